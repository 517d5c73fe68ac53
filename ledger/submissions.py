"""The list of what was received: earlier copies found, entries written, withdrawals entered.

A row of `submission` is never changed. Withdrawing writes a further row, of state `withdrawn`, that
supersedes the row it takes back.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from datetime import date, datetime

import sqlalchemy as sa

from campaign import Issue, Label, Submission
from ledger import schema
from ledger.schema import Kept

ACCEPTED = "accepted"
WITHDRAWN = "withdrawn"
NO_REASON_GIVEN = "未说明"


def not_withdrawn(sent: sa.Table | sa.Alias) -> sa.ColumnElement[bool]:
    """The condition that a submission was accepted and not taken back."""
    later = schema.submission.alias("later")
    taken_back = sa.exists().where(
        later.c.district_id == sent.c.district_id,
        later.c.supersedes == sent.c.id,
        later.c.state == WITHDRAWN,
    )
    return (sent.c.state == ACCEPTED) & ~taken_back


def received_before(
    connection: sa.Connection, district_id: str, *, submission: Submission
) -> int | None:
    """The latest submission of the same table, form, week and reading that still counts whole."""
    sent, source = schema.submission, submission.source
    query = sa.select(sa.func.max(sent.c.id)).where(
        sent.c.district_id == district_id,
        sent.c.sha256 == source.sha256,
        sent.c.sheet == source.sheet,
        sent.c.table_no == source.table,
        sent.c.form == submission.form,
        sent.c.week.is_(None) if submission.week is None else sent.c.week == submission.week,
        sent.c.reader == source.reader,
        not_withdrawn(sent),
    )
    found = connection.scalar(query)
    if found is None or _is_outdated(connection, district_id, found):
        return None
    return int(found)


def _is_outdated(connection: sa.Connection, district_id: str, submission_id: int) -> bool:
    fact, cur = schema.fact, schema.cur
    here = (cur.c.district_id == fact.c.district_id) & (cur.c.week == fact.c.week)
    query = (
        sa.select(sa.literal(1))
        .join_from(fact, cur, here & (cur.c.unit_id == fact.c.unit_id))
        .where(
            fact.c.district_id == district_id,
            fact.c.submission_id == submission_id,
            fact.c.is_held.is_(False),
            sa.func.coalesce(cur.c.submission_id, 0) != submission_id,
        )
        .limit(1)
    )
    return connection.scalar(query) is not None


def write_submission(
    connection: sa.Connection,
    district_id: str,
    *,
    rev: int,
    submission: Submission,
    by: str,
    received_at: datetime,
    reason: str,
    supersedes: int | None,
) -> None:
    """Enter a submission with its columns, its sheet as read and the doubts found in it."""
    source = submission.source
    connection.execute(
        sa.insert(schema.submission),
        {
            "district_id": district_id,
            "id": rev,
            "state": ACCEPTED,
            "supersedes": supersedes,
            "received_at": received_at,
            "received_by": by,
            "sender": source.sender,
            "form": submission.form,
            "week": submission.week,
            "file_name": source.file_name,
            "sha256": source.sha256,
            "sheet": source.sheet,
            "table_no": source.table,
            "reader": source.reader,
            "reason": reason,
            "n_rows": submission.n_accepted,
            "n_held": submission.n_held,
        },
    )
    key = {"district_id": district_id, "submission_id": rev}
    packed = zlib.compress(submission.grid.to_json().encode())
    connection.execute(sa.insert(schema.grid), {**key, "packed": packed})
    columns = [
        {**key, "slot": slot, "sheet_column": column} for slot, column in submission.columns.items()
    ]
    if columns:
        connection.execute(sa.insert(schema.column_map), columns)
    findings = [{**key, "ordinal": i, **row} for i, row in enumerate(_findings(submission))]
    if findings:
        connection.execute(sa.insert(schema.finding), findings)


def write_withdrawal(
    connection: sa.Connection,
    district_id: str,
    *,
    rev: int,
    taken_back: Kept,
    by: str,
    at: datetime,
    reason: str,
) -> None:
    """Enter that a submission was taken back."""
    connection.execute(
        sa.insert(schema.submission).values(
            **{
                **taken_back,
                "district_id": district_id,
                "id": rev,
                "state": WITHDRAWN,
                "supersedes": taken_back["id"],
                "received_at": at,
                "received_by": by,
                "reason": reason or NO_REASON_GIVEN,
                "n_rows": 0,
                "n_held": 0,
            }
        )
    )


def _findings(submission: Submission) -> list[dict[str, object]]:
    if not submission.issues:
        return []
    rows = submission.rows
    unit_in = dict(zip(rows["row"].tolist(), rows["unit_id"].tolist(), strict=True))
    return [_finding(issue, submission=submission, unit_in=unit_in) for issue in submission.issues]


def _finding(
    issue: Issue, *, submission: Submission, unit_in: Mapping[int, str]
) -> dict[str, object]:
    at = issue.address
    row = at.row if at is not None and at.sheet == submission.source.sheet else 0
    return {
        "code": issue.code,
        "severity": issue.severity.value,
        "sheet": at.sheet if at else "",
        "sheet_row": at.row if at else 0,
        "sheet_column": at.column if at else 0,
        "raw": issue.raw,
        "params": json.dumps(dict(issue.params), ensure_ascii=False, default=_plain),
        "unit_id": unit_in.get(row, ""),
        "week": submission.week,
    }


def _plain(value: object) -> object:
    """What JSON cannot write, in a form `params_of` reads back."""
    if isinstance(value, Label):
        return {"$zh": value.zh, "$en": value.en}
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    item = getattr(value, "item", None)
    return item() if callable(item) else str(value)


def params_of(text: str) -> dict[str, object]:
    """The parameters of an issue from the findings' `params`: labels and dates are restored."""

    def restored(found: dict[str, object]) -> object:
        if found.keys() == {"$zh", "$en"}:
            return Label(str(found["$zh"]), str(found["$en"]))
        if found.keys() == {"$date"}:
            text = str(found["$date"])
            return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
        return found

    params: dict[str, object] = json.loads(text, object_hook=restored)
    return params
