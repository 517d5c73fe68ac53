"""One block of a week goes in; the bytes that the panel's cache keeps of it come out, and back.

The numbers, little-endian, then the state letters, then the flags. A number takes one byte where
every one of the block is whole and below 256, as most are: a large district is read from the disk
in a third of the time. Otherwise it stands as it does in memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from campaign import BLOCK, Blocks, PanelWeek, State, as_blocks, registered_slots
from ledger.panel.blank import frozen

FORMAT = "2"
FLAGS = ("reported", "held", "on_time")
_BYTE = np.dtype("u1")
_KINDS = (_BYTE, np.dtype("<f4"), np.dtype("<f8"))


def packed_block(week: PanelWeek, *, block: int) -> bytes:
    """The bytes of one block."""
    values, states = (as_blocks(array).parts[block] for array in (week.values, week.states))
    here = slice(block * BLOCK, block * BLOCK + values.shape[1])
    arrays: list[NDArray[np.generic]] = [
        _as_stored(values, states=states),
        states,
        *(getattr(week, name)[here] for name in FLAGS),
    ]
    return b"".join(array.tobytes() for array in arrays)


def unpacked(week: PanelWeek, packed: Sequence[bytes]) -> PanelWeek | None:
    """The week with what its blocks say; None where one has not the length of these units."""
    n_slots, n_units = len(registered_slots()), len(week.member)
    values, states, flags = [], [], []
    for block, piece in enumerate(packed):
        width = min(BLOCK, n_units - block * BLOCK)
        kind = next((k for k in _KINDS if len(piece) == _length(k, width)), None)
        if kind is None:
            return None
        cells, n = n_slots * width, kind.itemsize
        numbers = np.frombuffer(piece, dtype=kind, count=cells)
        letters = np.frombuffer(piece, dtype=np.uint8, count=cells, offset=cells * n)
        told = np.frombuffer(piece, dtype=bool, offset=cells * (n + 1))
        if kind == _BYTE:
            letters = letters.copy()  # so that the bytes of the numbers are not kept beside them
            letters.setflags(write=False)
        states.append(letters.reshape(n_slots, width))
        values.append(_as_kept(numbers.reshape(n_slots, width), states=states[-1]))
        flags.append(told.reshape(len(FLAGS), width))
    return frozen(
        replace(
            week,
            values=Blocks(np.float64, tuple(values)),
            states=Blocks(np.uint8, tuple(states)),
            **dict(zip(FLAGS, np.concatenate(flags, axis=1), strict=True)),
        )
    )


def _length(kind: np.dtype[np.generic], width: int) -> int:
    return width * (len(registered_slots()) * (kind.itemsize + 1) + len(FLAGS))


def _is_told(states: NDArray[np.uint8]) -> NDArray[np.bool_]:
    told: NDArray[np.bool_] = (states == ord(State.VALUE)) | (states == ord(State.ZERO))
    return told


def _as_stored(values: NDArray[Any], *, states: NDArray[np.uint8]) -> NDArray[Any]:
    """The numbers in a byte each where the letters say which there are and none needs more."""
    told = _is_told(states)
    numbers = np.where(told, values, 0)
    if np.array_equal(told, ~np.isnan(values)) and ((numbers >= 0) & (numbers <= 255)).all():
        small = numbers.astype(_BYTE)
        if np.array_equal(small, numbers):
            return small
    return values.astype(values.dtype.newbyteorder("<"), copy=False)


def _as_kept(numbers: NDArray[Any], *, states: NDArray[np.uint8]) -> NDArray[Any]:
    if numbers.dtype != _BYTE:
        return numbers
    kept = numbers.astype(np.float32)
    kept[~_is_told(states)] = np.nan
    kept.setflags(write=False)
    return kept
