"""Workbooks under a password, of both kinds."""

from __future__ import annotations

import hashlib
import io
import struct
from collections.abc import Iterator

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from campaign import Term, wording
from tests.loaders.drawn import accepted, codes, read, workbook
from tests.loaders.written import xls

DRAWN = "| 周报（第3周） |\n| 单位名称 | 研讨交流 |\n| 区财政局 | 2 |"
ROWS = [["周报（第3周）", ""], ["单位名称", "研讨交流"], ["区财政局", 2.0]]
BY_EXCEL = "VelvetSweatshop"


def locked(password: str) -> bytes:
    """The workbook of DRAWN as Excel encrypts it."""
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(workbook(DRAWN))).encrypt(password, out)
    return out.getvalue()


def locked_xls(password: str) -> bytes:
    """The old workbook of ROWS, encrypted with 40-bit RC4 ([MS-XLS] 2.4.117, [MS-OFFCRYPTO]
    2.3.6): a FilePass record after the first, and the records' contents behind a key stream that
    changes every 1,024 bytes."""
    data = bytearray(xls(ROWS))
    start = data.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    salt, verifier = bytes(range(16)), bytes(range(16, 32))
    cipher = _Stream(password, salt)
    check = cipher.crypted(verifier + hashlib.md5(verifier).digest(), 0)
    size = sum(4 + len(record) for _, record in _records(data, start))
    odd = -(size + 58) % 4  # the stream's rest is read in whole words
    file_pass = struct.pack("<HHHHH", 0x2F, 54 + odd, 1, 1, 1) + salt + check + bytes(odd)
    out = bytearray()
    for number, record in _records(data, start):
        if number == 0x85:
            (place,) = struct.unpack_from("<I", record)
            record = struct.pack("<I", place + len(file_pass)) + record[4:]
        at = len(out) + 4
        head = struct.pack("<HH", number, len(record))
        plain = number in (0x809, 0x2F, 0xE1)
        kept = 4 if number == 0x85 else 0
        secret = record if plain else record[:kept] + cipher.crypted(record, at)[kept:]
        out += head + secret
        if len(out) == 4 + 16:
            out += file_pass
    end = start + len(out)
    room = data[start + len(out) - len(file_pass) : end]
    assert not any(room), "the stream's sectors have room for one more record"
    data[start:end] = out
    return bytes(data)


def _records(data: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    ends = 0
    while ends < 2:
        number, size = struct.unpack_from("<HH", data, at)
        yield number, bytes(data[at + 4 : at + 4 + size])
        at, ends = at + 4 + size, ends + (number == 0x0A)


class _Stream:
    """RC4 with a key for each block of 1,024 bytes."""

    def __init__(self, password: str, salt: bytes) -> None:
        first = hashlib.md5(password.encode("utf-16-le")).digest()[:5]
        self._key = hashlib.md5((first + salt) * 16).digest()[:5]

    def crypted(self, text: bytes, at: int) -> bytes:
        blocks = {n: self._block(n) for n in range(at // 1024, (at + len(text)) // 1024 + 1)}
        return bytes(
            byte ^ blocks[(at + i) // 1024][(at + i) % 1024] for i, byte in enumerate(text)
        )

    def _block(self, number: int) -> list[int]:
        key = hashlib.md5(self._key + struct.pack("<I", number)).digest()
        box, j = list(range(256)), 0
        for i in range(256):
            j = (j + box[i] + key[i % 16]) % 256
            box[i], box[j] = box[j], box[i]
        found, i, j = [], 0, 0
        for _ in range(1024):
            i = (i + 1) % 256
            j = (j + box[i]) % 256
            box[i], box[j] = box[j], box[i]
            found.append(box[(box[i] + box[j]) % 256])
        return found


FILES = {"xlsx": (locked, "周报.xlsx"), "xls": (locked_xls, "周报.xls")}


@pytest.mark.parametrize("kind", FILES)
def test_a_password_is_asked_for_and_opens_the_file(kind: str) -> None:
    make, name = FILES[kind]
    data = make("正确")
    for passwords, why in (((), "password_needed"), (("错误",), "password_wrong")):
        refused = read(data, file_name=name, passwords=passwords).refused
        assert refused is not None
        assert (refused.code, refused.params) == ("F04", {"why": Term(why)})
    reading = read(data, file_name=name, passwords=("错误", "正确"))
    assert accepted(reading) == ["区财政局"]
    assert (reading.kind, "F10" in codes(reading)) == (kind, False)


@pytest.mark.parametrize("kind", FILES)
def test_what_excel_locks_by_itself_is_read_without_asking(kind: str) -> None:
    make, name = FILES[kind]
    assert accepted(read(make(BY_EXCEL), file_name=name)) == ["区财政局"]


def test_the_refusal_says_in_words_what_to_do() -> None:
    words = wording("zh_CN")
    asked = read(locked("a")).refused
    wrong = read(locked("a"), passwords=("b",)).refused
    assert asked is not None
    assert wrong is not None
    assert words.issue(asked) == "文件已加密（需要密码）。"
    assert words.issue(wrong) == "文件已加密（密码不对）。"


def test_a_password_is_shown_in_no_text_of_the_hints() -> None:
    from loaders import Hints

    assert "geheim" not in repr(Hints(passwords=("geheim",)))
