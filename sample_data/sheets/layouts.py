"""How each sender lays out its weekly sheet, the same every week: ten groups and two kinds of own.

A layout is data (`layouts.toml`); `columns.py` and `group_sheet.py` draw it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import Any, Literal

Totals = Literal["none", "numbers", "above", "cached", "uncached", "by_type"]
Habit = Literal["plain", "text", "full_width", "measure_word", "words"]

BANDS = {
    "study": "学习教育",
    "research": "调查研究",
    "develop": "推动发展",
    "review": "检视整改",
    "rectify": "检视整改",
}


@dataclass(frozen=True)
class Layout:
    """One sender's sheet. Templates may use {district} {n} {zh} {dates} {dots} {day} {dotday}.

    `files` are the names it saves under, taken in turn · `headings` replaces a quantity's usual
    heading · `paired` quantities have 本周 and 累计 columns, in one heading where `pairs_in_line` ·
    `not_owed` is what stands where a type owes nothing · `left` and `top` are the first column and
    row used.
    """

    sender: str
    files: tuple[str, ...]
    title: str
    sheet: str = "周报"
    reporting_line: tuple[str, ...] = (
        "填报单位（盖章）：{sender}      填报时间：{day}      单位：个、场次、人次",
    )
    headings: Mapping[str, str] = field(default_factory=dict)
    with_measures: bool = False
    with_bands: bool = False
    paired: tuple[str, ...] = ()
    pairs_in_line: bool = False
    name_heading: str = "单位名称"
    totals: Totals = "numbers"
    total_word: str = "合计"
    habit: Habit = "plain"
    not_owed: str | None = None
    says_none: bool = False
    annex: bool = False
    with_numbering: bool = False
    with_codes: bool = False
    with_types: bool = False
    with_group: bool = False
    with_rate: bool = False
    with_further: bool = False
    with_spacers: bool = False
    page_rows: int | None = None
    by_alias: bool = False
    with_hidden_list: bool = False
    left: int = 1
    top: int = 1
    footers: tuple[str, ...] = (
        "填表人：张某某        审核人：李某某        联系电话：0000-0000000",
    )


TABLES: Mapping[str, Any] = tomllib.loads(
    (resources.files("sample_data.sheets") / "layouts.toml").read_text(encoding="utf-8")
)
"""Every sheet's layout as the table has it."""


def listed(said: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a table says of a layout, its lists as tuples."""
    return {name: tuple(it) if isinstance(it, list) else it for name, it in said.items()}


GROUP_LAYOUTS: Mapping[int, Layout] = {
    group: Layout(**listed(said)) for group, said in enumerate(TABLES["group"], start=1)
}
OWN_LAYOUTS = tuple(Layout(sender="", **listed(said)) for said in TABLES["own"])
"""A unit's own sheet of one row: with its name in the row, and with its name above only."""
