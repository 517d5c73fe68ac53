"""A cell value or a text goes in; the day or the span of days it says comes out.

No day is invented. A day without a year takes the one that lies in the campaign or nearest to it.
"""

from __future__ import annotations

import math
import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from campaign import Calendar
from loaders.files import CellValue
from loaders.words.cells import numeral
from loaders.words.told import told

_NUMERALS = "零〇○一二三四五六七八九"
_SPELLED_YEAR = re.compile(rf"[{_NUMERALS}]{{4}}(?=年)")
_SPELLED = re.compile(r"[零〇○一二三四五六七八九十廿卅]{1,3}(?=[月日号])")
_CLOCK = re.compile(
    r"(?:[T\s]*\d{1,2}:\d{2}(?::\d{2})?(?:\.0+)?|\s*\d{1,2}[时点]半?|[上下]午|全天|晚上?)+$"
)
_WEEKDAY = re.compile(r"(?:星期|礼拜|周)[一二三四五六日天末]")
_REMARK = re.compile(r"\([^()\d]*\)|(?:星期|周)[一二三四五六日天]$")
_NAMED_DAY = re.compile(r"^(?:星期|礼拜|周)[一二三四五六日天]\s*\(?(\d[^()]*)\)?$")
"""The weekday before its day: 周五（10.20）."""
_FULL = re.compile(r"(\d{4}|\d{2})(?:年(\d{1,2})[月./-]|([./-])(\d{1,2})\3)(\d{1,2})[日号]?")
_SHORT = re.compile(r"(\d{1,2})[月./-](\d{1,2})[日号]?")
_COMPACT = re.compile(r"(20\d{2})(\d{2})(\d{2})")
_SERIAL = re.compile(r"\d{5}")
_MONTH = re.compile(
    r"(?:\d{4}|\d{2})年\d{1,2}月?份?(?:[上中下]旬|[初中末底])?|\d{1,2}月份?(?:[上中下]旬|[初中末底])?|"
    r"\d{4}[./-]\d{1,2}|20\d{2}(?:0[1-9]|1[0-2])"
)
_BY = re.compile(
    r"(?:请?[于在])?(?:(?P<day>[\d年月日号./-]+)(?:之前|以前|前)|"
    r"(?:(?P<year>20\d\d)年)?(?:(?P<month>\d{1,2})月份?)?(?<=[月年份])[底末](?:之前|以前|前)?)"
    r"(?:完成|办结|整改到位)?"
)
_LAST_MONTH = 12  # of a year whose end (年底) is meant
_TO = r"\s*[-—–~至到]+\s*"
_SEVERAL = re.compile(r"\d{1,2}[月./-]\d{1,2}[日号]?(?:[-—–~至到、,;和及与(+]+)\d")
_SPAN = re.compile(
    r"(?<!\d)(?:(\d{4})\s*[年./-]\s*)?(\d{1,2})\s*[月./]\s*(\d{1,2})(?!\d)\s*[日号]?"
    + _TO
    + r"(?:(\d{4})\s*[年./-]\s*)?(?:(\d{1,2})\s*[月./]\s*)?(\d{1,2})(?![\d%])\s*[日号]?"
)
# Serial numbers of this century: 36,526 to 73,050, above what any unit counts (`cells`).
_FIRST_SERIAL, _LAST_SERIAL = date(2000, 1, 1), date(2099, 12, 31)
_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True)
class Day:
    """A cell read as a day: without one, `code` says why (C05, C06, C13). `is_inferred` marks a day
    that was not written out: a serial number, or one whose year is not in the campaign's days."""

    day: date | None
    code: str = ""
    is_inferred: bool = False


def day_of(value: CellValue, *, calendar: Calendar) -> Day:
    """The day a cell with content says."""
    if isinstance(value, datetime):
        return Day(value.date())
    if isinstance(value, date):
        return Day(value)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return Day(None, "C05")
    if isinstance(value, str):
        return day_in(value, calendar=calendar)
    serial = _serial(math.floor(value)) if math.isfinite(value) else None
    if serial:
        return Day(serial, is_inferred=True)
    text = f"{value:.10g}"
    if _SHORT.fullmatch(text) and re.search(r"\.[123]$", text):
        return Day(None, "C05")  # 10.2 may have been typed as 10.2 or as 10.20
    return day_in(text, calendar=calendar)


