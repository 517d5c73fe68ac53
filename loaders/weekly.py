"""A located table of the weekly report goes in; its entries and the doubts about them come out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from campaign import (
    CUMULATIVE,
    Address,
    CampaignPack,
    Issue,
    Kind,
    Quantity,
    State,
    Term,
    Unit,
    fold,
    quantity_of,
)
from loaders.cells import Typed, typed
from loaders.naming import Match, UnitNames
from loaders.reading import Entry, Value
from loaders.sheets import CellValue, Sheet
from loaders.table import Table


@dataclass(frozen=True)
class SlotColumns:
    """Which column holds which slot, and the doubts about the headings."""

    columns: Mapping[str, int]
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True)
class WeeklyContext:
    """What reading the rows needs: the slots' columns, the roster's names, who sent the sheet."""

    table: Table
    pack: CampaignPack
    slots: SlotColumns
    names: UnitNames | None
    own_unit: Unit | None = None
    own_name: str = ""
    sender: str = ""
    scope: frozenset[str] | None = None
    guarded: frozenset[int] = frozenset()
    guarded_cells: frozenset[tuple[int, int]] = frozenset()
    types: Mapping[int, str] = field(default_factory=dict)
    _cells: dict[tuple[object, ...], Typed] = field(default_factory=dict)

    def typed(self, value: CellValue, quantity: Quantity, *, owed: bool) -> Typed:
        """A cell typed for its quantity; cells that say the same are typed once."""
        key = (quantity.id, owed, type(value), value)
        known = self._cells.get(key)
        if known is None:
            known = self._cells[key] = typed(value, quantity, owed=owed)
        return known


def slot_columns(table: Table, pack: CampaignPack, *, says_cumulative: bool) -> SlotColumns:
    """The column of each slot. A heading without 本周 or 累计 takes its quantity's cadence, or is
    cumulative (L12) where the title says so and no column says 本周."""
    sheet, header = table.sheet, table.header
    says_week = any(h.cumulative is False for h in header.columns.values())
    columns: dict[str, list[int]] = {}
    issues: list[Issue] = []
    for column, heading in sorted(header.columns.items()):
        at = Address(sheet.name, header.last_row, column)
        quantity = pack.quantity.get(heading.field or "")
        if quantity is None:
            if heading.field is None:
                issues.append(Issue("L04", at, heading.label, {"col": heading.label}))
            continue
        assumed = heading.cumulative is None and says_cumulative and not says_week
        slot = _slot(quantity, cumulative=heading.cumulative or assumed)
        columns.setdefault(slot, []).append(column)
        if heading.is_guess or (assumed and slot.endswith(CUMULATIVE)):
            params = {"raw": heading.label, "col": quantity.label, "mode": Term(_mode(slot))}
            issues.append(Issue("L12", at, heading.label, params))
    kept, doubled = _single(columns, table)
    return SlotColumns(kept, (*issues, *doubled))


def _slot(quantity: Quantity, *, cumulative: bool) -> str:
    return quantity.slots[-1] if cumulative else quantity.id


def _mode(slot: str) -> str:
    return "mode_cumulative" if slot.endswith(CUMULATIVE) else "mode_week"


def _single(
    columns: Mapping[str, list[int]], table: Table
) -> tuple[dict[str, int], tuple[Issue, ...]]:
    """One column a slot; two that differ are both left out (L03), two that agree count once."""
    kept: dict[str, int] = {}
    issues: list[Issue] = []
    sheet, body = table.sheet, table.rows("data")
    for slot, listed in columns.items():
        texts = {tuple(sheet.text(row, column) for row in body) for column in listed}
        if len(texts) == 1:
            kept[slot] = listed[0]
            continue
        issues += _twice(table, listed)
    return kept, tuple(issues)


def doubled_names(table: Table) -> list[Issue]:
    """L03 where two lists of units stand side by side under one heading: the second would vanish,
    and no figure could be told to be the first one's."""
    labels: dict[str, list[int]] = {}
    for column in table.header.fields.get("unit", ()):
        labels.setdefault(table.header.columns[column].label, []).append(column)
    sheet, body = table.sheet, table.rows("data")
    return [
        issue
        for listed in labels.values()
        if len({tuple(sheet.text(row, column) for row in body) for column in listed}) > 1
        for issue in _twice(table, listed)
    ]


