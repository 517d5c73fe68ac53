"""One located table and its surroundings go in; the table as its form reads it comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from campaign import Address, Grid, Issue, Source, Submission, Unit, Week
from loaders.checks import across_cells, across_weeks, held, tie_out
from loaders.guard import Guarded
from loaders.naming import UnitNames, names_on
from loaders.period import period
from loaders.reading import Entry, FileContext, TableReading, Total
from loaders.roster import RosterRows
from loaders.submitted import roster_frame, weekly_frame
from loaders.surroundings import Surroundings, group_named, group_within
from loaders.table import Table
from loaders.tabulated import column_labels, column_range, confidence, sums_over, unit_names
from loaders.weekly import WeeklyContext, entries_of, merged_down, slot_columns

READER = "1"
"""The version of the reading rules: a newer one reads the same bytes anew."""
_FEW = 3


@dataclass(frozen=True)
class Read:
    """A table as read, and how to make its submission once the sheet's grid is known."""

    table: TableReading
    submission: Callable[[Grid], Submission] | None
    held_rows: frozenset[int]


def read_table(
    table: Table, number: int, around: Surroundings, guard: Guarded, file: FileContext
) -> Read:
    """Reads one table by its form; `number` counts the tables of the sheet from 1."""
    if table.header.form.id == "roster":
        return _read_roster(table, number, around, guard, file)
    return _read_weekly(table, number, around, guard, file)


def _read_weekly(
    table: Table, number: int, around: Surroundings, guard: Guarded, file: FileContext
) -> Read:
    found = period(around.claims, calendar=file.calendar, chosen=file.hints.week)
    names = _names(file, found.week)
    sender, own = _sender(around, table, file, names)
    slots = slot_columns(table, file.pack, says_cumulative=around.says_cumulative)
    context = WeeklyContext(
        table=table,
        pack=file.pack,
        slots=slots,
        names=names,
        own_unit=own,
        own_name=around.sender_name or table.sheet.name,
        sender=sender,
        scope=file.hints.scope,
        guarded=guard.columns,
        guarded_cells=guard.cells,
        types=_types_on_sheet(table, file),
    )
    entries, issues = entries_of(context)
    entries, more = _checked(entries, table, file, found.week)
    totals, ties = tie_out(table, slots.columns, [e for e in entries if e.repeats is None])
    week_issues = [found.issue] if found.issue else []
    if found.week is None and not week_issues:
        week_issues = [Issue("P07", Address(table.sheet.name, table.header.first_row))]
    if week_issues:
        entries = [replace(entry, accepted=False) for entry in entries]
    absent = _absent(entries, sender, file, found.week) if names else []
    issues = [*week_issues, *guard.issues, *slots.issues, *issues, *more, *ties, *absent]
    read = _reading(table, around, file, entries, issues, totals, found.week)
    if found.week is None or not entries or names is None:
        return Read(read, None, _held_rows(entries))
    source = _source(file, table, number, sender)
    return Read(
        read,
        partial(
            Submission,
            "weekly_report",
            found.week.number,
            source,
            weekly_frame([e for e in entries if e.repeats is None], file.pack),
            dict(slots.columns),
            read.issues,
            set_aside=dict(read.set_aside),
        ),
        _held_rows(entries),
    )


def _read_roster(
    table: Table, number: int, around: Surroundings, guard: Guarded, file: FileContext
) -> Read:
    rows = RosterRows(table, pack=file.pack, known=file.roster)
    missing = rows.missing_columns()
    lines, entries, issues = rows.lines()
    if missing:
        entries = [replace(entry, accepted=False) for entry in entries]
    read = _reading(table, around, file, entries, [*missing, *guard.issues, *issues], [], None)
    if missing or not entries:
        return Read(read, None, _held_rows(entries))
    kept = [(line, e) for line, e in zip(lines, entries, strict=True) if e.repeats is None]
    day = around.reporting_date.isoformat() if around.reporting_date else ""
    columns = {field: listed[0] for field, listed in table.header.fields.items()}
    frame = roster_frame(
        [line for line, _ in kept],
        [e for _, e in kept],
        valid_from="",
        valid_to=day or file.calendar.starts_on.isoformat(),
    )
    source = _source(file, table, number, file.hints.sender)
    return Read(
        read,
        partial(
            Submission,
            "roster",
            file.hints.week,
            source,
            frame,
            columns,
            read.issues,
            set_aside=dict(read.set_aside),
        ),
        _held_rows(entries),
    )


