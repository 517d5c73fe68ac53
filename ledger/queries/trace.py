"""A unit, a week and a slot go in; the cell it was read from and every earlier version come out."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from campaign import Address, Grid, State, pack_of, quantity_of
from ledger.panel import rows_that_count
from ledger.queries.moment import Moment
from ledger.queries.scope import Scope
from ledger.records import (
    ACCEPTED,
    Beyond,
    Line,
    further_said,
    line_of,
    not_withdrawn,
    slots_of,
    sources_in,
)
from ledger.store import Kept, schema

MENDED = "P31"
"""The note at a cell that the office wrote anew."""


@dataclass(frozen=True)
class Trace:
    """Where a figure stands. `raw` is the text in its cell; `value` is None where there is none;
    `said` what the sheet said there where the office wrote the cell anew, None where it did not.

    The address has column 0 where the sheet had no column for the slot.
    """

    submission_id: int
    file_name: str
    sha256: str
    sheet: str
    address: Address
    raw: str
    value: float | None
    state: State
    received_at: datetime
    by: str
    grid: Grid
    sender: str = ""
    reason: str = ""
    said: str | None = None


@dataclass(frozen=True)
class Version:
    """One submission's word on a unit and week.

    `standing`: current (by any of its cells) · held · superseded · withdrawn. `values` and `states`
    are by slot.
    """

    submission_id: int
    standing: str
    received_at: datetime
    by: str
    sender: str
    file_name: str
    sheet: str
    row: int
    reason: str
    values: Mapping[str, float | None]
    states: Mapping[str, State]


def trace(moment: Moment, *, scope: Scope, at: tuple[str, int, str]) -> Trace | None:
    """Where the figure at unit, week and slot was read that counted at the moment.

    None without one, or outside the viewer's scope; KeyError for a slot of no quantity.
    """
    unit_id, week, slot = at
    quantity = pack_of(moment.district).quantity.get(quantity_of(slot))
    if slot not in slots_of(()) and (quantity is None or slot not in quantity.slots):
        raise KeyError(slot)
    if not scope.sees(unit_id, week=week):
        return None
    connection, district_id = moment.connection, moment.district.id
    number = _source(moment, unit_id=unit_id, week=week, slot=slot)
    row = None if number is None else _said(moment, at=(unit_id, week), number=number)
    if row is None:
        return None
    column = column_in(connection, district_id, row.id, slot)
    grid = grid_of(connection, district_id, row.id)
    rows = _rows(connection, district_id, row.id)
    own = {sheet_row: scope.sees(unit, week=week) for sheet_row, unit in rows}
    seen = scope.sheet(grid, sender=row.sender, own=own)
    by = scope.name_of(row.received_by)
    beyond = further_said(connection, district_id, week=week, units=(unit_id,))
    line = line_of(row._mapping, beyond.get((unit_id, row.id), ()))
    said = _mended(connection, district_id, (row.id, row.sheet_row, column))
    found = _traced(row, _by_slot(line, slot)[slot], column=column, seen=seen, by=by)
    return replace(found, said=said)


def _mended(connection: sa.Connection, district_id: str, at: tuple[int, int, int]) -> str | None:
    """What the sheet said in a cell that the office wrote anew; None where it did not."""
    found = schema.finding
    names = ("submission_id", "sheet_row", "sheet_column")
    here = [found.c[name] == value for name, value in zip(names, at, strict=True)]
    query = sa.select(found.c.raw).where(found.c.district_id == district_id, *here)
    told = connection.scalar(query.where(found.c.code == MENDED))
    return None if told is None else str(told)


def _by_slot(line: Line, *more: str) -> Mapping[str, tuple[str, float | None]]:
    """By slot what a line says; a slot beyond the registry may lack."""
    slots = slots_of((line,))
    silent = (State.HELD if line.is_held else State.MISSING).value, None
    said = dict(zip(slots, zip(*line.told(slots), strict=True), strict=True))
    return {**dict.fromkeys(more, silent), **said}


def _traced(row: Any, cell: tuple[str, float | None], *, column: int, seen: Grid, by: str) -> Trace:
    return Trace(
        submission_id=row.id,
        file_name=row.file_name,
        sha256=row.sha256,
        sheet=row.sheet,
        address=Address(row.sheet, *seen.place(row.sheet_row, column)),
        raw=seen.text(row.sheet_row, column) if column else "",
        value=cell[1],
        state=State(cell[0]),
        received_at=row.received_at,
        by=by,
        grid=seen,
        sender=row.sender,
        reason=row.reason,
    )


def _source(moment: Moment, *, unit_id: str, week: int, slot: str) -> int | None:
    """The submission that the figure is of that counted at the moment; None where nothing did."""
    if moment.is_now:
        cur = schema.cur
        here = (cur.c.district_id == moment.district.id) & (cur.c.unit_id == unit_id)
        query = sa.select(cur.c.submission_id, cur.c.sources).where(here, cur.c.week == week)
        found = [tuple(row) for row in moment.connection.execute(query)]
    else:
        rows = rows_that_count(
            moment.connection,
            moment.district,
            week=week,
            revision=moment.revision,
            rules=moment.rules,
            units=(unit_id,),
        )
        found = [(row[2], row[6]) for row in rows]
    return sources_in(found[0][1]).get(slot, found[0][0]) if found else None


def _said(moment: Moment, *, at: tuple[str, int], number: int) -> sa.Row[Any] | None:
    """A submission's row on a unit's week, with the submission."""
    unit_id, week = at
    fact, sent = schema.fact, schema.submission
    same = (sent.c.district_id == fact.c.district_id) & (sent.c.id == fact.c.submission_id)
    own: list[sa.Column[Any]] = [it for it in fact.c if it.name not in sent.c]
    query: sa.Select[Any] = (
        sa.select(*own, sent)
        .join(sent, same)
        .where(fact.c.district_id == moment.district.id, fact.c.submission_id == number)
        .where(fact.c.week == week, fact.c.unit_id == unit_id)
    )
    return moment.connection.execute(query).first()


def history(
    connection: sa.Connection, district_id: str, *, scope: Scope, unit_id: str, week: int
) -> tuple[Version, ...]:
    """Every version of a unit's week, the newest first; empty outside the viewer's scope."""
    if not scope.sees(unit_id, week=week):
        return ()
    fact, cur, sent = schema.fact, schema.cur, schema.submission
    line = connection.execute(
        sa.select(cur.c.submission_id, cur.c.sources).where(
            cur.c.district_id == district_id, cur.c.week == week, cur.c.unit_id == unit_id
        )
    ).first()
    current = {line[0], *sources_in(line[1]).values()} if line else set()
    counts = not_withdrawn(sent).label("counts")
    query = (
        sa.select(fact, sent, counts)
        .join(
            sent, (sent.c.district_id == fact.c.district_id) & (sent.c.id == fact.c.submission_id)
        )
        .where(fact.c.district_id == district_id, fact.c.week == week, fact.c.unit_id == unit_id)
        .order_by(fact.c.submission_id.desc())
    )
    rows = connection.execute(query.with_only_columns(*_version_columns(fact, sent), counts))
    said = further_said(connection, district_id, week=week, units=(unit_id,))
    return tuple(_version(row, said, scope=scope, current=current) for row in rows.mappings())


def _version_columns(fact: sa.Table, sent: sa.Table) -> list[sa.Column[Any]]:
    names = ("received_at", "received_by", "sender", "file_name", "sheet", "reason")
    return [*fact.c, *(sent.c[name] for name in names)]


def _version(
    row: Kept,
    further: Mapping[tuple[str, int], Beyond],
    *,
    scope: Scope,
    current: Collection[int | None],
) -> Version:
    line = line_of(row, further.get((row["unit_id"], row["submission_id"]), ()))
    said = _by_slot(line)
    return Version(
        submission_id=row["submission_id"],
        standing=_standing(row, line=line, current=current),
        received_at=row["received_at"],
        by=scope.name_of(row["received_by"]),
        sender=str(row["sender"]),
        file_name=str(row["file_name"]),
        sheet=str(row["sheet"]),
        row=line.sheet_row,
        reason=str(row["reason"]),
        values={slot: value for slot, (_, value) in said.items()},
        states={slot: State(letter) for slot, (letter, _) in said.items()},
    )


def _standing(row: Kept, *, line: Line, current: Collection[int | None]) -> str:
    if not row["counts"]:
        return "withdrawn"
    if line.is_held:
        return "held"
    return "current" if row["submission_id"] in current else "superseded"


def column_in(connection: sa.Connection, district_id: str, submission_id: int, slot: str) -> int:
    """The sheet column a slot or field was read from; 0 without one."""
    table = schema.column_map
    query = sa.select(table.c.sheet_column).where(
        table.c.district_id == district_id,
        table.c.submission_id == submission_id,
        table.c.slot == slot,
    )
    return connection.scalar(query) or 0


def grid_of(connection: sa.Connection, district_id: str, submission_id: int) -> Grid:
    """The sheet as it was read."""
    table = schema.grid
    query = sa.select(table.c.packed).where(
        table.c.district_id == district_id, table.c.submission_id == submission_id
    )
    return Grid.from_json(zlib.decompress(connection.scalars(query).one()).decode())


def sheet_read(moment: Moment, *, scope: Scope, submission_id: int) -> Grid | None:
    """A submission's sheet as it was read, with the rows that the viewer may see; None for none of
    the district, or where there is nothing on it for them."""
    connection, district_id = moment.connection, moment.district.id
    sent = schema.submission
    here = (sent.c.district_id == district_id) & (sent.c.id == submission_id)
    sender = connection.scalar(sa.select(sent.c.sender).where(here, sent.c.state == ACCEPTED))
    if sender is None:
        return None
    rows = _rows(connection, district_id, submission_id)
    entry = schema.entry
    of = (entry.c.district_id == district_id) & (entry.c.submission_id == submission_id)
    rows += map(tuple, connection.execute(sa.select(entry.c.sheet_row, entry.c.unit_id).where(of)))
    own = {row: scope.sees_unit(unit) for row, unit in rows}
    if not (any(own.values()) or scope.sees_sender(str(sender))):
        return None
    return scope.sheet(grid_of(connection, district_id, submission_id), sender=str(sender), own=own)


def _rows(connection: sa.Connection, district_id: str, submission_id: int) -> list[tuple[int, str]]:
    fact = schema.fact
    query = sa.select(fact.c.sheet_row, fact.c.unit_id).where(
        fact.c.district_id == district_id, fact.c.submission_id == submission_id
    )
    return [(row[0], row[1]) for row in connection.execute(query)]
