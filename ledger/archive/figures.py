"""A district goes in; a hash of every column of figures it shows comes out, now and at its cuts.

They are worked out from what is stored, never from what a process keeps: worked out again after a
restore they say which figures, if any, are not what they were.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from campaign import District, Panel, PanelWeek, Roster, as_blocks, registered_slots
from ledger.chain import FREEZE, canonical, digest
from ledger.panel import BELONGING, panel_at, weeks
from ledger.records import (
    details,
    districts,
    entries_that_count,
    entry_statement,
    membership,
    row_forms,
)
from ledger.store import schema

_FLAGS = ("reported", "held", "on_time", *BELONGING)
Figures = Mapping[str, str]
"""By where the figures are shown, such as `now/week 3/study_session_count`, their SHA-256."""


def figures_of(connection: sa.Connection, district: District) -> Figures:
    """The panel at its revision, slot by slot; entries; every cut, week by week; the roster."""
    revision, last_change = districts.clocks(connection, district.id)
    roster = membership.roster(connection, district)
    now = weeks.build(connection, district, roster=roster, revision=revision)
    found = {"now/roster": _of_roster(roster), "now/units": digest([unit.id for unit in now.units])}
    for week in now.weeks:
        found |= {f"now/week {week.week.number}/{k}": v for k, v in _of_week(week).items()}
    found |= {f"now/{k}": v for k, v in _of_entries(connection, district, as_of=None).items()}
    for cut in _cuts(connection, district.id):
        today = now if last_change <= cut else None
        found |= {
            f"cut {cut}/{k}": v for k, v in _of_cut(connection, district, cut, today=today).items()
        }
    return found


def _cuts(connection: sa.Connection, district_id: str) -> list[int]:
    cut = schema.cut
    here = (cut.c.district_id == district_id) & (cut.c.action == FREEZE)
    return list(connection.scalars(sa.select(cut.c.rev).where(here).order_by(cut.c.rev)))


def _of_cut(
    connection: sa.Connection, district: District, revision: int, *, today: Panel | None
) -> Figures:
    roster = membership.roster_as_of(connection, district, revision=revision)
    then = panel_at(connection, district, roster=roster, revision=revision, today=today)
    found = {"roster": _of_roster(roster), "units": digest([unit.id for unit in then.units])}
    found |= {f"week {week.week.number}": digest(_of_week(week)) for week in then.weeks}
    return found | dict(_of_entries(connection, district, as_of=revision))


def _of_roster(roster: Roster) -> str:
    spans = [canonical([u.id, u.valid_from, u.valid_to, details(u)]) for u in roster.units]
    return digest([sorted(spans), dict(roster.aliases)])


def _of_week(week: PanelWeek) -> Figures:
    values, states = (np.asarray(as_blocks(it)) for it in (week.values, week.states))
    found = {
        slot: hashlib.sha256(_bytes(values[i]) + _bytes(states[i])).hexdigest()
        for i, slot in enumerate(registered_slots())
    }
    flags = b"".join(_bytes(getattr(week, name)) for name in _FLAGS)
    return found | {"standing": hashlib.sha256(flags).hexdigest()}


def _bytes(array: NDArray[Any]) -> bytes:
    """The same bytes for the same figures, on any machine."""
    if array.dtype.kind == "f":
        return np.where(np.isnan(array), np.nan, array + 0.0).astype("<f8").tobytes()
    return array.astype("<i8" if array.dtype.kind == "i" else "u1").tobytes()


def _of_entries(connection: sa.Connection, district: District, *, as_of: int | None) -> Figures:
    found = {}
    for form in row_forms(district):
        rows = entries_that_count(connection, district, form=form, as_of=as_of)
        said = sorted(canonical([entry.submission_id, entry_statement(entry)]) for entry in rows)
        found[f"entries {form}"] = digest(said)
    return found
