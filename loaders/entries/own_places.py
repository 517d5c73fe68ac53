"""A table read from a re-arranged sheet goes in; it comes out saying where its own cells stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from campaign import Address, Issue
from loaders.entries.reading import ReadRow, SheetReading, TableReading
from loaders.tables import Arrangement


def relocate(sheet: SheetReading) -> SheetReading:
    """The sheet with every address in it that of the workbook, and its views let go."""
    if not any(table.view for table in sheet.tables):
        return sheet
    return replace(sheet, tables=tuple(_table(t, t.view) if t.view else t for t in sheet.tables))


def _table(table: TableReading, view: Arrangement) -> TableReading:
    told = (i for i in table.issues if i.code != "L07")  # of the view's header, not the sheet's
    issues = tuple(_issue(issue, view) for issue in told)
    sent = table.submission
    standing = {
        "header_rows": view.heads or tuple(sorted({*map(view.line, table.header_rows)})),
        "first_data_row": _line(view, table.first_data_row),
        "last_data_row": _line(view, table.last_data_row),
        **_columns(table, view),
        **_block(view),
    }
    return replace(
        table,
        **standing,
        layout=view.layout,
        totals=tuple(replace(t, row=view.line(t.row)) for t in table.totals),
        set_aside={view.line(row): why for row, why in table.set_aside.items()},
        entries=tuple(_entry(entry, view) for entry in table.entries),
        issues=issues,
        submission=replace(sent, issues=issues) if sent else None,
        view=None,
    )


def _columns(table: TableReading, view: Arrangement) -> dict[str, Any]:
    """Where the columns stand, with the headings they have there, and the sums by those."""
    row, (first, last) = table.header_rows[-1], table.column_range
    below = table.first_data_row or row
    # Figures of a view with headings of its own may stand under others than its header's.
    top, under = (below, row) if view.headings else (row, below)
    own = {c: view.column(top, c) or view.column(under, c) for c in range(first, last + 1)}
    known = [column for column in (view.headings or own.values()) if column]
    low, high = min(known), max(known)
    sums = {}
    for key, total in table.sums.items():
        column = int(key.rpartition(" ")[2].rstrip("]"))
        label = view.headings.get(own[column], key.rpartition(" [col ")[0])
        sums[f"{label} [col {own[column]}]"] = total
    labels = view.headings or _labels(table, own)
    unit = own.get(table.unit_column or 0)
    return {
        "column_range": (low, high),
        "columns": tuple(labels.get(c, "") for c in range(low, high + 1)),
        "unit_column": unit,
        "headed": tuple(replace(h, column=own.get(h.column, 0)) for h in table.headed),
        "sums": sums,
    }


def _labels(table: TableReading, own: Mapping[int, int]) -> dict[int, str]:
    """The headings by the column they stand over, those of tables under one another side by
    side."""
    found: dict[int, list[str]] = {}
    for column, label in enumerate(table.columns, start=table.column_range[0]):
        found.setdefault(own[column], []).append(label)
    return {column: "；".join(dict.fromkeys(labels)) for column, labels in found.items()}


def _block(view: Arrangement) -> dict[str, Any]:
    """Where a table stands that has become one line of its indicators: nothing of it is added."""
    if view.block is None:
        return {}
    first, last = view.block
    low, high = min(view.headings), max(view.headings)
    return {
        "first_data_row": first,
        "last_data_row": last,
        "column_range": (low, high),
        "columns": tuple(view.headings.get(c, "") for c in range(low, high + 1)),
        "unit_column": None,
        "sums": {},
    }


def _line(view: Arrangement, row: int | None) -> int | None:
    return view.line(row) if row else None


def _entry(entry: ReadRow, view: Arrangement) -> ReadRow:
    values = {}
    for slot, value in entry.values.items():
        row, column = view.place(value.row, value.column)
        values[slot] = replace(value, row=row, column=column)
    return replace(entry, row=view.line(entry.row), values=values)


def _issue(issue: Issue, view: Arrangement) -> Issue:
    at = issue.address
    if at is None or not (at.row or at.column):
        return issue
    row, column = view.place(at.row, at.column)
    return replace(issue, address=Address(at.sheet, row, column))
