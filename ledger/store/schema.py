"""The ledger's tables: portable types only, every key beginning with the district's id.

A fact's figures have one column a registered slot; `cur` repeats them for the row that counts.
An entry is one sheet row of a row-form; which of them count is worked out, not kept.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from ledger.store.columns import DETAILS, SLOT_COLUMNS, Letters, Moment

metadata = sa.MetaData()


def _key(name: str, kind: type[sa.types.TypeEngine[Any]] = sa.Text) -> sa.Column[Any]:
    return sa.Column(name, kind, primary_key=True, autoincrement=False)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _numbers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.BigInteger, nullable=False) for name in names]


def _figures(*, may_be_gone: bool = False) -> list[sa.Column[Any]]:
    return [
        sa.Column("sheet_row", sa.BigInteger, nullable=may_be_gone),
        sa.Column("is_held", sa.Boolean, nullable=False),
        sa.Column("states", Letters, nullable=may_be_gone),
        *(sa.Column(name, sa.Double) for name in SLOT_COLUMNS),
    ]


def _details() -> list[sa.Column[Any]]:
    kinds = {"sub_org_total": sa.BigInteger, "sort_no": sa.BigInteger}
    added = dict.fromkeys(("sector", "admin_level", "party_form", "successor_id"), "")
    return [
        sa.Column(n, kinds.get(n, sa.Text), nullable=False, server_default=added.get(n))
        for n in DETAILS
    ]


def _ended() -> sa.Column[bool]:
    return sa.Column("ended", sa.Boolean, nullable=False, server_default="0")


def _of_submission() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["district_id", "submission_id"], ["submission.district_id", "submission.id"]
    )


def _of_unit() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["district_id", "unit_id"], ["unit.district_id", "unit.id"])


# SQLite keeps a table in the order of its key but for those whose rows are large.
def _table(name: str, *parts: sa.schema.SchemaItem) -> sa.Table:
    return sa.Table(name, metadata, *parts, sqlite_with_rowid=name in ("grid", "panel_block"))


district = _table(
    "district",
    _key("id"),
    *_numbers("ordinal"),
    *_texts("name", "pack_id"),
    sa.Column("starts_on", sa.Date, nullable=False),
    *_numbers("n_weeks", "deadline_after_seconds"),
    *_texts("zone", "moved"),
    sa.Column("is_sample", sa.Boolean, nullable=False),
    *_numbers("rev", "roster_rev"),
    sa.Column("audit_seq", sa.BigInteger, nullable=False, server_default="0"),
    *(
        sa.Column(n, sa.Text, nullable=False, server_default="")
        for n in ("audit_hash", "locked_weeks", "rules")
    ),
)

submission = _table(
    "submission",
    _key("district_id"),
    _key("id", sa.BigInteger),
    *_texts("state"),
    sa.Column("supersedes", sa.BigInteger),
    sa.Column("received_at", Moment, nullable=False),
    *_texts("received_by", "sender", "form"),
    sa.Column("week", sa.BigInteger),
    sa.Column("period_from", sa.Text),
    sa.Column("period_to", sa.Text),
    *_texts("file_name", "sha256", "sheet"),
    *_numbers("table_no"),
    *_texts("reader", "reason"),
    *_numbers("n_rows", "n_held"),
    sa.ForeignKeyConstraint(["district_id"], ["district.id"]),
    sa.Index("submission_by_sha256", "district_id", "sha256"),
    sa.Index("submission_by_supersedes", "district_id", "supersedes"),
    sa.Index("submission_by_form", "district_id", "form", "id"),
)

fact = _table(
    "fact",
    _key("district_id"),
    _key("week", sa.BigInteger),
    _key("unit_id"),
    _key("submission_id", sa.BigInteger),
    *_figures(),
    _of_submission(),
    sa.Index("fact_by_submission", "district_id", "submission_id"),
)

cur = _table(
    "cur",
    _key("district_id"),
    _key("week", sa.BigInteger),
    _key("unit_id"),
    *_numbers("rev"),
    sa.Column("submission_id", sa.BigInteger),
    sa.Column("first_received", Moment),
    sa.Column("sources", sa.Text, nullable=False, server_default=""),
    *_figures(may_be_gone=True),
    _of_submission(),
    sa.Index("cur_by_rev", "district_id", "rev"),
)

# Figures of slots that the registry does not have; which of them count is worked out.
extra = _table(
    "extra",
    _key("district_id"),
    _key("week", sa.BigInteger),
    _key("unit_id"),
    _key("submission_id", sa.BigInteger),
    _key("slot"),
    *_numbers("sheet_row"),
    *_texts("state"),
    sa.Column("value", sa.Double),
    _of_submission(),
    sa.Index("extra_by_submission", "district_id", "submission_id"),
)

entry = _table(
    "entry",
    _key("district_id"),
    _key("submission_id", sa.BigInteger),
    _key("sheet_row", sa.BigInteger),
    *_texts("unit_id", "group_id", "day", "key", "fields"),
    sa.Column("is_held", sa.Boolean, nullable=False),
    _of_submission(),
)

column_map = _table(
    "column_map",
    _key("district_id"),
    _key("submission_id", sa.BigInteger),
    _key("slot"),
    *_numbers("sheet_column"),
    _of_submission(),
)

grid = _table(
    "grid",
    _key("district_id"),
    _key("submission_id", sa.BigInteger),
    sa.Column("packed", sa.LargeBinary, nullable=False),
    _of_submission(),
)

finding = _table(
    "finding",
    _key("district_id"),
    _key("submission_id", sa.BigInteger),
    _key("ordinal", sa.BigInteger),
    *_texts("code", "severity", "sheet"),
    *_numbers("sheet_row", "sheet_column"),
    *_texts("raw", "params", "unit_id"),
    sa.Column("week", sa.BigInteger),
    _of_submission(),
    sa.Index("finding_by_week", "district_id", "week"),
)

unit = _table(
    "unit",
    _key("district_id"),
    _key("id"),
    *_numbers("rev"),
    sa.ForeignKeyConstraint(["district_id"], ["district.id"]),
)

membership = _table(
    "membership",
    _key("district_id"),
    _key("unit_id"),
    _key("valid_from", sa.Date),
    sa.Column("valid_to", sa.Date),
    *_details(),
    _of_unit(),
)

roster_row = _table(
    "roster_row",
    _key("district_id"),
    _key("submission_id", sa.BigInteger),
    _key("unit_id"),
    *_numbers("sheet_row"),
    sa.Column("stated_from", sa.Date),
    sa.Column("otherwise_from", sa.Date, nullable=False),
    sa.Column("valid_to", sa.Date),
    *_details(),
    _of_submission(),
    _of_unit(),
)

alias = _table(
    "alias",
    _key("district_id"),
    _key("rev", sa.BigInteger),
    *_texts("folded", "raw", "unit_id", "confirmed_by"),
    sa.Column("confirmed_at", Moment, nullable=False),
    _ended(),
    _of_unit(),
)

layout = _table(
    "layout",
    _key("district_id"),
    _key("rev", sa.BigInteger),
    *_texts("fingerprint", "form", "fields", "confirmed_by"),
    sa.Column("confirmed_at", Moment, nullable=False),
    _ended(),
    sa.ForeignKeyConstraint(["district_id"], ["district.id"]),
)

blank = _table(
    "blank",
    _key("district_id"),
    _key("rev", sa.BigInteger),
    _key("submission_id", sa.BigInteger),
    _key("unit_id"),
    _key("slot"),
    sa.Column("takes_back", sa.Boolean, nullable=False),
    _of_submission(),
    _of_unit(),
)

choice = _table(
    "choice",
    _key("district_id"),
    _key("rev", sa.BigInteger),
    _key("unit_id"),
    *_numbers("week"),
    *_texts("sender", "other"),
    sa.Column("holds", sa.Boolean, nullable=False),
    _of_unit(),
)

audit = _table(
    "audit",
    _key("district_id"),
    _key("seq", sa.BigInteger),
    *_numbers("rev"),
    sa.Column("at", Moment, nullable=False),
    *_texts("by", "action", "subject", "old", "new", "why", "seal", "previous", "hash"),
    sa.Column("definition", sa.BigInteger, nullable=False, server_default="1"),
    *(sa.Column(n, sa.Text, nullable=False, server_default="") for n in ("account", "role")),
    sa.ForeignKeyConstraint(["district_id"], ["district.id"]),
)

cut = _table(
    "cut",
    _key("district_id"),
    _key("rev", sa.BigInteger),
    *_numbers("week"),
    *_texts("action"),
    sa.Column("at", Moment, nullable=False),
    *_texts("by", "reason", "head", "pack"),
    sa.Column("definition", sa.BigInteger, nullable=False, server_default="1"),
    sa.ForeignKeyConstraint(["district_id"], ["district.id"]),
)

asked = _table(
    "asked",
    _key("district_id"),
    _key("fingerprint"),
    *_numbers("definition"),
    *_texts("content"),
    sa.ForeignKeyConstraint(["district_id"], ["district.id"]),
)

setting = _table(
    "setting",
    _key("district_id"),
    _key("rev", sa.BigInteger),
    _key("name"),
    _key("key"),
    *_numbers("week"),
    *_texts("content"),
    sa.ForeignKeyConstraint(["district_id"], ["district.id"]),
)

original = sa.Table(
    "original",
    metadata,
    _key("district_id"),
    _key("sha256"),
    *_texts("file_name"),
    sa.Column("kept_at", Moment, nullable=False),
    *_texts("by"),
    *_numbers("size"),
    sa.Column("packed", sa.LargeBinary),
    sa.Column("dropped_at", Moment),
    sa.ForeignKeyConstraint(["district_id"], ["district.id"]),
)

# What follows can be thrown away at any time: it is made again from `cur`.
panel_week = _table(
    "panel_week",
    _key("district_id"),
    _key("week", sa.BigInteger),
    *_numbers("rev"),
    *_texts("frame", "sums"),
    *_numbers("stamp_sum"),
    sa.ForeignKeyConstraint(["district_id"], ["district.id"]),
)

panel_block = _table(
    "panel_block",
    _key("district_id"),
    _key("week", sa.BigInteger),
    _key("block", sa.BigInteger),
    sa.Column("packed", sa.LargeBinary, nullable=False),
    sa.ForeignKeyConstraint(["district_id"], ["district.id"]),
)
