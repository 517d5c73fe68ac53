"""What the tables' columns hold: times, the letters of a row, one column a registered slot; columns
and references that several tables have."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, TypeAlias

import sqlalchemy as sa

from campaign import State, registered_slots

Kept: TypeAlias = Mapping[Any, Any]
"""A row of a table, by column name."""


@lru_cache(maxsize=1024)  # a submission's time stands in every row it brings
def moment_text(value: datetime) -> str:
    """A time as the tables keep it; raises ValueError for one without a zone."""
    if value.tzinfo is None:
        raise ValueError(f"a time needs its zone: {value}")
    return value.astimezone(UTC).isoformat(timespec="microseconds")


class Moment(sa.types.TypeDecorator[datetime]):
    """An aware time, kept as UTC text of one width, so that it sorts as it reads."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002
        """The time as text; raises ValueError for a time without a zone."""
        return None if value is None else moment_text(value)

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002
        """The text as an aware UTC time."""
        return None if value is None else datetime.fromisoformat(value)


class Letters(sa.types.TypeDecorator[str]):
    """The states of a row, one letter a slot in the order of the registry.

    A row keeps the letters it was written with. Slots that were registered since were not asked
    for, as in a sheet without their column: they read as missing, in a held row as held.
    """

    impl = sa.Text
    cache_ok = True

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002
        """A letter for every slot of today's registry."""
        if value is None or len(value) >= _N_SLOTS:
            return value
        is_held = value.startswith(State.HELD.value)
        return value.ljust(_N_SLOTS, State.HELD.value if is_held else State.MISSING.value)


def as_stored(column: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """The column as it is kept, for what hashes or copies rows: not a letter more than is there."""
    return sa.type_coerce(column, sa.Text).label(column.name) if _is_letters(column) else column


def _is_letters(column: sa.Column[Any]) -> bool:
    return isinstance(column.type, Letters)


def column_name(slot: str) -> str:
    """The column that holds a slot."""
    return slot.replace("@", "__")


SLOT_COLUMNS = tuple(column_name(slot) for slot in registered_slots())
_N_SLOTS = len(SLOT_COLUMNS)
DETAILS = (
    *("code", "name", "short_names", "parent_id", "type_id"),
    *("group_id", "sub_org_total", "sort_no", "scope"),
    *("sector", "admin_level", "party_form", "successor_id"),
)
"""What the roster says of a unit, in the names of `ROSTER_ROWS`."""


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
