"""Sheets laid out otherwise than a row a unit: the same entries, at their own cells."""

from __future__ import annotations

from campaign import Grid, KnownLayout
from loaders import Reading, field_choices, layout_from_words, normal_heading
from loaders.tables import grid_paths, likely_form, likely_slots
from loaders.tables.layout_guess import missing_fields
from tests.loaders.drawn import (
    PACK,
    Drawing,
    accepted,
    cell,
    codes,
    doubts,
    entries,
    figures,
    read,
    table,
    workbook,
)

TALKS, STUDY = "discussion_session_count", "study_session_count"

UPRIGHT = """
    | 云岭区周报表（第3周） | < | < | < |
    | 填报单位：第二指导组 | | | |
    | 单位名称 | 研讨交流（场次） | 集中学习（场次） | 检视问题（个） |
    | 区财政局 | 2 | 3场次 | 5 |
    | 西城街道 | 1 | 约4 | |
    | 合计 | 3 | | 5 |
    | 填表人：张某 | | | |
"""
TRANSPOSED = """
    | 云岭区周报表（第3周） | < | < | < |
    | 填报单位：第二指导组 | | | |
    | {corner} | 区财政局 | 西城街道 | 合计 |
    | 研讨交流（场次） | 2 | 1 | 3 |
    | 集中学习（场次） | 3场次 | 约4 | |
    | 检视问题（个） | 5 | | 5 |
    | 填表人：张某 | | | |
"""


def test_a_transposed_sheet_gives_the_entries_of_the_upright_one() -> None:
    for corner in ("单位名称", "指标", ""):
        turned = read(TRANSPOSED.format(corner=corner))
        assert figures(turned) == figures(read(UPRIGHT))
        assert table(turned).layout == "transposed"
        assert "L09" in codes(turned)
        assert doubts(turned) == ["C04 周报!C5", "C10 周报!C6"]


def test_the_cells_of_a_transposed_sheet_are_its_own() -> None:
    turned = read(TRANSPOSED.format(corner="指标"))
    assert str(cell(turned, "西城街道", TALKS).address("周报")) == "周报!C4"
    (submission,) = turned.submissions
    place = [str(submission.address(int(row), TALKS)) for row in submission.rows["row"]]
    assert place == ["周报!B4", "周报!C4"]
    assert [t.agrees for t in table(turned).totals] == [True]
    assert sorted(table(turned).set_aside.values()) == ["footer", "total"]


def test_the_grid_kept_of_a_turned_sheet_says_where_its_cells_stood() -> None:
    (submission,) = read(TRANSPOSED.format(corner="指标")).submissions
    kept = Grid.from_json(submission.grid.to_json())
    assert kept == submission.grid
    row = int(submission.rows["row"].iloc[1])
    here = (row, submission.columns[TALKS])
    assert (kept.text(*here), kept.place(*here), kept.shown_at(4, 3)) == ("1", (4, 3), here)


def test_a_transposed_sheet_away_from_the_corner_is_read_there() -> None:
    turned = read(Drawing(TRANSPOSED.format(corner="指标"), at="C7"))
    assert figures(turned) == figures(read(UPRIGHT))
    assert str(cell(turned, "西城街道", TALKS).address("周报")) == "周报!E10"


def test_groups_of_indicators_and_their_measures_are_headings() -> None:
    turned = read("""
        | 周报表（第3周） | < | < | < | < |
        | 工作 | 指标 | 计量单位 | 区财政局 | 西城街道 |
        | 学习教育 | 研讨交流 | 场次 | 2 | 1 |
        | ^ | 集中学习 | 场次 | 3 | 4 |
        | 检视整改 | 检视问题 | 个 | 5 | 0 |
    """)
    assert accepted(turned) == ["区财政局", "西城街道"]
    assert cell(turned, "西城街道", "problem_found_count").state.value == "z"
    assert doubts(turned) == []


def test_this_week_and_so_far_under_each_indicator_of_a_transposed_sheet() -> None:
    turned = read("""
        | 周报表（第3周） | < | < | < |
        | 指标 | < | 区财政局 | 西城街道 |
        | 研讨交流 | 本周 | 2 | 1 |
        | ^ | 累计 | 6 | 4 |
        | 集中学习 | 本周 | 3 | 4 |
        | ^ | 累计 | 8 | 9 |
    """)
    assert cell(turned, "西城街道", TALKS + "@cumulative").value == 4
    assert str(cell(turned, "西城街道", STUDY).address("周报")) == "周报!D5"


