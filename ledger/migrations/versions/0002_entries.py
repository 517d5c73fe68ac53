"""Entries: the rows of logs and registers, and the time a submission says it covers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of entries; submissions received before state no period."""
    for name in ("period_from", "period_to"):
        op.add_column("submission", sa.Column(name, sa.Text))
    op.create_index("submission_by_form", "submission", ["district_id", "form", "id"])
    op.create_table(
        "entry",
        sa.Column("district_id", sa.Text, primary_key=True),
        *(
            sa.Column(name, sa.BigInteger, primary_key=True, autoincrement=False)
            for name in ("submission_id", "sheet_row")
        ),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("unit_id", "group_id", "day", "key", "fields")
        ),
        sa.Column("is_held", sa.Boolean, nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id", "submission_id"], ["submission.district_id", "submission.id"]
        ),
        sqlite_with_rowid=False,
    )
