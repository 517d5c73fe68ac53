"""Lines of the audit chain go in; what was refused and what was given back come out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
import sqlalchemy as sa

from campaign import Shape, Viewer
from ledger.chain import GIVE_BACK, REFUSE, told_in
from ledger.store import schema

REFUSED = Shape(
    "REFUSED",
    {
        "at": "datetime64[us, UTC]",
        "by": "str",
        "sha256": "str",
        "file_name": "str",
        "code": "str",
        "params": "str",
    },
)
"""One line a file that was not taken, the newest first; of one with a secrecy mark neither hash nor
name is known. `params` is JSON, as in FINDINGS."""

GIVEN_BACK = Shape(
    "GIVEN_BACK",
    {
        "at": "datetime64[us, UTC]",
        "by": "str",
        "sender": "str",
        "submission_id": "Int64",
        "sha256": "str",
        "how": "str",
    },
)
"""One line a submission or refused file that went back to its sender, the newest first: the one not
meant is missing or empty."""


def refused(connection: sa.Connection, district_id: str, viewer: Viewer) -> pd.DataFrame:
    """What was refused, as REFUSED; for a scoped viewer what their own account dropped."""
    own = viewer.account if viewer.is_scoped else None
    rows = [
        {**_when(line), "sha256": _about(line), "file_name": new.get("file", ""), **_code(new)}
        for line, new in _lines(connection, district_id, REFUSE, account=own)
    ]
    return REFUSED.frame(rows)


def given_back(connection: sa.Connection, district_id: str) -> pd.DataFrame:
    """What was given back, as GIVEN_BACK."""
    rows = []
    for line, new in _lines(connection, district_id, GIVE_BACK):
        told = {**_when(line), "sender": _about(line), "how": new.get("how", "")}
        rows += [{**told, "submission_id": n, "sha256": ""} for n in new.get("submissions", ())]
        rows += [{**told, "submission_id": None, "sha256": s} for s in new.get("files", ())]
    return GIVEN_BACK.frame(rows)


def _lines(
    connection: sa.Connection, district_id: str, action: str, *, account: str | None = None
) -> Iterator[tuple[Any, dict[str, Any]]]:
    table = schema.audit
    query = sa.select(table.c.at, table.c.by, table.c.subject, table.c.new)
    query = query.where(table.c.district_id == district_id, table.c.action == action)
    if account is not None:  # nobody's is nobody's to read
        query = query.where(table.c.account == account, table.c.account != "")
    for line in connection.execute(query.order_by(table.c.seq.desc())).mappings():
        yield line, dict(told_in(line["new"]))


def _when(line: Any) -> dict[str, object]:
    return {"at": line["at"], "by": line["by"]}


def _about(line: Any) -> str:
    return str(line["subject"]).partition(":")[2]


def _code(new: dict[str, Any]) -> dict[str, object]:
    return {"code": new.get("code", ""), "params": new.get("params", "{}")}
