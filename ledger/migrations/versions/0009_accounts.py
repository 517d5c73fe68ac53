"""Accounts: who may sign in, as what, who is signed in, and the chain of what was done to that."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the tables; nobody has an account, so nobody need sign in."""
    _table(
        "account",
        _key("id"),
        *_texts("login", "name", "secret"),
        *_texts("code_until", "ended_at", may_lack=True),
        _number("seq"),
    )
    _table(
        "account_role",
        _key("id", number=True),
        *_texts("account_id", "door", "district_id", "place"),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_to", sa.Date),
        _number("seq"),
    )
    _table(
        "account_line",
        _key("seq", number=True),
        *_texts("at", "by", "account", "role", "action", "subject", "new", "why"),
        *_texts("previous", "hash"),
        _number("definition"),
    )
    _table("session", _key("mark"), *_texts("account_id", "began_at", "seen_at"))
    _table("attempt", _key("mark"), _number("n"), *_texts("at"))


def _table(name: str, *parts: sa.Column[object]) -> None:
    op.create_table(name, *parts, sqlite_with_rowid=False)


def _key(name: str, *, number: bool = False) -> sa.Column[object]:
    kind = sa.BigInteger if number else sa.Text
    return sa.Column(name, kind, primary_key=True, autoincrement=False)


def _number(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.BigInteger, nullable=False)


def _texts(*names: str, may_lack: bool = False) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Text, nullable=may_lack) for name in names]
