"""The unit roster: organisations only, with type, group, short names and those below."""

from __future__ import annotations

from dataclasses import replace

import pytest

from campaign import ROSTER_ROWS, FieldRole
from loaders import likely_meaning, read_workbook, roster_in
from tests.loaders.drawn import (
    LAUNCH,
    NOBODY,
    PACK,
    Drawing,
    accepted,
    codes,
    doubts,
    entries,
    issue,
    read,
    rows,
    table,
    unit,
    workbook,
)

ROWS = """
    | 云岭区主题教育参学单位名册 | < | < | < | < | < | < | < | < |
    | 填报单位：区主题办 | | | 填报时间：2023年10月9日 | | | | | |
    | 序号 | 单位编码 | 单位名称 | 单位简称 | 上级单位 | 单位类别 | 所属指导组 | 下级党组织数 | < |
    | ^ | ^ | ^ | ^ | ^ | ^ | ^ | 总支 | 支部 |
    | 1 | D001 | 区财政局 | 财政局、区财政 | | 科级领导班子 | 第二指导组 | 1 | 4 |
    | 2 | D002 | 区财政局票据中心 | | 区财政局 | 二级单位 | 二组 | | / |
    | 3 | D003 | 红星公司党支部 | | D001 | 非公企业 | ^ | 0 | 0 |
"""


def sheet(headings: str, *lines: str) -> str:
    return "\n".join(["| 参学单位名册 |", f"| {headings} |", *(f"| {line} |" for line in lines)])


def roster_sheet(*lines: str) -> str:
    told = (line if line.count("|") > 2 else f"{line} | 1" for line in lines)
    return sheet("单位名称 | 单位类别 | 所属指导组 | 支部数", *told)


def test_a_roster_row_is_a_unit_with_its_type_group_names_and_branches() -> None:
    frame = ROSTER_ROWS.check(rows(read(ROWS, roster=NOBODY)))
    first = frame.iloc[0]
    assert (first["unit_id"], first["name"], first["short_names"]) == (
        "D001",
        "区财政局",
        "财政局、区财政",
    )
    assert frame["type_id"].tolist() == ["section_team", "second_tier", "non_public"]
    assert frame["group_id"].tolist() == ["g02", "g02", "g02"]
    assert frame["parent_id"].tolist() == ["", "D001", "D001"]
    assert frame["sub_org_total"].tolist() == [5, 0, 0]
    assert frame["sort_no"].tolist() == [1, 2, 3]
    assert doubts(read(ROWS, roster=NOBODY)) == []


def test_the_roster_read_names_the_district_from_its_title() -> None:
    known = roster_in(read(ROWS, roster=NOBODY), PACK, valid_from=LAUNCH)
    assert known.district_names == ("云岭区",)
    assert [u.name for u in known.units] == ["区财政局", "区财政局票据中心", "红星公司党支部"]
    assert {u.valid_from for u in known.units} == {LAUNCH}


def test_a_closed_unit_ends_on_the_sheets_date() -> None:
    reading = read(
        sheet(
            "单位名称 | 单位类别 | 所属指导组 | 启用/停用",
            "甲局 | 科级单位 | 一组 | 停用",
            "乙局 | 科级单位 | 一组 | 启用",
        )
    )
    assert rows(reading)["valid_to"].tolist() == ["2023-10-02", ""]


def test_a_unit_without_a_code_keeps_the_id_it_is_known_by() -> None:
    assert rows(read(roster_sheet("区财政局 | 科级单位 | 一组")))["unit_id"].tolist() == ["u01"]
    assert rows(read(roster_sheet("新局 | 科级单位 | 一组")))["unit_id"].tolist() == ["新局"]


@pytest.mark.parametrize(
    ("line", "doubt"),
    [
        ("甲局 | 未知类别 | 一组", "U13 周报!B3"), ("甲局 | | 一组", "U13 周报!B3"),
        ("甲局 | 科级单位 | 第五十组", "U14 周报!C3"), ("甲局 | 科级单位 | ", "U14 周报!C3"),
        (" | 科级单位 | 一组", "U09 周报!A3"),
    ],
)  # fmt: skip
def test_a_row_without_name_type_or_group_is_held_at_its_cell(line: str, doubt: str) -> None:
    reading = read(roster_sheet(line, "乙局 | 科级单位 | 一组"))
    assert doubts(reading) == [doubt]
    assert accepted(reading) == ["乙局"]
    assert len(rows(reading)) == 2


@pytest.mark.parametrize("count", ["约5", "-1", "2.5", "#REF!", "=A1+1", "5个"])
def test_a_count_of_branches_that_is_no_number_is_held(count: str) -> None:
    reading = read(
        sheet("单位名称 | 单位类别 | 所属指导组 | 下级支部数", f"甲局 | 科级单位 | 一组 | {count}")
    )
    assert [d.split()[1] for d in doubts(reading)] == ["周报!D3"]
    assert accepted(reading) == []