def day_in(text: str, *, calendar: Calendar) -> Day:
    """The day a text says, with or without its weekday and hour."""
    text = _plain(text)
    full, short, compact = _FULL.fullmatch(text), _SHORT.fullmatch(text), _COMPACT.fullmatch(text)
    if full:
        return _checked(_written(full, calendar))
    if short:
        found = _nearest(int(short[1]), int(short[2]), calendar)
        return _checked(found, is_inferred=found is not None and not calendar.week_of(found))
    if compact and not _MONTH.fullmatch(text):
        return _checked(_date(int(compact[1]), int(compact[2]), int(compact[3])))
    if _SERIAL.fullmatch(text):
        return _checked(_serial(int(text)), is_inferred=True)
    if _MONTH.fullmatch(text):
        return Day(None, "C06")
    return Day(None, "C13" if _SEVERAL.search(text) else "C05")


is_weekday = told(_WEEKDAY.fullmatch)
"""Whether a text is a day of some week, no more: 周一."""


def last_day_in(text: str, *, calendar: Calendar) -> date | None:
    """The day a text of a deadline ends on: 12月15日前, 2023年12月底前; None for any other, and for
    a bare month."""
    match = _BY.fullmatch(_plain(text))
    if match is None:
        return None
    if match["day"]:
        return day_in(match["day"], calendar=calendar).day
    month = int(match["month"] or _LAST_MONTH)
    first = _date(int(match["year"]), month, 1) if match["year"] else _nearest(month, 1, calendar)
    return first and first.replace(day=monthrange(first.year, month)[1])


def span_in(text: str, *, calendar: Calendar) -> tuple[date, date] | None:
    """The first span of days in a text, such as 10月16日—10月22日; None without a sound one."""
    match = _SPAN.search(unicodedata.normalize("NFKC", text))
    if match is None:
        return None
    first = day_within(match[1], match[2], match[3], calendar)
    if first is None:
        return None
    year = int(match[4]) if match[4] else first.year
    last = _date(year, int(match[5] or match[2]), int(match[6]))
    if last and last < first and not match[4]:
        last = _date(year + 1, last.month, last.day)
    return (first, last) if last and first <= last else None


def _plain(text: str) -> str:
    """The text half-width, without hour, weekday and blanks, its Chinese numerals as digits."""
    text = unicodedata.normalize("NFKC", text).strip()
    text = _CLOCK.sub("", _REMARK.sub("", _NAMED_DAY.sub(r"\1", text))).strip()
    return in_digits(re.sub(r"\s+", "", _REMARK.sub("", text)))


def in_digits(text: str) -> str:
    """A text with the Chinese numerals of its years, months and days as digits."""
    text = _SPELLED_YEAR.sub(lambda m: "".join(map(_digit, m[0])), text)
    return _SPELLED.sub(lambda m: str(numeral(m[0].replace("○", "〇")) or m[0]), text)


def _digit(letter: str) -> str:
    return str(max(0, _NUMERALS.index(letter) - 2))


def _checked(day: date | None, *, is_inferred: bool = False) -> Day:
    return Day(day, "", is_inferred) if day else Day(None, "C05")


def _written(match: re.Match[str], calendar: Calendar) -> date | None:
    """The day of a match with a year; one of two digits must be one of the campaign's."""
    year = int(match[1])
    if len(match[1]) == 2:
        year += 2000
        if year not in years_of(calendar):
            return None
    return _date(year, int(match[2] or match[4]), int(match[5]))


def _serial(number: int) -> date | None:
    """The day of a spreadsheet's serial number, such as 45089."""
    if not (_FIRST_SERIAL - _EPOCH).days <= number <= (_LAST_SERIAL - _EPOCH).days:
        return None
    return _EPOCH + timedelta(days=number)


def day_within(year: str | None, month: str, day: str, calendar: Calendar) -> date | None:
    """The day; without a year the one that lies in the campaign, else the nearest to it."""
    return (
        _date(int(year), int(month), int(day)) if year else _nearest(int(month), int(day), calendar)
    )


def _nearest(month: int, day: int, calendar: Calendar) -> date | None:
    """The day of this month and day that lies in the campaign, else the nearest to it."""
    years = years_of(calendar)
    found = [_date(year, month, day) for year in range(years[0] - 1, years[-1] + 2)]
    known = [candidate for candidate in found if candidate]
    return min(known, key=lambda candidate: _distance(candidate, calendar), default=None)


def _distance(day: date, calendar: Calendar) -> int:
    """Days from the campaign; none inside it."""
    last = calendar.week(calendar.n_weeks).ends_on
    return max((calendar.starts_on - day).days, (day - last).days, 0)


def years_of(calendar: Calendar) -> range:
    """The years that the campaign has days in."""
    return range(calendar.starts_on.year, calendar.week(calendar.n_weeks).ends_on.year + 1)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
