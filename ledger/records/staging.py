"""Uploaded bytes go in before they are parsed; they wait, readable by nobody else, till dropped.

How much may wait is bounded: for each person, for all districts together, and by what the disk must
keep free for the ledger, which lies beside it.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

_SHA256 = re.compile(r"[0-9a-f]{64}")
_NAME, _BY, _WITHIN = ".name", ".by", "within-"
_MB = 2**20


@dataclass(frozen=True)
class Allowance:
    """How many bytes may wait: of one person, of everybody, and what stays free on the disk."""

    each: int = 256 * _MB
    """A week of a district in one go: five hundred sheets of half a megabyte."""
    everybody: int = 1024 * _MB
    left_free: int = 256 * _MB
    """For the ledger: a year of a large district is a tenth of it."""


@dataclass(frozen=True)
class Left:
    """How many bytes more may be put, and of how many where a rule says so; `limit` is 0 where it
    is the disk that is nearly full."""

    n_bytes: int
    limit: int = 0


@dataclass(frozen=True)
class Waiting:
    """One upload that waits: its SHA-256, the name it was last put under, when it came, and who
    left it, several where they left the same bytes; an empty one said nothing."""

    sha256: str
    file_name: str
    put_at: datetime
    owners: frozenset[str] = frozenset({""})


@dataclass(frozen=True)
class Staging:
    """A folder of uploads under their SHA-256, beside those of other districts; the folder is the
    owner's alone, as each file is."""

    folder: Path
    allowance: Allowance = Allowance()

    def put(self, data: bytes, *, file_name: str, at: datetime, by: str = "") -> str:
        """Keep the bytes that `by` sent, received at `at`, durably; the answer is their SHA-256.

        Raises OSError where they cannot be written: then nothing of them is there.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        self._open()
        handle, beside = tempfile.mkstemp(dir=self.folder)  # made with mode 0600
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
        self.take_in(Path(beside), sha256, file_name=file_name, at=at, by=by)
        return sha256

    def take_in(
        self, file: Path, sha256: str, *, file_name: str, at: datetime, by: str = ""
    ) -> None:
        """Keep a file that lies whole and durable in the folder or below it, under its SHA-256.

        Where somebody else left the same bytes it is theirs as well, and came when it first did.
        Raises OSError as `put` does; the file is gone either way.
        """
        others, came = self._owners(sha256) - {by}, self.put_at(sha256)
        at = min(came, at) if others and came else at
        try:
            self._write(self._name_of(sha256), file_name.encode(), at=at)
            self._own(sha256, {*others, by})
            file.chmod(0o600)
            os.utime(file, (at.timestamp(), at.timestamp()))
            os.replace(file, self._bytes_of(sha256))
            _sync_folder(self.folder)
        except BaseException:
            file.unlink(missing_ok=True)
            if not self._bytes_of(sha256).exists():
                with suppress(OSError):
                    self.drop(sha256)
            raise

    @contextmanager
    def room_within(self) -> Iterator[Path]:
        """An empty folder of its own for files on their way in; gone afterwards with what is still
        there. Raises OSError where it cannot be made."""
        self._open()
        within = Path(tempfile.mkdtemp(prefix=_WITHIN, dir=self.folder))
        try:
            yield within
        finally:
            shutil.rmtree(within, ignore_errors=True)

    def left(self, by: str) -> Left:
        """How many bytes more `by` may put here, never below 0.

        What others put at the same moment is not seen: each may go over by what one drop may hold.
        """
        folders = [self.folder]
        if self.folder.parent.is_dir():
            folders = [path for path in self.folder.parent.iterdir() if path.is_dir()]
        held = {folder: _sizes(folder) for folder in folders}
        everybody = sum(sum(sizes.values()) for sizes in held.values())
        own = sum(
            size
            for folder, sizes in held.items()
            for name, size in sizes.items()
            if _SHA256.fullmatch(name) and by in _lines(folder / f"{name}{_BY}")
        )
        free = shutil.disk_usage(_nearest(self.folder)).free - self.allowance.left_free
        return min(
            Left(max(0, self.allowance.each - own), self.allowance.each),
            Left(max(0, self.allowance.everybody - everybody), self.allowance.everybody),
            Left(max(0, free)),
            key=lambda left: left.n_bytes,
        )

    def give_to(self, sha256: str, by: str) -> None:
        """Make what waits somebody else's; bytes not there are no fault."""
        if self._bytes_of(sha256).exists():
            self._own(sha256, {by})

    def place(self, sha256: str) -> Path:
        """Where the bytes lie, or lay before they were dropped."""
        return self._bytes_of(sha256)

    def read(self, sha256: str) -> bytes:
        """The bytes; raises FileNotFoundError once they were dropped or swept."""
        return self._bytes_of(sha256).read_bytes()

    def file_name(self, sha256: str) -> str:
        """The name they were last put under; the beginning of their SHA-256 where that was lost."""
        return _text(self._name_of(sha256)) or sha256[:12]

    def waiting(self) -> tuple[Waiting, ...]:
        """What waits, in the order it came; nothing where the folder is gone."""
        listed = []
        for name in _sizes(self.folder):
            if not _SHA256.fullmatch(name):
                continue
            put_at = self.put_at(name)
            if put_at is not None:  # else dropped by somebody else meanwhile
                owners = self._owners(name)
                listed.append(Waiting(name, self.file_name(name), put_at, owners))
        return tuple(sorted(listed, key=lambda waiting: (waiting.put_at, waiting.file_name)))

    def put_at(self, sha256: str) -> datetime | None:
        """When the bytes came, which is when they were received; None once they are gone."""
        with suppress(OSError):
            return datetime.fromtimestamp(self._bytes_of(sha256).stat().st_mtime, UTC)
        return None

    def drop(self, sha256: str, *, of: str | None = None) -> bool:
        """Forget the bytes, `of` one who left them only where nobody else did; whether they are
        gone. Bytes not there are no fault."""
        owners = self._owners(sha256)
        if of in owners and len(owners) > 1:
            self._own(sha256, owners - {of})
            return False
        for path in (self._bytes_of(sha256), self._name_of(sha256), self._by_of(sha256)):
            path.unlink(missing_ok=True)
        return True

    def _owners(self, sha256: str) -> frozenset[str]:
        """Who left the bytes; nobody where they are not there."""
        there = self._bytes_of(sha256).exists()
        return _lines(self._by_of(sha256)) if there else frozenset()

    def _own(self, sha256: str, owners: Iterable[str]) -> None:
        self._by_of(sha256).write_text("\n".join(sorted(owners)), encoding="utf-8")
        self._by_of(sha256).chmod(0o600)  # lost, the file counts as nobody's

    def sweep(self, *, before: datetime) -> tuple[str, ...]:
        """Drop what was put before that time, half-written files too; the answer is what went."""
        gone = []
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            with suppress(OSError):  # somebody else sweeps too
                if path.stat().st_mtime >= before.timestamp():
                    continue
                if path.is_dir():
                    shutil.rmtree(path)
                else:
                    path.unlink(missing_ok=True)
                gone.append(path.name)
        return tuple(sorted(name for name in gone if _SHA256.fullmatch(name)))

    def _open(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder.chmod(0o700)

    def _bytes_of(self, sha256: str) -> Path:
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"not a SHA-256: {sha256!r}")
        return self.folder / sha256

    def _name_of(self, sha256: str) -> Path:
        return self._bytes_of(sha256).with_suffix(_NAME)

    def _by_of(self, sha256: str) -> Path:
        return self._bytes_of(sha256).with_suffix(_BY)

    def _write(self, path: Path, data: bytes, *, at: datetime) -> None:
        """Write beside the name and rename: a reader never meets half a file."""
        handle, beside = tempfile.mkstemp(dir=self.folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.utime(beside, (at.timestamp(), at.timestamp()))
            os.replace(beside, path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise


def _sizes(folder: Path) -> dict[str, int]:
    """The files in a folder by name, those of a folder within it under the folder's; none where
    the folder is gone. What goes while it is looked at is left out."""
    found: dict[str, int] = {}
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(OSError):
                is_folder = entry.is_dir(follow_symlinks=False)
                size = entry.stat(follow_symlinks=False).st_size
                within = _sizes(Path(entry.path)) if is_folder else {}
                found[entry.name] = sum(within.values()) if is_folder else size
    return found


def _text(path: Path) -> str:
    """What a small file beside an upload says; nothing where it is gone or damaged."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _lines(path: Path) -> frozenset[str]:
    return frozenset(_text(path).split("\n"))


def _nearest(folder: Path) -> Path:
    """The folder, or the one above it that exists."""
    return next(path for path in (folder, *folder.absolute().parents) if path.is_dir())


def _sync_folder(folder: Path) -> None:
    """Make the new name durable; Windows keeps names by itself and cannot open a folder."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
