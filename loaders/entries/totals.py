"""Total rows and the entries they add up go in; what does not agree comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from campaign import Address, Issue, column_letters
from loaders.entries.reading import ReadRow, Total
from loaders.entries.slot_values import Figures
from loaders.entries.total_spans import Stated, added_rows
from loaders.files import UNCACHED, CellError, Uncached
from loaders.tables import Table
from loaders.words import number_text, plain_number

_ROUNDING = 1e-6
"""Cells are whole or half numbers, so that any true difference is far larger."""


def hold(entry: ReadRow, issues: Sequence[Issue]) -> ReadRow:
    """The entry, held if one of the issues blocks its row."""
    return replace(entry, accepted=False) if any(i.holds_row for i in issues) else entry


def tie_out(
    table: Table,
    columns: Mapping[str, int],
    entries: Sequence[ReadRow],
    figures: Figures | None = None,
) -> tuple[list[Total], list[Issue]]:
    """Each total row compared with the rows it adds up; K01 where it differs. Never corrected.

    A grand total adds all rows; a part's total those of its block, and where nobody can say which
    rows those are it is not compared. A column with a cell that could not be read is left out, and
    so is a total cell without a value. `figures` are those of the entries, if known already.
    """
    body, rows = table.rows("data"), table.rows("total")
    totals: list[Total] = []
    issues: list[Issue] = []
    figures = figures or Figures.of(entries if rows else (), tuple(columns))
    for row in rows:
        label = table.total_name(row)
        differences, compared = _least_different(table, row, columns, figures)
        issues += differences
        agrees = None if not compared else not any(i.code == "K01" for i in differences)
        position = "above data" if body and row < body[0] else "below data"
        is_grand = table.is_grand_total(row) and (
            bool(table.total_label(row)) or not _is_part(table, row, columns, figures)
        )
        totals.append(Total(row, label, position, agrees, is_grand))
    return totals, issues


def _is_part(table: Table, row: int, columns: Mapping[str, int], figures: Figures) -> bool:
    """Whether a total without a word adds only some of the rows, where there are several such."""
    several = sum(not table.total_label(r) for r in table.rows("total")) > 1
    if not several or not len(figures.rows):
        return False
    found, _ = _differences(table, row, columns, _sums(figures, figures.rows > 0))
    return any(issue.code == "K01" for issue in found)


def _least_different(
    table: Table, row: int, columns: Mapping[str, int], figures: Figures
) -> tuple[list[Issue], int]:
    """What differs from the rows that the total adds; nothing where nobody can say which."""
    own = [plain_number(table.sheet.value(row, column)) for column in columns.values()]
    stated = Stated(np.array(own, dtype=np.float64), figures.rows, figures.numbers, figures.held)
    rows = added_rows(table, row, stated)
    return _differences(table, row, columns, {} if rows is None else _sums(figures, rows))


def _differences(
    table: Table, row: int, columns: Mapping[str, int], sums: Mapping[str, float]
) -> tuple[list[Issue], int]:
    sheet = table.sheet
    issues: list[Issue] = []
    compared = 0
    for slot, column in columns.items():
        value = sheet.value(row, column)
        if isinstance(value, CellError | Uncached):
            at = Address(sheet.name, row, column)
            code = "C18" if value == UNCACHED else "C19"
            issues += [Issue(code, at, sheet.text(row, column))]
            continue
        stated, total = plain_number(value), sums.get(slot)
        if stated is None or total is None or value == "":
            continue
        compared += 1
        if abs(stated - total) > _ROUNDING:
            at = Address(sheet.name, row, column)
            issues.append(mismatch(at, sheet.text(row, column), stated, total))
    return issues, compared


def mismatch(at: Address, raw: str, stated: float, total: float) -> Issue:
    """K01 at a total that is not the sum of its rows."""
    params = {"t": number_text(stated), "s": number_text(total)}
    params |= {"d": number_text(stated - total), "col": column_letters(at.column)}
    return Issue("K01", at, raw, params)


def _sums(figures: Figures, parts: npt.NDArray[np.bool_]) -> dict[str, float]:
    """The sum of each slot over some rows; none of a slot with a cell that could not be read, or
    that none of them has."""
    totals = figures.known[parts].sum(axis=0).tolist()
    unread = np.any(figures.held[parts], axis=0)
    told = np.any(figures.present[parts], axis=0) & ~unread
    known = zip(figures.slots, totals, told.tolist(), strict=True)
    return {slot: total for slot, total, is_told in known if is_told}
