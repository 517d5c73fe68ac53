"""What counts goes in, by its revision; one array a week comes out, in a viewer's scope.

The full panel is built once and then refreshed: only weeks with newer rows are copied and changed.
A changed roster changes the units themselves, and the panel is built again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Any

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from campaign import (
    District,
    Panel,
    PanelWeek,
    Roster,
    Unit,
    Viewer,
    Week,
    in_protocol_order,
    load_pack,
    registered_slots,
)
from ledger import schema
from ledger.schema import SLOT_COLUMNS

ROW = sa.select(
    *(schema.cur.c[name] for name in ("week", "unit_id", "submission_id", "is_held", "states")),
    schema.cur.c.first_received,
    *(schema.cur.c[name] for name in SLOT_COLUMNS),
)
_FIGURES_FROM = 6
_REPORTED = ("values", "states", "reported", "held", "on_time")


def built(connection: sa.Connection, district: District, *, roster: Roster, revision: int) -> Panel:
    """The full panel, every week of the calendar, from all that counts."""
    panel, cur = blank(district, roster=roster, revision=revision), schema.cur
    weeks = []
    for week in panel.weeks:  # a week at a time: a large district's rows need not be held at once
        query = ROW.where(cur.c.district_id == district.id, cur.c.week == week.week.number)
        weeks.append(with_rows(week, rows=connection.execute(query).all(), panel=panel))
    return replace(panel, weeks=tuple(weeks))


def refreshed(connection: sa.Connection, panel: Panel, *, revision: int) -> Panel:
    """The full panel with the rows that are newer than it; weeks without any are shared."""
    cur = schema.cur
    query = ROW.where(cur.c.district_id == panel.district.id, cur.c.rev > panel.revision)
    rows = connection.execute(query.order_by(cur.c.week)).all()
    weeks = list(panel.weeks)
    for number, newer in groupby(rows, key=lambda row: int(row[0])):
        weeks[number - 1] = with_rows(weeks[number - 1], rows=list(newer), panel=panel)
    return replace(panel, revision=revision, weeks=tuple(weeks))


def last_reported(panel: Panel) -> int:
    """The number of the latest week with an accepted row; 0 without any."""
    return max((week.week.number for week in panel.weeks if week.reported.any()), default=0)


def in_scope(panel: Panel, *, roster: Roster, viewer: Viewer) -> Panel:
    """The panel with the viewer's units only; weeks a unit spent elsewhere are blank."""
    if not viewer.is_scoped:
        return panel
    group = panel.group_ids.index(viewer.group_id) if viewer.group_id in panel.group_ids else -2
    seen = [week.group_index == group for week in panel.weeks]
    latest = {unit.id: unit for unit in _by_start(roster.units) if viewer.sees(unit)}
    if seen:
        shown = np.logical_or.reduce(seen)
    else:
        shown = np.array([viewer.sees(unit) for unit in panel.units], dtype=bool)
    take = np.flatnonzero(shown)
    weeks = [
        _only(week, take=take, mine=mine[take])
        for week, mine in zip(panel.weeks, seen, strict=True)
    ]
    return replace(panel, units=tuple(latest[panel.units[i].id] for i in take), weeks=tuple(weeks))


def _by_start(units: Iterable[Unit]) -> list[Unit]:
    return sorted(units, key=lambda unit: unit.valid_from)


def blank(district: District, *, roster: Roster, revision: int) -> Panel:
    """The full panel of a roster, every week of the calendar, before any row."""
    pack = load_pack(district.pack_id)
    units = tuple(in_protocol_order(roster.by_id.values()))
    types = _used([t.id for t in pack.types], {unit.type_id for unit in roster.units})
    groups = _used([g.id for g in pack.groups], {unit.group_id for unit in roster.units})
    panel = Panel(district, revision, units, types, groups, ())
    weeks = [_blank_week(week, roster=roster, panel=panel) for week in district.calendar.weeks]
    return replace(panel, weeks=tuple(weeks))


