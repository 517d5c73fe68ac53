"""The panel's cache: each week's figures in blocks, with the revision they are of."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables of the cache, empty; a week's findings are found without reading all."""
    op.create_index("finding_by_week", "finding", ["district_id", "week"])
    op.create_table(
        "panel_week",
        *_key("week"),
        sa.Column("rev", sa.BigInteger, nullable=False),
        sa.Column("frame", sa.Text, nullable=False),
        sa.Column("sums", sa.Text, nullable=False),
        sa.Column("stamp_sum", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"]),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "panel_block",
        *_key("week", "block"),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"]),
    )


def _key(*numbers: str) -> list[sa.Column[Any]]:
    return [
        sa.Column("district_id", sa.Text, primary_key=True),
        *(sa.Column(n, sa.BigInteger, primary_key=True, autoincrement=False) for n in numbers),
    ]
