"""Figures beyond the registry go in, each where it counts; a week with their slots comes out.

A week has the slots of which anybody says anything: what nobody asks for costs nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

import numpy as np
import sqlalchemy as sa

from campaign import PanelWeek
from campaign.panel import Floats, States
from ledger.panel.blank import frozen
from ledger.records import MANY, counting_of, further_said, sources_in
from ledger.store import schema

Cells: TypeAlias = Sequence[tuple[str, str, str, float | None]]
"""Unit, slot, letter and number."""
_COUNTING = (
    *(schema.extra.c[name] for name in ("week", "unit_id", "slot", "state", "value")),
    schema.extra.c.submission_id,
    schema.cur.c.submission_id.label("own"),
    schema.cur.c.sources,
)


def cells_now(
    connection: sa.Connection,
    district_id: str,
    *,
    week: int | None = None,
    units: Sequence[str] = (),
) -> Mapping[int, Cells]:
    """By week, the cells beyond the registry that count now: of one week or all, of these units or,
    where they are none or many, of all."""
    extra, cur = schema.extra, schema.cur
    names = ("district_id", "week", "unit_id")
    same = sa.and_(*(cur.c[name] == extra.c[name] for name in names))
    query = sa.select(*_COUNTING).join(cur, same).where(extra.c.district_id == district_id)
    if week is not None:
        query = query.where(extra.c.week == week)
    if 0 < len(units) < MANY:
        query = query.where(extra.c.unit_id.in_(units))
    found: dict[int, list[tuple[str, str, str, float | None]]] = defaultdict(list)
    for number, *cell, of, own, sources in connection.execute(query):
        if own is not None and sources_in(sources).get(cell[1], own) == of:
            found[number].append((cell[0], cell[1], cell[2], cell[3]))
    return found


def cells_then(
    connection: sa.Connection, district_id: str, *, week: int, rows: Sequence[Sequence[Any]]
) -> Cells:
    """The cells beyond the registry of lines that counted, in the columns of `weeks.ROW`."""
    said = further_said(connection, district_id, week=week, units=())
    return [
        (row[1], *cell)
        for row in (rows if said else ())
        if not row[3]
        for cell in counting_of(said, row[1], own=row[2], sources=sources_in(row[6]))
    ]


def with_further(
    week: PanelWeek,
    cells: Cells,
    *,
    place: Mapping[str, int],
    units: Iterable[str] | None = None,
) -> PanelWeek:
    """The week with these cells and no others beyond the registry; of `units`, where they are
    named, while all others keep theirs. A unit off the roster has no place."""
    told = [cell for cell in cells if cell[0] in place]
    if not told and not week.further:
        return week
    own = None if units is None else [place[unit] for unit in units if unit in place]
    arrays = {slot: _begun(week, slot, own) for slot in {*week.further, *(it[1] for it in told)}}
    for unit, slot, letter, value in told:
        values, states = arrays[slot]
        values[place[unit]] = np.nan if value is None else value
        states[place[unit]] = ord(letter)
    kept = {
        slot: arrays[slot]
        for slot in sorted(arrays)
        if not np.array_equal(arrays[slot][1], week.unsaid)
    }
    return frozen(replace(week, further=kept))


def _begun(week: PanelWeek, slot: str, own: Sequence[int] | None) -> tuple[Floats, States]:
    """A slot's arrays to write to: blank, or with the figures of all but some places."""
    values, states = np.full(len(week.reported), np.nan), week.unsaid
    if own is not None and slot in week.further:
        keeps = np.ones(len(values), dtype=bool)
        keeps[own] = False
        values[keeps] = week.further[slot][0][keeps]
        states[keeps] = week.further[slot][1][keeps]
    return values, states


def is_same_further(one: PanelWeek, other: PanelWeek) -> bool:
    """Whether two weeks say the same beyond the registry."""
    both = [
        (said, other.further[slot]) for slot, said in one.further.items() if slot in other.further
    ]
    return len(both) == len(one.further) == len(other.further) and all(
        np.array_equal(mine[0], due[0], equal_nan=True) and np.array_equal(mine[1], due[1])
        for mine, due in both
    )
