"""A paragraph of a draft goes in; the numbers in it that speak of a figure of the campaign come
out, each with what it speaks of, as far as its own words say.

A number is taken up only where its measure word follows it and a quantity or a share is named in
its clause, or was in its sentence. Whatever else stands beside it makes it a number of which
nothing can be said: better silent than wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from campaign import CUMULATIVE, CampaignPack, Kind, fold

_SENTENCE = re.compile(r"[^。！？!?\n]+")
_CLAUSE = re.compile(r"[^，,；;：:、]+")
_NUMBER = re.compile(
    r"(?<![\d.,/~～—–-])(\d+(?:\.\d+)?)(?![\d/~～—–-]|\.\d)\s?([%％]|[\u4e00-\u9fff]{0,3})"
)
_WEEK = re.compile(r"本周|当周|本期")
_SINCE = re.compile(r"累计|自?(?:主题教育|学习教育|活动)?(?:启动|开展)以来|截[至止]")
_PLAIN = re.compile(
    r"全[区县]|各单位|各级党组织|主题教育|共计?|已?(?:开展|组织|举办|召开|进行)|(?:已知)?至少|已报|达到?|"
    r"[了为是有的数\s()（）“”]"
)
"""Words that leave a figure what it is; 已知至少 and 已报 are the bulletin's own. Not 已 and 完成:
12 done of the problems found are another figure."""
_TAIL = re.compile(r"[\s)）”]*(?:[（(](?:本周|其中)\d.*)?")
"""What may follow a number: nothing, or how many gave it, or what of it is another's."""
_OTHER = re.compile(
    r"上周|[上下][一1个]?[周月期年]|[去往]年|同期|较|比|计划|目标|任务|预计|拟|应|未|人均|平均|每|增|减|提高|降低|"
    r"\d+月|\d+年|\d+日|第[\d一二三四五六七八九十]+周|"
    r"[\u4e00-\u9fff]+(?:镇|乡|街道|局|委|办|公司|学校|医院|社区|村|支部|总支|系统|组|县|市|省|区)"
)
"""Another time, another measure or another body: said before in a sentence, it may hold for the
rest of it."""


@dataclass(frozen=True)
class ClaimedNumber:
    """A number that speaks of a figure. `start` and `end` are its place in the paragraph, its unit
    included, `decimals` how many it has.

    `figures` are the slots of a quantity or the measure it may be: several where no word says of
    which time. `place` is KIND:ID of the place named, empty for the district. Where not `is_plain`
    other words stand beside it, and nobody can say what it is of.
    """

    start: int
    end: int
    value: float
    decimals: int
    figures: tuple[str, ...]
    place: str
    is_plain: bool


@dataclass(frozen=True)
class Spoken:
    """The words of a campaign in a week: shares and places by their names (a measure's id, KIND:ID,
    empty for the district), and the marks of the week itself, its number and days."""

    pack: CampaignPack
    shares: Mapping[str, str]
    places: Mapping[str, str]
    own: tuple[str, ...] = ()

    @cached_property
    def quantities(self) -> Mapping[str, str]:
        """Quantity ids by their names; of a name that two bear, none."""
        found: dict[str, set[str]] = {}
        for quantity in self.pack.quantities:
            if quantity.kind in (Kind.COUNT, Kind.DAYS) and quantity.measure.zh:
                heads = self.pack.weekly_form.field.get(quantity.id)
                for name in map(fold, (quantity.label.zh, *(heads.aliases if heads else ()))):
                    if re.fullmatch(r"[\u4e00-\u9fff]{3,}", name):
                        found.setdefault(name, set()).add(quantity.id)
        return {name: next(iter(of)) for name, of in found.items() if len(of) == 1}

    def of(self, text: str, names: Mapping[str, str]) -> tuple[list[str], str]:
        """What a text names, the longest names first, and the text without them."""
        found = []
        for name in _longest(tuple(names)):
            if name in text:
                found.append(names[name])
                text = text.replace(name, " ")
        return found, text


def _longest(names: Iterable[str]) -> list[str]:
    return sorted(names, key=len, reverse=True)


