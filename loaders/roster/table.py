"""A located unit roster and its surroundings go in; the table as read comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import pandas as pd

from campaign import ROSTER_ROWS, Source, Submission, fold
from loaders.entries import FileContext, Read, ReadRow, held_rows, misplaced_names, summarise
from loaders.roster.rows import RosterLine, RosterRows
from loaders.tables import PersonalPlaces, Surroundings, Table


def read_roster(
    table: Table, source: Source, around: Surroundings, guard: PersonalPlaces, file: FileContext
) -> Read:
    """Reads one table of the roster; without a required column its rows are held."""
    rows = RosterRows(table, pack=file.pack, known=file.roster)
    missing = [*rows.missing_columns(), *misplaced_names(table)]
    lines, entries, issues = rows.lines()
    if missing:
        entries = [replace(entry, accepted=False) for entry in entries]
    issues = [*missing, *guard.issues, *issues]
    read = summarise(table, entries, issues, title=around.title, file_name=file.file_name)
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


_UNSAID = dict.fromkeys(("sector", "admin_level", "party_form", "successor_id"), "")


def roster_frame(
    lines: Sequence[RosterLine], entries: Sequence[ReadRow], *, valid_from: str, valid_to: str
) -> pd.DataFrame:
    """ROSTER_ROWS from the lines; parents are resolved by code, then by name, within the sheet."""
    by_name: Mapping[str, str] = {fold(line.name): line.unit_id for line in lines}
    by_code = {fold(line.code): line.unit_id for line in lines if line.code}
    return ROSTER_ROWS.frame(
        {
            "row": line.row,
            "accepted": entry.accepted,
            "unit_id": line.unit_id,
            "code": line.code,
            "name": line.name,
            "short_names": "、".join(line.short_names),
            "parent_id": by_code.get(fold(line.parent)) or by_name.get(fold(line.parent), ""),
            "type_id": line.type_id,
            "group_id": line.group_id,
            "sub_org_total": line.sub_org_total,
            "sort_no": line.sort_no,
            "scope": line.scope,
            **_UNSAID,
            "valid_from": valid_from,
            "valid_to": valid_to if line.is_closed else "",
        }
        for line, entry in zip(lines, entries, strict=True)
    )
