"""A drop is bounded as a whole: bytes, unpacked bytes, files, and the room there is to wait in."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from campaign import Issue
from ledger import Allowance, Staging
from loaders import Workers
from pages.office.submit import drop
from pages.office.submit.drop import Drop, PutAway
from tests.ledger.drawn import hour
from tests.loaders.hostile import BOOK
from tests.loaders.written import zipped

HOUSE = Path(__file__).parents[3]
MB = 2**20


@pytest.fixture(scope="module")
def pool() -> Iterator[Workers]:
    opened = Workers(1)
    yield opened
    opened.close()


@pytest.fixture
def staging(tmp_path: Path) -> Staging:
    return Staging(tmp_path / "staging" / "d1")


def dropped(
    staging: Staging, pool: Workers, *uploads: tuple[str, bytes], by: str = "a"
) -> list[PutAway]:
    return list(Drop(staging, pool, by=by, at=hour(1)).put_away(uploads))


def codes(files: list[PutAway]) -> list[str]:
    return [file.found.code if isinstance(file.found, Issue) else "" for file in files]


def book(n: int) -> bytes:
    """A file of its own; nobody opens it here."""
    return f"单位名称,研讨交流\n区财政局,{n}\n".encode()


def on_disk(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def test_files_and_zips_are_put_away_in_their_order(staging: Staging, pool: Workers) -> None:
    files = dropped(staging, pool, ("a.csv", book(1)), ("b.zip", zipped({"c.csv": book(2)})))
    assert [file.file_name for file in files] == ["a.csv", "b.zip/c.csv"]
    assert [staging.read(str(file.found)) for file in files] == [book(1), book(2)]
    assert [waiting.file_name for waiting in staging.waiting()] == ["a.csv", "b.zip/c.csv"]
    assert not [path for path in staging.folder.iterdir() if path.is_dir()]


def test_more_bytes_than_a_drop_may_have_are_refused_and_the_rest_is_kept(
    staging: Staging, pool: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drop, "MAX_BYTES", 2 * len(book(1)))
    files = dropped(staging, pool, *((f"{n}.csv", book(n)) for n in range(4)))
    assert codes(files) == ["", "", "F22", "F22"]
    assert len(staging.waiting()) == 2


def test_zips_share_what_a_drop_may_unpack_refused_members_counted(
    staging: Staging, pool: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drop, "MAX_UNPACKED", 50 * MB)
    bomb = zipped({"big.xlsx": bytes(21 * MB), "a.xlsx": bytes(5 * MB)})
    files = dropped(staging, pool, *((f"{n}.zip", bomb) for n in range(4)))
    assert codes(files) == ["F05", "", "F05", "F22", "F22", "F22", "F22", "F22"]
    assert on_disk(staging.folder) < 6 * MB


def test_more_files_than_a_drop_may_have_are_refused(
    staging: Staging, pool: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drop, "MAX_FILES", 3)
    four = zipped({f"{n}.csv": book(n) for n in range(4)})
    assert codes(dropped(staging, pool, ("a.zip", four))) == ["F22"]
    two = zipped({f"{n}.csv": book(n) for n in range(2)})
    files = dropped(staging, pool, ("a.zip", two), ("b.csv", book(8)), ("c.csv", book(9)))
    assert codes(files) == ["", "", "", "F22"]


def test_what_one_person_lets_wait_is_bounded_and_others_are_not_hindered(
    staging: Staging, pool: Workers
) -> None:
    small = replace(staging, allowance=Allowance(each=3 * MB, everybody=8 * MB, left_free=0))
    twos = [os.urandom(2 * MB) for _ in range(5)]
    assert codes(dropped(small, pool, ("1.xls", twos[0]), ("2.xls", twos[1]))) == ["", "F23"]
    assert codes(dropped(small, pool, ("3.xls", twos[2]), by="b")) == [""]
    elsewhere = replace(small, folder=small.folder.with_name("d2"))
    assert codes(dropped(elsewhere, pool, ("4.xls", twos[3]), by="a")) == ["F23"]
    assert codes(dropped(elsewhere, pool, ("4.xls", twos[3]), by="c")) == [""]
    assert codes(dropped(elsewhere, pool, ("5.xls", os.urandom(3 * MB)), by="d")) == ["F23"]


def test_a_zip_is_unpacked_into_the_room_there_is_and_no_further(
    staging: Staging, pool: Workers
) -> None:
    small = replace(staging, allowance=Allowance(each=10 * MB, everybody=10 * MB, left_free=0))
    files = dropped(small, pool, ("a.zip", zipped({f"{n}.xlsx": bytes(4 * MB) for n in range(5)})))
    assert codes(files) == ["", "", "F23", "F23", "F23"]
    assert on_disk(staging.folder.parent) < 11 * MB


def test_the_ledger_s_part_of_the_disk_is_left_free(staging: Staging, pool: Workers) -> None:
    none = replace(staging, allowance=Allowance(left_free=1 << 60))
    assert codes(dropped(none, pool, ("a.csv", book(1)))) == ["F25"]


def test_a_full_disk_is_told_and_leaves_nothing_half(
    staging: Staging, pool: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    (kept,) = dropped(staging, pool, ("a.csv", book(1)))
    synced, full = os.fsync, [False]

    def no_space(handle: int) -> None:
        if full[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        synced(handle)

    monkeypatch.setattr(os, "fsync", no_space)
    full[0] = True
    (refused,) = dropped(staging, pool, ("b.csv", book(2)))
    assert isinstance(refused.found, Issue)
    assert refused.found.code == "F25"
    assert refused.found.params["why"] == "disk_full"
    full[0] = False
    assert [w.sha256 for w in staging.waiting()] == [kept.found]
    assert {p.name.split(".")[0] for p in staging.folder.iterdir()} == {kept.found}
    assert codes(dropped(staging, pool, ("b.csv", book(2)))) == [""]


@pytest.mark.skipif(sys.platform != "linux", reason="a disk of its own is mounted")
@pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts a disk")
def test_a_disk_that_is_really_full_is_told_for_files_and_for_members(
    tmp_path: Path, pool: Workers
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("this machine mounts no disk")
    try:
        full = Staging(disk / "staging" / "d1", Allowance(left_free=-(1 << 40)))
        members = zipped({f"{n}.xlsx": os.urandom(MB) for n in range(2)})
        files = dropped(full, pool, ("a.xls", os.urandom(5 * MB)), ("b.zip", members))
        assert codes(files) == ["F25", "", "F25"]
        assert codes(dropped(full, pool, ("c.csv", book(3)))) == [""]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_folder_that_is_gone_is_made_again_and_one_that_is_none_is_told(
    staging: Staging, pool: Workers
) -> None:
    assert codes(dropped(staging, pool, ("a.csv", book(1)))) == [""]
    for path in staging.folder.iterdir():
        path.unlink()
    staging.folder.rmdir()
    assert staging.waiting() == ()
    assert codes(dropped(staging, pool, ("a.csv", book(1)))) == [""]
    for path in staging.folder.iterdir():
        path.unlink()
    staging.folder.rmdir()
    staging.folder.write_text("no folder")
    assert codes(dropped(staging, pool, ("a.csv", book(1)), ("b.csv", book(2)))) == ["F25", "F25"]
    assert staging.waiting() == ()


def test_a_hostile_drop_costs_the_server_little_memory_and_disk() -> None:
    """Eight zips of a hundred megabytes each, in a process of its own whose peak is told."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.pages.office.hostile_drop"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    server, disk, seconds, worker = (float(figure) for figure in told[:4])
    sys.stdout.write(
        f"server +{server:.0f} MB, worker {worker:.0f} MB, "
        f"disk at most {disk:.0f} MB, {seconds:.1f} s\n"
    )
    assert server < 100
    assert worker < 512
    assert disk <= 2 * drop.MAX_UNPACKED / MB
    assert told[4:]
    assert set(told[4:]) <= {"F05", "F06", "F22", "F23", "F02", "F03"}


def test_the_book_of_these_tests_is_put_away_as_it_is(staging: Staging, pool: Workers) -> None:
    (file,) = dropped(staging, pool, ("周报.xlsx", BOOK))
    assert staging.read(str(file.found)) == BOOK
