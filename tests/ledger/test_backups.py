"""The age of the last backup is what the backups themselves tell, wherever they were written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ledger import ArchiveRefused, Backups, Ledger, backups_of, open_ledger, whole_file
from tests.ledger.drawn import OFFICE
from tests.pages.filled import fill

AT = datetime(2023, 10, 20, 1, 30, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """The small ledger of the page tests, in data/ledger.db."""
    (tmp_path / "data").mkdir()
    found = open_ledger(f"sqlite:///{tmp_path / 'data' / 'ledger.db'}")
    fill(found)
    yield found
    found.close()


@pytest.fixture
def backups(tmp_path: Path) -> Backups:
    """The backups of that ledger."""
    return backups_of(f"sqlite:///{tmp_path / 'data' / 'ledger.db'}")


def test_backups_lie_beside_the_ledgers_file_or_below_the_working_folder() -> None:
    assert backups_of("sqlite:////srv/campaign/ledger.db").folder == Path("/srv/campaign/backups")
    assert backups_of("sqlite:///data/ledger.db").folder == Path("data/backups")
    assert backups_of("postgresql://db.example/x").folder == Path("data/backups")


def test_before_the_first_there_is_none(backups: Backups) -> None:
    assert backups.listed() == ()
    assert backups.unreadable() == ()
    assert not backups.folder.exists()


def test_the_last_one_is_the_last_made_whatever_its_files_time_and_name(
    ledger: Ledger, backups: Backups
) -> None:
    """
    | ledger-20231020… | made on 20 October |
    | copied.zip       | made on 19 October, copied afterwards |
    """
    backups.make(ledger, at=AT)
    backups.make(ledger, at=AT - DAY, path=backups.folder / "copied.zip")
    os.utime(backups.folder / "copied.zip", (2e9, 2e9))
    assert [(it.path.name, it.made_at) for it in backups.listed()] == [
        ("ledger-20231020T013000Z.zip", AT),
        ("copied.zip", AT - DAY),
    ]
    assert backups.listed()[0].size == backups.path_at(AT).stat().st_size
    assert backups.path_at(AT).stat().st_mode & 0o077 == 0
    assert backups.folder.stat().st_mode & 0o077 == 0


def test_one_that_was_written_elsewhere_counts_while_it_is_there(
    ledger: Ledger, backups: Backups, tmp_path: Path
) -> None:
    usb = tmp_path / "usb" / "own.zip"
    backups.make(ledger, at=AT - DAY)
    backups.make(ledger, at=AT, path=usb)
    assert backups.listed()[0].made_at == AT - DAY
    backups.remember(usb)
    assert (backups.listed()[0].path, backups.listed()[0].made_at) == (usb, AT)
    usb.unlink()
    assert backups.listed()[0].made_at == AT - DAY
    assert backups.unreadable() == ()


def test_what_is_not_whole_or_no_backup_is_none_and_is_told(
    ledger: Ledger, backups: Backups
) -> None:
    backups.make(ledger, at=AT)
    whole = backups.path_at(AT).read_bytes()
    (backups.folder / "half.zip").write_bytes(whole[: len(whole) // 2])
    with (backups.folder / "package.zip").open("w+b") as file:
        ledger.archives.package(file, "sample", by=OFFICE, at=AT + DAY)
    (backups.folder / "elsewhere.json").write_text("no json")
    assert [it.made_at for it in backups.listed()] == [AT]
    assert [path.name for path in backups.unreadable()] == ["half.zip", "package.zip"]


def test_a_taken_name_is_refused_and_a_failure_leaves_nothing(
    ledger: Ledger, backups: Backups
) -> None:
    backups.make(ledger, at=AT)
    with pytest.raises(FileExistsError):
        backups.make(ledger, at=AT)
    with pytest.raises(OSError, match="full"):
        _write_on_a_full_disk(backups.folder / "x.zip")
    assert [path.name for path in backups.folder.iterdir()] == [backups.path_at(AT).name]


def _write_on_a_full_disk(path: Path) -> None:
    with whole_file(path) as file:
        file.write(b"x" * 10)
        raise OSError("full")


def test_a_backup_becomes_a_new_ledger_beside_the_one_at_work(
    ledger: Ledger, backups: Backups, tmp_path: Path
) -> None:
    backups.make(ledger, at=AT)
    path, brought = backups.restore(backups.listed()[0], by=OFFICE, at=AT + DAY)
    assert path == tmp_path / "data" / "restored-20231021T013000Z.db"
    assert [it.faults for it in brought] == [ledger.record.verify("sample")]
    assert all(it.n_figures for it in brought)
    again = open_ledger(f"sqlite:///{path}")
    assert again.revision("sample") == ledger.revision("sample")
    again.close()
    with pytest.raises(FileExistsError):
        backups.restore(backups.listed()[0], by=OFFICE, at=AT + DAY)
    assert path.exists()


def test_a_changed_backup_is_refused_and_leaves_no_ledger(
    ledger: Ledger, backups: Backups, tmp_path: Path
) -> None:
    backups.make(ledger, at=AT)
    (backup,) = backups.listed()
    content = bytearray(backup.path.read_bytes())
    content[200] ^= 1
    backup.path.write_bytes(content)
    with pytest.raises(ArchiveRefused):
        backups.restore(backup, by=OFFICE, at=AT + DAY)
    assert [path.name for path in (tmp_path / "data").glob("restored*")] == []