def test_a_missing_required_column_holds_every_row() -> None:
    reading = read(sheet("单位名称 | 单位类别 | 走访户数", "甲局 | 科级单位 | 12"))
    assert "L02" in codes(reading)
    assert accepted(reading) == []
    assert reading.submissions == ()


def test_the_same_unit_twice_alike_counts_once_and_differently_holds_both() -> None:
    alike = read(roster_sheet("甲局 | 科级单位 | 一组", "甲局 | 科级单位 | 一组"))
    assert "U07" in codes(alike)
    assert (len(rows(alike)), accepted(alike)) == (1, ["甲局"])
    differ = read(roster_sheet("甲局 | 科级单位 | 一组", "甲局 | 科级单位 | 二组"))
    assert doubts(differ) == ["U06 周报!A3", "U06 周报!A4"]
    assert accepted(differ) == []


def test_a_type_written_once_over_several_rows_is_theirs() -> None:
    reading = read(roster_sheet("甲局 | 科级单位 | 一组", "乙局 | ^ | ^"))
    assert rows(reading)["type_id"].tolist() == ["section_team", "section_team"]


def test_a_column_of_persons_is_not_kept() -> None:
    reading = read(
        sheet("单位名称 | 单位类别 | 所属指导组 | 联系电话", "甲局 | 科级单位 | 一组 | 13812345678")
    )
    assert issue(reading, "G03").raw == "联系电话"
    assert "13812345678" not in reading.submissions[0].grid.to_json()
    assert not reading.keeps_original


def test_totals_and_footers_of_a_roster_are_no_units() -> None:
    reading = read(
        sheet(
            "单位名称 | 单位类别 | 所属指导组",
            "甲局 | 科级单位 | 一组",
            "合计 | 1 | ",
            "填表人：张某",
        )
    )
    assert accepted(reading) == ["甲局"]
    assert table(reading).set_aside == {4: "total", 5: "footer"}


def test_a_unit_of_the_roster_is_found_again_in_a_report() -> None:
    known = roster_in(read(ROWS, roster=NOBODY), PACK, valid_from=LAUNCH)
    report = read("| 周报（第3周） |\n| 单位名称 | 研讨交流 |\n| 区财政 | 2 |", roster=known)
    assert rows(report)["unit_id"].tolist() == ["D001"]


def test_a_held_row_is_no_known_unit() -> None:
    reading = read(roster_sheet("甲局 | 未知类别 | 一组", "乙局 | 科级单位 | 一组"), roster=NOBODY)
    assert [u.name for u in roster_in(reading, PACK, valid_from=LAUNCH).units] == ["乙局"]


def test_the_drawn_roster_is_what_it_says() -> None:
    assert unit("x", "甲").type_id == "section_team"


def coded(*lines: str) -> str:
    return sheet("单位编码 | 单位名称 | 单位类别 | 所属指导组", *lines)


def test_codes_given_to_units_known_without_one_make_no_second_unit() -> None:
    frame = rows(read(coded("A01-001 | 西城街道 | 科级班子 | 二组")))
    assert frame["unit_id"].tolist() == ["u03"]
    assert frame["code"].tolist() == ["A01-001"]


def test_a_unit_renumbered_because_it_moved_is_the_same_unit() -> None:
    frame = rows(read(coded("A03-017 | 区财政局 | 科级班子 | 三组")))
    assert frame["unit_id"].tolist() == ["u01"]


def test_a_known_code_with_a_new_name_is_a_unit_renamed() -> None:
    frame = rows(read(coded("D001 | 区财政金融局 | 科级班子 | 二组")))
    assert frame["unit_id"].tolist() == ["u01"]


def test_codes_moved_down_a_row_do_not_hand_histories_to_the_next_unit() -> None:
    reading = read(
        coded("D001 | 区应急管理局 | 科级班子 | 二组", "D003 | 区教育局 | 科级班子 | 三组")
    )
    assert codes(reading) == ["U11"]
    assert accepted(reading) == ["区教育局"]


def test_two_units_of_one_name_told_apart_by_code_stay_two() -> None:
    reading = read(
        coded("D001 | 区财政局 | 科级班子 | 二组", "D009 | 区财政局 | 科级班子 | 三组"),
    )
    assert rows(reading)["unit_id"].tolist() == ["u01", "D009"]


def test_counts_of_a_roster_are_numbers_and_a_dash_stays_one() -> None:
    told = entries(read(ROWS, roster=NOBODY))
    branches = {name: row.values["branches"].value for name, row in told.items()}
    assert branches == {"区财政局": 4.0, "区财政局票据中心": "/", "红星公司党支部": 0.0}
    assert told["区财政局"].values["code"].value == "D001"
    assert told["红星公司党支部"].values["branches"].state == "z"


