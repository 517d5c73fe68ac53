"""Words around weekly figures that make others of them: a band over the quantities, a title, a note.
Figures of heads, of a part of the unit or of another undertaking never go in as the week's."""

from __future__ import annotations

import pytest

from tests.loaders.drawn import Drawing, accepted, codes, doubts, read, stored

STUDY, TALKS, SERVICES = (
    "study_session_count",
    "discussion_session_count",
    "livelihood_done_count",
)


def banded(band: str) -> str:
    return f"""
        | 主题教育周报（第3周） | < | < | < |
        | 单位 | {band} | < | 办实事 |
        | ^ | 集中学习 | 研讨交流 | ^ |
        | 区财政局 | 50 | 11 | 2 |
        | 西城街道 | 33 | 12 | 1 |
    """


@pytest.mark.parametrize(
    "band",
    ["参加人次", "人次", "学时", "经费（万元）", "缺席情况", "补学", "考核得分", "观看视频", "宣传报道", "单位数",
     "参与人员", "人均", "参加上级", "任务数", "上期"],
)  # fmt: skip
def test_under_words_of_another_figure_a_quantity_is_not_read_and_told(band: str) -> None:
    reading = read(banded(band))
    assert stored(reading)["区财政局"] == {SERVICES: 2.0}
    assert doubts(reading) == ["L04 周报!B3", "L04 周报!C3"]


@pytest.mark.parametrize(
    "band",
    ["青年理论学习小组", "离退休党员", "线上", "上级组织", "下属单位", "民主党派", "村（社区）"],
)
def test_under_words_of_a_part_of_the_unit_a_quantity_is_asked_about(band: str) -> None:
    reading = read(banded(band))
    assert accepted(reading) == []
    assert doubts(reading) == ["L20 周报!B3", "L20 周报!C3"]


@pytest.mark.parametrize(
    "band",
    ["学习教育", "规定动作", "主题教育开展情况", "以学铸魂", "重点任务", "任务一：理论学习", "目标任务完成情况",
     "任务落实情况", "各单位情况", "场次", "学习形式"],
)  # fmt: skip
def test_under_other_words_it_is_what_it_says(band: str) -> None:
    assert stored(read(banded(band)))["区财政局"] == {STUDY: 50.0, TALKS: 11.0, SERVICES: 2.0}


def test_of_two_bands_of_measures_the_quantitys_own_is_read() -> None:
    reading = read("""
        | 主题教育周报（第3周） | < | < | < | < |
        | 单位 | 场次 | < | 人次 | < |
        | ^ | 集中学习 | 研讨交流 | 集中学习 | 研讨交流 |
        | 区财政局 | 5 | 1 | 50 | 11 |
        | 西城街道 | 3 | 2 | 33 | 22 |
    """)
    assert stored(reading)["区财政局"] == {STUDY: 5.0, TALKS: 1.0}


def test_a_band_of_heads_over_all_quantities_is_no_title_above_them() -> None:
    reading = read("""
        | 主题教育周报（第3周） | < | < |
        | 单位 | 参加人次 | < |
        | ^ | 集中学习 | 研讨交流 |
        | 区财政局 | 50 | 11 |
    """)
    assert reading.tables == ()
    assert reading.refused is not None


def titled(title: str, heads: str = "集中学习 | 研讨交流", note: str = "") -> str:
    return f"""
        | {title} | < | < |
        | 单位 | {heads} |
        | 区财政局 | 50 | 11 |
        | 西城街道 | 33 | 12 |
        | {note} | < | < |
    """


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("主题教育参加人次统计表（第3周）", "L28"),
        ("主题教育第3周情况（单位：万人次）", "L28"),
        ("主题教育第3周缺课情况统计表", "P37"),
        ("主题教育补学情况（第3周）", "P37"),
        ("主题教育第3周经费支出情况", "P37"),
        ("主题教育督查情况统计表（第3周）", "P37"),
        ("主题教育第3周预估数据", "P37"),
        ("主题教育周报（第3周）漏报补充", "P37"),
        ("主题教育周报（第3周，测试）", "P37"),
        ("青年理论学习小组第3周学习情况", "P37"),
        ("中心组第3周学习情况统计", "P37"),
        ("主题教育线上学习周报（第3周）", "P37"),
        ("主题教育第3周送学上门情况", "P37"),
        ("党史学习教育周报（第3周）", "P39"),
        ("2024年主题教育周报（第3周）", "P01"),
    ],
)
def test_a_title_of_other_figures_or_of_a_part_holds_the_table(title: str, code: str) -> None:
    reading = read(titled(title))
    assert accepted(reading) == []
    assert code in codes(reading)


@pytest.mark.parametrize(
    "title",
    ["各单位数据统计表（第3周）", "各支部数据汇总（第3周）", "主题教育场次及参加人次统计表（第3周）", "2023年主题教育周报（第3周）",
     "2023—2024年主题教育周报（第3周）", "主题教育工作简报第3周数据汇总", "主题教育周报（第3周）（已核实）", "财政局第3周学习情况", "基层党组织主题教育周报（第3周）", "区级机关主题教育周报（第3周）",
     "区计量测试所主题教育周报（第3周）", "离退休干部局第3周主题教育周报", "区财政预算评审中心主题教育周报（第3周）"],
)  # fmt: skip
def test_a_title_that_only_resembles_them_does_not(title: str) -> None:
    assert accepted(read(titled(title))) == ["区财政局", "西城街道"]


