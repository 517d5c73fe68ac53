"""The columns of a weekly report that are read and not stored go in: rates to compare with what is
computed, days that must lie in the week. Their values and doubts come out."""

from __future__ import annotations

from collections.abc import Mapping

from campaign import PLACING, Address, Calendar, FormField, Issue, State, Week
from loaders.entries import FileContext, Value
from loaders.files import cell_text
from loaders.tables import Table
from loaders.weekly.percents import rates
from loaders.words import Claim, day_of, no_answer, week_suggestion


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
        for row, rate in rates(cells, percent_style=styled).items():
            if rate.share is not None:
                value = Value(rate.share, State.VALUE, row, column, sheet.text(row, column))
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
