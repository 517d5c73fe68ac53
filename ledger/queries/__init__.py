"""What readers ask of the ledger, in their own scope: lists, traces, changes."""

from ledger.queries import (
    audit_list,
    changes,
    entry_trace,
    late_reports,
    submission_list,
    trace,
)
from ledger.queries.audit_list import AUDIT
from ledger.queries.changes import CHANGES, ROSTER_SAYS
from ledger.queries.shelf import Shelf
from ledger.queries.submission_list import FINDINGS, SUBMISSIONS
from ledger.queries.trace import Trace, Version

__all__ = [
    "AUDIT",
    "CHANGES",
    "FINDINGS",
    "ROSTER_SAYS",
    "SUBMISSIONS",
    "Shelf",
    "Trace",
    "Version",
    "audit_list",
    "changes",
    "entry_trace",
    "late_reports",
    "submission_list",
    "trace",
]
