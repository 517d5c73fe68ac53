"""A sheet whose units stand on several lines each goes in; views with a row a unit come out.

A line of a unit is an indicator, with weeks or 本周 and 累计 across, or a kind of figure (计划,
完成, 累计), with indicators across, or weeks of the one quantity that the title names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from campaign import Calendar, CampaignPack, Form
from loaders.files import Sheet
from loaders.tables.answer_columns import heads_values
from loaders.tables.cell_kinds import NUMBER, WORD, Lines
from loaders.tables.laid_out.arrangement import Arrangement, Line, Place, arranged, whole_rows
from loaders.tables.laid_out.indicators import (
    SEARCHED,
    is_measures,
    is_part,
    is_period,
    is_quantity,
    weekly_forms,
    words_across,
)
from loaders.tables.laid_out.weeks_across import quantity_named, week_in
from loaders.words import is_footer

_TWICE = 2
"""Two units with two lines each: fewer is one unit's sheet, or a row a unit."""


@dataclass(frozen=True)
class _Unit:
    """Where one unit is named, and the row of each of its lines by the line's label."""

    place: Place
    lines: dict[str, int]


@dataclass(frozen=True)
class _UnitLines:
    """The row of headings across, the columns of units, labels and figures, and the units."""

    across: int
    label: int
    columns: tuple[int, ...]
    units: tuple[_Unit, ...]

    @property
    def labels(self) -> dict[str, Place]:
        """Every label once, in sheet order, where it first stands."""
        found: dict[str, Place] = {}
        for unit in self.units:
            for text, row in unit.lines.items():
                found.setdefault(text, (row, self.label))
        return found


@dataclass(frozen=True)
class _Column:
    """A column of a view: the line and the column its figures stand in, and where its headings do;
    a heading that goes on from the left is None."""

    line: str
    column: int
    over: Place | None
    under: Place | None


def line_arrangements(sheet: Sheet, pack: CampaignPack, calendar: Calendar) -> list[Arrangement]:
    """The views of such a sheet, one a week where weeks stand across; none for any other sheet."""
    lines = Lines(sheet)
    for form in weekly_forms(pack):
        for label in range(sheet.left + 1, min(sheet.left + SEARCHED, sheet.right)):
            found = _unit_lines(lines, label, form, pack)
            if found:
                return list(_views(lines, found, pack, calendar))
    return []


def stands_on_lines(sheet: Sheet, last_row: int) -> bool:
    """Whether the first rows below a header are labelled 本周, 累计 or 计划 beside a unit's name:
    the look that most sheets are spared by."""
    near = sheet.rows[last_row - sheet.top + 1 : last_row - sheet.top + 4]
    told = [v for row in near for v in row[:SEARCHED] if isinstance(v, str) and v and len(v) < 8]
    return len({text for text in told if is_part(text)}) > 1


def _unit_lines(lines: Lines, label: int, form: Form, pack: CampaignPack) -> _UnitLines | None:
    """The lines labelled in a column, by the units named in one on its left."""
    sheet = lines.sheet
    rows = range(sheet.top, sheet.bottom + 1)
    worded = [row for row in rows if lines.kind(row, label) == WORD]
    for is_label in (lambda text: is_quantity([text], form, pack), is_part):
        known = [row for row in worded if is_label(lines.text(row, label))]
        if len(known) < _TWICE * _TWICE:
            continue
        across = words_across(lines, known[0], label)
        columns = _figure_columns(lines, across, label, known) if across else ()
        named = [row for row in worded if known[0] <= row <= known[-1]]
        for column in range(label - 1, sheet.left - 1, -1):
            units = _units(lines, column, label, named)
            named_so = [is_quantity([lines.text(*unit.place)], form, pack) for unit in units]
            if units and columns and not any(named_so):
                return _UnitLines(across, label, columns, units)
    return None


def _figure_columns(lines: Lines, across: int, label: int, rows: Sequence[int]) -> tuple[int, ...]:
    left, sheet = lines.sheet.left, lines.sheet
    heads = lines.filled(across)
    return tuple(
        c
        for c in range(label + 1, sheet.right + 1)
        if heads[c - left] and not is_measures(lines, c, across, rows)
    )


