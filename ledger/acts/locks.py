"""What would change goes in; which frozen weeks it would change comes out.

A weekly report is of its week, a row of a log of its day's week; a roster changes the weeks at
whose end a unit would be there, gone or elsewhere. A register says how things stand and is of no
week: what it said at a cut stays known by the cut.
"""

from __future__ import annotations

from collections import Counter, defaultdict
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
Would: TypeAlias = Mapping[int, set[str]]
"""By locked week the units of which something would change."""


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


def of_figures(made: Plan, *, currents: Mapping[str, Current], locked: Collection[int]) -> Would:
    """The locked week of a weekly report, with whom it would change of what is shown of it."""
    week = made.submission.week
    if made.kind != WEEKLY or week is None or week not in locked:
        return {}
    known = {unit for unit, it in currents.items() if it.line is not None}
    units = {line.unit_id for line in made.lines if line.is_held and line.unit_id not in known}
    units |= {*made.new, *(change.unit_id for change in (*made.changed, *made.clash))}
    return {week: units} if units else {}


def of_log(
    made: Plan, *, standing: Iterable[Entry], locked: Collection[int], calendar: Calendar
) -> Would:
    """The locked weeks of the rows that a log would bring or take away, with their units."""
    if made.kind != LOG:
        return {}
    known = Counter(entry.content for entry in standing)
    found = list(made.gone)
    for entry in made.entries:
        if not entry.is_held:
            known[entry.content] -= 1
            found += [entry] if known[entry.content] < 0 else []
    would = defaultdict[int, set[str]](set)
    for entry in found:
        would[week_number(entry.day, calendar)].add(entry.unit_id)
    return {number: units for number, units in would.items() if number in locked}


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
    """What is said of each unit on a day; where its work goes on is of the days after it ends."""
    return {
        unit: details(replace(span, successor_id=""))
        for unit, of in spans.items()
        for span in of
        if span.is_valid_on(day)
    }
