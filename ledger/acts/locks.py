"""What would change goes in; which frozen weeks it would change comes out.

A weekly report is of its week, a row of a log of its day's week; a roster changes the weeks at
whose end a unit would be there, gone or elsewhere. A register says how things stand and is of no
week: what it said at a cut stays known by the cut.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from campaign import Calendar, Issue, Unit
from ledger.acts.plan import Plan
from ledger.chain import ARCHIVED
from ledger.records import LOG, WEEKLY, Current, Entry, UnitLine, details, overlay

CODE, CODE_ARCHIVED = "P04", "P10"
Spans: TypeAlias = Mapping[str, tuple[Unit, ...]]


class LockedWeek(Exception):  # noqa: N818
    """Frozen weeks would change, or the district is archived (week 0); nothing was entered.

    `issue` says so in the catalogue's words.
    """

    def __init__(self, weeks: Iterable[int]) -> None:
        self.weeks = tuple(sorted(weeks))
        super().__init__(f"{CODE}: frozen weeks would change: {', '.join(map(str, self.weeks))}")

    @property
    def issue(self) -> Issue:
        """The doubt to show."""
        if ARCHIVED in self.weeks:
            return Issue(CODE_ARCHIVED)
        return Issue(CODE, params={"weeks": "、".join(map(str, self.weeks))})


def of_figures(made: Plan, *, currents: Mapping[str, Current], locked: Collection[int]) -> set[int]:
    """The locked week of a weekly report that would change anything that is shown of it."""
    week = made.submission.week
    if made.kind != WEEKLY or week is None or week not in locked:
        return set()
    known = {unit for unit, it in currents.items() if it.line is not None}
    newly_held = [line for line in made.lines if line.is_held and line.unit_id not in known]
    return {week} if newly_held or not made.is_empty else set()


def of_log(
    made: Plan, *, standing: Iterable[Entry], locked: Collection[int], calendar: Calendar
) -> set[int]:
    """The locked weeks of the rows that a log would bring or take away."""
    if made.kind != LOG:
        return set()
    known = Counter(entry.content for entry in standing)
    days = [entry.day for entry in made.gone]
    for entry in made.entries:
        if not entry.is_held:
            known[entry.content] -= 1
            days += [entry.day] if known[entry.content] < 0 else []
    return {number for day in days if (number := week_number(day, calendar)) in locked}


def week_number(day: str, calendar: Calendar) -> int:
    """The week an ISO day lies in; 0 without one."""
    week = calendar.week_of(date.fromisoformat(day)) if day else None
    return 0 if week is None else week.number


def with_lines(spans: Spans, lines: Iterable[UnitLine], *, calendar: Calendar) -> Spans:
    """Every unit's spans once a further roster's lines are in."""
    after = dict(spans)
    for line in lines:
        start = line.starts_on(calendar, is_first=not spans)
        unit = replace(line.unit, valid_from=start)
        after[unit.id] = overlay(after.get(unit.id, ()), unit)
    return after


def of_roster(
    before: Spans, after: Spans, *, locked: Collection[int], calendar: Calendar
) -> set[int]:
    """The locked weeks at whose end the roster would say something else of a unit."""
    return {
        number
        for number in locked
        if _on(before, calendar.week(number).ends_on) != _on(after, calendar.week(number).ends_on)
    }


def _on(spans: Spans, day: date) -> Mapping[str, Mapping[str, object]]:
    return {
        unit: details(span) for unit, of in spans.items() for span in of if span.is_valid_on(day)
    }
