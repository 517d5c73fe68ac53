"""Every accepted submission, kept for ever (台账): planned, accepted, withdrawn, shown, traced."""

from ledger.acceptance import Receipt
from ledger.as_known import UnknownRevision
from ledger.book import Ledger, open_ledger
from ledger.engine import NewerLedger, UnopenedLedger
from ledger.entries import Entry
from ledger.listing import FINDINGS, SUBMISSIONS
from ledger.plan import Change, Plan, StalePlan, Told
from ledger.staging import Staging, Waiting
from ledger.trace import Trace, Version

__all__ = [
    "FINDINGS",
    "SUBMISSIONS",
    "Change",
    "Entry",
    "Ledger",
    "NewerLedger",
    "Plan",
    "Receipt",
    "Staging",
    "StalePlan",
    "Told",
    "Trace",
    "UnknownRevision",
    "UnopenedLedger",
    "Version",
    "Waiting",
    "open_ledger",
]
