"""A located table of a row-form (a log of visits, a register of launches) goes in; its entries and
the doubts about them come out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from campaign import Address, FormField, Issue, Roster, State, Unit, fold
from loaders.cells import shown_number, unanswered
from loaders.choices import options_of, ordered, yes_or_no
from loaders.naming import UnitNames, names_on
from loaders.reading import Entry, FileContext, Value
from loaders.row_cells import CellRead, RowCells
from loaders.row_columns import RowColumns
from loaders.sheets import CellValue, shown
from loaders.surroundings import group_named, group_within
from loaders.table import Table
from loaders.weekly import merged_down, spelling, unknown_unit

_SPREAD = ("unit", "group", "date", "choices")


@dataclass(frozen=True)
class RowContext:
    """What reading the rows needs: the columns, the file, and who sent the sheet."""

    table: Table
    file: FileContext
    columns: RowColumns
    sender: str = ""
    own_unit: Unit | None = None
    own_name: str = ""

    @cached_property
    def cells(self) -> RowCells:
        """How a cell of each field is read."""
        return RowCells(self.table.header.form, self.file.pack, self.file.calendar)

    @cached_property
    def filled(self) -> Mapping[int, Mapping[int, str]]:
        """The words of vertical merges by column and row; figures are not filled down."""
        fields = self.cells.fields
        columns = self.columns.single.items()
        spread = [column for id_, column in columns if fields[id_].kind in _SPREAD]
        return {column: merged_down(self.table.sheet, column) for column in spread}

    @property
    def last_day(self) -> date:
        """The day after which nothing can have happened yet: today, at most the campaign's end."""
        calendar = self.file.calendar
        end = calendar.week(calendar.n_weeks).ends_on
        return min(self.file.hints.today or end, end)

    def of_kind(self, kind: str) -> FormField | None:
        """The form's first field of a kind, required or not."""
        return next((f for f in self.cells.fields.values() if f.kind == kind), None)

    @property
    def day_field(self) -> str:
        """The field that dates a row; empty for a form whose rows have no day."""
        fields = self.cells.fields.values()
        return next((f.id for f in fields if f.kind == "date" and f.required), "")

    def at(self, row: int, field_id: str) -> Address:
        """Where a field stands in a row; its line alone where it has no column."""
        return Address(self.table.sheet.name, row, self.columns.first.get(field_id, 0))

    def value(self, row: int, column: int) -> CellValue:
        """A cell, or the words of the merge it lies in."""
        value = self.table.sheet.value(row, column)
        return value if value != "" else self._above(row, column)

    def heading(self, column: int) -> str:
        """The lowest level of a column's heading."""
        return self.table.header.columns[column].path[-1]

    def _above(self, row: int, column: int) -> CellValue:
        if row not in self.filled.get(column, {}):
            return ""
        sheet = self.table.sheet
        tops = (m[0] for m in sheet.merges if m[0] <= row <= m[2] and m[1] <= column <= m[3])
        return sheet.value(next(tops), column)


def entries_of(context: RowContext) -> tuple[list[Entry], list[Issue]]:
    """One entry a data row, in sheet order, and every doubt about it."""
    entries: list[Entry] = []
    issues: list[Issue] = []
    for row in context.table.rows("data"):
        values, doubts = _values(context, row)
        unit, raw, unit_doubts = _unit(context, row, values)
        doubts = [*unit_doubts, *doubts]
        entries.append(
            Entry(
                row=row,
                unit_id=unit.id if unit else None,
                unit_name=unit.name if unit else None,
                raw_unit=raw,
                accepted=not any(issue.holds_row for issue in doubts),
                values=values,
            )
        )
        issues += doubts
    return entries, issues


