"""Weekly reports as they come: what a questionnaire or a pivot table hands out, days in headings, two
figures in every cell, remarks and lines that take figures back, a planned week beside the week."""

from __future__ import annotations

from dataclasses import replace

import pytest

from campaign import INCLUDING
from tests.loaders.drawn import ROSTER, accepted, codes, doubts, read, stored
from tests.loaders.sampled.plan import stored as by_week

STUDY, TALKS, LECTURES, SERVICES = (
    "study_session_count",
    "discussion_session_count",
    "party_lecture_count",
    "livelihood_done_count",
)


def test_what_a_questionnaire_hands_out_is_read() -> None:
    reading = read(
        """
        | 序号 | 提交答卷时间 | 来源 | 1、您的单位名称： | 2、本周集中学习场次（场）： | 3、请填写本周办实事件数（件）（必填） |
        | 1 | 2023-10-20 | 链接 | 区财政局 | 4 | 2 |
        | 2 | 2023-10-20 | 链接 | 西城街道 | 2 | 1 |
        """,
        file_name="第3周收集.xlsx",
    )
    assert stored(reading) == {
        "区财政局": {STUDY: 4.0, SERVICES: 2.0},
        "西城街道": {STUDY: 2.0, SERVICES: 1.0},
    }


def test_a_pivot_table_is_read_and_its_counts_and_averages_are_not() -> None:
    reading = read(
        """
        | 行标签 | 求和项:集中学习 | 计数项:研讨交流 | 平均值项:专题党课 |
        | 区财政局 | 4 | 1 | 2 |
        | 西城街道 | 2 | 3 | 1 |
        | 总计 | 6 | 4 | 1.5 |
        """,
        file_name="第3周.xlsx",
    )
    assert stored(reading) == {"区财政局": {STUDY: 4.0}, "西城街道": {STUDY: 2.0}}


def test_bands_of_the_weeks_days_and_since_the_launch_name_the_week() -> None:
    reading = read("""
        | 主题教育情况统计表 | < | < | < | < |
        | 单位 | 10月16日—22日 | < | 启动以来 | < |
        | ^ | 集中学习 | 研讨交流 | 集中学习 | 研讨交流 |
        | 区财政局 | 5 | 2 | 9 | 4 |
    """)
    assert by_week(reading) == {
        (3, "区财政局", STUDY): 5.0,
        (3, "区财政局", TALKS): 2.0,
        (3, "区财政局", f"{STUDY}@cumulative"): 9.0,
        (3, "区财政局", f"{TALKS}@cumulative"): 4.0,
    }


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ("10月16日至22日", {STUDY: 5.0, TALKS: 1.0}),
        ("10.16-10.22", {STUDY: 5.0, TALKS: 1.0}),
        ("10月9日至15日", None),
        ("10月2日至22日", {TALKS: 1.0}),
        ("9.4-10.22", {TALKS: 1.0}),
    ],
)
def test_days_in_a_heading_are_the_weeks_another_weeks_or_another_figures(
    days: str, told: dict[str, float] | None
) -> None:
    reading = read(f"""
        | 主题教育周报（第3周） | < | < |
        | 单位 | {days}集中学习 | 研讨交流 |
        | 区财政局 | 5 | 1 |
    """)
    assert stored(reading) == ({"区财政局": told} if told else {})
    assert ("P01" in codes(reading)) is (told is None)


def test_sessions_and_heads_in_every_cell_are_two_figures_each() -> None:
    reading = read("""
        | 主题教育周报（第3周） | < | < |
        | 单位 | 集中学习（场次/人次） | 研讨交流（场次/人次） |
        | 区财政局 | '3/120 | '1/40 |
        | 西城街道 | '2/60 | '1/30 |
    """)
    assert stored(reading)["区财政局"] == {STUDY: 3.0, TALKS: 1.0}


def test_this_time_beside_until_now_is_the_weeks_figure() -> None:
    reading = read("""
        | 主题教育周报（第3周） | < | < |
        | 单位 | 集中学习 | < |
        | ^ | 本次 | 至今 |
        | 区财政局 | 5 | 14 |
    """)
    assert stored(reading)["区财政局"] == {STUDY: 5.0, f"{STUDY}@cumulative": 14.0}


