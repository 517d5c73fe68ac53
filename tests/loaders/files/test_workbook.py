"""Cells at their absolute places, whatever the reader left out."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from loaders.files.sheet import UNCACHED, CellError, CellValue, Sheet, cell_text
from loaders.files.workbook import sheets_of
from tests.loaders.drawn import Drawing, workbook
from tests.loaders.written import zipped


def sheet(drawing: str | Drawing) -> Sheet:
    found = sheets_of(workbook(drawing))
    assert isinstance(found, tuple)
    (first,) = found[0]
    return first


def test_values_keep_their_kind() -> None:
    found = sheet("| 3 | '3 | TRUE | 2023-10-20 | #REF! | =A1 | =A1→4 | 50% | |")
    assert [found.value(1, c) for c in range(1, 10)] == [
        3.0, "3", True, date(2023, 10, 20), CellError("#REF!"), UNCACHED, 4.0, 0.5, "",
    ]  # fmt: skip
    assert found.percents == {(1, 8)}


def test_a_table_away_from_a1_has_absolute_places_and_merges() -> None:
    found = sheet(Drawing("| 题 | < |\n| 甲 | 1 |", at="C7"))
    assert (found.top, found.left, found.bottom, found.right) == (7, 3, 8, 4)
    assert found.value(8, 4) == 1.0
    assert found.value(1, 1) == ""
    assert found.merges == ((7, 3, 7, 4),)


@pytest.mark.parametrize("at", ["A1", "C4"])
def test_a_sheet_whose_edges_hold_only_errors_is_read_whole(at: str) -> None:
    found = sheet(
        Drawing("| #REF! | =A1 | #N/A |\n| =A1 | 5 | =A1 |\n| #N/A | =A1 | #REF! |", at=at)
    )
    top, left = found.top, found.left
    assert found.value(top, left) == CellError("#REF!")
    assert found.value(top, left + 1) == UNCACHED
    assert found.value(top + 1, left + 1) == 5.0
    assert found.value(top + 2, left + 2) == CellError("#REF!")


def test_a_sheet_of_errors_alone_is_read() -> None:
    found = sheet(Drawing("| #REF! | =A1 |", at="D5"))
    assert (found.value(5, 4), found.value(5, 5)) == (CellError("#REF!"), UNCACHED)


def test_an_empty_sheet_has_no_rows() -> None:
    assert sheet("| |").rows == []


@pytest.mark.parametrize(
    ("value", "text"),
    [(3.0, "3"), (2.5, "2.5"), (" 甲 ", "甲"), (True, "TRUE"), (date(2023, 10, 20), "2023-10-20"),
     (CellError("#REF!"), "#REF!"), (UNCACHED, ""), ("", "")],
)  # fmt: skip
def test_a_value_is_shown_as_a_person_reads_it(value: CellValue, text: str) -> None:
    assert cell_text(value) == text


@pytest.mark.parametrize("digits", ["NaN", "inf", "-1e999"])
def test_what_is_no_number_is_an_error(digits: str) -> None:
    source = zipfile.ZipFile(io.BytesIO(workbook("| 2 | 3 |")))
    members: dict[str, str | bytes] = {name: source.read(name) for name in source.namelist()}
    name = "xl/worksheets/sheet1.xml"
    members[name] = source.read(name).replace(b"<v>2<", f"<v>{digits}<".encode())
    found = sheets_of(zipped(members))
    assert isinstance(found, tuple)
    assert found[0][0].rows == [[CellError("#NUM!"), 3.0]]
