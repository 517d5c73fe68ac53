"""Figures by the rules of their revision, and rosters that change, from the ledger to the sums."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign import FIRST_RULES, NEWEST_RULES, Panel, load_pack
from ledger import Ledger, open_ledger
from measures import frequency, standing, visits
from measures.logs.recency import unit_visits
from tests.ledger.drawn import DISTRICT, OFFICE, enter, group_viewer, hour, log, roster, weekly
from tests.ledger.kept import FIRST_RULED, unpacked

PACK = load_pack(DISTRICT.pack_id)
STUDY = "study_session_count"
FAMILY = """
    | unit   | type         | group | parent_id | scope     | valid_from | valid_to   |
    | 教育局 | section_team | g01   |           | including | 2023-10-02 |            |
    | 一中   | second_tier  | g01   | 教育局    | own       | 2023-10-02 |            |
    | 二中   | second_tier  | g02   | 教育局    | own       | 2023-10-02 | 2023-10-18 |
    | 三中   | second_tier  | g02   |           | own       | 2023-10-17 |            |
"""


def told(panel: Panel, by: str = "district") -> list[tuple[str, int, float, float, int]]:
    """A line a place and week: the week's sum, the sum since the launch, how many are awaited."""
    frame = frequency(panel, PACK, STUDY, by=by)
    columns = ["place_id", "week", "week_sum", "cumulative", "n_expected"]
    return [tuple(row) for row in frame[columns].itertuples(index=False)]


@pytest.mark.parametrize("version", FIRST_RULED[-1:])
def test_what_was_counted_by_earlier_rules_stays_as_it_was(version: str, tmp_path: Path) -> None:
    ledger = open_ledger(f"sqlite:///{unpacked(version, tmp_path)}")
    if ledger.record.closed(DISTRICT.id):
        ledger.record.resume(DISTRICT.id, by=OFFICE, at=hour(500), reason="更换统计规则")
    for week, total in ((3, 4), (4, 6)):
        report = f"| unit | {STUDY}@cumulative |\n| 财政局 | {total} |"
        enter(ledger, weekly(report, week=week), at=hour(510 + week))
    before, last = told(ledger.panel(DISTRICT.id, OFFICE)), ledger.revision(DISTRICT.id)
    ledger.record.count_by(DISTRICT.id, NEWEST_RULES, by=OFFICE, at=hour(520))
    after = ledger.panel(DISTRICT.id, OFFICE)
    assert [line[2] for line in told(after)][-1] == 2
    assert str([line[2] for line in before][-1]) == "nan"
    then = ledger.panel(DISTRICT.id, OFFICE, as_of=last)
    assert (then.rules, after.rules) == (FIRST_RULES, NEWEST_RULES)
    assert str(told(then)) == str(before)
    ledger.close()


@pytest.fixture
def family(ledger: Ledger) -> Ledger:
    """Beside three units that are silent: a board over two schools, one of them closed in week 3,
    and a school that began in it."""
    enter(ledger, roster(FAMILY))
    body = ("| 教育局 | 13 |", "| 一中 | 4 |", "| 二中 | 5 |", "| 三中 | 1 |")
    for week, lines in ((1, body[:3]), (2, body[:3]), (3, (body[0], body[1], body[3]))):
        report = "\n".join([f"| unit | {STUDY} |", *lines])
        enter(ledger, weekly(report, week=week, sender=""), at=hour(168 * week - 100))
    return ledger


def test_a_closed_unit_keeps_what_it_did_and_is_awaited_no_more(family: Ledger) -> None:
    panel = family.panel(DISTRICT.id, OFFICE)
    assert told(panel) == [
        ("d1", 1, 13, 13, 6),
        ("d1", 2, 13, 26, 6),
        ("d1", 3, 14, 40, 6),  # the board's own part is 9: the closed school reports no more
    ]
    by_group = {line[:2]: line[2:] for line in told(panel, "group")}
    assert by_group["g02", 2] == (5, 10, 2)
    assert by_group["g02", 3] == (1, 11, 2)
    scoped = family.panel(DISTRICT.id, group_viewer("g02"))
    assert [line[2:] for line in told(scoped)] == [(5, 5, 2), (5, 10, 2), (1, 11, 2)]
    reach = standing(panel, PACK, week=3, measures=["study_reach"]).iloc[0]
    assert (reach["numerator"], reach["denominator"]) == (3, 6)


def test_a_unit_owes_from_the_day_it_exists(family: Ledger) -> None:
    enter(family, log("| unit | day | method |\n| 教育局 | 2023-10-03 | hear |"), at=hour(400))
    panel = family.panel(DISTRICT.id, OFFICE)
    made = visits(family.entries(DISTRICT.id, OFFICE, "guidance_log"), PACK)
    seen = unit_visits(made, panel, PACK, today=panel.weeks[-1].week.ends_on)
    days = dict(zip(seen["unit_id"], seen["days"], strict=True))
    assert (days["三中"], days["一中"]) == (5, 20)  # to 22 October, from 17 and from the launch
    plans = frequency(panel, PACK, "discussion_session_count", by="unit", week=3)
    plan = dict(zip(plans["place_id"], plans["plan"], strict=True))
    assert plan["三中"] == pytest.approx(plan["一中"] / 3)
