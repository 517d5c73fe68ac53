"""Files that are no readable workbook, byte by byte: a fault's name goes in, bytes come out."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence

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
