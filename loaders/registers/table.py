"""A located row-form and its surroundings go in; the table as read comes out."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from campaign import (
    Address,
    Calendar,
    FieldRole,
    Form,
    FormField,
    FormKind,
    Issue,
    Source,
    Submission,
    fold,
)
from loaders.entries import (
    AskedWord,
    EntryLine,
    EntryRows,
    FileContext,
    Read,
    ReadRow,
    RowPlace,
    TableReading,
    Total,
    Value,
    elsewhere,
    held_rows,
    key_of,
    misplaced_names,
    names_known,
    place_doubts,
    repeats,
    sender_of,
    settled,
    summarise,
    tie_out,
    titled_unit,
    unfit,
)
from loaders.registers.checked import Checked, checked, with_figure
from loaders.registers.columns import row_columns
from loaders.registers.context import RowContext, group_of
from loaders.registers.rows import entries_of
from loaders.tables import PersonalPlaces, Surroundings, Table
from loaders.words import is_plan, span_in


def read_row_form(
    table: Table, source: Source, around: Surroundings, guard: PersonalPlaces, file: FileContext
) -> Read:
    """Reads one table of a row-form; without a required column its rows are held and, as without a
    roster, there is nothing to submit."""
    table = _without_empty_lines(table, of_ours=file.returned.form == table.header.form.id)
    context = _context(table, around, guard, file)
    entries, issues = _once_each(context, *entries_of(context))
    totals, ties = _totals(context, entries)
    outdated = [*misplaced_names(table), *file.returned.doubts(file.pack)]
    strange = settled(_strange(table, around, file), table, file.hints.layouts)
    if context.columns.lacking or outdated or strange.question or strange.is_out:
        entries = [replace(entry, accepted=False) for entry in entries]
    if any(issue.code == "L03" for issue in context.columns.issues):
        entries = [replace(e, accepted=e.accepted and _says_anything(e)) for e in entries]
    own = [*outdated, *strange.issues, *guard.issues]
    issues = [*own, *context.columns.issues, *issues, *ties]
    read = summarise(
        table, entries, issues, totals=totals, title=around.title, file_name=file.file_name
    )
    told = checked(table, list(read.entries), file)
    read = _asking(read, told, names_units=context.of_kind("unit") is not None)
    read = replace(read, stands=strange.question)
    if context.columns.lacking or strange.is_out or not read.entries or not file.roster:
        return Read(read, None, held_rows(entries))
    return Read(read, _sent(context, read, source, told), held_rows(entries))


def _strange(table: Table, around: Surroundings, file: FileContext) -> list[Issue]:
    """What says around a table that it is another district's or undertaking's, a plan, or no
    report."""
    places = [*place_doubts(table, around, file), *elsewhere(table, around, file)]
    return [*places, *_planned(table, around)] or unfit(table, around, file)


def _planned(table: Table, around: Surroundings) -> list[Issue]:
    """P09 where the title or the sheet's name of a log says that its visits are planned."""
    texts = (around.title, table.sheet.name)
    said = next(filter(is_plan, texts), "") if table.header.form.kind == FormKind.LOG else ""
    return [Issue("P09", Address(table.sheet.name, table.header.first_row), said)] if said else []


def _says_anything(entry: ReadRow) -> bool:
    """Whether a row holds anything besides its unit."""
    return any(value.value is not None for value in entry.values.values())


def _sent(
    context: RowContext, read: TableReading, source: Source, told: Checked
) -> Callable[..., Submission]:
    return partial(
        Submission,
        context.table.header.form.id,
        None,
        replace(source, sender=context.sender),
        EntryRows(tuple(_line(context, entry, told) for entry in read.entries)),
        _columns(context),
        read.issues,
        set_aside=dict(read.set_aside),
        period=context.covered,
    )


def _asking(read: TableReading, told: Checked, *, names_units: bool) -> TableReading:
    """The table with what it asks about: checks and words; a form that names no units has none."""
    read = replace(read, words=_asked_words(read), checks=told.question)
    return read if names_units else replace(read, unit_column=None, unit_fill_down=False, units=())


def _asked_words(read: TableReading) -> tuple[AskedWord, ...]:
    """Its words for groups that nobody knows, each with its row's unit."""
    units = {entry.row: entry.raw_unit for entry in read.entries}
    return tuple(
        AskedWord(FieldRole.GROUP, issue.raw, (units.get(issue.address.row, ""),))
        for issue in read.issues
        if issue.code == "U14" and issue.address and issue.address.row
    )


_PLANNED = ("unit", "group", "choices", "figure", "figure_week")


def _without_empty_lines(table: Table, *, of_ours: bool) -> Table:
    """The table with the lines that hold only their number taken as blank: ledgers are numbered
    before they are filled in. In a log that was handed out, so are those that say no more than what
    was planned: a visit that was not made."""
    form = table.header.form
    before = {f.id for f in form.fields if f.role is FieldRole.SEQUENCE}
    if of_ours and form.kind == FormKind.LOG:
        before |= {f.id for f in form.fields if f.kind in _PLANNED or f.role is FieldRole.CLAIMED}
    columns = [c for c, heading in table.header.columns.items() if heading.field not in before]
    empty = [
        row for row in table.rows("data") if all(table.sheet.value(row, c) == "" for c in columns)
    ]
    return replace(table, roles=table.roles | dict.fromkeys(empty, "blank"))


