"""What a person points at on a sheet wins over any guess, is remembered by the headings, and never
makes an impossible thing go in silently."""

from __future__ import annotations

import pytest

from campaign import CUMULATIVE, KnownLayout
from loaders import Pointing, Reading
from tests.loaders.drawn import PACK, accepted, codes, doubts, entries, figures, read, table

STUDY, TALKS = "study_session_count", "discussion_session_count"
WEEKLY = "weekly_report"


def pointed(
    sheet: str,
    rows: tuple[int, int],
    columns: dict[int, str],
    *,
    last_row: int | None = None,
    form: str = WEEKLY,
) -> tuple[Reading, dict[str, KnownLayout]]:
    """The sheet read as it is pointed at, and what is remembered of it."""
    said = Pointing("周报", form, rows, tuple(columns.items()), last_row)
    reading = read(sheet, pointed=(said,), asks_layout=True)
    kept = [found.said for found in reading.tables if found.said is not None]
    return reading, {known.fingerprint: known for known in kept}


def numbers(reading: Reading) -> dict[str, dict[str, object]]:
    """The figures that would go in, by unit."""
    kept = accepted(reading)
    told = {unit: {s: v for s, (v, _) in said.items()} for unit, said in figures(reading).items()}
    return {unit: said for unit, said in told.items() if unit in kept}


KNOWN = """
    | 云岭区周报表（第{week}周） | < | < | < |
    | 单位名称 | 研讨交流 | 集中学习 | 备注 |
    | 区财政局 | 2 | 3 | |
    | 西城街道 | 1 | 4 | |
"""


def test_a_recognised_form_is_read_as_a_person_says_and_so_it_is_next_week() -> None:
    assert numbers(read(KNOWN.format(week=3)))["区财政局"] == {TALKS: 2, STUDY: 3}
    said = {1: "unit", 2: STUDY, 3: TALKS + CUMULATIVE, 4: ""}
    now, known = pointed(KNOWN.format(week=3), (2, 2), said)
    assert numbers(now)["区财政局"] == {STUDY: 2, TALKS + CUMULATIVE: 3}
    assert (table(now).confidence, doubts(now)) == (1.0, [])
    later = read(KNOWN.format(week=4), layouts=known)
    assert numbers(later) == numbers(now)
    moved = (
        "| 周报（第5周） | | | |\n| 备注 | 集中学习 | 研讨交流 | 单位名称 |\n| | 7 | 8 | 区财政局 |"
    )
    assert numbers(read(moved, layouts=known))["区财政局"] == {STUDY: 8, TALKS + CUMULATIVE: 7}


TWO_NAMES = """
    | 周报（第3周） | | | |
    | 单位 | 单位 | 集中学习 | 集中学习 |
    | 区财政局 | 西城街道 | 2 | 3 |
    | 区教育局 | 区财政局 | 1 | 4 |
"""


def test_of_two_headings_alike_the_one_pointed_at_is_meant() -> None:
    reading, known = pointed(TWO_NAMES, (2, 2), {1: "", 2: "unit", 3: "", 4: STUDY})
    assert numbers(reading) == {"西城街道": {STUDY: 3}, "区财政局": {STUDY: 4}}
    assert numbers(read(TWO_NAMES, layouts=known)) == numbers(reading)


BARE_NAMES = """
    | 周报（第3周） | | | |
    | 序号 | | 集中学习 | |
    | 1 | 区财政局 | 2 | 7 |
    | 2 | 新设单位 | 1 | 8 |
"""


def test_columns_without_a_heading_can_be_said() -> None:
    assert "L17" in codes(read(BARE_NAMES.replace("序号 | |", "序号 | 单位名称 |")))
    reading, known = pointed(BARE_NAMES, (2, 2), {1: "", 2: "unit", 3: STUDY, 4: TALKS})
    assert numbers(reading)["区财政局"] == {STUDY: 2, TALKS: 7}
    assert "L17" not in codes(reading)
    left_out, _ = pointed(BARE_NAMES, (2, 2), {1: "", 2: "unit", 3: STUDY, 4: ""})
    assert numbers(left_out)["区财政局"] == {STUDY: 2}
    assert numbers(read(BARE_NAMES, layouts=known)) == numbers(reading)


