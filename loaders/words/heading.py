"""A column's header texts go in; the form field it is, and how sure that is, come out.

Dates, limits, measure words and the words 本周 and 累计 are taken off before comparing. Words that
make it another figure are not: 上周研讨交流, 未完成整改 and 研讨交流（人次） are nobody's aliases.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache

from rapidfuzz import fuzz

from campaign import CampaignPack, Form, Quantity, fold
from loaders.words.around_words import is_over_others, is_over_part
from loaders.words.measure_words import counts, is_measure_word, two_named
from loaders.words.other_figures import BRACKETS, THIS_WEEK, is_other_figure, without_days
from loaders.words.reach import Reach, reach_of
from loaders.words.signs import in_both_languages, is_said_in_english, without_signs
from loaders.words.word_parts import SURE, is_denied, named_fields

_SINCE_LAUNCH = re.compile(
    r"总累计|累计|累积|自?(?:主题教育|学习教育|活动)?(?:启动|开展|实施)?(?:以来|至今)|迄今"
    r"|截[至止]到?(?:目前|现在|今|当前)"
)
_DONE_IN = re.compile(r"(?:本周|当周|[本当]期|累计)(?:完成|开展|组织)(?:数量?|值|情况|量)?")
_MEASURE = (
    r"(场次|人次|次数|场数|人数|天数|(?<![本当上前])期数|篇数|份数|个数|件数|条数|项数|"
    r"(?<=[/(:])[^/():]{1,3})"
)
_COUNTED = re.compile(r"([场人]次)数(?=\)?$)")
_LONGEST_TAIL = 40  # characters: a measure word with 单位 before it has some ten
_TAIL = re.compile(rf"[/:、,(]*(?:单位:)?{_MEASURE}\)?$")
_LEAD = re.compile(r"^(?:其中|开展|累计|组织)?[::]")
_NEUTRAL = frozenset(("", "数", "数量", "情况", "开展情况", "小计", "合计", "总", "总数", "总计",
                      "新增"))  # fmt: skip
_BOTH = ("(人次)", "(人)", "(人数)")
_SHORT = 3
"""Two letters point to too many headings to be worth a question."""
_HALF = 0.5
"""How much speaks for a heading that the pack itself has asked about: as much as against it."""
_CLOSE = 85.0
"""Words of two quantities of the pack are alike up to 73 of 100, but for 交流发言 and 交流发言会
(89); what is likelier than that is still only asked about."""


@dataclass(frozen=True)
class Heading:
    """What a column is. `field` is None if unknown; `cumulative` is None if no word says.

    `is_guess` marks a field found by likeness, to be confirmed, `share` how much of the heading
    speaks for it (0-1); `by_words` one found surely by word parts rather than an alias; `is_open`
    a heading whose words may mean the week as well as since the launch (本周累计, 截至10月20日).
    """

    path: tuple[str, ...]
    field: str | None = None
    cumulative: bool | None = None
    is_guess: bool = False
    is_open: bool = False
    by_words: bool = False
    share: float = SURE

    @cached_property
    def label(self) -> str:
        """The header levels joined with '/', blanks removed, a repeated level dropped."""
        return "/".join(self.path)


def header_path(texts: Sequence[str]) -> tuple[str, ...]:
    """The levels of one column's header, blanks removed; empty and repeated levels are dropped."""
    path: list[str] = []
    for text in texts:
        level = "".join(text.split())
        if level and (not path or path[-1] != level):
            path.append(level)
    return tuple(path)


@lru_cache(maxsize=16384)
def strip_level(level: str) -> str:
    """A header level without blanks, dates, limits, measure words and period words."""
    text = BRACKETS.sub("", _without_measure(fold(level)))
    text = THIS_WEEK.sub("", _SINCE_LAUNCH.sub("", text))
    return _LEAD.sub("", without_days(text)).strip("-—/:、,.")


@lru_cache(maxsize=16384)
def _plain(level: str) -> str:
    """A header level folded, without signs around it; 场次数 is 场次."""
    return _COUNTED.sub(r"\1", without_signs(level))


def _bare(level: str) -> str:
    return strip_level(_plain(level))


def _unsigned(level: str, form: Form) -> str:
    """A bare level; none of two letters that is no alias itself: 一、学习 is a section's title."""
    bare = _bare(level)
    if len(bare) >= _SHORT or _plain(level) == fold(level):
        return bare
    return bare if any(bare == fold(a) for f in form.fields for a in f.aliases) else ""


