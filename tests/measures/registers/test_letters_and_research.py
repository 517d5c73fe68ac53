"""Letters count by number and issuer; topics go from visits over a report to a result."""

from __future__ import annotations

import json
from datetime import date

import pytest

from campaign import ENTRIES, VERSIONS
from measures import letter_problems, letters, research_counts, topics
from tests.measures.drawn import pack
from tests.measures.ledgers import shown

TODAY = date(2023, 12, 8)
LETTERS_SENT = [
    # letter, unit, replied, closed, due
    ("1", "甲局", "2023-10-15", True, "2023-10-20"),
    ("1", "乙局", None, False, "2023-10-20"),
    ("2", "甲局", "2023-12-01", False, "2023-12-20"),
    ("2", "丙局", None, True, "2023-12-20"),
    ("3", "甲局", None, None, "2023-10-20"),  # past its term, and no column tells
    ("4", "甲局", None, True, "2023-10-20"),
    ("4", "乙局", None, None, "2023-10-20"),
]


def test_a_letter_s_problems_are_closed_open_or_overdue() -> None:
    rows = ENTRIES.frame(
        {
            "submission_id": 1,
            "form": "feedback_letter",
            "row": n,
            "unit_id": unit,
            "group_id": "",
            "day": "2023-10-09",
            "week": 2,
            "key": f"{letter}·{n}",
            "fields": json.dumps(
                {
                    "letter_no": letter,
                    "issuer": "office",
                    "problem": "甲",
                    "reply_due": due,
                    "is_closed": closed,
                    "replied_on": replied,
                }
            ),
        }
        for n, (letter, unit, replied, closed, due) in enumerate(LETTERS_SENT, start=2)
    )
    told = letters(letter_problems(rows, shown(), pack(), today=TODAY))
    counts = ["letter", "problems", "unknown", "closed", "open", "overdue"]
    assert told[counts].astype(object).where(told[counts].notna(), None).values.tolist() == [
        ["1", 2, 0, 1, 0, 1],
        ["2", 1, 0, 0, 1, 0],
        ["3", 1, 1, None, None, None],
        ["4", 2, 1, 1, 0, 0],
    ]
    assert told["reply_days"].tolist()[:2] == [6.0, 53.0]


@pytest.mark.parametrize(
    ("told", "steps"),
    [
        ({"visits": 0, "progress": "not_started"}, (False, False, False)),
        ({"visits": 2, "progress": "in_progress"}, (True, False, False)),
        ({"progress": "reported"}, (True, True, False)),
        ({"visits": 1, "reports": 1}, (True, True, False)),
        ({"progress": "converted"}, (True, True, True)),
        ({"converted": 2}, (True, True, True)),
        ({}, (False, False, False)),
    ],
)
def test_a_topic_is_as_far_as_its_counts_or_its_progress_say(
    told: dict[str, object], steps: tuple[bool, bool, bool]
) -> None:
    found = _topics([("甲局", "2023-11-20", told)])
    assert tuple(found.iloc[0][["is_visited", "is_reported", "is_converted"]]) == steps


def test_on_time_is_by_the_day_on_which_a_version_first_told_of_the_report() -> None:
    early, late = {"progress": "in_progress"}, {"progress": "reported"}
    found = _topics(
        [("甲局", "2023-11-20", early), ("甲局", "2023-11-25", late), ("乙局", "2023-12-02", late)]
    )
    assert found[["unit_id", "is_due", "is_on_time"]].values.tolist() == [
        ["甲局", True, True],
        ["乙局", True, False],
    ]


def test_a_count_left_open_is_unknown_and_told() -> None:
    found = _topics([("甲局", "2023-11-20", {"visits": 3}), ("乙局", "2023-11-20", {})])
    counted = research_counts(found, shown()).iloc[0]
    assert counted[["topics", "visits", "visits_open"]].tolist() == [2.0, 3.0, 1.0]
    assert counted[["found", "found_open"]].isna().tolist() == [True, False]
    assert counted[["visited", "visited_open"]].tolist() == [1.0, 1.0]


def _topics(sent: list[tuple[str, str, dict[str, object]]]):  # type: ignore[no-untyped-def]
    usual = {"topic": "社区养老", "research_type": "led", "due": "2023-11-30"}
    versions = VERSIONS.frame(
        {
            "submission_id": n,
            "row": n,
            "unit_id": unit,
            "sender": "g01",
            "key": unit,
            "fields": json.dumps(usual | told),
            "received_on": day,
            "file": str(n),
        }
        for n, (unit, day, told) in enumerate(sent, start=1)
    )
    newest = versions.drop_duplicates("key", keep="last").to_dict("records")
    fixed = {"form": "research_ledger", "group_id": "g01", "day": "", "week": 0}
    entries = ENTRIES.frame({**row, **fixed} for row in newest)
    return topics(entries, versions, shown(), pack(), today=TODAY)
