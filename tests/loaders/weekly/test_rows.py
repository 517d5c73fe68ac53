"""The weekly report's rows: five cell states, slots, owed figures, repeats, merged cells."""

from __future__ import annotations

import math

import pytest

from tests.loaders.drawn import (
    NOBODY,
    Drawing,
    accepted,
    cell,
    codes,
    doubts,
    entries,
    figures,
    issue,
    read,
    rows,
    table,
    workbook,
)

STUDY, TALKS, CENTRE = (
    "study_session_count",
    "discussion_session_count",
    "center_group_study_count",
)


def sheet(headings: str, *lines: str) -> str:
    return "\n".join(
        ["| 周报表（第3周） |", f"| 单位名称 | {headings} |", *(f"| {line} |" for line in lines)]
    )


def one(value: str, name: str = "区财政局", heading: str = "研讨交流") -> str:
    return sheet(heading, f"{name} | {value}")


def state(value: str, name: str = "区财政局", heading: str = "研讨交流") -> tuple[object, str]:
    (found,) = figures(read(one(value, name, heading)))[name].values()
    return found


def test_title_row_above_the_header_is_skipped() -> None:
    book = workbook("""
        | 第三周工作进展情况周报表 |                  |
        | 单位名称                 | 研讨交流（场次） |
        | 区财政局                 | 2                |
    """)
    assert rows(read(book))[TALKS].tolist() == [2]


def test_the_five_states_of_a_cell_are_five_different_things() -> None:
    assert state("3") == (3.0, "v")
    assert state("0") == (0.0, "z")
    assert state("") == (None, "m")
    assert state("/") == (None, "n")
    assert state("约3") == (None, "h")


def test_a_blank_the_type_does_not_owe_is_not_applicable_and_unasked() -> None:
    assert state("", "幸福社区党支部", "其中：中心组学习") == (None, "n")
    assert doubts(read(one("", "幸福社区党支部", "其中：中心组学习"))) == []
    assert state("", "区财政局", "其中：中心组学习") == (None, "m")


def test_a_unit_without_subordinates_owes_no_count_of_them() -> None:
    assert state("", "区财政局", "已开展学习的党组织数") == (None, "n")
    assert state("", "西城街道", "已开展学习的党组织数") == (None, "m")


def test_a_figure_not_owed_is_read_where_it_is_given() -> None:
    assert state("2", "幸福社区党支部", "其中：中心组学习") == (2.0, "v")


def test_a_held_cell_holds_its_whole_row_and_no_other() -> None:
    reading = read(sheet("集中学习 | 研讨交流", "区财政局 | 3 | #REF!", "西城街道 | 1 | 2"))
    assert accepted(reading) == ["西城街道"]
    frame = rows(reading)
    assert frame["accepted"].tolist() == [False, True]
    assert set(frame["states"][0]) == {"h"}
    assert math.isnan(frame[STUDY][0])
    assert cell(reading, "区财政局", STUDY).value == 3
    assert reading.submissions[0].grid.roles[3] == "held"


@pytest.mark.parametrize(
    ("value", "doubt"),
    [
        ("#REF!", "C01"), ("#DIV/0!", "C01"), ("#N/A", "C01"), ("=SUM(X1:Y1)", "C02"), ("2.5",
        "C03"),
        ("TRUE", "C03"), ("2023-10-20", "C03"), ("约20", "C04"), ("-3", "C07"), ("99999999", "C08"),
        ("", "C10"), ("3-5", "C13"), ("待报", "C15"), ("/", "C16"), ("100%", "C03"), ("20人次",
        "C03"),
    ],
)  # fmt: skip
def test_a_doubt_stands_at_its_cell_with_its_text(value: str, doubt: str) -> None:
    reading = read(one(value))
    assert doubts(reading) == [f"{doubt} 周报!B3"]
    if value and not value.startswith("=") and doubt not in ("C03",):
        assert issue(reading, doubt).raw in (value, value.lstrip("'"))


def test_a_formula_is_read_by_its_last_result() -> None:
    assert state("=1+2→3") == (3.0, "v")
    assert state("=1-1→0") == (0.0, "z")


def test_a_percentage_is_no_count() -> None:
    assert state("100%", heading="完成整改") == (None, "h")
    assert state("0%", heading="完成整改") == (None, "h")


@pytest.mark.parametrize(
    ("value", "code"), [("值班", ""), ("天气", "C17"), ("3", "C17"), ("待报", "C15")]
)
def test_a_choice_is_an_option_or_held(value: str, code: str) -> None:
    reading = read(sheet("集中学习 | 未开展原因", f"区财政局 | 0 | {value}"))
    assert doubts(reading) == ([f"{code} 周报!C3"] if code else [])