def _reading(
    table: Table,
    around: Surroundings,
    file: FileContext,
    entries: Sequence[Entry],
    issues: Sequence[Issue],
    totals: Sequence[Total],
    week: Week | None,
) -> TableReading:
    header, body = table.header, table.rows("data")
    unit_column = next(iter(header.fields.get("unit") or header.fields.get("name") or []), None)
    filled = merged_down(table.sheet, unit_column) if unit_column else {}
    repeats = {e.row: "duplicate" for e in entries if e.repeats is not None}
    aside = {
        row: role
        for row, role in table.roles.items()
        if role in ("total", "numbering", "repeated", "footer")
    }
    return TableReading(
        form=header.form.id,
        confidence=confidence(table, title=around.title, file_name=file.file_name),
        layout="row",
        weeks=(week,) if week else (),
        header_rows=tuple(range(header.first_row, header.last_row + 1)),
        first_data_row=body[0] if body else None,
        last_data_row=body[-1] if body else None,
        column_range=column_range(table),
        columns=column_labels(table),
        unit_column=unit_column,
        unit_fill_down=any(row in filled for row in body),
        units=unit_names(table, unit_column, filled),
        sums=sums_over(table),
        totals=tuple(totals),
        set_aside=dict(sorted((aside | repeats).items())),
        entries=tuple(e for e in entries if e.repeats is None),
        issues=tuple(issues),
        n_data_rows=len(body),
        n_blank_rows=len(table.rows("blank")),
    )


def _names(file: FileContext, week: Week | None) -> UnitNames | None:
    if not file.roster:
        return None
    day = (week or file.calendar.week(file.calendar.n_weeks)).ends_on
    return names_on(file.roster, day, file.pack.district_words)


def _sender(
    around: Surroundings, table: Table, file: FileContext, names: UnitNames | None
) -> tuple[str, Unit | None]:
    """The sender's id and, where it is a unit, the unit: 填报单位, else the sheet's name, else the
    title's group, else the uploader."""
    for text in (around.sender_name, table.sheet.name):
        group = group_named(text, file.pack)
        if group:
            return group, None
        unit = names.match(text).unit if names and text else None
        if unit:
            return unit.id, unit
    group = group_within(around.title, file.pack) or group_within(table.sheet.name, file.pack)
    own = file.roster.by_id.get(file.hints.sender)
    return group or file.hints.sender, own


def _types_on_sheet(table: Table, file: FileContext) -> Mapping[int, str]:
    """The unit type each row states, for reading without a roster."""
    columns = table.header.fields.get("type")
    if not columns or file.roster:
        return {}
    filled = merged_down(table.sheet, columns[0])
    ids = {a: t.id for t in file.pack.types for a in (t.label.zh, *t.aliases)}
    stated = {
        row: table.sheet.text(row, columns[0]) or filled.get(row, "") for row in table.rows("data")
    }
    return {row: ids[text] for row, text in stated.items() if text in ids}


def _checked(
    entries: Sequence[Entry], table: Table, file: FileContext, week: Week | None
) -> tuple[list[Entry], list[Issue]]:
    earlier = file.hints.earlier(week.number) if week else {}
    name = table.sheet.name
    checked: list[Entry] = []
    issues: list[Issue] = []
    for entry in entries:
        unit = file.roster.by_id.get(entry.unit_id or "")
        doubts = across_cells(entry, sheet=name, unit=unit, pack=file.pack)
        doubts += across_weeks(entry, sheet=name, earlier=earlier)
        issues += doubts
        checked.append(held(entry, doubts))
    return checked, issues


def _absent(
    entries: Sequence[Entry], sender: str, file: FileContext, week: Week | None
) -> list[Issue]:
    """U05 with the units of the sending group that the sheet leaves out."""
    if week is None:
        return []
    units = file.roster.on(week.ends_on)
    groups = {unit.id: unit.group_id for unit in units}
    present = {entry.unit_id for entry in entries}
    group = sender if sender in file.pack.group else _usual_group(present, groups)
    absent = [u for u in units if u.group_id == group and u.id not in present]
    if not group or not absent:
        return []
    names = "、".join(unit.name for unit in absent)
    return [Issue("U05", None, "", {"n": len(absent), "names": names})]


def _usual_group(present: set[str | None], groups: Mapping[str, str]) -> str:
    """The group most of the sheet's units belong to, in a sheet of several units."""
    counted = Counter(groups[id_] for id_ in present if id_ and id_ in groups)
    if sum(counted.values()) < _FEW:
        return ""
    group, n = counted.most_common(1)[0]
    return group if n * 2 > sum(counted.values()) else ""


def _held_rows(entries: Sequence[Entry]) -> frozenset[int]:
    return frozenset(e.row for e in entries if not e.accepted and e.repeats is None)


def _source(file: FileContext, table: Table, number: int, sender: str) -> Source:
    return Source(file.sha256, file.file_name, table.sheet.name, number, sender, READER)
