"""Uploaded bytes go in before they are parsed; they wait, readable by nobody else, till dropped."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Waiting:
    """One upload that waits: its SHA-256, the name it was last put under, when it came."""

    sha256: str
    file_name: str
    put_at: datetime


@dataclass(frozen=True)
class Staging:
    """A folder of uploads under their SHA-256; the folder is the owner's alone, as each file is."""

    folder: Path

    def put(self, data: bytes, *, file_name: str, at: datetime) -> str:
        """Keep the bytes, received at `at`, durably; the answer is their SHA-256."""
        sha256 = hashlib.sha256(data).hexdigest()
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        self._write(self._name_of(sha256), file_name.encode(), at=at)
        self._write(self._bytes_of(sha256), data, at=at)
        return sha256

    def read(self, sha256: str) -> bytes:
        """The bytes; raises FileNotFoundError once they were dropped or swept."""
        return self._bytes_of(sha256).read_bytes()

    def place(self, sha256: str) -> Path:
        """Where the bytes lie, or lay before they were dropped."""
        return self._bytes_of(sha256)

    def file_name(self, sha256: str) -> str:
        """The name they were last put under; raises FileNotFoundError as `read` does."""
        return self._name_of(sha256).read_text(encoding="utf-8")

    def waiting(self) -> tuple[Waiting, ...]:
        """What waits, in the order it came."""
        if not self.folder.is_dir():
            return ()
        found = [path for path in self.folder.iterdir() if _SHA256.fullmatch(path.name)]
        listed = []
        for path in found:
            put_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            listed.append(Waiting(path.name, self.file_name(path.name), put_at))
        return tuple(sorted(listed, key=lambda waiting: (waiting.put_at, waiting.file_name)))

    def drop(self, sha256: str) -> None:
        """Forget the bytes; bytes not there are no fault."""
        self._bytes_of(sha256).unlink(missing_ok=True)
        self._name_of(sha256).unlink(missing_ok=True)

    def sweep(self, *, before: datetime) -> tuple[str, ...]:
        """Drop what was put before that time, half-written files too; the answer is what went."""
        if not self.folder.is_dir():
            return ()
        old = [path for path in self.folder.iterdir() if path.stat().st_mtime < before.timestamp()]
        for path in old:
            path.unlink(missing_ok=True)
        return tuple(sorted(path.name for path in old if _SHA256.fullmatch(path.name)))

    def _bytes_of(self, sha256: str) -> Path:
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"not a SHA-256: {sha256!r}")
        return self.folder / sha256

    def _name_of(self, sha256: str) -> Path:
        return self._bytes_of(sha256).with_suffix(".name")

    def _write(self, path: Path, data: bytes, *, at: datetime) -> None:
        """Write beside the name and rename: a reader never meets half a file."""
        handle, beside = tempfile.mkstemp(dir=self.folder)  # made with mode 0600
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
        _sync_folder(self.folder)


def _sync_folder(folder: Path) -> None:
    """Make the new name durable; Windows keeps names by itself and cannot open a folder."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
