"""OpenDocument spreadsheets."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from campaign import Issue
from loaders.files.sheet import UNCACHED, CellError, Sheet
from loaders.files.workbook import sheets_of
from tests.loaders.drawn import codes, figures, read
from tests.loaders.written import ods, ods_book, xlsx, zipped

ROWS = [
    ["主题教育周报表（第3周）", "", ""],
    ["单位名称", "研讨交流", "集中学习"],
    ["区财政局", 2.0, 3.0],
]
X = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'


def sheet(rows: str, styles: str = "", given: str = "") -> Sheet:
    found = sheets_of(
        ods_book(f'<table:table table:name="周报"{given}>{rows}</table:table>', styles)
    )
    assert isinstance(found, tuple), found
    return found[0][0]


def cell(given: str, text: str = "") -> str:
    paragraph = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell {given}>{paragraph}</table:table-cell>"


def row(*cells: str, given: str = "") -> str:
    return f"<table:table-row {given}>{''.join(cells)}</table:table-row>"


def test_a_report_reads_the_same_as_its_xlsx() -> None:
    reading = read(ods(ROWS), file_name="周报.ods")
    assert figures(reading) == figures(read(xlsx(ROWS)))
    assert "F10" not in codes(reading)


def test_values_keep_their_kind() -> None:
    values = ["007", 3.5, True, CellError("#N/A"), date(2023, 10, 20), UNCACHED, "a\nb"]
    found = sheets_of(ods([values]))
    assert isinstance(found, tuple)
    assert found[0][0].rows == [values]


def test_times_percentages_and_spaces() -> None:
    found = sheet(
        row(
            cell('office:value-type="time" office:time-value="PT08H30M00S"', "08:30"),
            cell('office:value-type="time" office:time-value="PT30H00M00S"', "30:00"),
            cell('office:value-type="percentage" office:value="0.5"', "50%"),
            cell('office:value-type="string"', 'a<text:s text:c="2"/>b'),
        )
    )
    assert found.rows == [[time(8, 30), timedelta(hours=30), 0.5, "a  b"]]
    assert found.percents == {(1, 3)}


def test_comments_are_no_text_of_the_cell() -> None:
    note = "<office:annotation><text:p>批注</text:p></office:annotation><text:p>甲</text:p>"
    found = sheet(row(f'<table:table-cell office:value-type="string">{note}</table:table-cell>'))
    assert found.rows == [["甲"]]


def test_repeats_and_spans_have_their_places() -> None:
    found = sheet(
        row(cell('table:number-columns-repeated="2"'), X, given='table:number-rows-repeated="2"')
        + row(cell('table:number-columns-spanned="2" table:number-rows-spanned="2" office:value-type="string"', "题"))
        + row(given='table:number-rows-repeated="1048570"')
    )  # fmt: skip
    assert [found.value(r, 3) for r in (1, 2, 3)] == ["x", "x", ""]
    assert found.value(3, 1) == "题"
    assert found.merges == ((3, 1, 4, 2),)


def test_hidden_lines_and_sheets_are_facts() -> None:
    unseen = '<style:style style:name="ta1"><style:table-properties table:display="false"/></style:style>'
    found = sheet(
        '<table:table-column/><table:table-column table:visibility="collapse"/>'
        + row(X)
        + row(X, given='table:visibility="filter"'),
        unseen,
        ' table:style-name="ta1"',
    )
    assert (found.hidden, found.hidden_rows, found.hidden_columns) == (True, {2}, {2})


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (row(X.replace(" office", ' table:number-columns-repeated="20" office'),
             given='table:number-rows-repeated="1000000"'), "F08"),
        (row(X) + row(given='table:number-rows-repeated="1000000"')
         + row(cell('table:number-columns-repeated="16000"'), X), "F08"),
        (row(X.replace("</text:p>", "")), "F03"),
    ],
)  # fmt: skip
def test_what_reaches_too_far_or_is_broken_is_refused(rows: str, code: str) -> None:
    data = ods_book(f'<table:table table:name="周报">{rows}</table:table>')
    assert len(data) < 4096
    found = sheets_of(data)
    assert isinstance(found, Issue)
    assert found.code == code


def test_an_encrypted_book_is_named_so() -> None:
    manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    data = zipped({"content.xml": b"\x01\x02", "META-INF/manifest.xml": manifest})
    assert getattr(sheets_of(data), "code", "") == "F04"


def test_a_text_document_is_no_spreadsheet() -> None:
    kind = "application/vnd.oasis.opendocument.text"
    assert (
        getattr(sheets_of(zipped({"mimetype": kind, "content.xml": "<a/>"})), "code", "") == "F02"
    )
