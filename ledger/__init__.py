"""Every accepted submission, kept for ever (台账): planned, accepted, withdrawn, shown, traced."""

from ledger.acts import (
    CUTS,
    Change,
    LockedWeek,
    Plan,
    Receipt,
    RulesNotNewer,
    StalePlan,
    WeekNotOpen,
    Word,
)
from ledger.archive import ArchiveRefused, Archives, Brought, Written
from ledger.backups import Backup, Backups, backups_of, whole_file
from ledger.book import Ledger
from ledger.chain import Fault, short
from ledger.opening import open_ledger
from ledger.panel import UnknownRevision
from ledger.queries import AUDIT, CHANGES, FINDINGS, ROSTER_SAYS, SUBMISSIONS, Trace, Version
from ledger.record import Record
from ledger.records import ORIGINALS, Allowance, Entry, Left, Original, Staging, Waiting
from ledger.store import (
    DamagedLedger,
    LedgerAway,
    LedgerBusy,
    LedgerFull,
    LedgerTrouble,
    NewerLedger,
    NotAllowed,
    Patience,
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
    "Allowance",
    "ArchiveRefused",
    "Archives",
    "Backup",
    "Backups",
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
    "Left",
    "LockedWeek",
    "NewerLedger",
    "NotAllowed",
    "Original",
    "Patience",
    "Plan",
    "ReadOnlyLedger",
    "Receipt",
    "Record",
    "RulesNotNewer",
    "Staging",
    "StalePlan",
    "Trace",
    "UnknownRevision",
    "UnopenedLedger",
    "Version",
    "Waiting",
    "WeekNotOpen",
    "Word",
    "Written",
    "backups_of",
    "open_ledger",
    "short",
    "whole_file",
]
