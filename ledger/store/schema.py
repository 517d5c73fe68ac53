"""The ledger's tables: portable types only, every key beginning with the district's id.

A fact's figures have one column a registered slot; `cur` repeats them for the row that counts.
An entry is one sheet row of a row-form; which of them count is worked out, not kept.
"""

from __future__ import annotations

import sqlalchemy as sa

from ledger.store.columns import (
    Moment,
    details,
    ended,
    figures,
    key,
    numbers,
    of_submission,
    of_unit,
    texts,
)

metadata = sa.MetaData()


# SQLite keeps a table in the order of its key but for those whose rows are large.
def _table(name: str, *parts: sa.schema.SchemaItem) -> sa.Table:
    is_large = name in ("grid", "panel_block", "original", "issued")
    return sa.Table(name, metadata, *parts, sqlite_with_rowid=is_large)


def _of_district(name: str, *parts: sa.schema.SchemaItem) -> sa.Table:
    its = sa.ForeignKeyConstraint(["district_id"], ["district.id"])
    return _table(name, key("district_id"), *parts, its)


district = _table(
    "district",
    key("id"),
    *numbers("ordinal"),
    *texts("name", "pack_id"),
    sa.Column("starts_on", sa.Date, nullable=False),
    *numbers("n_weeks", "deadline_after_seconds"),
    *texts("zone", "moved"),
    sa.Column("is_sample", sa.Boolean, nullable=False),
    *numbers("rev", "roster_rev"),
    sa.Column("audit_seq", sa.BigInteger, nullable=False, server_default="0"),
    *(
        sa.Column(n, sa.Text, nullable=False, server_default="")
        for n in ("audit_hash", "locked_weeks", "rules")
    ),
)

submission = _table(
    "submission",
    key("district_id"),
    key("id", sa.BigInteger),
    *texts("state"),
    sa.Column("supersedes", sa.BigInteger),
    sa.Column("received_at", Moment, nullable=False),
    *texts("received_by", "sender", "form"),
    sa.Column("week", sa.BigInteger),
    sa.Column("period_from", sa.Text),
    sa.Column("period_to", sa.Text),
    *texts("file_name", "sha256", "sheet"),
    *numbers("table_no"),
    *texts("reader", "reason"),
    *numbers("n_rows", "n_held"),
    sa.ForeignKeyConstraint(["district_id"], ["district.id"]),
    sa.Index("submission_by_sha256", "district_id", "sha256"),
    sa.Index("submission_by_supersedes", "district_id", "supersedes"),
    sa.Index("submission_by_form", "district_id", "form", "id"),
)

fact = _table(
    "fact",
    key("district_id"),
    key("week", sa.BigInteger),
    key("unit_id"),
    key("submission_id", sa.BigInteger),
    *figures(),
    of_submission(),
    sa.Index("fact_by_submission", "district_id", "submission_id"),
)

cur = _table(
    "cur",
    key("district_id"),
    key("week", sa.BigInteger),
    key("unit_id"),
    *numbers("rev"),
    sa.Column("submission_id", sa.BigInteger),
    sa.Column("first_received", Moment),
    sa.Column("sources", sa.Text, nullable=False, server_default=""),
    *figures(may_be_gone=True),
    of_submission(),
    sa.Index("cur_by_rev", "district_id", "rev"),
)

# Figures of slots that the registry does not have; which of them count is worked out.
extra = _table(
    "extra",
    key("district_id"),
    key("week", sa.BigInteger),
    key("unit_id"),
    key("submission_id", sa.BigInteger),
    key("slot"),
    *numbers("sheet_row"),
    *texts("state"),
    sa.Column("value", sa.Double),
    of_submission(),
    sa.Index("extra_by_submission", "district_id", "submission_id"),
)

entry = _table(
    "entry",
    key("district_id"),
    key("submission_id", sa.BigInteger),
    key("sheet_row", sa.BigInteger),
    *texts("unit_id", "group_id", "day", "key", "fields"),
    sa.Column("is_held", sa.Boolean, nullable=False),
    of_submission(),
)

column_map = _table(
    "column_map",
    key("district_id"),
    key("submission_id", sa.BigInteger),
    key("slot"),
    *numbers("sheet_column"),
    of_submission(),
)

grid = _table(
    "grid",
    key("district_id"),
    key("submission_id", sa.BigInteger),
    sa.Column("packed", sa.LargeBinary, nullable=False),
    of_submission(),
)

