"""Weeks and units go in; what counts of them by all that was sent, where that is another line than
counts now, comes out, to be told and written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from campaign import District
from ledger.acts.deeds import Cells, cells_between
from ledger.chain import Turn
from ledger.records import Current, currents, outcomes, write_currents
from ledger.store import schema


@dataclass(frozen=True)
class Recount:
    """A week's units of which another line counts: the one of before and the one of now."""

    week: int
    before: Mapping[str, Current]
    after: Mapping[str, Current]

    @property
    def cells(self) -> tuple[Cells, Cells]:
        """The cells that change, by unit and slot: what stood there, and what stands there now."""
        return cells_between(self.before, self.after)


def recounts(
    connection: sa.Connection,
    district: District,
    *,
    weeks: Iterable[int],
    units: Sequence[str] | None = None,
) -> Iterator[Recount]:
    """By week, what counts otherwise of these units, or of all that several sheets speak of."""
    for week in weeks:
        few = _of_several(connection, district.id, week) if units is None else list(units)
        before = currents(connection, district.id, week=week, units=few)
        found = outcomes(connection, district, week=week, units=list(before))
        after = {unit: it.current for unit, it in found.items() if it.current != before[unit]}
        if after:
            yield Recount(week, {unit: before[unit] for unit in after}, after)


def _of_several(connection: sa.Connection, district_id: str, week: int) -> list[str]:
    fact = schema.fact
    here = (fact.c.district_id == district_id) & (fact.c.week == week)
    query = sa.select(fact.c.unit_id).where(here, fact.c.is_held.is_(False))
    query = query.group_by(fact.c.unit_id).having(sa.func.count() > 1)
    return list(connection.scalars(query.order_by(fact.c.unit_id)))


def write_recounts(connection: sa.Connection, turn: Turn, found: Iterable[Recount]) -> None:
    """Let these lines count from the turn's next revision on."""
    for it in found:
        now, rev = it.after.items(), turn.rev + 1
        write_currents(connection, turn.district_id, week=it.week, rev=rev, now=now)


def told_recounts(found: Iterable[Recount]) -> tuple[dict[str, object], dict[str, object]]:
    """The cells that change, by week, as a line of the chain tells them: as they were and are."""
    old: dict[str, object] = {}
    new: dict[str, object] = {}
    for it in found:
        was, is_now = it.cells
        if was:
            old[str(it.week)], new[str(it.week)] = was, is_now
    return ({"counted": old}, {"counted": new}) if old else ({}, {})
