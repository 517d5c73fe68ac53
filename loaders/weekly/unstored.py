"""The columns of a weekly report that are read and not stored go in: rates to compare with what is
computed, days that must lie in the week. Their values and doubts come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from campaign import PLACING, Address, Calendar, FormField, Issue, State, Week, fold
from loaders.entries import FileContext, Value
from loaders.files import CellValue, cell_text
from loaders.tables import Table
from loaders.words import Claim, day_of, no_answer, plain_number, week_suggestion

_MOST = 100.0  # percent


def _of_kind(table: Table, kind: str) -> Mapping[int, FormField]:
    return table.header.fields_of_kind.get(kind, {})


def rate_columns(table: Table) -> list[Issue]:
    """L14 at each column of rates: they are computed, never typed."""
    return [
        Issue(
            "L14",
            Address(table.sheet.name, table.header.last_row, column),
            heading,
            {"col": heading},
        )
        for column in _of_kind(table, "rate")
        if (heading := table.header.columns[column].label)
    ]


def rates_by_row(table: Table) -> dict[int, dict[str, Value]]:
    """What each row says of its rates, as shares by field; what is not clear is left out."""
    found: dict[int, dict[str, Value]] = {}
    sheet = table.sheet
    for column, field in _of_kind(table, "rate").items():
        cells = {row: sheet.value(row, column) for row in table.rows("data")}
        styled = [row for row in cells if (row, column) in sheet.percents]
        for row, share in rates(cells, percent_style=styled).items():
            value = Value(share, State.VALUE, row, column, sheet.text(row, column))
            found.setdefault(row, {})[field.id] = value
    return found


def has_days(table: Table) -> bool:
    """Whether the rows give a day of their own, of filling in or of what was done."""
    return bool(_of_kind(table, "date") or _of_kind(table, PLACING[1]))


def _days_to_come(table: Table, row: int, file: FileContext) -> list[Issue]:
    """C21 where a row is of something done on a day after its sheet came."""
    arrived, found = file.arrived_on, []
    for column in _of_kind(table, PLACING[1]) if arrived else ():
        value = table.sheet.value(row, column)
        day = None if no_answer(value) is not None else day_of(value, calendar=file.calendar).day
        if day is not None and arrived is not None and day > arrived:
            at = Address(table.sheet.name, row, column)
            found.append(Issue("C21", at, cell_text(value), {"last": arrived}))
    return found


def day_claims(table: Table, calendar: Calendar) -> list[Claim]:
    """What the rows' own days suggest of the week."""
    claims = []
    for column in _of_kind(table, "date"):
        for row in table.rows("data"):
            value = table.sheet.value(row, column)
            day = None if no_answer(value) is not None else day_of(value, calendar=calendar).day
            if day is not None:
                at = Address(table.sheet.name, row, column)
                claims.append(
                    week_suggestion(day, calendar=calendar, address=at, raw=cell_text(value))
                )
    return claims


def day_doubts(table: Table, row: int, *, week: Week | None, file: FileContext) -> list[Issue]:
    """The doubts about a row's own day: unreadable, in another week (P02), or to come (C21)."""
    found, calendar = _days_to_come(table, row, file), file.calendar
    for column, field in _of_kind(table, "date").items():
        value = table.sheet.value(row, column)
        if no_answer(value) is not None:
            continue
        at, read = Address(table.sheet.name, row, column), day_of(value, calendar=calendar)
        is_out = read.day is not None and week is not None and calendar.week_of(read.day) != week
        code = read.code or ("P02" if is_out else "")
        if code:
            found.append(Issue(code, at, cell_text(value), {"col": field.title}))
    return found


def rates(cells: Mapping[int, CellValue], *, percent_style: Iterable[int] = ()) -> dict[int, float]:
    """The rates of a column by row; what is no number, beyond the whole or not clear is left out.

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
    in_percent = any(number > 1 for number in plain.values())
    if in_percent or not all(number == 1 for number in plain.values()):
        said |= {row: number / _MOST if in_percent else number for row, number in plain.items()}
    return {row: share for row, share in sorted(said.items()) if 0 <= share <= 1}


def _said(value: CellValue, is_styled: bool) -> float | None:
    """The share of a cell that says percent itself."""
    if is_styled:
        return plain_number(value)
    text = fold(value) if isinstance(value, str) else ""
    number = plain_number(text.removesuffix("%")) if text.endswith("%") else None
    return None if number is None else number / _MOST