def _context(
    table: Table, around: Surroundings, guard: PersonalPlaces, file: FileContext
) -> RowContext:
    names = names_known(file, file.calendar.week(file.calendar.n_weeks).ends_on)
    sender, own = sender_of(around, table.sheet.name, file, names)
    if own is None and table.header.key is None and (own := titled_unit(around, file, names)):
        sender = own.id
    own_name = around.sender_name or (own.name if own else table.sheet.name)
    columns = row_columns(table, has_own_unit=own is not None)
    covered = _period(around, file.calendar) if table.header.form.kind == FormKind.LOG else None
    return RowContext(table, file, columns, sender, own, own_name, guard.cells, covered)


def _once_each(
    context: RowContext, entries: Sequence[ReadRow], issues: Sequence[Issue]
) -> tuple[list[ReadRow], list[Issue]]:
    """Equal rows of a log count once (U07), others are visits of their own; of a line's key there
    is one row, and rows that differ are held (U06, of a numbered line U17)."""
    sheet, column = context.table.sheet.name, context.table.header.key or 0
    form, known = context.table.header.form, bool(context.file.roster)
    keys: list[Hashable] = []
    names_units = context.of_kind("unit") is not None
    for entry in entries:
        key: Hashable = key_of(entry, has_roster=known) if names_units else form.id
        if key and form.kind == FormKind.LOG:
            told = ((id_, v.value) for id_, v in entry.values.items() if v.value is not None)
            key = (key, group_of(context, entry.values), frozenset(told))
        elif key:
            key = line_key(form, str(key), entry.values)
        keys.append(key)
    if len({*keys}) == len(keys):
        return list(entries), list(issues)
    told_apart = zip(keys, entries, strict=True)
    places = [RowPlace(key, sheet, column, entry) for key, entry in told_apart]
    found = repeats(places, code="U17" if form.kind == FormKind.LEDGER else "U06")
    applied = [found.applied(entry, sheet) for entry in entries]
    return applied, [*issues, *(issue for _, issue in found.issues)]


def _totals(context: RowContext, entries: Iterable[ReadRow]) -> tuple[list[Total], list[Issue]]:
    fields = context.cells.fields
    counted = {i: c for i, c in context.columns.single.items() if fields[i].kind == "count"}
    return tie_out(context.table, counted, [e for e in entries if e.repeats is None])


def _line(context: RowContext, entry: ReadRow, checks: Checked) -> EntryLine:
    """The entry as it goes in, with what its checks were of; a held row carries no fields."""
    form = context.table.header.form
    told = with_figure(entry.values, form, checks, context.file.calendar) if entry.accepted else {}
    apart = (context.day_field, context.group_field)
    return EntryLine(
        entry.row,
        entry.accepted,
        entry.unit_id or "",
        entry.raw_unit,
        group_of(context, entry.values),
        _day(context, entry.values),
        "" if form.kind == FormKind.LOG else line_key(form, entry.unit_id, entry.values),
        {id_: value for id_, value in told.items() if id_ not in apart},
    )


def line_key(form: Form, unit: str | None, values: Mapping[str, Value]) -> str:
    """What names a line among its sender's: the unit and the fields of the first of the form's
    keys whose last field the row fills in. Empty without a unit."""
    listed = next(
        (key for key in form.keys if _part(form.field[key[-1]], unit, values)), form.keys[-1]
    )
    parts = [_part(form.field[id_], unit, values) for id_ in listed]
    return " ".join(parts).rstrip() if unit else ""


def _part(field: FormField, unit: str | None, values: Mapping[str, Value]) -> str:
    if field.kind == "unit":
        return unit or ""
    value = values.get(field.id)
    return fold(str(value.value)) if value is not None and value.value is not None else ""


def _day(context: RowContext, values: Mapping[str, Value]) -> str:
    found = values.get(context.day_field)
    return str(found.value) if found and found.value else ""


def _columns(context: RowContext) -> dict[str, int]:
    """The sheet column of each field, that of a cell with two fields for both."""
    columns = context.columns.first
    shared: dict[str, int] = {}
    for field_id, column in columns.items():
        both = (*context.cells.parts(field_id), context.cells.day_beside(field_id))
        shared.update({id_: column for id_ in both if id_})
    share = {id_ for id_ in columns if id_ not in context.cells.parts(id_)}
    return {id_: c for id_, c in {**shared, **columns}.items() if id_ not in share}


def _period(around: Surroundings, calendar: Calendar) -> tuple[str, str] | None:
    """The days the sheet says it covers: a span of days before a week's number, the rows above the
    table before the names of sheet and file. 截至 and 累计 name no first day."""
    strong = [claim for claim in around.claims if claim.strong]
    for claims in ([c for c in strong if c.address], [c for c in strong if not c.address]):
        spans = [span for claim in claims if (span := span_in(claim.raw, calendar=calendar))]
        if spans:
            return spans[0][0].isoformat(), spans[0][1].isoformat()
        weeks = [claim.week for claim in claims if claim.week and "周" in claim.raw]
        if weeks and not around.mentions:
            week = calendar.week(weeks[0])
            return week.starts_on.isoformat(), week.ends_on.isoformat()
    return None