def test_a_note_above_the_indicators_does_not_end_them() -> None:
    turned = read("""
        | 周报表（第3周） | | |
        | 指标 | 区财政局 | 西城街道 |
        | 注：略 | | |
        | 研讨交流 | 2 | 1 |
        | 集中学习 | 3 | 4 |
    """)
    assert accepted(turned) == ["区财政局", "西城街道"]


WIDE = """
    | 云岭区10月工作情况统计表 | < | < | < | < |
    | 单位名称 | 第1周 | < | 第2周 | < |
    | ^ | 研讨交流 | 集中学习 | 研讨交流 | 集中学习 |
    | 区财政局 | 1 | 2 | 3 | 4 |
    | 西城街道 | 5 | 6 | 7 | 约8 |
    | 合计 | 6 | 8 | 10 | 13 |
"""


def test_weeks_side_by_side_are_a_submission_each() -> None:
    reading = read(WIDE)
    assert [s.week for s in reading.submissions] == [1, 2]
    assert [t.layout for t in reading.tables] == ["wide", "wide"]
    assert [t.header_rows for t in reading.tables] == [(2, 3), (2, 3)]
    first, second = reading.submissions
    assert (first.n_accepted, second.n_accepted, second.n_held) == (2, 1, 1)
    row = int(second.rows["row"].iloc[0])
    assert str(second.address(row, TALKS)) == "周报!D4"
    assert doubts(reading) == ["C04 周报!E5"]
    assert reading.tables[1].columns[3:] == ("第2周/研讨交流", "第2周/集中学习")


def test_no_row_of_any_week_vanishes() -> None:
    for found in read(WIDE).tables:
        assert len(found.entries) + len(found.set_aside) + found.n_blank_rows == 3
        assert {e.row for e in found.entries} | set(found.set_aside) == {4, 5, 6}


def test_a_unit_s_sheet_with_an_indicator_a_row() -> None:
    reading = read("""
        | 主题教育周报表（第3周） | < | < | < |
        | 填报单位：区财政局 | | | |
        | 指标名称 | 单位 | 本周 | 累计 |
        | 研讨交流 | 场次 | 2 | 5 |
        | 集中学习 | 场次 | 约3 | 7 |
    """)
    assert table(reading).layout == "indicator_rows"
    assert (table(reading).header_rows, table(reading).columns) == (
        (3,), ("指标名称", "单位", "本周", "累计")
    )  # fmt: skip
    assert str(cell(reading, "区财政局", TALKS + "@cumulative").address("周报")) == "周报!D4"
    assert doubts(reading) == ["C04 周报!C5"]


def test_a_unit_s_sheet_with_its_weeks_across() -> None:
    reading = read("""
        | 区财政局各周情况 | < | < |
        | 填报单位：区财政局 | | |
        | 指标 | 第1周 | 第2周 |
        | 研讨交流 | 2 | 5 |
        | 集中学习 | 1 | 7 |
    """)
    assert [s.week for s in reading.submissions] == [1, 2]
    assert [e.values[STUDY].value for t in reading.tables for e in t.entries] == [1, 7]


def test_a_sheet_of_labels_and_answers_of_one_unit() -> None:
    reading = read("""
        | 主题教育周报表（第3周） | < | < | < |
        | 单位名称 | 区财政局 | 填报时间 | 10月20日 |
        | 研讨交流 | 2 | 集中学习 | 3 |
        | 检视问题 | 5 | 完成整改 | 1 |
    """)
    assert accepted(reading) == ["区财政局"]
    assert str(cell(reading, "区财政局", STUDY).address("周报")) == "周报!D3"
    assert doubts(reading) == []


def by_sheet(*drawings: Drawing) -> Reading:
    return read(workbook(*drawings), file_name="汇总.xlsx")


def test_a_sheet_a_unit_takes_the_unit_from_its_name() -> None:
    body = "| 周报（第3周） | |\n| 研讨交流 | 集中学习 |\n| 2 | 3 |"
    reading = by_sheet(Drawing(body, name="区财政局"), Drawing(body, name="西城街道"))
    assert [e.unit_name for t in reading.tables for e in t.entries] == ["区财政局", "西城街道"]