def test_a_title_of_heads_is_of_the_column_that_counts_them() -> None:
    reading = read(titled("主题教育参加人次统计表（第3周）", "集中学习（场次） | 集中学习（人次）"))
    assert stored(reading)["区财政局"] == {STUDY: 50.0}


def test_a_title_of_a_part_is_of_the_column_that_names_it() -> None:
    reading = read(titled("理论学习中心组第3周学习情况统计", "中心组学习次数 | 研讨交流"))
    assert accepted(reading) == ["区财政局", "西城街道"]


@pytest.mark.parametrize(
    ("title", "is_held"),
    [
        ("安全生产隐患排查整改周报（第3周）", True),
        ("巡察反馈问题整改周报（第3周）", True),
        ("审计整改情况周报（第3周）", True),
        ("营商环境问题整改周报（第3周）", True),
        ("主题教育推动营商环境问题整改周报（第3周）", False),
        ("区财政局检视问题整改周报（第3周）", False),
    ],
)
def test_a_report_of_another_undertaking_is_none_of_this_campaign(
    title: str, is_held: bool
) -> None:
    reading = read(titled(title, "发现问题 | 完成整改"))
    assert accepted(reading) == ([] if is_held else ["区财政局", "西城街道"])
    assert ("P39" in codes(reading)) is is_held


def test_another_undertaking_may_be_named_by_the_file_alone() -> None:
    sheet = titled("各单位整改情况统计表（第3周）", "发现问题 | 完成整改")
    assert accepted(read(sheet, file_name="安全生产.xlsx")) == []
    assert accepted(read(sheet, file_name="主题教育.xlsx")) == ["区财政局", "西城街道"]


@pytest.mark.parametrize(
    "note",
    ["注：以上均为参加人次。", "注：单位为人次。", "说明：集中学习按人次统计。", "注：表中数据为预计数。", "注：本表为上周数据。",
     "注：以上数据含前两周。", "注：以上为支部平均数。", "注：研讨交流为计划数。", "注：数据单位为小时。", "注：数据为去年同期。",
     "填报口径：人次", "统计范围：机关支部", "数据类型：计划数", "注：以上数据为9月数据。", "注：表中数字均为党组织数。", "注：数据未经核实。", "注：以上为全市数据。"],
)  # fmt: skip
def test_a_note_that_makes_others_of_the_figures_holds_the_table(note: str) -> None:
    reading = read(titled("主题教育周报（第3周）", note=note))
    assert accepted(reading) == []
    assert doubts(reading) == ["P37 周报!A5"]


@pytest.mark.parametrize(
    "note",
    ["注：以上数据不含上周数据。", "注：1.场次指本周开展的次数。", "注：环比为较上周增减。", "注：没有请填0。", "说明：集中学习含线上2场。",
     "注：集中学习指统一组织半天以上的学习。", "注：以上数据已核实。",
     "统计范围：全区各单位", "注：未核实的数据不得上报。", "注：数据来源于各支部上报。", "注：联合开展的由主办单位填报。"],
)  # fmt: skip
def test_a_note_that_explains_them_does_not(note: str) -> None:
    assert accepted(read(titled("主题教育周报（第3周）", note=note))) == ["区财政局", "西城街道"]


def test_a_note_on_a_column_of_another_time_is_of_that_column() -> None:
    reading = read("""
        | 主题教育周报（第3周） | < | < |
        | 单位 | 集中学习 | 上周集中学习 |
        | 区财政局 | 5 | 4 |
        | 注：上周集中学习数据为上周上报数。 | < | < |
    """)
    assert stored(reading)["区财政局"] == {STUDY: 5.0}


@pytest.mark.parametrize(
    "above",
    [
        "| 单位 | 参加人次 | | 办实事 |\n| | 集中学习 | 研讨交流 | |",
        "| | 参加人次 | | |\n| 单位 | 集中学习 | 研讨交流 | |",
        "| | 参加人次 | < | |\n| 单位 | 集中学习 | 研讨交流 | |",
        "| | 参加人次 | | 落实情况 |\n| 单位 | 集中学习 | 研讨交流 | 办实事 |",
    ],
)
def test_a_band_that_lost_its_merge_is_not_overlooked(above: str) -> None:
    reading = read(f"""
        | 主题教育周报（第3周） | < | < | < |
        {above}
        | 区财政局 | 50 | 11 | 2 |
        | 西城街道 | 33 | 12 | 1 |
    """)
    told = {slot for values in stored(reading).values() for slot in values}
    assert told <= {SERVICES}


@pytest.mark.parametrize(
    ("category", "is_read"),
    [("参加人次", False), ("缺席", False), ("线上", False), ("理论学习", True), ("学习情况", True)],
)
def test_a_category_beside_one_units_indicators_is_a_band_too(
    category: str, *, is_read: bool
) -> None:
    reading = read(f"""
        | 区财政局主题教育周报（第3周） | < | < |
        | 类别 | 指标 | 本周 |
        | {category} | 集中学习 | 50 |
        | ^ | 研讨交流 | 11 |
        | 服务群众 | 办实事 | 2 |
    """)
    told = {STUDY: 50.0, TALKS: 11.0, SERVICES: 2.0}
    assert stored(reading) == ({"区财政局": told} if is_read else {})


@pytest.mark.parametrize(
    ("name", "is_held"),
    [("上周", True), ("去年同期", True), ("第3周", False), ("上周五会议", False)],
)
def test_a_sheet_named_after_another_time_is_held(name: str, *, is_held: bool) -> None:
    reading = read(Drawing(titled("主题教育情况统计表（第3周）"), name))
    assert accepted(reading) == ([] if is_held else ["区财政局", "西城街道"])
