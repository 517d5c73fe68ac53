"""A list as a file holds exactly the rows shown, and nothing that runs."""

import csv
import io

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports import csv_bytes, xlsx_bytes

HEADINGS = {"name": "单位名称", "n": "场次", "share": "覆盖率", "state": "状态"}


def shown() -> pd.DataFrame:
    """
    | 单位名称     | 场次 | 覆盖率 | 状态   |
    | 区财政局     | 2    | 0.5    | 已报送 |
    | =1+2         |      |        | 未报送 |
    | http://a.com | 0    | 1      | +A1    |
    """
    return pd.DataFrame(
        {
            "name": ["区财政局", "=1+2", "http://a.com"],
            "n": [2, np.nan, 0],
            "share": pd.array([0.5, None, 1], dtype="Float64"),
            "state": ["已报送", "未报送", "+A1"],
        }
    )


def sheet_of(frame, headings=HEADINGS):
    """The sheet of the workbook written from a frame."""
    data = xlsx_bytes(frame, headings, title="第3周单位情况", note="数据截至10月20日12:00")
    return openpyxl.load_workbook(io.BytesIO(data)).active


def test_the_workbook_holds_title_note_header_and_exactly_the_rows():
    rows = list(sheet_of(shown()).iter_rows(values_only=True))
    assert [row[0] for row in rows[:2]] == ["第3周单位情况", "数据截至10月20日12:00"]
    assert rows[2] == ("单位名称", "场次", "覆盖率", "状态")
    assert rows[3:] == [
        ("区财政局", 2, 0.5, "已报送"),
        ("=1+2", None, None, "未报送"),
        ("http://a.com", 0, 1, "+A1"),
    ]


def test_a_column_of_figures_and_words_keeps_its_figures_as_numbers():
    frame = pd.DataFrame({"week": pd.Series([0, "未报", 2.5, None], dtype=object)})
    sheet = sheet_of(frame, {"week": "本周"})
    assert [sheet.cell(row, 1).value for row in range(4, 8)] == [0, "未报", 2.5, None]
    lines = csv_bytes(frame, {"week": "本周"}).decode("utf-8-sig").splitlines()
    assert lines[1:] == ["0", "未报", "2.5", '""']


def test_no_cell_of_the_workbook_is_a_formula_or_a_link():
    cells = [cell for row in sheet_of(shown()).iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(cell.hyperlink is None for cell in cells)


def test_the_header_is_bold_frozen_and_printed_on_every_page_across():
    sheet = sheet_of(shown())
    assert all(cell.font.bold for cell in sheet[3])
    assert sheet.freeze_panes == "B4"
    assert sheet.auto_filter.ref == "A3:D6"
    assert sheet.print_title_rows == "$3:$3"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")


def test_columns_are_wide_enough_for_chinese():
    sheet = sheet_of(pd.DataFrame({"name": ["区市场监督管理局"]}))
    assert sheet.column_dimensions["A"].width >= 16


def test_a_title_that_no_sheet_may_have_is_still_a_title():
    data = xlsx_bytes(shown(), HEADINGS, title="[第3周]/情况:" * 5, note="")
    assert openpyxl.load_workbook(io.BytesIO(data)).active["A1"].value == "[第3周]/情况:" * 5


def test_the_csv_opens_in_a_spreadsheet_as_chinese():
    data = csv_bytes(shown(), HEADINGS, note="第3周 · =全区")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows == [
        ["第3周 · =全区"],
        ["单位名称", "场次", "覆盖率", "状态"],
        ["区财政局", "2", "0.5", "已报送"],
        ["'=1+2", "", "", "未报送"],
        ["http://a.com", "0", "1", "'+A1"],
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_would_run_is_neutralised_in_csv(start):
    data = csv_bytes(pd.DataFrame({"name": [start + "SUM(1)"]}), HEADINGS, note=start + "A1")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows == [["'" + start + "A1"], ["单位名称"], ["'" + start + "SUM(1)"]]


def test_a_negative_number_stays_a_number_in_csv():
    data = csv_bytes(pd.DataFrame({"n": [-2.5]}), HEADINGS, note="第3周")
    assert data.decode("utf-8-sig").splitlines() == ["第3周", "场次", "-2.5"]


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1)))
def test_any_text_comes_back_from_the_workbook_as_it_was(texts):
    sheet = sheet_of(pd.DataFrame({"name": pd.Series(texts, dtype=object)}))
    assert [sheet.cell(row, 1).value for row in range(4, 4 + len(texts))] == texts
