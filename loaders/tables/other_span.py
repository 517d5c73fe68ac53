"""A sheet goes in; the month, quarter or year that all its headings say comes out."""

from __future__ import annotations

import re
from functools import lru_cache

from campaign import CampaignPack, fold
from loaders.files import Sheet
from loaders.tables.cell_kinds import NUMBER, Lines
from loaders.tables.laid_out.indicators import indicator_block, is_quantity, weekly_forms

FEWEST = 2
"""One column of a month may stand in a sheet of anything."""
_SPAN = re.compile(
    r"(?:[本当上]|1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])个?月(?:份|度)?|月度"
    r"|(?:[本上]|第?[一二三四1-4])季度?|季度|[上下]半年|[本全今]年|年度|\d{4}年"
)
_ALONE = re.compile(rf"(?:{_SPAN.pattern})(?:累计|完成|数量?|值|情况)*")


def other_span(sheet: Sheet, pack: CampaignPack) -> str:
    """The words of a month, a quarter or a year that stand in the headings of all quantities a
    sheet has, at least two, or alone across above them; empty without."""
    if not any(map(_says_span, sheet.words)):
        return ""
    lines = Lines(sheet)
    for row in range(sheet.top, sheet.bottom + 1):
        if NUMBER in lines.kinds_of(row):
            break
        said = _spans(lines, row, pack) if _tells_spans(lines, row) else []
        if len(said) >= FEWEST and all(said):
            return said[0]
    for form in weekly_forms(pack) if any(map(_is_span, sheet.words)) else ():
        block = indicator_block(lines, form, pack)
        if block and all(map(_is_span, block.heads(lines))):
            return block.heads(lines)[0]
    return ""


@lru_cache(maxsize=1 << 14)
def _says_span(text: str) -> bool:
    return bool(_SPAN.search(fold(text)))


def _is_span(text: str) -> bool:
    return _says_span(text) and bool(_ALONE.fullmatch(fold(text)))


def _tells_spans(lines: Lines, row: int) -> bool:
    return sum(map(_says_span, lines.filled(row))) >= FEWEST


def _spans(lines: Lines, row: int, pack: CampaignPack) -> list[str]:
    """The span that each heading of a quantity in a row says, empty where it says none."""
    found = []
    above = lines.filled(row - 1) if row > lines.sheet.top else [""] * len(lines.filled(row))
    for texts in zip(above, lines.filled(row), strict=True):
        span = _SPAN.search(fold(texts[1])) if texts[1] else None
        bare = [texts[0], _SPAN.sub("", fold(texts[1])).replace("()", "")]
        if texts[1] and any(is_quantity(bare, form, pack) for form in weekly_forms(pack)):
            found.append(span[0] if span else "")
    return found
