"""A located weekly report and its surroundings go in; the table as read comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from campaign import FieldRole, Issue, Past, Source, Submission, Week, quantity_of
from loaders.entries import (
    Figures,
    FileContext,
    Read,
    ReadRow,
    RowPlace,
    RuleBook,
    TableReading,
    Total,
    WeeklyRows,
    held_rows,
    hold,
    key_of,
    names_known,
    repeats,
    sender_of,
    settled,
    summarise,
    tie_out,
    titled_unit,
)
from loaders.files import texts_of_merges
from loaders.tables import PersonalPlaces, Surroundings, Table, slot_of
from loaders.weekly.beyond_type import beyond_type
from loaders.weekly.columns import doubled_names, slot_columns, unclear_columns
from loaders.weekly.dates import against_days, week_doubts
from loaders.weekly.days_down import summed_days
from loaders.weekly.listed_weeks import tables_by_week
from loaders.weekly.not_counted import not_counted, of_other_body
from loaders.weekly.reach import BareColumns, bare_columns
from loaders.weekly.rows import WeeklyContext, entries_of
from loaders.weekly.same_figures import alike, are_round, as_last_week, round_tens
from loaders.weekly.scopes import absent_units, counted_twice
from loaders.weekly.unstored import day_claims, day_doubts, has_days, rate_columns, rates_by_row
from loaders.words import Period, period

_NOTHING = Past()


@dataclass(frozen=True)
class _Read:
    """One table as read, with what its submission needs; it `goes_in` unless all of it is held."""

    table: TableReading
    entries: Sequence[ReadRow]
    context: WeeklyContext
    source: Source
    week: Week | None
    goes_in: bool


def read_weekly(
    table: Table, source: Source, around: Surroundings, guard: PersonalPlaces, file: FileContext
) -> list[Read]:
    """Reads one table of the weekly report, or one a week that its rows name; of a plan, or without
    a week, figures or one list of names, its rows are held, and without a week or a roster there is
    nothing to submit."""
    table = summed_days(table, file.calendar)
    parts = tables_by_week(table, around, file)
    read = [
        _read(part.table, replace(source, table=number), part.around, guard, part.file)
        for number, part in enumerate(parts, start=source.table)
    ]
    if len(read) > 1 or parts[0].table is not table:
        read[0] = replace(read[0], table=_with_totals(table, [it.table for it in read], file))
    return [_sent(found, file) for found in read]


def _read(
    table: Table, source: Source, around: Surroundings, guard: PersonalPlaces, file: FileContext
) -> _Read:
    found = _period(table, around, file)
    bare = bare_columns(table, around, file)
    context = _context(table, around, guard, file, found.week, bare)
    entries, totals, issues = _checked(context, file, found, is_asked=bool(bare.question))
    strange = settled(
        not_counted(table, around, file, entries) or _of_other_body(context, around),
        table,
        file.hints.layouts,
    )
    unread = _unread(table, file)
    doubts = [*week_doubts(table, found, file), *guard.issues, *context.slots.issues]
    doubts += [*rate_columns(table), *strange.issues, *unread, *issues]
    week, columns = found.week, context.slots.columns
    is_out = bool(bare.question or strange.is_out)
    if week is None or unread or strange.question or is_out or not columns:
        entries = [replace(entry, accepted=False) for entry in entries]
    told = {"title": around.title, "file_name": file.file_name}
    taken = _taken(table, columns, file)
    read = summarise(table, entries, doubts, totals=totals, week=week, taken=taken, **told)
    read = replace(read, asked=bare.question, stands=strange.question)
    goes_in = bool(week and not is_out and entries and context.names)
    return _Read(read, entries, context, replace(source, sender=context.sender), week, goes_in)


def _of_other_body(context: WeeklyContext, around: Surroundings) -> list[Issue]:
    """P37 for a table of one unit that something else than its title names."""
    table, own = context.table, context.own_unit
    if own is None or table.header.key or context.is_titled:
        return []
    return of_other_body(table, around, context.names, own)


def _taken(table: Table, columns: Mapping[str, int], file: FileContext) -> dict[int, str]:
    """By column, the slot or field that it was taken for."""
    form, headings = table.header.form, table.header.columns.items()
    told = {column: slot_of(heading, form, file.pack) for column, heading in headings}
    return told | {column: slot for slot, column in columns.items()}


def _with_totals(table: Table, parts: Sequence[TableReading], file: FileContext) -> TableReading:
    """The first week of a list with the list's totals, each compared with the rows it adds up."""
    columns = {told.slot: told.column for told in parts[0].headed if told.slot}
    entries = sorted((e for part in parts for e in part.entries), key=lambda entry: entry.row)
    known = {s: column for s, column in columns.items() if quantity_of(s) in file.pack.quantity}
    totals, ties = tie_out(table, known, entries)
    aside = {**parts[0].set_aside, **dict.fromkeys(table.rows("total"), "total")}
    return replace(
        parts[0],
        totals=tuple(totals),
        issues=(*parts[0].issues, *ties),
        set_aside=dict(sorted(aside.items())),
    )


