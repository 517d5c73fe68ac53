"""A sheet that only fills gaps: what it would change of figures that stand goes in; the sheet comes
out with those cells left unsaid, and at each of them what it said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

import sqlalchemy as sa

from campaign import Address, Issue, State, Submission, registered_slots
from ledger.acts.plan import Change, Plan
from ledger.records import Cell, not_withdrawn
from ledger.store import schema

STAYS = "P30"
"""The note at a cell whose figure stands by a person's word, whatever the sheet says."""
_SILENT = State.MISSING.value


def cells_that_stand(
    connection: sa.Connection, made: Plan, *, stays: Collection[str]
) -> Sequence[Change]:
    """What a plan would change of the figures of these units, and of the cells in which the same
    table, entered before, was told to leave what stands."""
    told = [it for it in (*made.changed, *made.clash) if it.old_state not in ("", _SILENT)]
    if not told:
        return ()
    before = _told_before(connection, made.district_id, made.submission)
    rows = {line.unit_id: line.sheet_row for line in made.lines}
    column = made.submission.columns
    return [
        it
        for it in told
        if it.unit_id in stays or (rows.get(it.unit_id), column.get(it.slot)) in before
    ]


def _told_before(
    connection: sa.Connection, district_id: str, sheet: Submission
) -> set[tuple[int, int]]:
    """The cells so marked in an earlier entry of the very same table that counts."""
    sent, found = schema.submission, schema.finding
    same = (sent.c.district_id == found.c.district_id) & (sent.c.id == found.c.submission_id)
    of = {"sha256": sheet.source.sha256, "sheet": sheet.source.sheet, "week": sheet.week}
    query = (
        sa.select(found.c.sheet_row, found.c.sheet_column)
        .join(sent, same)
        .where(found.c.district_id == district_id, found.c.code == STAYS, not_withdrawn(sent))
        .where(*(sent.c[name] == value for name, value in of.items()))
    )
    return {(row, column) for row, column in connection.execute(query)}


def only_gaps(sheet: Submission, stand: Iterable[Change]) -> Submission:
    """The submission without what it says in these cells, each with a note of that."""
    changed, known, notes = sheet.rows.copy(), registered_slots(), []
    stand = tuple(stand)
    cells = {(it.unit_id, it.slot) for it in stand}
    own = changed[changed["accepted"]]
    at = dict(zip(own["unit_id"], own.index, strict=True))
    for it in stand:
        i = at[it.unit_id]
        if it.slot in known:
            slot, states = known.index(it.slot), str(changed.at[i, "states"])
            changed.at[i, "states"] = f"{states[:slot]}{_SILENT}{states[slot + 1 :]}"
            changed.at[i, it.slot] = float("nan")
        row, column = int(str(changed.at[i, "row"])), sheet.columns.get(it.slot, 0)
        raw = sheet.grid.text(row, column) if column else ""
        stood = it.old if isinstance(it.old, float) else it.old_state
        place = Address(sheet.source.sheet, row, column)
        notes.append(Issue(STAYS, place, raw, {"a": stood}))
    beyond = tuple(it for it in sheet.extra if (it.unit_id, it.slot) not in cells)
    return replace(sheet, rows=changed, issues=(*sheet.issues, *notes), extra=beyond)


def unsaid(stand: Iterable[Change]) -> dict[Cell, bool]:
    """The word that these blanks take nothing back."""
    return {(it.unit_id, it.slot): False for it in stand}
