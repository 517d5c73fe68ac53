"""Old .xls and .et books: what a fast value reader would hide."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
import xlwt

from loaders.files.sheet import CellError, Sheet
from loaders.files.workbook import sheets_of
from tests.loaders.drawn import NOBODY, codes, figures, read
from tests.loaders.written import xls, xlsx

ROWS = [
    ["主题教育周报表（第3周）", "", ""],
    ["单位名称", "研讨交流", "集中学习"],
    ["区财政局", 2.0, 3.0],
    ["西城街道", CellError("#REF!"), 4.0],
]


def sheet(data: bytes) -> Sheet:
    found = sheets_of(data)
    assert isinstance(found, tuple), found
    return found[0][0]


def shown_as(*cells: tuple[object, str]) -> list[object]:
    """What is read in cells of these values and formats."""
    book = xlwt.Workbook()
    page = book.add_sheet("周报")
    for column, (value, form) in enumerate(cells):
        page.write(0, column, value, xlwt.easyxf(num_format_str=form))
    out = BytesIO()
    book.save(out)
    return list(sheet(out.getvalue()).rows[0])


def test_values_keep_their_kind() -> None:
    assert sheet(xls([["甲", 3.0, True, CellError("#N/A"), date(2023, 10, 20), "007"]])).rows == [
        ["甲", 3.0, True, CellError("#N/A"), date(2023, 10, 20), "007"]
    ]


def test_a_report_reads_the_same_as_its_xlsx() -> None:
    assert figures(read(xls(ROWS), file_name="周报.xls")) == figures(read(xlsx(ROWS)))
    assert codes(read(xls(ROWS), file_name="周报.xls")).count("C01") == 1


@pytest.mark.parametrize("name", ["周报.xls", "周报.et"])
def test_both_names_of_an_old_book_are_its_own(name: str) -> None:
    assert "F10" not in codes(read(xls(ROWS), file_name=name))
    assert "F10" in codes(read(xls(ROWS), file_name="周报.xlsx"))


def test_days_times_and_lengths_are_told_by_their_format() -> None:
    assert shown_as(
        (45089, "yyyy-mm-dd"), (45089.5, "yyyy-mm-dd hh:mm"), (0.25, "hh:mm"), (1.25, "[h]:mm"),
        (45089, "General"), (0.5, "0.00%"),
    ) == [
        date(2023, 6, 12), datetime.fromisoformat("2023-06-12T12:00"), time(6), timedelta(hours=30), 45089.0, 0.5
    ]  # fmt: skip


def test_chinese_forms_of_a_day_are_days() -> None:
    assert shown_as((45089, 'yyyy"年"m"月"d"日"'), (45089, 'm"月"d"日"')) == [date(2023, 6, 12)] * 2


def test_the_epoch_of_old_macs_counts_from_1904() -> None:
    book = xlwt.Workbook()
    book.dates_1904 = 1
    book.add_sheet("周报").write(0, 0, 43627, xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    out = BytesIO()
    book.save(out)
    assert sheet(out.getvalue()).rows == [[date(2023, 6, 12)]]


def test_percentages_merges_and_hidden_lines_are_facts() -> None:
    def change(page: xlwt.Worksheet) -> None:
        page.write_merge(4, 5, 0, 1, "两行两列")
        page.write(6, 2, 0.95, xlwt.easyxf(num_format_str="0%"))
        page.row(3).hidden = True
        page.col(2).hidden = True

    found = sheet(xls(ROWS, change=change))
    assert found.merges == ((5, 1, 6, 2),)
    assert found.percents == {(7, 3)}
    assert (found.hidden_rows, found.hidden_columns) == ({4}, {3})


def test_a_hidden_sheet_is_named_and_not_read() -> None:
    def change(page: xlwt.Worksheet) -> None:
        page.visibility = 1

    assert sheet(xls(ROWS, change=change)).hidden


@pytest.mark.parametrize("share", [3, 5, 8])
def test_a_cut_off_book_is_damaged(share: int) -> None:
    data = xls(ROWS * 40)
    reading = read(data[: len(data) * share // 10], file_name="周报.xls", roster=NOBODY)
    assert reading.refused is not None
    assert reading.refused.code == "F03"
