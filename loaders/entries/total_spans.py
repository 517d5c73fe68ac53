"""A table, one of its totals and the rows' figures go in; the rows that the total adds come out.

A grand total adds all rows; a part's total those of its block: the rows under its merged category,
since the total or the heading before it, or the run of rows next to it that it fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from loaders.tables import Table

Rows = npt.NDArray[np.bool_]
Matrix = npt.NDArray[np.float64]
_ROUNDING = 1e-6
"""Of the total: sums of decimals as spreadsheets hold them differ by less."""
_FEW = 2
"""A run of one row, and one column that agrees, may be chance."""
_DELIMITERS = ("total", "section", "header", "repeated")


@dataclass(frozen=True)
class Stated:
    """A total's own figures, NaN where it has none, and those of the rows it may add. `held` marks
    what could not be read: such a column is not compared."""

    own: npt.NDArray[np.float64]
    rows: npt.NDArray[np.int64]
    numbers: Matrix
    held: npt.NDArray[np.bool_]

    @cached_property
    def _said(self) -> npt.NDArray[np.bool_]:
        return ~np.isnan(self.numbers)

    @cached_property
    def _added(self) -> Matrix:
        return np.where(self._said, self.numbers, 0.0)

    def compared(self, rows: Rows) -> npt.NDArray[np.bool_]:
        """The columns in which the total can be compared with these rows."""
        said, unread = self._said[rows].any(axis=0), self.held[rows].any(axis=0)
        told: npt.NDArray[np.bool_] = ~np.isnan(self.own) & said & ~unread
        return told

    def sums(self, rows: Rows) -> npt.NDArray[np.float64]:
        """The sum of each column over these rows."""
        total: npt.NDArray[np.float64] = self._added[rows].sum(axis=0)
        return total

    def fits(self, rows: Rows) -> bool:
        """Whether the total is the sum of these rows wherever it can be compared."""
        told = self.compared(rows)
        return bool(told.any() and self._same(self.sums(rows))[told].all())

    def _same(self, sums: Matrix) -> npt.NDArray[np.bool_]:
        room = _ROUNDING * np.maximum(1.0, np.abs(self.own))
        same: npt.NDArray[np.bool_] = np.abs(sums - self.own) <= room
        return same

    def run(self, rows: Rows, *, backwards: bool) -> tuple[Rows, int]:
        """Of the runs from one end of these rows the one that agrees in most columns, the shortest
        of several; and in how many it agrees."""
        at = np.flatnonzero(rows)[::-1] if backwards else np.flatnonzero(rows)
        told = self.compared(rows)
        found = np.zeros_like(rows)
        if not told.any() or not len(at):
            return found, 0
        running = self._added[at].cumsum(axis=0)
        agreed = self._same(running)[:, told].sum(axis=1)
        agreed[: _FEW - 1] *= told.sum() >= _FEW
        best = int(agreed.argmax())
        found[at[: best + 1]] = True
        return found, int(agreed[best])


@dataclass(frozen=True)
class _Part:
    """Rows a part's total may add: whether it must be they, and at which end a run of them begins
    that lies next to the total."""

    rows: Rows
    is_sure: bool = False
    end: str = ""


def added_rows(table: Table, row: int, stated: Stated) -> Rows | None:
    """The rows that a total adds; None where nobody can say which, so that nothing differs."""
    whole = stated.rows > 0
    if not len(whole):
        return None
    if table.is_grand_total(row) and stated.fits(whole):
        return whole
    if table.is_grand_total(row) and table.total_label(row):
        beside = (part.rows for part in _parts(table, row, stated.rows))
        return next((rows for rows in beside if stated.fits(rows)), whole)
    block = _block(table, row, stated.rows, is_inside=True)
    if block is not None:
        return block
    likely = [*_parts(table, row, stated.rows), _Part(whole)]
    fitting = next((part.rows for part in likely if stated.fits(part.rows)), None)
    if fitting is not None:
        return fitting
    said = None if table.total_label(row) else _next_to(row, stated)
    return _by_run(stated, likely) if said is None else said


def _next_to(row: int, stated: Stated) -> Rows | None:
    """The run of rows above or below a total without a word that it adds, smaller totals between
    them: 上半年 below 一季度 and 二季度."""
    for rows, is_above in ((stated.rows < row, True), (stated.rows > row, False)):
        run, agreed = stated.run(rows, backwards=is_above)
        if agreed and agreed == int(stated.compared(rows).sum()):
            return run
    return None


def _parts(table: Table, row: int, rows: npt.NDArray[np.int64]) -> Iterator[_Part]:
    """What a part's total may add, the likeliest first."""
    marks = [r for r, role in table.roles.items() if role in _DELIMITERS and r != row]
    last = max(rows[rows < row], default=row)  # totals of other columns may stand between
    above = (max((r for r in marks if r < last), default=0) < rows) & (rows < row)
    below = (row < rows) & (rows < min((r for r in marks if r > row), default=rows[-1] + 1))
    category = _block(table, row, rows, is_inside=False)
    if category is not None:
        yield _Part(category, is_sure=True)
    leads = _leads(table)
    is_only = len(table.rows("total")) == 1
    is_parted = any(table.roles[r] in ("total", "section") for r in marks if r < last)
    if above.any():
        yield _Part(above, not leads and (is_parted or is_only), "last")
    if below.any():
        yield _Part(below, leads, "first")


def _leads(table: Table) -> bool:
    """Whether totals stand above the rows they add."""
    body = (role for role in table.roles.values() if role in ("data", "total"))
    return next(body, "") == "total"


def _by_run(stated: Stated, likely: Sequence[_Part]) -> Rows | None:
    """The run of rows next to a total that it fits, or, where nothing says which rows it adds, the
    one it fits in most columns; else the rows that it must add, if any."""
    sure = next((part.rows for part in likely if part.is_sure), None)
    for part in likely:
        if part.end:
            run, agreed = stated.run(part.rows, backwards=part.end == "last")
            needed = int(stated.compared(part.rows).sum())
            if agreed and (agreed == needed or (sure is None and agreed * 2 > needed)):
                return run
    return sure


def _block(table: Table, row: int, rows: npt.NDArray[np.int64], *, is_inside: bool) -> Rows | None:
    """The rows under the merged category that the total lies in, or that ends right above it; the
    smallest of several, and none that holds another total."""
    key = table.header.key or table.sheet.left
    totals = [r for r in table.rows("total") if r != row]
    found: list[Rows] = []
    for top, left, bottom, _ in table.sheet.merges:
        is_near = top <= row <= bottom if is_inside else bottom == row - 1
        if left > key or top == bottom or not is_near or any(top <= r <= bottom for r in totals):
            continue
        under = (top <= rows) & (rows <= bottom)
        if under.any():
            found.append(under)
    return min(found, key=np.count_nonzero, default=None)
