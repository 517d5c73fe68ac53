"""How each guidance group keeps its log, the same all through: layouts as data (`layouts.toml`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sample_data.sheets.layouts import TABLES, listed

DayHabit = Literal["date", "full", "short", "dots", "short_dots", "slashes", "iso", "digits", "day"]
"""How a day is typed: a true date; 2023年10月20日; 10月20日; 2023.10.20; 10.20; 2023/10/20;
2023-10-20; 20231020; 2023年10月20日（星期五）."""


@dataclass(frozen=True)
class LogLayout:
    """One group's log. Templates may use {district} {sender} {year} {first} {last} {n} {to} {day}.

    `weeks_a_book`: how many weeks one workbook holds · `columns`: headings from the top level down
    by field, in their order · `words`: option ids the group writes in words of its own · `merges`:
    which column's equal cells below each other are one.
    """

    sender: str
    file: str
    title: str
    columns: Mapping[str, tuple[str, ...]]
    line: str = "填报单位（盖章）：{sender}      填报时间：{day}      单位：家次、个、条"
    sheet: str = "督导台账"
    weeks_a_book: int = 2
    day: DayHabit = "full"
    words: Mapping[str, str] = field(default_factory=dict)
    yes_no: tuple[str, str] = ("是", "否")
    zero: str | int = 0
    merges: str = ""
    annex: bool = False
    with_numbering: bool = False
    left: int = 1
    footers: tuple[str, ...] = (
        "填表人：张某某        审核人：李某某        联系电话：0000-0000000",
        "填表说明：1.每次督导后当日登记；2.督导方式、督导内容可多项，用“、”隔开。",
    )


def _layout(said: dict[str, Any]) -> LogLayout:
    usual: dict[str, Sequence[str]] = TABLES["log_headings"]
    paths = usual | said.pop("headings", {})
    columns = {field: tuple(paths[field]) for field in said.pop("columns")}
    return LogLayout(columns=columns, **listed(said))


LOG_LAYOUTS: Mapping[int, LogLayout] = {
    group: _layout(dict(said)) for group, said in enumerate(TABLES["log"], start=1)
}
