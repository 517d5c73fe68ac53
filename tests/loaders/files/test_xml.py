"""XML workbooks of 2003 saved as .xls."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from campaign import Issue
from loaders.files.sheet import UNCACHED, CellError, Sheet
from loaders.files.workbook import sheets_of
from tests.loaders.drawn import codes, figures, read
from tests.loaders.written import xlsx, xml2003, xml_book

ROWS = [
    ["主题教育周报表（第3周）", "", ""],
    ["单位名称", "研讨交流", "集中学习"],
    ["区财政局", 2.0, 3.0],
]


def sheet(inside: str, around: str = "") -> Sheet:
    book = xml_book(f'{around}<Worksheet ss:Name="周报"><Table>{inside}</Table></Worksheet>')
    found = sheets_of(book.encode())
    assert isinstance(found, tuple), found
    return found[0][0]


def test_a_report_reads_the_same_as_its_xlsx() -> None:
    reading = read(xml2003(ROWS).encode(), file_name="周报.xls")
    assert figures(reading) == figures(read(xlsx(ROWS)))
    assert "F10" in codes(reading)


def test_values_keep_their_kind() -> None:
    row = ["007", 3.5, True, CellError("#N/A"), date(2023, 10, 20), UNCACHED, "a\nb"]
    found = sheets_of(xml2003([row]).encode())
    assert isinstance(found, tuple)
    assert found[0][0].rows == [row]


def test_a_moment_within_a_day_keeps_its_time() -> None:
    found = sheet('<Row><Cell><Data ss:Type="DateTime">2023-10-20T08:30:00.000</Data></Cell></Row>')
    assert found.rows == [[datetime.fromisoformat("2023-10-20T08:30")]]


def test_places_are_counted_on_from_the_last_one_said() -> None:
    cell = '<Data ss:Type="Number">{}</Data>'
    found = sheet(
        f'<Row ss:Index="3"><Cell ss:Index="2" ss:MergeAcross="1">{cell.format(1)}</Cell>'
        f"<Cell>{cell.format(2)}</Cell></Row><Row><Cell>{cell.format(3)}</Cell></Row>"
    )
    assert (found.value(3, 2), found.value(3, 4), found.value(4, 1)) == (1.0, 2.0, 3.0)
    assert found.merges == ((3, 2, 3, 3),)


def test_hidden_lines_percentages_and_comments() -> None:
    found = sheet(
        '<Column ss:Index="2" ss:Hidden="1" ss:Span="1"/><Row ss:Hidden="1">'
        '<Cell ss:StyleID="p"><Data ss:Type="Number">0.5</Data>'
        "<Comment><Data>批注</Data></Comment></Cell></Row>",
        '<Styles><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style></Styles>',
    )
    assert found.rows == [[0.5]]
    assert (found.hidden_rows, found.hidden_columns) == ({1}, {2, 3})
    assert found.percents == {(1, 1)}


@pytest.mark.parametrize("word", ["SheetHidden", "SheetVeryHidden"])
def test_a_hidden_sheet_is_hidden(word: str) -> None:
    table = '<Table><Row><Cell><Data ss:Type="Number">1</Data></Cell></Row></Table>'
    options = f"<WorksheetOptions><Visible>{word}</Visible></WorksheetOptions>"
    found = sheets_of(xml_book(f'<Worksheet ss:Name="旧">{table}{options}</Worksheet>').encode())
    assert isinstance(found, tuple)
    assert found[0][0].hidden


def test_a_book_in_a_chinese_encoding_is_read() -> None:
    text = xml2003(ROWS).replace('version="1.0"?>', 'version="1.0" encoding="GB2312"?>', 1)
    assert figures(read(text.encode("gb18030"))) == figures(read(xlsx(ROWS)))


@pytest.mark.parametrize(
    ("book", "code"),
    [
        (xml2003(ROWS).replace("?><Work", '?><!DOCTYPE x [<!ENTITY a "b">]><Work'), "F07"),
        (xml2003(ROWS)[:-30], "F03"),
        (xml_book('<Worksheet ss:Name="a"/>' * 51), "F05"),
        (xml2003([["1"]]).replace("<Cell", '<Cell ss:Index="16000"').replace(
            "</Row>", '</Row><Row ss:Index="9999"><Cell><Data ss:Type="String">x</Data></Cell></Row>'
        ), "F08"),
    ],
)  # fmt: skip
def test_what_is_unsafe_or_broken_is_refused(book: str, code: str) -> None:
    found = sheets_of(book.encode())
    assert isinstance(found, Issue)
    assert found.code == code
