"""Effort of each group, from the log."""

from __future__ import annotations

import json
import math

import pytest

from campaign import ENTRIES
from measures import effort_by_group, group_effort, visits
from tests.measures.drawn import pack, panel

UNITS = """
| unit | type         | group | orgs | w1 |
| 甲   | county_team  | g01   | 0    | 1  |
| 乙   | section_team | g01   | 0    | 1  |
| 丙   | section_team | g02   | 0    | 1  |
| 丁   | section_team | g03   | 0    | 1  |
"""


def log(*rows):
    """(unit, group, how often, workstreams) as VISITS of week 1."""
    return visits(
        ENTRIES.frame(
            {
                "submission_id": 1,
                "form": "guidance_log",
                "row": i,
                "unit_id": unit,
                "group_id": group,
                "day": "2023-10-03",
                "week": 1,
                "key": "",
                "fields": json.dumps({"method": ["hear"], "stream": streams}),
            }
            for unit, group, times, streams in rows
            for i in range(times)
        ),
        pack(),
    )


LOG = log(
    ("甲", "g01", 24, ["study"]),
    ("甲", "g01", 2, ["study", "rectify"]),
    ("丙", "g02", 6, ["study"]),
    ("丙", "g02", 6, ["rectify"]),
)


def cell(group, stream, column):
    rows = effort_by_group(LOG, panel(UNITS), pack()).set_index(["group_id", "stream"])
    return rows.loc[(group, stream), column]


def test_a_visit_is_shared_by_its_workstreams_and_every_workstream_has_a_cell():
    assert (cell("g01", "study", "visits"), cell("g01", "rectify", "visits")) == (25, 1)
    assert cell("g01", "research", "visits") == 0
    rows = effort_by_group(LOG, panel(UNITS), pack())
    assert len(rows) == 3 * len(pack().workstreams)


def test_expected_follows_the_mix_of_all_groups():
    """31 of 38 visits were study; g02 made 12."""
    assert cell("g02", "study", "expected") == pytest.approx(12 * 31 / 38)
    assert cell("g02", "rectify", "residual") > 2
    assert cell("g02", "study", "residual") < 0
    assert cell("g01", "rectify", "shade") == 1, "26 × 7 ÷ 38 is between 1 and 5"


def test_the_plan_keeps_each_groups_visits_and_fills_the_emptiest():
    rows = effort_by_group(LOG, panel(UNITS), pack())
    for _, own in rows.groupby("group_id"):
        assert own["plan"].sum() == pytest.approx(own["visits"].sum())
    assert rows[rows["group_id"] == "g01"]["plan"].min() == 4


def test_a_group_line_says_its_load_beside_its_interval():
    rows = group_effort(LOG, panel(UNITS), pack()).set_index("group_id")
    assert rows.loc["g01", ["visits", "units", "per_unit"]].tolist() == [26, 2, 13]
    assert rows.loc["g01", "low"] < 13 < rows.loc["g01", "high"]
    assert rows.loc["g01", "evenness"] < rows.loc["g01", "expected_evenness"] < 1
    assert rows["is_uneven"].tolist() == [True, False, False], "12 visits are too few to tell"


def test_a_group_without_a_visit_has_no_evenness_and_is_not_even():
    row = group_effort(LOG, panel(UNITS), pack()).set_index("group_id").loc["g03"]
    assert row["visits"] == 0
    assert math.isnan(row["evenness"])
    assert math.isnan(row["expected_evenness"])
