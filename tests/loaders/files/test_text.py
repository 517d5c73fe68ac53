"""Separated text: encodings, separators, quotes; nothing is typed."""

from __future__ import annotations

import codecs

import pytest

from campaign import Issue
from loaders.files.sheet import CellError
from loaders.files.text import decoded, separator_of
from loaders.files.workbook import sheets_of
from tests.loaders.drawn import codes, figures, issue, read
from tests.loaders.written import csv_text, xlsx

ROWS = [
    ["主题教育周报表（第3周）", "", ""],
    ["单位名称", "研讨交流", "集中学习"],
    ["区财政局", "2", "3"],
]
NUMBERS = [*ROWS[:2], ["区财政局", 2.0, 3.0]]
RARE = [["单位名称", "研讨交流"], ["䶮𠮷村党支部", "2"]]


@pytest.mark.parametrize(
    ("encoding", "mark", "named"),
    [("utf-8", b"", "UTF-8"), ("utf-8", codecs.BOM_UTF8, "UTF-8"), ("gb18030", b"", "GB18030"),
     ("gbk", b"", "GB18030"), ("utf-16-le", codecs.BOM_UTF16_LE, "UTF-16LE"),
     ("utf-16-be", codecs.BOM_UTF16_BE, "UTF-16BE")],
)  # fmt: skip
def test_every_encoding_is_read_and_named(encoding: str, mark: bytes, named: str) -> None:
    reading = read(mark + csv_text(ROWS).encode(encoding), file_name="周报.csv")
    assert figures(reading) == figures(read(xlsx(NUMBERS)))
    assert issue(reading, "F11").params == {"encoding": named}
    assert reading.sheets[0].sheet == "Sheet1"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_rare_characters_survive(encoding: str) -> None:
    found = decoded(csv_text(RARE).encode(encoding))
    assert found is not None
    assert "䶮𠮷村党支部" in found[0]


def test_bytes_in_no_encoding_are_damaged() -> None:
    reading = read(
        "单位名称,研讨交流\n区财政局,2\n".encode("gbk")[:-4] + b"\xff,2\n", file_name="a.csv"
    )
    assert reading.refused == Issue("F03")


@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_the_separator_is_the_one_that_fits_most_lines(mark: str) -> None:
    text = csv_text(
        [["单位名称", "研讨交流", "备注"], ["甲", "1,234", "好；很好"], ["乙", "2", ""]], mark
    )
    assert separator_of(text) == mark


def test_a_separator_may_be_said_in_the_first_line_as_excel_says_it() -> None:
    data = b"sep=;\n" + "单位名称;研讨交流\n区财政局;2\n".encode()
    found = sheets_of(data)
    assert isinstance(found, tuple)
    assert found[0][0].rows == [["单位名称", "研讨交流"], ["区财政局", "2"]]


def test_quotes_hold_separators_and_line_breaks() -> None:
    found = sheets_of('单位名称,"研讨,\n交流"\n区财政局,"2"\n'.encode())
    assert isinstance(found, tuple)
    assert found[0][0].rows == [["单位名称", "研讨,\n交流"], ["区财政局", "2"]]


def test_nothing_is_typed_but_errors_are_told() -> None:
    found = sheets_of("甲,007,50%,2023-10-20,#REF!\n乙,1,2,3,4\n".encode())
    assert isinstance(found, tuple)
    assert found[0][0].rows[0] == ["甲", "007", "50%", "2023-10-20", CellError("#REF!")]


def test_a_text_under_the_name_of_a_workbook_is_read_with_a_note() -> None:
    reading = read(csv_text(ROWS).encode("gbk"), file_name="周报.xls")
    assert figures(reading) == figures(read(xlsx(NUMBERS)))
    assert {"F10", "F11"} <= set(codes(reading))


def test_more_lines_than_a_sheet_may_have_cells_are_refused() -> None:
    assert read(b"1,2\n" * 500_001, file_name="a.csv").refused == Issue(
        "F08", params={"ref": "A500001"}
    )


def test_prose_is_no_table() -> None:
    assert separator_of("本周集中学习2场次，研讨交流1场次。\n") == ""
