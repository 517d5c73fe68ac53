"""What a file is, by its bytes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from campaign import Issue
from loaders.files.limits import MAX_BYTES
from loaders.files.sniff import FileKind, kind_of
from sample_data.faults.wrong import PDF, TEXT, encrypted_workbook, word_document
from tests.loaders.drawn import accepted, codes, read, workbook

BOOK = workbook("| 周报（第3周） |\n| 单位名称 | 研讨交流 |\n| 区财政局 | 2 |")


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(22) + b"\x09"
XLS = OLE + bytes(800) + "Workbook\0".encode("utf-16-le")
DOC = OLE + bytes(800) + "WordDocument".encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "F01"), (PDF, "F02"), (word_document(), "F02"), (TEXT, "F02"), (b"\x89PNG\r\n",
        "F02"),
        (zipped("ppt/presentation.xml"), "F02"), (zipped("photo.jpg"), "F02"), (zipped(), "F02"),
        (DOC, "F02"), (BOOK[: len(BOOK) // 2], "F03"), (BOOK[:10], "F03"), (bytes(200), "F03"),
        (b"PK\x03\x04" + bytes(MAX_BYTES), "F05"), (b"\x00\x05\x16\x07", "F02"),
        (b"Rar!\x1a\x07", "F02"), (b"{\\rtf1", "F02"), (zipped("Index/Document.iwa"), "F15"),
    ],
    ids=lambda v: v if isinstance(v, str) else None,
)  # fmt: skip
def test_what_is_no_readable_workbook_is_refused_by_name(data: bytes, code: str) -> None:
    found = kind_of(data, file_name="周报.xlsx")
    assert isinstance(found, Issue)
    assert found.code == code
    reading = read(data)
    assert reading.refused == found
    assert reading.sheets == ()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (XLS, "xls"), (zipped("xl/workbook.bin"), "xlsb"), (zipped("content.xml"), "ods"),
        (zipped("a.xlsx", "b.xls"), "zip"), ("单位,学习,研讨\n甲,1,2\n".encode("gb18030"), "csv"),
        (b"<html><table><tr><td>1</td></tr></table>", "html"), (encrypted_workbook(), "locked"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com"/>', "xml2003"),
    ],
    ids=lambda v: v if isinstance(v, str) else None,
)  # fmt: skip
def test_every_kind_is_told_by_its_content(data: bytes, kind: str) -> None:
    found = kind_of(data, file_name="周报")
    assert isinstance(found, FileKind)
    assert found.id == kind


@pytest.mark.parametrize("name", ["周报.xlsx", "周报.XLSX", "周报.xlsm", "folder/周报.xlsx"])
def test_a_workbook_by_its_own_name_is_read_without_a_note(name: str) -> None:
    assert kind_of(BOOK, file_name=name) == FileKind("xlsx")


@pytest.mark.parametrize("name", ["周报.xls", "周报.et", "周报", "周报.csv"])
def test_a_workbook_by_another_name_is_read_with_a_note(name: str) -> None:
    found = kind_of(BOOK, file_name=name)
    assert isinstance(found, FileKind)
    assert [note.code for note in found.notes] == ["F10"]
    assert accepted(read(BOOK, file_name=name)) == ["区财政局"]


def test_a_lock_file_is_told_by_its_name() -> None:
    found = kind_of(b"\x06Office", file_name="~$周报.xlsx")
    assert isinstance(found, Issue)
    assert found.code == "F14"


def test_macros_are_ignored_and_told() -> None:
    out = io.BytesIO(BOOK)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    reading = read(out.getvalue(), file_name="周报.xlsm")
    assert "F09" in codes(reading)
    assert accepted(reading) == ["区财政局"]


def test_every_sample_of_another_kind_is_refused(pytestconfig: pytest.Config) -> None:
    wrong = Path(pytestconfig.rootpath) / "sample_data" / "wrong" / "已加密.xlsx"
    refused = read(wrong.read_bytes()).refused
    assert refused is not None
    assert refused.code == "F04"
