"""A revision goes in; the panel as it was known then comes out, from rows that are never changed.

What counted then is worked out from what was accepted and not yet taken back. Weeks in which
nothing came since are shared with the panel of today.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from campaign import FIRST_RULES, District, Panel, PanelWeek, Roster
from ledger.panel.blank import blank, places
from ledger.panel.further import cells_then, with_further
from ledger.panel.weeks import with_rows
from ledger.records import not_withdrawn, outcomes
from ledger.store import SLOT_COLUMNS, schema


class UnknownRevision(ValueError):  # noqa: N818
    """The ledger has not come to that revision, or there are none before 0."""


def revision_within(revision: int, *, newest: int) -> int:
    """The same revision; raises UnknownRevision for one the ledger never had."""
    if not 0 <= revision <= newest:
        raise UnknownRevision(f"revision {revision} is unknown; the ledger knows 0 to {newest}")
    return revision


def panel_at(
    connection: sa.Connection,
    district: District,
    *,
    roster: Roster,
    revision: int,
    rules: int,
    today: Panel | None,
) -> Panel:
    """The full panel as it was at a revision, by the roster and the rules of that revision.

    `today` is a later one whose roster is still the same; weeks without newer rows are shared, or
    by other rules their arrays alone.
    """
    empty = blank(district, roster=roster, revision=revision, rules=rules)
    touched = {week.number for week in district.calendar.weeks}
    if today is not None:
        touched = _weeks_since(connection, district.id, revision=revision)
    weeks = [
        _week(connection, empty, number=week.week.number) if week.week.number in touched else week
        for week in (today or empty).by_rules(rules).weeks
    ]
    return replace(empty, weeks=tuple(weeks))


def _week(connection: sa.Connection, empty: Panel, *, number: int) -> PanelWeek:
    rows = rows_that_count(
        connection, empty.district, week=number, revision=empty.revision, rules=empty.rules
    )
    place = places(empty)
    week = with_rows(empty.weeks[number - 1], rows=rows, panel=empty, place=place)
    cells = cells_then(connection, empty.district.id, week=number, rows=rows)
    return with_further(week, cells, place=place)


def _weeks_since(connection: sa.Connection, district_id: str, *, revision: int) -> set[int]:
    cur = schema.cur
    here = (cur.c.district_id == district_id) & (cur.c.rev > revision)
    return set(connection.scalars(sa.select(cur.c.week).where(here).distinct()))


def rows_that_count(
    connection: sa.Connection,
    district: District,
    *,
    week: int,
    revision: int,
    rules: int,
    units: Sequence[str] = (),
) -> Sequence[Sequence[Any]]:
    """What counted of a week at a revision by some rules, in the columns of `ROW`; of all units or
    some.

    By the first rules the latest accepted row of a unit; by later ones what all of its accepted
    rows say, cell by cell. Where none was accepted the latest held one.
    """
    query = _latest(district.id, week=week, revision=revision, units=units)
    found = [tuple(row) for row in connection.execute(query)]
    several = [row[1] for row in found if row[-1] > 1] if rules > FIRST_RULES else []
    if not several:
        return [row[:-1] for row in found]
    said = outcomes(connection, district, week=week, units=several, as_of=revision)
    return [
        (week, row[1], *said[row[1]].current.columns()) if row[1] in said else row[:-1]
        for row in found
    ]


def _latest(district_id: str, *, week: int, revision: int, units: Sequence[str]) -> sa.Select[Any]:
    """The latest row of each unit, and how many of its rows were accepted."""
    fact = schema.fact
    here = (fact.c.district_id == district_id) & (fact.c.week == week)
    if units:
        here &= fact.c.unit_id.in_(units)
    picked = _picked(here, revision=revision)
    names = ("week", "unit_id", "submission_id", "is_held", "states")
    return (
        sa.select(
            *(fact.c[name] for name in names),
            picked.c.first_received,
            sa.literal("").label("sources"),
            *(fact.c[name] for name in SLOT_COLUMNS),
            picked.c.n,
        )
        .join(picked, (picked.c.unit_id == fact.c.unit_id) & (picked.c.id == fact.c.submission_id))
        .where(here)
    )


def _picked(here: sa.ColumnElement[bool], *, revision: int) -> sa.Subquery:
    """By unit, the submission of its latest accepted row, else of its latest held one."""
    fact, sent = schema.fact, schema.submission
    accepted = sa.case((fact.c.is_held.is_(False), fact.c.submission_id))
    received = sa.case((fact.c.is_held.is_(False), sent.c.received_at))
    same = (sent.c.district_id == fact.c.district_id) & (sent.c.id == fact.c.submission_id)
    latest = sa.func.coalesce(sa.func.max(accepted), sa.func.max(fact.c.submission_id))
    return (
        sa.select(
            fact.c.unit_id,
            latest.label("id"),
            sa.func.min(received).label("first_received"),
            sa.func.count(accepted).label("n"),
        )
        .join(sent, same)
        .where(here, not_withdrawn(sent, as_of=revision))
        .group_by(fact.c.unit_id)
        .subquery("picked")
    )
