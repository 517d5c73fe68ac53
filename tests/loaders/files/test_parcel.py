"""Zips of workbooks: names, limits, and what is left out."""

from __future__ import annotations

import io
import zipfile

import pytest

from campaign import Issue
from loaders.files.limits import MAX_BYTES, MAX_MEMBERS
from loaders.files.parcel import files_within
from tests.loaders.drawn import accepted, read, workbook
from tests.loaders.written import zipped

BOOK = workbook("| 周报（第3周） |\n| 单位名称 | 研讨交流 |\n| 区财政局 | 2 |")


def packed_on_chinese_windows(name: str) -> bytes:
    """An archive whose one member's name is in GBK and not marked as UTF-8."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("x" * len(name.encode("gbk")), BOOK)
    return out.getvalue().replace(b"x" * len(name.encode("gbk")), name.encode("gbk"))


def names(data: bytes, file_name: str = "周报.zip") -> list[str]:
    return [name for name, _ in files_within(data, file_name=file_name)]


def test_a_workbook_is_its_own_only_file() -> None:
    assert list(files_within(BOOK, file_name="周报.xlsx")) == [("周报.xlsx", BOOK)]


def test_each_member_is_a_file_of_its_own() -> None:
    data = zipped({"一组/周报.xlsx": BOOK, "readme.docx": b"x"})
    assert list(files_within(data, file_name="周报.zip")) == [
        ("周报.zip/周报.xlsx", BOOK),
        ("周报.zip/readme.docx", b"x"),
    ]


@pytest.mark.parametrize("name", ["第二组周报.xlsx", "下发\\第二组周报.xlsx"])
def test_names_in_gbk_are_read_and_lose_their_folders(name: str) -> None:
    assert names(packed_on_chinese_windows(name)) == ["周报.zip/第二组周报.xlsx"]


def test_names_marked_as_utf8_are_taken_as_they_are() -> None:
    assert names(zipped({"周报é.xlsx": BOOK})) == ["周报.zip/周报é.xlsx"]


def test_a_path_out_of_the_archive_leads_nowhere() -> None:
    assert names(zipped({"../../etc/周报.xlsx": BOOK})) == ["周报.zip/周报.xlsx"]


def test_what_a_mac_adds_is_left_out_and_a_lock_file_is_named() -> None:
    data = zipped(
        {"__MACOSX/._周报.xlsx": b"\x00\x05", "._a.xlsx": b"", "~$周报.xlsx": b"x", "a.xlsx": BOOK}
    )
    found = dict(files_within(data, file_name="a.zip"))
    assert set(found) == {"a.zip/~$周报.xlsx", "a.zip/a.xlsx"}
    lock = found["a.zip/~$周报.xlsx"]
    assert isinstance(lock, bytes)
    assert read(lock, file_name="a.zip/~$周报.xlsx").refused == Issue("F14")


def test_a_zip_within_a_zip_is_refused_by_name() -> None:
    ((name, inner),) = files_within(zipped({"b.zip": zipped({"a.xlsx": BOOK})}), file_name="a.zip")
    assert isinstance(inner, bytes)
    refused = read(inner, file_name=name).refused
    assert refused is not None
    assert refused.code == "F02"


def test_too_many_members_are_refused_together() -> None:
    data = zipped({f"{n}.xlsx": b"" for n in range(MAX_MEMBERS + 1)})
    ((name, refused),) = files_within(data, file_name="a.zip")
    assert name == "a.zip"
    assert refused == Issue("F05", params={"size": MAX_MEMBERS + 1, "limit": MAX_MEMBERS})


def test_a_member_beyond_the_limit_is_refused_and_the_next_is_read() -> None:
    data = zipped({"big.xlsx": bytes(MAX_BYTES + 1), "a.xlsx": BOOK})
    found = [content for _, content in files_within(data, file_name="a.zip")]
    assert isinstance(found[0], Issue)
    assert (found[0].code, found[1]) == ("F05", BOOK)


def test_members_that_inflate_too_far_together_are_refused() -> None:
    data = zipped({f"{n}.xlsx": bytes(MAX_BYTES) for n in range(6)})
    found = [content for _, content in files_within(data, file_name="a.zip")]
    assert [getattr(c, "code", "") for c in found] == [""] * 5 + ["F06"]


def test_a_damaged_member_is_refused_alone() -> None:
    data = bytearray(zipped({"a.xlsx": BOOK, "b.xlsx": BOOK}))
    data[60:80] = bytes(20)
    found = [content for _, content in files_within(bytes(data), file_name="a.zip")]
    assert found == [Issue("F03"), BOOK]


def test_the_week_in_the_name_of_a_member_counts() -> None:
    book = workbook("| 单位名称 | 研讨交流 |\n| 区财政局 | 2 |")
    assert accepted(read(book, file_name="上报.zip/第3周周报.xlsx")) == ["区财政局"]
