"""A heading's words go in; whether they speak of another figure than a week's comes out: another
time, a plan, a rate, a part or a denial."""

from __future__ import annotations

import re
from calendar import monthrange

from campaign import fold

THIS_WEEK = re.compile(r"本周新增|本周数|周新增|本周|当周|[本当]期|本次")
BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^【】]*)】")
_DATES = re.compile(r"截[至止]|(?:\d{4}年)?\d{1,2}月\d{1,2}日|[≥≤><]=?\d+%?|-?\d{1,2}\.\d{1,2}$")
_SPAN = re.compile(
    r"(?:\d{4}年)?(\d{1,2})[月./](\d{1,2})日?[-—–~～至到]+(?:\d{4}年)?(?:(\d{1,2})[月./])?(\d{1,2})日?"
)
_WEEK = 7
"""The longest span of days that is one week's."""
_A_YEAR = 2023
"""A year without a leap day: 2月26日—3月4日 may be a week."""
_WEEK_NUMBER = r"第(?:\d{1,2}|[一二三四五六七八九十]{1,3})周"
_OTHER_FIGURE = re.compile(
    rf"{_WEEK_NUMBER}|[\d一二两三四五六七八九十几]个?周|[上下前](?:一|1)?[周期月]|今年|年初|下一?步|去年|往年|同期|[同环]比|较上|增[减幅]|[\d本当该一二两三四五六七八九十]个?月|"
    r"月度|季度?|全年|年度|计划|拟|预计|目标|任务|应|未|尚|待|不|率|占比|比例|排名|名次|"
    r"督导|指导组|巡[察视]|审计"
)
_PART = re.compile(r"其中|仅|不含")
_TASK = re.compile(
    r"重点任务|任务[一二三四五六七八九十\d]|(?:目标)?任务(?=(?:的)?(?:完成|落实|推进|进展|开展)(?:情况|进度)?$)"
)
"""Tasks that a heading names, rather than how much was to be done."""


def without_days(text: str) -> str:
    """A folded heading without its days, limits and spans of a week at most; a longer span makes
    another figure of it and stays."""
    if any(_days(match) > _WEEK for match in _SPAN.finditer(text)):
        return text
    return _DATES.sub("", _SPAN.sub("", text))


def _days(match: re.Match[str]) -> int:
    """How many days a span has at the least."""
    first, last = int(match[1]), int(match[3] or match[1])
    months = [(first + at - 1) % 12 + 1 for at in range((last - first) % 12)]
    return sum(monthrange(_A_YEAR, m)[1] for m in months) + int(match[4]) - int(match[2]) + 1


def is_other_figure(text: str) -> bool:
    """Whether a text speaks of another week, a plan, a rate, a part or a denial."""
    folded = _TASK.sub("", without_days(fold(text)))
    if _SPAN.search(folded):
        return True
    if THIS_WEEK.search(folded):
        folded = re.sub(_WEEK_NUMBER, "", folded)
    if any(_PART.match(inside) for match in BRACKETS.findall(folded) for inside in match):
        return True
    return bool(_OTHER_FIGURE.search(folded))
