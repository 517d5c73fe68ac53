"""The lines of rosters go in; a unit's spans of time come out, the later line over the earlier.

A later line counts from its first day on: it cuts what earlier ones said of that time.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from campaign import Calendar, District, Submission, Unit, unit_in_row
from ledger.store import DETAILS

DAY = timedelta(days=1)


@dataclass(frozen=True)
class UnitLine:
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


def overlay(spans: Sequence[Unit], line: Unit) -> tuple[Unit, ...]:
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
    local = calendar.local(received_at).date()
    weeks = (local - calendar.starts_on).days // 7
    return max(calendar.starts_on, calendar.starts_on + timedelta(weeks=weeks))


def roster_lines(
    submission: Submission, *, otherwise_from: date, known: Container[str] = ()
) -> tuple[UnitLine, ...]:
    """The accepted lines of a roster; raises ValueError for one without a unit or given twice.

    A line that says where the work of a `known` unit went on which ended before the roster counts
    is of that unit's last day: after it there is nobody to say it of.
    """
    found: dict[str, UnitLine] = {}
    frame = submission.rows[submission.rows["accepted"]]
    for row in frame.to_dict("records"):
        unit_id = str(row["unit_id"])
        if not unit_id or unit_id in found:
            raise ValueError(f"row {row['row']}: a unit is missing or stands there twice")
        stated = date.fromisoformat(row["valid_from"]) if row["valid_from"] else None
        ends = date.fromisoformat(row["valid_to"]) if row["valid_to"] else None
        since = otherwise_from
        if ends is not None and row["successor_id"] and unit_id in known:
            since = min(since, ends)
        unit = unit_in_row(row, valid_from=stated or since, valid_to=ends)
        found[unit_id] = UnitLine(unit, int(row["row"]), stated, since)
    return tuple(found.values())
