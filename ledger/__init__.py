"""Every accepted submission, kept for ever (台账): planned, accepted, withdrawn, shown, traced."""

from ledger.acts.acceptance import Receipt
from ledger.acts.cuts import CUTS, WeekNotOpen
from ledger.acts.locks import LockedWeek
from ledger.acts.plan import Change, Plan, StalePlan, Told
from ledger.archive.archives import Archives, Written
from ledger.archive.refusal import ArchiveRefused
from ledger.archive.restore import Brought
from ledger.book import Ledger, open_ledger
from ledger.chain.audit import short
from ledger.chain.fault import Fault
from ledger.panel.as_known import UnknownRevision
from ledger.queries.audit_list import AUDIT
from ledger.queries.changes import CHANGES, ROSTER_SAYS
from ledger.queries.submission_list import FINDINGS, SUBMISSIONS
from ledger.queries.trace import Trace, Version
from ledger.record import Record
from ledger.records.entries import Entry
from ledger.records.originals import ORIGINALS, Original
from ledger.records.staging import Staging, Waiting
from ledger.store.engine import Patience
from ledger.store.trouble import (
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
