"""A located unit roster and its surroundings go in; the table as read comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import pandas as pd

from campaign import ROSTER_ROWS, Source, Submission, fold
from loaders.entries import (
    FileContext,
    Read,
    ReadRow,
    held_rows,
    misplaced_names,
    place_doubts,
    summarise,
)
from loaders.roster.line import RosterLine
from loaders.roster.rows import RosterRows
from loaders.tables import PersonalPlaces, Surroundings, Table

_AS_LISTED = (
    *("row", "unit_id", "code", "name", "type_id", "group_id", "sub_org_total", "sort_no"),
    *("scope", "sector", "admin_level", "party_form"),
)
"""What of a line goes into the frame as it is."""
_PLACES = 100_000
"""A sheet's places in the order of the file; a sheet holds fewer rows with units in them."""


def read_roster(
    table: Table, source: Source, around: Surroundings, guard: PersonalPlaces, file: FileContext
) -> Read:
    """Reads one table of the roster; without a required column its rows are held."""
    rows = RosterRows(table, file, after=_places_before(table, source, file))
    table = rows.table
    other = [] if file.hints.roster_stands else place_doubts(table, around, file, of_roster=True)
    missing = [*rows.missing_columns(), *misplaced_names(table), *other]
    lines, entries, issues = rows.lines()
    entries = [replace(e, accepted=False) for e in entries] if missing else entries
    told = [*missing, *rows.untold(lines), *guard.issues, *issues]
    read = summarise(table, entries, told, title=around.title, file_name=file.file_name)
    read = replace(read, words=rows.asked())
    if missing or not entries:
        return Read(read, None, held_rows(entries))
    submission = partial(
        Submission,
        table.header.form.id,
        file.hints.week,
        replace(source, sender=file.hints.sender),
        _frame(lines, entries, around, file),
        {field: listed[0] for field, listed in table.header.fields.items()},
        read.issues,
        set_aside=dict(read.set_aside),
    )
    return Read(read, submission, held_rows(entries))


def _places_before(table: Table, source: Source, file: FileContext) -> int:
    """How many places the tables before this one may take: none before a file's first one, so that
    units stand in the order of the file, sheet by sheet."""
    names = file.sheet_names
    sheet = names.index(table.sheet.name) if table.sheet.name in names else 0
    return sheet * _PLACES + (table.header.last_row if sheet or source.table > 1 else 0)


def _frame(
    lines: Sequence[RosterLine], entries: Sequence[ReadRow], around: Surroundings, file: FileContext
) -> pd.DataFrame:
    """ROSTER_ROWS without repeats; a closed unit ends on the sheet's date, else at the launch."""
    kept = [(line, e) for line, e in zip(lines, entries, strict=True) if e.repeats is None]
    closed_on = around.reporting_date or file.calendar.starts_on
    return roster_frame(
        [line for line, _ in kept],
        [entry for _, entry in kept],
        valid_from="",
        valid_to=closed_on.isoformat(),
    )


def roster_frame(
    lines: Sequence[RosterLine], entries: Sequence[ReadRow], *, valid_from: str, valid_to: str
) -> pd.DataFrame:
    """ROSTER_ROWS from the lines; parents are resolved by code, then by name, within the sheet."""
    by_name: Mapping[str, str] = {fold(line.name): line.unit_id for line in lines}
    by_code = {fold(line.code): line.unit_id for line in lines if line.code}
    return ROSTER_ROWS.frame(
        {
            **{name: getattr(line, name) for name in _AS_LISTED},
            "accepted": entry.accepted,
            "short_names": "、".join(line.short_names),
            "parent_id": by_code.get(fold(line.above)) or by_name.get(fold(line.above), ""),
            "successor_id": "",
            "valid_from": valid_from,
            "valid_to": line.closed_on or (valid_to if line.is_closed else ""),
        }
        for line, entry in zip(lines, entries, strict=True)
    )
