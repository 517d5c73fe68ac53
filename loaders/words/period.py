"""Texts around a table go in; the reporting week they claim, or their disagreement, comes out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from campaign import Address, Calendar, Issue, Week
from loaders.words.cells import numeral
from loaders.words.dates import day_in, day_within, in_digits, years_of
from loaders.words.deadlines import without_deadlines

_BEFORE = 20  # characters before a week's number that say of which month it is
_OF_MONTH = re.compile(r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?\s*$")
_RUN_TOGETHER = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_NUMBERED = re.compile(
    r"第\s*([0-9]{1,2}|[一二三四五六七八九十廿]{1,3})\s*周(?!\s*的?\s*(?:周|星期)?[一二三四五六日天末](?![周场次个]))"
)
_LABELLED = re.compile(r"周次\s*[:：]\s*(\d{1,2})(?![\d月./-])周?")
_IN_ENGLISH = re.compile(r"\bweek\s*(?:no\.?\s*)?(\d{1,2})(?![\d.:])", re.IGNORECASE)
_SPANNED = re.compile(
    r"第\s*([0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*周?\s*([-—–~至到、,和及])+\s*"
    r"(?=第?\s*([0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*周)"
)
_YEAR = r"(?<!\d)(?:(\d{4})\s*[年./-]\s*)?"
_DAY = r"(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)\s*日?"
_DATE = re.compile(_YEAR + _DAY + r"(?![\d%])")
_RANGE = re.compile(
    _YEAR
    + _DAY
    + r"\s*[-—–~～至到]+\s*(?:(?:\d{4}\s*[年./-]\s*)?(\d{1,2})\s*[月./-]\s*)?"
    + r"(\d{1,2})(?!\d)\s*日?"
)
_DASHES_ONLY = re.compile(r"[\d\s-]+")
_AS_OF = re.compile(r"截[至止]\s*" + _YEAR + _DAY)
_FILLED = re.compile(
    r"(?:填[报表写]|报送|上报|制表)(?:时间|日期)\s*[:：]?\s*"
    r"((?:[\d零〇○一二三四五六七八九十]+\s*[年月./-]?\s*){1,3}[日号]?)"
)
_OTHER_YEAR = re.compile(r"(?<!\d)(20\d{2})\s*年")
_ANY_YEAR = re.compile(r"(?<!\d)20\d{2}(?!\d)")
_QUOTED = re.compile(r"《[^》]*》")
_BROAD = re.compile(
    r"(?<![\d.])(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:份|(?![\d\s]*\d|[初底末中上下旬]|"
    r"[一二三四五六七八九十廿]{1,3}[日号]|以来|启动|开始))|第?[一二三四1-4]季度|[上下]半年|全年"
)
_EARLY_DAYS = 2
"""In a week's first two days units fill in the report of the week before: that is asked about."""
_DAYS_OF_A_WEEK = 7
"""A span of no more days is one week, whatever day it begins on."""


@dataclass(frozen=True)
class Claim:
    """One place's word on the week. `strong` claims name the week; weak ones only suggest it;
    `is_early` marks a day on the first two days of its week; `is_broad` a month or more, which is
    no week and leaves the day of filling in nothing to suggest, `is_longer` where nothing beside it
    says week, so that no week chosen goes unasked; `is_of_week` a number of a week or
    a span of seven days at most, which says what the figures are of; `weeks` are the first and the
    last week of a span of several; `filled_on` is the day the sheet says it was filled in;
    `is_other_year` marks a year that is none of the campaign's."""

    week: int | None
    address: Address | None
    raw: str
    strong: bool = True
    is_early: bool = False
    is_broad: bool = False
    is_longer: bool = False
    is_of_week: bool = False
    weeks: tuple[int, int] | None = None
    filled_on: date | None = None
    is_other_year: bool = False


@dataclass(frozen=True)
class Period:
    """The week a table reports, None if nothing says; `issue` is what must be settled or confirmed
    about it."""

    week: Week | None
    issue: Issue | None = None


def claims_of(text: str, *, calendar: Calendar, address: Address | None) -> list[Claim]:
    """Every claim on the week in one text; a date without a year takes the campaign's, and a
    deadline claims nothing."""
    found = _claims(text, calendar.starts_on, calendar.n_weeks)
    return [replace(claim, address=address) if address else claim for claim in found]


