"""A ledger's connection goes in; its districts, their clocks and their revisions come out."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from campaign import Actor, Calendar, District
from ledger.chain import ADD, Deed, note, turn_of
from ledger.store import schema

_CLOCKS = sa.select(schema.district.c.rev, schema.district.c.roster_rev).where(
    schema.district.c.id == sa.bindparam("id")
)


def districts(connection: sa.Connection) -> tuple[District, ...]:
    """Every district: own ones before samples, the newest first."""
    table = schema.district
    query = sa.select(table).order_by(table.c.is_sample, table.c.ordinal.desc())
    return tuple(_district(row) for row in connection.execute(query))


def add(connection: sa.Connection, district: District, *, by: Actor, at: datetime) -> None:
    """Enter a district and begin its audit chain; raises ValueError if its id is taken."""
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
    told = {"name": district.name, "campaign": district.pack_id, "from": calendar.starts_on}
    deed = Deed(ADD, f"district:{district.id}", by, at, new=told)
    note(connection, turn_of(connection, district.id), deed)


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
