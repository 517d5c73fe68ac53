"""A submission as it is written goes in; the hashes that fix each part of it come out.

They stand in the audit chain. Worked out again from the tables they say which part was changed by
another hand.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from ledger.chain.canonical import canonical, digest
from ledger.store import Kept

SUBMISSION = (
    *("id", "state", "supersedes", "received_at", "received_by", "sender", "form", "week"),
    *("period_from", "period_to", "file_name", "sha256", "sheet", "table_no", "reader"),
    *("reason", "n_rows", "n_held"),
)
FINDING = (
    *("ordinal", "code", "severity", "sheet", "sheet_row", "sheet_column", "raw", "params"),
    *("unit_id", "week"),
)


def of_submission(row: Kept) -> str:
    """The hash of a row of `submission`; `period_from` and `period_to` may be absent."""
    return digest([row.get(name) for name in SUBMISSION])


def of_rows(said: Iterable[object], *, figures: bytes = b"") -> str:
    """The hash of a submission's rows, in whatever order they come, and of its weekly figures."""
    listed = canonical(sorted(map(canonical, said))).encode()
    return hashlib.sha256(listed + figures).hexdigest()


def of_sheet(text: str, *, columns: Mapping[str, int], findings: Iterable[Kept]) -> dict[str, str]:
    """The hashes of the sheet as read, of where its columns stood, and of the doubts found."""
    doubts = [[row[name] for name in FINDING] for row in findings]
    return {
        "grid": hashlib.sha256(text.encode()).hexdigest(),
        "columns": digest(dict(columns)),
        "findings": digest(doubts),
    }
