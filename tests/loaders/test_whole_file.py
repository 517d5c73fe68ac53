"""A file with a person's number anywhere is read as usual and its original is not kept."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
import xlsxwriter
import xlwt
from openpyxl.packaging.custom import StringProperty

from tests.loaders.drawn import codes, read
from tests.loaders.hostile import BOOK, after_cells, changed, members
from tests.loaders.written import html, ods, xls, xlsb, xlsx, xml2003, zipped

MOBILE, IDENTITY = "13812345678", "11010519491231002X"
ROWS = [["周报（第3周）", ""], ["单位名称", "研讨交流"], ["区财政局", 2.0]]
Book, Sheet = xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet


def written(plant: Callable[[Book, Sheet], object]) -> bytes:
    """A workbook of one unit, with something planted beside its cells."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("周报")
        for r, row in enumerate(ROWS):
            sheet.write_row(r, 0, row)
        plant(book, sheet)
    return out.getvalue()


def in_book(plant: Callable[[Book], object]) -> bytes:
    return written(lambda book, _: plant(book))


def on_sheet(plant: Callable[[Sheet], object]) -> bytes:
    return written(lambda _, sheet: plant(sheet))


def opened(plant: Callable[[openpyxl.Workbook], object]) -> bytes:
    """The same by the other writer."""
    book, out = openpyxl.load_workbook(io.BytesIO(xlsx(ROWS))), io.BytesIO()
    plant(book)
    book.save(out)
    return out.getvalue()


def another(book: Book, value: object, *, very: bool = False) -> None:
    sheet = book.add_worksheet("他表")
    sheet.write(900, 40, value)
    sheet.very_hidden() if very else sheet.hide()


def far_away(sheet: Sheet) -> None:
    sheet.write(60, 20, "138 1234 5678")
    sheet.set_column("U:U", None, None, {"hidden": True})


def charted(book: Book, sheet: Sheet) -> None:
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=周报!$B$3", "name": f"热线 {MOBILE}"})
    sheet.insert_chart("F2", chart)


def in_colours(book: Book, sheet: Sheet) -> None:
    red = book.add_format({"color": "red"})
    sheet.write_rich_string("Z99", "找1381", red, "2345", "678")


def shared(plant: str) -> bytes:
    """A workbook whose first text is written as given, as XML."""
    return changed("xl/sharedStrings.xml", lambda xml: xml.replace("<t>周报（第3周）</t>", plant))


def old(plant: Callable[[xlwt.Workbook, xlwt.Worksheet], object]) -> bytes:
    book, out = xlwt.Workbook(encoding="utf-8"), io.BytesIO()
    sheet = book.add_sheet("周报")
    for r, row in enumerate(ROWS):
        for c, value in enumerate(row):
            sheet.write(r, c, value)
    plant(book, sheet)
    book.save(out)
    return out.getvalue()


def in_old(plant: Callable[[xlwt.Workbook], object]) -> bytes:
    return old(lambda book, _: plant(book))


def on_old(plant: Callable[[xlwt.Worksheet], object]) -> bytes:
    return old(lambda _, sheet: plant(sheet))


def old_hidden(book: xlwt.Workbook, value: object) -> None:
    sheet = book.add_sheet("他表")
    sheet.write(5, 5, value)
    sheet.visibility = 2


