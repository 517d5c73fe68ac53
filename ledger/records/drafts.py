"""What people said of files that wait, before it is settled: rows that are replaced and erased.

They are sealed by nothing: what is settled with the file's acceptance stands in its own act.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from ledger.store import put_rows, schema

Said = Mapping[str, object]
"""By what was asked, the answer."""


def say(
    connection: sa.Connection,
    district_id: str,
    *,
    sha256: str,
    said: Said | None,
    by: str,
    at: datetime,
) -> None:
    """Keep answers on a file; a later answer to the same question takes the earlier one's place.
    None erases all of them."""
    if said is None:
        table = schema.draft
        gone = sa.delete(table).where(table.c.district_id == district_id)
        connection.execute(gone.where(table.c.sha256 == sha256))
        return
    whose = {"district_id": district_id, "sha256": sha256, "by": by, "at": at}
    rows = [
        {**whose, "asked": asked, "answer": json.dumps(answer, ensure_ascii=False)}
        for asked, answer in said.items()
    ]
    put_rows(connection, schema.draft, rows)


def drafts(connection: sa.Connection, district_id: str) -> Mapping[str, Said]:
    """By file, what was said of it."""
    table = schema.draft
    query = sa.select(table.c.sha256, table.c.asked, table.c.answer)
    found: dict[str, dict[str, object]] = defaultdict(dict)
    for sha256, asked, answer in connection.execute(
        query.where(table.c.district_id == district_id)
    ):
        found[sha256][asked] = json.loads(answer)
    return found
