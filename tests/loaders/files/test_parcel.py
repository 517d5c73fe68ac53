"""Zips of workbooks: names, limits, and what is left out; each file on disk, none in memory."""

from __future__ import annotations

import hashlib
import io
import stat
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from campaign import Issue
from loaders.files.limits import MAX_BYTES, MAX_INFLATED, MAX_MEMBERS
from loaders.files.parcel import Piece, Room, files_within
from tests.loaders.drawn import accepted, read, workbook
from tests.loaders.written import zipped

BOOK = workbook("| 周报（第3周） |\n| 单位名称 | 研讨交流 |\n| 区财政局 | 2 |")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where members are unpacked."""
    (tmp_path / "into").mkdir()
    return tmp_path


def pieces(
    folder: Path, data: bytes, file_name: str = "周报.zip", room: Room | None = None
) -> tuple[Piece, ...]:
    """The files of an upload."""
    (folder / "upload").write_bytes(data)
    return files_within(
        folder / "upload", file_name=file_name, into=folder / "into", room=room or Room()
    )


def contents(folder: Path, data: bytes, file_name: str = "周报.zip") -> list[tuple[str, object]]:
    """Each file's name with its bytes, or the code that refuses it."""
    return [(piece.file_name, _content(piece)) for piece in pieces(folder, data, file_name)]


def _content(piece: Piece) -> object:
    return piece.content.code if isinstance(piece.content, Issue) else piece.content.read_bytes()


