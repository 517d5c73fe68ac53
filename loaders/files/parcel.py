"""An uploaded file's place goes in; the files in it come out: those of a zip one by one, each
inflated to a file of its own, else the file itself.

Meant for a worker: nothing is held in memory but a piece of what is inflated. No path of a zip is
ever used: its members' names are only shown.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from campaign import Issue
from loaders.files.limits import (
    MAX_BYTES,
    MAX_INFLATED,
    MAX_MEMBERS,
    RefusedError,
    inflates_too_far,
    not_put_away,
    read_or_refuse,
    too_large,
    too_many,
)
from loaders.files.locked import NEEDED
from loaders.files.sniff import FileKind, kind_of

_CHUNK = 1 << 16
"""A limit is passed by one chunk at most; larger ones inflate no faster."""
_ZIP = b"PK\x03\x04"
_UTF8_NAME = 0x800  # bit 11 of a member's flags in the zip format


@dataclass(frozen=True)
class Room:
    """How much a zip may still unpack: bytes and files, each with what is said beyond it. The
    limits of a zip itself hold besides."""

    n_bytes: int = MAX_INFLATED
    beyond_bytes: Issue = inflates_too_far()  # noqa: RUF009 - a frozen value, never changed
    n_files: int = MAX_MEMBERS
    beyond_files: Issue | None = None


@dataclass(frozen=True)
class Piece:
    """One file of an upload: its name, where its bytes lie or why they cannot be had, their
    SHA-256, and how many were inflated for it, those of a refused one too."""

    file_name: str
    content: Path | Issue
    sha256: str = ""
    n_bytes: int = 0


def files_within(
    file: Path, *, file_name: str, into: Path, room: Room | None = None
) -> tuple[Piece, ...]:
    """Each file: a zip of workbooks gives its members as `outer.zip/member`, inflated into the
    folder `into`; anything else, also what is gone, gives itself. A zip or a member beyond the
    limits gives its refusal instead."""
    room = room or Room()
    try:
        with file.open("rb") as opened:
            if opened.read(len(_ZIP)) != _ZIP:
                return (Piece(file_name, file),)
        data = file.read_bytes()
    except OSError:
        return (Piece(file_name, Issue("F24")),)
    kind = kind_of(data, file_name=file_name)
    if not isinstance(kind, FileKind) or kind.id != "zip":
        return (Piece(file_name, file),)
    del data
    found = read_or_refuse(lambda: _members(file, file_name, into, room))
    return (Piece(file_name, found),) if isinstance(found, Issue) else found


def _members(file: Path, file_name: str, into: Path, room: Room) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    with zipfile.ZipFile(file) as book:
        members = [m for m in book.infolist() if not m.is_dir() and not _is_debris(m.filename)]
        if len(members) > MAX_MEMBERS:
            raise RefusedError(too_many(len(members), MAX_MEMBERS))
        if len(members) > room.n_files and room.beyond_files:
            raise RefusedError(room.beyond_files)
        left = min(room.n_bytes, MAX_INFLATED)
        beyond = room.beyond_bytes if room.n_bytes < MAX_INFLATED else inflates_too_far()
        for n, member in enumerate(members):
            unpacking = _Unpacking(into / f"{n}", left, beyond)
            content = read_or_refuse(lambda m=member, u=unpacking: u.write(book, m))  # type: ignore[misc]
            name = f"{file_name}/{_name(member)}"
            pieces.append(Piece(name, content, unpacking.sha256, unpacking.n_bytes))
            left -= unpacking.n_bytes
    return tuple(pieces)


class _Unpacking:
    """One member on its way to its file, counted as it is inflated."""

    def __init__(self, place: Path, left: int, beyond: Issue) -> None:
        self._place, self._left, self._beyond = place, left, beyond
        self._hash = hashlib.sha256()
        self.n_bytes = 0

    @property
    def sha256(self) -> str:
        """Of what was written."""
        return self._hash.hexdigest()

    def write(self, book: zipfile.ZipFile, member: zipfile.ZipInfo) -> Path:
        """The member's file, whole and durable; none is left where it is refused."""
        if member.flag_bits & 1:
            raise RefusedError(NEEDED)
        if self._left <= 0:
            raise RefusedError(self._beyond)
        try:
            with book.open(member) as stream:
                self._write(iter(lambda: stream.read(_CHUNK), b""))
        except BaseException:
            self._place.unlink(missing_ok=True)
            raise
        return self._place

    def _write(self, chunks: Iterator[bytes]) -> None:
        try:
            handle = os.open(self._place, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as file:
                for chunk in self._counted(chunks):
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise RefusedError(not_put_away(error)) from error

    def _counted(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self.n_bytes += len(chunk)
            if self.n_bytes > self._left:
                raise RefusedError(self._beyond)
            if self.n_bytes > MAX_BYTES:
                raise RefusedError(too_large(self.n_bytes))
            self._hash.update(chunk)
            yield chunk


def _is_debris(name: str) -> bool:
    """What a Mac puts beside every file it packs."""
    path = PurePosixPath(name.replace("\\", "/"))
    return "__MACOSX" in path.parts or path.name.startswith("._") or path.name == ".DS_Store"


def _name(member: zipfile.ZipInfo) -> str:
    """The member's own name; Chinese Windows writes it in GBK and says nothing."""
    name = member.filename
    if not member.flag_bits & _UTF8_NAME:
        try:
            name = name.encode("cp437").decode("gb18030")
        except UnicodeError:
            name = member.filename
    return PurePosixPath(name.replace("\\", "/")).name
