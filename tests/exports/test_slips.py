"""A slip is read as it comes out of a spreadsheet: on one page's width, no line cut off."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from exports import Slip, slips_zip

LONG = "本周：" + "、".join(f"集中学习{n}" for n in range(20)) + "。"
SLIPS = [
    Slip("第一指导组", "区财政局", ("第4周周报已收到。", LONG)),
    Slip("第一指导组", "区水务局", ("第4周周报尚未收到。",)),
    Slip("第二/三指导组", "东城街道", ("第4周周报已收到。",)),
]
LETTERS_A_LINE = {"A": 30, "B": 21}
"""Chinese characters of 12 points that a spreadsheet puts on a line of these columns."""


@pytest.fixture(scope="module")
def books() -> dict[str, openpyxl.Workbook]:
    data = slips_zip(SLIPS, title="第4周反馈单", note="示例区", headings=("单位", "反馈"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name: openpyxl.load_workbook(io.BytesIO(archive.read(name)))
            for name in archive.namelist()
        }


def test_each_group_has_a_folder_with_its_list_and_a_slip_a_unit(
    books: dict[str, openpyxl.Workbook],
) -> None:
    assert list(books) == [
        "第一指导组/第一指导组_第4周反馈单.xlsx",
        "第一指导组/区财政局_第4周反馈单.xlsx",
        "第一指导组/区水务局_第4周反馈单.xlsx",
        "第二_三指导组/第二_三指导组_第4周反馈单.xlsx",
        "第二_三指导组/东城街道_第4周反馈单.xlsx",
    ]
    told = [[cell.value for cell in row] for row in next(iter(books.values())).active.iter_rows()]
    assert told[:3] == [
        ["第一指导组 第4周反馈单", None],
        ["单位", "反馈"],
        ["区财政局", f"第4周周报已收到。\n{LONG}"],
    ]


def test_every_line_is_as_high_as_its_text_and_a_page_is_wide_enough(
    books: dict[str, openpyxl.Workbook],
) -> None:
    for name, book in books.items():
        sheet = book.active
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, name
        assert str(sheet.page_setup.fitToHeight) == "0", name
        column = "B" if sheet["B2"].value else "A"
        for cell in sheet[column][1:-1]:
            parts = str(cell.value).split("\n")
            n_lines = sum(-(-len(part) // LETTERS_A_LINE[column]) for part in parts)
            assert cell.alignment.wrap_text, name
            assert sheet.row_dimensions[cell.row].height >= 15 * n_lines, (name, cell.value)
