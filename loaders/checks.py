"""Entries go in; doubts that only show across cells, rows, totals and weeks come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from campaign import (
    CUMULATIVE,
    Address,
    CampaignPack,
    Issue,
    State,
    Term,
    Unit,
    column_letters,
    quantity_of,
)
from loaders.cells import plain_number, shown_number
from loaders.reading import Entry, Total, Value
from loaders.sheets import UNCACHED, CellError, Uncached
from loaders.table import Table

_DONE, _FOUND = "rect_done_count" + CUMULATIVE, "problem_found_count" + CUMULATIVE
_SPEAKERS, _DISCUSSIONS = "discussion_speaker_count", "discussion_session_count"
_ROUNDING = 1e-6


def across_cells(entry: Entry, *, sheet: str, unit: Unit | None, pack: CampaignPack) -> list[Issue]:
    """K02 where a part exceeds its whole, K08 where fewer spoke than sessions were held."""
    issues: list[Issue] = []
    for slot, value in entry.values.items():
        number = _number(value)
        for whole, limit in _wholes(slot, entry, unit, pack):
            if number is None or limit is None or number <= limit + _ROUNDING:
                continue
            at = Address(sheet, value.row, value.column)
            params = {"a": shown_number(number), "b": shown_number(limit), "whole": whole}
            issues.append(Issue("K02", at, value.raw, params))
    return issues + _below_week(entry, sheet) + _few_speakers(entry, sheet)


def _wholes(
    slot: str, entry: Entry, unit: Unit | None, pack: CampaignPack
) -> Iterator[tuple[object, float | None]]:
    """What a figure may not exceed, each with its number; None where that is not known."""
    quantity = pack.quantity[quantity_of(slot)]
    if quantity.part_of:
        whole = slot.replace(quantity.id, quantity.part_of)
        yield pack.quantity[quantity.part_of].label, _of(entry, whole)
    if slot == _DONE:
        yield pack.quantity[quantity_of(_FOUND)].label, _of(entry, _FOUND)
    if slot == quantity.id and quantity.week_limit is not None:
        yield Term("days_in_week"), quantity.week_limit
    if quantity.only_with_children and unit is not None and unit.sub_org_total:
        yield Term("sub_org_total"), float(unit.sub_org_total)


def _below_week(entry: Entry, sheet: str) -> list[Issue]:
    """K02 at a cumulative cell that is below its own week's figure."""
    issues = []
    for slot, value in entry.values.items():
        total, week = _number(value), _of(entry, quantity_of(slot))
        if not slot.endswith(CUMULATIVE) or total is None or week is None:
            continue
        if total < week - _ROUNDING:
            params = {
                "a": shown_number(week),
                "b": shown_number(total),
                "whole": Term("cumulative"),
            }
            issues.append(Issue("K02", Address(sheet, value.row, value.column), value.raw, params))
    return issues


def _few_speakers(entry: Entry, sheet: str) -> list[Issue]:
    speakers, sessions = _of(entry, _SPEAKERS), _of(entry, _DISCUSSIONS)
    if speakers is None or sessions is None or not 0 < speakers < sessions:
        return []
    value = entry.values[_SPEAKERS]
    params = {"a": shown_number(speakers), "b": shown_number(sessions)}
    return [Issue("K08", Address(sheet, value.row, value.column), value.raw, params)]


def across_weeks(
    entry: Entry, *, sheet: str, earlier: Mapping[str, Mapping[str, float]]
) -> list[Issue]:
    """K05 at a cumulative cell below the last known one of an earlier week."""
    known = earlier.get(entry.unit_id or "", {})
    issues = []
    for slot, value in entry.values.items():
        before, number = known.get(slot), _number(value)
        if not slot.endswith(CUMULATIVE) or before is None or number is None or number >= before:
            continue
        params = {"a": shown_number(number), "b": shown_number(before)}
        issues.append(Issue("K05", Address(sheet, value.row, value.column), value.raw, params))
    return issues


def held(entry: Entry, issues: Sequence[Issue]) -> Entry:
    """The entry, held if one of the issues blocks its row."""
    return replace(entry, accepted=False) if any(i.holds_row for i in issues) else entry


def tie_out(
    table: Table, columns: Mapping[str, int], entries: Sequence[Entry]
) -> tuple[list[Total], list[Issue]]:
    """Each total row compared with the rows it adds up; K01 where it differs. Never corrected.

    A grand total adds all rows; a part's total those since the total before it, or until the next
    one where totals lead. A column with a cell that could not be read is left out, and so is a
    total cell without a value.
    """
    body = table.rows("data")
    totals: list[Total] = []
    issues: list[Issue] = []
    for row in table.rows("total"):
        label = table.total_name(row)
        differences, compared = _least_different(table, row, columns, entries)
        issues += differences
        agrees = None if not compared else not any(i.code == "K01" for i in differences)
        position = "above data" if body and row < body[0] else "below data"
        totals.append(Total(row, label, position, agrees, table.is_grand_total(row)))
    return totals, issues


def _least_different(
    table: Table, row: int, columns: Mapping[str, int], entries: Sequence[Entry]
) -> tuple[list[Issue], int]:
    """The comparison that fits best among the rows a total may add, the likeliest one first."""
    others = [r for r in table.rows("total") if r != row]
    above, below = (
        max((r for r in others if r < row), default=0),
        min((r for r in others if r > row), default=table.sheet.bottom + 1),
    )
    spans = [
        [e for e in entries if above < e.row < row],
        [e for e in entries if row < e.row < below],
        list(entries),
    ]
    if table.is_grand_total(row):
        spans.insert(0, spans.pop())
    compared = [_differences(table, row, columns, parts) for parts in spans if parts]
    if not compared:
        return _differences(table, row, columns, ())
    return min(compared, key=lambda found: any(i.code == "K01" for i in found[0]))


def _differences(
    table: Table, row: int, columns: Mapping[str, int], parts: Sequence[Entry]
) -> tuple[list[Issue], int]:
    sheet = table.sheet
    issues: list[Issue] = []
    compared = 0
    for slot, column in columns.items():
        value = sheet.value(row, column)
        at = Address(sheet.name, row, column)
        if isinstance(value, CellError | Uncached):
            code = "C18" if value == UNCACHED else "C19"
            issues += [Issue(code, at, sheet.text(row, column))]
            continue
        stated, total = plain_number(value), _column_sum(parts, slot)
        if stated is None or total is None or value == "":
            continue
        compared += 1
        if abs(stated - total) > _ROUNDING:
            params = {
                "t": shown_number(stated),
                "s": shown_number(total),
                "d": shown_number(stated - total),
                "col": column_letters(column),
            }
            issues.append(Issue("K01", at, sheet.text(row, column), params))
    return issues, compared


def _column_sum(parts: Sequence[Entry], slot: str) -> float | None:
    values = [entry.values[slot] for entry in parts if slot in entry.values]
    if not values or any(value.state is State.HELD for value in values):
        return None
    numbers = [value.value for value in values if isinstance(value.value, float)]
    return sum(numbers, 0.0)


def _number(value: Value | None) -> float | None:
    return value.value if value is not None and isinstance(value.value, float) else None


def _of(entry: Entry, slot: str) -> float | None:
    return _number(entry.values.get(slot))