def _values(context: RowContext, row: int) -> tuple[dict[str, Value], list[Issue]]:
    """The fields of a row besides its unit, by the form's order, and the doubts about them."""
    values: dict[str, Value] = {}
    issues: list[Issue] = []
    for field_id, field in context.cells.fields.items():
        if field_id in context.columns.ticked:
            found, doubts = _ticked(context, row, field)
        elif field_id in context.columns.single and field.kind == "group":
            found, doubts = _group(context, row, field)
        elif field_id in context.columns.single and field.kind != "unit":
            found, doubts = _single(context, row, field)
        else:
            continue
        values.update({id_: v for id_, v in found.items() if _says_more(v, values.get(id_))})
        issues += doubts + _required(context, row, field, found)
    return values, issues + _across(context, values)


def _says_more(new: Value, known: Value | None) -> bool:
    """Whether a value tells something that another cell of the row has not told."""
    return known is None or (new.state is not State.MISSING and known.value is None)


def _single(
    context: RowContext, row: int, field: FormField
) -> tuple[dict[str, Value], list[Issue]]:
    column = context.columns.single[field.id]
    value = context.value(row, column)
    read = context.cells.read(value, field.id)
    if (row, column) in context.table.sheet.percents and field.kind in ("count", "share"):
        parts = context.cells.parts(field.id)
        read = CellRead(dict.fromkeys(parts, (None, State.HELD)), "C03")
    read = _in_time(read, context)
    raw = shown(value)
    found = {id_: Value(v, state, row, column, raw) for id_, (v, state) in read.values.items()}
    code = read.code or ("C12" if field.kind == "count" and _is_below(context, row, column) else "")
    if not code:
        return found, []
    params = {"v": read.shown, "col": field.title, "last": context.last_day}
    return found, [Issue(code, context.at(row, field.id), raw, params)]


def _in_time(read: CellRead, context: RowContext) -> CellRead:
    """The cell, held where it names a day that has not come."""
    fields = context.cells.fields
    late = [
        id_
        for id_, (value, _) in read.values.items()
        if fields[id_].kind == "date" and str(value or "") > context.last_day.isoformat()
    ]
    if not late:
        return read
    return CellRead({**read.values, **dict.fromkeys(late, (None, State.HELD))}, "C21")


def _is_below(context: RowContext, row: int, column: int) -> bool:
    """Whether a cell lies in a merge whose figure stands in a row above."""
    merges = context.table.sheet.merges
    return any(m[0] < row <= m[2] and m[1] <= column <= m[3] for m in merges)


def _group(context: RowContext, row: int, field: FormField) -> tuple[dict[str, Value], list[Issue]]:
    column, pack = context.columns.single[field.id], context.file.pack
    value = context.value(row, column)
    raw = shown(value)
    if unanswered(value) is not None:
        return {field.id: Value(None, State.MISSING, row, column, raw)}, []
    group = group_named(raw, pack) or group_within(raw, pack)
    state = State.VALUE if group else State.HELD
    doubts = [] if group else [Issue("U14", context.at(row, field.id), raw)]
    return {field.id: Value(group or None, state, row, column, raw)}, doubts


def _ticked(
    context: RowContext, row: int, field: FormField
) -> tuple[dict[str, Value], list[Issue]]:
    """The options ticked in a row, each in a column of its own."""
    columns, sheet = context.columns.ticked[field.id], context.table.sheet
    ticked: list[int] = []
    doubts: list[Issue] = []
    for column, option in columns.items():
        said, code = _is_ticked(sheet.value(row, column), (context.heading(column), option))
        if code:
            at = Address(sheet.name, row, column)
            doubts.append(Issue(code, at, sheet.text(row, column), {"col": field.title}))
        elif said:
            ticked.append(column)
    options = options_of(context.cells.form, field.id, context.file.pack)
    chosen = ordered((columns[column] for column in ticked), options)
    state = State.HELD if doubts else State.VALUE if chosen else State.MISSING
    raw = "、".join(map(context.heading, ticked))
    value = Value(chosen or None, state, row, (ticked or list(columns))[0], raw)
    return {field.id: value}, doubts


def _is_ticked(value: CellValue, words: tuple[str, ...]) -> tuple[bool, str]:
    """Whether a cell below an option's heading is ticked, by a mark or by the option's own word;
    else the code of what is wrong with it."""
    unsaid = unanswered(value)
    if unsaid is not None:
        return False, unsaid.code if unsaid.state is State.HELD else ""
    if fold(shown(value)) in map(fold, words):
        return True, ""
    said = yes_or_no(value)
    return bool(said), "" if said is not None else "C17"


