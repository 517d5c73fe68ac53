"""A district goes in; where what counts is not what the submissions say comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import sqlalchemy as sa

from campaign import District, Lineage, Panel, as_blocks
from ledger.chain import Fault
from ledger.panel import BELONGING, is_same, panel_cache_faults, rows_that_count, weeks
from ledger.records import membership
from ledger.store import schema

_NAMES = tuple(column.name for column in weeks.ROW.selected_columns)
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
    query = weeks.ROW.where(cur.c.district_id == district.id, cur.c.week == week)
    kept = {row[1]: row for row in connection.execute(query) if row[2] is not None}
    rows = rows_that_count(
        connection, district, week=week, revision=shown.revision, rules=shown.rules
    )
    due = {row[1]: row for row in rows}
    for unit in sorted(kept.keys() | due.keys()):
        wrong = _differing(kept.get(unit), due.get(unit))
        if wrong:
            at = {"week": week, "unit": unit, "columns": "、".join(wrong)}
            yield Fault("cur_wrong", district.id, at)


def _differing(kept: Any, due: Any) -> list[str]:
    if kept is None or due is None:
        return ["submission_id"]
    return [name for name, a, b in zip(_NAMES, kept, due, strict=True) if a != b]


def _wrong_roster(connection: sa.Connection, district: District) -> Iterator[Fault]:
    kept = {(u.id, u.valid_from): u for u in membership.roster(connection, district).units}
    spans = membership.unit_spans(connection, district)
    due = {(u.id, u.valid_from): u for of in spans.values() for u in of}
    for unit in sorted(
        {key[0] for key in kept.keys() | due.keys() if kept.get(key) != due.get(key)}
    ):
        yield Fault("roster_wrong", district.id, {"unit": unit})


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
