"""What one person drops at once goes in; each file of it, put away or refused, comes out.

A drop is bounded as a whole, and so is what waits: a zip of a few kilobytes may hold gigabytes.
Whatever is inside an upload is opened by a worker, which writes it to disk piece by piece.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from campaign import Issue, Term
from ledger import Left, Staging
from loaders import Piece, Room, Workers, files_within, not_put_away

MAX_BYTES = 200 * 2**20
"""Ten uploads of the largest size: the server holds them all in memory until they are put away."""
MAX_UNPACKED = 200 * 2**20
"""Two zips unpacked to their own limit, refused files counted."""
MAX_FILES = 500
"""A sheet of every unit of a large district."""
_MB = 2**20


@dataclass(frozen=True)
class PutAway:
    """One file of a drop: the SHA-256 it waits under, or why it does not."""

    file_name: str
    found: str | Issue


class Drop:
    """A drop while it is put away; `by` is who dropped it."""

    def __init__(self, staging: Staging, workers: Workers, *, by: str, at: datetime) -> None:
        self._staging, self._workers, self._by, self._at = staging, workers, by, at
        self._n_bytes = self._n_unpacked = self._n_files = 0
        self._left = staging.left(by)  # looked up once: it reads every file that waits

    def put_away(self, uploads: Iterable[tuple[str, bytes]]) -> Iterator[PutAway]:
        """Every file in its order, a zip's one by one as `outer.zip/member`."""
        for name, data in uploads:
            refused = self._refused(len(data))
            try:
                yield from [PutAway(name, refused)] if refused else self._taken(name, data)
            except OSError as error:
                yield PutAway(name, not_put_away(error))

    def _refused(self, n_bytes: int) -> Issue | None:
        """Why an upload of that size is too much, if it is."""
        self._n_bytes += n_bytes
        if self._n_bytes > MAX_BYTES:
            return _beyond("drop_bytes", _megabytes(self._n_bytes), _megabytes(MAX_BYTES))
        if self._n_files >= MAX_FILES:
            return _beyond("drop_files", self._n_files + 1, MAX_FILES)
        return _full(self._left, n_bytes) if n_bytes > self._left.n_bytes else None

    def _taken(self, name: str, data: bytes) -> Iterator[PutAway]:
        staging = self._staging
        sha256 = staging.put(data, file_name=name, at=self._at, by=self._by)
        self._spend(len(data))
        with staging.room_within() as within:
            place, room = staging.place(sha256), self._room()
            unpacked = partial(files_within, file_name=name, into=within, room=room)
            pieces = self._workers.result_of(unpacked, place)
            if not isinstance(pieces, Issue) and [p.content for p in pieces] == [place]:
                self._n_files += 1
                yield PutAway(name, sha256)
                return
            staging.drop(sha256)
            self._spend(-len(data))
            if isinstance(pieces, Issue):
                yield PutAway(name, pieces)
                return
            self._n_files += len(pieces)
            self._n_unpacked += sum(piece.n_bytes for piece in pieces)
            for piece in pieces:
                yield self._taken_in(piece)

    def _taken_in(self, piece: Piece) -> PutAway:
        if isinstance(piece.content, Issue):
            return PutAway(piece.file_name, piece.content)
        try:
            self._staging.take_in(
                piece.content, piece.sha256, file_name=piece.file_name, at=self._at, by=self._by
            )
        except OSError as error:
            return PutAway(piece.file_name, not_put_away(error))
        self._spend(piece.n_bytes)
        return PutAway(piece.file_name, piece.sha256)

    def _spend(self, n_bytes: int) -> None:
        self._left = replace(self._left, n_bytes=max(0, self._left.n_bytes - n_bytes))

    def _room(self) -> Room:
        """What a zip may still unpack: the least of what the drop and the disk have left."""
        n_files = MAX_FILES - self._n_files
        too_many = _beyond("drop_files", f"> {MAX_FILES}", MAX_FILES)
        unpacked, left = MAX_UNPACKED - self._n_unpacked, self._left
        if left.n_bytes < unpacked:
            return Room(left.n_bytes, _full(left, left.n_bytes), n_files, too_many)
        limit = _megabytes(MAX_UNPACKED)
        return Room(unpacked, _beyond("drop_unpacked", f"> {limit}", limit), n_files, too_many)


def _megabytes(n_bytes: int) -> str:
    return f"{n_bytes / _MB:.0f} MB"


def _beyond(what: str, size: object, limit: object) -> Issue:
    return Issue("F22", params={"what": Term(what), "size": size, "limit": limit})


def _full(left: Left, n_bytes: int) -> Issue:
    """Why there is no room for so many bytes more: what waits fills it, or the disk is full."""
    if not left.limit:
        return Issue("F25", params={"why": Term("disk_full")})
    size = _megabytes(left.limit - left.n_bytes + n_bytes)
    return Issue("F23", params={"size": size, "limit": _megabytes(left.limit)})
