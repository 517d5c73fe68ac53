"""Tables, archives and documents go in; short hashes by the name of what they fix come out."""

from __future__ import annotations

import hashlib
import io
import json
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, TypeAlias

Digests: TypeAlias = dict[str, str]
_LENGTH = 12
_DIGITS = 12  # the last bits of a figure are the machine's
_SHA256 = re.compile(r"\b[0-9a-f]{64}\b")


def digest(content: bytes) -> str:
    """A short hash of bytes."""
    return hashlib.sha256(content).hexdigest()[:_LENGTH]


def of_document(document: object) -> str:
    """A short hash of a JSON document; the hashes of files in it depend on the machine's zlib."""
    text = json.dumps(_rounded(document), ensure_ascii=False, sort_keys=True)
    return digest(_SHA256.sub("sha256", text).encode())


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.{_DIGITS}g}")
    if isinstance(value, Mapping):
        return {str(key): _rounded(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(part) for part in value]
    return value


def packing() -> str:
    """How this machine packs: stored bytes and what hashes them can be compared where it is alike."""
    text = "".join(f"{n * n} 区委办公室 {n % 7}\n" for n in range(4000)).encode()
    return digest(b"".join(zlib.compress(text, level) for level in (1, 6, 9)))


def of_tables(path: Path) -> Digests:
    """By table, and by district where a table has districts: every row, by its primary key."""
    found: Digests = {}
    with closing(sqlite3.connect(path)) as connection:
        shape = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
        made = connection.execute(shape).fetchall()
        found["schema"] = digest(repr(made).encode())
        listed = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (table,) in sorted(listed.fetchall()):
            found |= {f"{table}{of}": hash_ for of, hash_ in _of_table(connection, table)}
    return found


def _of_table(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str, str]]:
    columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
    names = [column[1] for column in columns]
    key = [name for *_, name in sorted((c[5], c[1]) for c in columns if c[5])] or names
    rows = connection.execute(
        f"SELECT {', '.join(map(_quoted, names))} FROM {table} "
        f"ORDER BY {', '.join(map(_quoted, key))}"
    )
    district = names.index("district_id") if "district_id" in names else None
    hashes: dict[str, Any] = {}
    for row in rows:
        of = "" if district is None else f"/{row[district]}"
        hashes.setdefault(of, hashlib.sha256()).update(repr(row).encode() + b"\n")
    yield from ((of, seen.hexdigest()[:_LENGTH]) for of, seen in hashes.items())


def _quoted(name: str) -> str:
    return f'"{name}"'


def of_archive(content: bytes) -> Digests:
    """By member; a workbook in an archive by its own members."""
    found: Digests = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found["order"] = digest("\n".join(archive.namelist()).encode())
        for name in archive.namelist():
            member = archive.read(name)
            if name.endswith(".xlsx"):
                found[name] = digest(repr(sorted(of_archive(member).items())).encode())
            else:
                found[name] = digest(member)
    return found


def differing(recorded: Mapping[str, str], found: Mapping[str, str]) -> str:
    """Every key that is not alike, a line each: what is new, what is gone and what is another."""
    lines = []
    for key in sorted(recorded.keys() | found.keys()):
        was, now = recorded.get(key), found.get(key)
        if was != now:
            lines.append(f"{key}: {was or 'nothing'} was recorded, {now or 'nothing'} was found")
    return "\n".join(lines)
