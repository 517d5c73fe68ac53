"""Binary workbooks, put together record by record."""

from __future__ import annotations

from campaign import Issue
from loaders.files.sheet import CellError, Sheet
from loaders.files.workbook import sheets_of
from tests.loaders.drawn import codes, figures, read
from tests.loaders.written import xlsb, xlsx

ROWS = [
    ["主题教育周报表（第3周）", "", ""],
    ["单位名称", "研讨交流", "集中学习"],
    ["区财政局", 2.0, 3.0],
]


def sheet(data: bytes) -> Sheet:
    found = sheets_of(data)
    assert isinstance(found, tuple), found
    return found[0][0]


def test_a_report_reads_the_same_as_its_xlsx() -> None:
    reading = read(xlsb(ROWS), file_name="周报.xlsb")
    assert figures(reading) == figures(read(xlsx(ROWS)))
    assert "F10" not in codes(reading)


def test_errors_truth_values_and_hidden_rows_are_told() -> None:
    found = sheet(xlsb([["", ""], ["甲", CellError("#REF!"), True, 0.5]], hidden_rows=(2,)))
    assert [found.value(2, c) for c in (1, 2, 3, 4)] == ["甲", CellError("#REF!"), True, 0.5]
    assert found.hidden_rows == {2}


def test_a_far_cell_is_refused_before_it_is_read() -> None:
    far = [["1"], *([[]] * 5000), [*[""] * 1000, "2"]]
    found = sheets_of(xlsb(far))
    assert isinstance(found, Issue)
    assert (found.code, found.params) == ("F08", {"ref": "ALM5002"})
