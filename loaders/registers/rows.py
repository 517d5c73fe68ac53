"""A located table of a row-form (a log of visits, a register of launches) goes in; its entries and
the doubts about them come out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain

from campaign import Address, FormField, Issue, State, Unit, fold
from loaders.entries import Figures, ReadRow, RuleBook, Value, hold
from loaders.files import CellMemory, CellValue, cell_text
from loaders.registers.cells import Answer, CellRead
from loaders.registers.context import RowContext
from loaders.registers.days import far_days
from loaders.registers.rectification import rectification_of, rectified
from loaders.registers.unit import unit_in
from loaders.tables import group_in, group_within
from loaders.words import in_option_order, no_answer, options_of, yes_or_no

_COUNTED = re.compile(r"\d|^[约近]?[零一二两三四五六七八九十百几]+[件条个次项处人]?$")
"""What might be a number after all: 约3条, 三条."""
_LISTED = re.compile(r"(?:^|[;。,、])\(?\d{1,2}(?:[.、:)](?!\d))")
"""The numbers of points listed in words: 1.计划不细;2.发言不足."""
_DATED = ("date", "yes_no")
"""The kinds of fields in whose cells a day may stand that has a field of its own kind."""
Way = Callable[[RowContext, int, FormField], tuple[dict[str, Value], list[Issue]]]
"""A row's cells of one field go in; its values by field and the doubts about them come out."""


def entries_of(context: RowContext) -> tuple[list[ReadRow], list[Issue]]:
    """One entry a data row, in sheet order, and every doubt about it."""
    entries: list[ReadRow] = []
    units: list[Unit | None] = []
    doubts: list[list[Issue]] = []
    ways = _ways(context)
    for row in context.table.rows("data"):
        values, of_values = _values(context, row, ways)
        unit, raw, of_unit = unit_in(context, row, values)
        entries.append(ReadRow.of(row, unit, raw, values, ()))
        units.append(unit)
        doubts.append([*of_unit, *of_values])
    form, sheet = context.cells.form.id, context.table.sheet.name
    book = RuleBook(form, context.file.pack, sheet, frozenset(context.cells.fields))
    broken = book.suspected(entries, Figures.of(entries, book.named), units=units)
    for at, rules in broken.items():
        doubts[at] += book.told(entries[at], rules, unit=units[at])
    far = far_days(context, entries)
    entries = [hold(entry, found) for entry, found in zip(entries, doubts, strict=True)]
    entries = [hold(entry, [far[entry.row]]) if entry.row in far else entry for entry in entries]
    return entries, [*chain.from_iterable(doubts), *far.values()]


def _ways(context: RowContext) -> list[tuple[FormField, Way]]:
    """How each field with columns of its own is read, by the form's order; not the unit's."""
    ways: list[tuple[FormField, Way]] = []
    for id_, field in context.cells.fields.items():
        if id_ in context.columns.ticked:
            ways.append((field, _ticked))
        elif id_ in context.columns.single and field.kind != "unit":
            is_group = field.kind == "group"
            ways.append((field, _group if is_group else partial(_single, _down(context, field))))
    return ways


def _values(
    context: RowContext, row: int, ways: Sequence[tuple[FormField, Way]]
) -> tuple[dict[str, Value], list[Issue]]:
    """The fields of a row besides its unit, by the form's order, and the doubts about them."""
    values: dict[str, Value] = {}
    issues: list[Issue] = []
    for field, way in ways:
        found, doubts = way(context, row, field)
        if values.keys().isdisjoint(found):
            values.update(found)
        else:
            if field.kind != "due":  # its mode is told where no column tells it
                issues += _contradicted(context, values, found)
            values.update({id_: v for id_, v in found.items() if _says_more(v, values.get(id_))})
        issues += doubts
        if field.required and not any(map(_is_said, found.values())):
            issues += _unanswered(context, row, field)
    named = rectification_of(context.cells.form, context.file.pack)
    if named is None:
        return values, issues
    values, doubts = rectified(values, named, sheet=context.table.sheet.name)
    return values, issues + doubts


def _contradicted(
    context: RowContext, known: Mapping[str, Value], found: Mapping[str, Value]
) -> list[Issue]:
    """K13 where two cells of a row tell one figure and differ, as 3/5 beside a column with 4."""
    issues = []
    for field_id, value in found.items():
        before = known.get(field_id)
        if before is None or None in (before.value, value.value) or before.value == value.value:
            continue
        at = value.address(context.table.sheet.name)
        issues.append(Issue("K13", at, value.raw, {"a": before.raw, "b": value.raw}))
    return issues


def _says_more(new: Value, known: Value | None) -> bool:
    """Whether a value tells something that another cell of the row has not told."""
    return known is None or (new.state is not State.MISSING and known.value is None)


def _reader(context: RowContext, field: FormField) -> Callable[[CellValue], CellRead]:
    """How a field's cells are read in this sheet: what one says is told once for all like it."""
    cells, sheet = context.cells, context.table.sheet
    known = cells.memories.get(field.id)
    read = sheet.reader(known) if known is not None else partial(cells.read, field_id=field.id)

    def told(value: CellValue) -> CellRead:
        found = _in_time(read(value), context) if field.kind in _DATED else read(value)
        return _unlisted(found, field, value) if found.code else found

    return told if known is None else sheet.reader(CellMemory(told))


