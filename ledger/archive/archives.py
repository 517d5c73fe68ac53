"""The ledger as an archive: all of it (备份) or one district (数据包), and both brought in again.

An archive is a zip: every table as lines of JSON, the hashes of all figures as they were, and a
manifest with the hash of each file. It is of no engine: a copy of a file is restored to a server
and the other way round. It is written while others go on writing, from one moment of the ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import IO

import sqlalchemy as sa

from campaign import Actor, Right, Viewer
from ledger.archive.earlier import of_this_version
from ledger.archive.file import BACKUP, PACKAGE, ArchiveReader, ArchiveWriter
from ledger.archive.restore import Arriving, Brought, bring_in
from ledger.archive.writing import Written, write_archive
from ledger.chain import EXPORT, Deed, note, turn_of
from ledger.queries import audit_list
from ledger.records import original_files
from ledger.store import Grant, LedgerBusy, Writer

_TRIES = 5
Beside = Callable[[], Iterable[tuple[str, bytes]]]
"""Makes the files for people that a package also holds, by name."""


class Archives:
    """Writes a ledger's archives and brings them in; serves all threads of a process.

    What leaves a line or brings a district in raises NotAllowed for who has no right to it.
    """

    def __init__(self, reading: sa.Engine, writer: Writer) -> None:
        self._reading = reading
        self._writer = writer

    def back_up(self, file: IO[bytes], *, at: datetime, with_accounts: bool = False) -> Written:
        """Write the whole ledger as of one moment, while others read and write; accounts stay
        behind unless they are asked for."""
        with self._reading.connect() as connection:  # one moment, on either engine
            writer = ArchiveWriter(file, at=at)
            made = {"kind": BACKUP, "made_at": at.isoformat()}
            return write_archive(connection, writer, **made, with_accounts=with_accounts)

    def package(
        self, file: IO[bytes], district_id: str, *, by: Viewer, at: datetime, beside: Beside = tuple
    ) -> Written:
        """Write one district, with its original files and files for people beside the tables.

        That it left the ledger is a line of its audit chain, in the package too. All is of one
        moment: the files for people are made again where somebody wrote meanwhile. Raises KeyError
        for no such district, LedgerBusy where somebody always did.
        """
        grant = Grant(by, Right.EXPORT)
        leave = partial(_tell_leaving, district_id=district_id, by=by.actor, at=at)
        self._writer.write(leave, grant=grant, key=district_id)
        for _ in range(_TRIES):
            with self._reading.connect() as connection:
                before = audit_list.head(connection, district_id)
            file.seek(0)
            file.truncate()
            writer = ArchiveWriter(file, at=at)
            for name, content in beside():
                writer.write(name, [content])
            with self._reading.connect() as connection:
                if audit_list.head(connection, district_id) != before:
                    continue
                for name, content in original_files(connection, district_id):
                    writer.write(name, [content])
                made_at = at.isoformat()
                return write_archive(
                    connection, writer, kind=PACKAGE, made_at=made_at, district_id=district_id
                )
        raise LedgerBusy(f"{LedgerBusy.said}: the district was written to all the time")

    def restore(self, file: IO[bytes], *, by: Viewer) -> tuple[Brought, ...]:
        """Bring a backup into this ledger, which must hold no district; all of it or nothing.

        Every file is compared with its hash before, every figure after. Raises ArchiveRefused.
        """
        grant = Grant(by, Right.RESTORE)
        with of_this_version(_checked(file)) as (archive, earlier):
            arriving = Arriving(archive, earlier=earlier)
            return self._writer.write(partial(bring_in, arriving=arriving), grant=grant)

    def take_package(self, file: IO[bytes], *, by: Viewer, at: datetime) -> Brought:
        """Bring a district's package into this ledger; its audit chain goes on with that line.

        Raises ArchiveRefused, for a district that is here already and for any damage too.
        """
        grant = Grant(by, Right.IMPORT)
        with of_this_version(_checked(file)) as (archive, earlier):
            arriving = Arriving(archive, earlier=earlier, by=by.actor, at=at)
            (brought,) = self._writer.write(partial(bring_in, arriving=arriving), grant=grant)
        return brought


def _checked(file: IO[bytes]) -> ArchiveReader:
    """The archive, once every file of it is what its list says; raises ArchiveRefused."""
    archive = ArchiveReader(file)
    archive.check()
    return archive


def _tell_leaving(connection: sa.Connection, *, district_id: str, by: Actor, at: datetime) -> None:
    turn = turn_of(connection, district_id)
    deed = Deed(EXPORT, f"district:{district_id}", by, at, new={"revision": turn.rev})
    note(connection, turn, deed)
