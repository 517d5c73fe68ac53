"""A located table of none of the forms goes in; what can be said of it comes out. Nothing of it is
ever stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from campaign import Address, Issue, column_letters
from loaders.entries.reading import TableReading, Total
from loaders.entries.table_summary import nameless_column, summarise
from loaders.entries.total_spans import Matrix, Stated, added_rows
from loaders.files import CellError, Uncached
from loaders.tables import Lines, Table, figure_columns, summable_columns, unheaded_figures
from loaders.words import number_text, plain_number

_ROUNDING = 1e-6
"""Sums of decimals differ by far less, and an office writes no more than two decimals."""


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
    body = table.rows("data")
    totals: list[Total] = []
    issues: list[Issue] = []
    told = table.rows("total")
    for row in told:
        label = table.total_name(row)
        rows = _added(table, row, added)
        found, compared = _differences(table, row, added, rows)
        issues += found
        agrees = None if not compared else not any(i.code == "K01" for i in found)
        position = "above data" if body and row < body[0] else "below data"
        is_part = not table.total_label(row) and len(told) > 1 and len(rows) < len(body)
        is_grand = table.is_grand_total(row) and not is_part
        totals.append(Total(row, "".join(label.split()), position, agrees, is_grand))
    return totals, issues


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
            issues.append(_mismatch(at, table.sheet.text(row, column), stated, sums[column]))
    return issues, compared


def _mismatch(at: Address, raw: str, stated: float, total: float) -> Issue:
    params = {"t": number_text(stated), "s": number_text(total)}
    params |= {"d": number_text(stated - total), "col": column_letters(at.column)}
    return Issue("K01", at, raw, params)


def _sums(table: Table, added: Sequence[int], rows: Sequence[int]) -> Mapping[int, float]:
    """The sum of each column that is added; a column of words is one of nothing."""
    sums: dict[int, float] = {}
    for column in added:
        found = [plain_number(table.sheet.value(row, column)) for row in rows]
        numbers = [number for number in found if number is not None]
        if numbers:
            sums[column] = round(sum(numbers), 10)
    return sums
