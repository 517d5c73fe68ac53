"""A text or a column goes in; whether it names a person comes out: numbers, names, how they are
written.

A pattern that finds too much empties a cell and says so; one that finds too little keeps a person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain

from loaders.files import CellMemory, CellValue, cell_text
from loaders.words.name_shapes import is_name, is_shaped, is_spelt, surnames

_GAP = r"[\s\-\u2010-\u2015._·\u00ad\u200b-\u200f\u2060\ufeff]{0,8}+"
"""What stands between the groups of a number, when it is not written in one piece."""
_BORN = rf"(?:0{_GAP}[1-9]|1{_GAP}[0-2]){_GAP}(?:0{_GAP}[1-9]|[12]{_GAP}[0-9]|3{_GAP}[01])"
_MOBILE = rf"(?:(?:(?:00{_GAP})?86|0){_GAP})?1{_GAP}[3-9](?:{_GAP}[0-9]){{9}}"
_FIFTEEN = rf"[1-9](?:{_GAP}[0-9]){{7}}{_GAP}{_BORN}(?:{_GAP}[0-9]){{3}}"
_EIGHTEEN = rf"[1-9](?:{_GAP}[0-9]){{16}}{_GAP}[0-9xX]"
_RUN = re.compile(rf"[0-9](?:{_GAP}[0-9]){{10,}}+(?:{_GAP}[xX])?")
"""Digits enough for a number, found fast; most of them are fractions."""
_NUMBER = re.compile(rf"(?<![0-9])(?:{_MOBILE}|{_EIGHTEEN}|{_FIFTEEN})(?![0-9xX])")
_DATED = re.compile(r"[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643
_CHECKS = "10x98765432"
_FORMS = (
    range(0x80, 0x10000),
    range(0x1D400, 0x1D800),
    range(0x1F100, 0x1F200),
    range(0x1FB00, 0x1FC00),
)
"""Where Unicode has other forms of Latin letters and digits."""
_IN_NUMBER = re.compile(rf"[0-9A-Za-z+]+|{_GAP}")
_APART = re.compile("[^0-9xX]+")
_FIRST_GROUP = 3
"""A number is written 138 1234 5678, 110105 19491231 002X, or letter by letter; a date or a list of
figures begins with a shorter group."""
_FRACTION = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d{1,3})?")
_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=\d*[a-f])[0-9a-f]{24,}", re.I)
"""Keys that programs give to parts of a file: digits and the letters a to f."""
_AROUND = 40
"""Characters before and behind a number that may make a fraction or a key of it."""
SURNAME = "(?:{}|[{}])".format(
    "|".join(sorted(surnames("double"))),
    "".join(sorted(surnames("plain") | surnames("wordlike"))),
)
_COMRADE = re.compile(
    rf"{SURNAME}(?!全体|广大|各位|有关|相关|党员|干部|部分|离退休|机关|上)[\u4e00-\u9fff×xX*]{{1,2}}(?<!老)(?<!女)"
    r"同志(?!纪念|故居|旧居|事迹|诞辰)"
)
_HIDDEN = re.compile(rf"{SURNAME}某{{1,2}}(?![\u4e00-\u9fff]?[区县市镇村局单])")
_TOLD = re.compile(
    rf"(?:姓名|联系人|联络员|负责人|经办人|填[表报]人|审核人|书记|主任|局长|组长|班长)[:：]\s*{SURNAME}[\u4e00-\u9fff某]{{1,2}}"
)
_DOER = re.compile(
    rf"[由请]({SURNAME}[\u4e00-\u9fff]{{1,2}}?)(?:负责|牵头|主持|带队|汇报|主讲|授课|讲授|记录|填[表报写]|联系|审核)"
)
"""Who does it, inside a sentence: 由王小明负责."""
_LATIN = re.compile(
    r"(?:contact(?: person)?|(?:prepared|filled in|reported|checked) by|联系人|联络员|负责人|"
    r"填[表报]人|审核人)\s*[:：]\s*([a-z]+)[ ,]+([a-z]+)(?![a-z])",
    re.IGNORECASE,
)
"""Behind a label for persons two words, of which one is a surname: Contact: Li Ming."""
_LISTED = re.compile(r"[、,，;；/\s]+")
_LONG = 1e9
"""A telephone number has eleven digits and an identity number eighteen; no figure has ten."""
_ENOUGH, _SHARE, _SURE = 3, 0.8, 0.5
"""One or two short words of a column begin with a surname by chance (高新, 方案); in a list of
persons a few cells are blank strokes or offices, hardly every fifth, and few names are words."""


def digits(value: CellValue) -> str:
    """A cell as text with all the digits of a long number."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e20:
        return f"{value:.0f}"
    return cell_text(value)


@lru_cache(maxsize=1 << 14)
def holds_number(text: str) -> bool:
    """Whether a text holds a mobile or an identity number, in one piece or in groups."""
    return len(text) >= 11 and number_within(text)


