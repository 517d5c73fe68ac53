"""An Office file's bytes go in; its parts come out, unpacked within the limits, or the issue that
refuses it. For whoever opens a file that is no report: a form to be filled, a draft to be read."""

from __future__ import annotations

from collections.abc import Mapping
from xml.parsers import expat

from campaign import Issue
from loaders.files.archive import Archive, feed
from loaders.files.limits import (
    MAX_BYTES,
    MAX_MEMBERS,
    RefusedError,
    read_or_refuse,
    too_large,
    too_many,
)

_PACKED = b"PK\x03\x04"


def parts_of(data: bytes, main: str, *, called: str) -> Mapping[str, bytes] | Issue:
    """The parts of a file that has `main` among them (F27 for another kind: `called` is what was
    wanted); F01, F03, F05–F07 as of a workbook. Macros make it another kind."""
    if not data:
        return Issue("F01")
    if len(data) > MAX_BYTES:
        return too_large(len(data))
    return read_or_refuse(lambda: _parts(data, main, called))


def _parts(data: bytes, main: str, called: str) -> Mapping[str, bytes]:
    if not data.startswith(_PACKED):
        raise RefusedError(Issue("F27", params={"wanted": called}))
    archive = Archive(data)
    if len(archive.members) > MAX_MEMBERS:
        raise RefusedError(too_many(len(archive.members), MAX_MEMBERS))
    if main not in archive.names or any(name.endswith("vbaProject.bin") for name in archive.names):
        raise RefusedError(Issue("F27", params={"wanted": called}))
    parts = {entry.filename: archive.inflated(entry.filename) for entry in archive.members}
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            feed(content, expat.ParserCreate())
    return parts
