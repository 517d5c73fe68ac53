"""One cell value goes in; a number, its state and at most one doubt come out. Nothing is guessed.

The rules are those of the office: text such as 3场次 or 二十一 is a number, 约20 and 5/7 are not.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from math import nan

from campaign import Kind, Quantity, State, fold
from loaders.files import CellError, CellMemory, CellValue, Uncached, cell_text
from loaders.words.choices import yes_or_no
from loaders.words.measure_words import MEASURED, counts

_ZERO = frozenset({"无", "零", "〇", "没有", "未开展", "nil"})
_NOT_APPLICABLE = frozenset(
    {"/", "-", "--", "—", "——", "–", "－", "不涉及", "无此项", "不适用", "n/a"}
)
EXEMPT = frozenset(
    {"免报", "免", "豁免", "免填", "免于报送", "免于填报", "豁免报送", "exempt"}
    | {"本周免报", "已免报", "经批准免报", "同意免报"}
)
"""What a cell says where somebody decided that the unit need not report."""
_PENDING = frozenset({"待报", "正在统计", "统计中", "待统计", "待补"})
_ABOUT = re.compile(
    r"^同上|约|近|余|多|大概|左右|以上|以下|若干|几|数|>|<|≥|≤|\?|？|上下|超过|不到|至少"
)
_SEVERAL = re.compile(r"\d\s*[-—–~～/+、,，至到(（]\s*\d")
_APART = re.compile(r"\d\s+\d")
_MARKED = re.compile(r"[①-⓿❶-➓⑴-⒛㈠-㊉⁰-₉²³¹]|^\s*一\s*$")
"""What may be the number of a note (3①) or a dash (一) as well as a figure."""
_IN_ALL = re.compile(r"^(?:共计?|合计):?(?=.)")
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_TEN_THOUSANDS = re.compile(r"(\d+(?:\.\d+)?)万")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_LIMIT = 20_000  # more than any unit does in a campaign; a date's serial number is above it
_LONGEST = 100
"""Characters of a number or of a word for none, with all the blanks people align by."""
_VAST = 1e15
"""Beyond it a float has no halves left, and twice the largest is none (1e308)."""
_NOISE = 1e-9
"""What binary arithmetic leaves of a sum of decimals; any written fraction is far larger."""


@dataclass(frozen=True)
class TypedCell:
    """A cell as typed: `value` is None unless the state is v or z; `code` names the doubt. It is a
    number, of a choice the option's place or, once known by name, its id."""

    value: float | str | None
    state: State
    code: str = ""
    shown: str = ""

    @cached_property
    def number(self) -> float:
        """The number it is; NaN for none."""
        return self.value if isinstance(self.value, float) else nan

    @cached_property
    def is_held(self) -> bool:
        """Whether it could not be read."""
        return self.state is State.HELD


def numeral(text: str) -> int | None:
    """The value of a Chinese numeral below ten thousand (二十一, 廿一, 两, 一百零三), else None."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    if not text or any(c not in _DIGITS and c not in _UNITS for c in text):
        return None
    if not any(c in _UNITS for c in text):
        return _spelled(text)
    return _grouped_numeral(text)


def _spelled(text: str) -> int | None:
    """二〇 is 20; 三四 is none, since people write it for three or four."""
    if len(text) > 1 and not any(_DIGITS[c] == 0 for c in text):
        return None
    return int("".join(str(_DIGITS[c]) for c in text))


def _grouped_numeral(text: str) -> int | None:
    total, digit, last, gap = 0, None, 10_000, False
    for c in text:
        if c in _DIGITS:
            if digit not in (None, 0):
                return None
            digit, gap = _DIGITS[c], gap or _DIGITS[c] == 0
        else:
            unit = _UNITS[c]
            if unit >= last or (digit is None and (unit != 10 or total)):
                return None
            total, digit, last, gap = total + (digit or 1) * unit, None, unit, False
    if digit and last > 10 and not gap:
        return None  # 一百二 may be 102 or, as people say it, 120
    return total + (digit or 0)


def type_cell(value: CellValue, quantity: Quantity, *, owed: bool) -> TypedCell:
    """The cell typed for its quantity; `owed` decides what a blank and a dash mean. Nobody need
    answer what is beyond the registry: a word that is no option of it holds no row."""
    read = _typed(value, quantity, owed=owed)
    is_needless = quantity.is_further and read.code == "C17"
    return TypedCell(None, State.MISSING, "C25") if is_needless else read


def _typed(value: CellValue, quantity: Quantity, *, owed: bool) -> TypedCell:
    if isinstance(value, CellError):
        return TypedCell(None, State.HELD, "C01")
    if isinstance(value, Uncached):
        return TypedCell(None, State.HELD, "C02")
    if isinstance(value, str):
        return _from_text(value, quantity, owed=owed)
    if isinstance(value, date | datetime | time | timedelta):
        return TypedCell(None, State.HELD, "C03")
    if quantity.kind is Kind.TICK:
        return _tick(cell_text(value))
    if isinstance(value, bool):
        return TypedCell(None, State.HELD, "C03")
    if quantity.kind is Kind.CHOICE:
        return TypedCell(None, State.HELD, "C17")
    return _in_range(float(value), quantity)


def _tick(text: str) -> TypedCell:
    """A tick is one, 未开展 a reported none."""
    said = yes_or_no(text)
    if said is None:
        return TypedCell(None, State.HELD, "C17")
    return TypedCell(float(said), State.VALUE if said else State.ZERO)


def no_answer(value: CellValue) -> TypedCell | None:
    """What any cell says that holds no answer: an error, a blank, a dash, a figure to come; None
    for all others. Whether the answer is owed is the caller's to know."""
    if isinstance(value, CellError):
        return TypedCell(None, State.HELD, "C01")
    if isinstance(value, Uncached):
        return TypedCell(None, State.HELD, "C02")
    text = fold(value) if isinstance(value, str) and len(value.strip()) <= _LONGEST else None
    if text == "":
        return TypedCell(None, State.MISSING)
    if text in _PENDING:
        return TypedCell(None, State.MISSING, "C15")
    return TypedCell(None, State.NOT_APPLICABLE) if text in _NOT_APPLICABLE else None


