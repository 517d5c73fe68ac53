"""Drafts: what people said of files that wait."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ledger.store import Moment

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the table; nothing was said that outlived a visit."""
    op.create_table(
        "draft",
        *(
            sa.Column(name, sa.Text, primary_key=True, autoincrement=False)
            for name in ("district_id", "sha256", "asked")
        ),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("answer", "by")),
        sa.Column("at", Moment, nullable=False),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"]),
        sqlite_with_rowid=False,
    )
