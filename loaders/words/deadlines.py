"""A text goes in; it comes out without the words that say by when something is to be sent.

A deadline is no day of the figures: 请于11月27日前报送, 报送截止时间：每周日17时前.
"""

from __future__ import annotations

import re
import unicodedata

_DATE = r"(?:(?:\d{4}\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*\d{1,2}(?!\d)\s*[日号]?|\d{1,2}\s*[日号])"
_WEEKDAY = (
    r"(?:第\s*[^\s第周]{1,3}\s*周\s*(?:的\s*)?)?"
    r"[每本下次当逢]?个?(?:周|星期|礼拜)[一二三四五六日天末]"
)
_HOUR = r"(?:[上中下]午|早上|晚上?|下班)?\s*\d{1,2}\s*(?:[:时点]\s*(?:\d{1,2}\s*分?|整|半)?)"
_WHEN = (
    rf"(?:(?:{_DATE}|{_WEEKDAY}|{_HOUR}|[每本次下]月\s*\d{{1,2}}\s*[日号]|[上中下]午|"
    r"下班|[月周]底|月末|次日|当日|当天)\s*(?:\([^()]{1,6}\))?[\s、]*)"
)
_NOT_BY = r"(?![后期段半列置沿往]|[一二两三几]年)"
_SENT = r"(?:报送|上报|提交|填报|填表|反馈|报表|交表|报回|寄送|发送)"
_LABEL = rf"截[止至]\s*(?:{_SENT})?(?:时间|日期|期限|时点|时刻|日)"
_BY_WHEN = re.compile(
    rf"(?:(?:请|务必|务|须|需|应|限)[^,。;()\s]{{0,10}})?(?<![关对由])于?\s*{_WHEN}+之?以?前{_NOT_BY}"
    rf"|(?:{_SENT}[^,。;():\s]{{0,4}}(?:{_LABEL}|截[止至])|{_LABEL})"
    rf"\s*[:为是于到]?\s*{_WHEN}*(?:之?前|止)?"
    rf"|截[止至]\s*[于到]?\s*{_WHEN}+(?:之?前|止)?\s*(?:[仍尚]?未{_SENT}|{_SENT}(?!情况|数据|的))"
    rf"|{_WHEN}+截止(?!目前|第|日|时)"
)


def without_deadlines(text: str) -> str:
    """The half-width text with each deadline left out; what else it says stays."""
    text = unicodedata.normalize("NFKC", text)
    return _BY_WHEN.sub(" ", text) if "前" in text or "截" in text else text
