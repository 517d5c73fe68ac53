"""Tables of the whole ledger, of no district: who may sign in, as what, who is signed in.

They leave the ledger only where somebody asks for them, and the last two never.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from ledger.store.columns import Moment
from ledger.store.schema import metadata


def _table(name: str, key: str, *columns: sa.schema.SchemaItem, counted: bool = False) -> sa.Table:
    kind = sa.BigInteger if counted else sa.Text
    first: sa.Column[Any] = sa.Column(key, kind, primary_key=True, autoincrement=False)
    return sa.Table(name, metadata, first, *columns, sqlite_with_rowid=False)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


account = _table(
    "account",
    "id",
    *_texts("login", "name", "secret"),
    sa.Column("code_until", Moment),
    sa.Column("ended_at", Moment),
    sa.Column("seq", sa.BigInteger, nullable=False),
)

account_role = _table(
    "account_role",
    "id",
    *_texts("account_id", "door", "district_id", "place"),
    sa.Column("valid_from", sa.Date, nullable=False),
    sa.Column("valid_to", sa.Date),
    sa.Column("seq", sa.BigInteger, nullable=False),
    counted=True,
)

account_line = _table(
    "account_line",
    "seq",
    sa.Column("at", Moment, nullable=False),
    *_texts("by", "account", "role", "action", "subject", "new", "why", "previous", "hash"),
    sa.Column("definition", sa.BigInteger, nullable=False),
    counted=True,
)

session = _table(
    "session",
    "mark",
    *_texts("account_id"),
    sa.Column("began_at", Moment, nullable=False),
    sa.Column("seen_at", Moment, nullable=False),
)

attempt = _table(
    "attempt",
    "mark",
    sa.Column("n", sa.BigInteger, nullable=False),
    sa.Column("at", Moment, nullable=False),
)

KEPT = (account, account_role, account_line)
PASSING = (session, attempt)
ALL = (*KEPT, *PASSING)