@dataclass
class _Said:
    """What a sentence has said so far: its text, the subject of its last number and its time."""

    spoken: Spoken
    text: str = ""
    subject: str = ""
    times: list[bool] = field(default_factory=list)


def claimed_numbers(text: str, spoken: Spoken, *, under: str = "") -> Iterator[ClaimedNumber]:
    """The numbers of one paragraph that speak of a figure, in order; `under` is its heading, which
    may name another place or time for all of it."""
    for sentence in _SENTENCE.finditer(text):
        said = _Said(spoken, under)
        for clause in _CLAUSE.finditer(sentence[0]):
            at, ended = sentence.start() + clause.start(), 0
            for number in _NUMBER.finditer(clause[0]):
                before = clause[0][ended : number.start()]
                claim = _claim(number, before, clause[0][number.end() :], said, at)
                said.text += clause[0][ended : number.end()]
                ended = number.end()
                if claim is not None:
                    yield claim
            said.text += clause[0][ended:]


def _claim(
    number: re.Match[str], before: str, after: str, said: _Said, at: int
) -> ClaimedNumber | None:
    """The number with its subject; None where it has none that is counted as it is."""
    spoken = said.spoken
    unit, named, rest = _subject(number, before, said)
    if not unit:
        return None
    said.times = _times(before) or said.times or _times(said.text)
    places, rest = spoken.of(_without(rest, spoken.own), spoken.places)
    earlier, beyond = spoken.of(_without(said.text, spoken.own), spoken.places)
    beyond = _PLAIN.sub(" ", spoken.of(beyond, spoken.quantities)[1])
    named_places = [place for place in dict.fromkeys((*earlier, *places)) if place]
    is_own = bool(named or _times(before))  # else it may be a part of the number before
    is_clear = not (_bare(rest) or len(named_places) > 1 or _OTHER.search(beyond))
    is_plain = is_own and is_clear and bool(_TAIL.fullmatch(number[2][len(unit) :] + after))
    return ClaimedNumber(
        start=at + number.start(),
        end=at + number.start(2) + len(unit),
        value=float(number[1]),
        decimals=len(number[1].partition(".")[2]),
        figures=_slots(said.subject, said.times, spoken.pack),
        place=named_places[0] if len(named_places) == 1 else "",
        is_plain=is_plain,
    )


def _subject(number: re.Match[str], before: str, said: _Said) -> tuple[str, list[str], str]:
    """The number's unit, empty where it is not that of what is spoken of; what the words before it
    name, and the rest of them. What they name is what the sentence speaks of from here on."""
    spoken, is_share = said.spoken, number[2] in ("%", "％")
    named, rest = spoken.of(before, spoken.shares if is_share else spoken.quantities)
    subject = named[0] if len(named) == 1 else "" if named else said.subject
    unit = number[2] if is_share else _measure(subject, spoken.pack)
    if is_share != (subject in spoken.shares.values()) or not number[2].startswith(unit):
        return "", named, rest
    said.subject = subject
    return unit, named, rest


def _measure(subject: str, pack: CampaignPack) -> str:
    quantity = pack.quantity.get(subject)
    return quantity.measure.zh if quantity else ""


def _times(text: str) -> list[bool]:
    """Whether since the launch, by each word that says a time."""
    return [True for _ in _SINCE.finditer(text)] + [False for _ in _WEEK.finditer(text)]


def _slots(subject: str, times: list[bool], pack: CampaignPack) -> tuple[str, ...]:
    """The slots of a quantity that the words allow; a share is itself."""
    if subject not in pack.quantity:
        return (subject,)
    slots = pack.quantity[subject].slots
    if len(slots) == 1 or len(set(times)) != 1:
        return slots
    return (subject + CUMULATIVE,) if times[0] else (subject,)


def _without(text: str, marks: tuple[str, ...]) -> str:
    for mark in _longest(marks):
        text = text.replace(mark, " ")
    return text


def _bare(text: str) -> str:
    """What of a text may make another figure of a number beside it."""
    return _PLAIN.sub("", _SINCE.sub("", _WEEK.sub("", text)))