@lru_cache(maxsize=16384)
def exact_heading(path: tuple[str, ...], form: Form, pack: CampaignPack) -> Heading:
    """The field whose alias the joined path, or else its deepest telling level, equals, or whose
    word parts explain all of that level.

    One that says both 本周 and 累计, or 截至 alone, is open; brackets with words of their own may
    narrow the figure, and what stands under a part of a quantity is of it: both are asked about.
    """
    # English below a heading says it again (`is_said_in_english`); alone it is the heading.
    words, told = _vocabulary(form, has_english=len(path) == 1), path
    path = tuple(part for level in path for part in in_both_languages(level))
    cumulative, is_open = period_word(path)
    whole = "/".join(text for text in map(_bare, path) if text)
    if len(path) > 1 and "/" in whole and words.get(whole):
        return Heading(told, words[whole], cumulative, is_open=is_open)
    for depth in reversed(range(len(path))):
        alias = words.get(fold(path[depth])) or words.get(_unsigned(path[depth], form))
        field = alias or _by_words(path[depth], form)
        if field and _says_it(path, depth, field, form, pack):
            is_sure = field not in pack.quantity or not (
                (alias and _is_narrowed(path[depth], words, pack.quantity[field]))
                or _is_under_a_part(path[:depth], field, form, pack)
                or any(is_over_part(level, form) for level in path[:depth])
            )
            found = Heading(told, field, cumulative, is_open=is_open)
            return replace(found, by_words=not alias) if is_sure else _guess(found, _HALF)
    if "/" in whole and words.get(whole):
        return Heading(told, words[whole], cumulative, is_open=is_open)
    return _of_two(told, form, pack) or Heading(told, None, cumulative, is_open=is_open)


def _of_two(path: tuple[str, ...], form: Form, pack: CampaignPack) -> Heading | None:
    """An open heading that names a quantity's own count beside those who were there, （场次/人次）:
    its cells may hold both."""
    pair = two_named(path[-1]) if path else None
    if pair is None or not any(one.endswith(_BOTH) for one in pair):
        return None
    found = [exact_heading((*path[:-1], one), form, pack) for one in pair]
    known = [each for each in found if each.field in pack.quantity and not each.is_guess]
    return Heading(path, known[0].field, known[0].cumulative, is_open=True) if known else None


def _guess(told: Heading, share: float) -> Heading:
    return replace(told, is_guess=True, share=share)


def _by_words(level: str, form: Form) -> str:
    """The one field whose word parts explain all of a level, its measure and period taken off."""
    found = named_fields(_told(level), form)
    sure = [named.id for named in found if named.share == SURE]
    return sure[0] if len(sure) == 1 else ""


def _told(level: str) -> str:
    """A level without signs, dates, measure and period words, its other brackets kept."""
    text = _without_measure(_plain(level))
    text = THIS_WEEK.sub("", _SINCE_LAUNCH.sub("", without_days(text)))
    return BRACKETS.sub(
        lambda m: "" if is_measure_word("".join(filter(None, m.groups()))) else m[0], text
    )


def _is_under_a_part(above: tuple[str, ...], field: str, form: Form, pack: CampaignPack) -> bool:
    """Whether a level above names another quantity that is itself a part of one: 研讨交流 under
    中心组学习 is the centre group's."""
    vocabulary = _vocabulary(form)
    named = {vocabulary.get(_bare(level)) or _by_words(level, form) for level in above}
    parts = (pack.quantity.get(id_ or "") for id_ in named - {field})
    return any(part is not None and part.part_of for part in parts)


def _says_it(path: tuple[str, ...], depth: int, field: str, form: Form, pack: CampaignPack) -> bool:
    """Whether the other words of the heading leave the quantity what its alias says."""
    quantity = pack.quantity.get(field)
    if quantity is None:
        return True
    below = all(is_neutral(level, quantity) for level in path[depth + 1 :])
    above = not any(is_over_others(level, form, quantity) for level in path[:depth])
    level, words = path[depth], _vocabulary(form, has_english=len(path) == 1)
    return below and above and (fold(level) in words or _fits(level, quantity))


def _is_narrowed(level: str, words: dict[str, str], quantity: Quantity) -> bool:
    """Whether brackets behind an alias hold words that are no measure, period, date or limit."""
    text, own = _plain(level), {fold(quantity.measure.zh), fold(quantity.measure.en)}
    inside = {"".join(found) for found in BRACKETS.findall(without_days(text))} - own
    return text not in words and any(
        not (is_measure_word(t) or strip_level(t) in _NEUTRAL) for t in inside
    )


