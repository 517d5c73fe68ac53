"""An uploaded file goes in; the files in it come out: those of a zip one by one, else itself.

No path of a zip is ever used: its members' names are only shown.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from campaign import Issue
from loaders.files.limits import (
    MAX_BYTES,
    MAX_INFLATED,
    MAX_MEMBERS,
    RefusedError,
    inflates_too_far,
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


def files_within(data: bytes, *, file_name: str) -> Iterator[tuple[str, bytes | Issue]]:
    """Name and bytes of each file: a zip of workbooks gives its members as `outer.zip/member`,
    anything else itself. A zip or a member beyond the limits gives its refusal for bytes."""
    kind = kind_of(data, file_name=file_name) if data.startswith(_ZIP) else None
    if not isinstance(kind, FileKind) or kind.id != "zip":
        yield file_name, data
        return
    book = zipfile.ZipFile(io.BytesIO(data))
    members = [m for m in book.infolist() if not m.is_dir() and not _is_debris(m.filename)]
    if len(members) > MAX_MEMBERS:
        yield file_name, too_many(len(members), MAX_MEMBERS)
        return
    left = MAX_INFLATED
    for member in members:
        found = read_or_refuse(lambda m=member, n=left: _inflated(book, m, n))  # type: ignore[misc]
        yield f"{file_name}/{_name(member)}", found
        left -= len(found) if isinstance(found, bytes) else 0


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


def _inflated(book: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> bytes:
    if member.flag_bits & 1:
        raise RefusedError(NEEDED)
    found = bytearray()
    with book.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            found += chunk
            if len(found) > left:
                raise RefusedError(inflates_too_far())
            if len(found) > MAX_BYTES:
                raise RefusedError(too_large(len(found)))
    return bytes(found)
