"""Writes one small workbook for each fault, and `index.csv`: file, code to be found, and its cell.

A file has a line for every issue its fault must raise; an empty cell means the place is not fixed.
Notes such as a changed spelling may come on top.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from campaign import CampaignPack, csv_text
from sample_data.faults.wrong_ledgers import wrong_ledgers
from sample_data.faults.wrong_rows import wrong_rows
from sample_data.faults.wrong_sheets import weekly, wrong_sheets
from sample_data.sheets.roster_sheet import roster_without_groups
from sample_data.sheets.sheets import workbook_bytes
from sample_data.sheets.week_words import week_words

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512
_STREAM_SECTORS = 8
_NONE = 0xFFFFFFFF

PDF = (
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
    b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"
)
TEXT = "本周集中学习2场次，研讨交流1场次，检视问题3个。\n".encode()


def word_document() -> bytes:
    """The smallest .docx that says so by its members."""
    return _zipped(
        {
            "[Content_Types].xml": '<?xml version="1.0"?><Types '
            'xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "word/document.xml": '<?xml version="1.0"?><w:document xmlns:w="http://schemas.'
            'openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>',
        }
    )


def encrypted_workbook() -> bytes:
    """A compound file as a password makes it: streams EncryptionInfo and EncryptedPackage.

    Laid out by [MS-CFB]: header, one FAT sector, one directory sector, two streams of eight
    sectors each. The streams hold zeros; nothing can be decrypted.
    """
    names = ("EncryptionInfo", "EncryptedPackage")
    firsts = (2, 2 + _STREAM_SECTORS)
    fat = [_FAT, _END]
    for first in firsts:
        fat += [*range(first + 1, first + _STREAM_SECTORS), _END]
    fat += [_FREE] * (_SECTOR // 4 - len(fat))
    entries = [_directory_entry("Root Entry", kind=5, child=2, first=_END, size=0)]
    for name, first, left in zip(names, firsts, (_NONE, 1), strict=True):
        size = _STREAM_SECTORS * _SECTOR
        entries.append(_directory_entry(name, kind=2, left=left, first=first, size=size))
    entries.append(bytes(64) + struct.pack("<HBB3I", 0, 0, 0, _NONE, _NONE, _NONE) + bytes(48))
    body = struct.pack("<128I", *fat) + b"".join(entries)
    return _compound_header() + body + bytes(2 * _STREAM_SECTORS * _SECTOR)


def _compound_header() -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    difat: Sequence[int] = (0, *([_FREE] * 108))
    return head + struct.pack("<109I", *difat)


def _directory_entry(
    name: str, *, kind: int, first: int, size: int, child: int = _NONE, left: int = _NONE
) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    entry = text.ljust(64, b"\0") + struct.pack("<HBB3I", len(text), kind, 1, left, _NONE, child)
    return entry + bytes(36) + struct.pack("<IQ", first, size)


def _zipped(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return out.getvalue()


INDEX_FILE = "index.csv"


@dataclass(frozen=True)
class WrongFile:
    """One faulty file's bytes and every (code, cell) it must raise."""

    file: str
    content: bytes
    expected: tuple[tuple[str, str], ...]


def write_wrong(folder: Path, *, pack: CampaignPack) -> list[Path]:
    """Write every faulty file and the index into `folder`; returns the faulty files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = list(wrong_files(pack=pack))
    written = []
    for wrong in files:
        path = folder / wrong.file
        path.write_bytes(wrong.content)
        written.append(path)
    lines = [(w.file, code, cell) for w in files for code, cell in w.expected]
    text = csv_text([("file", "code", "cell"), *lines], end="\n")
    (folder / INDEX_FILE).write_text(text, encoding="utf-8", newline="")
    return written


def wrong_files(*, pack: CampaignPack) -> Iterator[WrongFile]:
    """Every faulty file, not yet written."""
    whole = workbook_bytes([weekly(week_words(pack.calendar.week(3), "第二指导组"))])
    for file, code, content in (
        ("空文件.xlsx", "F01", b""),
        ("实为PDF.xlsx", "F02", PDF),
        ("实为Word文档.xlsx", "F02", word_document()),
        ("实为文本.xlsx", "F02", TEXT),
        ("文件不完整.xlsx", "F03", whole[: len(whole) * 6 // 10]),
        ("已加密.xlsx", "F04", encrypted_workbook()),
        ("扩展名不符.xls", "F10", whole),
        ("~$第二组第3周周报.xlsx", "F14", b"\x06Office".ljust(165, b"\0")),
    ):
        yield WrongFile(file, content, ((code, ""),))
    made = (wrong_sheets, wrong_rows, wrong_ledgers)
    for wrong in (wrong for sheets in made for wrong in sheets(pack.calendar)):
        yield WrongFile(wrong.file, workbook_bytes(wrong.sheets), wrong.expected)
    roster = workbook_bytes([roster_without_groups(pack=pack)])
    yield WrongFile("名册缺必填列.xlsx", roster, (("L02", ""),))
