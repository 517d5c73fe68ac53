"""What a sheet or file name may say about a week: a week and a sender go in; words come out."""

from __future__ import annotations

from datetime import timedelta

from campaign import Calendar, Week
from sample_data.truth.names import DISTRICT_NAME

_DIGITS = "〇一二三四五六七八九"


def chinese_number(number: int) -> str:
    """A number from 1 to 99 in Chinese numerals: 3 三, 12 十二, 20 二十."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def week_words(week: Week, sender: str, district: str = DISTRICT_NAME.zh) -> dict[str, str]:
    """The words that a layout's templates may use, by their names."""
    first, last, friday = week.starts_on, week.ends_on, Calendar(week.starts_on, 1).deadline(week)
    return {
        "district": district,
        "sender": sender,
        "n": str(week.number),
        "zh": chinese_number(week.number),
        "dates": f"{first.month}月{first.day}日—{last.month}月{last.day}日",
        "dots": f"{first.month}.{first.day}-{last.month}.{last.day}",
        "day": f"{friday.year}年{friday.month}月{friday.day}日",
        "dotday": f"{friday.year}.{friday.month}.{friday.day}",
    }


def span_words(
    first: Week, last: Week, sender: str, district: str = DISTRICT_NAME.zh
) -> dict[str, str]:
    """The words that a log's templates may use: its span of days and the Monday after it."""
    start, end, monday = first.starts_on, last.ends_on, last.ends_on + timedelta(days=1)
    return {
        "district": district,
        "sender": sender,
        "n": str(first.number),
        "to": str(last.number),
        "year": str(start.year),
        "first": f"{start.month}月{start.day}日",
        "last": f"{end.month}月{end.day}日",
        "day": f"{monday.year}年{monday.month}月{monday.day}日",
    }
