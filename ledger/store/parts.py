"""Columns and references that several tables have; no table."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from ledger.store.columns import DETAILS, SLOT_COLUMNS, Letters


def key(name: str, kind: type[sa.types.TypeEngine[Any]] = sa.Text) -> sa.Column[Any]:
    """A column of the table's key."""
    return sa.Column(name, kind, primary_key=True, autoincrement=False)


def texts(*names: str) -> list[sa.Column[str]]:
    """Columns of text that is always there."""
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def numbers(*names: str) -> list[sa.Column[int]]:
    """Columns of whole numbers that are always there."""
    return [sa.Column(name, sa.BigInteger, nullable=False) for name in names]


def figures(*, may_be_gone: bool = False) -> list[sa.Column[Any]]:
    """A line of figures: its row, its letters and a column a slot."""
    return [
        sa.Column("sheet_row", sa.BigInteger, nullable=may_be_gone),
        sa.Column("is_held", sa.Boolean, nullable=False),
        sa.Column("states", Letters, nullable=may_be_gone),
        *(sa.Column(name, sa.Double) for name in SLOT_COLUMNS),
    ]


def details() -> list[sa.Column[Any]]:
    """What a roster says of a unit."""
    kinds = {"sub_org_total": sa.BigInteger, "sort_no": sa.BigInteger}
    added = dict.fromkeys(("sector", "admin_level", "party_form", "successor_id"), "")
    return [
        sa.Column(n, kinds.get(n, sa.Text), nullable=False, server_default=added.get(n))
        for n in DETAILS
    ]


def ended() -> sa.Column[bool]:
    """Whether what a person taught holds no more from this word on."""
    return sa.Column("ended", sa.Boolean, nullable=False, server_default="0")


def of_submission() -> sa.ForeignKeyConstraint:
    """That the submission is there."""
    return sa.ForeignKeyConstraint(
        ["district_id", "submission_id"], ["submission.district_id", "submission.id"]
    )


def of_unit() -> sa.ForeignKeyConstraint:
    """That the unit is there."""
    return sa.ForeignKeyConstraint(["district_id", "unit_id"], ["unit.district_id", "unit.id"])
