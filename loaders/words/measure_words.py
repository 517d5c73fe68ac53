"""A measure word as written goes in; whether it counts what a quantity counts comes out.

场 and 次 both count sessions; 人次 counts attendances, and twenty of them are not twenty sessions.
"""

from __future__ import annotations

import re

from campaign import Quantity, fold

_SESSIONS = frozenset({"场次", "场", "次", "场(次)", "届", "期", "次数", "场数"})
_HEADS = frozenset({"人次", "人", "人(次)", "名", "人数"})
_DAYS = frozenset({"天", "日", "工作日", "天数"})
_PAPERS = frozenset({"篇", "份", "个", "篇数", "份数", "个数"})
_ITEMS = frozenset({"个", "条", "项", "件", "宗", "点", "家", "支"})
_COUNTS = frozenset({"个数", "条数", "项数", "件数"})
_FAMILIES = {
    "场次": _SESSIONS,
    "次": _SESSIONS,
    "人次": _HEADS,
    "天": _DAYS,
    "篇": _PAPERS,
    "个": _ITEMS | _COUNTS,
    "件": _ITEMS | _COUNTS,
    "数": _SESSIONS | _PAPERS | _ITEMS | _COUNTS | {"套", "册", "本", "户", "处"},
}
_ALL = frozenset().union(*_FAMILIES.values()) | {"套", "册", "本", "学时", "小时", "%", "期数"}
MEASURED = re.compile(
    r"(.+?)(" + "|".join(map(re.escape, sorted(_ALL, key=len, reverse=True))) + ")"
)
"""A number with its measure word behind it, blanks removed."""


_TWO = re.compile(r"([^/()]*?)\(?([^/、,()]{1,8}(?:\(次\))?)[/、,]([^/、,()]{1,8}(?:\(次\))?)\)?")


def counts_heads(word: str) -> bool:
    """Whether a measure word counts people rather than what they were at."""
    return word in _HEADS


def is_other_dimension(word: str, quantity: Quantity) -> bool:
    """Whether a sheet that is counted in a word (人次, 小时, %) cannot mean the quantity; 次 over
    problems or 个 over sessions is careless only."""
    return word in _HEADS | _DAYS | {"学时", "小时", "%"} and not counts(word, quantity)


def two_named(heading: str) -> tuple[str, str] | None:
    """The two headings that one with a bar may stand for: 党课(场) and 党课(人次) for
    党课（场/人次）, 读书班应到 and 读书班实到 for 读书班（应到/实到）; None for 场/次."""
    match = _TWO.fullmatch(fold(heading))
    if match is None:
        return None
    name, first, second = match.groups()
    if not (is_measure_word(first) and is_measure_word(second)):
        return f"{name}{first}", f"{name}{second}"
    if counts_heads(first) == counts_heads(second):
        return None
    return (f"{name}({first})", f"{name}({second})") if name else (first, second)


def is_measure_word(text: str) -> bool:
    """Whether a text is nothing but a measure word."""
    return text in _ALL


def counts(word: str, quantity: Quantity) -> bool:
    """Whether the measure word counts what the quantity counts; an unknown word does not."""
    own = quantity.measure.zh
    family = _FAMILIES.get(own) or next((f for f in _FAMILIES.values() if own in f), {own})
    return word in family