def test_titles_between_the_rows_tell_the_group_and_an_unknown_one_is_asked_once() -> None:
    reading = read("""
        | 各指导组联系单位名册 | < | < |
        | 序号 | 单位名称 | 单位类别 |
        | 第一指导组（2家） | < | < |
        | 1 | 区民政局 | 区直部门 |
        | 2 | 区水务局 | 区直部门 |
        | 教育系统指导组（共1家） | < | < |
        | 1 | 区教育局 | 区直部门 |
        | 注：以上不含垂管单位。 | < | < |
    """, roster=NOBODY)  # fmt: skip
    assert rows(reading)["group_id"].tolist() == ["g01", "g01", ""]
    assert accepted(reading) == ["区民政局", "区水务局"]
    assert doubts(reading) == ["U25 周报!2", "U14 周报!A6"]
    (asked,) = reading.asked_words
    assert (asked.role, asked.word, asked.units) == ("group", "教育系统指导组", ("区教育局",))


def test_a_word_for_two_types_is_asked_unit_by_unit_and_known_from_the_ledger() -> None:
    drawn = roster_sheet("某商会 | 两新组织 | 一组", "某公司 | “两新”组织 | 一组")
    reading = read(drawn, roster=NOBODY)
    assert [issue.code for issue in reading.all_issues] == ["U21", "U21"]
    asked = [(a.word, a.units, a.among) for a in reading.asked_words]
    assert asked[0] == ("两新组织", ("某商会",), ("non_public", "social_org"))
    answers = {(FieldRole.TYPE, "某商会"): "social_org", (FieldRole.TYPE, "某公司"): "non_public"}
    told = read(drawn, roster=NOBODY, told_units=answers)
    assert rows(told)["type_id"].tolist() == ["social_org", "non_public"]
    known = roster_in(told, PACK, valid_from=LAUNCH)
    assert rows(read(drawn, roster=known))["type_id"].tolist() == ["social_org", "non_public"]


def test_parents_are_found_on_other_sheets_and_an_unknown_one_is_pointed_out() -> None:
    heads = "单位名称 | 单位类别 | 所属指导组 | 上级党组织"
    reading = read_workbook(
        workbook(
            Drawing(sheet(heads, "区教育局 | 科级单位 | 一组 | 区委教育工委"), name="机关"),
            Drawing(sheet(heads, "区一中 | 二级单位 | 一组 | 区教育局"), name="学校"),
        ),
        file_name="名册.xlsx",
        roster=NOBODY,
        pack=PACK,
    )
    lines = [line for s in reading.submissions for line in s.rows.to_dict("records")]
    assert [line["parent_id"] for line in lines] == ["", "区教育局"]
    assert lines[0]["sort_no"] < lines[1]["sort_no"]
    assert [str(issue.address) for issue in reading.all_issues if issue.code == "U22"] == [
        "机关!D3"
    ]


def test_a_roster_titled_for_another_district_waits_for_a_word() -> None:
    drawn = ROWS.replace("云岭区", "北河县")
    ours = replace(NOBODY, district_names=("云岭区",))
    reading = read(drawn, roster=ours)
    assert reading.submissions == ()
    assert doubts(reading) == ["U23 周报!3"]
    stands = read(drawn, roster=ours, roster_stands=True)
    assert accepted(stands) == ["区财政局", "区财政局票据中心", "红星公司党支部"]


@pytest.mark.parametrize(
    ("word", "type_id"),
    [
        ("学校", "second_tier"), ("机关", "section_team"), ("乡镇", "section_team"),
        ("医院", "second_tier"), ("村", "grassroots"), ("社区", "grassroots"),
        ("离退休", "grassroots"), ("国有企业", "second_tier"), ("律师行业", "social_org"),
        ("两新组织", "non_public"), ("杂类", ""),
    ],
)  # fmt: skip
def test_an_unknown_type_comes_with_what_it_resembles(word: str, type_id: str) -> None:
    (asked,) = read(roster_sheet(f"甲 | {word} | 一组"), roster=NOBODY).asked_words
    assert likely_meaning(asked, PACK) == type_id


def test_part_of_a_roster_without_places_renumbers_nobody() -> None:
    whole = ["甲局 | 科级单位 | 一组", "乙局 | 科级单位 | 一组", "丙局 | 科级单位 | 二组"]
    known = roster_in(read(roster_sheet(*whole), roster=NOBODY), PACK, valid_from=LAUNCH)
    part = rows(
        read(roster_sheet("丙局 | 科级单位 | 一组", "丁局 | 科级单位 | 一组"), roster=known)
    )
    assert dict(zip(part["name"], part["sort_no"], strict=True)) == {"丙局": 3, "丁局": 5}
    anew = rows(read(roster_sheet(*reversed(whole)), roster=known))
    assert anew["sort_no"].tolist() == [1, 2, 3], "all of them are ordered by the sheet"


def test_a_list_without_codes_takes_no_unit_its_own() -> None:
    known = roster_in(read(ROWS, roster=NOBODY), PACK, valid_from=LAUNCH)
    part = rows(read(roster_sheet("区财政局 | 科级领导班子 | 三组 | 5"), roster=known))
    assert part[["unit_id", "code", "group_id"]].values.tolist() == [["D001", "D001", "g03"]]
