"""A viewer's scope goes in; how many rows each submission has, holds and still counts by comes out.

The database counts: what comes over is one line a submission, however many rows it has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from campaign import Door
from ledger.queries.scope import Scope
from ledger.records import sources_in
from ledger.store import schema

NOTHING: Mapping[str, int] = {"n_rows": 0, "n_held": 0, "n_current": 0}


def fact_counts(
    connection: sa.Connection, district_id: str, *, scope: Scope, week: int | None
) -> dict[int, dict[str, int]]:
    """By submission, the counts of SUBMISSIONS over the units in scope.

    Of a viewer who sees the whole district only what is current: what a submission has and holds
    is kept with it.
    """
    counts: dict[int, dict[str, int]] = defaultdict(lambda: dict(NOTHING))
    if not scope.viewer.is_scoped:
        for row in connection.execute(_current(district_id, week=week)):
            counts[row.submission_id]["n_current"] = row.n_current
        _add_parts(counts, connection, _parts(district_id, week=week))
        return counts
    for row in connection.execute(_in_scope(district_id, scope=scope, week=week)):
        of = counts[row.submission_id]
        of["n_held" if row.is_held else "n_rows"] += row.n
        of["n_current"] += 0 if row.is_held else row.n_current or 0
    own = _own_units(district_id, scope, _weeks(scope, week=week))
    _add_parts(counts, connection, _parts(district_id, week=week, own=own))
    return counts


def _add_parts(
    counts: dict[int, dict[str, int]], connection: sa.Connection, query: sa.Select[Any]
) -> None:
    """A row that counts by some of its cells beside another's counts too."""
    for (sources,) in connection.execute(query):
        for submission_id in set(sources_in(sources).values()):
            counts[submission_id]["n_current"] += 1


def _parts(district_id: str, *, week: int | None, own: sa.CTE | None = None) -> sa.Select[Any]:
    cur = schema.cur
    here = (cur.c.district_id == district_id) & (cur.c.sources != "")
    if week is not None:
        here &= cur.c.week == week
    query = sa.select(cur.c.sources).where(here)
    if own is not None:
        query = query.join(own, (own.c.number == cur.c.week) & (own.c.unit_id == cur.c.unit_id))
    return query


def _current(district_id: str, *, week: int | None) -> sa.Select[Any]:
    cur = schema.cur
    here = (cur.c.district_id == district_id) & cur.c.is_held.is_(False)
    if week is not None:
        here &= cur.c.week == week
    query = sa.select(cur.c.submission_id, sa.func.count().label("n_current")).where(
        here, cur.c.submission_id.is_not(None)
    )
    return query.group_by(cur.c.submission_id)


def _in_scope(district_id: str, *, scope: Scope, week: int | None) -> sa.Select[Any]:
    """Rows of units that were the viewer's group's on the last day of the row's week."""
    fact, cur = schema.fact, schema.cur
    mine = _own_units(district_id, scope, _weeks(scope, week=week))
    same = (cur.c.week == fact.c.week) & (cur.c.unit_id == fact.c.unit_id)
    is_current = sa.case((cur.c.submission_id == fact.c.submission_id, 1), else_=0)
    return (
        sa.select(
            fact.c.submission_id,
            fact.c.is_held,
            sa.func.count().label("n"),
            sa.func.sum(is_current).label("n_current"),
        )
        .join_from(
            mine,
            fact,
            (fact.c.district_id == district_id)
            & (fact.c.week == mine.c.number)
            & (fact.c.unit_id == mine.c.unit_id),
        )
        .outerjoin(cur, (cur.c.district_id == fact.c.district_id) & same)
        .group_by(fact.c.submission_id, fact.c.is_held)
    )


def _own_units(district_id: str, scope: Scope, weeks: sa.CTE) -> sa.CTE:
    """The units of the viewer's group, or its own one, on the last day of each week."""
    spans, is_unit = schema.membership, scope.viewer.door is Door.UNIT
    then = (
        (spans.c.district_id == district_id)
        & ((spans.c.unit_id if is_unit else spans.c.group_id) == scope.viewer.place)
        & (spans.c.valid_from <= weeks.c.ends_on)
        & (spans.c.valid_to.is_(None) | (spans.c.valid_to >= weeks.c.ends_on))
    )
    own = sa.select(weeks.c.number, spans.c.unit_id).join_from(weeks, spans, then)
    return own.distinct().cte("mine")


def _weeks(scope: Scope, *, week: int | None) -> sa.CTE:
    """The weeks asked for with their last days."""
    calendar = scope.calendar
    asked = [w for w in calendar.weeks if week in (None, w.number)]
    columns = (sa.column("number", sa.BigInteger), sa.column("ends_on", sa.Date))
    days = [(w.number, w.ends_on) for w in asked] or [(0, calendar.starts_on)]
    return sa.values(*columns, name="week_days").data(days).cte("week_days")