def _twice(table: Table, listed: list[int]) -> list[Issue]:
    """L03 at each of the headings that say the same and differ below."""
    places = [Address(table.sheet.name, table.header.last_row, column) for column in listed]
    labels = [table.header.columns[column].label for column in listed]
    params = {"a": str(places[0]), "b": str(places[1])}
    return [
        Issue("L03", place, label, {"col": label} | params)
        for place, label in zip(places, labels, strict=True)
    ]


def entries_of(context: WeeklyContext) -> tuple[list[Entry], list[Issue]]:
    """One entry a data row, in sheet order, and every doubt about it."""
    entries: list[Entry] = []
    issues: list[Issue] = []
    for row, raw, column in _named_rows(context):
        unit, doubts = _unit(context, row, raw, column)
        values, cell_doubts = _values(context, row, unit)
        doubts += cell_doubts
        entries.append(Entry.of(row, unit, raw, values, doubts))
        issues += doubts
    return entries, issues


def _named_rows(context: WeeklyContext) -> list[tuple[int, str, int]]:
    """Each data row with the unit's text, a merged name filled down, and the text's column."""
    table, sheet = context.table, context.table.sheet
    columns = table.header.fields.get("unit")
    if not columns:
        return [(row, context.own_name, 0) for row in table.rows("data")]
    column = columns[0]
    filled = merged_down(sheet, column)
    return [
        (row, sheet.text(row, column) or filled.get(row, ""), column) for row in table.rows("data")
    ]


def merged_down(sheet: Sheet, column: int) -> dict[int, str]:
    """The text of each row that lies in a vertical merge of the column."""
    return {
        row: sheet.text(top, left)
        for top, left, bottom, right in sheet.merges
        if left <= column <= right and bottom > top
        for row in range(top, bottom + 1)
    }


def _unit(
    context: WeeklyContext, row: int, raw: str, column: int
) -> tuple[Unit | None, list[Issue]]:
    """The unit a row is about, or the doubt that holds it; a code and a name must agree."""
    at = Address(context.table.sheet.name, row, column)
    if context.names is None:
        return None, [] if raw else [Issue("U09", at)]
    if not column:
        own = context.own_unit
        unknown = [Issue("U01", at, raw, {"a": ""})]
        return own, _scope_doubts(context, own, at, raw) if own else unknown
    code = _code(context, row)
    coded = context.names.by_code(code) if code else None
    if not raw:
        return (coded, _scope_doubts(context, coded, at)) if coded else (None, [Issue("U09", at)])
    match = context.names.match(raw)
    if coded and coded not in (match.unit, *match.candidates):
        return None, [Issue("U11", at, raw, {"code": code, "a": coded.name})]
    unit = coded or match.unit
    if unit is None:
        return None, [unknown_unit(match, at, raw)]
    known = spelling(unit, at, raw, match.by)
    return unit, known + _scope_doubts(context, unit, at, raw)


def unknown_unit(match: Match, at: Address, raw: str) -> Issue:
    """The doubt about a name that is no unit's, or several units', with those it may mean."""
    named = "、".join(unit.name for unit in match.candidates)
    ids = tuple(unit.id for unit in match.candidates)
    return Issue(match.code, at, raw, {"a": named, "n": len(ids), "candidates": ids})


def spelling(unit: Unit, at: Address, raw: str, by: str) -> list[Issue]:
    """A note where the name is not the roster's own: a confirmed alias, or another spelling."""
    if fold(raw) == fold(unit.name):
        return []
    return [Issue("U12" if by == "alias" else "U10", at, raw, {"a": unit.name})]


