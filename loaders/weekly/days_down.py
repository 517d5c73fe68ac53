"""A table of one unit goes in; where its rows are days of a week and a total adds them up, the
total comes out as the unit's row: its figures stand in cells of their own."""

from __future__ import annotations

from dataclasses import replace

from campaign import Calendar
from loaders.tables import Table
from loaders.words import day_of, is_weekday, plain_number


def summed_days(table: Table, calendar: Calendar) -> Table:
    """The same, unless it has a column of units, or anything but days of one week and their one
    right total."""
    days, totals = table.rows("data"), table.rows("total")
    if table.header.key or len(totals) != 1 or len(days) < 2 or totals[0] < days[-1]:
        return table
    if not _are_days(table, calendar) or not _adds_up(table, totals[0]):
        return table
    roles = dict.fromkeys(days, "part") | {totals[0]: "data"}
    columns = dict(sorted(table.header.columns.items())[1:])
    header = replace(table.header, columns=columns)
    return replace(table, header=header, roles=table.roles | roles)


def _are_days(table: Table, calendar: Calendar) -> bool:
    """Whether every row begins with a weekday, or a day of the one week."""
    column, weeks = min(table.header.columns), set()
    for row in table.rows("data"):
        value = table.sheet.value(row, column)
        day = day_of(value, calendar=calendar).day if value != "" else None
        if day is None and not is_weekday(table.sheet.text(row, column)):
            return False
        weeks.add(calendar.week_of(day) if day else None)
    return len(weeks) == 1


def _adds_up(table: Table, total: int) -> bool:
    """Whether the total is the sum in every column of figures, and there is one."""
    found = []
    for column in sorted(table.header.columns)[1:]:
        told = plain_number(table.sheet.value(total, column))
        if told is not None:
            parts = (plain_number(table.sheet.value(row, column)) for row in table.rows("data"))
            found.append(told == sum(part or 0.0 for part in parts))
    return bool(found) and all(found)
