"""Rosters that say less than the form asks, or more in a cell: no column of types, groups by
their number, several names in one cell."""

from __future__ import annotations

import pytest

from campaign import FieldRole
from loaders import likely_meaning, likely_type, roster_in
from tests.loaders.drawn import LAUNCH, NOBODY, PACK, codes, doubts, read, rows
from tests.loaders.roster.test_rows import roster_sheet, sheet

LINES = ("区财政局 | 第二指导组", "红星小学 | 第三指导组", "南山社区党支部 | 第三指导组")
UNTYPED = sheet("单位名称 | 联系指导组", *LINES)
TYPES = {"区财政局": "section_team", "红星小学": "second_tier", "南山社区党支部": "grassroots"}
TOLD = {(FieldRole.TYPE, name): type_id for name, type_id in TYPES.items()}


def test_a_roster_without_types_is_one_question_that_names_each_unit():
    reading = read(UNTYPED, roster=NOBODY)
    assert rows(reading)["accepted"].tolist() == [False, False, False]
    assert doubts(reading) == ["U25 周报!2", "U26 周报!2"]
    (asked,) = reading.asked_words
    assert (asked.role, asked.word, asked.units) == ("type", "", (*TYPES,))
    assert set(asked.among) == {type_.id for type_ in PACK.types}
    assert likely_meaning(asked, PACK) == ""


def test_an_answer_a_unit_lets_it_in_and_the_ledger_knows_it_from_then_on():
    told = read(UNTYPED, roster=NOBODY, told_units=TOLD)
    assert rows(told)["type_id"].tolist() == [*TYPES.values()]
    assert rows(told)["accepted"].all()
    known = roster_in(told, PACK, valid_from=LAUNCH)
    again = read(sheet("单位名称 | 联系指导组", *LINES, "区税务局 | 二组"), roster=known)
    assert rows(again)["accepted"].tolist() == [True, True, True, False]
    assert again.asked_words[0].units == ("区税务局",)


def test_with_a_column_that_nobody_knows_the_list_may_be_none_of_units():
    drawn = sheet("单位名称 | 联系指导组 | 走访户数", "区财政局 | 二组 | 12", "红星小学 | 三组 | 7")
    assert "L02" in codes(read(drawn, roster=NOBODY))


def test_columns_of_persons_beside_them_change_nothing():
    drawn = sheet(
        "单位名称 | 联系指导组 | 联系人 | 联系电话", "区财政局 | 二组 | 张三丰 | 13800138000"
    )
    (asked,) = read(drawn, roster=NOBODY).asked_words
    assert asked.units == ("区财政局",)


def test_a_blank_in_the_column_of_types_is_asked_too_and_a_known_unit_keeps_its_own():
    drawn = roster_sheet("区财政局 | | 二组 | 3", "红星小学 | 二级单位 | 三组 | 1")
    reading = read(drawn, roster=NOBODY)
    assert rows(reading)["accepted"].tolist() == [False, True]
    assert [(asked.word, asked.units) for asked in reading.asked_words] == [("", ("区财政局",))]
    told = read(drawn, roster=NOBODY, told_units={(FieldRole.TYPE, "区财政局"): "section_team"})
    assert rows(told)["accepted"].all()
    known = roster_in(told, PACK, valid_from=LAUNCH)
    assert rows(read(drawn, roster=known))["type_id"].tolist() == ["section_team", "second_tier"]


@pytest.mark.parametrize(
    ("name", "type_id"),
    [
        ("区财政局", "section_team"),
        ("北河镇", "section_team"),
        ("红星小学", "second_tier"),
        ("区人民医院", "second_tier"),
        ("南山社区党支部", "grassroots"),
        ("红星公司党支部", "non_public"),
        ("区律师协会", "social_org"),
        ("区人民法院", "county_team"),
        ("第一纵队", ""),
    ],
)
def test_a_name_suggests_a_type_and_decides_nothing(name: str, type_id: str):
    assert likely_type(name, [t.id for t in PACK.types], PACK) == type_id


@pytest.mark.parametrize(
    ("cell", "group"),
    [("1", "g01"), ("02", "g02"), ("二", "g02"), ("第十二", "g12"), ("三组", "g03"), ("99", "")],
)
def test_a_number_in_the_column_of_groups_is_the_group_of_that_number(cell: str, group: str):
    drawn = roster_sheet(f"区财政局 | 科级领导班子 | {cell} | 3")
    assert rows(read(drawn, roster=NOBODY))["group_id"].tolist() == [group]


@pytest.mark.parametrize(
    ("cell", "n"),
    [
        ("区委办公室、区政府办公室", 2),
        ("区财政局；区审计局；区统计局", 3),
        ("区委宣传部（文明办、网信办）", 0),
        ("区人民政府\\n办公室", 0),
        ("区财政局\\n区审计局", 2),
        ("区财政局 区审计局", 2),
        ("1.区财政局 2.区审计局", 2),
        ("区教育局 办公室", 0),
        ("区 财 政 局", 0),
        ("总工会、团委、妇联联合党支部", 0),
        ("区人力资源和社会保障局", 0),
    ],
)
def test_a_cell_that_names_several_units_is_held(cell: str, n: int):
    drawn = roster_sheet(f"{cell} | 科级领导班子 | 一组 | 3")
    reading = read(drawn, roster=NOBODY)
    assert [issue.params["n"] for issue in reading.all_issues if issue.code == "U27"] == [n] * (
        n > 0
    )
    assert rows(reading)["accepted"].tolist() == [not n]
