"""A ledger's address and what was promised go in; it fails where the ledger is not whole.

What counts is worked out again in plain Python from what was received.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from ledger.store import SLOT_COLUMNS, schema
from ledger.store.engine import reading_engine
from ledger.verify.chain import line_faults

SLOTS = SLOT_COLUMNS
_TABLES = (
    *(schema.district, schema.submission, schema.fact, schema.cur),
    *(schema.entry, schema.grid, schema.column_map),
)


@dataclass
class Promised:
    """What callers were told is in the ledger: rows by submission, and what was taken back."""

    rows: dict[int, int] = field(default_factory=dict)
    withdrawn: set[int] = field(default_factory=set)


def assert_whole(url: str, promised: Promised) -> int:
    """Everything promised is there, nothing is there by halves, the audit chain fits; the answer is
    the revision."""
    engine = reading_engine(url)
    with engine.connect() as connection:
        found = {
            table.name: [dict(row) for row in connection.execute(sa.select(table)).mappings()]
            for table in _TABLES
        }
        faults = list(line_faults(connection, found["district"][0]["id"]))
    engine.dispose()
    assert not faults, "the audit chain does not fit"
    (district,) = found["district"]
    sent = {row["id"]: row for row in found["submission"]}
    assert sorted(sent) == list(range(1, district["rev"] + 1)), "a revision without its submission"
    taken_back = {row["supersedes"] for row in sent.values() if row["state"] == "withdrawn"}
    _assert_promises(promised, sent, taken_back)
    _assert_submissions_whole(found, sent)
    _assert_current(found, sent, taken_back)
    return int(district["rev"])


def _assert_promises(
    promised: Promised, sent: Mapping[int, Any], taken_back: Collection[int]
) -> None:
    for submission_id, n_rows in promised.rows.items():
        assert submission_id in sent, f"an accepted submission is lost: {submission_id}"
        assert sent[submission_id]["n_rows"] == n_rows
    assert promised.withdrawn <= set(taken_back)


def _assert_submissions_whole(found: Mapping[str, list[Any]], sent: Mapping[int, Any]) -> None:
    parts = ("fact", "entry", "grid", "column_map")
    n = {name: Counter(row["submission_id"] for row in found[name]) for name in parts}
    for id_, row in sent.items():
        if row["state"] == "withdrawn":
            continue
        assert n["grid"][id_] == 1
        assert row["form"] == "roster" or n["column_map"][id_] > 0
        if row["form"] == "weekly_report":
            assert n["fact"][id_] == row["n_rows"] + row["n_held"], "half a report"
        elif row["form"] == "guidance_log":
            assert n["entry"][id_] == row["n_rows"] + row["n_held"], "half a log"


def _assert_current(
    found: Mapping[str, list[Any]], sent: Mapping[int, Any], taken_back: Collection[int]
) -> None:
    """The latest accepted row of each unit and week counts, whole."""
    counts: dict[tuple[int, str], Any] = defaultdict(lambda: None)
    for fact in sorted(found["fact"], key=lambda row: int(row["submission_id"])):
        if fact["submission_id"] not in taken_back and not fact["is_held"]:
            counts[fact["week"], fact["unit_id"]] = fact
    for cur in found["cur"]:
        fact = counts.pop((cur["week"], cur["unit_id"]), None)
        assert cur["submission_id"] == (fact["submission_id"] if fact else None)
        if fact:
            assert [cur[slot] for slot in SLOTS] == [fact[slot] for slot in SLOTS]
            assert cur["states"] == fact["states"]
            assert cur["rev"] >= sent[cur["submission_id"]]["id"]
    assert not counts, "a row that should count does not"
