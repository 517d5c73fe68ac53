"""A district goes in; where what counts is not what the submissions say comes out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import sqlalchemy as sa

from campaign import District, Lineage, Panel, as_blocks
from ledger.chain import ANSWER, CHOOSE, RULES, Fault
from ledger.panel import (
    BELONGING,
    is_same,
    is_same_further,
    panel_cache_faults,
    rows_that_count,
    weeks,
)
from ledger.records import WITHDRAWN, membership
from ledger.store import schema

_NAMES = (*(column.name for column in weeks.ROW.selected_columns), "sheet_row", "rev")
_NOTHING = (None, None, "", *(None,) * (len(_NAMES) - 9))
"""Letters, time, sources and figures of a week of which everything was taken back."""
_ARRAYS = ("values", "states", "reported", "held", "on_time", *BELONGING)


def counted_faults(
    connection: sa.Connection, district: District, *, shown: Panel, revision: int
) -> Iterator[Fault]:
    """`cur` against the latest accepted rows, `shown` against a panel built anew, the roster."""
    for week in district.calendar.weeks:
        yield from _wrong_rows(connection, district, week=week.number, shown=shown)
    yield from _wrong_roster(connection, district)
    yield from _wrong_panel(connection, district, shown=shown)
    roster = membership.roster(connection, district)
    cached = panel_cache_faults(
        connection, district, roster=roster, revision=revision, rules=shown.rules
    )
    for fault in cached:
        yield Fault(f"cache_{fault.kind}", district.id, {"week": fault.week})


def _wrong_rows(
    connection: sa.Connection, district: District, *, week: int, shown: Panel
) -> Iterator[Fault]:
    cur = schema.cur
    query = weeks.ROW.add_columns(cur.c.sheet_row, cur.c.rev)
    query = query.where(cur.c.district_id == district.id, cur.c.week == week)
    kept = {row[1]: row for row in connection.execute(query)}
    rows = rows_that_count(
        connection, district, week=week, revision=shown.revision, rules=shown.rules
    )
    due = {row[1]: row for row in rows}
    moved, recounted = (
        _moved(connection, district.id, week=week),
        _recounted(connection, district.id),
    )
    for unit in sorted(kept.keys() | moved.keys()):
        wrong = _differing(kept.get(unit), due.get(unit), moved.get(unit), recounted=recounted)
        if wrong:
            at = {"week": week, "unit": unit, "columns": "、".join(wrong)}
            yield Fault("cur_wrong", district.id, at)


def _differing(
    kept: Any, due: Any, moved: _Moved | None, *, recounted: frozenset[int]
) -> list[str]:
    """The columns of a row of `cur` that are not as they must be."""
    if kept is None or moved is None or (kept[2] is None) is not (due is None):
        return ["submission_id"]
    stands = due is not None and not due[3]
    row: list[Any] = [*kept[:2], None, False, *_NOTHING] if due is None else [*due]
    last = moved.at if stands else max(moved.at, moved.held_at)
    if kept[-1] > last and kept[-1] in recounted:  # by other rules or answers, not by a sheet
        last = kept[-1]
    pairs = zip(_NAMES, kept, [*row, moved.sheet_rows.get(kept[2]), last], strict=True)
    return [name for name, a, b in pairs if a != b]


def _recounted(connection: sa.Connection, district_id: str) -> frozenset[int]:
    """The revisions at which what was sent was counted otherwise."""
    audit = schema.audit
    here = (audit.c.district_id == district_id) & audit.c.action.in_((RULES, ANSWER, CHOOSE))
    return frozenset(connection.scalars(sa.select(audit.c.rev).where(here)))


@dataclass
class _Moved:
    """What came of a unit's week: the last revision at which an accepted row came or any was taken
    back, the last at which a held one came, and by submission the row of its sheet.

    A held row changes what counts only where no accepted one stands.
    """

    at: int = 0
    held_at: int = 0
    sheet_rows: dict[int, int] = field(default_factory=dict)


def _moved(connection: sa.Connection, district_id: str, *, week: int) -> Mapping[str, _Moved]:
    fact, sent = schema.fact, schema.submission
    back = sa.select(sent.c.supersedes, sa.func.max(sent.c.id).label("at")).where(
        sent.c.district_id == district_id, sent.c.state == WITHDRAWN
    )
    taken = back.group_by(sent.c.supersedes).subquery()
    names = ("unit_id", "submission_id", "is_held", "sheet_row")
    query = (
        sa.select(*(fact.c[name] for name in names), taken.c.at)
        .outerjoin(taken, taken.c.supersedes == fact.c.submission_id)
        .where(fact.c.district_id == district_id, fact.c.week == week)
    )
    found: dict[str, _Moved] = defaultdict(_Moved)
    for row in connection.execute(query).mappings():
        it, submission, is_held = found[row["unit_id"]], row["submission_id"], row["is_held"]
        it.sheet_rows[submission] = row["sheet_row"]
        it.at = max(it.at, row["at"] or 0, 0 if is_held else submission)
        it.held_at = max(it.held_at, submission if is_held else 0)
    return found


def _wrong_roster(connection: sa.Connection, district: District) -> Iterator[Fault]:
    kept = {(u.id, u.valid_from): u for u in membership.roster(connection, district).units}
    spans = membership.unit_spans(connection, district)
    due = {(u.id, u.valid_from): u for of in spans.values() for u in of}
    for unit in sorted(
        {key[0] for key in kept.keys() | due.keys() if kept.get(key) != due.get(key)}
    ):
        yield Fault("roster_wrong", district.id, {"unit": unit})
    yield from _wrong_roster_revisions(connection, district)


def _wrong_roster_revisions(connection: sa.Connection, district: District) -> Iterator[Fault]:
    """Since when a unit is known, and at which revision the roster, its names or the settings last
    moved."""
    unit, row, alias = schema.unit, schema.roster_row, schema.alias
    first = sa.func.min(row.c.submission_id)
    here = (row.c.district_id == unit.c.district_id) & (row.c.unit_id == unit.c.id)
    query = sa.select(unit.c.id).join(row, here).where(unit.c.district_id == district.id)
    for it in connection.scalars(query.group_by(unit.c.id, unit.c.rev).having(unit.c.rev != first)):
        yield Fault("roster_wrong", district.id, {"unit": it})
    named = sa.select(sa.func.max(alias.c.rev)).where(alias.c.district_id == district.id)
    said = schema.setting
    was_set = sa.select(sa.func.max(said.c.rev)).where(said.c.district_id == district.id)
    last = (connection.scalar(named) or 0, connection.scalar(was_set) or 0)
    moved = (*last, membership.roster_revision(connection, district))
    table = schema.district
    told = connection.scalar(sa.select(table.c.roster_rev).where(table.c.id == district.id))
    if told != max(moved):
        yield Fault("roster_moved_wrong", district.id, {"rev": told, "told": max(moved)})


def _wrong_panel(connection: sa.Connection, district: District, *, shown: Panel) -> Iterator[Fault]:
    roster = membership.roster(connection, district)
    anew = weeks.build(
        connection, district, roster=roster, revision=shown.revision, rules=shown.rules
    )
    if [u.id for u in anew.units] != [u.id for u in shown.units]:
        yield Fault("panel_units", district.id)
        return
    for mine, due in zip(shown.weeks, anew.weeks, strict=True):
        arrays = {name: _pair(vars(mine), vars(due), name) for name in _ARRAYS}
        wrong = [name for name, (a, b) in arrays.items() if not _same(a, b)]
        wrong += [] if is_same_further(mine, due) else ["further"]
        if wrong:
            at = {"week": due.week.number, "columns": "、".join(wrong)}
            yield Fault("panel_wrong", district.id, at)


def _pair(mine: Mapping[str, Any], due: Mapping[str, Any], name: str) -> tuple[Any, Any]:
    if name in ("values", "states"):
        return np.asarray(as_blocks(mine[name])), np.asarray(as_blocks(due[name]))
    return mine[name], due[name]


def _same(a: Any, b: Any) -> bool:
    if isinstance(a, Lineage):
        return is_same(a, b)
    return bool(np.array_equal(a, b, equal_nan=a.dtype.kind == "f"))
