"""An error of the database goes in; what it means for whoever uses the ledger comes out.

The set is closed: every trouble has a code, and words for it in the catalogues (`trouble.<code>`).
What is no trouble of the machine (a broken constraint, a wrong statement) is a bug and stays as it
is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import ClassVar, TypeAlias

REMEDY = "stop the server, keep the file as it is and restore the latest backup"
"""What to do about a damaged ledger."""


class LedgerTrouble(RuntimeError):  # noqa: N818
    """The ledger cannot do what was asked, and nothing of it was done; never with a password."""

    code: ClassVar[str] = "trouble"
    said: ClassVar[str] = "the ledger is in trouble"


class NewerLedger(LedgerTrouble):
    """The ledger was written by a newer version of this program; nothing in it was touched."""

    code = "newer"
    said = "the ledger is of a newer version"


class UnopenedLedger(LedgerTrouble):
    """The database could not be opened or is no ledger."""

    code = "unopened"
    said = "the ledger cannot be opened"


class DamagedLedger(UnopenedLedger):
    """The database is a ledger of which a part is missing or unreadable."""

    code = "damaged"
    said = "the ledger is damaged"


class ReadOnlyLedger(LedgerTrouble):
    """The ledger may be read and not be written to."""

    code = "read_only"
    said = "the ledger may only be read"


class LedgerFull(LedgerTrouble):
    """There is no room for what should be written."""

    code = "full"
    said = "there is no room left for the ledger"


class LedgerBusy(LedgerTrouble):
    """Another program holds the ledger for longer than this one waits."""

    code = "busy"
    said = "another program holds the ledger"


class LedgerAway(LedgerTrouble):
    """The database server does not answer, or hung up."""

    code = "away"
    said = "the ledger's database server does not answer"


Codes: TypeAlias = Mapping[str, type[LedgerTrouble]]

_SQLITE: Codes = {
    "SQLITE_FULL": LedgerFull,
    "SQLITE_BUSY": LedgerBusy,
    "SQLITE_LOCKED": LedgerBusy,
    "SQLITE_READONLY": ReadOnlyLedger,
    "SQLITE_CORRUPT": DamagedLedger,
    "SQLITE_NOTADB": UnopenedLedger,
    "SQLITE_CANTOPEN": UnopenedLedger,
    "SQLITE_AUTH": UnopenedLedger,
    "SQLITE_PERM": UnopenedLedger,
    "SQLITE_IOERR": DamagedLedger,
    "SQLITE_PROTOCOL": LedgerBusy,
}
"""By SQLite's result code, of which an extended one begins with the primary."""

_POSTGRESQL: Codes = {
    "53": LedgerFull,
    "53300": LedgerBusy,
    "55P03": LedgerBusy,
    "40001": LedgerBusy,
    "40P01": LedgerBusy,
    "25006": ReadOnlyLedger,
    "42501": ReadOnlyLedger,
    "08": LedgerAway,
    "57P": LedgerAway,
    "3D": UnopenedLedger,
    "28": UnopenedLedger,
    "XX001": DamagedLedger,
    "XX002": DamagedLedger,
}
"""By SQLSTATE or its beginning; the longest that fits counts."""


_IN_WORDS: Mapping[type[LedgerTrouble], str] = {DamagedLedger: REMEDY}
_BY_NAME: Mapping[str, str] = {
    "SQLITE_NOTADB": (
        "the file is no ledger, or its first page is damaged; check DATABASE_URL, and if it is the "
        f"ledger, {REMEDY}"
    )
}
"""What is said instead of what the driver said, which helps nobody: of a kind, or of a code."""


def trouble_of(
    error: BaseException, *, is_disconnect: bool = False, is_connecting: bool = False
) -> LedgerTrouble | None:
    """What an error of a driver means; None where it is no trouble of the machine."""
    if isinstance(error, sqlite3.Error):
        kind = _told_by(getattr(error, "sqlite_errorname", None), codes=_SQLITE)
    else:
        kind = _told_by(getattr(error, "sqlstate", None), codes=_POSTGRESQL)
        if kind is None and (is_disconnect or is_connecting):
            kind = LedgerAway
    if kind is None:
        return None
    named = getattr(error, "sqlite_errorname", None) or ""
    return kind(f"{kind.said}: {_IN_WORDS.get(kind) or _BY_NAME.get(named) or cause(error)}")


def _told_by(code: str | None, *, codes: Codes) -> type[LedgerTrouble] | None:
    fitting = [known for known in codes if (code or "").startswith(known)]
    return codes[max(fitting, key=len)] if fitting else None


def cause(error: BaseException | None) -> str:
    """What the machine said, in one line, without SQL and addresses."""
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
