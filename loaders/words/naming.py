"""A unit's name as written goes in; the roster's unit, or the doubt with suggestions, comes out.

Exact, then normalised, then confirmed alias. Likeness only orders suggestions; it never decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from campaign import Address, Issue, Roster, Unit, fold
from loaders.words.column_words import is_category
from loaders.words.near_names import NearNames
from loaders.words.signs import without_number

_PREFIX = re.compile(r"^中共")
_FORMS = re.compile(
    r"(?:机关)?(?:党组|党委|党工委|党总支|总支|党支部|支部|机关党委)(?:委员会)?$|(?:人民政府|委员会)$"
)
_SEVERAL = re.compile(r"[、,，;；/\n]+")
_MARKED = re.compile(r"^(?:附[件表]?\d{0,2}[:.、]?|表\d{1,2}[:.、]?|关于|中共)+")
_OF_IT = re.compile(
    r"$|[(:]|的?(?:主题教育|学习教育|主题活动|党史|专题教育|学习贯彻|贯彻|落实|开展|20\d\d|\d{1,2}月|本周|第[\d一二三四五六七八九十]{1,3}周|"
    r"工作(?:进展|情况|周报|统计|动态|报表)|情况(?:统计|汇总|报)|[周月]报|进展|填报|统计表|情况表|调度表|"
    r"(?:检视|查摆|存在)?问题(?:清单|整改|台账|及整改)|整改(?:台账|清单)|(?:民生|办)实事(?:清单|台账)|调研课题(?:清单|台账))"
)
"""What follows a unit's name in the title of its own sheet."""
_OTHER_BODY = re.compile(
    r"(?<!领导小组办公)(?<!主题教育办公)[科股处室]$|(?:系统|党委|总支|支部|小组|(?:下属|所属|二级|事业)单位|[大中]队)$|"
    r"..(?:中心|[所站院馆]|学校|[小中]学|公司|协会)$"
)
_ITSELF = re.compile(r"(?:机关|本级)$")
_OF_ALL = re.compile(r"[各全本我](?!科|室)|[区县市镇](?:直|级|属)|基层")
_OWN_BRANCH = re.compile(r"机关(?:第.{1,2})?党?支部$")
_SUGGESTED = 3
"""A question with more answers is no longer read; the list of all units is beside it."""
_SHORTEST = 2
"""A name of one letter stands in front of anything."""
_LEAST = 3
"""A doubled syllable or pair may be a name of its own; hardly one is three characters twice."""


@dataclass(frozen=True)
class Match:
    """What a name resolved to. `code` is empty for a sure match, else the issue to raise;
    `by` says how: exact, normalised or alias; `candidates` are suggestions, best first; `distant`
    those of four characters with one wrong, where none is nearer: no code agrees with them."""

    unit: Unit | None
    code: str = ""
    by: str = "exact"
    candidates: tuple[Unit, ...] = ()
    distant: tuple[Unit, ...] = ()