@pytest.mark.parametrize("heads", ["次数 | 参加人数", "开展场次 | 参学人次", "场次 | 人数（人）"])
def test_a_units_activities_with_those_who_were_there_are_its_figures(heads: str) -> None:
    reading = read(f"""
        | 区财政局本周主题教育活动统计（第3周） | < | < |
        | 活动类型 | {heads} |
        | 集中学习 | 3 | 90 |
        | 专题党课 | 1 | 45 |
    """)
    assert stored(reading) == {"区财政局": {STUDY: 3.0, LECTURES: 1.0}}


def test_where_an_activity_itself_counts_heads_the_columns_are_not_guessed() -> None:
    reading = read("""
        | 区财政局主题教育周报（第3周） | < | < |
        | 指标 | 场次 | 人次 |
        | 集中学习 | 2 | 60 |
        | 交流发言 | 1 | 9 |
    """)
    assert accepted(reading) == []


def remarked(remark: str) -> str:
    return f"""
        | 主题教育周报（第3周） | < | < | < |
        | 单位 | 集中学习 | 研讨交流 | 备注 |
        | 区财政局 | 5 | 1 | {remark} |
        | 西城街道 | 3 | 2 | |
    """


@pytest.mark.parametrize(
    "remark",
    ["为上周数据", "本周未报，沿用上周数", "含上周2场", "累计数", "预计数", "计划数", "数据为估算", "第2周补报", "数据有误，待更正",
     "重复上报", "以上为人次", "未核实", "数据未经核实", "作废", "初步统计", "3个支部未报", "自启动以来", "仅统计机关支部", "补报",
     "与上周合并填报", "第2周", "10月9日至10月22日", "本周未开展，所填为下周计划", "为10月全月数", "少报1场", "应为5场", "实际3场",
     "存疑", "?", "约", "不完全统计", "请核减1场", "待指导组确认", "截至10月18日", "按小组计", "此数含培训", "非本单位数据"],
)  # fmt: skip
def test_a_remark_that_takes_its_row_back_holds_it(remark: str) -> None:
    reading = read(remarked(remark))
    assert accepted(reading) == ["西城街道"]
    assert doubts(reading) == ["P38 周报!D3"]


@pytest.mark.parametrize(
    "remark",
    ["线上2场", "已核实", "因会议推迟", "下周计划开展研讨", "较上周增加2场", "累计12场", "上周3场", "按计划完成", "同上级党委联合开展", "不含下属单位",
     "本级", "无重复", "含视频会议1场", "与业务工作结合开展", "主题教育开展以来共学习20场", "第3周", "10月16日至22日", "与上周持平", "数据已更正", "按时上报", "经核实数据无误",
     "合计参加30人", "结合统计工作开展学习", "大约30人参加", "学习《统计法》", "参加区委统一组织的测试",
     "按会议记录数填写", "实际参加30人", "因疫情改为视频", "结合实际开展", "学习人数42人", "联合党支部开展", "与教育局联合举办，我局主办"],
)  # fmt: skip
def test_a_remark_that_tells_more_does_not(remark: str) -> None:
    assert accepted(read(remarked(remark))) == ["区财政局", "西城街道"]


def test_a_remark_on_a_row_without_figures_says_why_there_are_none() -> None:
    reading = read(remarked("未报").replace("| 5 | 1 |", "| | |"))
    assert "P38" not in codes(reading)


@pytest.mark.parametrize(
    "remark",
    ["与区教育局联合开展", "联合区教育局举办", "区教育局承办", "其中2场与应急局联合举办", "联合开展", "和西城街道共同举办", "与教育局合并统计", "已含在区教育局数内"],
)  # fmt: skip
def test_what_was_done_with_another_unit_is_asked_about(remark: str) -> None:
    reading = read(remarked(remark))
    assert accepted(reading) == ["西城街道"]
    assert doubts(reading) == ["P43 周报!D3"]


