"""The first tables: districts, submissions and their facts, the roster, findings.

The slots are written out: this revision must make the same tables when the registry has grown.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

WEEKLY = (
    *("study_session_count", "center_group_study_count", "reading_class_days"),
    *("study_lecture_count", "discussion_session_count", "discussion_speaker_count"),
    *("party_lecture_count", "study_org_covered", "research_visit_count"),
    *("research_report_count", "problem_found_count", "rect_done_count"),
    *("livelihood_done_count", "work_study_conflict"),
)
WITHOUT_CUMULATIVE = ("study_org_covered", "work_study_conflict")


def upgrade() -> None:
    """Make every table."""
    _districts()
    _submissions()
    _facts()
    _attachments()
    _units()
    _rosters()


def _text(name: str, *, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=key, nullable=False)


def _number(name: str, *, key: bool = False, missing: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, primary_key=key, nullable=missing, autoincrement=False)


def _key(*names: str) -> list[sa.Column[Any]]:
    numbers = ("submission_id", "week", "ordinal", "rev")
    return [_number(n, key=True) if n in numbers else _text(n, key=True) for n in names]


def _refers(table: str) -> sa.ForeignKeyConstraint:
    if table == "district":
        return sa.ForeignKeyConstraint(["district_id"], ["district.id"])
    own, theirs = ["district_id", f"{table}_id"], [f"{table}.district_id", f"{table}.id"]
    return sa.ForeignKeyConstraint(own, theirs)


def _create(name: str, *parts: sa.schema.SchemaItem) -> None:
    op.create_table(name, *parts, sqlite_with_rowid=name == "grid")


def _figures(*, may_be_gone: bool) -> list[sa.Column[Any]]:
    slots = [
        name
        for quantity in WEEKLY
        for name in (quantity, f"{quantity}__cumulative")
        if name.removesuffix("__cumulative") not in WITHOUT_CUMULATIVE or name == quantity
    ]
    return [
        _number("sheet_row", missing=may_be_gone),
        sa.Column("is_held", sa.Boolean, nullable=False),
        sa.Column("states", sa.Text, nullable=may_be_gone),
        *(sa.Column(slot, sa.Double) for slot in slots),
    ]


def _details() -> list[sa.Column[Any]]:
    return [
        *map(_text, ("code", "name", "short_names", "parent_id", "type_id", "group_id")),
        *map(_number, ("sub_org_total", "sort_no")),
        _text("scope"),
    ]


def _districts() -> None:
    _create(
        "district",
        _text("id", key=True),
        _number("ordinal"),
        *map(_text, ("name", "pack_id")),
        sa.Column("starts_on", sa.Date, nullable=False),
        *map(_number, ("n_weeks", "deadline_after_seconds")),
        *map(_text, ("zone", "moved")),
        sa.Column("is_sample", sa.Boolean, nullable=False),
        *map(_number, ("rev", "roster_rev")),
    )


def _submissions() -> None:
    _create(
        "submission",
        _text("district_id", key=True),
        _number("id", key=True),
        _text("state"),
        _number("supersedes", missing=True),
        *map(_text, ("received_at", "received_by", "sender", "form")),
        _number("week", missing=True),
        *map(_text, ("file_name", "sha256", "sheet")),
        _number("table_no"),
        *map(_text, ("reader", "reason")),
        *map(_number, ("n_rows", "n_held")),
        _refers("district"),
    )
    op.create_index("submission_by_sha256", "submission", ["district_id", "sha256"])
    op.create_index("submission_by_supersedes", "submission", ["district_id", "supersedes"])


def _facts() -> None:
    _create(
        "fact",
        *_key("district_id", "week", "unit_id", "submission_id"),
        *_figures(may_be_gone=False),
        _refers("submission"),
    )
    op.create_index("fact_by_submission", "fact", ["district_id", "submission_id"])
    _create(
        "cur",
        *_key("district_id", "week", "unit_id"),
        _number("rev"),
        _number("submission_id", missing=True),
        sa.Column("first_received", sa.Text),
        *_figures(may_be_gone=True),
        _refers("submission"),
    )
    op.create_index("cur_by_rev", "cur", ["district_id", "rev"])


def _attachments() -> None:
    _create(
        "column_map",
        *_key("district_id", "submission_id", "slot"),
        _number("sheet_column"),
        _refers("submission"),
    )
    _create(
        "grid",
        *_key("district_id", "submission_id"),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        _refers("submission"),
    )
    _create(
        "finding",
        *_key("district_id", "submission_id", "ordinal"),
        *map(_text, ("code", "severity", "sheet")),
        *map(_number, ("sheet_row", "sheet_column")),
        *map(_text, ("raw", "params", "unit_id")),
        _number("week", missing=True),
        _refers("submission"),
    )


def _units() -> None:
    _create("unit", *_key("district_id", "id"), _number("rev"), _refers("district"))
    _create(
        "membership",
        *_key("district_id", "unit_id"),
        sa.Column("valid_from", sa.Date, primary_key=True),
        sa.Column("valid_to", sa.Date),
        *_details(),
        _refers("unit"),
    )
    _create(
        "alias",
        *_key("district_id", "rev"),
        *map(_text, ("folded", "raw", "unit_id", "confirmed_by", "confirmed_at")),
        _refers("unit"),
    )


def _rosters() -> None:
    _create(
        "roster_row",
        *_key("district_id", "submission_id", "unit_id"),
        _number("sheet_row"),
        sa.Column("stated_from", sa.Date),
        sa.Column("otherwise_from", sa.Date, nullable=False),
        sa.Column("valid_to", sa.Date),
        *_details(),
        _refers("submission"),
        _refers("unit"),
    )