def test_a_sheet_a_week_takes_the_week_from_its_name() -> None:
    body = "| 进展情况统计表 | |\n| 单位名称 | 研讨交流 |\n| 区财政局 | 2 |"
    reading = by_sheet(Drawing(body, name="第2周"), Drawing(body, name="第3周"))
    assert [s.week for s in reading.submissions] == [2, 3]


def test_a_sheet_a_group_takes_the_sender_from_its_name() -> None:
    body = "| 进展情况统计表（第3周） | |\n| 单位名称 | 研讨交流 |\n| {} | 2 |"
    reading = by_sheet(
        Drawing(body.format("区财政局"), name="第二指导组"),
        Drawing(body.format("区教育局"), name="第三指导组"),
    )
    assert [s.source.sender for s in reading.submissions] == ["g02", "g03"]


def test_a_block_that_lists_the_blocks_above_again_is_counted_once() -> None:
    reading = read("""
        | 第一组周报（第3周） | |
        | 单位名称 | 研讨交流 |
        | 区财政局 | 2 |
        | | |
        | 第二组周报（第3周） | |
        | 单位名称 | 研讨交流 |
        | 西城街道 | 3 |
        | | |
        | 全区周报（第3周） | |
        | 单位名称 | 研讨交流 |
        | 区财政局 | 2 |
        | 西城街道 | 3 |
    """)
    assert accepted(reading) == ["区财政局", "西城街道"]
    assert codes(reading).count("U07") == 1


ODD = """
    | 周报（第3周） | | | |
    | 单位名称 | 谈体会次数 | 读书活动 | 备考 |
    | 区财政局 | 2 | 3 | 甲 |
"""


def test_a_layout_once_confirmed_is_read_without_questions() -> None:
    asked = read(ODD, any_table=True)
    assert table(asked).form is None
    print_ = table(asked).fingerprint
    fields = {"单位名称": "unit", "谈体会次数": TALKS, "读书活动": STUDY}
    known = KnownLayout(
        print_, "weekly_report", {normal_heading((h,)): slot for h, slot in fields.items()}
    )
    assert KnownLayout.from_json(known.to_json()) == known
    reading = read(ODD, layouts={print_: known})
    assert doubts(reading) == []
    assert entries(reading)["区财政局"].values[TALKS].value == 2


def test_the_fingerprint_is_that_of_the_headings_in_any_order() -> None:
    there = read(Drawing(ODD, at="B5"), any_table=True)
    other = read(
        "| 单位名称 | 备考 | 读书活动（截至10月20日） | 谈体会次数 |\n| 西城街道 | 乙 | 1 | 1 |",
        any_table=True,
    )
    assert table(there).fingerprint == table(read(ODD, any_table=True)).fingerprint
    assert table(other).fingerprint == table(there).fingerprint
    more = read(ODD.replace("备考", "得分"), any_table=True)
    assert table(more).fingerprint != table(there).fingerprint


BANDS = """
    | 各单位工作情况 | | | |
    | 名单 | 甲栏 | < | 备考 |
    | ^ | 谈体会 | 读书 | ^ |
    | 区财政局 | 2 | 3 | 张三 |
    | 西城街道 | 1 | 1 | 李四 |
"""


def test_a_sheet_that_is_asked_about_shows_its_first_rows_without_persons() -> None:
    asked = read(BANDS.replace("备考", "联系人"), asks_layout=True)
    (sheet,) = asked.sheets
    assert [table.form for table in sheet.tables] == [None]
    assert sheet.grid.text(4, 1) == "区财政局"
    assert sheet.grid.text(4, 2) == "2"
    assert sheet.grid.text(4, 4) == sheet.grid.text(5, 4) == ""
    assert read(BANDS).sheets == ()


def test_rows_a_person_names_as_the_header_are_it_from_then_on() -> None:
    (sheet,) = read(BANDS, asks_layout=True).sheets
    paths = grid_paths(sheet.grid, 2, 3)
    assert list(paths.values()) == [("名单",), ("甲栏", "谈体会"), ("甲栏", "读书"), ("备考",)]
    slots = {"名单": "unit", "甲栏/谈体会": TALKS, "甲栏/读书": f"{STUDY}@cumulative"}
    known = layout_from_words("weekly_report", paths.values(), slots)
    later = read(
        BANDS.replace("各单位工作情况", "周报（第3周）"), layouts={known.fingerprint: known}
    )
    assert table(later).header_rows == (2, 3)
    assert table(later).confidence == 1.0
    assert "L04" not in codes(later)
    assert entries(later)["区财政局"].values[f"{STUDY}@cumulative"].value == 3
    assert entries(later)["西城街道"].values[TALKS].value == 1


