"""A ledger's connection goes in; its districts, their clocks and their revisions come out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from campaign import (
    NEWEST_RULES,
    Actor,
    Calendar,
    District,
    rules_at,
    with_rules,
    with_settings,
)
from ledger.chain import ADD, NEWEST, Deed, note, seal, turn_of
from ledger.records.settings import settings
from ledger.store import schema

_CLOCKS = sa.select(*(schema.district.c[n] for n in ("rev", "roster_rev", "rules"))).where(
    schema.district.c.id == sa.bindparam("id")
)


def districts(connection: sa.Connection) -> tuple[District, ...]:
    """Every district: own ones before samples, the newest first."""
    table = schema.district
    query = sa.select(table).order_by(table.c.is_sample, table.c.ordinal.desc())
    found, said = [_district(row) for row in connection.execute(query)], settings(connection)
    return tuple(with_settings(one, said.get(one.id, ())) for one in found)


def district(connection: sa.Connection, district_id: str, *, as_of: int | None = None) -> District:
    """A district with what it has set, now or at a revision; raises KeyError for no such one."""
    table = schema.district
    row = connection.execute(sa.select(table).where(table.c.id == district_id)).first()
    if row is None:
        raise KeyError(f"no district {district_id!r}")
    said = settings(connection, district_id=district_id, as_of=as_of)
    return with_settings(_district(row), said.get(district_id, ()))


def add(
    connection: sa.Connection, district: District, *, by: Actor, at: datetime, follows: str = ""
) -> None:
    """Enter a district and begin its audit chain, which says whose next campaign it is; raises
    ValueError if its id is taken."""
    table = schema.district
    if connection.dialect.name == "postgresql":  # two at once would take the same place
        connection.execute(sa.text("LOCK TABLE district IN SHARE ROW EXCLUSIVE MODE"))
    taken = connection.scalar(sa.select(table.c.id).where(table.c.id == district.id))
    if taken is not None:
        raise ValueError(f"there is a district {district.id!r} already")
    last = connection.scalar(sa.select(sa.func.max(table.c.ordinal))) or 0
    row = _columns(district)
    connection.execute(sa.insert(table).values(**row, ordinal=last + 1))
    told: dict[str, object] = {"name": district.name, "campaign": district.pack_id}
    told |= {"from": district.calendar.starts_on, "rules": NEWEST_RULES}
    told |= {"follows": follows} if follows else {}
    sealed = seal.of_row("district", row, NEWEST)
    deed = Deed(ADD, f"district:{district.id}", by, at, new=told, seal=sealed)
    note(connection, turn_of(connection, district.id), deed)


def _columns(district: District) -> dict[str, object]:
    """A district's row as it begins."""
    calendar = district.calendar
    moved = {str(week): moment.isoformat() for week, moment in calendar.moved.items()}
    return {
        "id": district.id,
        "name": district.name,
        "pack_id": district.pack_id,
        "starts_on": calendar.starts_on,
        "n_weeks": calendar.n_weeks,
        "deadline_after_seconds": int(calendar.deadline_after.total_seconds()),
        "zone": calendar.zone,
        "moved": json.dumps(moved),
        "is_sample": district.is_sample,
        "rev": 0,
        "roster_rev": 0,
        "rules": with_rules("", NEWEST_RULES, since=0),
    }


@dataclass(frozen=True)
class Clocks:
    """A district's revision, the last one that changed its roster, and since which of them it goes
    by which rules, as the ledger keeps it."""

    revision: int
    moved: int
    rules: str

    def rules_at(self, revision: int) -> int:
        """The rules that figures were counted by at a revision."""
        return rules_at(self.rules, revision)


def clocks(connection: sa.Connection, district_id: str) -> Clocks:
    """Where a district stands; raises KeyError for an unknown district."""
    row = connection.execute(_CLOCKS, {"id": district_id}).first()
    if row is None:
        raise KeyError(f"no district {district_id!r}")
    return Clocks(row[0], row[1], row[2])


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
