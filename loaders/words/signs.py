"""A heading as typed goes in; without the numbers and marks people put around it, it comes out.

①, 1., （一）, 3.1, A1, *, ★ and brackets around the whole say nothing of a figure; 3月, 第3周, 2次
and 10.16 do.
"""

from __future__ import annotations

import re
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
_OPEN, _SHUT = "[【\u3014{「『〖", "]】\u3015}」』〗"
_BRACKETS = str.maketrans(_OPEN + _SHUT, "(" * len(_OPEN) + ")" * len(_SHUT))
_SHORT = 3
"""of, and, the: words of no meaning of their own."""
_WHOLE = re.compile(r"\(([^()]+)\)")


@lru_cache(maxsize=16384)
def without_signs(text: str) -> str:
    """A folded text with round brackets alone, and without signs at either end."""
    told = fold(_CIRCLED.sub("", text)).translate(_BRACKETS).strip(_MARKS)
    told = _NUMBER.sub("", told, count=1).strip(_MARKS)
    whole = _WHOLE.fullmatch(told)
    return whole[1] if whole else told


_ENGLISH = re.compile(
    r"(?!.*(?:week|cumul|total|plan|target|last|prev|next|rate|year|month|quarter|ytd|date|since|percent|person|people|"
    r"attend|particip|number of p|of which|online|hours|self|site|room))[a-z][a-z &'/()-]*"
)


def is_said_in_english(folded: str, quantity: Quantity) -> bool:
    """Whether a heading says the one above it again in English, by a word of the quantity's own
    and without one that would make another figure of it: Group study, but not This week."""
    own = f"{quantity.label.en} {quantity.measure.en}".lower()
    words = (word for word in own.split() if len(word) > _SHORT)
    return bool(_ENGLISH.fullmatch(folded)) and any(word in folded for word in words)
