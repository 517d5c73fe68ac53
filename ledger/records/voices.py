"""A week's units go in; what every sheet says of them comes out, as the tables keep it.

Read as of now or of a revision: what was withdrawn, said of a blank or chosen later is not in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa

from campaign import District, load_pack
from ledger.records.facts import line_of
from ledger.records.further import AT_ONCE, Beyond, further_said
from ledger.records.precedence import Choices, Outcome, Voice, outcome
from ledger.records.submissions import not_withdrawn
from ledger.store import Kept, schema

NO_CHOICES: Choices = {}


def outcomes(
    connection: sa.Connection,
    district: District,
    *,
    week: int,
    units: Sequence[str],
    as_of: int | None = None,
) -> Mapping[str, Outcome]:
    """What counts of these units in a week, by all that was sent, and what is open about it."""
    heard = voices(connection, district.id, week=week, units=units, as_of=as_of)
    chosen = choices(connection, district.id, week=week, as_of=as_of)
    first = load_pack(district.pack_id).senders_first
    return {
        unit: outcome(unit, said, first=first, choices=chosen.get(unit, NO_CHOICES))
        for unit, said in heard.items()
    }


def voices(
    connection: sa.Connection,
    district_id: str,
    *,
    week: int,
    units: Sequence[str],
    as_of: int | None = None,
) -> Mapping[str, Sequence[Voice]]:
    """By unit, each sheet's line on it, in the order in which they came in."""
    rows: dict[str, list[Kept]] = {unit: [] for unit in units}
    for start in range(0, len(units), AT_ONCE):
        few = units[start : start + AT_ONCE]
        for row in connection.execute(_sent(district_id, week, few, as_of)).mappings():
            rows[row["unit_id"]].append(row)
    several = {row["submission_id"] for of in rows.values() if len(of) > 1 for row in of}
    columns = _columns(connection, district_id, several)
    words = _words(connection, district_id, several, as_of=as_of)
    further = further_said(connection, district_id, week=week, units=units) if units else {}
    return {unit: [_voice(row, further, columns, words) for row in of] for unit, of in rows.items()}


def _sent(district_id: str, week: int, units: Sequence[str], as_of: int | None) -> sa.Select[tuple]:  # type: ignore[type-arg]
    fact, sent = schema.fact, schema.submission
    same = (sent.c.district_id == fact.c.district_id) & (sent.c.id == fact.c.submission_id)
    here = (fact.c.district_id == district_id) & (fact.c.week == week)
    return (
        sa.select(fact, sent.c.sender, sent.c.received_at)
        .join(sent, same)
        .where(here, fact.c.unit_id.in_(units), not_withdrawn(sent, as_of=as_of))
        .order_by(fact.c.submission_id)
    )


def _voice(
    row: Kept,
    further: Mapping[tuple[str, int], Beyond],
    columns: Mapping[int, frozenset[str]],
    words: Mapping[tuple[int, str], Mapping[str, bool]],
) -> Voice:
    number = int(row["submission_id"])
    return Voice(
        submission_id=number,
        sender=str(row["sender"]),
        received_at=row["received_at"],
        line=line_of(row, further.get((str(row["unit_id"]), number), ())),
        columns=columns.get(number, frozenset()),
        words=words.get((number, str(row["unit_id"])), {}),
    )


def _columns(
    connection: sa.Connection, district_id: str, ids: Iterable[int]
) -> Mapping[int, frozenset[str]]:
    """By submission, the slots that its sheet had a column for."""
    table = schema.column_map
    found: dict[int, set[str]] = defaultdict(set)
    listed = sorted(ids)
    for start in range(0, len(listed), AT_ONCE):
        query = sa.select(table.c.submission_id, table.c.slot).where(
            table.c.district_id == district_id,
            table.c.submission_id.in_(listed[start : start + AT_ONCE]),
        )
        for number, slot in connection.execute(query):
            found[number].add(slot)
    return {number: frozenset(slots) for number, slots in found.items()}


def _words(
    connection: sa.Connection, district_id: str, ids: Iterable[int], *, as_of: int | None
) -> Mapping[tuple[int, str], Mapping[str, bool]]:
    """By submission and unit, the latest word on each blank."""
    table, listed = schema.blank, sorted(ids)
    found: dict[tuple[int, str], dict[str, bool]] = defaultdict(dict)
    if not listed:
        return found
    query = sa.select(table).where(
        table.c.district_id == district_id,
        table.c.submission_id.between(listed[0], listed[-1]),
    )
    if as_of is not None:
        query = query.where(table.c.rev <= as_of)
    for row in connection.execute(query.order_by(table.c.rev)):
        found[row.submission_id, row.unit_id][row.slot] = bool(row.takes_back)
    return found


def choices(
    connection: sa.Connection, district_id: str, *, week: int, as_of: int | None = None
) -> Mapping[str, Choices]:
    """By unit, between which two senders a person chose whom, for this week."""
    table = schema.choice
    query = sa.select(table).where(table.c.district_id == district_id, table.c.week <= week)
    if as_of is not None:
        query = query.where(table.c.rev <= as_of)
    found: dict[str, dict[frozenset[str], str]] = defaultdict(dict)
    for row in connection.execute(query.order_by(table.c.rev)):
        pair = frozenset((row.sender, row.other))
        found[row.unit_id].pop(pair, None)
        if row.holds:
            found[row.unit_id][pair] = row.sender
    return found
