"""A submission goes in; all of it that does not depend on when it is entered comes out, ready to be
written and sealed: made while it is planned, when nobody waits for the ledger.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from campaign import Submission
from ledger.chain import NEWEST, seal
from ledger.records import statements
from ledger.records.entries import Entry
from ledger.records.facts import Line
from ledger.records.findings import finding_rows
from ledger.records.submissions import Packed, source_columns


def pack_submission(
    submission: Submission, *, lines: Iterable[Line] = (), entries: Iterable[Entry] = ()
) -> Packed:
    """A submission with its lines of figures, or its entries."""
    text = submission.grid.to_json()
    findings = [{"ordinal": i, **row} for i, row in enumerate(finding_rows(submission))]
    seals = seal.of_sheet(text, NEWEST, columns=submission.columns, findings=findings)
    extra = [statements.extra_statement(submission.week, cell) for cell in submission.extra]
    listed = [*map(statements.entry_statement, entries), *extra]
    rows = seal.of_rows(listed, figures=statements.figure_statements(lines))
    source = source_columns(submission)
    return Packed(source, zlib.compress(text.encode()), findings, {**seals, "rows": rows})