class UnitNames:
    """The names by which the units of one day may be called."""

    def __init__(self, roster: Roster, *, on: date, district_words: tuple[str, ...]) -> None:
        """Names valid on `on`; those of other days are known as closed or renamed only (U04)."""
        full = tuple(map(fold, roster.district_names))
        self._full = frozenset(full)
        self._districts = full + tuple(name[:-1] for name in full if len(name) > 2)
        self._words = tuple(map(fold, district_words))
        self._valid = roster.on(on)
        self._by_id = {unit.id: unit for unit in self._valid}
        self._exact: dict[str, set[str]] = {}
        self._loose: dict[str, set[str]] = {}
        for unit in self._valid:
            self._learn(unit)
        self._own = {
            text: unit for unit in self._valid if len(self._exact[text := fold(unit.name)]) == 1
        }
        self._alias = {name: id_ for name, id_ in roster.aliases.items() if id_ in self._by_id}
        self._gone = {
            fold(name): self._by_id.get(unit.id, unit)
            for unit in roster.units
            for name in (unit.name, *unit.short_names)
        }
        self._codes = {fold(unit.code): unit for unit in self._valid if unit.code}

    def _learn(self, unit: Unit) -> None:
        self._exact.setdefault(fold(unit.name), set()).add(unit.id)
        for name in (unit.name, *unit.short_names):
            self._loose.setdefault(self.normal(name), set()).add(unit.id)
        for name in unit.short_names:
            self._exact.setdefault(fold(name), set())
            self._loose.setdefault(fold(name), set()).add(unit.id)

    def normal(self, name: str) -> str:
        """A name without the district's own name and the usual Party prefixes and suffixes."""
        text = _PREFIX.sub("", fold(name))
        for district in sorted(self._districts, key=len, reverse=True):
            if text.startswith(district) and len(text) > len(district) + 1:
                text = text[len(district) :]
                text = text.removeprefix(district) if district in self._full else text
                break
        for word in self._words:
            text = text.removeprefix(word) if len(text) > len(word) + 1 else text
        stripped = _FORMS.sub("", text)
        text = stripped if len(stripped) >= 2 else text
        return text.removeprefix("区") if len(text) > 3 else text

    def in_title(self, title: str) -> Unit | None:
        """The one unit whose sheet a title says it is: its name stands in front, and what follows
        is of the campaign (区妇联主题教育工作进展), not the rest of a longer name."""
        text = _MARKED.sub("", fold(title))
        fronts = {text, *(text.removeprefix(name) for name in self._districts)}
        found = {
            name: self._exact.get(name) or self._loose.get(name) or set()
            for name in {*self._exact, *self._loose}
            if len(name) > 1
            and any(f.startswith(name) and _OF_IT.match(f, len(name)) for f in fronts)
        }
        longest = max(map(len, found), default=0)
        ids = set().union(*(told for name, told in found.items() if len(name) == longest))
        return self._by_id[next(iter(ids))] if len(ids) == 1 else None

    def mentions_others(self, text: str, own: Unit | None) -> bool:
        """Whether a text names a unit of the day besides `own`."""
        left = fold(text)
        for name in self._by_length:
            if name in left:
                left = left.replace(name, "·")
                if self.match(name).unit != own:
                    return True
        return False

    @cached_property
    def _by_length(self) -> list[str]:
        """All names of enough letters to stand for a unit in a sentence, the longest first."""
        names = {name for name in (*self._exact, *self._loose) if len(name) >= _LEAST}
        return sorted(names, key=lambda name: (-len(name), name))

    def names_other_body(self, title: str, own: Unit) -> bool:
        """Whether a title in front of the campaign's words names a part of a unit, more than it or
        somebody else (区财政局综合科, 财政系统, 机关党委), rather than it."""
        text = _MARKED.sub("", fold(title))
        for district in self._districts:
            text = text.removeprefix(district)
        words = (m for m in _OF_IT.finditer(text) if m[0])
        head = text[: next((match.start() for match in words), 0)]
        named = self.match(_ITSELF.sub("", head)).unit
        left = iter(fold(own.name))
        is_short = all(letter in left for letter in head)  # 区人社局
        if is_short or named == own or self.in_title(title) == own:
            return False
        called = {fold(own.name), *map(fold, own.short_names), self.normal(own.name)}
        is_more = any(head.startswith(name) for name in called if len(name) >= _SHORTEST)
        return bool(named) or is_more or bool(_OTHER_BODY.search(head) and not _OF_ALL.match(head))

    def by_code(self, code: str) -> Unit | None:
        """The unit with an office-assigned code."""
        return self._codes.get(fold(code))

    def named(self, raw: str) -> Unit | None:
        """The unit whose own name this is, to the letter, and nobody else's."""
        return self._own.get(fold(raw))

    @cached_property
    def groups(self) -> Mapping[str, str]:
        """The group of each unit of the day, in protocol order."""
        return {unit.id: unit.group_id for unit in self._valid}

    @cached_property
    def members(self) -> Mapping[str, tuple[Unit, ...]]:
        """The units of the day by their group."""
        found: dict[str, list[Unit]] = {}
        for unit in self._valid:
            found.setdefault(unit.group_id, []).append(unit)
        return {group: tuple(units) for group, units in found.items()}

    def match(self, raw: str) -> Match:
        """The unit a name means, or why it cannot be said: U01, U02 or U04."""
        text = _once(fold(raw))
        found = self._exact.get(text) or set()
        if len(found) == 1:
            return Match(self._by_id[next(iter(found))])
        if text in self._alias:
            return Match(self._by_id[self._alias[text]], by="alias")
        if len(found) > 1:
            return Match(None, "U02", candidates=self._units(found))
        found = self._loose.get(text) or self._loose.get(self.normal(text)) or set()
        if found:
            return self._loosely(text, found)
        if text in self._gone:
            return Match(None, "U04", candidates=(self._gone[text],))
        named = self._several(raw)
        if named:
            return Match(None, "U18", candidates=named)
        return self._numbered(text, raw) or self._unknown(raw)

    def _loosely(self, text: str, found: set[str]) -> Match:
        """The one unit called so but for prefixes and suffixes; 机关党支部 may be one branch of
        several."""
        if len(found) > 1:
            return Match(None, "U02", candidates=self._units(found))
        unit = self._by_id[next(iter(found))]
        if _OWN_BRANCH.search(text) and unit.sub_org_total > 1:
            return Match(None, "U01", candidates=(unit,))
        return Match(unit, by="normalised")

    def _unknown(self, raw: str) -> Match:
        near = self.suggestions(raw)
        distant = () if near else self.suggestions(raw, is_short=True)
        return Match(None, "U01", candidates=near, distant=distant)

    def _numbered(self, text: str, raw: str) -> Match | None:
        """The unit whose name a number or a mark stands before: 3.区财政局."""
        bare = without_number(raw)
        found = self.match(bare) if bare not in (text, fold(raw)) else Match(None)
        return replace(found, by="normalised") if found.unit else None

    def _several(self, raw: str) -> tuple[Unit, ...]:
        """The units of a cell that names several (甲局、乙局); none if any is unknown."""
        parts = [part for part in _SEVERAL.split(raw) if part.strip()]
        found = [self.match(part).unit for part in parts] if len(parts) > 1 else []
        return tuple(unit for unit in found if unit) if all(found) else ()

    def _units(self, ids: Iterable[str]) -> tuple[Unit, ...]:
        return tuple(sorted((self._by_id[i] for i in ids), key=lambda u: (u.sort_no, u.id)))

    def suggestions(self, raw: str, *, is_short: bool = False) -> tuple[Unit, ...]:
        """Up to three units a person may have meant: an abbreviation of the name, or close to it,
        with the same digits and ordinals; of a name `is_short` those with one other character."""
        best: dict[str, float] = {}
        for near, way in self._near:
            for id_, like in near.of(way(raw), is_short=is_short):
                best[id_] = max(like, best.get(id_, 0.0))
        scored = ((-like, self._by_id[id_].sort_no, id_) for id_, like in best.items())
        return tuple(self._by_id[id_] for _, _, id_ in sorted(scored)[:_SUGGESTED])

    @cached_property
    def _near(self) -> list[tuple[NearNames, Callable[[str], str]]]:
        """All names as written, and without what names of units share."""
        named = [(n, unit.id) for unit in self._valid for n in (unit.name, *unit.short_names)]
        return [(NearNames((way(n), id_) for n, id_ in named), way) for way in (fold, self.normal)]


