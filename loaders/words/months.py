"""The name of a row goes in; the months it speaks of come out: 一季度, 1-6月, 上半年, 全年."""

from __future__ import annotations

import re
from functools import lru_cache

from campaign import fold

_YEAR = re.compile(r"^(?:\d{4}|本|当)年(?:度)?(?=.)")
_NUMERALS = {c: n for n, c in enumerate("一二三四五六七八九十", start=1)} | {"十一": 11, "十二": 12}
_NUMBER = r"(\d{1,2}|十[一二]?|[一二三四五六七八九])"
_MONTH = re.compile(rf"{_NUMBER}月份?(?:合计|小计)?")
_MONTHS = re.compile(rf"{_NUMBER}月?[-—–~～至到]{_NUMBER}月份?(?:累计|合计|小计)?")
_QUARTER = re.compile(rf"第?{_NUMBER}季度?(?:累计|合计|小计)?|q([1-4])")
_HALVES = {"上": range(1, 7), "下": range(7, 13)}
_HALF = re.compile(r"([上下])半年度?(?:累计|合计|小计)?")
_WHOLE = re.compile(r"全年(?:累计|合计|总计)?")


@lru_cache(maxsize=4096)
def months_in(name: str) -> frozenset[int]:
    """The months that a row's whole name says; empty for any other name."""
    text = _YEAR.sub("", fold(name))
    if found := _MONTH.fullmatch(text):
        return _span(_number(found[1]), _number(found[1]))
    if found := _MONTHS.fullmatch(text):
        return _span(_number(found[1]), _number(found[2]))
    if found := _QUARTER.fullmatch(text):
        last = 3 * _number(found[1] or found[2])
        return _span(last - 2, last)
    if found := _HALF.fullmatch(text):
        return frozenset(_HALVES[found[1]])
    return _span(1, 12) if _WHOLE.fullmatch(text) else frozenset()


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else _NUMERALS[text]


def _span(first: int, last: int) -> frozenset[int]:
    return frozenset(range(first, last + 1)) if 1 <= first <= last <= 12 else frozenset()
