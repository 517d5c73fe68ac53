"""The tables of a sheet go in; those side by side come out with a total of both no more accused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from campaign import Issue
from loaders.entries import SheetReading, TableReading

_NEAR = 1e-6
"""Sums of decimals as spreadsheets hold them differ by less."""


def settle_totals(sheet: SheetReading) -> SheetReading:
    """One list broken into columns side by side has its total at the end of the last: what differs
    from its own rows (K01) and is the sum of all is right."""
    told = [_settled(table, sheet.tables) for table in sheet.tables]
    return replace(sheet, tables=tuple(told)) if told != list(sheet.tables) else sheet


def _beside(table: TableReading, tables: Sequence[TableReading]) -> list[TableReading]:
    """The tables under the same headings in the same rows, itself among them."""
    return [
        other
        for other in tables
        if (other.header_rows, other.columns) == (table.header_rows, table.columns)
    ]


def _settled(table: TableReading, tables: Sequence[TableReading]) -> TableReading:
    wrong = [i for i in table.issues if i.code == "K01"]
    beside = _beside(table, tables) if wrong else []
    if len(beside) < 2:
        return table
    rows = {i.address.row for i in wrong if i.address}
    right = {r for r in rows if all(_is_of_all(i, table, beside) for i in wrong if _row(i) == r)}
    if not right:
        return table
    issues = tuple(i for i in table.issues if i.code != "K01" or _row(i) not in right)
    totals = tuple(replace(t, agrees=True) if t.row in right else t for t in table.totals)
    sent = table.submission and replace(table.submission, issues=issues)
    return replace(table, issues=issues, totals=totals, submission=sent)


def _row(issue: Issue) -> int:
    return issue.address.row if issue.address else 0


def _is_of_all(issue: Issue, table: TableReading, beside: Sequence[TableReading]) -> bool:
    """Whether a total is the sum of its column in all tables side by side."""
    if issue.address is None:
        return False
    at = issue.address.column - table.column_range[0]
    names = [f"{other.columns[at]} [col {other.column_range[0] + at}]" for other in beside]
    found = [other.sums.get(name) for other, name in zip(beside, names, strict=True)]
    total = sum(number for number in found if number is not None)
    return None not in found and abs(total - float(str(issue.params["t"]))) <= _NEAR
