"""One cell of a row-form that holds words goes in; its text, number or code, and a doubt, come out.

A ledger numbers its lines and letters (第3期, 12, C-07); leaders stand there as codes (L01), never
by name.
"""

from __future__ import annotations

import re
import unicodedata

from campaign import fold
from loaders.files import CellValue, cell_text
from loaders.words.cells import number_text, numeral

TEXT_LIMIT = 500
"""More than any line of a ledger needs: a longer text is held, not cut."""
NUMBER_LIMIT = 40
"""The number of a document has some twenty characters (某发 2023 第12号); more is a sentence."""
_FIRST = frozenset({"首轮", "首次", "初次", "初审", "一审"})
_COUNTED = re.compile(
    r"第?([0-9]{1,4}|[〇零一二三四五六七八九十百廿]{1,4})[期号轮次批审条项件、.]?"
)
_LEADER = re.compile(r"([a-z]{1,2})[-_]?0*(\d{1,3})")


def text_in(value: CellValue) -> str:
    """The words of a cell on one line, runs of blanks as one."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", cell_text(value))).strip()


def is_too_long(text: str) -> bool:
    """Whether a text is longer than a line of a ledger may be."""
    return len(text) > TEXT_LIMIT


def number_in(value: CellValue) -> str:
    """The number of a line or letter as text: 3.0, 第3期 and 三 are 3; empty if it is none."""
    if isinstance(value, float) and value.is_integer():
        return number_text(value)
    text = fold(cell_text(value))
    if text in _FIRST:
        return "1"
    match = _COUNTED.fullmatch(text)
    if match is None:
        return text.upper() if len(text) <= NUMBER_LIMIT else ""
    number = int(match[1]) if match[1].isdecimal() else numeral(match[1])
    return text if number is None else str(number)


def leader_in(value: CellValue) -> str:
    """A leader's code such as L01; empty for anything else, a name above all."""
    match = _LEADER.fullmatch(fold(cell_text(value)))
    return f"{match[1].upper()}{int(match[2]):02d}" if match else ""