def _units(lines: Lines, column: int, label: int, rows: Sequence[int]) -> tuple[_Unit, ...]:
    """The units a column names on some of the labelled rows; none where a unit has a label twice,
    most have no more than one line, or each line is said but once: categories of indicators."""
    found: list[_Unit] = []
    for row in rows:
        place, told = _name_at(lines, row, column), lines.text(row, label)
        text = lines.text(*place) if place else ""
        if place and (not found or text != lines.text(*found[-1].place)):
            found.append(_Unit(place, {}))
        if not found or told in found[-1].lines:
            return ()
        found[-1].lines[told] = row
    several = [unit for unit in found if len(unit.lines) >= _TWICE]
    labels = {text for unit in found for text in unit.lines}
    are_units = len(several) >= _TWICE and len(several) * 2 > len(found)
    return tuple(found) if are_units and len(labels) * _TWICE <= len(rows) else ()


def _name_at(lines: Lines, row: int, column: int) -> Place | None:
    """Where the words stand that name a unit, or a total, from a row on: in the column, or left of
    it where it is blank or merged."""
    for c in range(column, lines.sheet.left - 1, -1):
        top, left, _, _ = lines.span(row, c)
        if top != row or lines.kind(row, left) == NUMBER:
            return None
        if lines.kind(row, left) == WORD:
            return row, left
    return None


def _views(
    lines: Lines, found: _UnitLines, pack: CampaignPack, calendar: Calendar
) -> Iterator[Arrangement]:
    left = lines.sheet.left
    heads = {c: lines.filled(found.across)[c - left] for c in found.columns}
    weeks = {c: week for c, text in heads.items() if (week := week_in(text, calendar))}
    over = lines.filled(found.across - 1) if found.across > lines.sheet.top else ()
    if len({week for text in over if (week := week_in(text, calendar))}) > 1:
        return  # weeks over these headings: nobody can say which is meant
    are_parts = all(map(is_part, found.labels))
    if weeks and are_parts:
        quantity = quantity_named(lines, found.across, pack)
        if quantity:
            yield from (
                _view(lines, found, _by_head(found, [c]), w, quantity) for c, w in weeks.items()
            )
    elif weeks:
        yield from (_view(lines, found, _by_label(found, [c]), week) for c, week in weeks.items())
    elif are_parts:
        yield _view(lines, found, _by_head(found, found.columns))
    elif all(map(is_period, heads.values())) or heads_values(heads[min(heads)]):
        yield _view(lines, found, _by_label(found, found.columns))


def _by_head(found: _UnitLines, columns: Sequence[int]) -> list[_Column]:
    """The columns of a view whose headings stand over the lines' labels."""
    return [
        _Column(text, c, (found.across, c) if not n else None, place)
        for c in columns
        for n, (text, place) in enumerate(found.labels.items())
    ]


def _by_label(found: _UnitLines, columns: Sequence[int]) -> list[_Column]:
    """The columns of a view whose lines' labels stand over the headings, or alone."""
    several = len(columns) > 1
    return [
        _Column(text, c, place if not n else None, (found.across, c) if several else None)
        for text, place in found.labels.items()
        for n, c in enumerate(columns)
    ]


def _view(
    lines: Lines,
    found: _UnitLines,
    columns: Sequence[_Column],
    week: int | None = None,
    quantity: str = "",
) -> Arrangement:
    """A row a unit under one or two levels of headings; `quantity`, which the title names, stands
    in place of the week."""
    sheet = lines.sheet
    key: Place = (found.across, found.units[0].place[1])
    levels: list[Line] = [[key, *(column.over for column in columns)]]
    if any(column.under for column in columns):
        levels.append([None, *(column.under for column in columns)])
    units: list[Line] = [[u.place, *(_figure(u, c) for c in columns)] for u in found.units]
    above = whole_rows(sheet, range(sheet.top, found.across))
    below = whole_rows(sheet, _footers(lines, found))
    return arranged(
        sheet,
        [*above, *levels, *units, *below],
        layout="unit_lines",
        week=week,
        words={(len(above) + 1, 2): f"{quantity}（见标题）"} if quantity else {},
        headings=_headings(lines, found, key[1]),
        heads=(found.across,),
    )


def _headings(lines: Lines, found: _UnitLines, first: int) -> dict[int, str]:
    """The headings across as they stand, from the column of units on."""
    filled, left = lines.filled(found.across), lines.sheet.left
    shown = range(first, max(found.columns) + 1)
    return {c: "".join(filled[c - left].split()) for c in shown}


def _figure(unit: _Unit, column: _Column) -> Place | None:
    row = unit.lines.get(column.line)
    return (row, column.column) if row else None


def _footers(lines: Lines, found: _UnitLines) -> Iterator[int]:
    """The lines below the last unit's that sign or explain the table."""
    last = max(row for unit in found.units for row in unit.lines.values())
    for row in range(last + 1, lines.sheet.bottom + 1):
        used = lines.used(row)
        if used and is_footer(lines.text(row, used[0])):
            yield row
