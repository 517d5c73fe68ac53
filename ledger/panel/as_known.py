"""A revision goes in; the panel as it was known then comes out, from rows that are never changed.

What counted then is worked out from what was accepted and not yet taken back. Weeks in which
nothing came since are shared with the panel of today.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from campaign import District, Panel, PanelWeek, Roster
from ledger.panel.weeks import blank, with_rows
from ledger.records import not_withdrawn
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
    rows = rows_that_count(connection, empty.district.id, week=number, revision=empty.revision)
    return with_rows(empty.weeks[number - 1], rows=rows, panel=empty)


def _weeks_since(connection: sa.Connection, district_id: str, *, revision: int) -> set[int]:
    cur = schema.cur
    here = (cur.c.district_id == district_id) & (cur.c.rev > revision)
    return set(connection.scalars(sa.select(cur.c.week).where(here).distinct()))


def rows_that_count(
    connection: sa.Connection,
    district_id: str,
    *,
    week: int,
    revision: int,
    units: Sequence[str] = (),
) -> Sequence[Sequence[Any]]:
    """What counted of a week at a revision, in the columns of `ROW`; of all units or some.

    The latest accepted row of a unit, or the latest held one where none was accepted.
    """
    fact, sent = schema.fact, schema.submission
    accepted = sa.case((fact.c.is_held.is_(False), fact.c.submission_id))
    received = sa.case((fact.c.is_held.is_(False), sent.c.received_at))
    here = (fact.c.district_id == district_id) & (fact.c.week == week)
    if units:
        here &= fact.c.unit_id.in_(units)
    picked = (
        sa.select(
            fact.c.unit_id,
            sa.func.coalesce(sa.func.max(accepted), sa.func.max(fact.c.submission_id)).label("id"),
            sa.func.min(received).label("first_received"),
        )
        .join(
            sent, (sent.c.district_id == fact.c.district_id) & (sent.c.id == fact.c.submission_id)
        )
        .where(here, not_withdrawn(sent, as_of=revision))
        .group_by(fact.c.unit_id)
        .subquery("picked")
    )
    names = ("week", "unit_id", "submission_id", "is_held", "states")
    query = (
        sa.select(
            *(fact.c[name] for name in names),
            picked.c.first_received,
            *(fact.c[name] for name in SLOT_COLUMNS),
        )
        .join(picked, (picked.c.unit_id == fact.c.unit_id) & (picked.c.id == fact.c.submission_id))
        .where(here)
    )
    return connection.execute(query).all()