def _sent(read: _Read, file: FileContext) -> Read:
    """The table with its submission, where anything of it may go in."""
    held = held_rows(read.entries)
    if not read.goes_in or read.week is None:
        return Read(read.table, None, held)
    submission = _submission(read.table, read.context, file, read.source, read.week)
    return Read(read.table, submission, held)


def _period(table: Table, around: Surroundings, file: FileContext) -> Period:
    """The week the words around the table claim, else the one its rows' own days suggest, where no
    day contradicts it."""
    hints, claims, days = file.hints, list(around.claims), day_claims(table, file.calendar)
    told = partial(period, calendar=file.calendar, chosen=hints.week, stands=hints.week_stands)
    found = told(claims)
    if found.week is None and found.issue is None:
        found = told([*claims, *days])
    return against_days(found, claims, file, of_rows=days)


def _submission(
    read: TableReading, context: WeeklyContext, file: FileContext, source: Source, week: Week
) -> partial[Submission]:
    rows, columns = WeeklyRows.of(read.entries, file.pack), dict(context.slots.columns)
    return partial(
        Submission,
        context.table.header.form.id,
        week.number,
        source,
        rows,
        columns,
        read.issues,
        set_aside=dict(read.set_aside),
        extra=rows.beyond(tuple(columns)),
    )


def _context(
    table: Table,
    around: Surroundings,
    guard: PersonalPlaces,
    file: FileContext,
    week: Week | None,
    bare: BareColumns,
) -> WeeklyContext:
    names = names_known(file, (week or file.calendar.week(file.calendar.n_weeks)).ends_on)
    sender, own = sender_of(around, table.sheet.name, file, names)
    titled = None if own or table.header.key else titled_unit(around, file, names)
    return WeeklyContext(
        table=table,
        pack=file.pack,
        slots=slot_columns(table, file.pack, bare),
        names=names,
        place=(file.calendar, week),
        own_unit=own or titled,
        is_titled=titled is not None,
        own_name=around.sender_name or (titled.name if titled else table.sheet.name),
        sender=sender,
        scope=file.hints.scope,
        guard=guard,
        types=_types_on_sheet(table, file),
    )


def _unread(table: Table, file: FileContext) -> list[Issue]:
    """What else must be settled before any row can go in: columns not clear, an old template."""
    columns = [*doubled_names(table), *unclear_columns(table, file.pack)]
    return [*columns, *file.returned.doubts(file.pack)]


def _types_on_sheet(table: Table, file: FileContext) -> Mapping[int, str]:
    """The unit type each row states, for reading without a roster."""
    columns = table.header.fields.get(table.header.form.field_of(FieldRole.TYPE))
    if not columns or file.roster:
        return {}
    filled = texts_of_merges(table.sheet, columns[0])
    ids = {a: t.id for t in file.pack.types for a in (t.label.zh, *t.aliases)}
    stated = {
        row: table.sheet.text(row, columns[0]) or filled.get(row, "") for row in table.rows("data")
    }
    return {row: ids[text] for row, text in stated.items() if text in ids}


