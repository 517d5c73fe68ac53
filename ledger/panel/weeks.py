"""What counts goes in, by its revision; one array a week comes out.

The full panel is built once and then refreshed: of weeks with newer rows only the blocks of the
units concerned are copied and changed. A changed roster moves what is known to its new places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Any

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from campaign import Blocks, District, Panel, PanelWeek, Roster, State, as_blocks, excused_in
from ledger.panel.blank import BELONGING, EXEMPT, blank, frozen, places
from ledger.panel.further import cells_now, with_further
from ledger.records import MANY
from ledger.store import SLOT_COLUMNS, schema

ROW = sa.select(
    *(schema.cur.c[name] for name in ("week", "unit_id", "submission_id", "is_held", "states")),
    *(schema.cur.c[name] for name in ("first_received", "sources")),
    *(schema.cur.c[name] for name in SLOT_COLUMNS),
)
_FIGURES_FROM = 7
_REPORTED = ("values", "states", "reported", "held", "on_time")
_AT_ONCE = 4096
_UNSAID = (0, ord(State.MISSING))
"""The letters of a cell of which no sheet says anything."""
_OF_WEEK = ROW.where(
    schema.cur.c.district_id == sa.bindparam("district_id"),
    schema.cur.c.week == sa.bindparam("week"),
)
_NEWER = ROW.where(
    schema.cur.c.district_id == sa.bindparam("district_id"),
    schema.cur.c.rev > sa.bindparam("revision"),
)  # without an order: SQLite would go through the district's rows by week to have them in it
_OF_UNITS = _OF_WEEK.where(schema.cur.c.unit_id.in_(sa.bindparam("units", expanding=True)))

Rows = Sequence[Sequence[Any]]


def build(
    connection: sa.Connection, district: District, *, roster: Roster, revision: int, rules: int
) -> Panel:
    """The full panel, every week of the calendar, from all that counts."""
    panel = blank(district, roster=roster, revision=revision, rules=rules)
    place = places(panel)
    weeks = [fill(connection, week, panel=panel, place=place) for week in panel.weeks]
    return replace(panel, weeks=tuple(weeks))


def week_rows(connection: sa.Connection, district_id: str, *, week: int) -> Iterable[Rows]:
    """What counts of a week, some thousand rows at a time: a large district's are many."""
    asked = {"district_id": district_id, "week": week}
    return connection.execute(_OF_WEEK, asked).partitions(_AT_ONCE)


def newer_rows(
    connection: sa.Connection, district_id: str, *, revision: int
) -> Iterator[tuple[int, Rows]]:
    """What counts and is newer than a revision: a week's number with some of its rows."""
    asked = {"district_id": district_id, "revision": revision}
    for rows in connection.execute(_NEWER, asked).partitions(_AT_ONCE):
        for number, newer in groupby(sorted(rows, key=_week), key=_week):
            yield number, list(newer)


def _week(row: Sequence[Any]) -> int:
    return int(row[0])


def refresh(
    connection: sa.Connection,
    panel: Panel,
    *,
    revision: int,
    place: Mapping[str, int],
) -> tuple[Panel, int]:
    """The full panel with the rows that are newer than it, and their number.

    What has none is shared. `place` is `places(panel)`.
    """
    weeks, n_rows = list(panel.weeks), 0
    for number, rows in newer_rows(connection, panel.district.id, revision=panel.revision):
        week = with_rows(weeks[number - 1], rows=rows, panel=panel, place=place)
        units = [row[1] for row in rows]
        cells = cells_now(connection, panel.district.id, week=number, units=units)
        weeks[number - 1] = with_further(week, cells.get(number, ()), place=place, units=units)
        n_rows += len(rows)
    return replace(panel, revision=revision, weeks=tuple(weeks)), n_rows


def move(connection: sa.Connection, panel: Panel, *, roster: Roster) -> Panel:
    """The same revision of the panel by another roster: what is known of a unit goes with it.

    Only what was sent of units that the panel did not have is read.
    """
    after = blank(panel.district, roster=roster, revision=panel.revision, rules=panel.rules)
    before, place = places(panel), places(after)
    origin = np.fromiter((before.get(unit.id, -1) for unit in after.units), dtype=np.intp)
    if len(panel.units) == len(after.units) and (origin == np.arange(len(origin))).all():
        weeks = [
            replace(week, **{name: getattr(own, name) for name in BELONGING})
            for week, own in zip(panel.weeks, after.weeks, strict=True)
        ]
        return replace(after, weeks=tuple(weeks))
    weeks = [
        _carried(week, own, origin=origin)
        for week, own in zip(panel.weeks, after.weeks, strict=True)
    ]
    after = replace(after, weeks=tuple(weeks))
    new = [after.units[i].id for i in np.flatnonzero(origin < 0)]
    weeks = [_joined(connection, week, panel=after, place=place, new=new) for week in weeks]
    return replace(after, weeks=tuple(weeks))


