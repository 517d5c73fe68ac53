"""The headings of a superior's form, read the other way round: the words over or before an empty
cell go in; which figure of the campaign they ask for comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from campaign import CampaignPack, FieldRole, fold
from loaders.words.column_words import is_done, is_naming, is_serial
from loaders.words.furniture import is_footer, says_who_or_when
from loaders.words.heading import exact_heading, header_path, period_word, strip_level
from loaders.words.measure_words import is_measure_word


@dataclass(frozen=True)
class AskedFigure:
    """What words ask for. `quantity` is the id of a weekly quantity, empty where they name none;
    `cumulative` whether since the launch, None where they do not say; `is_idle` where no figure is
    asked for, as below 备注; `is_known` whether every word of them was understood."""

    quantity: str = ""
    cumulative: bool | None = None
    is_idle: bool = False
    is_known: bool = True


@lru_cache(maxsize=4096)
def asked_figure(path: tuple[str, ...], pack: CampaignPack) -> AskedFigure:
    """What the levels of a heading ask for, as the weekly report's columns are read; a figure whose
    heading only points to a quantity is none."""
    levels = header_path([level for level in path if not _says_nothing(level)])
    if not levels:
        return AskedFigure()
    if any(is_footer(level) or says_who_or_when(level) for level in levels):
        return AskedFigure(is_idle=True)
    heading = exact_heading(levels, pack.weekly_form, pack)
    if heading.field in pack.quantity and not heading.is_guess:
        cumulative = None if heading.is_open else heading.cumulative
        return AskedFigure(heading.field or "", cumulative)
    if heading.field == pack.weekly_form.field_of(FieldRole.UNIT):
        return AskedFigure(is_idle=True)
    cumulative, is_open = period_word(levels)
    says_only_when = cumulative is not None and all(map(_is_plain, levels))
    if says_only_when and not is_open:
        return AskedFigure(cumulative=cumulative)
    is_idle = any(fold(level) in _IDLE for level in levels)
    return AskedFigure(is_idle=is_idle, is_known=is_idle)


_IDLE = frozenset(("备注", "说明", "remarks", "note", "notes"))
_COUNTED = frozenset(("", "数", "数量", "情况", "合计数", "数值"))


def _says_nothing(level: str) -> bool:
    """Whether a level numbers lines, heads the units or says what is counted."""
    return is_serial(level) or is_naming(level) or is_measure_word(level) or level.isdecimal()


def _is_plain(level: str) -> bool:
    rest = strip_level(level)
    return rest in _COUNTED or is_done(level)


def title_period(texts: Sequence[str]) -> bool | None:
    """Whether a form's title says that its figures are since the launch, or of the week."""
    told = {cumulative for text in texts if (cumulative := period_word((text,))[0]) is not None}
    return told.pop() if len(told) == 1 else None
