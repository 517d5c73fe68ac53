"""A text beside a table goes in; whether it speaks of how far the table's figures reach, over the
week or since the launch, comes out.

Only words of the figures do: a deadline, the day the figures were collected and the day the sheet
was filled in say nothing of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from campaign import Address, fold
from loaders.words.deadlines import without_deadlines
from loaders.words.told import told


class Reach(IntEnum):
    """How far the words around a table say that its figures reach, the weightier the greater.

    CUT_OFF is a bare 截至 with a day: of the week, unless nothing at all speaks of weeks.
    SINCE_LAUNCH decides where nothing says week. OPEN never decides: 截至第3周, 今年以来, 总体情况.
    """

    UNSAID = 0
    CUT_OFF = 1
    SINCE_LAUNCH = 2
    OPEN = 3


_DENIED = re.compile(
    r"(?:非|不(?:含|是|填|报|计|要|用|得|必|需)?|勿|无需|除|区别于)"
    r"(?:填报?|报|按|以|为|含)?累[计积計](?:数|值)?"
    r"|累[计积](?:数|值|情况)?[^,。;()]{0,4}(?:自动|系统|另[行表]|不[填报用必])"
    r"|[\"“「'‘]累[计积計](?:数|值)?[\"”」'’][^,。;]*"
)
_COLLECTED = re.compile(
    r"(?:数据|统计|采集|汇总|信息|资料|口径|时间|时点|日期|数字)(?:均|都|为|是)?[^,。;()]{0,2}截[止至]"
    r"(?!到?(?:目前|现在|今|当前))"
)
_OTHER_SPAN = re.compile(
    r"(?:今年|本年|年初|去年|上年|本月|本季度?|上半年|下半年)[^,。;()]{0,4}?(?:以来|至今|累[计积計])"
    r"|截[至止]到?(?:第?(?:\d{1,2}|[一二三四五六七八九十]{1,3})周|[本当上这]周(?![一二三四五六日天]))"
    r"|(?:数据|统计)(?:均|都|为|是|:)?截[止至]到?(?:目前|现在|今|当前)"
)
_SINCE = re.compile(
    r"累[计积計]|(?<!大)以来|至今|迄今|截[至止]到?(?:目前|现在|今|当前)|目前为止|至目前"
    r"|[自从](?!即日|本周)[^,。;()自从]{1,14}?起(?![草点步])|\d[日号]起"
    r"|(?:启动|开展|部署|开始)(?:之?日)?(?:至|到)(?!位)|cumulative|todate|sincelaunch"
)
_OVERALL = re.compile(r"总体(?:进展|开展|推进|完成|工作)*情况")
_AS_OF = re.compile(r"截[止至]")
_ALL = re.compile(r"均|都|全部|所有|一律|以上|以下|上述|表[中内]|本表|各项")
_THIS_WEEK = re.compile(r"[本当这该]周(?![一二三四五六日天末])|本期|近?一周(?!一)|周新增")
_SOME_WEEK = re.compile(
    r"上周(?![一二三四五六日天末])|第?(?:\d{1,2}|[一二三四五六七八九十]{1,3})个?周(?![年岁一二三四五六日天末])"
    r"|week\d|w\d{2}(?!\d)"
)
_WEEKLY = re.compile(r"周报|每周|周统计|周调度|周进展|周情况|周工作")


@dataclass(frozen=True)
class Mention:
    """One text's word on the reach, and where it stands, None for the name of a sheet or file;
    `is_note` marks a note on the table rather than its title."""

    reach: Reach = Reach.UNSAID
    raw: str = ""
    address: Address | None = None
    is_note: bool = False

    @property
    def is_of_columns(self) -> bool:
        """Whether it explains columns that say 本周 and 累计, rather than speaking of all."""
        return bool(this_week(self.raw)) or (self.is_note and not _ALL.search(self.raw))

    @property
    def words(self) -> str:
        """The words alone that speak of the reach: nothing else of the text need be repeated."""
        said = _said(self.raw)
        found = (pattern.search(said) for pattern in (_OTHER_SPAN, _SINCE, _OVERALL, _AS_OF))
        return next((match[0] for match in found if match), "")

    @property
    def likeness(self) -> str:
        """The text without numbers and days, alike from week to week."""
        return re.sub(r"[\d一二三四五六七八九十廿]+", "", fold(self.raw))


NOTHING_SAID = Mention()


@lru_cache(maxsize=1 << 12)
def reach_of(text: str) -> Reach:
    """What a text says of the reach of the figures it stands beside."""
    said = _said(text)
    if _OTHER_SPAN.search(said):
        return Reach.OPEN
    if _SINCE.search(said):
        return Reach.SINCE_LAUNCH
    if _OVERALL.search(said) and not week_words(text):  # 本周总体情况 is the week's
        return Reach.OPEN
    return Reach.CUT_OFF if _AS_OF.search(_COLLECTED.sub("", said)) else Reach.UNSAID


def _said(text: str) -> str:
    """The folded text without deadlines, and without 累计 where it is denied."""
    return _DENIED.sub("", fold(without_deadlines(text)))


@lru_cache(maxsize=1 << 12)
def this_week(text: str) -> str:
    """What a text says of this week (本周, 当周, 一周), empty if nothing; 本周五 is a day."""
    match = _THIS_WEEK.search(fold(without_deadlines(text)))
    return match[0] if match else ""


@lru_cache(maxsize=1 << 12)
def week_words(text: str) -> str:
    """The words of a text that speak of this or any one week, empty without."""
    match = _SOME_WEEK.search(fold(without_deadlines(text)))
    return this_week(text) or (match[0] if match else "")


is_of_weeks = told(_WEEKLY.search)
"""Whether a text calls the table a weekly one: 周报, 每周."""
