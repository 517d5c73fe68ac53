"""Named files go in; one zip with a manifest that fixes each by its hash comes out, and is read.

The manifest is the last file to be written and the first to be read: an archive that was broken off
has none, and is refused.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import IO, Any

from campaign import Wording

MANIFEST = "manifest.json"
FIGURES = "figures.json"
FORMAT = "study-campaign-ledger"
BACKUP, PACKAGE = "backup", "package"
_TOLD = ("kind", "version", "made_at", "districts", "tables", "columns", "files")
_TOLD_LATER = ("definition", "program")
"""What archives of the first definition do not tell."""
_PIECE = 1 << 20


def table_file(name: str) -> str:
    """Where the rows of a table stand in an archive."""
    return f"tables/{name}.jsonl"


class ArchiveWriter:
    """Writes one archive; `close` adds the manifest."""

    def __init__(self, file: IO[bytes], *, at: datetime) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self._time = (max(at.year, 1980), at.month, at.day, at.hour, at.minute, at.second)
        self.files: dict[str, dict[str, object]] = {}

    def write(self, name: str, pieces: Iterable[bytes]) -> None:
        """Add a file, piece by piece; raises ValueError for a name that is in it already."""
        if name in self.files or name == MANIFEST:
            raise ValueError(f"{name} is in the archive already")
        seen, size = hashlib.sha256(), 0
        with self._opened(name) as file:
            for piece in pieces:
                file.write(piece)
                seen.update(piece)
                size += len(piece)
        self.files[name] = {"bytes": size, "sha256": seen.hexdigest()}

    def close(self, manifest: Mapping[str, object]) -> dict[str, Any]:
        """Add the manifest with every file's hash, end the archive and return the manifest."""
        whole = {"format": FORMAT, **manifest, "files": self.files}
        with self._opened(MANIFEST) as file:
            file.write(json.dumps(whole, ensure_ascii=False, indent=1).encode())
        self._zip.close()
        return whole

    def _opened(self, name: str) -> IO[bytes]:
        entry = zipfile.ZipInfo(name, date_time=self._time)
        entry.compress_type = zipfile.ZIP_DEFLATED
        return self._zip.open(entry, "w", force_zip64=True)


class ArchiveReader:
    """Reads one archive; every damage is an `ArchiveRefused` that says which file it is in."""

    def __init__(self, file: IO[bytes]) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
            raise ArchiveRefused("no_archive") from error
        self.manifest = self._manifest()

    def _manifest(self) -> dict[str, Any]:
        try:
            found = json.loads(self._zip.read(MANIFEST))
            if found["format"] != FORMAT:
                raise ArchiveRefused("no_manifest")
            told = {name: found[name] for name in _TOLD}
            told |= {name: found[name] for name in _TOLD_LATER if name in found}
        except (KeyError, TypeError, ValueError, zipfile.BadZipFile, zlib.error, OSError) as error:
            raise ArchiveRefused("no_manifest") from error
        return told

    def check(self) -> None:
        """Compare every file with its hash; raises ArchiveRefused for the first that differs."""
        for name, told in self.manifest["files"].items():
            seen = hashlib.sha256()
            for piece in self._pieces(name):
                seen.update(piece)
            if seen.hexdigest() != told["sha256"]:
                raise ArchiveRefused("changed", file=name)

    def lines(self, name: str) -> Iterator[str]:
        """The lines of a file, without their ends."""
        rest = b""
        for piece in self._pieces(name):
            *whole, rest = (rest + piece).split(b"\n")
            yield from (line.decode() for line in whole)
        if rest:
            yield rest.decode()

    def _pieces(self, name: str) -> Iterator[bytes]:
        try:
            with self._zip.open(name) as file:
                while piece := file.read(_PIECE):
                    yield piece
        except KeyError as error:
            raise ArchiveRefused("missing", file=name) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise ArchiveRefused("changed", file=name) from error


class ArchiveRefused(Exception):  # noqa: N818
    """An archive cannot be brought in; nothing of it is in the ledger. `code` and `params` say what
    and where (`archive.<code>`).

    no_archive: the file is none · no_manifest: its list of contents cannot be read · version: it
    was written by another version · missing: a file of it is not there · changed: a file is not
    what the list says · rows: a table has another number of rows · line: a line is no row of its
    table · foreign: a row is of no district of the archive · not_empty: the ledger holds districts
    already · taken: it holds this district · no_package, no_backup: an archive of the other kind ·
    figures: what counts afterwards is not what counted before · unsound: the check finds damage.
    """

    def __init__(self, code: str, **params: object) -> None:
        self.code, self.params = code, params
        told = "; ".join(f"{name} {value}" for name, value in params.items())
        super().__init__(f"{code}: {told}" if told else code)

    def words(self, words: Wording) -> str:
        """The refusal as a sentence."""
        return words.text(f"archive.{self.code}", **self.params)