def _once(text: str) -> str:
    """A folded name that was written twice in its cell, once."""
    half = len(text) // 2
    return text[:half] if half >= _LEAST and text == text[:half] * 2 else text


@lru_cache(maxsize=32)
def names_on(roster: Roster, on: date, district_words: tuple[str, ...]) -> UnitNames:
    """The names of one day, made once for all files read with the same roster."""
    return UnitNames(roster, on=on, district_words=district_words)


@lru_cache(maxsize=32)
def names_ever(roster: Roster) -> frozenset[str]:
    """Every folded name, own or short, of any unit of the roster, whenever it existed."""
    names = (name for unit in roster.units for name in (unit.name, *unit.short_names))
    return frozenset(map(fold, names)) | frozenset(roster.aliases)


def unknown_unit(match: Match, at: Address, raw: str) -> Issue:
    """The doubt about a name that is no unit's, or several units', with those it may mean; a
    category such as 机关 means none."""
    candidates = () if is_category(raw) else match.candidates or match.distant
    named = "、".join(unit.name for unit in candidates)
    ids = tuple(unit.id for unit in candidates)
    return Issue(match.code, at, raw, {"a": named, "n": len(ids), "candidates": ids})


def spelling_note(unit: Unit, at: Address, raw: str, by: str) -> list[Issue]:
    """A note where the name is not the roster's own: a confirmed alias, or another spelling."""
    if fold(raw) == fold(unit.name):
        return []
    return [Issue("U12" if by == "alias" else "U10", at, raw, {"a": unit.name})]
