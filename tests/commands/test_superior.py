"""A superior's form comes back filled from the cut, and is otherwise what it was."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.drawing.image import Image
from openpyxl.styles import Border, Side

from campaign import Issue, KnownLayout, pack_of
from exports.superior import FormLayout, guessed, layout_apart
from ledger import open_ledger
from loaders import workers
from tests.commands.conftest import Terminal
from tests.commands.test_report import AT, frozen
from tests.ledger.drawn import OFFICE

HEADS = {
    "A1": "全市主题教育工作进展情况周报表", "A2": "填报单位：", "A3": "序号", "B3": "单位类型",
    "C3": "集中学习（场次）", "E3": "研讨交流", "G3": "学习覆盖率", "H3": "备注", "I3": "市级目标",
    "C4": "本周", "D4": "累计", "E4": "本周（场次）", "F4": "累计（场次）", "B10": "合计",
    "A11": "填表人：",
}  # fmt: skip
MERGES = ("A1:I1", "A3:A4", "B3:B4", "C3:D3", "E3:F3", "G3:G4", "H3:H4", "I3:I4")
TYPES = ("县级领导班子", "科级领导班子", "二级单位", "非公企业党组织", "金融系统")


def picture() -> io.BytesIO:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\0\x80\x20\x20"))
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b""))


def form(day: str = "截至12月3日") -> bytes:
    """Headings merged over two rows, a total by formulas, a picture, and a sheet of quantities."""
    book = openpyxl.Workbook()
    sheet = book.active
    for place, text in HEADS.items():
        sheet[place] = text
    for area in MERGES:
        sheet.merge_cells(area)
    sheet["E2"] = day
    for row, name in enumerate(TYPES, 5):
        sheet.cell(row, 1, row - 4)
        sheet.cell(row, 2, name)
        for column in range(3, 10):
            sheet.cell(row, column).border = Border(bottom=Side(style="thin"))
        sheet.cell(row, 7).number_format = "0.0%"
    for letter in "CDEF":
        sheet[f"{letter}10"] = f"=SUM({letter}5:{letter}9)"
    sheet.add_image(Image(picture()), "K2")
    second = book.create_sheet("附表2")
    for row in (
        ("工作项目", "计量单位", "本周数", "累计数"),
        ("检视问题", "个"),
        ("慰问党员", "人次"),
    ):
        second.append(row)
    for row, column in ((2, 3), (2, 4), (3, 3), (3, 4)):
        second.cell(row, column).border = Border(bottom=Side(style="thin"))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def opened(data: bytes) -> FormLayout:
    layout = layout_apart(data, by=workers())
    assert isinstance(layout, FormLayout), layout
    return layout


def confirmed(terminal: Terminal, layout: FormLayout) -> None:
    """What the page keeps when its guess is confirmed."""
    with closing(open_ledger(f"sqlite:///{terminal.ledger}")) as ledger:
        district = ledger.districts()[0]
        panel = ledger.panel(district.id, OFFICE, through=9)
        said = guessed(layout, panel, pack_of(district, 9))
        form_id = pack_of(district).weekly_form.id
        kept = KnownLayout(layout.fingerprint, form_id, dict(said))
        ledger.confirm_layout(district.id, kept, by=OFFICE, at=AT)


def test_a_form_is_filled_from_the_cut_and_is_otherwise_what_it_was(
    sample: Terminal, tmp_path: Path
) -> None:
    copy, week = frozen(sample, tmp_path, week=9)
    blank = tmp_path / "上级周报表.xlsx"
    blank.write_bytes(form())
    asked = ("report", "--kind", "form", "--form", blank, "--week", week, "--out", tmp_path / "out")
    assert "还没有确认过" in copy.run(*asked).output
    confirmed(copy, opened(form("截至11月26日")))  # last week's
    told = copy.json(*asked)
    filled, listed = (tmp_path / "out" / it["file"] for it in told["files"])
    with zipfile.ZipFile(blank) as before, zipfile.ZipFile(filled) as after:
        assert before.namelist() == after.namelist()
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    sheets = ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"]
    assert sorted(changed) == ["xl/styles.xml", "xl/workbook.xml", *sheets]
    book = openpyxl.load_workbook(filled)
    assert book.calculation.fullCalcOnLoad
    compare(copy, told["week"], told["revision"], book)
    lines = [*openpyxl.load_workbook(listed).active.values][3:]
    empty = [line[0] for line in lines if line[4] is None]
    targets = [f"I{row}" for row in range(5, 9)]
    expected = [*targets, *(f"{letter}9" for letter in "CDEFGI"), "G10", "I10"]
    assert [place.partition("!")[2] for place in empty] == [*expected, "C3", "D3"]


def compare(terminal: Terminal, week: str, revision: int, book: openpyxl.Workbook) -> None:
    """The cells against the terminal's figures; what nobody has is empty and tinted."""
    sheet, second = book.worksheets
    asked = ("--week", week, "--as-of", str(revision))
    document = terminal.json("figures", *asked, "--by", "type")
    reach = {
        line["place"]["name"]: line["value"]
        for line in document["standing"]
        if line["measure"] == "study_reach"
    }
    for row, name in enumerate(TYPES[:4], 5):
        assert sheet.cell(row, 7).value == pytest.approx(reach[name])
        assert isinstance(sheet.cell(row, 3).value, int)
    assert sheet["C10"].value == "=SUM(C5:C9)"
    assert len(sheet._images) == 1
    found = document["quantities"]["problem_found_count"]
    assert (second["C2"].value, second["D2"].value) == (found["week"], found["cumulative"])
    for cell in (sheet["C9"], sheet["I5"], second["C3"]):
        assert (cell.value, cell.fill.fgColor.rgb, cell.border.bottom.style) == (
            None,
            "FFFCE8B2",
            "thin",
        )
    assert (sheet["H5"].value, sheet["H5"].fill.fill_type) == (None, None), "remarks are no figure"


def test_a_form_is_the_same_form_when_only_its_date_is_another() -> None:
    layout, other = opened(form()), opened(form("截至11月26日"))
    assert layout.fingerprint == other.fingerprint
    moved = replace(layout, lines={name: layout.lines[name] for name in list(layout.lines)[1:]})
    assert layout.fingerprint != moved.fingerprint


def packed(member: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr(member, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (packed("xl/worksheets/sheet1.xml", b"<a>" + b"0" * (101 << 20)), "F06"),
        (packed("xl/worksheets/sheet1.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'), "F07"),
        (packed("xl/vbaProject.bin", b"macro"), "F27"),
        (b"PK\x03\x04 torn", "F03"),
        (b"%PDF-1.7", "F27"),
    ],
)
def test_a_hostile_form_is_refused_by_its_code(data: bytes, code: str) -> None:
    refused = layout_apart(data, by=workers())
    assert isinstance(refused, Issue)
    assert refused.code == code
