"""Settings: what a district changed of its campaign, figures beyond the registry, what ended."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_SAID_OF_A_UNIT = ("sector", "admin_level", "party_form", "successor_id")


def upgrade() -> None:
    """Add the tables and the columns; nobody has set anything, nothing has ended yet."""
    for table in ("membership", "roster_row"):
        for name in _SAID_OF_A_UNIT:
            op.add_column(table, sa.Column(name, sa.Text, nullable=False, server_default=""))
    for table in ("alias", "layout"):
        ended = sa.Column("ended", sa.Boolean, nullable=False, server_default="0")
        op.add_column(table, ended)
    _settings()
    _extra()


def _settings() -> None:
    op.create_table(
        "setting",
        _key("district_id"),
        _key("rev", number=True),
        _key("name"),
        _key("key"),
        sa.Column("week", sa.BigInteger, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"]),
        sqlite_with_rowid=False,
    )


def _extra() -> None:
    op.create_table(
        "extra",
        _key("district_id"),
        _key("week", number=True),
        _key("unit_id"),
        _key("submission_id", number=True),
        _key("slot"),
        sa.Column("sheet_row", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("value", sa.Double),
        sa.ForeignKeyConstraint(
            ["district_id", "submission_id"], ["submission.district_id", "submission.id"]
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("extra_by_submission", "extra", ["district_id", "submission_id"])


def _key(name: str, *, number: bool = False) -> sa.Column[object]:
    kind = sa.BigInteger if number else sa.Text
    return sa.Column(name, kind, primary_key=True, autoincrement=False)