def _code(context: WeeklyContext, row: int) -> str:
    columns = context.table.header.fields.get("code")
    return context.table.sheet.text(row, columns[0]) if columns else ""


def _scope_doubts(context: WeeklyContext, unit: Unit, at: Address, raw: str = "") -> list[Issue]:
    """U03 outside the uploader's scope, U08 in another group than the sender's."""
    if context.scope is not None and unit.id not in context.scope:
        return [Issue("U03", at, raw)]
    group = context.pack.group.get(context.sender)
    if not group or unit.group_id == group.id:
        return []
    other = context.pack.group.get(unit.group_id)
    return [Issue("U08", at, raw, {"group": other.label if other else unit.group_id})]


def _values(
    context: WeeklyContext, row: int, unit: Unit | None
) -> tuple[dict[str, Value], list[Issue]]:
    values: dict[str, Value] = {}
    issues: list[Issue] = []
    for slot, column in context.slots.columns.items():
        quantity = context.pack.quantity[quantity_of(slot)]
        if column in context.guarded or (row, column) in context.guarded_cells:
            values[slot] = Value(None, State.MISSING, row, column, "")
            continue
        value, issue = _value(context, quantity, unit, row, column)
        values[slot] = value
        if issue:
            issues.append(issue)
    return _asked_only_if(context, values, issues)


def _value(
    context: WeeklyContext, quantity: Quantity, unit: Unit | None, row: int, column: int
) -> tuple[Value, Issue | None]:
    sheet = context.table.sheet
    owed = _owes(context, quantity, unit, row)
    read = context.typed(sheet.value(row, column), quantity, owed=owed)
    if read.value is not None and (row, column) in sheet.percents:
        read = Typed(None, State.HELD, "C03")  # 100% stands in the file as 1
    raw = sheet.text(row, column)
    number: float | str | None = read.value
    if quantity.kind is Kind.CHOICE and read.value is not None:
        number = quantity.options[int(read.value)].id
    value = Value(number, read.state, row, column, raw)
    if read.code == "C10" and _is_merged_away(sheet, row, column):
        return value, Issue("C12", Address(sheet.name, row, column), raw)
    if not read.code:
        return value, None
    params = {"v": read.shown, "unit": quantity.measure, "col": quantity.label}
    return value, Issue(read.code, Address(sheet.name, row, column), raw, params)


def _owes(context: WeeklyContext, quantity: Quantity, unit: Unit | None, row: int) -> bool:
    if quantity.only_if_zero:
        return False
    if unit is None and context.names is not None:
        return False  # the row is held for its name; what it owes is not known
    if unit is None:
        type_id = context.types.get(row)
        if type_id is None:
            return not quantity.only_with_children
        return context.pack.owes(type_id, quantity.id, sub_org_total=0)
    return context.pack.owes(unit.type_id, quantity.id, sub_org_total=unit.sub_org_total)


def _is_merged_away(sheet: Sheet, row: int, column: int) -> bool:
    """Whether the cell lies in a merge whose number stands in another cell."""
    return any(
        top <= row <= bottom and left <= column <= right and (top, left) != (row, column)
        for top, left, bottom, right in sheet.merges
    )


def _asked_only_if(
    context: WeeklyContext, values: dict[str, Value], issues: list[Issue]
) -> tuple[dict[str, Value], list[Issue]]:
    """A question asked only after a zero is missing when blank after a zero, and not applicable
    otherwise."""
    for slot, value in values.items():
        condition = context.pack.quantity[quantity_of(slot)].only_if_zero
        asked = values.get(condition) if condition else None
        if asked is None or value.state is not State.NOT_APPLICABLE or value.raw:
            continue
        if asked.state is State.ZERO:
            values[slot] = replace(value, state=State.MISSING)
    return values, issues