def _used(order: Sequence[str], found: set[str]) -> tuple[str, ...]:
    return (*(id_ for id_ in order if id_ in found), *sorted(found - set(order)))


def _blank_week(week: Week, *, roster: Roster, panel: Panel) -> PanelWeek:
    then = {unit.id: unit for unit in roster.units if unit.is_valid_on(week.ends_on)}
    spans = [then.get(unit.id) for unit in panel.units]
    type_at = {id_: i for i, id_ in enumerate(panel.type_ids)}
    group_at = {id_: i for i, id_ in enumerate(panel.group_ids)}
    n_units, n_slots = len(spans), len(registered_slots())
    return _frozen(
        PanelWeek(
            week=week,
            values=np.full((n_slots, n_units), np.nan),
            states=np.zeros((n_slots, n_units), dtype=np.uint8),
            reported=np.zeros(n_units, dtype=bool),
            held=np.zeros(n_units, dtype=bool),
            on_time=np.zeros(n_units, dtype=bool),
            member=np.array([span is not None for span in spans], dtype=bool),
            type_index=_ints(type_at[span.type_id] if span else -1 for span in spans),
            group_index=_ints(group_at[span.group_id] if span else -1 for span in spans),
            sub_org_total=_ints(span.sub_org_total if span else 0 for span in spans),
        )
    )


def _ints(numbers: Iterable[int]) -> NDArray[np.int64]:
    return np.array(list(numbers), dtype=np.int64)


def with_rows(week: PanelWeek, *, rows: Sequence[Sequence[Any]], panel: Panel) -> PanelWeek:
    """A copy of the week with these rows in it, in the columns of `ROW`.

    A unit off the roster has no place.
    """
    place = _places(panel)
    known = [row for row in rows if row[1] in place]
    if not known:
        return week
    at = np.array([place[str(row[1])] for row in known])
    is_current = np.array([row[2] is not None for row in known], dtype=bool)
    is_held = np.array([bool(row[3]) for row in known], dtype=bool)
    due = panel.district.calendar.deadline(week.week)
    copy = replace(
        week,
        **{name: getattr(week, name).copy() for name in _REPORTED},
    )
    copy.values[:, at] = np.array([row[_FIGURES_FROM:] for row in known], dtype=np.float64).T
    copy.states[:, at] = _letters(row[4] for row in known).T
    copy.reported[at] = is_current & ~is_held
    copy.held[at] = is_current & is_held
    copy.on_time[at] = [_in_time(row[5], due) for row in known]
    return _frozen(copy)


def _letters(states: Iterable[str | None]) -> NDArray[np.uint8]:
    """uint8 [rows, S]: the state letters of each row, 0 where nothing is current."""
    n_slots = len(SLOT_COLUMNS)
    text = "".join("\0" * n_slots if letters is None else letters for letters in states)
    return np.frombuffer(text.encode("ascii"), dtype=np.uint8).reshape(-1, n_slots)


def _in_time(received: object, due: datetime) -> bool:
    return isinstance(received, datetime) and received <= due


def _places(panel: Panel) -> Mapping[str, int]:
    return {unit.id: i for i, unit in enumerate(panel.units)}


def _only(week: PanelWeek, *, take: NDArray[np.intp], mine: NDArray[np.bool_]) -> PanelWeek:
    return _frozen(
        replace(
            week,
            values=np.where(mine, week.values[:, take], np.nan),
            states=np.where(mine, week.states[:, take], np.uint8(0)),
            reported=week.reported[take] & mine,
            held=week.held[take] & mine,
            on_time=week.on_time[take] & mine,
            member=week.member[take] & mine,
            type_index=np.where(mine, week.type_index[take], -1),
            group_index=np.where(mine, week.group_index[take], -1),
            sub_org_total=np.where(mine, week.sub_org_total[take], 0),
        )
    )


def _frozen(week: PanelWeek) -> PanelWeek:
    for array in vars(week).values():
        if isinstance(array, np.ndarray):
            array.setflags(write=False)
    return week
