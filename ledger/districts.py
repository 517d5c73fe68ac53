"""A ledger's connection goes in; its districts, their clocks and their revisions come out."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from campaign import Calendar, District
from ledger import schema

_CLOCKS = sa.select(schema.district.c.rev, schema.district.c.roster_rev).where(
    schema.district.c.id == sa.bindparam("id")
)


def districts(connection: sa.Connection) -> tuple[District, ...]:
    """Every district: own ones before samples, the newest first."""
    table = schema.district
    query = sa.select(table).order_by(table.c.is_sample, table.c.ordinal.desc())
    return tuple(_district(row) for row in connection.execute(query))


def add(connection: sa.Connection, district: District) -> None:
    """Enter a district; raises ValueError if its id is taken."""
    table = schema.district
    if connection.dialect.name == "postgresql":  # two at once would take the same place
        connection.execute(sa.text("LOCK TABLE district IN SHARE ROW EXCLUSIVE MODE"))
    taken = connection.scalar(sa.select(table.c.id).where(table.c.id == district.id))
    if taken is not None:
        raise ValueError(f"there is a district {district.id!r} already")
    last = connection.scalar(sa.select(sa.func.max(table.c.ordinal))) or 0
    calendar = district.calendar
    moved = {str(week): moment.isoformat() for week, moment in calendar.moved.items()}
    connection.execute(
        sa.insert(table).values(
            id=district.id,
            ordinal=last + 1,
            name=district.name,
            pack_id=district.pack_id,
            starts_on=calendar.starts_on,
            n_weeks=calendar.n_weeks,
            deadline_after_seconds=int(calendar.deadline_after.total_seconds()),
            zone=calendar.zone,
            moved=json.dumps(moved),
            is_sample=district.is_sample,
            rev=0,
            roster_rev=0,
        )
    )


def locked_revision(connection: sa.Connection, district_id: str) -> int:
    """The district's revision, locked until the transaction ends; KeyError for no such district.

    On SQLite the transaction holds the lock already; elsewhere the district's row is locked.
    """
    table = schema.district
    query = sa.select(table.c.rev).where(table.c.id == district_id).with_for_update()
    revision = connection.scalar(query)
    if revision is None:
        raise KeyError(f"no district {district_id!r}")
    return int(revision)


def move_on(connection: sa.Connection, district_id: str, *, rev: int, roster: bool = False) -> None:
    """Set the district's revision, and the roster's with it where the roster changed."""
    table = schema.district
    clocks = {"rev": rev, "roster_rev": rev} if roster else {"rev": rev}
    connection.execute(sa.update(table).where(table.c.id == district_id), clocks)


def clocks(connection: sa.Connection, district_id: str) -> tuple[int, int]:
    """The revision and the roster's last one; raises KeyError for an unknown district."""
    row = connection.execute(_CLOCKS, {"id": district_id}).first()
    if row is None:
        raise KeyError(f"no district {district_id!r}")
    return row[0], row[1]


def _district(row: sa.Row[Any]) -> District:
    moved = {
        int(week): datetime.fromisoformat(text) for week, text in json.loads(row.moved).items()
    }
    calendar = Calendar(
        starts_on=row.starts_on,
        n_weeks=row.n_weeks,
        deadline_after=timedelta(seconds=row.deadline_after_seconds),
        zone=row.zone,
        moved=moved,
    )
    return District(row.id, row.name, row.pack_id, calendar, row.is_sample)