def test_the_reason_is_missing_after_a_zero_and_not_asked_otherwise() -> None:
    reading = read(sheet("集中学习 | 未开展原因", "区财政局 | 0 | ", "西城街道 | 2 | "))
    assert cell(reading, "区财政局", "work_study_conflict").state == "m"
    assert cell(reading, "西城街道", "work_study_conflict").state == "n"


def test_week_and_total_are_two_slots() -> None:
    reading = read(sheet("研讨交流本周 | 研讨交流累计 | 集中学习", "区财政局 | 2 | 9 | 1"))
    frame = rows(reading)
    assert (frame[TALKS][0], frame[TALKS + "@cumulative"][0], frame[STUDY][0]) == (2, 9, 1)
    assert reading.submissions[0].columns == {TALKS: 2, TALKS + "@cumulative": 3, STUDY: 4}
    assert reading.submissions[0].address(3, TALKS).column == 2


def test_under_a_title_that_says_cumulative_bare_columns_are_read_so_and_asked() -> None:
    reading = read("""
        | 主题教育累计情况统计表（截至10月20日） | |
        | 单位名称 | 研讨交流 |
        | 区财政局 | 9 |
    """)
    assert figures(reading)["区财政局"] == {TALKS + "@cumulative": (9.0, "v")}
    assert doubts(reading) == ["L12 周报!B2"]


def test_a_column_that_says_this_week_overrules_the_title() -> None:
    reading = read("""
        | 主题教育情况统计表（截至10月20日） | | |
        | 单位名称 | 本周研讨交流 | 集中学习 |
        | 区财政局 | 2 | 1 |
    """)
    assert figures(reading)["区财政局"] == {TALKS: (2.0, "v"), STUDY: (1.0, "v")}


def test_an_unknown_column_is_named_and_not_read() -> None:
    reading = read(sheet("研讨交流 | 简报篇数 | 上周研讨交流", "区财政局 | 2 | 7 | 9"))
    assert doubts(reading) == ["L04 周报!C2", "L04 周报!D2"]
    assert figures(reading)["区财政局"] == {TALKS: (2.0, "v")}


def test_two_columns_of_one_meaning_are_read_if_they_agree() -> None:
    assert figures(read(sheet("研讨交流 | 研讨场次", "区财政局 | 2 | 2")))["区财政局"] == {
        TALKS: (2.0, "v")
    }


def test_two_columns_of_one_meaning_that_differ_are_both_left_out() -> None:
    reading = read(sheet("研讨交流 | 研讨场次 | 集中学习", "区财政局 | 2 | 3 | 1"))
    assert doubts(reading) == ["L03 周报!B2", "L03 周报!C2"]
    assert figures(reading)["区财政局"] == {STUDY: (1.0, "v")}
    assert accepted(reading) == ["区财政局"]


def test_three_columns_of_one_meaning_are_all_named() -> None:
    reading = read(sheet("研讨交流 | 研讨场次 | 研讨", "区财政局 | 2 | 3 | 2"))
    assert doubts(reading) == ["L03 周报!B2", "L03 周报!C2", "L03 周报!D2"]


def test_a_rate_column_is_left_to_be_computed() -> None:
    reading = read(sheet("研讨交流 | 学习覆盖率", "区财政局 | 2 | 95%"))
    assert figures(reading)["区财政局"] == {TALKS: (2.0, "v")}
    assert doubts(reading) == []


def test_columns_may_stand_in_any_order() -> None:
    upright = read(
        "| 周报（第3周） |\n| 研讨交流 | 备注 | 单位名称 | 序号 |\n| 2 | | 区财政局 | 1 |"
    )
    assert figures(upright) == {"区财政局": {TALKS: (2.0, "v")}}


def test_the_same_unit_twice_alike_counts_once() -> None:
    reading = read(sheet("研讨交流", "区财政局 | 2", "财政局 | 2", "合计 | 2"))
    assert "U07" in codes(reading)
    assert [e.raw_unit for e in table(reading).entries] == ["区财政局"]
    assert table(reading).set_aside == {4: "duplicate", 5: "total"}
    assert doubts(reading) == []
    assert rows(reading)["row"].tolist() == [3]


def test_the_same_unit_twice_differently_holds_both() -> None:
    reading = read(sheet("研讨交流", "区财政局 | 2", "区财政局党组 | 3", "西城街道 | 1"))
    assert doubts(reading) == ["U06 周报!A3", "U06 周报!A4"]
    assert accepted(reading) == ["西城街道"]


