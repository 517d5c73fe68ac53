"""Issued papers: each as it was given out, with the figures it says."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ledger.store import Moment

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the table; nothing was issued before."""
    op.create_table(
        "issued",
        *(
            sa.Column(name, sa.Text, primary_key=True, autoincrement=False)
            for name in ("district_id", "sha256")
        ),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("kind", "title", "language", "fields", "program", "by")
        ),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in ("rev", "week", "revision")),
        sa.Column("at", Moment, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"]),
    )
