"""A column of rates goes in; each cell as a share (1 is the whole), or why it is none, comes out.

Whether 0.95 or 95 is meant is the whole column's to say: a lone 1 may be 1 % or all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from campaign import fold
from loaders.files import CellValue
from loaders.words import plain_number

_MOST = 100.0  # percent


@dataclass(frozen=True)
class Rate:
    """A rate as a share; without one, `code` says why: C08 beyond the whole, C11 not clear."""

    share: float | None
    code: str = ""


def rates(cells: Mapping[int, CellValue], *, percent_style: Iterable[int] = ()) -> dict[int, Rate]:
    """The rates of a column by row; cells without a number are left out.

    A percent sign or style says it; among plain numbers any above 1 makes all of them percent, and
    where 1 is the only one nobody can tell.
    """
    styled = frozenset(percent_style)
    told = {row: _said(value, row in styled) for row, value in cells.items()}
    said = {row: share for row, share in told.items() if share is not None}
    plain = {
        row: number
        for row, value in cells.items()
        if row not in said and (number := plain_number(value)) is not None
    }
    found = {row: _checked(share) for row, share in said.items()}
    in_percent = any(number > 1 for number in plain.values())
    unclear = not in_percent and bool(plain) and all(number == 1 for number in plain.values())
    for row, number in plain.items():
        share = number / _MOST if in_percent else number
        found[row] = Rate(None, "C11") if unclear else _checked(share)
    return dict(sorted(found.items()))


def _said(value: CellValue, is_styled: bool) -> float | None:
    """The share of a cell that says percent itself."""
    if is_styled:
        return plain_number(value)
    text = fold(value) if isinstance(value, str) else ""
    number = plain_number(text.removesuffix("%")) if text.endswith("%") else None
    return None if number is None else number / _MOST


def _checked(share: float) -> Rate:
    return Rate(share) if 0 <= share <= 1 else Rate(None, "C08")