def _required(
    context: RowContext, row: int, field: FormField, found: Mapping[str, Value]
) -> list[Issue]:
    """C20 where a required field has a column and no answer."""
    if not field.required or any(
        v.value is not None or v.state is State.HELD for v in found.values()
    ):
        return []
    return [Issue("C20", context.at(row, field.id), "", {"col": field.title})]


def _across(context: RowContext, values: Mapping[str, Value]) -> list[Issue]:
    """K02 where the part of a share exceeds its whole."""
    issues = []
    for field in context.cells.fields.values():
        if field.kind != "share":
            continue
        part, whole = (values.get(id_) for id_ in context.cells.parts(field.id))
        a, b = (v.value if v and isinstance(v.value, float) else None for v in (part, whole))
        if part and a is not None and b is not None and a > b:
            title = context.cells.fields[context.cells.parts(field.id)[1]].title
            params = {"a": shown_number(a), "b": shown_number(b), "whole": title}
            at = part.address(context.table.sheet.name)
            issues.append(Issue("K02", at, part.raw, params))
    return issues


def _unit(
    context: RowContext, row: int, values: Mapping[str, Value]
) -> tuple[Unit | None, str, list[Issue]]:
    """The unit a row is about as it was on the row's day, its text, and the doubts about it."""
    key = context.table.header.key
    names = _names(context, values)
    if key is None:
        own = context.own_unit
        at = Address(context.table.sheet.name, row, 0)
        unknown = [] if own or names is None else [Issue("U01", at, context.own_name, {"a": ""})]
        return own, context.own_name, unknown
    at = Address(context.table.sheet.name, row, key)
    raw = shown(context.value(row, key))
    if names is None or not raw:
        return None, raw, [] if raw else [Issue("U09", at)]
    match = names.match(raw)
    if match.unit is None:
        return None, raw, [unknown_unit(match, at, raw)]
    doubts = spelling(match.unit, at, raw, match.by)
    return match.unit, raw, doubts + _scope_doubts(context, match.unit, at, raw, values)


def _names(context: RowContext, values: Mapping[str, Value]) -> UnitNames | None:
    """The names units had on the row's day; before the campaign those of its first day."""
    file = context.file
    if not file.roster:
        return None
    fields = context.cells.fields
    days = [str(v.value) for id_, v in values.items() if fields[id_].kind == "date" and v.value]
    stated = date.fromisoformat(days[0]) if days else context.last_day
    day = max(stated, file.calendar.starts_on)
    return names_on(file.roster, _since(file.roster, day), file.pack.district_words)


def _since(roster: Roster, day: date) -> date:
    """The last day up to this one on which a unit came or went: the same units, fewer different
    days to know names for."""
    changes = {unit.valid_from for unit in roster.units}
    changes |= {unit.valid_to + timedelta(days=1) for unit in roster.units if unit.valid_to}
    return max((change for change in changes if change <= day), default=day)


def _scope_doubts(
    context: RowContext, unit: Unit, at: Address, raw: str, values: Mapping[str, Value]
) -> list[Issue]:
    """U03 outside the uploader's scope, U08 in another group than the one that visited."""
    scope, pack = context.file.hints.scope, context.file.pack
    if scope is not None and unit.id not in scope:
        return [Issue("U03", at, raw)]
    group = group_of(context, values)
    if not group or unit.group_id in ("", group):
        return []
    other = pack.group.get(unit.group_id)
    return [Issue("U08", at, raw, {"group": other.label if other else unit.group_id})]


def group_of(context: RowContext, values: Mapping[str, Value]) -> str:
    """The guidance group of a row: its own, else the sender's; empty if nobody says."""
    field = context.of_kind("group")
    stated = values.get(field.id) if field else None
    if stated and stated.value:
        return str(stated.value)
    return context.sender if context.sender in context.file.pack.group else ""
