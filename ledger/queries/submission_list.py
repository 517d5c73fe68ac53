"""What was received goes in; frames of submissions and findings come out, in a viewer's scope."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd
import sqlalchemy as sa

from campaign import District, Shape
from ledger.queries.entry_list import EntryPlace, entries_sent
from ledger.queries.fact_counts import NOTHING, fact_counts
from ledger.queries.scope import Scope
from ledger.records import ACCEPTED, WITHDRAWN, not_withdrawn, roster_form
from ledger.store import Kept, schema

SUBMISSIONS = Shape(
    "SUBMISSIONS",
    {
        "submission_id": "int64",
        "form": "str",
        "week": "Int64",
        "sender": "str",
        "file_name": "str",
        "sheet": "str",
        "table": "int64",
        "sha256": "str",
        "reader": "str",
        "received_at": "datetime64[us, UTC]",
        "by": "str",
        "reason": "str",
        "state": "str",
        "supersedes": "Int64",
        "n_rows": "int64",
        "n_held": "int64",
        "n_current": "int64",
        "withdrawn_at": "datetime64[us, UTC]",
        "withdrawn_by": "str",
        "withdrawn_reason": "str",
    },
)
"""One line a submission, the newest first. `state` is accepted or withdrawn; n_rows, n_held and
n_current count rows that came in, were held, and are what counts now. A scoped viewer's counts
are of the units in scope, but for a sheet of their own."""

FINDINGS = Shape(
    "FINDINGS",
    {
        "submission_id": "int64",
        "code": "str",
        "severity": "str",
        "sheet": "str",
        "row": "int64",
        "column": "int64",
        "raw": "str",
        "params": "str",
        "unit_id": "str",
        "week": "Int64",
    },
)
"""One line a doubt, in the order they were found, of submissions not withdrawn. `params` is JSON
(`campaign.params_from_json` reads it); row and column are 0 where none is meant."""

Counts = Mapping[int, Mapping[str, int]]


def submissions(
    connection: sa.Connection,
    district: District,
    *,
    scope: Scope,
    week: int | None,
    counted: Collection[EntryPlace],
) -> pd.DataFrame:
    """The submissions the viewer may know of, as SUBMISSIONS; `counted` are entries that count."""
    rows = _sent(connection, district.id, week=week)
    taken_back = {row["supersedes"]: row for row in rows if row["state"] == WITHDRAWN}
    counts = fact_counts(connection, district.id, scope=scope, week=week)
    if scope.viewer.is_scoped:
        entries = entries_sent(connection, district, scope=scope, week=week, counted=counted)
        for submission_id, column in entries:
            counts[submission_id][column] += 1
    else:
        for submission_id, _ in counted:
            counts[submission_id]["n_current"] += 1
    roster = roster_form(district)
    listed = [
        _submission(row, taken_back.get(row["id"]), counts, scope, is_roster=row["form"] == roster)
        for row in rows
        if row["state"] == ACCEPTED and _may_know(row, counts=counts, scope=scope)
    ]
    return SUBMISSIONS.frame(listed)


def findings(
    connection: sa.Connection,
    district_id: str,
    *,
    scope: Scope,
    week: int | None,
    code: str = "",
    of: Collection[int] = (),
) -> pd.DataFrame:
    """The doubts the viewer may read, as FINDINGS: of own units, and of own sheets as a whole."""
    table, sent = schema.finding, schema.submission
    same = (sent.c.district_id == table.c.district_id) & (sent.c.id == table.c.submission_id)
    query = sa.select(table, sent.c.sender).join_from(table, sent, same)
    query = query.where(table.c.district_id == district_id, not_withdrawn(sent))
    if week is not None:
        query = query.where(table.c.week == week, sent.c.week == week)
    if code:
        query = query.where(table.c.code == code)
    query = query.where(table.c.submission_id.in_(of)) if of else query
    query = query.order_by(table.c.submission_id, table.c.ordinal)
    listed = [
        {**row, "row": row["sheet_row"], "column": row["sheet_column"]}
        for row in connection.execute(query).mappings()
        if _may_read(row, sender=row["sender"], scope=scope)
    ]
    return FINDINGS.frame(listed)


def _sent(connection: sa.Connection, district_id: str, *, week: int | None) -> list[Kept]:
    table = schema.submission
    query = sa.select(table).where(table.c.district_id == district_id)
    if week is not None:
        query = query.where(table.c.week == week)
    return list(connection.execute(query.order_by(table.c.id.desc())).mappings())


def _may_know(row: Kept, *, counts: Counts, scope: Scope) -> bool:
    if not scope.viewer.is_scoped:
        return True
    return row["id"] in counts or scope.sees_sender(str(row["sender"]))


def _may_read(row: Kept, *, sender: object, scope: Scope) -> bool:
    unit_id, week = str(row["unit_id"]), row["week"]
    if not unit_id:
        return scope.sees_sender(str(sender))
    if week is None:
        return scope.sees_unit(unit_id)
    return scope.sees(unit_id, week=int(str(week)))


def _submission(
    row: Kept,
    taken_back: Kept | None,
    counts: Counts,
    scope: Scope,
    *,
    is_roster: bool,
) -> dict[str, object]:
    counted = dict(counts.get(int(str(row["id"])), NOTHING))
    if scope.sees_sender(str(row["sender"])):
        counted |= {"n_rows": row["n_rows"], "n_held": row["n_held"]}
    if is_roster and taken_back is None:
        counted["n_current"] = counted["n_rows"]
    back = taken_back or {}
    return {
        **row,
        **counted,
        "submission_id": row["id"],
        "table": row["table_no"],
        "by": scope.name_of(row["received_by"]),
        "state": ACCEPTED if taken_back is None else WITHDRAWN,
        "withdrawn_at": back.get("received_at"),
        "withdrawn_by": scope.name_of(back.get("received_by", "")),
        "withdrawn_reason": back.get("reason", ""),
    }