DEEP = """
    | 周报（第3周） | | | |
    | 单位名称 | 学习 | < | 学习 |
    | ^ | 甲 | 乙 | 丙 |
    | 填写人数 | 三 | 四 | 五 |
    | 区财政局 | 2 | 3 | 5 |
"""


def test_the_header_is_the_rows_a_person_names() -> None:
    reading, known = pointed(DEEP, (2, 4), {1: "unit", 2: STUDY, 3: TALKS, 4: ""})
    assert table(reading).header_rows == (2, 3, 4)
    assert [entry.raw_unit for entry in table(reading).entries] == ["区财政局"]
    assert table(read(DEEP, layouts=known)).header_rows == (2, 3, 4)


PARTS = """
    | 周报（第3周） | | |
    | 单位名称 | 研讨交流 | 集中学习 |
    | 区财政局 | 2 | 3 |
    | 西城街道 | 1 | 4 |
    | 另有直属单位 | {a} | {b} |
    | 区教育局 | 5 | 6 |
"""


def test_below_the_last_row_nothing_counts_and_full_rows_are_told() -> None:
    sheet = PARTS.format(a="", b="")
    said = {1: "unit", 2: TALKS, 3: STUDY}
    reading, known = pointed(sheet, (2, 2), said, last_row=4)
    assert accepted(reading) == ["区财政局", "西城街道"]
    assert table(reading).set_aside == {5: "below", 6: "below"}
    assert [str(i.address) for i in reading.all_issues if i.code == "L25"] == ["周报!A6"]
    assert reading.sheets[0].grid.text(6, 1) == ""
    longer = sheet.replace("| 西城街道", "| 区教育局 | 9 | 9 |\n| 西城街道")
    assert accepted(read(longer, layouts=known)) == ["区财政局", "区教育局", "西城街道"]
    without = longer.replace("另有直属单位", "其他")
    assert "below" not in table(read(without, layouts=known)).set_aside.values()


def test_a_last_row_further_down_takes_in_what_was_left_below_a_note() -> None:
    sheet = """
        | 周报（第3周） | | |
        | 单位名称 | 研讨交流 | 集中学习 |
        | 区财政局 | 2 | 3 |
        | | | |
        | 以下为街道情况，请各街道认真填写并核对数据 | | |
        | 单位名称 | 研讨交流 | 党课 |
        | 西城街道 | 1 | 4 |
        | 填表人：张建国 | | |
    """
    said = {1: "unit", 2: TALKS, 3: STUDY}
    reading, _ = pointed(sheet, (2, 2), said, last_row=7)
    assert numbers(reading)["西城街道"] == {TALKS: 1, STUDY: 4}
    assert "张建国" not in str(reading)


@pytest.mark.parametrize("line", ["张建国", "联系人 张建国", "张建国13912345678"])
def test_no_name_below_the_table_is_remembered(line: str) -> None:
    sheet = KNOWN.format(week=3).rstrip() + f"\n    | {line} | | | |\n"
    _, known = pointed(sheet, (2, 2), {1: "unit", 2: TALKS}, last_row=4)
    (told,) = known.values()
    assert told.end == ""


def test_a_total_below_the_last_row_is_still_compared() -> None:
    sheet = KNOWN.format(week=3).rstrip() + "\n    | 合计 | 9 | 7 | |\n"
    reading, _ = pointed(sheet, (2, 2), {1: "unit", 2: TALKS, 3: STUDY}, last_row=4)
    assert [total.agrees for total in table(reading).totals] == [False]


def test_a_unit_column_of_figures_holds_the_table() -> None:
    reading, known = pointed(KNOWN.format(week=3), (2, 2), {2: "unit", 3: STUDY})
    assert [str(i.address) for i in reading.all_issues if i.code == "L24"] == ["周报!B2"]
    assert accepted(reading) == accepted(read(KNOWN.format(week=4), layouts=known)) == []
    log = "| 督导日志 | | |\n| 去的 | 哪天 | 怎么督 |\n| 3 | 2023-10-09 | 听课 |"
    said = {1: "unit", 2: "day", 3: "method"}
    reading, _ = pointed(log, (2, 2), said, form="guidance_log")
    assert "L24" in codes(reading)
    assert reading.submissions == ()


