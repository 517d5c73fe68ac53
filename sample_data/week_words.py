"""What a sheet or file name may say about a week: a week and a sender go in; words come out."""

from __future__ import annotations

from campaign import Calendar, Week
from sample_data.names import DISTRICT_NAME

_DIGITS = "〇一二三四五六七八九"


def chinese_number(number: int) -> str:
    """A number from 1 to 99 in Chinese numerals: 3 三, 12 十二, 20 二十."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def week_words(week: Week, sender: str) -> dict[str, str]:
    """The words that a layout's templates may use, by their names."""
    first, last, friday = week.starts_on, week.ends_on, Calendar(week.starts_on, 1).deadline(week)
    return {
        "district": DISTRICT_NAME.zh,
        "sender": sender,
        "n": str(week.number),
        "zh": chinese_number(week.number),
        "dates": f"{first.month}月{first.day}日—{last.month}月{last.day}日",
        "dots": f"{first.month}.{first.day}-{last.month}.{last.day}",
        "day": f"{friday.year}年{friday.month}月{friday.day}日",
        "dotday": f"{friday.year}.{friday.month}.{friday.day}",
    }
