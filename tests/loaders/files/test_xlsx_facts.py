"""What the value reader hides: errors, formulas without result, hidden lines, percents, extent."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from loaders.files.archive import Archive
from loaders.files.limits import MAX_SHEETS
from loaders.files.xlsx_facts import facts_of
from loaders.files.xlsx_scan import SheetFacts
from tests.loaders.drawn import Drawing, accepted, figures, read, workbook

SHEET = "| 周报（第3周） |\n| 单位名称 | 研讨交流 |\n| 区财政局 | 2 |"


def patched(
    change: Callable[[str], str], member: str = "xl/worksheets/sheet1.xml", drawing: str = SHEET
) -> bytes:
    """The workbook of a drawing with one member's text changed."""
    out = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(workbook(drawing)))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            text = source.read(name).decode()
            archive.writestr(name, change(text) if name == member else text)
    return out.getvalue()


def facts(data: bytes) -> SheetFacts:
    return next(iter(facts_of(Archive(data)).sheets.values()))


def refusal(data: bytes) -> str:
    refused = read(data).refused
    assert refused is not None
    return refused.code


def test_errors_formulas_percents_and_hidden_lines_are_found_at_their_cells() -> None:
    drawing = """
        | #REF! | =A1+1 | =A1+1→3 | 50% |
        | #N/A  | 2     | '3      |     |
    """
    found = facts(workbook(Drawing(drawing, at="B3", hidden_rows=(4,), hidden_columns=("C",))))
    assert found.errors == {(3, 2): "#REF!", (4, 2): "#N/A"}
    assert found.uncached == {(3, 3)}
    assert found.percents == {(3, 5)}
    assert (found.hidden_rows, found.hidden_columns) == ({4}, {3})
    assert (found.top, found.left, found.bottom, found.right) == (3, 2, 4, 5)
    assert found.area == 8


def test_a_formula_with_an_empty_result_is_uncached_and_with_zero_is_not() -> None:
    found = facts(workbook("| =A9 | =B9→0 |"))
    assert found.uncached == {(1, 1)}


def test_a_search_tells_the_same_formulas_and_percentages_as_a_parser() -> None:
    drawing = "| =A9 | =B9→3 | 50% |\n| 1 | 2 | |"
    parsed = patched(lambda xml: xml.replace("<sheetData>", "<!-- --><sheetData>"), drawing=drawing)
    by_search, by_parser = facts(workbook(drawing)), facts(parsed)
    assert by_search.n_cells < by_parser.n_cells == 5
    for found in (by_search, by_parser):
        assert (found.uncached, found.percents, found.errors) == ({(1, 1)}, {(1, 3)}, {})


def test_cells_without_their_place_stand_side_by_side() -> None:
    data = patched(lambda xml: re.sub(r'(<c) r="[A-Z]+\d+"', r"\1", xml))
    assert figures(read(data)) == figures(read(SHEET))
    assert (facts(data).right, facts(data).n_cells) == (2, 5)


def test_prefixed_names_are_read_the_same() -> None:
    def prefixed(xml: str) -> str:
        xml = re.sub(r"<(/?)([a-zA-Z])", r"<\1x:\2", xml)
        return xml.replace("xmlns=", "xmlns:x=")

    data = patched(prefixed)
    assert facts(data).n_cells == 5
    assert figures(read(data)) == figures(read(SHEET))


def test_a_far_away_cell_is_refused_before_it_is_read() -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    data = patched(lambda xml: xml.replace("</sheetData>", far))
    assert refusal(data) == "F08"
    assert read(data).refused is not None
    assert read(data).refused.params == {"ref": "XFD1048576"}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "member", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"]
)
def test_a_document_type_is_refused(member: str) -> None:
    entity = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    data = patched(lambda xml: re.sub(r"(\?>)", rf"\1{entity}", xml, count=1), member)
    assert refusal(data) == "F07"
    assert "root:" not in repr(read(data))


def test_a_book_that_inflates_beyond_its_limit_is_refused() -> None:
    spaces = " " * (101 * 2**20)
    data = patched(lambda xml: xml.replace("</sheetData>", f"</sheetData>{spaces}"))
    assert len(data) < 2**20
    assert refusal(data) == "F06"


def test_too_many_sheets_are_refused() -> None:
    many = [Drawing("| 1 |", name=f"s{n}") for n in range(MAX_SHEETS + 1)]
    assert refusal(workbook(*many)) == "F05"


@pytest.mark.parametrize(
    "change",
    [lambda xml: xml[: len(xml) // 2], lambda xml: xml.replace("</c>", "</d>"), lambda _: ""],
)
def test_a_broken_sheet_is_refused(change: Callable[[str], str]) -> None:
    assert refusal(patched(change)) == "F03"


def test_an_unknown_encoding_is_a_damaged_file() -> None:
    assert refusal(patched(lambda xml: xml.replace("UTF-8", "UTF-0"), "xl/workbook.xml")) == "F03"


def test_a_sheet_of_pictures_only_beside_a_report_is_no_obstacle() -> None:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(workbook(SHEET)))
    book.create_chartsheet("图表")
    book.create_sheet("空表")
    out = io.BytesIO()
    book.save(out)
    reading = read(out.getvalue())
    assert reading.refused is None
    assert accepted(reading) == ["区财政局"]


def test_an_archive_of_endless_members_is_refused_by_the_length_of_its_list() -> None:
    data = bytearray(workbook(SHEET))
    at = data.rindex(b"PK\x05\x06")
    data[at + 12 : at + 16] = (2 << 20).to_bytes(4, "little")
    assert refusal(bytes(data)) == "F05"


def test_a_member_whose_check_sum_is_wrong_is_damaged() -> None:
    data = bytearray(workbook(SHEET))
    at = data.index(b"xl/worksheets/sheet1.xml", data.rindex(b"PK\x01\x02") - 900) - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 16] ^= 1
    assert refusal(bytes(data)) == "F03"


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("<c r='C3' t='e'><v>#REF!</v></c>", {(3, 3): "#REF!"}),
        ('<c r="C3" t = "e"><v>#REF!</v></c>', {(3, 3): "#REF!"}),
        ('<c r="C3" t="&#101;"><v>#REF!</v></c>', {(3, 3): "#REF!"}),
        ('<c t="e"><v>#REF!</v></c>', {(3, 3): "#REF!"}),
        ('<!-- t --><c r="C3"><v>1</v></c>', {}),
    ],
)
def test_an_error_is_found_however_its_cell_is_spelled(cell: str, found: dict[object, str]) -> None:
    data = patched(lambda xml: xml.replace("</row></sheetData>", f"{cell}</row></sheetData>"))
    assert facts(data).errors == found
