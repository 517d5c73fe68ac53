"""The list of practical services adds up: what no column says is unknown and never 0."""

from __future__ import annotations

import json
from datetime import date

import pandas as pd
import pytest

from campaign import ENTRIES
from measures import service_counts, service_parts, services
from tests.measures.drawn import pack
from tests.measures.ledgers import shown

TODAY = date(2023, 12, 8)
LIST = [
    {"progress": "done", "due": "2023-11-01", "satisfaction": "satisfied", "mode": "immediate"},
    {"progress": "in_progress", "due": "2023-12-07", "mode": "deadline"},
    {"progress": "not_started", "due": "2023-12-08", "mode": "deadline"},
    {"progress": "in_progress"},
    {"progress": "stage_done", "due": "2023-11-01", "mode": "staged"},
    {"progress": "withdrawn", "due": "2023-11-01", "mode": "deadline"},
    {"done_on": "2023-11-20"},
    {"due": "2023-11-01"},
]


def test_services_are_finished_going_overdue_or_unknown() -> None:
    now = service_counts(_found(LIST), shown()).iloc[0]
    told = ["listed", "done", "stage", "going", "overdue", "due_open", "unknown", "withdrawn"]
    assert now[told].tolist() == [7, 2, 1, 3, 1, 1, 1, 1]
    assert now["completion"] == pytest.approx(2 / 6)
    assert now[["units", "units_held"]].tolist() == [2, 1]


@pytest.mark.parametrize(
    ("lines", "unknown"),
    [
        ([], ["listed", "done", "going", "overdue", "completion"]),
        ([{"due": "2023-11-01"}], ["done", "going", "overdue", "completion"]),
        ([{"progress": "in_progress"}], ["overdue"]),
        ([{"progress": "done"}], []),
        ([{"progress": "withdrawn"}], ["completion"]),
    ],
    ids=["no list", "no progress column", "no due column", "nothing going", "none listed"],
)
def test_what_no_column_tells_is_unknown(lines: list[dict[str, str]], unknown: list[str]) -> None:
    now = service_counts(_found(lines), shown()).iloc[0]
    asked = ["listed", "done", "going", "overdue", "completion"]
    assert [name for name in asked if pd.isna(now[name])] == unknown


def test_types_are_those_the_list_tells_without_what_was_withdrawn() -> None:
    rows = service_parts(_found(LIST), shown())
    told = {(row["of"], row["part"]): (row["n"], row["closed"]) for row in rows.to_dict("records")}
    assert told[("mode", "deadline")] == (2, 0)
    assert told[("mode", "immediate")] == (1, 1)
    assert told[("rating", "satisfied")] == (1, 1)
    assert told[("rating", "")] == (6, 1)


def _found(lines: list[dict[str, str]]) -> pd.DataFrame:
    fixed = {"submission_id": 1, "form": "livelihood", "group_id": "g01", "day": "", "week": 0}
    rows = ENTRIES.frame(
        {
            **fixed,
            "row": n,
            "unit_id": "甲局",
            "key": str(n),
            "fields": json.dumps({"item": "路灯"} | told),
        }
        for n, told in enumerate(lines, start=2)
    )
    return services(rows, shown(), pack(), today=TODAY)
