"""Backups (备份) beside a ledger: its address goes in; the last one, and a new one, come out.

Each tells by its own list of contents when it was made: the time of a file changes when it is
copied. One that was written elsewhere is remembered here by its path, and counts while it is there.
"""

from __future__ import annotations

import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from campaign import Viewer, add_packs
from ledger.archive import Brought, Written
from ledger.book import Ledger
from ledger.opening import open_ledger

_FILE = "sqlite:///"
_ELSEWHERE = "elsewhere.json"
_MANIFEST, _KIND = "manifest.json", "backup"
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would write every line feed as two characters


@dataclass(frozen=True)
class Backup:
    """A whole backup: where it lies, when it was made (with its zone), its size in bytes."""

    path: Path
    made_at: datetime
    size: int


@dataclass(frozen=True)
class Backups:
    """The folder of a ledger's backups; the folder is the owner's alone, as each file is."""

    folder: Path

    def listed(self) -> tuple[Backup, ...]:
        """Every backup that can be read, the newest first."""
        found = [backup for path in self._paths() if (backup := _backup_at(path))]
        return tuple(sorted(found, key=lambda it: it.made_at, reverse=True))

    def unreadable(self) -> tuple[Path, ...]:
        """Files that should be backups and are none, or not whole."""
        return tuple(path for path in self._paths() if _backup_at(path) is None)

    def make(self, ledger: Ledger, *, at: datetime, path: Path | None = None) -> Written:
        """Write a backup, in the folder where no path is given; FileExistsError for a taken name.

        Raises OSError where the disk does not take it; then no file is left.
        """
        place = path or self.path_at(at)
        with whole_file(place) as file:
            return ledger.archives.back_up(file, at=at)

    def path_at(self, at: datetime) -> Path:
        """The name of a backup made at a moment, told in UTC."""
        return self.folder / f"ledger-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}.zip"

    def remember(self, path: Path) -> None:
        """Keep in mind where the latest one outside the folder was written."""
        if path.resolve().parent == self.folder.resolve():
            return
        with whole_file(self.folder / _ELSEWHERE, is_new=False) as file:
            file.write(json.dumps({"path": str(path.resolve())}, ensure_ascii=False).encode())

    def restore(
        self, backup: Backup, *, by: Viewer, at: datetime
    ) -> tuple[Path, tuple[Brought, ...]]:
        """Bring a backup into a new ledger beside the folder, every figure compared.

        Returns its file and what was brought. Raises ArchiveRefused or LedgerTrouble, and then
        leaves nothing.
        """
        path = self.folder.parent / f"restored-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}.db"
        if path.exists():
            raise FileExistsError(f"{path.name} is there already; nothing was restored")
        try:
            ledger = open_ledger(f"{_FILE}{path}")
            with closing(ledger), backup.path.open("rb") as archive:
                return path, ledger.archives.restore(archive, by=by)
        except BaseException:
            for ending in ("", "-wal", "-shm"):
                path.with_name(path.name + ending).unlink(missing_ok=True)
            raise

    def _paths(self) -> list[Path]:
        found = sorted(self.folder.glob("*.zip"))
        elsewhere = _noted(self.folder / _ELSEWHERE)
        return [*found, elsewhere] if elsewhere and elsewhere.is_file() else found


def folder_of(url: str) -> Path:
    """Where what belongs to a ledger lies: beside its file, else under the working folder."""
    return Path(url.removeprefix(_FILE)).parent if url.startswith(_FILE) else Path("data")


def backups_of(url: str) -> Backups:
    """The backups of the ledger at an address."""
    return Backups(folder_of(url) / "backups")


def packs_of(url: str) -> Path:
    """The folder of campaign packs beside the ledger at an address; it need not be there."""
    return folder_of(url) / "packs"


def own_template(url: str, kind: str) -> bytes | None:
    """The office's own Word template of a kind of paper, in the folder `templates` beside the
    ledger; None where it has none."""
    path = folder_of(url) / "templates" / f"{kind}.docx"
    return path.read_bytes() if path.is_file() else None


def know_packs(url: str, named: str = "") -> None:
    """Take the campaign packs beside a ledger, and those in a folder named besides.

    Raises FileNotFoundError for a named folder that is not there, PackFault for an id taken twice.
    """
    if packs_of(url).is_dir():
        add_packs(packs_of(url))
    if named:
        add_packs(Path(named))


def _noted(note: Path) -> Path | None:
    """The path in a note; None where there is none, or it cannot be read."""
    try:
        return Path(json.loads(note.read_bytes())["path"])
    except (OSError, KeyError, TypeError, ValueError):
        return None


def _backup_at(path: Path) -> Backup | None:
    """The backup in a file; None where it is none, or its list of contents cannot be read."""
    try:
        with zipfile.ZipFile(path) as archive:
            told = json.loads(archive.read(_MANIFEST))
        made_at = datetime.fromisoformat(told["made_at"])
        is_backup = told["kind"] == _KIND and made_at.tzinfo is not None
        return Backup(path, made_at, path.stat().st_size) if is_backup else None
    except (OSError, zipfile.BadZipFile, zlib.error, KeyError, TypeError, ValueError):
        return None


@contextmanager
def whole_file(path: Path, *, is_new: bool = True) -> Iterator[IO[bytes]]:
    """A file to write that takes its name once it is written and on the disk, or never.

    Only the account that writes it may read it. Raises FileExistsError for a new one whose name is
    taken.
    """
    if is_new and path.exists():
        raise FileExistsError(f"{path} is there already; nothing was written")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
