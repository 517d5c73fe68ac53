"""The columns under a quantity's own heading go in; each read with its neighbours, and the
quantities of which nothing is understood, come out.

集中学习 over 计划|完成 is a plan and what was done; over 线上|线下 it is nothing anyone can name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from campaign import CampaignPack, Form
from loaders.words import (
    Heading,
    counts,
    exact_heading,
    is_done,
    is_measure_word,
    is_plain_part,
    is_planned,
    is_planned_for_all,
    is_undone,
    is_whole,
    names_kind,
    period_word,
    strip_level,
)


@dataclass(frozen=True)
class QuantityBand:
    """A heading that names a quantity over several columns, and those columns."""

    quantity: str
    path: tuple[str, ...]
    columns: Mapping[int, Heading]

    @property
    def parts(self) -> str:
        """The lowest words of its columns, as they stand."""
        return "、".join(dict.fromkeys(h.path[-1] for h in self.columns.values()))

    @cached_property
    def holds(self) -> dict[int, Heading]:
        """Those of its columns that are the quantity itself."""
        return {c: h for c, h in self.columns.items() if h.field == self.quantity}

    @cached_property
    def is_unread(self) -> bool:
        """Whether none of its columns is a quantity, or not its own while one of them may be:
        nobody can say which one is meant."""
        if self.holds:
            return False
        unknown = [h for h in self.columns.values() if not h.field]
        is_lost = any(not is_plain_part(h.path[-1]) for h in unknown)
        return is_lost or len(unknown) == len(self.columns)

    @cached_property
    def is_clear(self) -> bool:
        """Whether one of its columns is the quantity and no other could be: what stands beside it
        is another quantity, a plan, a rate, another time, or a part of a whole that is named."""
        held = self.holds
        if any(is_whole(h.path[-1]) for h in held.values()):
            return True
        others = [h for c, h in self.columns.items() if c not in held]
        return all(h.field or is_plain_part(h.path[-1]) for h in others)


def quantity_bands(
    columns: Mapping[int, Heading], form: Form, pack: CampaignPack
) -> Iterator[QuantityBand]:
    """Every heading of a quantity that has columns of its own below it."""
    below: dict[tuple[str, ...], dict[int, Heading]] = {}
    for column, heading in columns.items():
        if len(heading.path) > 1:
            below.setdefault(heading.path[:-1], {})[column] = heading
    for path, parts in below.items():
        field = exact_heading(path, form, pack).field
        if field in pack.quantity:
            yield QuantityBand(str(field), path, parts)


def _as_said(heading: Heading, form: Form, pack: CampaignPack) -> Heading:
    """The heading of a row-form's count without its field where the words below it make another
    figure of it: 专题党课 over 线上 is no count of lectures."""
    last = heading.path[-1] if len(heading.path) > 1 else ""
    if not last or not heading.field or form.field[heading.field].kind != "count":
        return heading
    is_from_above = exact_heading(heading.path[:-1], form, pack).field == heading.field
    says_itself = exact_heading((last,), form, pack).field == heading.field
    is_measured = is_measure_word(last.strip("（）()")) or not strip_level(last)
    is_another = is_from_above and not says_itself and not is_measured
    return replace(heading, field=None) if is_another else heading


def in_bands(columns: dict[int, Heading], form: Form, pack: CampaignPack) -> dict[int, Heading]:
    """The headings with what was done beside a plan read as the quantity, and no rate under a
    quantity taken for another one's."""
    found = {column: _as_said(heading, form, pack) for column, heading in columns.items()}
    for band in quantity_bands(columns, form, pack):
        is_met = counts("场次", pack.quantity[band.quantity])
        has_plan = any(
            is_planned(h.path[-1]) or (is_met and is_undone(h.path[-1]))
            for h in band.columns.values()
        )
        is_open = any(is_planned_for_all(h.path[-1]) for h in band.columns.values())
        for column, heading in band.columns.items():
            last = heading.path[-1]
            if heading.field is None and has_plan and is_done(last):
                cumulative, is_both = period_word(heading.path)
                is_asked = is_both or (is_open and cumulative is None)
                found[column] = Heading(heading.path, band.quantity, cumulative, is_open=is_asked)
            elif heading.field and form.field[heading.field].kind == "rate":
                found[column] = replace(heading, field=None)
        found |= _week_beside_all(band)
    return found


def _week_beside_all(band: QuantityBand) -> dict[int, Heading]:
    """Of 上周累计, 本周新增 and 本周累计 the last two, read as the week's figure and the one since
    the launch: alone 本周累计 may be either. Nothing where the words are others."""
    said = {
        period_word(h.path[-1:]): (c, h.path)
        for c, h in band.columns.items()
        if not strip_level(h.path[-1])
    }
    week, both = said.get((False, False)), said.get((None, True))
    if week is None or both is None:
        return {}
    return {
        column: Heading(path, band.quantity, cumulative)
        for (column, path), cumulative in ((week, False), (both, True))
    }


def with_key(columns: dict[int, Heading], key: str) -> dict[int, Heading]:
    """The columns; without one of the field `key`, which names the unit, the first that nobody
    claims and that says in words of its own that units are named below it (学校, 乡镇名称) is that
    one."""
    if any(heading.field == key for heading in columns.values()):
        return columns
    named = (c for c, h in sorted(columns.items()) if not h.field and names_kind(h.path[-1]))
    column = next(named, None)
    return columns if column is None else columns | {column: replace(columns[column], field=key)}
