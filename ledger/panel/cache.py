"""The panel's cache in the database: what a panel knows goes in; panels without reading rows out.

Each week is kept in blocks of units, with the revision it was true at; what came later is read as
rows. Whatever does not fit (other units, a broken sum, a revision that is not yet) is not used.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import sqlalchemy as sa

from campaign import BLOCK, District, Panel, PanelWeek, Roster, as_blocks
from ledger.chain import turn_of
from ledger.panel.blank import blank, places
from ledger.panel.block_bytes import FLAGS, packed_block, unpacked
from ledger.panel.further import cells_now, is_same_further, with_further
from ledger.panel.stamp import WeekStamp, stamps_of, week_frames, write_stamp
from ledger.panel.weeks import fill, newer_rows, with_rows
from ledger.store import schema


@dataclass(frozen=True)
class Stored:
    """What the cache has of a panel: its weeks as they were stored, each with its revision.

    A week is None where the cache has nothing of it that can be used.
    """

    weeks: tuple[PanelWeek | None, ...]
    revisions: tuple[int, ...]

    @property
    def since(self) -> int | None:
        """The oldest revision of what can be used; None where nothing can."""
        used = (rev for rev, w in zip(self.revisions, self.weeks, strict=True) if w is not None)
        return min(used, default=None)


@dataclass(frozen=True)
class Cold:
    """A panel read anew, what the cache had of it, and how many rows were read beside it."""

    panel: Panel
    stored: Stored
    n_rows: int


def read_panel(
    connection: sa.Connection, district: District, *, roster: Roster, revision: int, rules: int
) -> Cold:
    """The full panel at the revision that the connection sees, from the cache where it can."""
    bare = blank(district, roster=roster, revision=revision, rules=rules)
    stored = stored_weeks(connection, bare)
    place = places(bare)
    weeks = [known or week for known, week in zip(stored.weeks, bare.weeks, strict=True)]
    n_rows = 0
    if stored.since is not None:
        for number, rows in newer_rows(connection, district.id, revision=stored.since):
            n_rows += len(rows)
            weeks[number - 1] = with_rows(weeks[number - 1], rows=rows, panel=bare, place=place)
    cells = cells_now(connection, district.id) if stored.since is not None else {}
    for i, known in enumerate(stored.weeks):
        if known is not None:
            weeks[i] = with_further(weeks[i], cells.get(i + 1, ()), place=place)
        else:
            weeks[i] = fill(connection, bare.weeks[i], panel=bare, place=place)
            n_rows += int(weeks[i].reported.sum() + weeks[i].held.sum())
    return Cold(replace(bare, weeks=tuple(weeks)), stored, n_rows)


def stored_weeks(connection: sa.Connection, bare: Panel) -> Stored:
    """What can be used of the cache for a panel of these units."""
    stamps = stamps_of(connection, bare.district.id)
    frames = week_frames(bare)
    weeks: list[PanelWeek | None] = []
    for week, frame in zip(bare.weeks, frames, strict=True):
        stamp = stamps.get(week.week.number)
        if stamp is None or stamp.frame != frame or stamp.rev > bare.revision:
            weeks.append(None)
        else:
            weeks.append(_read_week(connection, bare.district.id, week=week, stamp=stamp))
    revisions = (stamps[i].rev if week else 0 for i, week in enumerate(weeks, start=1))
    return Stored(tuple(weeks), tuple(revisions))


def write_weeks(
    connection: sa.Connection, *, panel: Panel, stored: Stored, frames: Sequence[str], part: range
) -> None:
    """Bring these weeks of the cache (counted from 0) to the panel's revision.

    Blocks that are stored already are not written again. What another process stored of a later
    revision stays.
    """
    turn_of(connection, panel.district.id)  # locks the district: two processes may store at once
    stamps = stamps_of(connection, panel.district.id)
    for i in part:
        week, before = panel.weeks[i], stored.weeks[i]
        stamp = stamps.get(week.week.number)
        if stamp is not None and stamp.frame == frames[i] and stamp.rev > panel.revision:
            continue
        if stamp is None or stamp.rev != stored.revisions[i] or stamp.frame != frames[i]:
            before = None
        _write_week(connection, panel, week, before=before, stamp=stamp, frame=frames[i])


def _write_week(
    connection: sa.Connection,
    panel: Panel,
    week: PanelWeek,
    *,
    before: PanelWeek | None,
    stamp: WeekStamp | None,
    frame: str,
) -> None:
    here = {"district_id": panel.district.id, "week": week.week.number}
    sums, rows = _new_blocks(week, before=before, stamp=stamp)
    table = schema.panel_block
    for block, packed in rows:
        at = (table.c.district_id == here["district_id"]) & (table.c.week == here["week"])
        connection.execute(sa.delete(table).where(at, table.c.block == block))
        connection.execute(sa.insert(table).values(**here, block=block, packed=packed))
    kept = WeekStamp(panel.revision, frame, tuple(sums))
    write_stamp(connection, panel.district.id, week=week.week.number, stamp=kept)


def _new_blocks(
    week: PanelWeek, *, before: PanelWeek | None, stamp: WeekStamp | None
) -> tuple[list[int], list[tuple[int, bytes]]]:
    """The sum of every block, and the blocks that are not stored yet.

    A week of which nothing was ever sent has none.
    """
    if not (week.reported.any() or week.held.any()):
        return [], []
    parts = as_blocks(week.values).parts
    old = as_blocks(before.values).parts if before is not None else ()
    known = stamp.sums if before is not None and stamp is not None else ()
    sums, rows = [], []
    for block, part in enumerate(parts):
        if len(known) == len(parts) and old[block] is part:
            sums.append(known[block])
            continue
        packed = packed_block(week, block=block)
        sums.append(zlib.crc32(packed))
        rows.append((block, packed))
    return sums, rows


def _read_week(
    connection: sa.Connection, district_id: str, *, week: PanelWeek, stamp: WeekStamp
) -> PanelWeek | None:
    """The week as stored; None where a block is missing or not what was written."""
    if not stamp.sums:
        return week
    table = schema.panel_block
    here = (table.c.district_id == district_id) & (table.c.week == week.week.number)
    query = sa.select(table.c.block, table.c.packed).where(here).order_by(table.c.block)
    found = [(int(row[0]), bytes(row[1])) for row in connection.execute(query)]
    sums = [(block, zlib.crc32(packed)) for block, packed in found]
    if sums != list(enumerate(stamp.sums)):
        return None
    return unpacked(week, [packed for _, packed in found])


def parts_of(panel: Panel) -> Iterator[range]:
    """The weeks in runs of few enough blocks that writing one holds nobody up for long."""
    at_once = max(1, 64 // max(1, -(-len(panel.units) // BLOCK)))
    for start in range(0, len(panel.weeks), at_once):
        yield range(start, min(start + at_once, len(panel.weeks)))


@dataclass(frozen=True)
class CacheFault:
    """A week of the cache that is not what the rows say: `damaged` is not used, `differs` would
    be."""

    week: int
    kind: str


def panel_cache_faults(
    connection: sa.Connection, district: District, *, roster: Roster, revision: int, rules: int
) -> tuple[CacheFault, ...]:
    """Each stored week compared with the rows it stands for, at the revision the connection sees.

    A week that is not stored, or was stored of other units, is no fault.
    """
    bare = blank(district, roster=roster, revision=revision, rules=rules)
    cold = read_panel(connection, district, roster=roster, revision=revision, rules=rules)
    place, frames = places(bare), week_frames(bare)
    table = schema.panel_week
    query = sa.select(table.c.week, table.c.frame).where(table.c.district_id == district.id)
    there = {row.week: row.frame for row in connection.execute(query)}
    faults = []
    for i, (stored, own) in enumerate(zip(cold.stored.weeks, bare.weeks, strict=True)):
        number = own.week.number
        if stored is None:
            if there.get(number) == frames[i]:
                faults.append(CacheFault(number, "damaged"))
            continue
        rebuilt = fill(connection, own, panel=bare, place=place)
        if not _is_same(cold.panel.weeks[i], rebuilt):
            faults.append(CacheFault(number, "differs"))
    return tuple(faults)


def _is_same(one: PanelWeek, other: PanelWeek) -> bool:
    flags = all(np.array_equal(getattr(one, name), getattr(other, name)) for name in FLAGS)
    letters = np.array_equal(np.asarray(one.states), np.asarray(other.states))
    numbers = np.array_equal(np.asarray(one.values), np.asarray(other.values), equal_nan=True)
    return bool(flags and letters and numbers) and is_same_further(one, other)