def _from_text(raw: str, quantity: Quantity, *, owed: bool) -> TypedCell:
    text = fold(raw)
    may_lack = quantity.is_further or not owed
    if not text:
        state = State.MISSING if owed else State.NOT_APPLICABLE
        return TypedCell(None, state, "" if may_lack else "C10")
    if text in _NOT_APPLICABLE:
        return TypedCell(None, State.NOT_APPLICABLE, "" if may_lack else "C16")
    if text.strip("()[]【】") in EXEMPT:
        return TypedCell(None, State.EXEMPT)
    if text in _PENDING:
        return TypedCell(None, State.MISSING, "C15")
    if quantity.kind is Kind.TICK:
        return _tick(raw)
    if quantity.kind is Kind.CHOICE:
        return _choice(text, quantity)
    if text in _ZERO:
        return TypedCell(0.0, State.ZERO, "C09", "0")
    return _number_in(raw, text, quantity)


def _choice(text: str, quantity: Quantity) -> TypedCell:
    for index, option in enumerate(quantity.options):
        if text in map(fold, (option.label.zh, option.label.en, option.id, *option.aliases)):
            return TypedCell(float(index), State.VALUE)
    return TypedCell(None, State.HELD, "C17")


def _number_in(raw: str, text: str, quantity: Quantity) -> TypedCell:
    if _APART.search(unicodedata.normalize("NFKC", raw)):
        return TypedCell(None, State.HELD, "C13")
    if _MARKED.search(raw):
        return TypedCell(None, State.HELD, "C04")
    number = _measured(text, quantity)
    if number is None:
        return TypedCell(None, State.HELD, _why_no_number(text))
    read = _in_range(number, quantity)
    if read.code or raw.strip() == number_text(number):
        return read
    return TypedCell(read.value, read.state, "C09", number_text(number))


def _measured(text: str, quantity: Quantity) -> float | None:
    """The number, with or without the quantity's own measure word behind it."""
    text = _IN_ALL.sub("", text)
    number = _number(text)
    match = MEASURED.fullmatch(text)
    if number is not None or match is None or not counts(match[2], quantity):
        return number
    return _number(match[1])


def _number(text: str) -> float | None:
    if _PLAIN.fullmatch(text):
        return float(text)
    if _GROUPED.fullmatch(text):
        return float(text.replace(",", ""))
    match = _TEN_THOUSANDS.fullmatch(text)
    if match:
        return round(float(match[1]) * 10_000, 6)
    value = numeral(text)
    return None if value is None else float(value)


def _why_no_number(text: str) -> str:
    if _SEVERAL.search(text):
        return "C13"
    return "C04" if _ABOUT.search(text) else "C03"


def _in_range(number: float, quantity: Quantity) -> TypedCell:
    if abs(number) > _VAST:
        return TypedCell(None, State.HELD, "C08" if number > 0 else "C07")
    step = 2.0 if quantity.kind is Kind.DAYS else 1.0
    nearest = round(number * step) / step
    if abs(number - nearest) > _NOISE:
        return TypedCell(None, State.HELD, "C03")
    if nearest < 0:
        return TypedCell(None, State.HELD, "C07")
    if nearest > _LIMIT:
        return TypedCell(None, State.HELD, "C08")
    return TypedCell(nearest, State.VALUE if nearest else State.ZERO)


def number_text(number: float) -> str:
    """A number as it would be typed: 3, 2.5."""
    return str(int(number)) if number.is_integer() else f"{number:.10g}"


def plain_number(value: CellValue) -> float | None:
    """A cell as a plain number, for columns that no quantity claims; None if it is not one."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str):
        if len(value) > _LONGEST:
            return None
        text = unicodedata.normalize("NFKC", value).strip()
        return _number(text) if _PLAIN.fullmatch(text) or _GROUPED.fullmatch(text) else None
    return float(value)


PLAIN = CellMemory(plain_number)
"""The plain numbers of a sheet's cells: `sheet.told(PLAIN)`."""