def _down(context: RowContext, field: FormField) -> Mapping[int, tuple[CellRead, str]]:
    """What the cells of a field's column say by row, with their texts; a percentage is no count."""
    column, rows = context.columns.single[field.id], context.table.rows("data")
    values = context.values_down(column, rows)
    told = zip(map(_reader(context, field), values), map(context.shown, values), strict=True)
    found = dict(zip(rows, told, strict=True))
    if field.kind in ("count", "share"):
        share = CellRead(dict.fromkeys(context.cells.parts(field.id), (None, State.HELD)), "C03")
        for row, value in zip(rows, values, strict=True):
            if (row, column) in context.table.sheet.percents:
                found[row] = _unlisted(share, field, value), found[row][1]
    return found


def _single(
    cells: Mapping[int, tuple[CellRead, str]], context: RowContext, row: int, field: FormField
) -> tuple[dict[str, Value], list[Issue]]:
    column, (read, raw) = context.columns.single[field.id], cells[row]
    found = {id_: Value(v, state, row, column, raw) for id_, (v, state) in read.values.items()}
    code = read.code or ("C12" if field.kind == "count" and _is_below(context, row, column) else "")
    if not code:
        return found, []
    params = {"v": read.shown, "col": field.title, "last": context.last_day, "n": read.limit}
    params["first"] = context.file.calendar.starts_on
    return found, [Issue(code, context.at(row, field.id), raw, params)]


def _unlisted(read: CellRead, field: FormField, value: CellValue) -> CellRead:
    """The cell; without a value, as a warning, where nobody must fill the field and its word is not
    on the list, or words stand where a number might."""
    is_wordy = read.code == "C03" and field.kind == "count" and isinstance(value, str)
    is_wordy = is_wordy and not _COUNTED.search(_LISTED.sub("", fold(str(value))))
    if field.required or not (is_wordy or read.code == "C17"):
        return read
    code = "C41" if is_wordy else "C25"
    return CellRead(dict.fromkeys(read.values, (None, State.MISSING)), code)


def _in_time(read: CellRead, context: RowContext) -> CellRead:
    """The cell, held where it names a day that has not come, or a visit before the campaign."""
    fields, (first, last) = context.cells.fields, context.bounds
    visited = read.values.get(context.visit_day, (None, State.MISSING))[0]
    if isinstance(visited, str) and visited < first:
        return CellRead({**read.values, context.visit_day: (None, State.HELD)}, "C29")
    late = [
        id_
        for id_, (value, _) in read.values.items()
        if fields[id_].kind == "date" and str(value or "") > last
    ]
    if not late:
        return read
    return CellRead({**read.values, **dict.fromkeys(late, (None, State.HELD))}, "C21")


def _is_below(context: RowContext, row: int, column: int) -> bool:
    """Whether a cell lies in a merge whose figure stands in a row above."""
    sheet = context.table.sheet
    merge = sheet.merge_at(row, column) if sheet.merges else None
    return merge is not None and merge[0] < row


def _group(context: RowContext, row: int, field: FormField) -> tuple[dict[str, Value], list[Issue]]:
    column, pack = context.columns.single[field.id], context.file.pack
    value = context.value(row, column)
    raw = context.shown(value)
    if no_answer(value) is not None:
        return {field.id: Value(None, State.MISSING, row, column, raw)}, []
    group = group_in(raw, pack) or group_within(raw, pack)
    state = State.VALUE if group else State.HELD
    doubts = [] if group else [Issue("U14", context.at(row, field.id), raw)]
    return {field.id: Value(group or None, state, row, column, raw)}, doubts


def _ticked(
    context: RowContext, row: int, field: FormField
) -> tuple[dict[str, Value], list[Issue]]:
    """The options ticked in a row, each in a column of its own; of a choice of one no more."""
    columns, sheet = context.columns.ticked[field.id], context.table.sheet
    ticked: list[int] = []
    doubts: list[Issue] = []
    for column, option in columns.items():
        said, code = _is_ticked(sheet.value(row, column), (context.heading(column), option))
        if code == "C17" and not field.required:
            code = "C25"
        if code:
            at = Address(sheet.name, row, column)
            doubts.append(Issue(code, at, sheet.text(row, column), {"col": field.title}))
        elif said:
            ticked.append(column)
    chosen = _chosen(context, field, (columns[column] for column in ticked))
    raw = "、".join(map(context.heading, ticked))
    if field.kind == "choice" and len(chosen) > 1:
        doubts.append(Issue("C13", Address(sheet.name, row, ticked[-1]), raw))
    state = State.HELD if any(issue.holds_row for issue in doubts) else State.MISSING
    told: Answer = None
    if chosen and not doubts:
        told, state = chosen[0] if field.kind == "choice" else chosen, State.VALUE
    value = Value(told, state, row, (ticked or list(columns))[0], raw)
    return {field.id: value}, doubts


def _chosen(context: RowContext, field: FormField, ids: Iterable[str]) -> tuple[str, ...]:
    """The options in their order."""
    return in_option_order(ids, options_of(context.cells.form, field.id, context.file.pack))


def _is_ticked(value: CellValue, words: tuple[str, ...]) -> tuple[bool, str]:
    """Whether a cell below an option's heading is ticked, by a mark or by the option's own word;
    else the code of what is wrong with it."""
    unsaid = no_answer(value)
    if unsaid is not None:
        return False, unsaid.code if unsaid.state is State.HELD else ""
    if fold(cell_text(value)) in map(fold, words):
        return True, ""
    said = yes_or_no(value)
    return bool(said), "" if said is not None else "C17"


def _is_said(value: Value) -> bool:
    """Whether a cell says something, be it unreadable."""
    return value.value is not None or value.state is State.HELD


def _unanswered(context: RowContext, row: int, field: FormField) -> list[Issue]:
    """C20 at a required field that has a column and no answer."""
    if (row, context.columns.first[field.id]) in context.guarded_cells:
        return []  # something stood there and may not be kept: the row goes in without it
    return [Issue("C20", context.at(row, field.id), "", {"col": field.title})]
