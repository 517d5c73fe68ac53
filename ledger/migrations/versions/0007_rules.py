"""Rules: by which a district counts since when; what people said of blanks and of two sheets."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the columns and the tables; every district goes by the first rules until it is told."""
    for table, name in (("district", "rules"), ("cur", "sources")):
        op.add_column(table, sa.Column(name, sa.Text, nullable=False, server_default=""))
    op.create_table(
        "blank",
        _key("district_id"),
        _key("rev", number=True),
        _key("submission_id", number=True),
        _key("unit_id"),
        _key("slot"),
        sa.Column("takes_back", sa.Boolean, nullable=False),
        _belongs("submission"),
        _belongs("unit"),
        sqlite_with_rowid=False,
    )
    _choices()
    _missing_index()


def _missing_index() -> None:
    """Ledgers of the third version lack an index that those begun later have."""
    indexes = sa.inspect(op.get_bind()).get_indexes("finding")
    if "finding_by_week" not in {index["name"] for index in indexes}:
        op.create_index("finding_by_week", "finding", ["district_id", "week"])


def _choices() -> None:
    op.create_table(
        "choice",
        _key("district_id"),
        _key("rev", number=True),
        _key("unit_id"),
        sa.Column("week", sa.BigInteger, nullable=False),
        sa.Column("sender", sa.Text, nullable=False),
        sa.Column("other", sa.Text, nullable=False),
        sa.Column("holds", sa.Boolean, nullable=False),
        _belongs("unit"),
        sqlite_with_rowid=False,
    )


def _key(name: str, *, number: bool = False) -> sa.Column[object]:
    kind = sa.BigInteger if number else sa.Text
    return sa.Column(name, kind, primary_key=True, autoincrement=False)


def _belongs(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["district_id", f"{table}_id"], [f"{table}.district_id", f"{table}.id"]
    )
