"""All sheets of a file go in; they come out with no unit counted twice in one week, and no line
of a register or ledger twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from campaign import CampaignPack, FormKind, Issue, Week
from loaders.across.beside import settle_totals
from loaders.entries import (
    MAY_STAND,
    Repeats,
    RowPlace,
    SheetReading,
    TableReading,
    WeeklyRows,
    key_of,
    repeats,
)


def settle_repeats(
    sheets: Sequence[SheetReading], pack: CampaignPack, *, has_roster: bool
) -> tuple[SheetReading, ...]:
    """A unit in several tables of one week: alike, the first counts (U07); else all are held (U06).

    Tables of a file are separate submissions, of which the later would replace the earlier.
    """
    sheets = [settle_totals(sheet) for sheet in sheets]
    for week in _weeks_of_several(sheets):
        places = [
            place
            for sheet in sheets
            for table in sheet.tables
            if week in table.weeks and not _is_no_work(table)
            for place in _places(table, sheet.sheet, has_roster=has_roster)
        ]
        found = repeats(places)
        if found.issues:
            sheets = [_applied(sheet, found, pack) for sheet in sheets]
    for form in (form for form in pack.forms if form.kind in (FormKind.REGISTER, FormKind.LEDGER)):
        lines = [
            place
            for sheet in sheets
            for table in sheet.tables
            if table.form == form.id
            for place in _lines(table, sheet.sheet, is_numbered=form.kind == FormKind.LEDGER)
        ]
        found = repeats(lines, code="U17" if form.kind == FormKind.LEDGER else "U06")
        if found.issues:
            sheets = [_applied(sheet, found, pack) for sheet in sheets]
    return tuple(sheets)


def _weeks_of_several(sheets: Sequence[SheetReading]) -> list[Week]:
    """The weeks that several tables are of."""
    weeks = Counter(week for sheet in sheets for table in sheet.tables for week in table.weeks)
    return sorted(week for week, n_tables in weeks.items() if n_tables > 1)


def _is_no_work(table: TableReading) -> bool:
    """Whether a table is held as a plan or as other figures: it says nothing against what was
    done."""
    return any(issue.code in {*MAY_STAND, "P42"} for issue in table.issues)


def _places(table: TableReading, sheet: str, *, has_roster: bool) -> Iterator[RowPlace]:
    """The first row of each unit in one table; the table itself has seen to its others."""
    seen: set[str] = set()
    for entry in table.entries:
        key = key_of(entry, has_roster=has_roster)
        if key not in seen:
            seen.add(key)
            yield RowPlace(key, sheet, table.unit_column or 0, entry)


def _lines(table: TableReading, sheet: str, *, is_numbered: bool) -> Iterator[RowPlace]:
    """The first row of each line in one table of a register or ledger; a number is its sender's
    own."""
    if table.submission is None:
        return
    sender = table.submission.source.sender if is_numbered else ""
    seen: set[str] = set()
    for entry, key in zip(table.entries, table.submission.rows["key"].tolist(), strict=True):
        if key and key not in seen:
            seen.add(key)
            yield RowPlace(f"{sender} {key}", sheet, table.unit_column or 0, entry)


def _applied(sheet: SheetReading, found: Repeats, pack: CampaignPack) -> SheetReading:
    held = {row: "held" for name, row in found.held if name == sheet.sheet}
    grid = replace(sheet.grid, roles=dict(sheet.grid.roles) | held)
    issues = [issue for name, issue in found.issues if name == sheet.sheet]
    if not issues:
        return sheet
    tables = []
    for table in sheet.tables:
        rows = {entry.row for entry in table.entries}
        own = [issue for issue in issues if issue.address and issue.address.row in rows]
        tables.append(_resubmitted(_without(table, own, found, sheet.sheet), pack))
    return replace(sheet, tables=tuple(_regridded(t, held) for t in tables), grid=grid)


def _regridded(table: TableReading, held: dict[int, str]) -> TableReading:
    """The table with the rows held for another one marked in its submission's grid."""
    sent = table.submission
    if sent is None:
        return table
    grid = replace(sent.grid, roles=dict(sent.grid.roles) | held)
    return replace(table, submission=replace(sent, grid=grid))


def _without(
    table: TableReading, issues: Sequence[Issue], found: Repeats, sheet: str
) -> TableReading:
    applied = [found.applied(entry, sheet) for entry in table.entries]
    repeated = {entry.row: "duplicate" for entry in applied if entry.repeats is not None}
    return replace(
        table,
        entries=tuple(entry for entry in applied if entry.repeats is None),
        set_aside=dict(sorted((dict(table.set_aside) | repeated).items())),
        issues=(*table.issues, *issues),
    )


def _resubmitted(table: TableReading, pack: CampaignPack) -> TableReading:
    """The table with its submission made anew from its rows; none if no row is left."""
    if table.submission is None or not table.entries:
        return replace(table, submission=None)
    is_weekly = pack.form[table.submission.form].kind == FormKind.WEEKLY
    rows = WeeklyRows.of(table.entries, pack) if is_weekly else _lines_left(table)
    submission = replace(
        table.submission,
        rows=rows,
        issues=table.issues,
        set_aside=dict(table.set_aside),
    )
    return replace(table, submission=submission)


def _lines_left(table: TableReading) -> pd.DataFrame:
    """The submission's lines that are still entries, those now held without their fields."""
    if table.submission is None:
        raise ValueError("a table without a submission has no lines")
    accepted = {entry.row: entry.accepted for entry in table.entries}
    rows = table.submission.rows
    left = rows[rows["row"].isin(list(accepted))].reset_index(drop=True)
    stays = left["row"].map(accepted).astype(bool)
    return left.assign(accepted=stays, fields=left["fields"].where(stays, "{}"))
