"""A cell's text goes in; whether it is nothing but names of persons comes out.

What is a word of the pack or of the roster is none, whatever it looks like; a name inside a
sentence is not told at all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from campaign import HIDDEN, CampaignPack, Roster, fold
from loaders.files import CellMemory, CellValue, cell_text
from loaders.words.furniture import is_signer
from loaders.words.name_shapes import is_name, is_shaped, is_surname, is_town, is_word
from loaders.words.personal import mask

_LONGEST = 60
"""Characters: four who signed, each with a label and a telephone; longer is a sentence."""
_PARTS = re.compile(r"[\s、,;/|:()\[\]【】<>《》。]+")
_SPREAD = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])\s+([\u4e00-\u9fff]{1,2})(?![\u4e00-\u9fff])"
)
"""张 三, as short names are spread to the width of long ones."""
_TITLED = re.compile(
    r"(.{1,4}?)(?:副?(?:书记|主任|局长|科长|处长|部长|镇长|乡长|县长|区长|市长|校长|院长|所长|站长|队长|组长|班长|主席|会长|"
    r"经理|董事长|秘书长)|常委|委员|秘书|干事|科员|调研员|教授|老师|医生|律师|工程师|同志|先生|女士|师傅|等\d*[人名]?|[\d*]+)"
)
_BESIDE = re.compile(
    r"[-+\d年月日.]+|等?\d*[人名]?|男|女|汉族?|签[字名]?|(?:手机|电话|座机)[号码]*|"
    r"(?:副?(?:书记|主任|局长|科长|处长|部长|组长|班长))|同志"
)
"""What may stand beside a name in its cell without making a sentence."""
_ROLE = re.compile(r"[\u4e00-\u9fff]{1,4}[人员](?:签[字名])?")
"""记录人, 值班员: who it is whose name stands beside."""
_TELEPHONE = re.compile(r"(?:0\d{2,3}[-\s]?)?[2-8]\d{6,7}(?:[-转]\d{1,6})?")
_APART = re.compile(r"[\s、,，;；/|。]+")
_LEFT_OUT = re.compile("[某×xX*○〇]")
_WRITTEN_OUT = (
    "镇",
    "乡",
    "街道",
    "村",
    "社区",
    "办事处",
    "区",
    "县",
    "市",
    "农场",
    "林场",
    "学校",
    "小学",
    "中学",
)
"""What makes an organisation of the word before it, somewhere else in the file."""
_CUTS = re.compile(r"([-_—\s()\[\]【】（）、，,.+&]+)")


class BareNames:
    """Tells the cells that are nothing but persons' names, given the words that are none."""

    def __init__(self, known: frozenset[str] = frozenset(), units: Sequence[str] = ()) -> None:
        """`known` are folded words, `units` units' folded names, which people shorten as they
        like."""
        self._known, self._units = known, units
        self.cells: CellMemory[bool] = CellMemory(self.is_in)
        """Where they stand among a sheet's cells: `sheet.told(names.cells)`."""

    def is_in(self, value: CellValue) -> bool:
        """Whether a cell names a person and says nothing else: 张三, 张 三, 王主任, 张三、李四,
        填表人 李四 审核 王五, 张三 0871-1234567."""
        if not isinstance(value, str) or not 2 <= len(value) <= _LONGEST:
            return False
        whole = fold(value)
        if whole in self._known or is_word(whole):
            return False
        if self._names(whole):
            return True
        text = _SPREAD.sub(_together, unicodedata.normalize("NFKC", value).strip())
        parts = [part for part in _PARTS.split(text) if part]
        names = [part for part in parts if self._names(part)]
        rest = [part for part in parts if part not in names]
        if any(map(is_signer, rest)):
            names += [part for part in rest if is_shaped(part) and not is_signer(part)]
        return bool(names) and all(self._is_beside(part) for part in rest if part not in names)

    def signs(self, value: CellValue) -> bool:
        """Whether a cell is a name, a label for one, or a telephone: all that a line that signs
        below a table has."""
        text = fold(cell_text(value))
        is_label = is_signer(text) or bool(_ROLE.fullmatch(text.rstrip(":")))
        return bool(_TELEPHONE.fullmatch(text)) or is_label or self.is_in(value)

    def undecided(self, text: str, around: str) -> tuple[str, ...] | None:
        """The words of a text that names an organisation or a person, nobody can say which; none
        where each is a town's, a unit's, or written out in the texts `around`. None where it names
        persons for sure (王主任, 张某)."""
        whole = text.strip()
        words = [whole] if is_name(fold(whole)) else [part for part in _APART.split(whole) if part]
        if _LEFT_OUT.search(text) or any(map(_titled, map(fold, words))):
            return None
        if not all(is_name(fold(word)) or self._knows(word) for word in words):
            return None
        return tuple(word for word in words if not self._is_organisation(word, around))

    def undecided_in(self, name: str, around: str) -> tuple[str, ...]:
        """The same of what stands between the marks of a file's or a sheet's name."""
        parts = [part for part in _CUTS.split(name) if self._names(part)]
        return tuple(word for part in parts for word in self.undecided(part, around) or ())

    def shown(self, name: str) -> str:
        """A file's or a sheet's name as it is shown while it waits: without persons for sure."""
        parts = _CUTS.split(name)
        return "".join(HIDDEN if self._is_sure(part) else part for part in parts)

    def hidden_in(self, name: str) -> str:
        """A file's or a sheet's name without those of persons between its marks: 周报-张三.xlsx."""
        parts = _CUTS.split(name)
        return "".join(HIDDEN if self._names(part) else part for part in parts)

    def _is_sure(self, part: str) -> bool:
        return self._names(part) and self.undecided(part, "") is None

    def _knows(self, word: str) -> bool:
        text = fold(word)
        return text in self._known or any(_is_short_for(text, unit) for unit in self._units)

    def _is_organisation(self, word: str, around: str) -> bool:
        if self._knows(word) or is_town(fold(word)):
            return True
        return any(word + end in around for end in _WRITTEN_OUT)

    def _names(self, text: str) -> bool:
        if text in self._known:
            return False
        if is_name(text):
            return not any(_is_short_for(text, unit) for unit in self._units)
        named = _titled(text)
        return bool(named) and named not in self._known

    @staticmethod
    def _is_beside(text: str) -> bool:
        return bool(_BESIDE.fullmatch(text) or _ROLE.fullmatch(text)) or is_signer(text)