RULE = {"validate": "list", "source": [f"热线{MOBILE}", "无"]}
PLACES: dict[str, Callable[[], bytes]] = {
    "hidden sheet": lambda: in_book(lambda b: another(b, f"电话：{MOBILE}")),
    "very hidden sheet, as a number": lambda: in_book(lambda b: another(b, 13812345678, very=True)),
    "identity number that Excel rounded": lambda: in_book(lambda b: another(b, 110105194912310021)),
    "hidden column far away": lambda: on_sheet(lambda s: far_away(s)),
    "comment": lambda: on_sheet(lambda s: s.write_comment("B3", f"找{MOBILE}")),
    "header": lambda: on_sheet(lambda s: s.set_header(f"&L{IDENTITY}")),
    "footer": lambda: on_sheet(lambda s: s.set_footer("&R电话138-1234-5678")),
    "title property": lambda: in_book(lambda b: b.set_properties({"comments": MOBILE})),
    "property of one's own": lambda: in_book(lambda b: b.set_custom_property("电话", MOBILE)),
    "number as property": lambda: in_book(lambda b: b.set_custom_property("n", 13812345678)),
    "list to choose from": lambda: on_sheet(lambda s: s.data_validation("D9", RULE)),
    "prompt": lambda: on_sheet(lambda s: s.data_validation("D9", {"validate": "any", "input_message": MOBILE})),
    "defined name": lambda: in_book(lambda b: b.define_name("电话", f'="{MOBILE}"')),
    "text box": lambda: on_sheet(lambda s: s.insert_textbox("D9", f"热线 {MOBILE}")),
    "chart": lambda: written(charted),
    "link": lambda: on_sheet(lambda s: s.write_url("D9", f"mailto:{MOBILE}@139.com", string="信")),
    "tip of a link": lambda: on_sheet(lambda s: s.write_url("D9", "https://a.cn", string="网", tip=MOBILE)),
    "alternative text": lambda: on_sheet(lambda s: s.insert_textbox("D9", "x", {"description": MOBILE})),
    "conditional format": lambda: on_sheet(
        lambda s: s.conditional_format("B3", {"type": "formula", "criteria": f'=B3="{MOBILE}"'})),
    "formula": lambda: on_sheet(lambda s: s.write_formula("Z99", f'=LEN("{MOBILE}")', None, 11)),
    "two colours": lambda: written(in_colours),
    "custom property of openpyxl": lambda: opened(
        lambda b: b.custom_doc_props.append(StringProperty(name="x", value=IDENTITY))),
    "name of a sheet": lambda: in_book(lambda b: b.add_worksheet(f"表{MOBILE}").hide()),
    "by character numbers": lambda: shared("<t>周报（第3周）&#x31;&#51;8１２３４5678</t>"),
    "two runs": lambda: shared("<r><t>周报（第3周）138</t></r>\n<r><rPr><b/></rPr><t>12345678</t></r>"),
    "a part nobody reads": lambda: zipped(members() | {"xl/own/anything.bin": f"\0{MOBILE}\0"}),
    "in two bytes a letter": lambda: zipped(members() | {"x.bin": b"\0" + MOBILE.encode("utf-16-le")}),
    "name of a part": lambda: zipped(members() | {f"xl/media/{MOBILE}.png": b"\x89PNG"}),
    "behind the archive": lambda: BOOK + MOBILE.encode(),
    "a workbook within": lambda: zipped(members() | {"xl/embeddings/a.xlsx": xlsx([[MOBILE]])}),
    "an old workbook within": lambda: zipped(members() | {"xl/embeddings/a.bin": xls([[MOBILE]])}),
    "threaded comment": lambda: zipped(
        members() | {"xl/threadedComments/threadedComment1.xml": f"<x><text>{MOBILE}</text></x>"}),
    "list kept for a pivot": lambda: zipped(
        members() | {"xl/pivotCache/pivotCacheRecords1.xml": f'<p><r><s v="{MOBILE}"/></r></p>'}),
    "as 1.38E10": lambda: zipped(members() | {"xl/a.xml": "<a><c:v>1.3812345678E10</c:v></a>"}),
    "after the cells": lambda: after_cells(f'<extLst><ext uri="x"><x>{MOBILE}</x></ext></extLst>'),
    "old: hidden sheet": lambda: in_old(lambda b: old_hidden(b, MOBILE)),
    "old: as a number": lambda: in_old(lambda b: old_hidden(b, 13812345678)),
    "old: footer": lambda: on_old(lambda s: setattr(s, "footer_str", f"tel {MOBILE}".encode())),
    "old: header": lambda: on_old(lambda s: setattr(s, "header_str", f"a{MOBILE}".encode())),
    "old: link": lambda: on_old(lambda s: s.write(9, 9, xlwt.Formula(f'HYPERLINK("tel:{MOBILE}")'))),
    "binary: cell": lambda: xlsb([*ROWS, [], ["", "", 13812345678.0]]),
    "open document: cell": lambda: ods([*ROWS, [], ["", "", "", f"找{MOBILE}"]]),
    "open document: header": lambda: zipped(_with(ods(ROWS), "styles.xml", f"<s><text:p>{MOBILE}</text:p></s>")),
    "open document: comment in two runs": lambda: zipped(_with(
        ods(ROWS), "x.xml", "<a><text:p><text:span>138</text:span><text:span>12345678</text:span></text:p></a>")),
    "web page: attribute": lambda: html(ROWS).replace("<table", f'<table title="{MOBILE}"', 1).encode(),
    "web page: remark": lambda: html(ROWS).replace("<table", f"<!-- {MOBILE} --><table", 1).encode(),
    "xml: property": lambda: xml2003(ROWS).replace(
        "<Worksheet", f"<DocumentProperties><Author>{MOBILE}</Author></DocumentProperties><Worksheet", 1).encode(),
}  # fmt: skip


def _with(book: bytes, part: str, content: str) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        return {name: package.read(name) for name in package.namelist()} | {part: content}


@pytest.mark.parametrize("place", PLACES)
def test_an_original_with_a_number_anywhere_is_not_kept(place: str) -> None:
    reading = read(PLACES[place]())
    assert reading.refused is None
    assert len(reading.submissions) == 1
    assert not reading.keeps_original
    assert {"F30", "G03"} & set(codes(reading))


@pytest.mark.parametrize(
    "book",
    [
        xlsx(ROWS), xls(ROWS), xlsb(ROWS), ods(ROWS), html(ROWS).encode(), xml2003(ROWS).encode(),
        in_book(lambda b: another(b, "2023-10-16-2023-10-22 3场")),
        in_book(lambda b: another(b, 0.13812345678)),
        zipped(members() | {"xl/a.xml": '<a uid="{13812345-678A-4B5C-9D8E-0123456789AB}" icv="0A13812345678B0A13812345678B0A1C"/>'}),
        zipped(members() | {"xl/a.xml": "<a><x>138</x><x>12345678</x></a>"}),
        shared('<t>周报（第3周）热线0871-63123456，编号 2023 1234 5678</t>'),
        zipped(members() | {"xl/media/a.png": b"\x89PNG" + bytes(range(256)) * 400}),
    ],
)  # fmt: skip
def test_an_original_without_one_is_kept(book: bytes) -> None:
    reading = read(book)
    assert len(reading.submissions) == 1
    assert reading.keeps_original, codes(reading)


@pytest.mark.parametrize(
    "parts",
    [
        {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0macros"},
        {"xl/embeddings/a.pdf": b"%PDF-1.7"},
        {"xl/embeddings/a.xlsx": b"PK\x03\x04broken"},
        {"xl/embeddings/a.zip": zipped({"b": zipped({"c": zipped({"d": zipped({"e": "x"})})})})},
    ],
)
def test_what_cannot_be_searched_is_not_kept(parts: dict[str, str | bytes]) -> None:
    reading = read(zipped(members() | parts))
    assert len(reading.submissions) == 1
    assert not reading.keeps_original
    assert "F31" in codes(reading)
