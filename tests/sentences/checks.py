"""What a page says goes in; sentences that cannot be true come out, each with what is wrong.

Most are found by what a sentence was made of: its key and its parameters. Where a rule is about
words, it is about the text as it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from campaign import wording
from tests.sentences.heard import Page, Sentence

_BROKEN = re.compile(r"\bnan\b|\binf\b|\{\w*\}|−0%|-0\b|NaT|<NA>")
"""What no reader should ever see."""
_NUMBER = re.compile(r"^-?\d+(?:\.\d+)?%?$")
_AT_LEAST_ONE = re.compile(
    r"(unknown|not_in|no_data|caught_up|cannot_tell|chance|late|never|over|heard_of|idle|missing|key_behind|without)$"
)
"""Keys that tell of some units: of none there is nothing to tell."""


def complaints(page: Page) -> Iterator[str]:
    """Everything that is wrong with a page, whatever its figures are."""
    for text in (*page.texts, *page.files):
        if found := _BROKEN.search(text):
            yield f"broken words: …{text[max(found.start() - 60, 0) : found.end() + 20]}…"
    for sentence in page.sentences:
        if None in sentence.params.values():
            yield f"{sentence.key}: no figure: {sentence.text}"
        for check in (parts_fit, ends_hold, shares_fit, points_fit, some_are_some):
            if said := check(sentence):
                yield f"{sentence.key}: {said}: {sentence.text}"
    yield from dateline(page)
    yield from one_reach(page)
    yield from lists_counted(page)


def number(value: Any) -> float | None:
    """A parameter's number, a percentage as points; None where it is none."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, str) and _NUMBER.match(value):
        return float(value.rstrip("%"))
    return None


def _of(sentence: Sentence, *names: str) -> tuple[float, ...] | None:
    """The numbers of these parameters; None where the sentence has not all of them."""
    found = [number(sentence.params.get(name)) for name in names]
    return None if None in found else tuple(n for n in found if n is not None)


def parts_fit(sentence: Sentence) -> str:
    """A part is no more than its whole."""
    for part, whole in (("over", "under"), ("n", "every"), ("n", "total"), ("unknown", "n")):
        if (told := _of(sentence, part, whole)) and told[0] > told[1]:
            return f"{part} {told[0]:g} of {whole} {told[1]:g}"
    return ""


def ends_hold(sentence: Sentence) -> str:
    """What is said lies between its lowest and its highest."""
    told = _of(sentence, "lowest", "share", "highest")
    return "" if told is None or told[0] <= told[1] <= told[2] else f"ends {told}"


def shares_fit(sentence: Sentence) -> str:
    """A percentage is its numerator over its denominator, and between 0 and 100."""
    told = _of(sentence, "over", "under", "share")
    if told and str(sentence.params["share"]).endswith("%"):
        over, under, _ = told
        due = wording("en").percent(over / under) if under else "unknown"
        if due != sentence.params["share"]:
            return f"share should be {due}"
    share = sentence.params.get("share")
    if isinstance(share, str) and share.endswith("%") and not 0 <= float(share[:-1]) <= 100:
        return "no share"
    return ""


def points_fit(sentence: Sentence) -> str:
    """A difference has no sign, its words do; it is that of the two shares beside it."""
    if (told := _of(sentence, "points")) and told[0] < 0:
        return "a negative difference"
    if told := _of(sentence, "share", "before", "points"):
        way = 1 if sentence.key.endswith(".up") else -1
        if abs(way * (told[0] - told[1]) - told[2]) > 0.15:  # two roundings
            return f"{told[0]} after {told[1]} is no {way * told[2]}"
    return ""


def some_are_some(sentence: Sentence) -> str:
    """Who tells of some units tells of one at least."""
    told = _of(sentence, "n")
    is_none = told is not None and told[0] == 0
    return "of none" if is_none and _AT_LEAST_ONE.search(sentence.key) else ""


def _n(page: Page, key: str) -> float | None:
    """The one number `n` of a key that the page says once; None where it does not."""
    found = {number(sentence.params.get("n")) for sentence in page.said(key)}
    return found.pop() if len(found) == 1 else None


def dateline(page: Page) -> Iterator[str]:
    """Of those expected some reported by the cut, and the others did not."""
    due, came, missing = (
        _n(page, f"dateline.{name}") for name in ("expected", "reported", "not_in")
    )
    late = _n(page, "dateline.late") or 0
    if due is None or came is None:
        return
    if came + (missing or 0) + late > due:
        yield f"dateline: {came:g} in, {late:g} late and {missing} not of {due:g}"
    if any(True for _ in page.said("dateline.all_in")) and came + late != due:
        yield f"dateline: all in, but {came:g} of {due:g}"


_REACH = ("answer.reach", "answer.reach.bounds")


def one_reach(page: Page) -> Iterator[str]:
    """The answer and the tile say the same share of the same units."""
    told = {
        (str(s.params["over"]), str(s.params["under"]), str(s.params["share"]))
        for s in page.said(*_REACH)
    }
    if len(told) > 1:
        yield f"two answers: {told}"


def lists_counted(page: Page) -> Iterator[str]:
    """A count over a list is the list's own; every unit named is in the rows."""
    for table in page.tables:
        if "reach" in table.columns and (n := _n(page, "coverage.not_reached.note")) is not None:
            reached = wording(str(page.look.said.get("lang", "zh_CN"))).text("reach.reached")
            if n != (rows := int((table["reach"] != reached).sum())):
                yield f"{n:g} not reached over {rows} such rows"
        if {"due", "visits"} <= {*table.columns}:
            yield from _dues(page, table)


def _dues(page: Page, table: Any) -> Iterator[str]:
    """The answer on inspections counts what the rows say."""
    words = wording(str(page.look.said.get("lang", "zh_CN")))
    for key, word in {"never": "never", "over": "over", "unknown_units": "unknown"}.items():
        n = _n(page, f"inspections.answer.{key}")
        rows = int((table["due"] == words.text(f"visited.{word}")).sum())
        if n is not None and n != rows:
            yield f"{n:g} {key} over {rows} such rows"
    told = next(page.said("inspections.answer.reach", "inspections.answer.reach.at_least"), None)
    visits = sum(number(str(told).lstrip("≥ ")) or 0 for told in table["visits"])
    if told is not None and not number(told.params["n"]) >= visits:  # type: ignore[operator]
        yield f"{told.params['n']} visits over rows of {visits}"