def _titled(text: str) -> str:
    """Who has an office in a text of nothing else: 王 of 王主任; empty without."""
    found = _TITLED.fullmatch(text)
    if found is None or is_word(text) or not (is_name(found[1]) or is_surname(found[1])):
        return ""
    return found[1]


def _together(spread: re.Match[str]) -> str:
    return spread[1] + spread[2] if is_surname(spread[1]) else spread[0]


def _is_short_for(text: str, name: str) -> bool:
    """Whether a text leaves nothing but letters of a name out: 王庄 for 王家庄镇."""
    letters = iter(name)
    return all(letter in letters for letter in text)


def is_signature(values: Sequence[CellValue]) -> bool:
    """Whether the cells of a row are a person's name and what stands beside it, and nothing else:
    张三 | 0871-63512345."""
    return any(map(_ANYBODY.is_in, values)) and all(map(_ANYBODY.signs, values))


def text_without_persons(text: str) -> str:
    """A text of a ledger or of a file without persons' numbers and without names that stand alone
    in it, by the words of everyday language."""
    return _ANYBODY.hidden_in(mask(text))


def name_shown(text: str) -> str:
    """A file's name as it is shown and not kept: without numbers, and without persons for sure."""
    return _ANYBODY.shown(mask(text))


def marks_of(words: Iterable[str]) -> dict[str, str]:
    """What stands for each of these words where it is kept: two sheets stay two."""
    told = dict.fromkeys(words)
    return {word: HIDDEN if n == 1 else f"{HIDDEN}{n}" for n, word in enumerate(told, start=1)}


_ANYBODY = BareNames()


@lru_cache(maxsize=32)
def bare_names(pack: CampaignPack, roster: Roster) -> BareNames:
    """Tells persons' names by the words of a pack and a roster; made once for all their files."""
    known = frozenset(map(fold, (*_words_of(pack), *_units_of(roster))))
    return BareNames(known, tuple({fold(unit.name) for unit in roster.units}))


def _units_of(roster: Roster) -> Iterator[str]:
    yield from roster.aliases
    yield from roster.district_names
    for name in roster.district_names:
        yield name[:-1]
    for unit in roster.units:
        yield from (unit.name, *unit.short_names)


def _words_of(pack: CampaignPack) -> Iterator[str]:
    """Every word of the pack that a sheet may repeat, each level of a heading by itself too."""
    yield from pack.district_words
    labels = [*pack.workstreams.values(), pack.name, pack.short_name]
    for options in pack.choices.values():
        labels += [option.label for option in options]
        yield from chain.from_iterable(option.aliases for option in options)
    labels += [type_.label for type_ in pack.types] + [group.label for group in pack.groups]
    yield from chain.from_iterable(type_.aliases for type_ in pack.types)
    yield from chain.from_iterable(group.aliases for group in pack.groups)
    for quantity in pack.quantity.values():
        labels += [quantity.label, quantity.measure, *(o.label for o in quantity.options)]
    for form in pack.forms:
        labels.append(form.label)
        yield from form.signature
        for field in form.fields:
            labels.append(field.label)
            for heading in (*field.aliases, *field.asked):
                yield from (heading, *heading.split("/"))
    yield from (label.zh for label in labels)