@lru_cache(maxsize=1 << 12)
def _claims(text: str, starts_on: date, n_weeks: int) -> tuple[Claim, ...]:
    """The claims of a text wherever it stands: people head every sheet alike."""
    calendar, address = Calendar(starts_on, n_weeks), None
    text = _plainly(text)
    found: list[Claim] = []
    for match in _SPANNED.finditer(text):  # 第3-4周 claims both weeks
        found += _both(match, calendar, address)
    spanned = {claim.week for claim in found}
    alone = (_numbered(match, calendar, address) for match in _NUMBERED.finditer(text))
    found += [claim for claim in alone if claim.week is None or claim.week not in spanned]
    filled = _FILLED.search(text)
    if filled:
        day = day_in(filled[1], calendar=calendar).day
        found += [_filled(day, calendar, filled[0])] if day else []
        text = text.replace(filled[0], "")
    told = _RANGE.finditer(in_digits(text))
    spans = [m for m in told if m[1] or not _DASHES_ONLY.fullmatch(m[0])]
    found += [_of_range(match, calendar, address) for match in spans]
    as_of = None if spans else _AS_OF.search(text)
    if as_of:
        found.append(_as_of(as_of, calendar))
    broad = None if found else _BROAD.search(text)
    if broad:
        longer = "周" not in text
        found.append(Claim(None, address, broad[0], strong=False, is_broad=True, is_longer=longer))
    return tuple(found)


def _plainly(text: str) -> str:
    """A text without deadlines, its days run together apart, its week by 第…周."""
    text = _RUN_TOGETHER.sub(r"\1.\2.\3", without_deadlines(text))
    return _LABELLED.sub(r"第\1周", _IN_ENGLISH.sub(r"第\1周", text))


def other_year(text: str, *, calendar: Calendar) -> list[Claim]:
    """The first year in a title or name where none of its years is the campaign's; titles of
    documents in it do not count. Only beside a week it says something, and then it contradicts, as
    does a year that begins after the numbered week beside it is over."""
    found = list(_OTHER_YEAR.finditer(_QUOTED.sub("", unicodedata.normalize("NFKC", text))))
    years = {int(match[1]) for match in found}
    if not found or (years & {*years_of(calendar)} and not _is_to_come(years, text, calendar)):
        return []
    return [Claim(None, None, found[0][0], strong=False, is_broad=True, is_other_year=True)]


def _is_to_come(years: AbstractSet[int], text: str, calendar: Calendar) -> bool:
    """Whether all weeks that a text names are over before its years, none of 2023—2024, begin."""
    years = years | {int(year) for year in _ANY_YEAR.findall(text)}
    named = [c.week for c in claims_of(text, calendar=calendar, address=None) if c.week]
    return bool(named) and all(calendar.week(n).ends_on.year < min(years) for n in named)


def reporting_date(text: str, *, calendar: Calendar) -> date | None:
    """The first whole date in a text, such as the one behind 填报时间 or 截至; None without one."""
    match = _DATE.search(unicodedata.normalize("NFKC", text))
    return day_within(match[1], match[2], match[3], calendar) if match else None


def period(
    claims: Iterable[Claim], *, calendar: Calendar, chosen: int | None, stands: bool = False
) -> Period:
    """The week all strong claims and the chosen one agree on; disagreement is P01, unless the
    choice `stands` against what the sheet says, as an answer to that question.

    Without a strong claim the chosen week stands, then the one weak claim; a week outside the
    campaign is P06.
    """
    listed = list(claims)
    strong = [claim for claim in listed if claim.strong]
    weeks = {claim.week for claim in strong}
    if chosen is not None and stands:
        return Period(calendar.week(chosen))
    strong += _against(listed, weeks if weeks or chosen is None else {chosen}, calendar)
    weeks = {claim.week for claim in strong}
    if chosen is not None and not weeks:
        longer = [claim for claim in listed if claim.is_longer]
        if longer:
            return Period(None, disagreement(longer, chosen))
        return Period(calendar.week(chosen))
    if len(weeks) > 1 or (weeks and chosen is not None and chosen not in weeks):
        return Period(None, disagreement(strong, chosen))
    if weeks:
        (number,) = weeks
        return _known(number, strong[0], calendar)
    return _filled_in(listed, calendar)


def _against(
    claims: Iterable[Claim], weeks: Collection[int | None], calendar: Calendar
) -> list[Claim]:
    """The days of filling in that lie before the one week named, for no sheet is filled in ahead,
    and years that are none of the campaign's."""
    (week,) = weeks if len(weeks) == 1 else (None,)
    if week is None:
        return []
    first = calendar.week(week).starts_on
    return [c for c in claims if not c.strong and _is_against(c, week, first)]


def _is_against(claim: Claim, week: int, first: date) -> bool:
    if claim.filled_on is not None:
        return claim.filled_on < first
    return claim.is_other_year or (
        not claim.is_broad and claim.week is not None and claim.week < week
    )


