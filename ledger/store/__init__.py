"""The database: tables, engines, one writing thread, and what its errors mean."""

from ledger.store import account_tables, schema
from ledger.store.columns import (
    DETAILS,
    SLOT_COLUMNS,
    Kept,
    Letters,
    Moment,
    as_stored,
    column_name,
    moment_text,
)
from ledger.store.driver import execute, pipeline, rows_of
from ledger.store.engine import PATIENT, Patience, reading_engine
from ledger.store.grant import Grant, NotAllowed, grant_to_begin
from ledger.store.rows import MANY, insert_rows, put_rows
from ledger.store.shape import tables_without, unlike_built
from ledger.store.transaction import in_turn, read_first
from ledger.store.trouble import (
    REMEDY,
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
from ledger.store.upgrade import begin_at, migrate, numbered, slot_columns, versions
from ledger.store.writer import Writer

__all__ = [
    "DETAILS",
    "MANY",
    "PATIENT",
    "REMEDY",
    "SLOT_COLUMNS",
    "DamagedLedger",
    "Grant",
    "Kept",
    "LedgerAway",
    "LedgerBusy",
    "LedgerFull",
    "LedgerTrouble",
    "Letters",
    "Moment",
    "NewerLedger",
    "NotAllowed",
    "Patience",
    "ReadOnlyLedger",
    "UnopenedLedger",
    "Writer",
    "account_tables",
    "as_stored",
    "begin_at",
    "cause",
    "column_name",
    "execute",
    "grant_to_begin",
    "in_turn",
    "insert_rows",
    "migrate",
    "moment_text",
    "numbered",
    "pipeline",
    "put_rows",
    "read_first",
    "reading_engine",
    "rows_of",
    "schema",
    "slot_columns",
    "tables_without",
    "unlike_built",
    "versions",
]