def test_a_quantity_said_twice_stays_out() -> None:
    reading, _ = pointed(KNOWN.format(week=3), (2, 2), {1: "unit", 2: STUDY, 3: STUDY})
    assert "L03" in codes(reading)
    assert numbers(reading) == {}


def test_rows_that_head_nothing_are_no_layout() -> None:
    for rows in ((1, 1), (9, 9)):
        _, known = pointed(KNOWN.format(week=3), rows, {1: "unit", 2: STUDY})
        assert known == {}


def test_a_second_table_on_the_sheet_is_said_by_itself() -> None:
    sheet = (
        KNOWN.format(week=3)
        + """
        | | | | |
        | 名单 | 谈体会 | 读书 | |
        | 区教育局 | 8 | 9 | |
    """
    )
    reading, known = pointed(sheet, (6, 6), {1: "unit", 2: TALKS, 3: STUDY})
    assert numbers(reading)["区教育局"] == {TALKS: 8, STUDY: 9}
    assert numbers(reading)["区财政局"] == {TALKS: 2, STUDY: 3}
    assert numbers(read(sheet, layouts=known)) == numbers(reading)


def test_a_table_far_down_is_found_again() -> None:
    rows = "".join(f"    | 单位{n} | {n} | 1 | |\n" for n in range(60))
    sheet = KNOWN.format(week=3).rstrip() + "\n" + rows + "    | 名单 | 谈体会 | 读书 | |\n"
    sheet += "    | 区教育局 | 8 | 9 | |\n"
    reading, known = pointed(sheet, (65, 65), {1: "unit", 2: TALKS, 3: STUDY})
    assert entries(reading)["区教育局"].values[TALKS].value == 8
    assert entries(read(sheet, layouts=known))["区教育局"].values[TALKS].value == 8


def test_attendances_are_remembered_apart_from_sessions() -> None:
    sheet = "| 周报（第3周） | |\n| 单位名称 | 谈体会（{}） |\n| 区财政局 | 20 |"
    _, known = pointed(sheet.format("场次"), (2, 2), {1: "unit", 2: TALKS})
    assert numbers(read(sheet.format("场"), layouts=known)) == {"区财政局": {TALKS: 20}}
    assert numbers(read(sheet.format("人次"), layouts=known)) == {}


def test_words_of_a_week_column_can_be_said() -> None:
    sheet = """
        | 活动统计表 | | |
        | 单位名称 | 哪一期 | 研讨交流 |
        | 区财政局 | 第2周 | 3 |
        | 区财政局 | 第3周 | 4 |
    """
    assert read(sheet).submissions == ()
    week = next(f.id for f in PACK.form[WEEKLY].fields if f.kind == "week")
    reading, _ = pointed(sheet, (2, 2), {1: "unit", 2: week, 3: TALKS})
    assert [s.week for s in reading.submissions] == [2, 3]


@pytest.mark.parametrize("rest", [{}, {4: "", 5: "", 6: ""}])
def test_what_is_said_of_one_table_is_said_of_those_beside_it_under_the_same_headings(
    rest: dict[int, str],
) -> None:
    sheet = """
        | 主题教育第{week}周情况 | < | < | < | < | < |
        | 名录 | 读书活动 | 座谈 | 名录 | 读书活动 | 座谈 |
        | 区财政局 | 1 | 2 | 西城街道 | 5 | 6 |
        | 区教育局 | 3 | 4 | 区应急管理局 | 7 | 8 |
    """
    now, known = pointed(sheet.format(week=5), (2, 2), {1: "unit", 2: STUDY, 3: TALKS, **rest})
    assert numbers(now) == {
        "区财政局": {STUDY: 1, TALKS: 2},
        "区教育局": {STUDY: 3, TALKS: 4},
        "西城街道": {STUDY: 5, TALKS: 6},
        "区应急管理局": {STUDY: 7, TALKS: 8},
    }
    assert numbers(read(sheet.format(week=6), layouts=known)) == numbers(now)
