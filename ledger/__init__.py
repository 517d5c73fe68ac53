"""Every accepted submission, kept for ever (台账): planned, accepted, withdrawn, shown, traced."""

from ledger.acceptance import Receipt
from ledger.archive_refused import ArchiveRefused
from ledger.archives import Archives, Written
from ledger.as_known import UnknownRevision
from ledger.audit import short
from ledger.audit_listing import AUDIT
from ledger.book import Ledger, open_ledger
from ledger.bringing_in import Brought
from ledger.changes import CHANGES, ROSTER_SAYS
from ledger.cuts import CUTS, WeekNotOpen
from ledger.engine import Patience
from ledger.entries import Entry
from ledger.fault import Fault
from ledger.listing import FINDINGS, SUBMISSIONS
from ledger.locks import LockedWeek
from ledger.originals import ORIGINALS, Original
from ledger.plan import Change, Plan, StalePlan, Told
from ledger.record import Record
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
    "AUDIT",
    "CHANGES",
    "CUTS",
    "FINDINGS",
    "ORIGINALS",
    "ROSTER_SAYS",
    "SUBMISSIONS",
    "ArchiveRefused",
    "Archives",
    "Brought",
    "Change",
    "DamagedLedger",
    "Entry",
    "Fault",
    "Ledger",
    "LedgerAway",
    "LedgerBusy",
    "LedgerFull",
    "LedgerTrouble",
    "LockedWeek",
    "NewerLedger",
    "Original",
    "Patience",
    "Plan",
    "ReadOnlyLedger",
    "Receipt",
    "Record",
    "Staging",
    "StalePlan",
    "Told",
    "Trace",
    "UnknownRevision",
    "UnopenedLedger",
    "Version",
    "Waiting",
    "WeekNotOpen",
    "Written",
    "open_ledger",
    "short",
]
