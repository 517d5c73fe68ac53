"""Roster submissions go in; which units there were when, and what they were called, comes out.

Spans are made again from the rows of every roster not withdrawn: withdrawing one undoes it whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import sqlalchemy as sa

from campaign import District, Roster, Unit, unit_in_row
from ledger.records.kinds import roster_form
from ledger.records.spans import UnitLine, details, overlay
from ledger.records.submissions import not_withdrawn
from ledger.store import Kept, insert_rows, schema


def roster(connection: sa.Connection, district: District) -> Roster:
    """Every span of every unit, with the aliases people confirmed, the latest word on each."""
    table = schema.membership
    rows = connection.execute(
        sa.select(table)
        .where(table.c.district_id == district.id)
        .order_by(table.c.sort_no, table.c.unit_id, table.c.valid_from)
    ).mappings()
    units = tuple(
        unit_in_row(row, valid_from=row["valid_from"], valid_to=row["valid_to"]) for row in rows
    )
    return Roster(units, aliases(connection, district.id), (district.name,))


def roster_as_of(connection: sa.Connection, district: District, *, revision: int) -> Roster:
    """The roster as it was known at a revision: rosters and aliases that came later are not in."""
    spans = unit_spans(connection, district, as_of=revision)
    listed = [span for of in spans.values() for span in of]
    listed.sort(key=lambda span: (span.sort_no, span.id, span.valid_from))
    names = aliases(connection, district.id, as_of=revision)
    return Roster(tuple(listed), names, (district.name,))


def aliases(
    connection: sa.Connection, district_id: str, *, as_of: int | None = None
) -> Mapping[str, str]:
    """The unit that each folded name means by the latest word on it, now or at a revision."""
    names = schema.alias
    known = sa.select(names.c.folded, names.c.unit_id, names.c.ended).where(
        names.c.district_id == district_id
    )
    if as_of is not None:
        known = known.where(names.c.rev <= as_of)
    last = {row.folded: row for row in connection.execute(known.order_by(names.c.rev))}
    return {folded: row.unit_id for folded, row in last.items() if not row.ended}


def roster_revision(connection: sa.Connection, district: District) -> int:
    """The revision at which a roster was last accepted or taken back; aliases do not move it."""
    sent = schema.submission
    here = (sent.c.district_id == district.id) & (sent.c.form == roster_form(district))
    return connection.scalar(sa.select(sa.func.max(sent.c.id)).where(here)) or 0


def is_first_roster(connection: sa.Connection, district: District, *, sha256: str) -> bool:
    """Whether no roster counts but what one file says: its sheets are the first roster together."""
    sent = schema.submission
    here = (sent.c.district_id == district.id) & (sent.c.form == roster_form(district))
    others = sa.select(sent.c.id).where(here, sent.c.sha256 != sha256, not_withdrawn(sent))
    return connection.execute(others.limit(1)).first() is None


def write_roster_lines(
    connection: sa.Connection, district_id: str, *, rev: int, lines: Sequence[UnitLine]
) -> None:
    """Enter the lines of an accepted roster, and the units not met before."""
    table = schema.unit
    known = set(connection.scalars(sa.select(table.c.id).where(table.c.district_id == district_id)))
    names = [line.unit.id for line in lines if line.unit.id not in known]
    new = [{"district_id": district_id, "id": name, "rev": rev} for name in names]
    insert_rows(connection, table, new)
    rows = [_row(line) | {"district_id": district_id, "submission_id": rev} for line in lines]
    insert_rows(connection, schema.roster_row, rows)


def _row(line: UnitLine) -> dict[str, object]:
    return {
        **details(line.unit),
        "unit_id": line.unit.id,
        "sheet_row": line.sheet_row,
        "stated_from": line.stated_from,
        "otherwise_from": line.otherwise_from,
        "valid_to": line.unit.valid_to,
    }


def rebuild_membership(connection: sa.Connection, district: District) -> None:
    """Make every unit's spans again from the rosters that were not withdrawn."""
    table = schema.membership
    connection.execute(sa.delete(table).where(table.c.district_id == district.id))
    rows = [
        {
            **details(span),
            "district_id": district.id,
            "unit_id": span.id,
            "valid_from": span.valid_from,
            "valid_to": span.valid_to,
        }
        for spans in unit_spans(connection, district).values()
        for span in spans
    ]
    insert_rows(connection, table, rows)


def unit_spans(
    connection: sa.Connection,
    district: District,
    *,
    as_of: int | None = None,
    without: int | None = None,
) -> Mapping[str, tuple[Unit, ...]]:
    """Every unit's spans by the rosters not withdrawn, now or at a revision.

    `without` leaves one roster out, as its withdrawal would.
    """
    table, sent = schema.roster_row, schema.submission
    query = (
        sa.select(table)
        .join(
            sent, (sent.c.district_id == table.c.district_id) & (sent.c.id == table.c.submission_id)
        )
        .where(table.c.district_id == district.id, not_withdrawn(sent, as_of=as_of))
        .order_by(table.c.submission_id)
    )
    if without is not None:
        query = query.where(table.c.submission_id != without)
    spans: dict[str, tuple[Unit, ...]] = defaultdict(tuple)
    first: int | None = None
    for row in connection.execute(query).mappings():
        first = row["submission_id"] if first is None else first
        line = _roster_line(row)
        start = line.starts_on(district.calendar, is_first=line.submission_id == first)
        spans[line.unit.id] = overlay(spans[line.unit.id], replace(line.unit, valid_from=start))
    return spans


def _roster_line(row: Kept) -> UnitLine:
    stated, otherwise = row["stated_from"], row["otherwise_from"]
    unit = unit_in_row(row, valid_from=otherwise, valid_to=row["valid_to"])
    return UnitLine(
        unit,
        sheet_row=row["sheet_row"],
        stated_from=stated,
        otherwise_from=otherwise,
        submission_id=row["submission_id"],
    )
