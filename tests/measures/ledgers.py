"""Drawn versions of a ledger of problems go in; ENTRIES and VERSIONS as the ledger hands them out,
and what measures make of them, come out.

A table a version, a line a problem: `unit number` name it, the other columns are fields; `.` is a
cell left empty. Every version is of the sender g01 and came on its day.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from campaign import CHECKED_LINES, ENTRIES, VERSIONS, Panel
from measures import problems_kept
from tests.measures.drawn import pack, panel

UNITS = """
    | unit | type         | group | orgs | w1 | w2 | w3 | w4 | w5 | w6 | w7 | w8 | w9 | w10 |
    | 甲局 | section_team | g01   | 0    | 3  | 3  | 3  | 3  | 3  | 3  | 2  | 2  | 2  | 2   |
    | 乙局 | section_team | g01   | 0    | 1  | 1  | 1  | 1  | 1  | 1  | 2  | 2  | 2  | 2   |
"""
TODAY = date(2023, 12, 8)
USUAL = {"source": "self", "measures": "每月调度", "due": "2023-12-31"}


def shown() -> Panel:
    """Two units and ten weeks; group study falls at the one and rises at the other."""
    return panel(UNITS)


def versions(sent: Mapping[str, str]) -> pd.DataFrame:
    """VERSIONS of tables by the day they came."""
    found = []
    for n, (day, table) in enumerate(sent.items(), start=1):
        lines = [[cell.strip() for cell in line.strip().strip("|").split("|")]
                 for line in table.strip().splitlines()]  # fmt: skip
        for row, cells in enumerate(lines[1:], start=2):
            told = {k: v for k, v in zip(lines[0], cells, strict=True) if v != "."}
            found.append(_version(n, row, day, told))
    return VERSIONS.frame(found)


def _version(n: int, row: int, day: str, told: Mapping[str, str]) -> dict[str, object]:
    fields: dict[str, object] = USUAL | {k: v for k, v in told.items() if k != "unit"}
    fields |= {"is_closed": True} if told.get("is_closed") == "yes" else {}
    return {
        "submission_id": n,
        "row": row,
        "unit_id": told["unit"],
        "sender": "g01",
        "key": f"{told['unit']}·{told['number']}",
        "fields": json.dumps({"problem": f"{told['unit']}第{told['number']}项"} | fields),
        "received_on": day,
        "file": f"{n:064x}",
    }


def counting(sent: pd.DataFrame) -> pd.DataFrame:
    """ENTRIES: the newest version of each line."""
    newest = sent.drop_duplicates(["sender", "key"], keep="last")
    rows = newest.to_dict("records")
    fixed = {"form": "problem_ledger", "group_id": "g01", "day": "", "week": 0}
    return ENTRIES.frame({**row, **fixed} for row in rows)


def checks(*made: tuple[int, str, bool, str]) -> pd.DataFrame:
    """CHECKED_LINES of (revision, key, passed, day), all of group 1."""
    return CHECKED_LINES.frame(
        {
            "revision": revision,
            "unit_id": key.partition("·")[0],
            "sender": "g01",
            "key": key,
            "passed": passed,
            "on": day,
            "body": "g01",
        }
        for revision, key, passed, day in made
    )


def kept(
    sent: Mapping[str, str], made: Sequence[tuple[int, str, bool, str]] = (), today: date = TODAY
) -> pd.DataFrame:
    """PROBLEMS_KEPT of drawn versions and checks."""
    told = versions(sent)
    return problems_kept(counting(told), told, checks(*made), shown(), pack(), today=today)
