"""A heading as typed goes in; without the numbers and marks people put around it, it comes out.

①, 1., （一）, 3.1, A1, *, ★ and brackets around the whole say nothing of a figure; 3月, 第3周, 2次
and 10.16 do.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from campaign import Quantity, fold

_CIRCLED = re.compile(r"^\s*[①-⑳⓪-⓿❶-➓㈠-㈩㊀-㊉⑴-⒇⒈-⒛]+\s*[、.:：)）]?")
_MARKS = "*★☆※▲△●○◆◇■□√✓➤►▶#·•"
_NUMERAL = r"[一二三四五六七八九十]{1,3}"
_LEADS = (
    rf"\((?:\d{{1,2}}|{_NUMERAL}|[a-z])\)[、.:]?",
    r"(?:\d{1,2}(?:[-.]\d{1,2})*|[a-z]\d{0,2}(?:[-.]\d{1,2})*)(?:[、:)]|\.(?!\d))",
    rf"{_NUMERAL}[、.:]",
    r"(?:i{1,3}|iv|vi{0,3}|ix)[、.:]",
    r"(?:\d\.\d|\d{1,2}|[a-z]\d{1,2})"
    r"(?=[\u4e00-\u9fff])(?![年月日周天号季期届次轮批级项大类条人名场本份篇度种元分件个家户所])"
    r"(?!学时|小时|星期|支部|以上)",
)
_NUMBER = re.compile("^(?:" + "|".join(_LEADS) + ")")
_LISTED = re.compile("^(?:" + "|".join(_LEADS[:-1]) + ")")
_OPEN, _SHUT = "[【\u3014{「『〖", "]】\u3015}」』〗"
_BRACKETS = str.maketrans(_OPEN + _SHUT, "(" * len(_OPEN) + ")" * len(_SHUT))
_SHORT = 3
"""of, and, the: words of no meaning of their own."""
_WHOLE = re.compile(r"\(([^()]+)\)")
_ASKED = re.compile(
    r"^(?:求和项:?|sumof|(?:请(?:如实)?(?:填写|输入|选择|填报|上报)|您所在的?|您的|您|贵(?=单位))(?=.))|"
    r"(?<=.)(?:\((?:必填|选填|必答|选答|填空题|单选题|多选题|数字)项?\))+$|(?<=.):$|"
    r"(?<=..)\((?:[甲乙丙丁戊己庚辛壬癸]|[a-z])\)$"
)
"""What questionnaires, pivot tables and statistics write around a heading: 您的单位名称（必填）：,
求和项:, 单位名称（甲）."""


def in_round_brackets(folded: str) -> str:
    """A folded text with round brackets for all others."""
    return folded.translate(_BRACKETS)


@lru_cache(maxsize=16384)
def without_signs(text: str) -> str:
    """A folded text with round brackets alone, and without signs at either end."""
    told = in_round_brackets(fold(_CIRCLED.sub("", text))).strip(_MARKS)
    told = _NUMBER.sub("", told, count=1).strip(_MARKS)
    told = _ASKED.sub("", _ASKED.sub("", told))
    whole = _WHOLE.fullmatch(told)
    return whole[1] if whole else told


def without_number(text: str) -> str:
    """A folded name without a number or mark before it: ①, 3., （二）, ★; its own digits stay."""
    return _LISTED.sub("", fold(_CIRCLED.sub("", text)).strip(_MARKS), count=1)


_BOTH = re.compile(r"(.*[\u4e00-\u9fff])[(（/]?([A-Za-z][A-Za-z &'/.,-]{3,})[)）]?")
_ENGLISH = re.compile(
    r"(?!.*(?:week|cumul|total|plan|target|last|prev|next|rate|year|month|quarter|ytd|date|since|percent|person|people|"
    r"attend|particip|number of p|of which|online|hours|self|site|room))[a-z][a-z &'/()-]*"
)


def in_both_languages(level: str) -> tuple[str, ...]:
    """A heading that says itself again in English, 集中学习 Study, as two; else it alone."""
    both = _BOTH.fullmatch(level)
    return both.groups() if both else (level,)


def is_said_in_english(folded: str, quantity: Quantity) -> bool:
    """Whether a heading says the one above it again in English, by a word of the quantity's own
    and without one that would make another figure of it: Group study, but not This week."""
    own = f"{quantity.label.en} {quantity.measure.en}".lower()
    words = (word for word in own.split() if len(word) > _SHORT)
    return bool(_ENGLISH.fullmatch(folded)) and any(word in folded for word in words)


def normalise(text: str) -> str:
    """A title or note with full-width letters and digits made half-width, ends trimmed."""
    return unicodedata.normalize("NFKC", text).strip()
