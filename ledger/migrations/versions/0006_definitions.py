"""Definitions: what a line of the chain and a cut were hashed by, who acted, what was asked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the columns and the table; what is there was hashed by the first definition."""
    for table in ("audit", "cut"):
        number = sa.Column("definition", sa.BigInteger, nullable=False, server_default="1")
        op.add_column(table, number)
    for name in ("account", "role"):
        op.add_column("audit", sa.Column(name, sa.Text, nullable=False, server_default=""))
    op.create_table(
        "asked",
        sa.Column("district_id", sa.Text, primary_key=True),
        sa.Column("fingerprint", sa.Text, primary_key=True),
        sa.Column("definition", sa.BigInteger, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"]),
        sqlite_with_rowid=False,
    )
