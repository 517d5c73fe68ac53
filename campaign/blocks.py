"""An array [S, U] goes in, cut by units into blocks; a copy with some units changed comes out.

A changed unit copies its block alone, so a week of any size is renewed at the cost of a small one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import DTypeLike, NDArray

BLOCK = 1024
"""Units a block."""

Element = TypeVar("Element", bound=np.generic)


@dataclass(frozen=True, eq=False)
class Blocks(Generic[Element]):
    """A read-only array [S, U] of `kind`; `parts` are [S, up to BLOCK], never none of them.

    Numbers are kept as float32 in a block where that says each of them exactly, else as float64;
    they are handed out as float64 always.
    """

    kind: type[Element]
    parts: tuple[NDArray[Any], ...]

    @classmethod
    def of(cls, whole: NDArray[Element]) -> Blocks[Element]:
        """The array cut into blocks; it is copied."""
        starts = range(0, max(whole.shape[1], 1), BLOCK)
        parts = tuple(compact(whole[:, start : start + BLOCK]) for start in starts)
        return cls(whole.dtype.type, parts)

    @property
    def shape(self) -> tuple[int, int]:
        """S and U."""
        return self.parts[0].shape[0], sum(part.shape[1] for part in self.parts)

    def __getitem__(self, row: int) -> NDArray[Element]:
        """One slot's row, [U]."""
        if len(self.parts) == 1:
            one: NDArray[Element] = self.parts[0][row].astype(self.kind, copy=False)
            return one
        return np.concatenate([part[row] for part in self.parts], dtype=self.kind)

    def __array__(self, dtype: DTypeLike | None = None, copy: bool | None = None) -> NDArray[Any]:
        """The whole array, always a copy."""
        if copy is False:
            raise ValueError("blocks are put together by copying")
        return np.concatenate(self.parts, axis=1, dtype=dtype or self.kind)

    def columns(self, at: NDArray[np.intp]) -> NDArray[Element]:
        """[S, len(at)]: the units at these places."""
        taken = np.empty((self.shape[0], len(at)), dtype=self.kind)
        for number in np.unique(at // BLOCK):
            here = at // BLOCK == number
            taken[:, here] = self.parts[number][:, at[here] - number * BLOCK]
        return taken

    def with_columns(self, at: NDArray[np.intp], columns: NDArray[Element]) -> Blocks[Element]:
        """The same array with other values [S, len(at)] for the units at these places."""
        parts, block = list(self.parts), at // BLOCK
        for number in np.unique(block):
            here = block == number
            whole = parts[number].astype(self.kind)
            whole[:, at[here] - number * BLOCK] = columns[:, here]
            parts[number] = compact(whole)
        return replace(self, parts=tuple(parts))


def compact(part: NDArray[Any]) -> NDArray[Any]:
    """A read-only copy of a block, numbers as float32 where that is exact."""
    kept = part.copy()
    if part.dtype == np.float64:
        with np.errstate(over="ignore"):
            small = part.astype(np.float32)
        if np.array_equal(small, part, equal_nan=True):
            kept = small
    kept.setflags(write=False)
    return kept


def as_blocks(array: Any) -> Blocks[Any]:
    """The array as blocks; blocks are handed back as they are."""
    return array if isinstance(array, Blocks) else Blocks.of(array)
