"""The record: an audit chain that begins with what is found, weekly cuts, original files."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from ledger.chain import begin_chain

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables; each district's chain begins with the state that is there, by its hashes."""
    for name, kind, empty in (
        ("audit_seq", sa.BigInteger, "0"),
        ("audit_hash", sa.Text, ""),
        ("locked_weeks", sa.Text, ""),
    ):
        op.add_column("district", sa.Column(name, kind, nullable=False, server_default=empty))
    _audit()
    _cuts()
    _originals()
    begin_chain(op.get_bind(), at=datetime.now(UTC))


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _key(name: str, *, number: bool = False) -> sa.Column[object]:
    kind = sa.BigInteger if number else sa.Text
    return sa.Column(name, kind, primary_key=True, autoincrement=False)


def _audit() -> None:
    op.create_table(
        "audit",
        _key("district_id"),
        _key("seq", number=True),
        sa.Column("rev", sa.BigInteger, nullable=False),
        *_text("at", "by", "action", "subject", "old", "new", "why", "seal", "previous", "hash"),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"]),
        sqlite_with_rowid=False,
    )


def _cuts() -> None:
    op.create_table(
        "cut",
        _key("district_id"),
        _key("rev", number=True),
        sa.Column("week", sa.BigInteger, nullable=False),
        *_text("action", "at", "by", "reason", "head", "pack"),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"]),
        sqlite_with_rowid=False,
    )


def _originals() -> None:
    op.create_table(
        "original",
        _key("district_id"),
        _key("sha256"),
        *_text("file_name", "kept_at", "by"),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("packed", sa.LargeBinary),
        sa.Column("dropped_at", sa.Text),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"]),
    )
