"""What was received and who it is about, as the tables keep it."""

from ledger.records import districts, membership, originals, statements
from ledger.records.counting import counting, standing_entries
from ledger.records.districts import clocks
from ledger.records.entries import Entry, Received, entries_in, origin_of, write_entries
from ledger.records.facts import (
    MANY,
    Current,
    Line,
    currents,
    line_of,
    lines,
    write_counting,
    write_currents,
    write_lines,
)
from ledger.records.kinds import KEYED, LOG, ROSTER, ROW_KINDS, WEEKLY, kind_of, row_forms
from ledger.records.membership import (
    ROSTER_FORM,
    rebuild_membership,
    roster,
    unit_spans,
    write_roster_lines,
)
from ledger.records.originals import ORIGINALS, Original, kept_files
from ledger.records.packing import packed
from ledger.records.spans import RosterLine, counts_from, details, overlaid, roster_lines
from ledger.records.staging import Staging, Waiting
from ledger.records.statements import entry_said, stored_seal
from ledger.records.submissions import (
    ACCEPTED,
    NO_REASON_GIVEN,
    WITHDRAWN,
    Packed,
    Stamp,
    not_withdrawn,
    received_before,
    write_submission,
    write_withdrawal,
)

__all__ = [
    "ACCEPTED",
    "KEYED",
    "LOG",
    "MANY",
    "NO_REASON_GIVEN",
    "ORIGINALS",
    "ROSTER",
    "ROSTER_FORM",
    "ROW_KINDS",
    "WEEKLY",
    "WITHDRAWN",
    "Current",
    "Entry",
    "Line",
    "Original",
    "Packed",
    "Received",
    "RosterLine",
    "Staging",
    "Stamp",
    "Waiting",
    "clocks",
    "counting",
    "counts_from",
    "currents",
    "details",
    "districts",
    "entries_in",
    "entry_said",
    "kept_files",
    "kind_of",
    "line_of",
    "lines",
    "membership",
    "not_withdrawn",
    "origin_of",
    "originals",
    "overlaid",
    "packed",
    "rebuild_membership",
    "received_before",
    "roster",
    "roster_lines",
    "row_forms",
    "standing_entries",
    "statements",
    "stored_seal",
    "unit_spans",
    "write_counting",
    "write_currents",
    "write_entries",
    "write_lines",
    "write_roster_lines",
    "write_submission",
    "write_withdrawal",
]