def test_the_same_unit_three_times_holds_all_that_differ() -> None:
    reading = read(sheet("研讨交流", "区财政局 | 2", "区财政局 | 2", "区财政局 | 3"))
    assert accepted(reading) == []


def test_the_same_unit_on_two_sheets_of_one_week_differently_holds_both() -> None:
    reading = read(workbook(one("2"), one("3")))
    assert doubts(reading) == ["U06 周报!A3", "U06 周报2!A3"]
    assert accepted(reading) == []
    assert [s.rows["accepted"].tolist() for s in reading.submissions] == [[False], [False]]


def test_the_same_unit_on_two_sheets_of_one_week_alike_counts_once() -> None:
    reading = read(workbook(one("2"), one("2")))
    assert "U07" in codes(reading)
    assert sum(s.n_accepted for s in reading.submissions) == 1


def test_the_same_unit_in_two_weeks_is_no_repeat() -> None:
    weeks = [Drawing(one("2").replace("3周", f"{n}周"), name=f"第{n}周") for n in (1, 2)]
    reading = read(workbook(*weeks))
    assert [s.n_accepted for s in reading.submissions] == [1, 1]


def test_a_name_over_two_rows_names_both() -> None:
    reading = read(sheet("研讨交流", "区财政局 | 2", "^ | 3"))
    assert doubts(reading) == ["U06 周报!A3", "U06 周报!A4"]
    assert table(reading).unit_fill_down


def test_a_number_over_two_rows_counts_once() -> None:
    reading = read(sheet("研讨交流", "区财政局 | 2", "西城街道 | ^"))
    assert doubts(reading) == ["C12 周报!B4"]
    assert cell(reading, "西城街道", TALKS).state == "m"
    assert cell(reading, "区财政局", TALKS).value == 2


def test_a_number_over_two_columns_counts_once() -> None:
    reading = read(sheet("集中学习 | 研讨交流", "区财政局 | 2 | <"))
    assert doubts(reading) == ["C12 周报!C3"]
    assert cell(reading, "区财政局", TALKS).state == "m"


def test_a_row_without_a_name_is_held() -> None:
    reading = read(sheet("研讨交流", " | 2", "西城街道 | 1"))
    assert doubts(reading) == ["U09 周报!A3"]
    assert accepted(reading) == ["西城街道"]


def test_an_unknown_unit_is_held_with_suggestions_and_never_matched() -> None:
    reading = read(sheet("研讨交流", "区人社局 | 2", "第一小学党支部 | 1"))
    assert doubts(reading) == ["U01 周报!A3", "U01 周报!A4"]
    assert [i.params["a"] for i in reading.all_issues if i.code == "U01"] == [
        "区人力资源和社会保障局",
        "",
    ]
    assert rows(reading)["unit_id"].tolist() == ["", ""]


@pytest.mark.parametrize(
    ("name", "code"),
    [("中心小学党支部", "U02"), ("区旧城改造办公室", "U04"), ("山湖区财政局", "U01")],
)
def test_an_ambiguous_closed_or_foreign_unit_is_held(name: str, code: str) -> None:
    assert doubts(read(one("2", name))) == [f"{code} 周报!A3"]


def test_a_unit_outside_the_uploaders_scope_is_held() -> None:
    reading = read(sheet("研讨交流", "区财政局 | 2", "区教育局 | 1"), scope=frozenset({"u01"}))
    assert doubts(reading) == ["U03 周报!A4"]
    own = read(
        "| 填报单位：区教育局 | 第3周 |\n| 研讨交流 | 集中学习 |\n| 2 | 1 |",
        scope=frozenset({"u01"}),
    )
    assert [d.split()[0] for d in doubts(own)] == ["U03"]


def test_a_unit_of_another_group_is_asked_about() -> None:
    reading = read("""
        | 填报单位：第二指导组 | 第3周 |
        | 单位名称 | 研讨交流 |
        | 区财政局 | 2 |
        | 区教育局 | 1 |
    """)
    assert doubts(reading) == ["U08 周报!A4"]
    assert accepted(reading) == ["区财政局", "区教育局"]


def test_the_groups_units_that_are_absent_are_listed() -> None:
    reading = read("| 填报单位：第三指导组 | 第3周 |\n| 单位名称 | 研讨交流 |\n| 区教育局 | 1 |")
    assert issue(reading, "U05").params["n"] == 3


OWN = """
    | {title} | | |
    | {sender} | | |
    | 集中学习 | 研讨交流 | 检视问题 |
    | 2 | 1 | 3 |
"""


