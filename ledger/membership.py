"""Roster submissions go in; every unit's spans of time come out.

A later row counts from its first day on: it cuts what earlier rows said of that time. Spans are
made again from the rows of every roster not withdrawn, so withdrawing one brings back the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from campaign import Calendar, District, Roster, Submission, Unit
from ledger import schema
from ledger.schema import DETAILS, Kept
from ledger.submissions import not_withdrawn

ROSTER_FORM = "roster"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class RosterLine:
    """One unit in one roster: what it says of the unit, and since when.

    `stated_from` is the sheet's own date; `otherwise_from` the day it counts from without one.
    """

    unit: Unit
    sheet_row: int
    stated_from: date | None
    otherwise_from: date
    submission_id: int = 0

    def starts_on(self, calendar: Calendar, *, is_first: bool) -> date:
        """The day this line counts from; the first roster holds since the launch."""
        day = self.stated_from or (calendar.starts_on if is_first else self.otherwise_from)
        return max(day, calendar.starts_on)


def overlaid(spans: Sequence[Unit], line: Unit) -> tuple[Unit, ...]:
    """A unit's spans after a later line, whose dates say which time it speaks of."""
    end = line.valid_to
    if end is not None and end < line.valid_from:
        return tuple(_cut(spans, end))
    return tuple(_joined([*_cut(spans, line.valid_from - DAY), line]))


def _cut(spans: Iterable[Unit], last: date) -> list[Unit]:
    kept = [span for span in spans if span.valid_from <= last]
    return [
        span
        if span.valid_to is not None and span.valid_to <= last
        else replace(span, valid_to=last)
        for span in kept
    ]


def _joined(spans: Sequence[Unit]) -> list[Unit]:
    joined: list[Unit] = []
    for span in spans:
        before = joined[-1] if joined else None
        if before is not None and _continues(before, span):
            joined[-1] = replace(before, valid_to=span.valid_to)
        else:
            joined.append(span)
    return joined


def _continues(before: Unit, after: Unit) -> bool:
    same = details(before) == details(after)
    return same and before.valid_to is not None and before.valid_to + DAY == after.valid_from


def details(unit: Unit) -> dict[str, str | int]:
    """What the roster says of a unit, as the tables keep it."""
    return {
        **{name: getattr(unit, name) for name in DETAILS},
        "short_names": "、".join(unit.short_names),
        "parent_id": unit.parent_id or "",
    }


def counts_from(district: District, *, week: int | None, received_at: datetime) -> date:
    """The day a later roster counts from: its week's first, else that of the week it arrived in."""
    calendar = district.calendar
    if week is not None:
        return calendar.week(week).starts_on
    local = received_at.astimezone(ZoneInfo(calendar.zone)).date()
    weeks = (local - calendar.starts_on).days // 7
    return max(calendar.starts_on, calendar.starts_on + timedelta(weeks=weeks))


def roster_lines(submission: Submission, *, otherwise_from: date) -> tuple[RosterLine, ...]:
    """The accepted lines of a roster; raises ValueError for one without a unit or given twice."""
    found: dict[str, RosterLine] = {}
    frame = submission.rows[submission.rows["accepted"]]
    for row in frame.to_dict("records"):
        unit_id = str(row["unit_id"])
        if not unit_id or unit_id in found:
            raise ValueError(f"row {row['row']}: a unit is missing or stands there twice")
        stated = date.fromisoformat(row["valid_from"]) if row["valid_from"] else None
        ends = date.fromisoformat(row["valid_to"]) if row["valid_to"] else None
        unit = unit_of(row, valid_from=stated or otherwise_from, valid_to=ends)
        found[unit_id] = RosterLine(unit, int(row["row"]), stated, otherwise_from)
    return tuple(found.values())


def unit_of(row: Kept, *, valid_from: date, valid_to: date | None) -> Unit:
    """A unit from a row with its details."""
    short_names = str(row["short_names"])
    return Unit(
        id=str(row["unit_id"]),
        name=str(row["name"]),
        type_id=str(row["type_id"]),
        group_id=str(row["group_id"]),
        sort_no=int(str(row["sort_no"])),
        valid_from=valid_from,
        valid_to=valid_to,
        code=str(row["code"]),
        short_names=tuple(name for name in short_names.split("、") if name),
        parent_id=str(row["parent_id"]) or None,
        sub_org_total=int(str(row["sub_org_total"])),
        scope=str(row["scope"]),
    )


def roster(connection: sa.Connection, district: District) -> Roster:
    """Every span of every unit, with the aliases people confirmed, the latest word on each."""
    table, names = schema.membership, schema.alias
    rows = connection.execute(
        sa.select(table)
        .where(table.c.district_id == district.id)
        .order_by(table.c.sort_no, table.c.unit_id, table.c.valid_from)
    ).mappings()
    units = tuple(
        unit_of(row, valid_from=row["valid_from"], valid_to=row["valid_to"]) for row in rows
    )
    known = sa.select(names.c.folded, names.c.unit_id)
    known = known.where(names.c.district_id == district.id).order_by(names.c.rev)
    aliases = {row.folded: row.unit_id for row in connection.execute(known)}
    return Roster(units, aliases, (district.name,))


def write_roster_lines(
    connection: sa.Connection, district_id: str, *, rev: int, lines: Sequence[RosterLine]
) -> None:
    """Enter the lines of an accepted roster, and the units not met before."""
    table = schema.unit
    query = sa.select(table.c.id).where(table.c.district_id == district_id)
    known = set(connection.scalars(query))
    new = [
        {"district_id": district_id, "id": line.unit.id, "rev": rev}
        for line in lines
        if line.unit.id not in known
    ]
    if new:
        connection.execute(sa.insert(table), new)
    rows = [
        {
            **details(line.unit),
            "district_id": district_id,
            "submission_id": rev,
            "unit_id": line.unit.id,
            "sheet_row": line.sheet_row,
            "stated_from": line.stated_from,
            "otherwise_from": line.otherwise_from,
            "valid_to": line.unit.valid_to,
        }
        for line in lines
    ]
    if rows:
        connection.execute(sa.insert(schema.roster_row), rows)


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
        for spans in _spans(connection, district).values()
        for span in spans
    ]
    if rows:
        connection.execute(sa.insert(table), rows)


def _spans(connection: sa.Connection, district: District) -> Mapping[str, tuple[Unit, ...]]:
    table, sent = schema.roster_row, schema.submission
    query = (
        sa.select(table)
        .join(
            sent, (sent.c.district_id == table.c.district_id) & (sent.c.id == table.c.submission_id)
        )
        .where(table.c.district_id == district.id, not_withdrawn(sent))
        .order_by(table.c.submission_id)
    )
    spans: dict[str, tuple[Unit, ...]] = defaultdict(tuple)
    first: int | None = None
    for row in connection.execute(query).mappings():
        first = row["submission_id"] if first is None else first
        line = _roster_line(row)
        start = line.starts_on(district.calendar, is_first=line.submission_id == first)
        spans[line.unit.id] = overlaid(spans[line.unit.id], replace(line.unit, valid_from=start))
    return spans


def _roster_line(row: Kept) -> RosterLine:
    stated, otherwise = row["stated_from"], row["otherwise_from"]
    unit = unit_of(row, valid_from=otherwise, valid_to=row["valid_to"])
    return RosterLine(
        unit,
        sheet_row=row["sheet_row"],
        stated_from=stated,
        otherwise_from=otherwise,
        submission_id=row["submission_id"],
    )
