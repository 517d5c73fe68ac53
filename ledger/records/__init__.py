"""What was received and who it is about, as the tables keep it."""

from ledger.records import districts, drafts, membership, originals, statements
from ledger.records.answers import Cell, Choice, write_blanks, write_choice
from ledger.records.counting import entries_that_count, replaceable_entries
from ledger.records.entries import Entry, Received, entries_in, origin_of, received, write_entries
from ledger.records.facts import (
    MANY,
    Current,
    Line,
    apart,
    currents,
    line_of,
    lines,
    slots_of,
    sources_in,
    write_counting,
    write_currents,
    write_lines,
)
from ledger.records.further import Beyond, by_whom, counting_of, further_said, write_extra
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
    is_first_roster,
    rebuild_membership,
    roster,
    unit_spans,
    write_roster_lines,
)
from ledger.records.originals import ORIGINALS, Original, original_files
from ledger.records.packing import pack_submission
from ledger.records.precedence import Choices, Outcome, Said, Voice, outcome
from ledger.records.settings import history
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
from ledger.records.voices import choices, outcomes, voices