@pytest.mark.parametrize(
    ("sender", "name"),
    [("填报单位：区财政局", "周报"), ("填报单位（盖章）：区财政局党组", "周报"), ("", "区财政局"),
     ("填报单位：区财政局   填报时间：10月20日", "周报"), ("填表单位:区财政局", "西城街道")],
)  # fmt: skip
def test_a_sheet_without_names_is_the_senders(sender: str, name: str) -> None:
    drawing = Drawing(OWN.format(title="周报（第3周）", sender=sender), name=name)
    reading = read(drawing)
    assert [e.unit_id for e in table(reading).entries] == ["u01"]
    assert reading.submissions[0].source.sender == "u01"


def test_a_sheet_of_an_unknown_sender_is_nobodys() -> None:
    text = OWN.format(title="周报（第3周）", sender="填报单位：区体育局")
    for drawing in (Drawing(text), Drawing(text, name="区财政局")):
        reading = read(drawing, sender="u01")
        assert [d.split()[0] for d in doubts(reading)] == ["U01"]
        assert accepted(reading) == []


def test_a_sheet_that_names_no_sender_is_the_uploaders() -> None:
    reading = read(OWN.format(title="周报（第3周）", sender=""), sender="u01")
    assert [e.unit_id for e in table(reading).entries] == ["u01"]


def test_one_sheet_a_unit_named_by_its_tab() -> None:
    text = OWN.format(title="周报（第3周）", sender="")
    reading = read(workbook(*(Drawing(text, name=n) for n in ("区财政局", "西城街道", "区体育局"))))
    assert [e.unit_id for t in reading.tables for e in t.entries] == ["u01", "u03", None]
    assert [d.split()[0] for d in doubts(reading)] == ["U01"]


def test_without_a_roster_cells_alone_decide() -> None:
    reading = read(sheet("研讨交流", "任意单位 | 2", "另一单位 | 约3"), roster=NOBODY)
    assert accepted(reading) == ["任意单位"]
    assert {e.unit_name for e in entries(reading).values()} == {None}
    assert doubts(reading) == ["C04 周报!B4"]


def test_without_a_roster_the_type_column_says_what_is_owed() -> None:
    reading = read(
        sheet("单位类别 | 其中：中心组学习", "甲支部 | 基层党组织 | ", "乙局 | 科级领导班子 | "),
        roster=NOBODY,
    )
    assert cell(reading, "甲支部", CENTRE).state == "n"
    assert cell(reading, "乙局", CENTRE).state == "m"


def test_two_lists_of_units_side_by_side_are_two_tables_and_neither_vanishes() -> None:
    reading = read("""
        | 周报表（第3周） |
        | 单位名称 | 研讨交流 | 单位名称 | 研讨交流 |
        | 区财政局 | 2 | 区教育局 | 3 |
        | 西城街道 | 1 | 区应急管理局 | 1 |
    """)
    assert accepted(reading) == ["区财政局", "西城街道", "区教育局", "区应急管理局"]
    assert (
        str(cell(reading, "区应急管理局", "discussion_session_count").address("周报")) == "周报!D4"
    )
    assert doubts(reading) == []
    assert [s.week for s in reading.submissions] == [3, 3]


def test_rows_without_any_figure_left_do_not_wipe_out_the_week() -> None:
    reading = read(sheet("研讨交流 | 研讨交流", "区财政局 | 2 | 7"))
    assert accepted(reading) == []
    assert codes(reading) == ["L03"]


def test_lines_of_a_unit_s_own_sheet_are_parts_of_it_and_not_one_line_repeated() -> None:
    reading = read("""
        | 区财政局第3周周报表 |
        | 填报单位：区财政局 |
        | 科室 | 集中学习 | 研讨交流 |
        | 办公室 | 1 | 1 |
        | 预算科 | 1 | 1 |
        | 合计 | 2 | 2 |
    """)
    assert accepted(reading) == []
    assert "U06 周报!5" in doubts(reading)


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("第5周工作计划表", []),
        ("下周（第5周）主题教育工作计划统计表", []),
        ("第5周学习安排", []),
        ("第5周工作情况及下周工作安排", ["区财政局"]),
        ("第5周学习计划完成情况统计表", ["区财政局"]),
        ("第5周周报表", ["区财政局"]),
    ],
)
def test_a_plan_is_held_and_counts_as_no_week_s_work(title: str, names: list[str]) -> None:
    reading = read(f"""
        | {title} |
        | 单位名称 | 研讨交流 |
        | 区财政局 | 2 |
    """)
    assert accepted(reading) == names
    assert ("P09 周报!2" in doubts(reading)) is (not names)
