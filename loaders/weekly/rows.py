"""A located table of the weekly report goes in; its entries and the doubts about them come out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from operator import attrgetter, call, itemgetter
from typing import Any

from campaign import (
    Address,
    Calendar,
    CampaignPack,
    FieldRole,
    Issue,
    Kind,
    Quantity,
    State,
    Unit,
    Week,
    quantity_of,
)
from loaders.entries import ReadRow, SlotPlaces, SlotValues, Value
from loaders.files import CellMemory, CellValue, Sheet, texts_of_merges
from loaders.tables import PersonalPlaces, Table
from loaders.weekly.columns import SlotColumns
from loaders.weekly.excused import are_silent, excuse_at, excused, excuses_in, without_excuse
from loaders.weekly.taken_back import remarks_of, without_scope
from loaders.words import TypedCell, UnitNames, spelling_note, type_cell, unknown_unit

TypedAs = Callable[[CellValue], TypedCell]
_SHARE = TypedCell(None, State.HELD, "C03")
"""100% stands in the file as 1."""
_UNLISTED = TypedCell(None, State.MISSING, "C25")
_GUARDED = TypedCell(None, State.MISSING)
_CODE = attrgetter("code")


@dataclass(frozen=True)
class WeeklyContext:
    """What reading the rows needs: the slots' columns, the roster's names, who sent the sheet, and
    its week among those of the calendar."""

    table: Table
    pack: CampaignPack
    slots: SlotColumns
    names: UnitNames | None
    place: tuple[Calendar, Week | None]
    guard: PersonalPlaces
    own_unit: Unit | None = None
    own_name: str = ""
    is_titled: bool = False
    sender: str = ""
    scope: frozenset[str] | None = None
    types: Mapping[int, str] = field(default_factory=dict)

    @cached_property
    def places(self) -> SlotPlaces:
        """Where the slots stand in a row's cells."""
        return SlotPlaces.of(self.slots.columns)

    @cached_property
    def picked(self) -> Callable[[Sequence[Any]], Sequence[Any]]:
        """Gives of all cells of a row those of the slots, in their order."""
        at = [column - self.table.sheet.left for column in self.places.columns]
        return itemgetter(*at) if len(at) > 1 else lambda cells: [cells[place] for place in at]

    @cached_property
    def code_column(self) -> int | None:
        """The column of the codes that the office assigned."""
        header = self.table.header
        return next(iter(header.fields.get(header.form.field_of(FieldRole.CODE), ())), None)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantity of each slot."""
        return tuple(self.pack.quantity[quantity_of(slot)] for slot in self.slots.columns)

    @cached_property
    def asked_after_zero(self) -> list[tuple[int, int]]:
        """The places of slots asked only after a zero, each with that of the slot asked first."""
        place, asked = self.places.place, enumerate(self.quantities)
        found = ((at, place.get(q.only_if_zero or "")) for at, q in asked)
        return [(at, condition) for at, condition in found if condition is not None]

    @cached_property
    def readers(self) -> dict[tuple[object, ...], tuple[TypedAs, ...]]:
        """How the cells are typed, by what decides which of them a unit owes."""
        return {}

    def reads_as_owed(self, unit: Unit | None, row: int) -> tuple[TypedAs, ...]:
        """How each cell of a row is typed; of one that is held for its name nothing is owed."""
        is_unknown = unit is None and self.names is not None
        type_id = unit.type_id if unit else None if is_unknown else self.types.get(row, "")
        told = (type_id, bool(unit and unit.sub_org_total))
        found = self.readers.get(told)
        if found is None:
            asked = tuple(quantity.id for quantity in self.quantities)
            memories = _typed_as_owed(self.pack, asked, type_id, has_below=told[1])
            found = self.readers[told] = tuple(map(self.table.sheet.reader, memories))
        return found

    def sends_for(self, unit: Unit) -> bool:
        """Whether the uploader may report for a unit, and its group sent the sheet."""
        if self.scope is not None and unit.id not in self.scope:
            return False
        group = self.pack.group.get(self.sender)
        return not group or unit.group_id == group.id


@lru_cache(maxsize=1024)
def typed_as(pack: CampaignPack, quantity_id: str, *, owed: bool) -> CellMemory[TypedCell]:
    """Types cells for a quantity, a choice as its option's id; cells that say the same are typed
    once."""
    quantity = pack.quantity[quantity_id]

    def read(value: CellValue) -> TypedCell:
        found = type_cell(value, quantity, owed=owed)
        if quantity.kind is not Kind.CHOICE or found.value is None:
            return found
        return replace(found, value=quantity.options[int(found.value)].id)

    return CellMemory(read, most=1024)


def entries_of(context: WeeklyContext) -> tuple[list[ReadRow], list[Issue]]:
    """One entry a data row, in sheet order, and every doubt about it."""
    entries: list[ReadRow] = []
    issues: list[Issue] = []
    excuses = excuses_in(context.table)
    remarks = remarks_of(context.table, *context.place)
    for row, raw, column in _named_rows(context):
        name, scope = without_scope(without_excuse(raw), context.table.header.form)
        unit, doubts = _unit(context, row, name, column)
        is_excused = not scope and name != raw
        said = excuse_at(context.table, row, column, raw) if is_excused else None
        excuse = said or excuses.get(row)
        values, cell_doubts = _values(context, row, unit, excuse)
        behind = (scope, Issue("P40", Address(context.table.sheet.name, row, column), raw))
        told = remarks.against(row, unit, context.names, behind if scope else None)
        if told and all(value.value is None for value in values.values()):
            told = []  # 未报 says why nothing stands there
        doubts += [*cell_doubts, *told]
        entries.append(ReadRow.of(row, unit, raw, values, doubts))
        issues += doubts
    return entries, issues


def _named_rows(context: WeeklyContext) -> list[tuple[int, str, int]]:
    """Each data row with the unit's text, a merged name filled down, and the text's column; where
    no column names the units, that of their codes."""
    table, sheet = context.table, context.table.sheet
    columns = table.header.fields.get(table.header.form.field_of(FieldRole.UNIT))
    code = context.code_column if context.own_unit is None else None
    if not columns and code:
        return [(row, sheet.text(row, code), code) for row in table.rows("data")]
    if not columns:
        return [(row, context.own_name, 0) for row in table.rows("data")]
    column = columns[0]
    filled = texts_of_merges(sheet, column)
    rows = table.rows("data")
    told = zip(rows, sheet.texts_down(column, rows), strict=True)
    return [(row, text or filled.get(row, ""), column) for row, text in told]


def _unit(
    context: WeeklyContext, row: int, raw: str, column: int
) -> tuple[Unit | None, list[Issue]]:
    """The unit a row is about, or the doubt that holds it; a code and a name must agree."""
    code = _code(context, row) if column and context.names else ""
    named = context.names.named(raw) if context.names and column and raw and not code else None
    if named and context.sends_for(named):
        return named, []
    at = Address(context.table.sheet.name, row, column)
    if context.names is None:
        return None, [] if raw else [Issue("U09", at)]
    if not column:
        return context.own_unit, _own_doubts(context, at, raw)
    coded = context.names.by_code(code) if code else None
    if coded and raw == code:
        return coded, _scope_doubts(context, coded, at, raw)
    if not raw:
        return (coded, _scope_doubts(context, coded, at)) if coded else (None, [Issue("U09", at)])
    match = context.names.match(raw)
    if coded and coded not in (match.unit, *match.candidates):
        return None, [Issue("U11", at, raw, {"code": code, "a": coded.name})]
    unit = coded or match.unit
    if unit is None:
        return None, [unknown_unit(match, at, raw)]
    known = spelling_note(unit, at, raw, match.by)
    return unit, known + _scope_doubts(context, unit, at, raw)


def _own_doubts(context: WeeklyContext, at: Address, raw: str) -> list[Issue]:
    """What is said of a unit's own sheet: U01 where it is not known whose, L23 where its title
    alone says so."""
    own = context.own_unit
    if own is None:
        return [Issue("U01", at, raw, {"a": ""})]
    noted = [Issue("L23", at, own.name, {"a": own.name})] if context.is_titled else []
    return [*noted, *_scope_doubts(context, own, at, raw)]


def _code(context: WeeklyContext, row: int) -> str:
    column = context.code_column
    return context.table.sheet.text(row, column) if column else ""


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
    context: WeeklyContext, row: int, unit: Unit | None, excuse: Issue | None
) -> tuple[Mapping[str, Value], list[Issue]]:
    sheet, columns = context.table.sheet, context.places.columns
    cells = list(map(call, context.reads_as_owed(unit, row), context.picked(sheet.values(row))))
    texts = list(context.picked(sheet.texts(row)))
    if sheet.percents:
        cells = [
            _SHARE if cell.value is not None and (row, column) in sheet.percents else cell
            for cell, column in zip(cells, columns, strict=True)
        ]
    if context.guard.columns or context.guard.cells:
        _hide_guarded(context, row, cells, texts)
    _ask_only_if(context, cells, texts)
    noted = [excuse] if excuse and are_silent(cells) else []
    if noted:
        cells = excused(cells, texts)
    if any(map(_CODE, cells)):
        told = enumerate(cells)
        noted += [_cell_doubt(context, row, at, c, texts[at]) for at, c in told if c.code]
    return SlotValues(context.places, row, cells, texts), noted


def _hide_guarded(
    context: WeeklyContext, row: int, cells: list[TypedCell], texts: list[str]
) -> None:
    """Nothing of a guarded cell is kept."""
    for at, column in enumerate(context.places.columns):
        if column in context.guard.columns or (row, column) in context.guard.cells:
            cells[at], texts[at] = _GUARDED, ""


def _cell_doubt(context: WeeklyContext, row: int, at: int, cell: TypedCell, raw: str) -> Issue:
    sheet, quantity = context.table.sheet, context.quantities[at]
    address = Address(sheet.name, row, context.places.columns[at])
    if cell.code == "C10" and _is_merged_away(sheet, row, address.column):
        return Issue("C12", address, raw)
    params = {"v": cell.shown, "unit": quantity.measure, "col": quantity.label}
    return Issue(cell.code, address, raw, params)


@lru_cache(maxsize=1024)
def _typed_as_owed(
    pack: CampaignPack, asked: tuple[str, ...], type_id: str | None, *, has_below: bool
) -> tuple[CellMemory[TypedCell], ...]:
    """Types cells for some quantities of a unit of a type: empty where no type is told, None where
    nothing is owed."""
    quantities = (pack.quantity[id_] for id_ in asked)
    return tuple(
        typed_as(pack, q.id, owed=_owes(pack, q, type_id, has_below=has_below)) for q in quantities
    )


def _owes(pack: CampaignPack, quantity: Quantity, type_id: str | None, *, has_below: bool) -> bool:
    if quantity.only_if_zero or type_id is None:
        return False
    if not type_id:
        return not quantity.only_with_children
    return pack.owes(type_id, quantity.id, sub_org_total=int(has_below))


def _is_merged_away(sheet: Sheet, row: int, column: int) -> bool:
    """Whether the cell lies in a merge whose number stands in another cell."""
    merge = sheet.merge_at(row, column)
    return merge is not None and merge[:2] != (row, column)


def _ask_only_if(context: WeeklyContext, cells: list[TypedCell], texts: Sequence[str]) -> None:
    """A question asked only after a zero is missing when blank after a zero, and not applicable
    otherwise; then nobody must answer it, and a word that is no option is only pointed out."""
    for at, condition in context.asked_after_zero:
        is_asked = cells[condition].state is State.ZERO
        if cells[at].code == "C17" and not is_asked:
            cells[at] = _UNLISTED
        elif is_asked and cells[at].state is State.NOT_APPLICABLE and not texts[at]:
            cells[at] = replace(cells[at], state=State.MISSING)
