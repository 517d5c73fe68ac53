"""A district's audit chain goes in; a frame of its lines comes out, the newest first."""

from __future__ import annotations

import pandas as pd
import sqlalchemy as sa

from campaign import Shape
from ledger.store import schema

AUDIT = Shape(
    "AUDIT",
    {
        "seq": "int64",
        "rev": "int64",
        "at": "datetime64[us, UTC]",
        "by": "str",
        "account": "str",
        "role": "str",
        "action": "str",
        "subject": "str",
        "old": "str",
        "new": "str",
        "why": "str",
        "hash": "str",
    },
)
"""One line an act. `by` is the name shown of who acted, beside account and role, which lines of
before there were any lack. `rev` is the district's revision since; `subject` a kind and an id, such
as `submission:12` or `week:3`; old and new are JSON objects, with changed cells by unit and slot
under `cells`."""


def audit(connection: sa.Connection, district_id: str, *, last: int | None) -> pd.DataFrame:
    """The chain's lines, as AUDIT; all of them or the last few."""
    table = schema.audit
    query = sa.select(*(table.c[name] for name in AUDIT.columns)).where(
        table.c.district_id == district_id
    )
    query = query.order_by(table.c.seq.desc()).limit(last)
    return AUDIT.frame(dict(row) for row in connection.execute(query).mappings())


def head(connection: sa.Connection, district_id: str) -> str:
    """The hash of the chain's last line; KeyError for an unknown district."""
    district = schema.district
    query = sa.select(district.c.audit_hash).where(district.c.id == district_id)
    found = connection.scalar(query)
    if found is None:
        raise KeyError(f"no district {district_id!r}")
    return str(found)
