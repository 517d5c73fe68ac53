"""The database: tables, engines, one writing thread, and what its errors mean."""

from ledger.store import schema
from ledger.store.driver import execute, pipeline, rows_of
from ledger.store.engine import PATIENT, Patience, migrate, reading_engine, version_of
from ledger.store.rows import MANY, insert_rows, put_rows
from ledger.store.schema import DETAILS, SLOT_COLUMNS, Kept, Moment, column_name, moment_text
from ledger.store.trouble import (
    DamagedLedger,
    LedgerAway,
    LedgerBusy,
    LedgerFull,
    LedgerTrouble,
    NewerLedger,
    ReadOnlyLedger,
    UnopenedLedger,
    cause,
)
from ledger.store.writer import Writer

__all__ = [
    "DETAILS",
    "MANY",
    "PATIENT",
    "SLOT_COLUMNS",
    "DamagedLedger",
    "Kept",
    "LedgerAway",
    "LedgerBusy",
    "LedgerFull",
    "LedgerTrouble",
    "Moment",
    "NewerLedger",
    "Patience",
    "ReadOnlyLedger",
    "UnopenedLedger",
    "Writer",
    "cause",
    "column_name",
    "execute",
    "insert_rows",
    "migrate",
    "moment_text",
    "pipeline",
    "put_rows",
    "reading_engine",
    "rows_of",
    "schema",
    "version_of",
]
