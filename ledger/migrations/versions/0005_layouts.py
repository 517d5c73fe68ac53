"""What people said of the layouts of sheets: one row a confirmation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table, empty."""
    op.create_table(
        "layout",
        sa.Column("district_id", sa.Text, primary_key=True),
        sa.Column("rev", sa.BigInteger, primary_key=True, autoincrement=False),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("fingerprint", "form", "fields", "confirmed_by", "confirmed_at")
        ),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"]),
        sqlite_with_rowid=False,
    )
