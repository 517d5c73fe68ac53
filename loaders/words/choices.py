"""A cell's words, or the headings ticked in a row, go in; the ids of the options meant come out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from campaign import CampaignPack, Form, Option, fold
from loaders.files import CellValue, cell_text
from loaders.words.heading import strip_level

_APART = re.compile(r"[、,;/|+\n]+")
_REMARKED = re.compile(r"([^,。;:(\n]+)[,。;:(\n](.+)", re.DOTALL)
"""A word with others behind it."""
_TURNED = re.compile(r"未|尚|没|但|不")
"""What may take back what stands before it."""
_LOOSELY_APART = re.compile(r"[\s和及与]+")
_LEAD = re.compile(r"^(?:\(?\d{1,2}[.)、:]|[①-⑳])")
_BRACKET = re.compile(r"\([^()]*\)$")
_EMPTY = "☐□○"
_BOX = re.compile(f"([{_EMPTY}√✓✔☑■●])")
_YES = re.compile(r"[√✓✔☑●■]+|是|有|已.{0,4}|完成|到会|true|yes|y|1(?:\.0)?")
_NO = re.compile(r"[×✗✘xX☐○□]|否|无|没有|[未没].{0,4}|尚未.{0,4}|不是|false|no|n|0(?:\.0)?")


def options_of(form: Form, field: str, pack: CampaignPack) -> tuple[Option, ...]:
    """The options of a form's field; none if it is no choice."""
    return pack.choices.get(f"{form.id}.{field}", ())


def tick_in(path: Sequence[str], field: str, form: Form, pack: CampaignPack) -> str:
    """The option a column is ticked for, such as 督导方式/听取汇报; empty for any other column."""
    options = options_of(form, field, pack)
    if len(path) < 2 or not options:
        return ""
    words = _vocabulary(options)
    return words.get(fold(path[-1])) or words.get(strip_level(path[-1])) or ""


def ticked(text: str) -> str:
    """The words of a cell that have a tick before or behind them, ☑听取汇报 □随机抽查; a text
    without boxes as it is."""
    words, boxes = (parts := _BOX.split(text))[::2], parts[1::2]
    beside = words[1:] if boxes and not words[0].strip() else words
    told = [w.strip() for w, box in zip(beside, boxes, strict=False) if box not in _EMPTY]
    return "、".join(filter(None, told)) or text


def options_in(text: str, options: Sequence[Option]) -> tuple[str, ...] | None:
    """The ids of the options a text names, in their order; None if a word is none of them."""
    words = _vocabulary(options)
    found: set[str] = set()
    plain = ticked(unicodedata.normalize("NFKC", text).strip())
    for part in filter(None, map(str.strip, _APART.split(plain))):
        named = _named(part, words)
        pieces = [part] if named else [p for p in _LOOSELY_APART.split(part) if p]
        ids = [_named(piece, words) for piece in pieces]
        if not all(ids):
            return None
        found.update(filter(None, ids))
    return in_option_order(found, options) if found else None


def option_before(text: str, options: Sequence[Option]) -> tuple[str, str]:
    """The one option a text begins with, and its word, where a remark follows that names no other
    and takes nothing back: 已完成。制定计划1份。 Empty for any other text."""
    match = _REMARKED.fullmatch(fold(text))
    chosen = options_in(match[1], options) if match else None
    if match is None or not chosen or len(chosen) > 1 or _TURNED.search(match[0]):
        return "", ""
    others = (word for word, id_ in _vocabulary(options).items() if id_ != chosen[0])
    return ("", "") if any(word in match[2] for word in others) else (chosen[0], match[1])


def in_option_order(ids: Iterable[str], options: Sequence[Option]) -> tuple[str, ...]:
    """Option ids in the options' order, each once; one that stands for two becomes both."""
    single = {id_ for listed in ids for id_ in listed.split("+")}
    return tuple(option.id for option in options if option.id in single)


def _named(part: str, words: Mapping[str, str]) -> str:
    """The option one piece of text names: as it is, or without its number and bracket."""
    text = fold(part)
    bare = _BRACKET.sub("", _LEAD.sub("", text))
    return words.get(text) or words.get(bare) or ""


def _vocabulary(options: Sequence[Option]) -> dict[str, str]:
    return {
        fold(word): option.id
        for option in options
        for word in (option.label.zh, option.label.en, option.id, *option.aliases)
    }


def yes_or_no(value: CellValue) -> bool | None:
    """Whether a cell says yes (是, √, 已成立) or no (否, ×, 未召开); None if it says neither."""
    text = ticked(fold(cell_text(value)))
    if _YES.fullmatch(text):
        return True
    return False if _NO.fullmatch(text) else None