def last_sent(panel: Panel) -> int:
    """The number of the latest week of which a row came, be it held; 0 without any."""
    sent = (week.week.number for week in panel.weeks if (week.reported | week.held).any())
    return max(sent, default=0)


def fill(
    connection: sa.Connection, week: PanelWeek, *, panel: Panel, place: Mapping[str, int]
) -> PanelWeek:
    """The week with all that counts of it."""
    number = week.week.number
    for rows in week_rows(connection, panel.district.id, week=number):
        week = with_rows(week, rows=rows, panel=panel, place=place)
    cells = cells_now(connection, panel.district.id, week=number)
    return with_further(week, cells.get(number, ()), place=place)


def _carried(week: PanelWeek, own: PanelWeek, *, origin: NDArray[np.intp]) -> PanelWeek:
    """What is known of the units of `own`, each from its place of origin; -1 for none."""
    known = np.flatnonzero(origin >= 0)
    come = origin[known]
    flags: dict[str, Any] = {}
    for name in ("reported", "held", "on_time"):
        flags[name] = np.zeros(len(origin), dtype=bool)
        flags[name][known] = getattr(week, name)[come]
    values = np.full((len(SLOT_COLUMNS), len(origin)), np.nan)
    values[:, known] = as_blocks(week.values).columns(come)
    states = np.array(as_blocks(own.states), dtype=np.uint8)
    states[:, known] = as_blocks(week.states).columns(come)
    after = replace(own, values=Blocks.of(values), states=Blocks.of(states), **flags)
    further = {slot: (np.full(len(origin), np.nan), after.unsaid) for slot in week.further}
    for slot, (numbers, letters) in further.items():
        numbers[known], letters[known] = (its[come] for its in week.further[slot])
    return frozen(replace(after, further=further))


def _joined(
    connection: sa.Connection,
    week: PanelWeek,
    *,
    panel: Panel,
    place: Mapping[str, int],
    new: Sequence[str],
) -> PanelWeek:
    """The week with what was sent of units that came new onto the roster."""
    if len(new) > MANY:
        return fill(connection, week, panel=panel, place=place)
    if new:
        asked = {"district_id": panel.district.id, "week": week.week.number, "units": new}
        rows = connection.execute(_OF_UNITS, asked).all()
        week = with_rows(week, rows=rows, panel=panel, place=place)
        cells = cells_now(connection, panel.district.id, week=week.week.number, units=new)
        week = with_further(week, cells.get(week.week.number, ()), place=place, units=new)
    return week


def with_rows(
    week: PanelWeek, *, rows: Rows, panel: Panel, place: Mapping[str, int] | None = None
) -> PanelWeek:
    """A copy of the week with these rows in it, in the columns of `ROW`.

    A unit off the roster has no place. `place` is `places(panel)` where the caller has it.
    """
    place = place or places(panel)
    known = [row for row in rows if row[1] in place]
    if not known:
        return week
    at = np.array([place[row[1]] for row in known], dtype=np.intp)
    is_current = np.array([row[2] is not None for row in known], dtype=bool)
    is_held = np.array([bool(row[3]) for row in known], dtype=bool)
    due = panel.district.calendar.deadline(week.week)
    figures = np.array([row[_FIGURES_FROM:] for row in known], dtype=np.float64).T
    flags = {name: getattr(week, name).copy() for name in _REPORTED[2:]}
    flags["reported"][at] = is_current & ~is_held
    flags["held"][at] = is_current & is_held
    flags["on_time"][at] = [_in_time(row[5], due) for row in known]
    return frozen(
        replace(
            week,
            values=as_blocks(week.values).with_columns(at, figures),
            states=as_blocks(week.states).with_columns(at, _states(known, week, panel).T),
            **flags,
        )
    )


def _states(rows: Rows, week: PanelWeek, panel: Panel) -> NDArray[np.uint8]:
    """uint8 [rows, S]: the state letters; where nothing was said, exempt for who is excused."""
    letters, excused = (
        _letters(row[4] for row in rows),
        excused_in(panel.district, week.week.number),
    )
    if not excused:
        return letters
    own = np.array([[row[1] in excused] for row in rows])
    return np.where(own & np.isin(letters, _UNSAID), np.uint8(EXEMPT), letters)


def _letters(states: Iterable[str | None]) -> NDArray[np.uint8]:
    """uint8 [rows, S]: the state letters of each row, 0 where nothing is current."""
    n_slots = len(SLOT_COLUMNS)
    text = "".join("\0" * n_slots if letters is None else letters for letters in states)
    return np.frombuffer(text.encode("ascii"), dtype=np.uint8).reshape(-1, n_slots)


def _in_time(received: object, due: datetime) -> bool:
    return isinstance(received, datetime) and received <= due