def _fits(level: str, quantity: Quantity) -> bool:
    """Whether brackets and measure word around an alias say nothing against it."""
    text = _plain(level)
    around = text.replace(strip_level(text), "")
    measure = _measure(text)
    return not is_other_figure(around) and (not measure or counts(measure, quantity))


def is_neutral(level: str, quantity: Quantity) -> bool:
    """Whether a lower header level only says 本周, 累计, a date or the quantity's own measure."""
    text = _plain(level)
    measure = text if is_measure_word(text) else _measure(text)
    rest = "" if is_measure_word(text) or _DONE_IN.fullmatch(text) else strip_level(text)
    is_own = rest in _NEUTRAL and (not measure or counts(measure, quantity))
    return is_said_in_english(text, quantity) or (is_own and _fits(level, quantity))


@lru_cache(maxsize=16384)
def likely_heading(path: tuple[str, ...], form: Form, pack: CampaignPack) -> Heading:
    """The one quantity an unlisted heading points to, as a question; without a field if none or
    several. Only its lowest telling level is asked."""
    cumulative, is_open = period_word(path)
    telling = [depth for depth, level in enumerate(path) if _bare(level) not in _NEUTRAL]
    lowest = telling[-1] if telling else len(path)
    if not telling or any(map(is_other_figure, path[lowest:])):
        return Heading(path, None, cumulative)
    found, share = _likeliest(path[lowest], form, pack)
    if not found or not _fits_below(path, lowest, form, pack.quantity[found]):
        return Heading(path, None, cumulative)
    return _guess(Heading(path, found, cumulative, is_open=is_open), share)


def _fits_below(path: tuple[str, ...], depth: int, form: Form, quantity: Quantity) -> bool:
    above = any(is_over_others(level, form, quantity) for level in path[:depth])
    below = all(is_neutral(level, quantity) for level in path[depth + 1 :])
    return not above and _fits(path[depth], quantity) and below


def _without_measure(text: str) -> str:
    """A folded heading without the measures behind it: 场次(场) says one twice."""
    match = _TAIL.search(text, len(text) - min(len(text), _LONGEST_TAIL))
    return _without_measure(text[: match.start()]) if match and is_measure_word(match[1]) else text


def _measure(text: str) -> str:
    """The measure word at the end of a folded heading: in brackets, behind a slash, or bare."""
    match = _TAIL.search(text, len(text) - min(len(text), _LONGEST_TAIL))
    return match[1] if match and is_measure_word(match[1]) else ""


@lru_cache(maxsize=16384)
def period_word(path: tuple[str, ...]) -> tuple[bool | None, bool]:
    """Whether a heading says since the launch, or of the week, or neither; and whether its words
    leave that open: a level says both and none below it one, or two levels contradict."""
    told = [
        (bool(_SINCE_LAUNCH.search(text)), bool(THIS_WEEK.search(text))) for text in map(fold, path)
    ]
    plain = [since for since, of_week in reversed(told) if since != of_week]
    if plain:
        return (None, True) if (not plain[0]) in plain else (plain[0], False)
    if any(since for since, _ in told):
        return None, True
    return None, any(reach_of(level) > Reach.UNSAID for level in path)


@cache
def _vocabulary(form: Form, *, has_english: bool = False) -> dict[str, str]:
    words: dict[str, str] = {}
    for field in form.fields:
        for alias in (*field.aliases, *([field.label.en] if has_english else [])):
            words.setdefault(fold(alias), field.id)
            words.setdefault(strip_level(alias), field.id)
    words.pop("", None)
    return words


def _likeliest(level: str, form: Form, pack: CampaignPack) -> tuple[str, float]:
    """The one quantity a level points to: by a heading the pack asks about, by its word parts, or
    by an alias of what is owed that differs in a letter; how much speaks for it. Else nothing."""
    text = _bare(level)
    if len(text) < _SHORT:
        return "", 0.0
    quantities = [f for f in form.fields if f.id in pack.quantity]
    asked = [f.id for f in quantities if text in map(fold, f.asked)]
    if asked:
        return (asked[0], _HALF) if len(asked) == 1 else ("", 0.0)
    named = [n for n in named_fields(_told(level), form) if n.id in pack.quantity]
    if named:
        is_clear = len(named) == 1 or named[0].share > named[1].share
        return (named[0].id, named[0].share) if is_clear else ("", 0.0)
    scored = [(max(fuzz.ratio(text, fold(a)) for a in f.aliases), f.id) for f in quantities]
    close = [
        (id_, score / 100)
        for score, id_ in scored
        if score >= _CLOSE and not (pack.quantity[id_].is_further or is_denied(text, form, id_))
    ]
    return close[0] if len(close) == 1 else ("", 0.0)