def test_a_persons_word_on_rows_replaces_a_form_found_in_them() -> None:
    sheet = "| 周报（第3周） | | |\n| 单位名称 | 研讨交流 | 讨论 |\n| 区财政局 | 2 | 5 |"
    assert "L03" in codes(read(sheet))
    paths = [("单位名称",), ("研讨交流",), ("讨论",)]
    known = layout_from_words("weekly_report", paths, {"单位名称": "unit", "研讨交流": TALKS})
    reading = read(sheet, layouts={known.fingerprint: known})
    assert doubts(reading) == []
    assert entries(reading)["区财政局"].values[TALKS].value == 2


def test_headings_that_are_said_twice_are_one_layout() -> None:
    sheet = "| 周报（第3周） | | | |\n| 名单 | 备考 | 谈体会 | 备考 |\n| 区财政局 | 甲 | 2 | 乙 |"
    (shown,) = read(sheet, asks_layout=True).sheets
    paths = grid_paths(shown.grid, 2, 2).values()
    known = layout_from_words("weekly_report", paths, {"名单": "unit", "谈体会": TALKS})
    assert known.fields == {"名单": "unit", "谈体会": TALKS, "备考": ""}
    reading = read(sheet, layouts={known.fingerprint: known})
    assert entries(reading)["区财政局"].values[TALKS].value == 2


def test_what_headings_may_be_is_guessed_as_a_question() -> None:
    paths = (("单位名称",), ("研讨交流", "累计"), ("学习情况",), ("备注",))
    form = PACK.form["weekly_report"]
    assert likely_form(paths, PACK) == "weekly_report"
    guess = likely_slots(paths, form, PACK)
    assert guess[paths[0]] == "unit"
    assert guess[paths[1]] == f"{TALKS}@cumulative"
    assert guess[paths[3]] == ""
    assert missing_fields(guess.values(), form, PACK) == ()
    assert missing_fields(["unit"], form, PACK) != ()
    assert missing_fields(["unit"], PACK.form["guidance_log"], PACK) == ("day", "method", "stream")
    assert {TALKS, f"{TALKS}@cumulative", "unit"} <= set(field_choices(form, PACK))
    assert "note" not in field_choices(form, PACK)


def test_no_person_is_kept_whatever_was_said_of_the_column() -> None:
    sheet = BANDS.replace("各单位工作情况", "周报（第3周）").replace("备考", "联系人")
    (shown,) = read(sheet, asks_layout=True).sheets
    paths = grid_paths(shown.grid, 2, 3).values()
    assert ("联系人",) in paths
    for slot in ("", "work_study_conflict", TALKS):
        known = layout_from_words(
            "weekly_report", paths, {"名单": "unit", "甲栏/读书": STUDY, "联系人": slot}
        )
        reading = read(sheet, layouts={known.fingerprint: known})
        assert entries(reading)["区财政局"].values[STUDY].value == 3
        assert "G03" in codes(reading)
        kept = reading.sheets[0].grid.to_json()
        assert "张三" not in kept
        assert "李四" not in kept


def test_names_in_a_column_that_was_said_to_be_words_are_not_kept() -> None:
    names = ("张建国", "李明华", "王秀英", "刘志强")
    rows = "".join(
        f"| 区财政局 | 2023-10-0{n} | 听课 | 理论学习 | {name} |\n"
        for n, name in enumerate(names, 3)
    )
    sheet = "| 督导日志 | | | | |\n| 去的 | 哪天 | 怎么督 | 督什么 | 说法 |\n" + rows
    (shown,) = read(sheet, asks_layout=True).sheets
    paths = grid_paths(shown.grid, 2, 2).values()
    slots = ("unit", "day", "method", "stream", "problem")
    form = "problem_ledger"
    fields = dict(zip(("去的", "哪天", "怎么督", "督什么", "说法"), slots, strict=True))
    known = layout_from_words(
        form, paths, {k: v for k, v in fields.items() if v in PACK.form[form].field}
    )
    reading = read(sheet, layouts={known.fingerprint: known})
    assert table(reading).form == form
    assert "G03" in codes(reading)
    assert not any(name in str(reading) for name in names)
