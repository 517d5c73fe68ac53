"""What was received and who it is about, as the tables keep it."""

from ledger.records import districts, membership, originals, statements
from ledger.records.counting import entries_that_count, replaceable_entries
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
from ledger.records.kinds import (
    KEYED,
    LOG,
    ROSTER,
    ROW_KINDS,
    WEEKLY,
    kind_of,
    roster_form,
    row_forms,
)
from ledger.records.membership import (
    rebuild_membership,
    roster,
    unit_spans,
    write_roster_lines,
)
from ledger.records.originals import ORIGINALS, Original, original_files
from ledger.records.packing import pack_submission
from ledger.records.spans import UnitLine, counts_from, details, overlay, roster_lines
from ledger.records.staging import Allowance, Left, Staging, Waiting
from ledger.records.statements import entry_statement, seal_of_stored
from ledger.records.submissions import (
    ACCEPTED,
    NO_REASON_GIVEN,
    WITHDRAWN,
    Packed,
    Stamp,
    earlier_submission,
    not_withdrawn,
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
    "ROW_KINDS",
    "WEEKLY",
    "WITHDRAWN",
    "Allowance",
    "Current",
    "Entry",
    "Left",
    "Line",
    "Original",
    "Packed",
    "Received",
    "Staging",
    "Stamp",
    "UnitLine",
    "Waiting",
    "clocks",
    "counts_from",
    "currents",
    "details",
    "districts",
    "earlier_submission",
    "entries_in",
    "entries_that_count",
    "entry_statement",
    "kind_of",
    "line_of",
    "lines",
    "membership",
    "not_withdrawn",
    "origin_of",
    "original_files",
    "originals",
    "overlay",
    "pack_submission",
    "rebuild_membership",
    "replaceable_entries",
    "roster",
    "roster_form",
    "roster_lines",
    "row_forms",
    "seal_of_stored",
    "statements",
    "unit_spans",
    "write_counting",
    "write_currents",
    "write_entries",
    "write_lines",
    "write_roster_lines",
    "write_submission",
    "write_withdrawal",
]
