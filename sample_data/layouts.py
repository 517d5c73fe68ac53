"""How each sender lays out its weekly sheet, the same every week: ten groups and two kinds of own.

A layout is data; `columns.py` and `group_sheet.py` draw it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Totals = Literal["none", "numbers", "above", "cached", "uncached", "by_type"]
Habit = Literal["plain", "text", "full_width", "measure_word", "words"]

BANDS = {
    "study": "学习教育",
    "research": "调查研究",
    "develop": "推动发展",
    "review": "检视整改",
    "rectify": "检视整改",
}
MAIN_PAIRS = frozenset(
    {
        "study_session_count",
        "discussion_session_count",
        "problem_found_count",
        "rect_done_count",
        "livelihood_done_count",
    }
)


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
    paired: frozenset[str] = frozenset()
    pairs_in_line: bool = False
    name_heading: str | None = "单位名称"
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


GROUP_LAYOUTS: Mapping[int, Layout] = {
    1: Layout(
        sender="第一指导组",
        files=("第一组第{n}周周报.xlsx",),
        title="{district}主题教育工作进展情况周报表（第{n}周）",
        with_measures=True,
        says_none=True,
    ),
    2: Layout(
        sender="第二指导组",
        files=("2组 第{zh}周 周报表（最终版）.xlsx", "2组 第{zh}周 周报表.xlsx"),
        title="{district}主题教育工作进展情况周报表（第{n}周，{dates}）",
        paired=MAIN_PAIRS,
        with_measures=True,
        habit="measure_word",
        with_numbering=True,
        footers=(
            "填表人：张某某    审核人：李某某    单位负责人（签字）：    联系电话：0000-0000000",
            "填表说明：1.“本周”填本周数，“累计”填启动以来数；2.于每周五12:00前报送。",
        ),
    ),
    3: Layout(
        sender="第三指导组",
        files=("第三组第{n}周周报.xlsx", "第三组第{n}周周报(1).xlsx"),
        title="{district}主题教育工作进展情况统计表（{dates}）",
        reporting_line=("填报单位：第三指导组", "填报时间：{dotday}", "单位：个、场次"),
        headings={
            "study_session_count": "集中\n学习",
            "center_group_study_count": "其中：\n中心组学习",
            "discussion_session_count": "研讨场次",
            "discussion_speaker_count": "发言人次",
            "party_lecture_count": "讲党课",
            "study_org_covered": "覆盖党组织",
            "problem_found_count": "查摆问题",
            "rect_done_count": "整改\n完成",
            "livelihood_done_count": "民生实事",
            "work_study_conflict": "未开展原因",
        },
        name_heading="单 位 名 称",
        with_further=True,
        total_word="合  计",
        by_alias=True,
    ),
    4: Layout(
        sender="指导四组",
        files=("指导四组周报{dots}.xlsx",),
        title="全区主题教育每周调度表（第{zh}周）",
        with_bands=True,
        annex=True,
        totals="uncached",
        habit="text",
        by_alias=True,
        headings={"study_lecture_count": "专题辅导（场次）", "research_visit_count": "调研次数"},
    ),
    5: Layout(
        sender="第五指导组",
        files=("第五指导组主题教育周报表_第{n}周.xlsx",),
        title="{district}主题教育工作进展情况周报表（第{n}周 {dates}）",
        with_bands=True,
        with_measures=True,
        paired=MAIN_PAIRS,
        with_numbering=True,
        totals="cached",
    ),
    6: Layout(
        sender="第六指导组",
        files=("第六组第{n}周周报.xlsx",),
        title="第六指导组第{n}周工作进展情况统计表",
        paired=frozenset({"study_session_count", "discussion_session_count"}),
        pairs_in_line=True,
        with_types=True,
        totals="by_type",
        footers=("审核人：李某某", "填表人：张某某", "联系电话：0000-0000000"),
    ),
    7: Layout(
        sender="第七指导组",
        files=("七组周报（第{n}周）.xlsx", "七组周报（第{n}周） - 副本.xlsx"),
        title="主题教育第{n}周情况统计表",
        with_codes=True,
        with_rate=True,
        with_spacers=True,
        habit="full_width",
        totals="uncached",
        headings={"problem_found_count": "查摆问题（个）", "party_lecture_count": "专题党课（次）"},
    ),
    8: Layout(
        sender="第八指导组",
        files=("第八组 第{n}周 统计表.xlsx",),
        title="{district}主题教育工作进展情况统计表（第{n}周，{dates}）",
        with_group=True,
        habit="words",
        not_owed="/",
        says_none=True,
        totals="above",
    ),
    9: Layout(
        sender="第九指导组",
        files=("9组 第{zh}周 周报.xlsx",),
        title="{district}主题教育工作进展情况周报表",
        sheet="第{n}周",
        reporting_line=("填报单位（盖章）：第九指导组", "填报时间：{day}", "单位：个、场次、人次"),
        headings={
            "study_session_count": "集体学习",
            "reading_class_days": "读书班\n（天）",
            "livelihood_done_count": "我为群众办实事",
        },
        page_rows=20,
        with_further=True,
        left=2,
        top=2,
    ),
    10: Layout(
        sender="第十指导组",
        files=("第十组第{n}周周报.xlsx",),
        title="{district}主题教育第{zh}周工作进展情况周报表",
        paired=MAIN_PAIRS | {"party_lecture_count"},
        totals="cached",
        not_owed="—",
        with_hidden_list=True,
        footers=(
            "填报人：王某某    审核：李某某    电话：0000-0000000",
            "注：集中学习指半天以上的集体学习或“三会一课”中的学习。",
        ),
    ),
}

_OWN_TITLE = "{sender}主题教育工作进展情况周报表（第{n}周）"
OWN_LAYOUTS = (
    Layout(
        sender="",
        files=("{sender}第{n}周周报.xlsx",),
        title=_OWN_TITLE,
        with_measures=True,
        with_further=True,
        paired=MAIN_PAIRS,
        totals="none",
    ),
    Layout(
        sender="",
        files=("{sender}周报（第{zh}周）.xlsx",),
        title="主题教育工作进展情况周报表（第{n}周，{dates}）",
        reporting_line=("填报单位：{sender}", "填报时间：{day}"),
        name_heading=None,
        with_bands=True,
        totals="none",
    ),
)
"""A unit's own sheet of one row: with its name in the row, and with its name above only."""
