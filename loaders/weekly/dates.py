"""The week a weekly table is of and the days it came and was filled in go in; the week, or the
question where they lie too far apart, comes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from campaign import Address, Issue, Week
from loaders.entries import FileContext
from loaders.tables import Table
from loaders.weekly.listed_weeks import unplaced_rows
from loaders.words import Claim, Period, disagreement


def against_days(
    found: Period, claims: Sequence[Claim], file: FileContext, *, of_rows: Sequence[Claim]
) -> Period:
    """The week found, unless a day contradicts it: the first that does is asked about.

    `of_rows` are the rows' own days, of which the middle one stands for all. A person who has seen
    the sheet and said its week is not asked again.
    """
    if found.week is None or file.hints.week_stands:
        return found
    days = sorted(of_rows, key=lambda claim: claim.filled_on or date.min)
    dated = _Dated(found.week, [*claims, *days[len(days) // 2 :][:1]], file)
    doubt = next((issue for check in _CHECKS for issue in check(dated)), None)
    return Period(None, doubt) if doubt else found


@dataclass(frozen=True)
class _Dated:
    """A week, all that a table says of it, and its file."""

    week: Week
    claims: Sequence[Claim]
    file: FileContext

    @property
    def most(self) -> int:
        """The days from which two days are said to lie too far apart."""
        return int(self.file.pack.thresholds["dates_apart_days"])

    @property
    def newest(self) -> date:
        """The end of the last week that the file is of: a list is sent with its weeks of before."""
        return self.file.calendar.week(max(self.week.number, *self.file.weeks, 0)).ends_on

    @property
    def said(self) -> Claim:
        """What names the week; of a person's choice its number."""
        own = Claim(self.week.number, None, f"第{self.week.number}周")
        named = (c for c in self.claims if c.strong and c.week == self.week.number)
        return next(named, own)

    @property
    def filled(self) -> Iterator[tuple[Claim, date]]:
        """The days it says it was filled in."""
        return ((c, c.filled_on) for c in self.claims if c.filled_on is not None)

    @property
    def tells_a_week(self) -> bool:
        """Whether the day of arrival says anything of the week: long after the campaign all of it
        is being entered."""
        calendar, arrived = self.file.calendar, self.file.arrived_on
        end = calendar.week(calendar.n_weeks).ends_on
        return arrived is not None and (arrived - end).days <= self.most

    def issue(self, code: str, *, of: Claim | None = None) -> Issue:
        """A question about the week, which `weeks` names, at the claim that says it."""
        said, week = of or self.said, self.week
        told = {
            "a": said.raw,
            "number": week.number,
            "weeks": (week.number,),
            "first": week.starts_on,
            "to": week.ends_on,
            "day": self.file.arrived_on,
            "latest": self.file.hints.latest,
            "days": self.most,
        }
        return Issue(code, said.address, said.raw, told)


def _filled_far_away(of: _Dated) -> Iterator[Issue]:
    """P01 where it was filled in long before or after its week."""
    for claim, day in of.filled:
        if max((day - of.newest).days, (of.week.starts_on - day).days) > of.most:
            yield disagreement([of.said, claim], of.week.number)


def _not_begun(of: _Dated) -> Iterator[Issue]:
    """P25 where it came before its week."""
    arrived = of.file.arrived_on
    if arrived and arrived < of.week.starts_on:
        yield of.issue("P25")


def _filled_ahead(of: _Dated) -> Iterator[Issue]:
    """P24 where it was filled in after it came."""
    arrived, most = of.file.arrived_on, of.file.pack.thresholds["filled_ahead_days"]
    for claim, day in of.filled:
        if arrived and (day - arrived).days > most:
            yield of.issue("P24", of=claim)


def _late(of: _Dated) -> Iterator[Issue]:
    """P26 where it came long after its week."""
    arrived = of.file.arrived_on
    if arrived and of.tells_a_week and (arrived - of.newest).days > of.most:
        yield of.issue("P26")


def _ahead(of: _Dated) -> Iterator[Issue]:
    """P27 where the district is not nearly as far, and the day of arrival says nothing."""
    latest = of.file.hints.latest
    if latest is None or of.tells_a_week:
        return
    if (of.week.starts_on - of.file.calendar.week(latest).ends_on).days > of.most:
        yield of.issue("P27")


_CHECKS = (_filled_far_away, _not_begun, _filled_ahead, _late, _ahead)


def week_doubts(table: Table, found: Period, file: FileContext) -> list[Issue]:
    """What is asked about the week; P03 where the file came after its deadline."""
    if found.issue or found.week is None:
        at = Address(table.sheet.name, table.header.first_row)
        asked = [found.issue] if found.issue else unplaced_rows(table) or [Issue("P07", at)]
        return asked if found.week is None else [*asked, *_lateness(found.week, file)]
    return _lateness(found.week, file)


def _lateness(week: Week, file: FileContext) -> list[Issue]:
    received, deadline = file.hints.received_at, file.calendar.deadline(week)
    if received is None or received <= deadline:
        return []
    return [Issue("P03", None, "", {"time": f"{deadline:%Y-%m-%d %H:%M}"})]
