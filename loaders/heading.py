"""A column's header texts go in; the form field it is, and how sure that is, come out.

Dates, limits, measure words and the words 本周 and 累计 are taken off before comparing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from campaign import CampaignPack, Form, fold

_THIS_WEEK = re.compile(r"本周|当周|本期|周新增|本周数")
_SINCE_LAUNCH = re.compile(r"累计|累积|总累计|启动以来")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_MEASURE = r"场次|人次|场|次|天|日|篇|个|条|项|件|家|期|份|人"
_TAIL = re.compile(rf"[/:、,]?(?:\({_MEASURE}\)|[/](?:{_MEASURE})|单位[:](?:{_MEASURE}))$")
_DATES = re.compile(r"截[至止]|(?:\d{4}年)?\d{1,2}月\d{1,2}日|[≥≤><]=?\d+%?|-?\d{1,2}\.\d{1,2}$")
_LEAD = re.compile(r"^(?:其中|开展|累计|组织)?[::]")
_CLOSE = 85.0


@dataclass(frozen=True)
class Heading:
    """What a column is. `field` is None if unknown; `cumulative` is None if no word says.

    `is_guess` marks a field found by likeness, to be confirmed; `rivals` are the fields an unknown
    heading could mean when it points to more than one.
    """

    path: tuple[str, ...]
    field: str | None = None
    cumulative: bool | None = None
    is_guess: bool = False
    rivals: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The header levels joined with '/', blanks removed, a repeated level dropped."""
        return "/".join(self.path)


def header_path(texts: Sequence[str]) -> tuple[str, ...]:
    """The levels of one column's header, blanks removed; empty and repeated levels are dropped."""
    path: list[str] = []
    for text in texts:
        level = re.sub(r"\s+", "", text)
        if level and (not path or path[-1] != level):
            path.append(level)
    return tuple(path)


def stripped(level: str) -> str:
    """A header level without blanks, dates, limits, measure words and period words."""
    text = fold(level)
    text = _THIS_WEEK.sub("", _SINCE_LAUNCH.sub("", _BRACKETS.sub("", _TAIL.sub("", text))))
    return _LEAD.sub("", _DATES.sub("", text)).strip("-—/:、,.")


def exact_heading(path: tuple[str, ...], form: Form) -> Heading:
    """The field whose alias the deepest telling level, a parent, or the joined path equals."""
    words = _vocabulary(form)
    joined = fold("/".join(path))
    cumulative = _period_word(joined)
    levels = [stripped(level) for level in reversed(path)]
    for text in [fold(path[-1]) if path else "", *levels, stripped_path(path)]:
        if text and text in words:
            return Heading(path, words[text], cumulative)
    return Heading(path, None, cumulative)


def guessed_heading(path: tuple[str, ...], form: Form, pack: CampaignPack) -> Heading:
    """The one quantity an unlisted heading points to, as a question; without a field if none or
    several."""
    cumulative = _period_word(fold("/".join(path)))
    for level in reversed(path):
        text = stripped(level)
        found = _pointed(text, form, pack) if len(text) >= 3 else ()
        if len(found) == 1:
            return Heading(path, found[0], cumulative, is_guess=True)
        if found:
            return Heading(path, None, cumulative, rivals=found)
    return Heading(path, None, cumulative)


def stripped_path(path: tuple[str, ...]) -> str:
    """The stripped levels joined with '/'."""
    return "/".join(text for text in map(stripped, path) if text)


def _period_word(text: str) -> bool | None:
    if _SINCE_LAUNCH.search(text):
        return True
    return False if _THIS_WEEK.search(text) else None


@cache
def _vocabulary(form: Form) -> dict[str, str]:
    words: dict[str, str] = {}
    for field in form.fields:
        for alias in field.aliases:
            words.setdefault(fold(alias), field.id)
            words.setdefault(stripped(alias), field.id)
    words.pop("", None)
    return words


def _pointed(text: str, form: Form, pack: CampaignPack) -> tuple[str, ...]:
    quantities = [f for f in form.fields if f.id in pack.quantity]
    held = [f.id for f in quantities if any(_contains(text, fold(a)) for a in f.aliases)]
    if held:
        return tuple(held)
    scored = sorted((max(fuzz.ratio(text, fold(a)) for a in f.aliases), f.id) for f in quantities)
    if scored and scored[-1][0] >= _CLOSE:
        return tuple(id_ for score, id_ in scored if score >= _CLOSE)
    return ()


def _contains(text: str, alias: str) -> bool:
    shorter, longer = sorted((text, alias), key=len)
    return len(shorter) >= 3 and len(shorter) * 2 >= len(longer) and shorter in longer


def normalised(text: str) -> str:
    """A title or note with full-width letters and digits made half-width, ends trimmed."""
    return unicodedata.normalize("NFKC", text).strip()
