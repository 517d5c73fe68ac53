"""How each guidance group keeps its log, the same all through: layouts as data.

`log_sheet.py` draws them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

DayHabit = Literal["date", "full", "short", "dots", "short_dots", "slashes", "iso", "digits", "day"]
"""How a day is typed: a true date; 2023年10月20日; 10月20日; 2023.10.20; 10.20; 2023/10/20;
2023-10-20; 20231020; 2023年10月20日（星期五）."""

FULL_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "sequence": ("序号",),
    "day": ("日期",),
    "group": ("指导组",),
    "unit": ("被指导单位",),
    "method": ("督导方式",),
    "stream": ("督导内容",),
    "problem_found": ("发现问题数（个）",),
    "problem_summary": ("问题摘要",),
    "advice_given": ("提出意见建议（条）",),
    "solved_on_site": ("现场解决（个）",),
    "is_revisit": ("是否回访",),
    "checked_claimed": ("抽查核实", "上报数"),
    "checked_verified": ("抽查核实", "核实数"),
    "note": ("备注",),
}
_NO_SUMMARY = {key: path for key, path in FULL_COLUMNS.items() if key != "problem_summary"}
_NO_GROUP = {key: path for key, path in FULL_COLUMNS.items() if key != "group"}
_SHORT = {
    key: FULL_COLUMNS[key]
    for key in ("sequence", "day", "unit", "method", "stream", "problem_found", "solved_on_site")
}


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
    yes_no: tuple[str | None, str | None] = ("是", "否")
    zero: str | int = 0
    merges: str = ""
    annex: bool = False
    with_numbering: bool = False
    left: int = 1
    footers: tuple[str, ...] = (
        "填表人：张某某        审核人：李某某        联系电话：0000-0000000",
        "填表说明：1.每次督导后当日登记；2.督导方式、督导内容可多项，用“、”隔开。",
    )


_TITLE = "{sender}督导工作台账（{year}年{first}—{last}）"
LOG_LAYOUTS: Mapping[int, LogLayout] = {
    1: LogLayout("第一指导组", "第一组督导工作台账（{first}—{last}）.xlsx", _TITLE, FULL_COLUMNS),
    2: LogLayout(
        "第二指导组",
        "2组督导台账 {first}至{last}.xlsx",
        "{district}主题教育督导工作台账",
        _NO_SUMMARY,
        line="填报单位：{sender}      督导时段：{first}—{last}      填报时间：{day}",
        day="date",
        annex=True,
    ),
    3: LogLayout(
        "第三指导组",
        "第三组督导记录表{n}-{to}周.xlsx",
        "第三指导组督导工作台账",
        {
            **_SHORT,
            "day": ("督导\n日期",),
            "unit": ("被督导单位",),
            "method": ("督导形式",),
            "stream": ("督导重点",),
            "is_revisit": ("回访",),
        },
        day="short",
        words={"study": "学习", "research": "调研", "review": "检视", "rectify": "整改"},
        yes_no=("√", None),
        footers=("填表人：张某某    审核人：李某某", "注：家次按单位计，同日同单位计一次。"),
    ),
    4: LogLayout(
        "指导四组",
        "指导四组督导工作台账{n}.xlsx",
        "指导四组督导工作台账（{first}—{last}）",
        _NO_GROUP,
        weeks_a_book=1,
        day="dots",
        words={"study": "学习教育", "hear": "听汇报", "spot": "抽查"},
    ),
    5: LogLayout(
        "第五指导组",
        "第五指导组督导工作台账_{first}-{last}.xlsx",
        "{district}主题教育督导工作台账（{first}—{last}）",
        FULL_COLUMNS,
        day="date",
        merges="day",
        with_numbering=True,
    ),
    6: LogLayout(
        "第六指导组",
        "第六组督导情况登记（{n}—{to}）.xlsx",
        "第六指导组督导工作台账",
        {**_NO_GROUP, "day": ("督导时间",), "unit": ("受指导单位",)},
        day="slashes",
        words={"review+rectify": "检视整改"},
        footers=("审核人：李某某", "填表人：张某某", "联系电话：0000-0000000"),
    ),
    7: LogLayout(
        "第七指导组",
        "七组督导台账（{first}-{last}）.xlsx",
        "第七指导组督导工作台账（{first}—{last}）",
        _NO_SUMMARY,
        day="digits",
        left=2,
    ),
    8: LogLayout(
        "第八指导组",
        "第八组 督导工作台账 {n}-{to}.xlsx",
        "{district}主题教育第八指导组督导工作台账",
        {**_SHORT, "advice_given": ("意见建议（条）",), "note": ("备注",)},
        day="short_dots",
        zero="无",
        words={"join": "参加学习", "site": "走访", "read": "查资料"},
    ),
    9: LogLayout(
        "第九指导组",
        "9组督导工作台账（{first}—{last}）.xlsx",
        "第九指导组督导工作台账（{first}—{last}）",
        {**_NO_SUMMARY, "group": ("督导组",)},
        day="iso",
        merges="group",
        sheet="台账",
    ),
    10: LogLayout(
        "第十指导组",
        "第十组督导工作台账 第{n}周.xlsx",
        "{district}主题教育督导工作台账（第{n}周）",
        {
            **_NO_GROUP,
            "checked_claimed": ("上报数",),
            "checked_verified": ("核实数",),
        },
        weeks_a_book=1,
        day="day",
        yes_no=("是", None),
    ),
}
