"""The database: tables, engines, one writing thread, and what its errors mean."""

from ledger.store import account_tables, schema
from ledger.store.columns import (
    DETAILS,
    SLOT_COLUMNS,
    Kept,
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
from ledger.store.upgrade import begin_at, migrate, numbered, versions
from ledger.store.writer import Writer