@pytest.mark.parametrize("scope", ["own", INCLUDING])
@pytest.mark.parametrize(
    ("remark", "said"),
    [("含下属单位", INCLUDING), ("含12个社区", INCLUDING), ("包括所属学校", INCLUDING), ("不含下属单位", "own"),
     ("仅统计本级", "own")],
)  # fmt: skip
def test_what_figures_cover_is_held_where_the_roster_counts_otherwise(
    remark: str, said: str, scope: str
) -> None:
    units = tuple(replace(u, scope=scope) if u.id == "u01" else u for u in ROSTER.units)
    roster = replace(ROSTER, units=units)
    in_remark, in_name = remarked(remark), remarked("").replace("区财政局", f"区财政局（{remark}）")
    for sheet in (in_remark, in_name):
        reading = read(sheet, roster=roster)
        assert ("P40" in codes(reading)) is (said != scope)
        assert len(accepted(reading)) == (2 if said == scope else 1)


def test_a_note_on_what_all_figures_cover_is_asked_about_once() -> None:
    sheet = remarked("").rstrip() + "\n| 注：以上数据均含下属单位。 | < | < | < |\n"
    assert doubts(read(sheet)) == ["P40 周报!A5"]
    units = tuple(replace(unit, scope=INCLUDING) for unit in ROSTER.units)
    assert len(accepted(read(sheet, roster=replace(ROSTER, units=units)))) == 2


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("", "未核实"),
        ("统计口径", "含所属"),
        ("联合单位", "区教育局"),
        ("主办单位", "区教育局"),
        ("是否核实", "否"),
    ],
)
def test_a_column_that_nobody_knows_may_say_so_too(heading: str, text: str) -> None:
    assert accepted(read(remarked(text).replace("备注", heading))) == ["西城街道"]


@pytest.mark.parametrize(
    ("line", "is_back"),
    [
        ("以下为上周补报单位", True),
        ("二、街道（累计数）", True),
        ("（以下为人次）", True),
        ("二、街道（2个）", False),
        ("以下为镇街", False),
    ],
)
def test_a_line_between_the_rows_may_make_others_of_those_below(line: str, is_back: bool) -> None:
    reading = read(f"""
        | 主题教育周报（第3周） | < | < |
        | 单位 | 集中学习 | 研讨交流 |
        | 区财政局 | 5 | 1 |
        | {line} | < | < |
        | 西城街道 | 22 | 11 |
    """)
    assert accepted(reading) == (["区财政局"] if is_back else ["区财政局", "西城街道"])
    assert doubts(reading) == (["P38 周报!5"] if is_back else [])


@pytest.mark.parametrize("planned", ["第4周（计划）", "第4周安排", "第四周拟开展"])
def test_a_planned_week_beside_the_week_is_no_weeks_work(planned: str) -> None:
    reading = read(f"""
        | 主题教育开展情况 | < | < | < | < |
        | 单位 | 第3周 | < | {planned} | < |
        | ^ | 集中学习 | 研讨交流 | 集中学习 | 研讨交流 |
        | 区财政局 | 5 | 1 | 3 | 2 |
        | 西城街道 | 3 | 2 | 2 | 2 |
    """)
    assert {week for week, _, _ in by_week(reading)} == {3}
    assert by_week(reading)[3, "区财政局", STUDY] == 5.0


def test_the_sums_of_a_programs_own_subtotals_are_no_units() -> None:
    reading = read("""
        | 主题教育周报（第3周） | < | < | < |
        | 组别 | 单位 | 集中学习 | 研讨交流 |
        | 第二指导组 | 区财政局 | 5 | 1 |
        | 第二指导组 | 西城街道 | 3 | 2 |
        | 第二指导组 汇总 | | 8 | 3 |
        | 总计 | | 8 | 3 |
    """)
    assert accepted(reading) == ["区财政局", "西城街道"]
    assert doubts(reading) == []


@pytest.mark.parametrize(
    "note", ["（以下数据为每个支部平均数）", "填报要求：按参加人次填写", "说明：以下为上周数据"]
)
def test_a_line_above_the_headings_may_say_it_too(note: str) -> None:
    reading = read(f"""
        | 主题教育周报（第3周） | < | < |
        | {note} | < | < |
        | 单位 | 集中学习 | 研讨交流 |
        | 区财政局 | 50 | 12 |
    """)
    assert accepted(reading) == []
    assert doubts(reading) == ["P37 周报!A2"]
