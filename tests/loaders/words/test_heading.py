"""What a column's heading is taken for. Levels of the header are joined with '/'."""

from __future__ import annotations

import pytest

from loaders.words.heading import Heading, exact_heading, header_path, likely_heading, strip_level
from loaders.words.other_figures import without_days
from tests.loaders.drawn import PACK

FORM = PACK.form["weekly_report"]
STUDY, TALKS, FOUND, DONE = (
    "study_session_count",
    "discussion_session_count",
    "problem_found_count",
    "rect_done_count",
)


def heading(text: str) -> Heading:
    path = header_path(text.split("/"))
    found = exact_heading(path, FORM, PACK)
    return found if found.field else likely_heading(path, FORM, PACK)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("单位名称", "unit"), ("单 位 名 称", "unit"), ("组织名称", "unit"), ("序号", "sequence"),
        ("研讨交流（场次）", TALKS), ("研讨\n交流", TALKS), ("研讨交流（ 场 次 ）", TALKS),
        ("研讨交流【场】", TALKS), ("研讨交流场次", TALKS), ("学习研讨", TALKS),
        ("学习教育/集中学习（场次）/本周", STUDY), ("集中学习/场次", STUDY),
        ("集中学习/次数", STUDY),
        ("集中学习/其中：中心组学习", "center_group_study_count"), ("本周/研讨交流", TALKS),
        ("读书班\n（天）", "reading_class_days"), ("读书班天数", "reading_class_days"),
        ("检视问题（个）", FOUND), ("检视问题/个数", FOUND), ("检视问题/小计", FOUND),
        ("问题清单/完成整改", DONE), ("完成整改（≥90%）-3月8日", DONE), ("整改\n完成", DONE),
        ("研讨交流（10月16日—10月22日）", TALKS),
        ("研讨交流/本周（10月16日—10月22日）", TALKS), ("研讨交流/本周（第3周）", TALKS),
        ("发言人次", "discussion_speaker_count"), ("未开展原因", "work_study_conflict"),
        ("整改率", "rect_rate"), ("学习覆盖率", "study_rate"), ("我为群众办实事（件）",
        "livelihood_done_count"),
    ],
)  # fmt: skip
def test_a_listed_heading_is_read_without_a_question(text: str, field: str | None) -> None:
    found = heading(text)
    assert (found.field, found.is_guess) == (field, False)


@pytest.mark.parametrize(
    ("text", "cumulative"),
    [
        ("研讨交流", None), ("研讨交流/本周", False), ("本周研讨交流（场次）", False),
        ("研讨交流/累计", True), ("累计研讨交流", True), ("启动以来/研讨交流", True),
        ("研讨交流（累计）", True), ("开展以来研讨交流", True), ("研讨交流（启动至今）", True),
        ("研讨交流/本周（截至10月20日）", False), ("研讨交流/当周", False), ("研讨交流/本周新增", False),
    ],
)  # fmt: skip
def test_a_heading_says_week_or_total_or_nothing(text: str, cumulative: bool | None) -> None:
    found = heading(text)
    assert (found.field, found.cumulative, found.is_guess) == (TALKS, cumulative, False)


def test_a_heading_that_says_week_and_total_is_asked_about() -> None:
    found = heading("研讨交流/本周累计")
    assert (found.field, found.cumulative, found.is_open) == (TALKS, None, True)


@pytest.mark.parametrize(
    ("text", "field"),
    [("线上集中学习", STUDY), ("集中学习研讨", STUDY), ("整改问题数", DONE),
     ("支部党课次数", "party_lecture_count"), ("研讨交硫会", TALKS),
     ("中心组学习/研讨交流", TALKS)],
)  # fmt: skip
def test_an_unlisted_heading_that_points_to_one_quantity_is_asked(text: str, field: str) -> None:
    found = heading(text)
    assert (found.field, found.is_guess) == (field, True)


@pytest.mark.parametrize(
    "text",
    [
        "上周研讨交流", "研讨交流/上周", "上周/研讨交流", "研讨交流（上周）", "下周计划研讨交流",
        "10月集中学习", "第一周/研讨交流", "研讨交流/第二周", "全年集中学习", "研讨交流较上周增减",
        "去年同期研讨交流", "研讨交流环比",
    ],
)  # fmt: skip
def test_a_figure_of_another_time_is_no_figure_of_this_week(text: str) -> None:
    assert heading(text).field is None


@pytest.mark.parametrize(
    "text",
    ["未完成整改", "未开展学习的党组织数", "应参学党组织数", "尚未整改完成", "计划办实事",
     "办实事/计划数", "待整改/完成整改", "专题党课覆盖率", "完成整改占比", "研讨交流任务"],
)  # fmt: skip
def test_a_plan_a_rate_or_a_denial_is_not_what_it_denies(text: str) -> None:
    assert heading(text).field is None


