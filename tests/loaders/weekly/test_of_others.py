"""Sheets that are somebody else's, of a part of the unit or no report at all by what their title,
sheet or file is called: held, and taken or left out as a person says, once for all like them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.loaders.drawn import ROSTER, Drawing, accepted, codes, read, stored, table
from tests.loaders.weekly.test_not_counted import STUDY, TALKS, titled


@pytest.mark.parametrize("district", ["测试区", "联合县", "示例区"])
def test_a_districts_own_name_is_no_word_of_another_figure(district: str) -> None:
    reading = read(
        titled(f"{district}主题教育周报（第3周）"),
        roster=replace(ROSTER, district_names=(district,)),
    )
    assert accepted(reading) == ["区财政局", "西城街道"]


@pytest.mark.parametrize(
    ("title", "is_held"),
    [
        ("全市主题教育周报（第3周）", True),
        ("全省主题教育进展情况（第3周）", True),
        ("市直机关主题教育周报（第3周）", True),
        ("全区主题教育周报（第3周）", False),
        ("区直机关主题教育周报（第3周）", False),
    ],
)
def test_a_title_of_a_whole_province_or_city_is_not_the_districts(
    title: str, *, is_held: bool
) -> None:
    assert accepted(read(titled(title))) == ([] if is_held else ["区财政局", "西城街道"])


def test_a_district_that_is_a_city_may_say_so_of_itself() -> None:
    city = replace(ROSTER, district_names=("青山市",))
    reading = read(titled("全市主题教育周报（第3周）"), roster=city)
    assert accepted(reading) == ["区财政局", "西城街道"]


@pytest.mark.parametrize(
    "words",
    [
        "作废",
        "样表",
        "漏报补充",
        "补报",
        "未核实",
        "去年",
        "第一支部",
        "机关党支部",
        "备份",
        "征求意见稿",
    ],
)
def test_a_title_a_sheet_or_a_file_that_is_no_report_of_the_unit_holds_it(words: str) -> None:
    plain = titled("主题教育周报（第3周）")
    assert accepted(read(titled(f"主题教育周报（第3周）（{words}）"))) == []
    assert accepted(read(Drawing(plain, words))) == []
    assert accepted(read(plain, file_name=f"主题教育周报{words}.xlsx")) == []


@pytest.mark.parametrize(
    "name",
    [
        "第3周汇总.xlsx",
        "附件2：主题教育周报（更正）.xlsx",
        "第十一小学党支部.xlsx",
        "各党支部周报.xlsx",
        "周报模板.xlsx",
    ],
)
def test_a_file_that_only_resembles_them_is_read(name: str) -> None:
    plain = titled("主题教育周报（第3周）")
    assert accepted(read(plain, file_name=name)) == ["区财政局", "西城街道"]


def own_sheet(title: str, who: str = "填报单位：区财政局") -> str:
    return f"""
        | {title} | < | < |
        | {who} | | |
        | 指标 | 计量单位 | 本周 |
        | 集中学习 | 场次 | 50 |
        | 研讨交流 | 场次 | 11 |
    """


@pytest.mark.parametrize(
    ("title", "is_read"),
    [
        ("主题教育周报（第3周）", True),
        ("财政局第3周主题教育情况", True),
        ("区财政局机关主题教育周报（第3周）", True),
        ("各单位主题教育周报（第3周）", True),
        ("领导小组办公室第3周周报表", True),
        ("区财政局综合科主题教育周报（第3周）", False),
        ("综合科第3周主题教育情况", False),
        ("区财政局国库支付中心主题教育周报（第3周）", False),
        ("财政系统主题教育周报（第3周）", False),
        ("机关党委主题教育周报（第3周）", False),
        ("区教育局第3周主题教育情况", False),
    ],
)
def test_one_units_sheet_titled_for_a_part_or_another_is_held(title: str, *, is_read: bool) -> None:
    told = {"区财政局": {STUDY: 50.0, TALKS: 11.0}}
    assert stored(read(own_sheet(title))) == (told if is_read else {})


def test_one_branch_of_several_is_not_its_unit() -> None:
    several = read(own_sheet("主题教育周报（第3周）", "填报单位：西城街道机关党支部"))
    assert codes(several) == ["U01"]
    sole = read(own_sheet("主题教育周报（第3周）", "填报单位：区财政局机关党支部"))
    assert stored(sole) == {"区财政局机关党支部": {STUDY: 50.0, TALKS: 11.0}}


def test_what_a_person_said_of_such_a_table_is_asked_once() -> None:
    sheet = titled("全市主题教育周报（第3周）")
    question = table(read(sheet)).stands
    assert question is not None
    for stands, code, rows in ((True, "P41", ["区财政局", "西城街道"]), (False, "P42", [])):
        answer = question.answer(stands=stands)
        layouts = {answer.fingerprint: answer}
        later = read(sheet.replace("第3周", "第4周"), layouts=layouts)
        assert accepted(later) == rows
        assert code in codes(later)
        assert table(later).stands is None
        assert bool(later.submissions) is stands
        other = read(sheet.replace("全市", "全省"), layouts=layouts)
        assert accepted(other) == []
        assert table(other).stands is not None
