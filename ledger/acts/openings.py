"""A frozen week is opened for one unit until a day: a line of the audit chain goes in; which units
may change which frozen weeks today comes out. It ends by itself, and with the week's next cut."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import sqlalchemy as sa

from campaign import Actor, District, Issue
from ledger.chain import FREEZE, OPEN_FOR, Deed, note, told_in, turn_of
from ledger.store import schema

CODE = "P35"


@dataclass(frozen=True)
class Opening:
    """One unit's frozen week, open through a day, by whom and why."""

    week: int
    unit_id: str
    until: date
    by: str
    why: str


class OpeningRefused(ValueError):  # noqa: N818
    """The week is not frozen, the district is archived, the day is over or no reason was given.
    `issue` says so."""

    def __init__(self) -> None:
        self.issue = Issue(CODE)
        super().__init__(f"{CODE}: not opened")


def open_for(
    connection: sa.Connection,
    district: District,
    *,
    week: int,
    unit_id: str,
    until: date,
    why: str,
    by: Actor,
    at: datetime,
) -> None:
    """Let one unit's figures of a frozen week be corrected through a day; a day that is over ends
    it at once where it was open. Raises OpeningRefused."""
    turn, today = turn_of(connection, district.id), _day(district, at)
    standing = {one.unit_id for one in openings(connection, district, at) if one.week == week}
    may = week in turn.locked_weeks and not turn.is_archived and bool(why.strip())
    if not may or (until < today and unit_id not in standing):
        raise OpeningRefused
    new = {"unit": unit_id, "until": until.isoformat()}
    deed = Deed(OPEN_FOR, f"week:{week}", by, at, new=new, why=why.strip())
    note(connection, turn, deed)


def openings(connection: sa.Connection, district: District, at: datetime) -> tuple[Opening, ...]:
    """What is open for single units at a moment: the last word on each since its week's cut."""
    table, found = schema.audit, dict[tuple[int, str], Opening]()
    query = sa.select(*(table.c[name] for name in ("action", "subject", "new", "by", "why")))
    query = query.where(table.c.district_id == district.id, table.c.action.in_((FREEZE, OPEN_FOR)))
    for line in connection.execute(query.order_by(table.c.seq)).mappings():
        week, new = int(line["subject"].partition(":")[2]), told_in(line["new"])
        if line["action"] == FREEZE:
            found = {at_: it for at_, it in found.items() if it.week != week}
        else:
            unit, until = str(new["unit"]), date.fromisoformat(str(new["until"]))
            found[week, unit] = Opening(week, unit, until, line["by"], line["why"])
    return tuple(it for it in found.values() if it.until >= _day(district, at))


def still_locked(
    connection: sa.Connection, district: District, would: Mapping[int, Iterable[str]]
) -> set[int]:
    """Of the frozen weeks that units would change, those that are not open for all of them now, by
    the server's clock: when a sheet is said to have come changes nothing."""
    now = openings(connection, district, datetime.now(UTC)) if would else ()
    is_open = {(one.week, one.unit_id) for one in now}
    return {week for week, units in would.items() if any((week, u) not in is_open for u in units)}


def _day(district: District, at: datetime) -> date:
    return district.calendar.local(at).date()
