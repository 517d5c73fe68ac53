"""A whole file: what is read, refused and told."""

from __future__ import annotations

import io

import openpyxl
import pytest

from loaders import roster_in
from tests.loaders.drawn import (
    LAUNCH,
    NOBODY,
    PACK,
    Drawing,
    accepted,
    codes,
    doubts,
    figures,
    read,
    table,
    workbook,
)

SHEET = """
    | 云岭区周报表（第3周） | < | < |
    | 填报单位：第二指导组 | | |
    | 序号 | 单位名称 | 研讨交流（场次） |
    | 1 | 区财政局 | 2 |
    | 2 | 西城街道 | 1 |
    | | 合计 | 3 |
"""


def refusal(*drawings: str | Drawing) -> str:
    refused = read(workbook(*drawings)).refused
    return refused.code if refused else ""


def test_a_plain_weekly_report_has_nothing_to_doubt() -> None:
    reading = read(SHEET)
    assert reading.refused is None
    assert doubts(reading) == []
    assert reading.keeps_original
    (submission,) = reading.submissions
    assert (submission.form, submission.week, submission.n_accepted, submission.n_held) == (
        "weekly_report", 3, 2, 0
    )  # fmt: skip
    assert (submission.source.sender, submission.source.sheet, submission.source.table) == (
        "g02",
        "周报",
        1,
    )


def test_a_table_says_what_anyone_would_see_in_it() -> None:
    found = table(read(SHEET))
    assert found.columns == ("序号", "单位名称", "研讨交流（场次）")
    assert (found.column_range, found.unit_column, found.unit_fill_down) == ((1, 3), 2, False)
    assert found.units == ("区财政局", "西城街道")
    assert found.sums == {"研讨交流（场次） [col 3]": 3}
    assert found.confidence == 1.0


def test_a_table_of_other_columns_is_less_sure() -> None:
    found = table(
        read("| 主题表（第3周） |\n| 单位名称 | 研讨交流 | 甲 | 乙 |\n| 区财政局 | 1 | 2 | 3 |")
    )
    assert found.confidence == 0.62


@pytest.mark.parametrize(
    ("drawing", "code"),
    [
        ("| |", "L01"), ("| 题 |", "L01"), ("| 区财政局 | 2 | 3 |\n| 西城街道 | 1 | 1 |", "L01"),
        ("| 周报（第3周） | |\n| 单位名称 | 研讨交流 |", "L11"),
        ("| 周报（第3周） | |\n| 单位名称 | 研讨交流 |\n| 填表人： | |", "L11"),
        ("| 测评表 |\n| 项目 | 内容 |\n| 党建 | 好 |", "L01"),
    ],
)  # fmt: skip
def test_a_workbook_without_a_table_of_a_form_is_refused(drawing: str, code: str) -> None:
    assert refusal(drawing) == code


def test_a_guidance_log_is_never_taken_for_a_weekly_report() -> None:
    log = """
        | 督导工作台账（第3周） | < | < | < | < |
        | 日期 | 指导组 | 被指导单位 | 督导方式 | 督导内容 |
        | 2023-10-17 | 二组 | 区财政局 | 听取汇报 | 学习 |
    """
    (found,) = read(workbook(log)).tables
    assert found.form == "guidance_log"


def test_a_sheet_that_is_no_table_is_told_beside_one_that_is() -> None:
    reading = read(workbook(SHEET, Drawing("| 今天 | 昨天 |\n| 3 | 4 |", name="草稿")))
    assert doubts(reading) == ["L01 草稿"]
    assert accepted(reading) == ["区财政局", "西城街道"]


def test_empty_sheets_beside_a_report_are_nothing() -> None:
    reading = read(workbook(SHEET, Drawing("| |", name="Sheet2"), Drawing("| |", name="Sheet3")))
    assert doubts(reading) == []
    assert [s.sheet for s in reading.sheets] == ["周报"]


def test_a_hidden_sheet_is_told_and_not_read() -> None:
    reading = read(workbook(SHEET, Drawing(SHEET, name="上周", hidden=True)))
    assert "L05" in codes(reading)
    assert len(reading.submissions) == 1


def test_a_hidden_row_and_column_are_read_and_told() -> None:
    reading = read(Drawing(SHEET, hidden_rows=(5,), hidden_columns=("C",)))
    assert doubts(reading) == ["L06 周报!5", "L06 周报!C"]
    assert figures(reading) == figures(read(SHEET))


def test_the_offices_own_sheets_are_not_read_again() -> None:
    reading = read(workbook(SHEET, Drawing(SHEET, name="问题清单"), Drawing(SHEET, name="_form")))
    assert len(reading.submissions) == 1


def test_one_sheet_a_group_in_one_workbook() -> None:
    other = (
        SHEET.replace("第二", "第三")
        .replace("区财政局", "区教育局")
        .replace("西城街道", "第十一小学党支部")
    )
    reading = read(workbook(Drawing(SHEET, name="二组"), Drawing(other, name="三组")))
    assert [s.source.sender for s in reading.submissions] == ["g02", "g03"]
    assert "L08" in codes(reading)
    assert doubts(reading) == []


def test_a_roster_and_a_report_in_one_workbook_are_two_forms() -> None:
    roster = "| 参学单位名册 |\n| 单位名称 | 单位类别 | 所属指导组 |\n| 甲局 | 科级单位 | 一组 |"
    reading = read(workbook(Drawing(roster, name="名册"), Drawing(SHEET)))
    assert [s.form for s in reading.submissions] == ["roster", "weekly_report"]


def test_the_same_bytes_are_read_the_same() -> None:
    data = workbook(SHEET)
    assert read(data).sha256 == read(data).sha256
    assert figures(read(data)) == figures(read(data))


def test_a_workbook_written_by_another_writer_is_read_the_same() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(SHEET)))
    out = io.BytesIO()
    book.save(out)
    assert figures(read(out.getvalue())) == figures(read(SHEET))


def test_a_formula_written_without_its_result_is_held() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(SHEET)))
    book.worksheets[0]["C4"] = "=1+1"
    out = io.BytesIO()
    book.save(out)
    assert doubts(read(out.getvalue())) == ["C02 周报!C4"]


def test_a_reading_without_units_makes_an_empty_roster() -> None:
    assert not roster_in(read(SHEET, roster=NOBODY), PACK, valid_from=LAUNCH)
    assert PACK.id == "c2023_ztjy"


def test_a_sheet_of_one_row_of_words_is_refused_without_a_fault() -> None:
    refused = read("| 单位名称 | 研讨交流 |").refused
    assert refused is not None
    assert refused.code in ("L01", "L11")
