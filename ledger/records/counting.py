"""What was received of a row-form goes in, the earliest first; the entries that count come out.

A newer log replaces its sender's rows in the days it covers, a newer register the lines whose key
it has, a newer ledger those of its sender. A held row replaces nothing; nor does one sheet of a
file the rows of its other sheets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa

from campaign import District
from ledger.records.entries import Entry, Received, received
from ledger.records.facts import MANY
from ledger.records.kinds import KEYED, LOG, kind_of


def counted(parts: Iterable[Received], *, kind: str) -> tuple[Entry, ...]:
    """The entries that count after all of these, each a submission not withdrawn."""
    return _lines_by_key(parts, kind=kind) if kind in KEYED else _rows_by_reporter(parts)


def entries_that_count(
    connection: sa.Connection, district: District, *, form: str, as_of: int | None = None
) -> tuple[Entry, ...]:
    """The entries of a form that count now, or counted at a revision."""
    parts = received(connection, district.id, form=form, as_of=as_of)
    return counted(parts, kind=kind_of(district, form))


def replaceable_entries(
    connection: sa.Connection,
    district: District,
    *,
    form: str,
    arriving: Received,
    at: datetime | None,
) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """The entries that count now and that what arrives at a time may replace, and those of its own
    for which a sheet stands that arrived later; without a time it is the last to arrive."""
    kind = kind_of(district, form)
    if kind in KEYED:
        keys = [entry.key for entry in arriving.accepted]
        few = keys if len(keys) < MANY else []
        parts = received(connection, district.id, form=form, keys=few)
    else:
        senders = sorted(arriving.reporters | {""})  # a sheet without a sender may hold their rows
        parts = received(connection, district.id, form=form, senders=senders)
    now = counted(parts, kind=kind)
    earlier = [part for part in parts if at is None or part.at <= at]
    if len(earlier) == len(parts):
        return replaced_by(arriving, now, kind=kind), ()
    then = set(counted((*earlier, arriving, *parts[len(earlier) :]), kind=kind))
    gone, older = ([it for it in of if it not in then] for of in (now, arriving.accepted))
    return tuple(gone), tuple(older)


def replaced_by(newer: Received, rows: Sequence[Entry], *, kind: str) -> tuple[Entry, ...]:
    """Those of the counting rows that would no longer count once `newer` is in."""
    if kind in KEYED:
        named = {entry.line(kind) for entry in newer.accepted}
        return tuple(entry for entry in rows if entry.line(kind) in named)
    said_again = {entry.content for entry in newer.accepted}
    renewed = {(entry.unit_id, entry.day) for entry in newer.accepted}
    held = [entry for entry in newer.entries if entry.is_held]

    def goes(old: Entry) -> bool:
        if old.reporter not in newer.reporters:
            return False
        if old.content in said_again:
            return True
        if newer.stands_beside(old.origin) or not newer.covers(old.day):
            return False
        return (old.unit_id, old.day) in renewed or not any(_may_mean(row, old) for row in held)

    return tuple(old for old in rows if goes(old))


def _may_mean(held: Entry, old: Entry) -> bool:
    """Whether a held row may be the newer word on an earlier one, by what can be read of it."""
    return held.unit_id in ("", old.unit_id) and held.day in ("", old.day)


def _lines_by_key(parts: Iterable[Received], *, kind: str) -> tuple[Entry, ...]:
    return tuple({entry.line(kind): entry for part in parts for entry in part.accepted}.values())


def _rows_by_reporter(parts: Iterable[Received]) -> tuple[Entry, ...]:
    rows: dict[str, list[Entry]] = defaultdict(list)
    for part in parts:
        for reporter in part.reporters:
            gone = set(replaced_by(part, rows[reporter], kind=LOG))
            rows[reporter] = [entry for entry in rows[reporter] if entry not in gone]
        for entry in part.accepted:
            rows[entry.reporter].append(entry)
    return tuple(entry for of in rows.values() for entry in of)
