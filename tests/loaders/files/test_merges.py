"""Merged areas: what one click merges is read and costs nothing; what nobody merges is refused."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from loaders.files.limits import MAX_AREA, MAX_MERGES, RefusedError
from loaders.files.merges import merges_within
from tests.loaders import hostile
from tests.loaders.drawn import read
from tests.loaders.written import html, ods_book, xls, xml2003

BOX = (1, 1, 5, 3)
ROWS = [["周报（第3周）"], ["单位名称", "研讨交流"], ["区财政局", 2.0]]


def code(data: bytes, name: str = "周报.xlsx") -> str:
    refused = read(data, file_name=name).refused
    return refused.code if refused else ""


def test_a_merge_of_a_form_is_taken_as_it_is_wherever_it_lies() -> None:
    listed = [(1, 1, 1, 8), (2, 2, 3, 2), (40, 9, 41, 9)]
    assert merges_within(listed, BOX) == tuple(listed)


def test_a_whole_column_or_row_is_cut_at_the_last_cell() -> None:
    assert merges_within([(2, 2, 1_048_576, 2)], BOX) == ((2, 2, 5, 2),)
    assert merges_within([(1, 1, 1, 16_384)], BOX) == ((1, 1, 1, 3),)


def test_a_whole_column_without_a_cell_is_no_merge() -> None:
    assert merges_within([(1, 23, 1_048_576, 23), (5, 3, 1_048_576, 3)], BOX) == ()


def test_more_merges_than_a_report_has_are_refused_at_the_first_too_many() -> None:
    def endless():
        row = 0
        while True:
            row += 2
            yield row, 1, row + 1, 1

    with pytest.raises(RefusedError) as refused:
        merges_within(endless(), BOX)
    assert refused.value.issue.code == "F20"
    assert refused.value.issue.params == {"n": MAX_MERGES + 1}


def test_merges_over_one_another_are_refused_once_they_cover_more_than_a_sheet() -> None:
    one = (1, 1, 4_000, 1)
    n = MAX_AREA // 4_000
    assert len(merges_within([one] * n, BOX)) == n
    with pytest.raises(RefusedError):
        merges_within([one] * (n + 1), BOX)


@pytest.mark.parametrize("place", ["W1:W1048576", "A9:XFD9", "W1:AZ1048576", "B4:B1048576"])
def test_a_slip_of_one_click_is_read_as_if_it_were_not_there(place: str) -> None:
    plain = read(hostile.BOOK)
    slipped = read(hostile.merged([place]))
    assert slipped.refused is None
    assert slipped.tables[0].entries == plain.tables[0].entries
    assert slipped.all_issues == plain.all_issues


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (lambda: hostile.merged(f"A{row}:B{row}" for row in range(10, 100_010)), "F20"),
        (lambda: hostile.merged(["A1:B2048"] * 49_000), "F20"),
        (lambda: hostile.hidden_columns(200_000), "F08"),
        (lambda: hostile.blown("xl/comments1.xml", 300), "F06"),
        (lambda: hostile.blown("docProps/custom.xml", 300), "F06"),
        (lambda: hostile.validated(["A1:XFD1048576"], 90_000), ""),
        (lambda: hostile.validated(f"A{row}" for row in range(1, 300_000)), ""),
        (lambda: hostile.coloured(40_000), ""),
        (lambda: hostile.styled(64_000), ""),
        (lambda: hostile.commented(f"A{row}" for row in range(1, 20_000)), ""),
        (lambda: hostile.linked("A1:XFD1048576"), ""),
        (lambda: hostile.styled_far_away(), ""),
    ],
    ids=[
        *("merges", "overlaps", "columns", "comments", "property", "rules", "ranges"),
        *("formats", "styles", "notes", "link", "far"),
    ],
)
def test_formatting_without_end_is_read_or_refused_in_three_seconds(
    made: Callable[[], bytes], expected: str
) -> None:
    data = made()
    started = time.process_time()
    assert code(data) == expected
    assert time.process_time() - started < 3


def test_other_kinds_of_file_meet_the_same_limits() -> None:
    span = (
        '<table:table-row><table:table-cell office:value-type="string" '
        'table:number-rows-spanned="1048576" table:number-columns-spanned="16384">'
        "<text:p>单位名称</text:p></table:table-cell></table:table-row>"
    )
    bomb = ods_book(f'<table:table table:name="周报">{span * 2}</table:table>')
    assert code(bomb, "周报.ods") == "L01"
    cells = '<Cell ss:MergeDown="2047" ss:MergeAcross="1" ss:Index="1"/>' * 5_000
    book = xml2003(ROWS).replace("</Row>", f"{cells}</Row>", 1).encode()
    assert code(book, "周报.xls") == "F20"
    page = html(ROWS).replace("</td>", '</td><td rowspan="400000" colspan="2"></td>', 1).encode()
    assert code(page, "周报.xls") == "F08"
    old = xls(ROWS, change=lambda sheet: sheet.merge(0, 65_535, 22, 22))
    assert code(old, "周报.xls") == ""


def test_a_part_that_is_broken_beside_the_cells_is_no_secrecy_mark() -> None:
    parts = hostile.members() | {"xl/comments1.xml": "<x>密" + "y" * 5_000}
    data = bytearray(hostile.zipped(parts))
    at = data.index(b"xl/comments1.xml") + 20
    data[at : at + 8] = bytes(8)
    assert code(bytes(data)) == ""