@pytest.mark.parametrize(
    "text",
    ["研讨交流（人次）", "研讨交流/人次", "集中学习人次", "学习人数", "读书班（期）", "读书班期数",
     "检视问题（次）", "讲党课/人次", "调研（人）", "集中学习（学时）"],
)  # fmt: skip
def test_a_column_counted_in_something_else_is_not_the_quantity(text: str) -> None:
    assert heading(text).field is None


@pytest.mark.parametrize(
    "text",
    ["集中学习/其中：党委", "检视问题/其中立行立改", "检视问题/县级", "研讨交流（其中：县级）",
     "督导发现问题数", "指导组发现问题", "巡察发现问题"],
)  # fmt: skip
def test_a_part_or_another_source_is_not_the_whole(text: str) -> None:
    assert heading(text).field is None


@pytest.mark.parametrize("text", ["简报篇数", "会议名称", "姓名", "联系电话"])
def test_a_heading_no_quantity_answers_to_stays_unknown(text: str) -> None:
    found = heading(text)
    assert (found.field, found.is_guess) == (None, False)


def test_levels_are_joined_without_blanks_and_repeats() -> None:
    assert header_path(["学习 教育", "学习教育", "", "本\n周"]) == ("学习教育", "本周")
    assert Heading(("学习教育", "本周")).label == "学习教育/本周"


def test_measure_date_limit_and_period_are_taken_off() -> None:
    texts = ("研讨交流（场次）", "本周研讨交流", "完成率（≥90%）-3月8日", "主题党日", "单位：个")
    assert [strip_level(t) for t in texts] == ["研讨交流", "研讨交流", "完成率", "主题党日", ""]


@pytest.mark.parametrize("text", ["截至10月20日研讨交流", "研讨交流（截至10月20日）"])
def test_a_heading_as_of_a_day_is_of_the_week_or_a_total_and_asked_about(text: str) -> None:
    found = heading(text)
    assert (found.field, found.cumulative, found.is_open) == (TALKS, None, True)


@pytest.mark.parametrize(
    ("text", "cumulative"),
    [
        ("本周及累计/研讨交流/本周", False),
        ("本周及累计/研讨交流/累计", True),
        ("研讨交流/截至目前", True),
    ],
)
def test_the_lower_level_says_which_of_two_a_band_names(text: str, cumulative: bool) -> None:
    found = heading(text)
    assert (found.field, found.cumulative, found.is_open) == (TALKS, cumulative, False)


def test_levels_that_contradict_leave_it_open() -> None:
    found = heading("累计/本周研讨交流")
    assert (found.cumulative, found.is_open) == (None, True)


def test_the_day_figures_were_collected_leaves_a_heading_as_it_is() -> None:
    found = heading("研讨交流（数据截至10月20日）")
    assert (found.field, found.cumulative, found.is_open) == (TALKS, None, False)


@pytest.mark.parametrize("text", ["研讨交流（线上）", "研讨交流（支部）", "研讨交流（含集体备课）"])
def test_a_heading_narrowed_in_brackets_is_asked_about(text: str) -> None:
    found = heading(text)
    assert (found.field, found.is_guess) == (TALKS, True)


@pytest.mark.parametrize(
    "text", ["研讨交流（今年以来）", "研讨交流（1-3周）", "研讨交流（近两周）"]
)
def test_a_heading_of_another_span_is_no_figure_of_the_week(text: str) -> None:
    assert heading(text).field is None


@pytest.mark.parametrize(
    ("path", "is_said"),
    [
        (("集中学习", "Group study"), True),
        (("研讨交流", "Discussion"), True),
        (("专题党课", "Party lectures"), True),
        (("集中学习", "Group study this week"), False),
        (("集中学习", "Study hours"), False),
        (("集中学习", "Onsite"), False),
        (("集中学习", "Cumulative"), False),
        (("集中学习", "Last"), False),
        (("研讨交流", "Group study"), False),
    ],
)
def test_english_below_a_heading_says_it_again_or_leaves_it_unknown(
    path: tuple[str, ...], is_said: bool
) -> None:
    assert bool(exact_heading(path, FORM, PACK).field) is is_said


@pytest.mark.parametrize(
    ("days", "is_week"),
    [
        ("9月30日—10月6日", True),
        ("10.30-11.5", True),
        ("12月29日至1月4日", True),
        ("2月26日—3月4日", True),
        ("10月16日至22日", True),
        ("10月2日至22日", False),
        ("9.30-10.8", False),
        ("13月1日—13月9日", False),
    ],
)
def test_days_of_a_week_are_taken_off_and_those_of_more_are_not(
    days: str, *, is_week: bool
) -> None:
    assert (without_days(f"{days}集中学习") == "集中学习") is is_week