def number_within(text: str) -> bool:
    """As `holds_number`, for texts as long as a part of a file, which are not remembered."""
    if not (text.isascii() or _other_digits().isdisjoint(text)):
        text = unicodedata.normalize("NFKC", text)
    return any(_numbers(text))


@cache
def _other_digits() -> frozenset[str]:
    """The characters that are another form of a digit, a Latin letter or what stands in a number
    (５, ⑳, an ideographic space): only a text with one must be folded, which takes long."""
    folded = {c: unicodedata.normalize("NFKC", c) for c in map(chr, chain(*_FORMS))}
    return frozenset(c for c, text in folded.items() if c != text and _IN_NUMBER.fullmatch(text))


def _numbers(text: str) -> Iterator[re.Match[str]]:
    """Where persons' numbers stand in a text without full-width digits."""
    for run in _RUN.finditer(text):
        for found in _NUMBER.finditer(text, *run.span()):
            if _is_of_person(text, found):
                yield found


def _is_of_person(text: str, found: re.Match[str]) -> bool:
    """Whether digits that could be a person's number are no date, no fraction, no part of a key."""
    groups = _APART.split(found[0].lower())
    number = "".join(groups)
    if len(groups) > 1 and _begins_short(groups):
        return False
    if len(number) == 18 and not (_DATED.fullmatch(number) or is_identity(number)):
        return False
    before = max(0, found.start() - _AROUND)
    near = text[before : found.end() + _AROUND]
    for pattern in (_KEY, _FRACTION):
        for whole in pattern.finditer(near):
            if whole.start() <= found.start() - before and whole.end() >= found.end() - before:
                return pattern is _FRACTION and float(whole[0]).is_integer()
    return True


def _begins_short(groups: Sequence[str]) -> bool:
    """Whether digits in groups are rather a date or a list of figures."""
    return len(groups[0]) < _FIRST_GROUP and len(groups) > 2 and max(map(len, groups)) > 1


def is_identity(number: str) -> bool:
    """Whether 18 characters are an identity number by their last one.

    Check character of GB 11643: Σ digit × weight mod 11.
    """
    total = sum(int(c) * weight for c, weight in zip(number, _WEIGHTS, strict=False))
    return len(number) == 18 and _CHECKS[total % 11] == number[-1].lower()


def is_personal(value: CellValue) -> bool:
    """Whether a cell holds a person's number, or names a person as such."""
    if isinstance(value, int | float) and abs(value) < _LONG:
        return False
    return names_a_person(digits(value))


PERSONAL = CellMemory(is_personal)
"""Where persons stand among a sheet's cells: `sheet.told(PERSONAL)`."""


@lru_cache(maxsize=1 << 14)
def names_a_person(text: str) -> bool:
    """Whether a text holds a person's number, or names a person as such (张某某同志)."""
    if len(text) < 2:
        return False
    found = _COMRADE.search(text) if "同志" in text else None
    if found or ("某" in text and _HIDDEN.search(text)) or holds_number(text):
        return True
    return _is_labelled(text) or _is_doer(text)


def _is_labelled(text: str) -> bool:
    """Whether a name stands behind a label for one."""
    if ":" not in text and "：" not in text:
        return False
    spelt = _LATIN.search(text)
    if spelt and (is_spelt(spelt[1].lower()) or is_spelt(spelt[2].lower())):
        return True
    return bool(_TOLD.search(text))


def _is_doer(text: str) -> bool:
    """Whether a sentence says by whom something is done."""
    if "由" not in text and "请" not in text:
        return False
    return any(is_name(doer[1]) for doer in _DOER.finditer(text))


def are_names(texts: Sequence[str]) -> bool:
    """Whether a column's cells are persons' names: enough of them, and hardly anything else."""
    words = [text for text in texts if text and not text.isdecimal()]
    parts = [part for text in words for part in _LISTED.split(text.strip()) if part]
    n_parts = len(parts) + sum(map(str.isdecimal, texts))
    named = [part for part in parts if is_shaped(part.removesuffix("同志"))]
    if len(set(named)) < _ENOUGH or len(named) < _SHARE * n_parts:
        return False
    return sum(is_name(part.removesuffix("同志")) for part in named) >= _SURE * len(named)


def may_be_name(text: str) -> bool:
    """Whether a text is short and begins with a surname, as a person's name does."""
    return is_shaped(text.strip().removesuffix("同志"))


def mask(text: str) -> str:
    """A text with every mobile and identity number in it replaced by stars."""
    if not holds_number(text):
        return text
    plain = unicodedata.normalize("NFKC", text)
    for found in reversed(list(_numbers(plain))):
        plain = f"{plain[: found.start()]}***{plain[found.end() :]}"
    return "***" if holds_number(plain) else plain
