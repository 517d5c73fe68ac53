"""Every accepted submission, kept for ever (台账): planned, accepted, withdrawn, shown, traced."""

from ledger.acceptance import Receipt
from ledger.book import Ledger, open_ledger
from ledger.engine import Patience
from ledger.entries import Entry
from ledger.listing import FINDINGS, SUBMISSIONS
from ledger.plan import Change, Plan, StalePlan, Told
from ledger.staging import Staging, Waiting
from ledger.trace import Trace, Version
from ledger.trouble import (
    DamagedLedger,
    LedgerAway,
    LedgerBusy,
    LedgerFull,
    LedgerTrouble,
    NewerLedger,
    ReadOnlyLedger,
    UnopenedLedger,
)

__all__ = [
    "FINDINGS",
    "SUBMISSIONS",
    "Change",
    "DamagedLedger",
    "Entry",
    "Ledger",
    "LedgerAway",
    "LedgerBusy",
    "LedgerFull",
    "LedgerTrouble",
    "NewerLedger",
    "Patience",
    "Plan",
    "ReadOnlyLedger",
    "Receipt",
    "Staging",
    "StalePlan",
    "Told",
    "Trace",
    "UnopenedLedger",
    "Version",
    "Waiting",
    "open_ledger",
]
