"""A database address goes in; the ledger there, brought to this version, comes out."""

from __future__ import annotations

import sqlalchemy as sa

from ledger.book import Ledger
from ledger.store import (
    PATIENT,
    REMEDY,
    DamagedLedger,
    LedgerAway,
    Patience,
    UnopenedLedger,
    cause,
    migrate,
    reading_engine,
    tables_without,
)


def _refuse_unfit(engine: sa.Engine) -> None:
    """Raises DamagedLedger for a file in which a column is missing.

    A server holds its tables to what they were made as.
    """
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection:
        wrong = tables_without(connection)
    if wrong:
        raise DamagedLedger(f"{DamagedLedger.said} ({', '.join(wrong)}): {REMEDY}")


def open_ledger(url: str, *, patience: Patience = PATIENT) -> Ledger:
    """The ledger at a database address, brought to this version; a missing file is begun.

    Raises NewerLedger for one that a newer version wrote, UnopenedLedger for what is none, and
    another LedgerTrouble where the machine does not let it be opened.
    """
    try:
        engine = reading_engine(url, patience=patience)
    except (sa.exc.ArgumentError, ImportError, OSError) as error:
        raise UnopenedLedger(f"{UnopenedLedger.said}: {cause(error)}") from error
    try:
        migrate(engine)
        _refuse_unfit(engine)
    except BaseException as error:
        engine.dispose()
        if isinstance(error, sa.exc.DatabaseError):  # it is stamped as a ledger, and is none
            raise DamagedLedger(f"{DamagedLedger.said}: {REMEDY}") from error
        if isinstance(error, LedgerAway):  # it never answered: the address may be wrong
            raise UnopenedLedger(f"{UnopenedLedger.said}: {cause(error.__cause__)}") from error
        raise
    return Ledger(engine)
