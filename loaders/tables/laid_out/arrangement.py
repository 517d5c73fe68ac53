"""A sheet and the places its cells are to stand at go in; the sheet so arranged comes out, each
cell remembering where it came from.

Sheets that are laid out otherwise (units across, weeks side by side, an indicator a row) are
arranged as a row a unit and read as such; what is said of them is said of their own cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from loaders.files import CellValue, Sheet

Place = tuple[int, int]
Line = Sequence[Place | None]


@dataclass(frozen=True, eq=False)
class Arrangement:
    """A sheet arranged anew. `places` gives the original place of each cell by its place here;
    `week` is the campaign week the view is of, where the layout says so; `lines` the original row
    of each line, or its column for the lines that are `turned`; `headings` the original headings by
    column where the view changes them; `heads` the original rows of the
    header where they do, `block` the first and last row of a table that has become one line,
    `unread` the first row of a part of the sheet that no view shows, `several` the places that are
    shown in several lines, a part in each, with how many."""

    sheet: Sheet
    layout: str
    places: Mapping[Place, Place]
    week: int | None = None
    lines: Mapping[int, int] = field(default_factory=dict)
    turned: frozenset[int] = frozenset()
    headings: Mapping[int, str] = field(default_factory=dict)
    heads: tuple[int, ...] = ()
    block: tuple[int, int] | None = None
    unread: int = 0
    several: Mapping[Place, int] = field(default_factory=dict)

    def place(self, row: int, column: int) -> Place:
        """Where a cell came from; (0, 0) for one that is of the view alone."""
        if row and not column:
            return (0, self.line(row)) if row in self.turned else (self.line(row), 0)
        return self.places.get((row, column), (0, 0))

    def column(self, row: int, column: int) -> int:
        """The original column of a cell in a row, or its row where units stand across."""
        return self.place(row, column)[0 if row in self.turned else 1]

    def line(self, row: int) -> int:
        """The original row of a line of the view, or its column where units stand across."""
        return self.lines.get(row, 0)

    @cached_property
    def moved(self) -> Mapping[Place, Place]:
        """The places that differ."""
        return {here: place for here, place in self.places.items() if here != place}


def arranged(
    sheet: Sheet,
    lines: Sequence[Line],
    *,
    layout: str,
    week: int | None = None,
    turned: Iterable[int] = (),
    words: Mapping[Place, str] | None = None,
    headings: Mapping[int, str] | None = None,
    heads: tuple[int, ...] = (),
    block: tuple[int, int] | None = None,
) -> Arrangement:
    """The view whose lines are the cells at these places; None is an empty cell.

    `turned` are the lines (from 1) that stand as columns in the sheet; `words` are texts put over
    cells, such as the heading of the units over a corner that says 指标.
    """
    width = max(map(len, lines), default=0)
    places = {
        (r, c): place
        for r, line in enumerate(lines, start=1)
        for c, place in enumerate(line, start=1)
        if place is not None
    }
    said = words or {}
    rows: list[list[CellValue]] = [
        [said.get((r, c), _value(sheet, places.get((r, c)))) for c in range(1, width + 1)]
        for r in range(1, len(lines) + 1)
    ]
    across = set(turned)
    numbers = {
        r: next((p[r in across] for p in line if p is not None), 0)
        for r, line in enumerate(lines, start=1)
    }
    return Arrangement(
        _standing(sheet, rows, places),
        layout,
        places,
        week,
        numbers,
        frozenset(across),
        headings or {},
        heads,
        block,
    )


def whole_rows(sheet: Sheet, rows: Iterable[int]) -> list[Line]:
    """Rows as they stand."""
    columns = range(sheet.left, sheet.right + 1)
    return [[(row, column) for column in columns] for row in rows]


def _standing(sheet: Sheet, rows: list[list[CellValue]], places: Mapping[Place, Place]) -> Sheet:
    """The rows as a sheet of their own, with what is said of the cells where they stand now."""
    percents = frozenset(here for here, place in places.items() if place in sheet.percents)
    covered = {h: sheet.covered[p] for h, p in places.items() if p in sheet.covered}
    merges = tuple(_merges(sheet, places))
    return Sheet(sheet.name, False, 1, 1, rows, merges, percents=percents, covered=covered)


def _value(sheet: Sheet, place: Place | None) -> CellValue:
    return sheet.value(*place) if place else ""


def _merges(sheet: Sheet, places: Mapping[Place, Place]) -> Iterable[tuple[int, int, int, int]]:
    """The sheet's merges where their cells now stand; one that is torn apart is dropped."""
    here: dict[Place, list[Place]] = {}
    for now, place in places.items():
        here.setdefault(place, []).append(now)
    for top, left, bottom, right in sheet.merges:
        height, width = min(bottom, sheet.bottom) - top + 1, min(right, sheet.right) - left + 1
        if height * width > len(places) or (top, left) not in here:
            continue
        cells = [
            now
            for row in range(top, top + height)
            for column in range(left, left + width)
            for now in here.get((row, column), ())
        ]
        rows, columns = [r for r, _ in cells], [c for _, c in cells]
        area = (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)
        if len(cells) == area > 1:
            yield min(rows), min(columns), max(rows), max(columns)
