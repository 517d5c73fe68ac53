"""A sheet is read by what its district set: headings, rules, types of its own."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from campaign import Calendar, District, Setting, pack_of, with_settings
from loaders import Hints, read_workbook
from tests.loaders.drawn import ROSTER, Reading, doubts, rows, workbook

STUDY, TALKS = "study_session_count", "discussion_session_count"
SHEET = """
    | 周报表（第3周） |          |      |
    | 单位名称        | 围炉夜话 | 集中学习 |
    | 区财政局        | 7        | 2    |
"""
DISTRICT = District("d1", "某区", "c2023_ztjy", Calendar(date(2023, 10, 2), n_weeks=16))
HEADING = Setting("heading", f"weekly_report/{TALKS}", 1, json.dumps(["围炉夜话"]))
RULE = {"left": TALKS, "op": "less_than_or_equal_to", "right": 5}


def read_as_set(*settings: Setting) -> Reading:
    pack = pack_of(with_settings(DISTRICT, settings))
    data = workbook(SHEET)
    return read_workbook(data, file_name="周报.xlsx", roster=ROSTER, pack=pack, hints=Hints())


def test_a_heading_that_was_taught_is_read_as_its_quantity() -> None:
    assert "围炉夜话" in str([issue.raw for issue in read_as_set().all_issues])
    assert rows(read_as_set(HEADING))[TALKS].tolist() == [7]


def test_a_rule_of_ones_own_holds_the_row_it_is_broken_in() -> None:
    own = Setting("rule", "talks", 1, json.dumps(RULE))
    found = read_as_set(HEADING, own)
    assert [doubt.partition(" ")[0] for doubt in doubts(found)] == ["K02"]
    assert not rows(found)["accepted"].any()
    lax = replace(own, content=json.dumps({**RULE, "right": 9}))
    assert doubts(read_as_set(HEADING, lax)) == []
