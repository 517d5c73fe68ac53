"""What readers ask of the ledger, in their own scope: lists, traces, changes."""

from ledger.queries import (
    audit_list,
    by_rules,
    changes,
    entry_trace,
    exchange_list,
    late_reports,
    question_list,
    register_list,
    submission_list,
    trace,
)
from ledger.queries.audit_list import AUDIT
from ledger.queries.by_rules import ByRules
from ledger.queries.changes import CHANGES, ROSTER_SAYS, corrections
from ledger.queries.exchange_list import Promise, promises, standing_steps
from ledger.queries.judged import Judge, Judgement, Whole, judgement
from ledger.queries.room import Room
from ledger.queries.shelf import EVERYBODY, Shelf
from ledger.queries.submission_list import FINDINGS, SUBMISSIONS
from ledger.queries.taught import Since, taught, taught_since
from ledger.queries.trace import Trace, Version
