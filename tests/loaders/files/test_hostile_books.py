"""Small files that would cost a worker much: each is refused with its code, and soon."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from campaign import Issue
from loaders.files import locked
from loaders.files.limits import MAX_CELLS, MAX_TEXT
from tests.loaders import hostile
from tests.loaders.drawn import read
from tests.loaders.written import csv_text, ods_book, xml_book


def one_part_under_fifty_names() -> bytes:
    """Fifty sheets that are all the same part of the package."""
    parts = hostile.members()
    book = parts["xl/workbook.xml"]
    assert isinstance(book, bytes)
    sheets = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 51))
    changed = re.sub(r"<sheet [^>]*/>", sheets, book.decode())
    return hostile.zipped(parts | {"xl/workbook.xml": changed})


def a_book_of_one_text() -> bytes:
    """One cell of more than ten million characters."""
    return hostile.changed(
        "xl/sharedStrings.xml", lambda xml: xml.replace("约2", "约" * (MAX_TEXT + 1))
    )


def many_values() -> bytes:
    """More values than a workbook may have, in one row none of which says where it stands."""
    return hostile.after_cells("<x><v>1</v></x>" * (MAX_CELLS + 1))


def deep_ods() -> bytes:
    """A cell of a hundred thousand spans, each within the one before."""
    cell = "<table:table-row><table:table-cell><text:p>" + "<text:span>" * 100_000
    return ods_book(f'<table:table table:name="周报">{cell}')


def deep_xml() -> bytes:
    """An XML workbook of a hundred thousand elements, each within the one before."""
    return xml_book("<a>" * 100_000).encode()


@pytest.mark.parametrize(
    ("made", "name", "expected"),
    [
        (one_part_under_fifty_names, "周报.xlsx", "F03"),
        (a_book_of_one_text, "周报.xlsx", "F05"),
        (many_values, "周报.xlsx", "F05"),
        (deep_ods, "周报.ods", "F03"),
        (deep_xml, "周报.xls", "F03"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_a_small_file_of_much_work_is_refused_soon(
    made: Callable[[], bytes], name: str, expected: str
) -> None:
    data = made()
    started = time.process_time()
    refused = read(data, file_name=name).refused
    assert refused is not None
    assert refused.code == expected
    assert time.process_time() - started < 3


def test_a_text_of_a_broken_quotation_is_read_as_far_as_a_report_goes() -> None:
    rows = [["周报（第3周）", ""], ["单位名称", "研讨交流"], ["区财政局", "2"]]
    data = (csv_text(rows) + '"' + "x" * 200_000).encode()
    refused = read(data, file_name="周报.csv").refused
    assert refused is None or refused.code != "F05"


def test_a_password_hashed_without_end_is_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(hostile.BOOK)).encrypt("开门", out)
    assert isinstance(locked.unlock(out.getvalue(), ("开门",)), bytes)
    monkeypatch.setattr(locked, "_MOST_TURNS", 99_999)
    with pytest.raises(locked.RefusedError) as refused:
        locked.unlock(out.getvalue(), ("开门",))
    assert refused.value.issue == Issue("F13")
    assert locked.unlock(out.getvalue()) == locked.NEEDED