def _filled(day: date, calendar: Calendar, raw: str) -> Claim:
    return replace(_claim(day, calendar, None, raw.strip(), strong=False), filled_on=day)


def _filled_in(claims: list[Claim], calendar: Calendar) -> Period:
    """The week of the day a sheet was filled in, as a question (P08). One filled in on the first
    two days of a week may as well report the week before, and a month's sheet reports no week: then
    it stays open."""
    if any(claim.is_broad for claim in claims):
        return Period(None)
    weak = {(claim.week, claim.is_early): claim for claim in claims if claim.week is not None}
    if len({week for week, _ in weak}) != 1 or any(is_early for _, is_early in weak):
        return Period(None)
    claim = next(iter(weak.values()))
    week = calendar.week(claim.week or 0)
    return Period(week, Issue("P08", claim.address, claim.raw, {"number": week.number}))


def _known(number: int | None, claim: Claim, calendar: Calendar) -> Period:
    if number is None or not 1 <= number <= calendar.n_weeks:
        return Period(None, Issue("P06", claim.address, claim.raw, {"last": calendar.n_weeks}))
    return Period(calendar.week(number))


def disagreement(strong: Sequence[Claim], chosen: int | None) -> Issue:
    """P01 with what two places say of the week, or one place and the person who chose it; `weeks`
    are those named."""
    first = strong[0]
    other = next((c for c in strong if c.week != first.week), None)
    b = other.raw if other else f"第{chosen}周" if chosen is not None else ""
    named = tuple(sorted({c.week for c in strong if c.week is not None}))
    return Issue("P01", first.address, first.raw, {"a": first.raw, "b": b, "weeks": named})


def _both(match: re.Match[str], calendar: Calendar, address: Address | None) -> list[Claim]:
    """The claims of 第3-4周 and of 第3、5周, the first with all the weeks between."""
    pair = (_NUMBERED.search(f"第{number}周") for number in (match[1], match[3]))
    both = [_numbered(found, calendar, address) for found in pair if found]
    numbers = [claim.week for claim in both if claim.week is not None]
    is_span = len(numbers) > 1 and match[2] not in "、,和及"
    weeks = (min(numbers), max(numbers)) if is_span else None
    return [replace(claim, weeks=weeks) for claim in both]


def _numbered(match: re.Match[str], calendar: Calendar, address: Address | None) -> Claim:
    text = match[1]
    before = match.string[max(0, match.start() - _BEFORE) : match.start()]
    if _OF_MONTH.search(before):  # 11月第3周 is a week of its month
        return Claim(None, address, match[0], strong=False, is_broad=True, is_of_week=True)
    number = int(text) if text.isdigit() else numeral(text)
    inside = number is not None and 1 <= number <= calendar.n_weeks
    return Claim(number if inside else None, address, match[0], is_of_week=True)


def _of_range(match: re.Match[str], calendar: Calendar, address: Address | None) -> Claim:
    last = day_within(match[1], match[4] or match[2], match[5], calendar)
    first = day_within(match[1], match[2], match[3], calendar)
    if first and last and last < first:
        last = day_within(str(last.year + 1), match[4] or match[2], match[5], calendar)
    if first is None or last is None:
        return _claim(first or last, calendar, address, match[0])
    weeks = tuple((day - calendar.starts_on).days // 7 + 1 for day in (first, last))
    week = calendar.week_of(first) if weeks[0] == weeks[1] else None
    return Claim(
        week.number if week else None,
        address,
        match[0],
        is_of_week=(last - first).days < _DAYS_OF_A_WEEK,
        weeks=(weeks[0], weeks[1]),
    )


def week_suggestion(day: date, *, calendar: Calendar, address: Address, raw: str) -> Claim:
    """What a day of filling in suggests of the week."""
    return replace(_filled(day, calendar, raw), address=address)


def _as_of(match: re.Match[str], calendar: Calendar) -> Claim:
    """What 截至 with a day says of the week; early in one it may close the one before: suggests."""
    day = day_within(match[1], match[2], match[3], calendar)
    claim = _claim(day, calendar, None, match[0])
    return replace(claim, strong=not claim.is_early)


def _claim(
    day: date | None, calendar: Calendar, address: Address | None, raw: str, *, strong: bool = True
) -> Claim:
    week = calendar.week_of(day) if day else None
    is_early = bool(week and day and (day - week.starts_on).days < _EARLY_DAYS)
    return Claim(week.number if week else None, address, raw, strong, is_early)
