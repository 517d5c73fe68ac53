"""A week of the panel's cache goes in; its stamp comes out: what must fit before it is used."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import sqlalchemy as sa

from campaign import BLOCK, Panel, excused_in, registered_slots
from ledger.panel.block_bytes import FORMAT
from ledger.store import schema


@dataclass(frozen=True)
class WeekStamp:
    """What the cache says of a week: its revision, whose units it has, the sum of each block."""

    rev: int
    frame: str
    sums: tuple[int, ...]


def week_frames(panel: Panel) -> tuple[str, ...]:
    """By week, what its blocks depend on beside the rows: units, slots, format, the
    deadline and who is excused."""
    told = (FORMAT, str(BLOCK), *registered_slots(), *(unit.id for unit in panel.units))
    units = hashlib.sha256("\n".join(told).encode()).hexdigest()
    calendar = panel.district.calendar
    week_told = [f"{units} {calendar.deadline(w.week).isoformat()}" for w in panel.weeks]
    excused = [sorted(excused_in(panel.district, w.week.number)) for w in panel.weeks]
    each = (" ".join((text, *ids)) for text, ids in zip(week_told, excused, strict=True))
    return tuple(hashlib.sha256(text.encode()).hexdigest() for text in each)


def stamps_of(connection: sa.Connection, district_id: str) -> Mapping[int, WeekStamp]:
    """The stamps by week; one that is not as it was written is left out."""
    table = schema.panel_week
    names = ("week", "rev", "frame", "sums", "stamp_sum")
    query = sa.select(*(table.c[name] for name in names)).where(table.c.district_id == district_id)
    anchor = cache(lambda rev: _anchor(connection, district_id, rev=rev))
    stamps = {}
    for week, rev, frame, sums, total in connection.execute(query).all():
        if total == _stamp_sum(f"{district_id} {week} {rev} {frame} {sums} {anchor(rev)}"):
            stamps[int(week)] = WeekStamp(rev, frame, tuple(int(n) for n in sums.split()))
    return stamps


def _stamp_sum(text: str) -> int:
    return zlib.crc32(text.encode())


def _anchor(connection: sa.Connection, district_id: str, *, rev: int) -> str:
    """The last submission by a revision: a ledger put back and gone on otherwise has another."""
    sent = schema.submission
    query = sa.select(sent.c.id, sent.c.received_at, sent.c.sha256)
    query = query.where(sent.c.district_id == district_id, sent.c.id <= rev)
    row = connection.execute(query.order_by(sent.c.id.desc()).limit(1)).first()
    return "" if row is None else f"{row[0]} {row[1].isoformat()} {row[2]}"


def write_stamp(
    connection: sa.Connection, district_id: str, *, week: int, stamp: WeekStamp
) -> None:
    """Put the stamp of a week in place of an earlier one."""
    table, sums = schema.panel_week, " ".join(map(str, stamp.sums))
    here = (table.c.district_id == district_id) & (table.c.week == week)
    connection.execute(sa.delete(table).where(here))
    anchor = _anchor(connection, district_id, rev=stamp.rev)
    total = _stamp_sum(f"{district_id} {week} {stamp.rev} {stamp.frame} {sums} {anchor}")
    row = {"rev": stamp.rev, "frame": stamp.frame, "sums": sums, "stamp_sum": total}
    connection.execute(sa.insert(table).values(district_id=district_id, week=week, **row))
