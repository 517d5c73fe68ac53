"""Campaign weeks: a start date goes in; numbered weeks, their days and their deadlines come out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_ISO_WEEK = re.compile(r"(\d{4})-W(\d{2})")


@dataclass(frozen=True, order=True)
class Week:
    """One reporting week. `number` is 1 in the week of the launch; `starts_on` is its first day."""

    number: int
    starts_on: date

    @property
    def ends_on(self) -> date:
        """The last of its seven days."""
        return self.starts_on + timedelta(days=6)

    @property
    def iso(self) -> str:
        """The ISO week whose Monday lies in this week, such as `2023-W42`."""
        monday = self.starts_on + timedelta(days=-self.starts_on.weekday() % 7)
        year, week, _ = monday.isocalendar()
        return f"{year}-W{week:02d}"


@dataclass(frozen=True)
class Calendar:
    """The weeks of one district's campaign, counted from `starts_on`.

    `deadline_after` is the time from a week's first midnight to its deadline; `moved` names weeks
    whose deadline the work calendar puts elsewhere (week number to local date and time); `work` by
    week which part of a whole week was worked, where it is not 1: a holiday's is 0.
    """

    starts_on: date
    n_weeks: int
    deadline_after: timedelta = timedelta(days=4, hours=12)
    zone: str = "Asia/Shanghai"
    moved: Mapping[int, datetime] = field(default_factory=dict)
    work: Mapping[int, float] = field(default_factory=dict)

    def work_in(self, number: int) -> float:
        """Which part of a whole week week `number` is, 0-1."""
        return self.work.get(number, 1.0)

    def week(self, number: int) -> Week:
        """Week `number`; raises ValueError outside 1…n_weeks."""
        if not 1 <= number <= self.n_weeks:
            raise ValueError(f"week {number} is outside 1…{self.n_weeks}")
        return Week(number, self.starts_on + timedelta(weeks=number - 1))

    def local(self, at: datetime) -> datetime:
        """A moment in the district's own time."""
        return at.astimezone(ZoneInfo(self.zone))

    @property
    def weeks(self) -> tuple[Week, ...]:
        """Every week of the campaign, in order."""
        return tuple(self.week(number) for number in range(1, self.n_weeks + 1))

    def week_of(self, day: date) -> Week | None:
        """The week that contains `day`, or None before the launch and after the end."""
        number = (day - self.starts_on).days // 7 + 1
        return self.week(number) if 1 <= number <= self.n_weeks else None

    def from_iso(self, text: str) -> Week | None:
        """The week that contains the Monday of ISO week `text`; None if malformed or outside."""
        match = _ISO_WEEK.fullmatch(text.strip())
        if match is None:
            return None
        try:
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        except ValueError:
            return None
        return self.week_of(monday)

    def deadline(self, week: Week) -> datetime:
        """When reports for `week` are due, as an aware time in the district's zone."""
        local = self.moved.get(week.number)
        if local is None:
            local = datetime.combine(week.starts_on, time()) + self.deadline_after
        return local.replace(tzinfo=ZoneInfo(self.zone))

    def looked_at(self, week: Week, *, now: datetime) -> date:
        """The day on which a week's dates and intervals are judged: its last day once it is over;
        in the running week its cut-off, or today while that is still ahead. `now` is aware."""
        today = now.astimezone(ZoneInfo(self.zone)).date()
        if today > week.ends_on:
            return week.ends_on
        return min(today, self.deadline(week).date())