finding = _table(
    "finding",
    key("district_id"),
    key("submission_id", sa.BigInteger),
    key("ordinal", sa.BigInteger),
    *texts("code", "severity", "sheet"),
    *numbers("sheet_row", "sheet_column"),
    *texts("raw", "params", "unit_id"),
    sa.Column("week", sa.BigInteger),
    of_submission(),
    sa.Index("finding_by_week", "district_id", "week"),
)

unit = _of_district("unit", key("id"), *numbers("rev"))

membership = _table(
    "membership",
    key("district_id"),
    key("unit_id"),
    key("valid_from", sa.Date),
    sa.Column("valid_to", sa.Date),
    *details(),
    of_unit(),
)

roster_row = _table(
    "roster_row",
    key("district_id"),
    key("submission_id", sa.BigInteger),
    key("unit_id"),
    *numbers("sheet_row"),
    sa.Column("stated_from", sa.Date),
    sa.Column("otherwise_from", sa.Date, nullable=False),
    sa.Column("valid_to", sa.Date),
    *details(),
    of_submission(),
    of_unit(),
)

alias = _table(
    "alias",
    key("district_id"),
    key("rev", sa.BigInteger),
    *texts("folded", "raw", "unit_id", "confirmed_by"),
    sa.Column("confirmed_at", Moment, nullable=False),
    ended(),
    of_unit(),
)

layout = _of_district(
    "layout",
    key("rev", sa.BigInteger),
    *texts("fingerprint", "form", "fields", "confirmed_by"),
    sa.Column("confirmed_at", Moment, nullable=False),
    ended(),
)

blank = _table(
    "blank",
    key("district_id"),
    key("rev", sa.BigInteger),
    key("submission_id", sa.BigInteger),
    key("unit_id"),
    key("slot"),
    sa.Column("takes_back", sa.Boolean, nullable=False),
    of_submission(),
    of_unit(),
)

choice = _table(
    "choice",
    key("district_id"),
    key("rev", sa.BigInteger),
    key("unit_id"),
    *numbers("week"),
    *texts("sender", "other"),
    sa.Column("holds", sa.Boolean, nullable=False),
    of_unit(),
)

audit = _of_district(
    "audit",
    key("seq", sa.BigInteger),
    *numbers("rev"),
    sa.Column("at", Moment, nullable=False),
    *texts("by", "action", "subject", "old", "new", "why", "seal", "previous", "hash"),
    sa.Column("definition", sa.BigInteger, nullable=False, server_default="1"),
    *(sa.Column(n, sa.Text, nullable=False, server_default="") for n in ("account", "role")),
)

cut = _of_district(
    "cut",
    key("rev", sa.BigInteger),
    *numbers("week"),
    *texts("action"),
    sa.Column("at", Moment, nullable=False),
    *texts("by", "reason", "head", "pack"),
    sa.Column("definition", sa.BigInteger, nullable=False, server_default="1"),
)

draft = _of_district(
    "draft",
    key("sha256"),
    key("asked"),
    *texts("answer", "by"),
    sa.Column("at", Moment, nullable=False),
)

asked = _of_district("asked", key("fingerprint"), *numbers("definition"), *texts("content"))

setting = _of_district(
    "setting",
    key("rev", sa.BigInteger),
    key("name"),
    key("key"),
    *numbers("week"),
    *texts("content"),
)

original = _of_district(
    "original",
    key("sha256"),
    *texts("file_name"),
    sa.Column("kept_at", Moment, nullable=False),
    *texts("by"),
    *numbers("size"),
    sa.Column("packed", sa.LargeBinary),
    sa.Column("dropped_at", Moment),
)

issued = _of_district(
    "issued",
    key("sha256"),
    *texts("kind", "title", "language", "fields", "program", "by"),
    *numbers("rev", "week", "revision"),
    sa.Column("at", Moment, nullable=False),
    sa.Column("packed", sa.LargeBinary, nullable=False),
)

# What follows can be thrown away at any time: it is made again from `cur`.
panel_week = _of_district(
    "panel_week",
    key("week", sa.BigInteger),
    *numbers("rev"),
    *texts("frame", "sums"),
    *numbers("stamp_sum"),
)

panel_block = _of_district(
    "panel_block",
    key("week", sa.BigInteger),
    key("block", sa.BigInteger),
    sa.Column("packed", sa.LargeBinary, nullable=False),
)