def _checked(
    context: WeeklyContext, file: FileContext, found: Period, *, is_asked: bool
) -> tuple[list[ReadRow], list[Total], list[Issue]]:
    """The rows with the doubts that show across cells, weeks, totals and the group; those against
    other figures wait while it is asked what these are."""
    week, table = found.week, context.table
    earlier = file.hints.earlier(week.number) if week else {}
    read, issues = _once_each(context, *entries_of(context))
    figures = Figures.of(read, tuple(context.slots.columns))
    pasts = [earlier.get(entry.unit_id or "", _NOTHING) for entry in read]
    doubted = {} if is_asked else _doubted(context, file, found, read, figures, pasts)
    entries = [hold(e, doubted[e.row]) if e.row in doubted else e for e in read]
    issues += [doubt for doubts in doubted.values() for doubt in doubts]
    issues += [] if is_asked else beyond_type(read, figures, earlier, file, table.sheet.name)
    once = [entry for entry in entries if entry.repeats is None]
    issues += counted_twice(context, once, file=file, earlier=earlier)
    kept = figures.of_rows({entry.row for entry in once})
    issues += alike(
        once, kept, sheet=table.sheet.name, column=table.header.key or 0, pack=file.pack
    )
    totals, ties = tie_out(table, context.slots.columns, once, kept)
    absent = absent_units(entries, context.sender, file, week) if context.names else []
    return entries, totals, [*issues, *ties, *absent]


def _doubted(
    context: WeeklyContext,
    file: FileContext,
    found: Period,
    entries: Sequence[ReadRow],
    figures: Figures,
    pasts: Sequence[Past],
) -> dict[int, list[Issue]]:
    """The doubts about each row, in sheet order, against the rules, its past and its own day.

    All rows are looked at together first; only those that may give a doubt are tried one by one.
    """
    table, sheet, column = context.table, context.table.sheet.name, context.table.header.key or 0
    compared, pack = rates_by_row(table), file.pack
    names = frozenset(context.slots.columns) | {n for told in compared.values() for n in told}
    book = RuleBook(table.header.form.id, pack, sheet, names)
    units = [file.roster.by_id.get(entry.unit_id or "") for entry in entries]
    broken = book.suspected(entries, figures, units=units, pasts=pasts, rates=compared)
    tens, dated = are_round(figures, pack), has_days(table)
    doubted: dict[int, list[Issue]] = {}
    for at, (entry, unit, past) in enumerate(zip(entries, units, pasts, strict=True)):
        doubts: list[Issue] = []
        if at in broken:
            rates = compared.get(entry.row)
            doubts += book.told(entry, broken[at], unit=unit, past=past, rates=rates)
        if past.last_week:
            doubts += as_last_week(entry, sheet=sheet, column=column, past=past, pack=pack)
        if tens[at]:
            doubts += round_tens(entry, sheet=sheet, column=column, pack=pack)
        if dated:
            doubts += day_doubts(table, entry.row, week=found.week, file=file)
        if doubts:
            doubted[entry.row] = doubts
    return doubted


def _once_each(
    context: WeeklyContext, entries: Sequence[ReadRow], issues: Sequence[Issue]
) -> tuple[list[ReadRow], list[Issue]]:
    """The rows of one table with the repeated ones held or set aside."""
    sheet, column = context.table.sheet.name, context.table.header.key or 0
    known = context.names is not None
    keys = [key for entry in entries if (key := key_of(entry, has_roster=known))]
    if len(set(keys)) == len(keys):
        return list(entries), list(issues)
    own = {row for row in context.table.rows("data") if context.table.sheet.text(row, column)}
    places = [
        RowPlace(key_of(e, has_roster=known), sheet, column, e, e.row not in own) for e in entries
    ]
    found = repeats(places)
    applied = [found.applied(entry, sheet) for entry in entries]
    return applied, [*issues, *(issue for _, issue in found.issues)]