def packed_on_chinese_windows(name: str) -> bytes:
    """An archive whose one member's name is in GBK and not marked as UTF-8."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("x" * len(name.encode("gbk")), BOOK)
    return out.getvalue().replace(b"x" * len(name.encode("gbk")), name.encode("gbk"))


def test_a_workbook_is_its_own_only_file_and_stays_where_it_lies(folder: Path) -> None:
    assert pieces(folder, BOOK, "周报.xlsx") == (Piece("周报.xlsx", folder / "upload"),)
    assert pieces(folder, b"", "空.xlsx") == (Piece("空.xlsx", folder / "upload"),)


def test_each_member_is_a_file_of_its_own_that_only_the_owner_reads(folder: Path) -> None:
    found = pieces(folder, zipped({"一组/周报.xlsx": BOOK, "readme.docx": b"x"}))
    assert [(p.file_name, _content(p)) for p in found] == [
        ("周报.zip/周报.xlsx", BOOK),
        ("周报.zip/readme.docx", b"x"),
    ]
    assert found[0].sha256 == hashlib.sha256(BOOK).hexdigest()
    assert [p.n_bytes for p in found] == [len(BOOK), 1]
    assert {stat.S_IMODE(p.stat().st_mode) for p in (folder / "into").iterdir()} == {0o600}


@pytest.mark.parametrize("name", ["第二组周报.xlsx", "下发\\第二组周报.xlsx"])
def test_names_in_gbk_are_read_and_lose_their_folders(folder: Path, name: str) -> None:
    assert contents(folder, packed_on_chinese_windows(name)) == [("周报.zip/第二组周报.xlsx", BOOK)]


def test_names_marked_as_utf8_are_taken_as_they_are(folder: Path) -> None:
    assert contents(folder, zipped({"周报é.xlsx": BOOK})) == [("周报.zip/周报é.xlsx", BOOK)]


def test_a_path_out_of_the_archive_leads_nowhere(folder: Path) -> None:
    found = contents(folder, zipped({"../../etc/周报.xlsx": BOOK, "/a.xlsx": BOOK}))
    assert found == [("周报.zip/周报.xlsx", BOOK), ("周报.zip/a.xlsx", BOOK)]
    assert {p.name for p in folder.rglob("*") if p.is_file()} == {"upload", "0", "1"}


def test_what_a_mac_adds_is_left_out_and_a_lock_file_is_named(folder: Path) -> None:
    data = zipped(
        {"__MACOSX/._周报.xlsx": b"\x00\x05", "._a.xlsx": b"", "~$周报.xlsx": b"x", "a.xlsx": BOOK}
    )
    found = dict(contents(folder, data, "a.zip"))
    assert set(found) == {"a.zip/~$周报.xlsx", "a.zip/a.xlsx"}
    lock = found["a.zip/~$周报.xlsx"]
    assert isinstance(lock, bytes)
    assert read(lock, file_name="a.zip/~$周报.xlsx").refused == Issue("F14")


def test_a_zip_within_a_zip_is_refused_by_name(folder: Path) -> None:
    ((name, inner),) = contents(folder, zipped({"b.zip": zipped({"a.xlsx": BOOK})}), "a.zip")
    assert isinstance(inner, bytes)
    refused = read(inner, file_name=name).refused
    assert refused is not None
    assert refused.code == "F02"


def test_too_many_members_are_refused_together(folder: Path) -> None:
    (piece,) = pieces(folder, zipped({f"{n}.xlsx": b"" for n in range(MAX_MEMBERS + 1)}), "a.zip")
    assert piece.file_name == "a.zip"
    assert piece.content == Issue("F05", params={"size": MAX_MEMBERS + 1, "limit": MAX_MEMBERS})


def test_a_member_beyond_the_limit_is_refused_and_the_next_is_read(folder: Path) -> None:
    data = zipped({"big.xlsx": bytes(MAX_BYTES + 1), "a.xlsx": BOOK})
    assert [content for _, content in contents(folder, data)] == ["F05", BOOK]
    assert {p.name for p in (folder / "into").iterdir()} == {"1"}


def test_members_that_inflate_too_far_together_are_refused(folder: Path) -> None:
    data = zipped({f"{n}.xlsx": bytes(MAX_BYTES) for n in range(6)})
    found = pieces(folder, data)
    assert [p.content.code for p in found if isinstance(p.content, Issue)] == ["F06"]
    assert isinstance(found[-1].content, Issue)


def test_members_that_are_refused_count_too(folder: Path) -> None:
    """Each is over the limit of one file: without counting, five hundred would be inflated."""
    data = zipped({f"{n}.xlsx": bytes(MAX_BYTES + 1) for n in range(12)})
    found = pieces(folder, data)
    codes = [p.content.code for p in found if isinstance(p.content, Issue)]
    assert codes == ["F05"] * 4 + ["F06"] * 8
    assert sum(p.n_bytes for p in found) <= MAX_INFLATED + (1 << 16)
    assert list((folder / "into").iterdir()) == []


def test_what_is_unpacked_is_never_held_in_memory(folder: Path) -> None:
    data = zipped({f"{n}.xlsx": bytes(MAX_BYTES) for n in range(4)})
    tracemalloc.start()
    pieces(folder, data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 << 20


ROOM = {"what": "files", "size": "5", "limit": "4"}


def test_a_drop_s_own_room_ends_a_zip_and_says_so(folder: Path) -> None:
    data = zipped({f"{n}.xlsx": bytes(1000) for n in range(5)})
    full, many = Issue("F23", params=ROOM), Issue("F22", params=ROOM)
    found = pieces(folder, data, room=Room(2_500, full, 5, many))
    assert [isinstance(p.content, Path) for p in found] == [True, True, False, False, False]
    assert [p.content for p in found[2:]] == [full] * 3
    (one,) = pieces(folder, data, room=Room(2_500, full, 4, many))
    assert one.content == many


def test_a_damaged_member_is_refused_alone(folder: Path) -> None:
    data = bytearray(zipped({"a.xlsx": BOOK, "b.xlsx": BOOK}))
    data[60:80] = bytes(20)
    assert [content for _, content in contents(folder, bytes(data))] == ["F03", BOOK]


def test_a_file_that_is_gone_is_told(folder: Path) -> None:
    (piece,) = files_within(folder / "gone", file_name="a.zip", into=folder / "into")
    assert piece.content == Issue("F24")


def test_a_folder_that_cannot_be_written_is_told(folder: Path) -> None:
    (folder / "upload").write_bytes(zipped({"a.xlsx": BOOK}))
    (piece,) = files_within(folder / "upload", file_name="a.zip", into=folder / "nowhere")
    assert isinstance(piece.content, Issue)
    assert piece.content.code == "F25"


def test_the_week_in_the_name_of_a_member_counts() -> None:
    book = workbook("| 单位名称 | 研讨交流 |\n| 区财政局 | 2 |")
    assert accepted(read(book, file_name="上报.zip/第3周周报.xlsx")) == ["区财政局"]
