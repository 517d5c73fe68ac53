"""A located table of none of the forms goes in; what can be said of it comes out. Nothing of it is
ever stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from campaign import Address, Issue
from loaders.entries.reading import TableReading, Total
from loaders.entries.table_summary import nameless_column, summarise
from loaders.entries.total_spans import Matrix, Stated, added_rows
from loaders.entries.totals import mismatch
from loaders.files import CellError, Uncached
from loaders.tables import Lines, Table, figure_columns, summable_columns, unheaded_figures
from loaders.words import plain_number

_ROUNDING = 1e-6
"""Sums of decimals differ by far less, and an office writes no more than two decimals."""
_MANY, _HALF = 3, 2
"""Three totals of one name that each differ in most columns add something else than the rows that
stand there: only some of them, or what is on another sheet."""


def read_any(table: Table, *, title: str, file_name: str) -> TableReading:
    """The table's place, columns, units, sums and totals, with the question which form it is."""
    header = table.header
    at = Address(table.sheet.name, header.first_row)
    columns = [h.label for _, h in sorted(header.columns.items()) if h.label]
    question = Issue("L13", at, "", {"cols": "、".join(columns[:_SHOWN])})
    body = table.rows("data")
    lines = Lines(table.sheet)
    added = summable_columns(table, figure_columns(table, lines, body))
    totals, ties = any_totals(table, added)
    nameless = [nameless_column(table, column) for column in unheaded_figures(table)]
    issues = (question, *nameless, *ties)
    return summarise(table, (), issues, totals=totals, title=title, file_name=file_name)


_SHOWN = 6
"""So many headings are enough to know the table by, and keep the question on a line."""


def overlaps(tables: Sequence[TableReading], sheet: str) -> list[Issue]:
    """L16 at each table that only adds up, unit by unit, the others with the same headings: to take
    all of them would count everything twice."""
    issues = []
    for table in tables:
        alike = [t for t in tables if t.columns == table.columns and not _is_one_list(t, table)]
        summed: dict[str, float] = {}
        for label in (label for other in alike for label in other.sums):
            summed[label] = sum(other.sums.get(label, 0.0) for other in alike)
        units = {unit for other in alike for unit in other.units}
        same = summed.keys() == table.sums.keys() and all(
            abs(total - table.sums[label]) <= _ROUNDING * max(1.0, abs(total))
            for label, total in summed.items()
        )
        if len(alike) > 1 and table.sums and same and units == set(table.units):
            at = Address(sheet, table.header_rows[0])
            issues.append(Issue("L16", at, "", {"n": len(alike)}))
    return issues


def _is_one_list(one: TableReading, other: TableReading) -> bool:
    """Whether two are one table, or two weeks of one list."""
    places = {(t.header_rows, t.column_range) for t in (one, other) if t.layout == "row"}
    return one is other or (len(places) == 1 and one.layout == other.layout == "row")


def any_totals(table: Table, added: Sequence[int]) -> tuple[list[Total], list[Issue]]:
    """Each total row compared, column by column, with the rows it adds up; never corrected."""
    body, told = table.rows("data"), table.rows("total")
    totals: list[Total] = []
    differing: dict[int, list[Issue]] = {}
    lost: dict[str, list[bool]] = {}
    for row in told:
        label = "".join(table.total_name(row).split())
        rows = _added(table, row, added)
        found, compared = _differences(table, row, added, rows)
        n_different = sum(issue.code == "K01" for issue in found)
        differing[row] = found
        lost.setdefault(label, []).append(not compared or n_different * _HALF > compared)
        position = "above data" if body and row < body[0] else "below data"
        is_part = not table.total_label(row) and len(told) > 1 and len(rows) < len(body)
        agrees = not n_different if compared else None
        is_grand = table.is_grand_total(row) and not is_part
        totals.append(Total(row, label, position, agrees, is_grand))
    unknown = {label for label, all_ in lost.items() if len(all_) >= _MANY and all(all_)}
    totals = [replace(t, agrees=None) if t.label in unknown else t for t in totals]
    kept = (
        i for t in totals for i in differing[t.row] if t.label not in unknown or i.code != "K01"
    )
    return totals, list(kept)


def _added(table: Table, row: int, added: Sequence[int]) -> list[int]:
    """The data rows that a total adds; none where nobody can say which."""
    body = table.rows("data")
    numbers = _matrix(table, body, added)
    own = _matrix(table, [row], added)[0]
    unread = np.zeros(numbers.shape, dtype=np.bool_)
    rows = added_rows(table, row, Stated(own, np.array(body, dtype=np.int64), numbers, unread))
    return [] if rows is None else [r for r, is_added in zip(body, rows, strict=True) if is_added]


def _matrix(table: Table, rows: Sequence[int], columns: Sequence[int]) -> Matrix:
    """The plain numbers of some rows and columns; NaN where there is none."""
    told = [[plain_number(table.sheet.value(row, c)) for c in columns] for row in rows]
    return np.array(told, dtype=np.float64).reshape(len(rows), len(columns))


def _differences(
    table: Table, row: int, added: Sequence[int], rows: Sequence[int]
) -> tuple[list[Issue], int]:
    issues: list[Issue] = []
    compared = 0
    sums = _sums(table, added, rows)
    for column in sorted(table.header.columns):
        value = table.sheet.value(row, column)
        at = Address(table.sheet.name, row, column)
        if isinstance(value, CellError | Uncached):
            issues.append(Issue("C19" if isinstance(value, CellError) else "C18", at))
            continue
        stated = plain_number(value)
        if stated is None or column not in sums:
            continue
        compared += 1
        if abs(stated - sums[column]) > _ROUNDING * max(1.0, abs(stated)):
            issues.append(mismatch(at, table.sheet.text(row, column), stated, sums[column]))
    return issues, compared


def _sums(table: Table, added: Sequence[int], rows: Sequence[int]) -> Mapping[int, float]:
    """The sum of each column that is added; a column of words is one of nothing."""
    sums: dict[int, float] = {}
    for column in added:
        found = [plain_number(table.sheet.value(row, column)) for row in rows]
        numbers = [number for number in found if number is not None]
        if numbers:
            sums[column] = round(sum(numbers), 10)
    return sums
