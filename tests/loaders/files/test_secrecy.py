"""Where a secrecy mark may stand, and what is none."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
import xlsxwriter

from loaders.files.secrecy import is_marked
from tests.loaders.drawn import read

Draw = Callable[[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet], object]


def book(draw: Draw, name: str = "周报") -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        sheet = made.add_worksheet(name)
        for row, line in enumerate(
            (("周报表（第3周）",), ("单位名称", "集中学习"), ("区财政局", 1))
        ):
            sheet.write_row(row, 0, line)
        draw(made, sheet)
    return out.getvalue()


PLACES: dict[str, Draw] = {
    "page header": lambda _, sheet: sheet.set_header('&R&"宋体"&12机密★3年'),
    "page footer": lambda _, sheet: sheet.set_footer("&L秘密★&C第&P页"),
    "comment": lambda _, sheet: sheet.write_comment("A1", "秘密★1年"),
    "text box": lambda _, sheet: sheet.insert_textbox("D2", "机密★"),
    "title of the file": lambda made, _: made.set_properties({"title": "机密"}),
    "property of the file": lambda made, _: made.set_custom_property("密级", "秘密"),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_mark_beside_the_cells_refuses_the_file(place: str) -> None:
    reading = read(book(PLACES[place]))
    assert reading.refused is not None
    assert (reading.refused.code, reading.refused.raw, reading.sheets) == ("G01", "", ())


def test_a_mark_in_a_sheets_name_refuses_the_file() -> None:
    refused = read(book(lambda *_: None, "机密★")).refused
    assert refused is not None
    assert (refused.code, refused.address) == ("G01", None)


def test_an_ordinary_header_comment_and_title_are_let_be() -> None:
    def draw(made: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.set_header("&C内部资料 注意保存")
        sheet.write_comment("A1", "保守国家秘密人人有责")
        made.set_properties({"title": "保密工作情况"})

    assert read(book(draw)).refused is None


@pytest.mark.parametrize(
    "text",
    [
        "机密★3年",
        "秘 密 ☆",
        "绝密级★",
        "密级：机密",
        "【密级】秘密",
        "机密级",
        "（秘密）",
        "机密·10年",
        "秘密一年",
    ],
)
def test_a_mark_is_known_however_it_is_written(text: str) -> None:
    assert is_marked(text)


@pytest.mark.parametrize(
    "text", ["密级：无", "保密局", "机密文件管理办法", "国家秘密", "秘密学习", "密级：内部"]
)
def test_talk_of_secrets_is_no_mark(text: str) -> None:
    assert not is_marked(text)
