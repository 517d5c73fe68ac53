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


BOARDS = """
    | unit   | type         | group | parent_id | scope     | valid_from | valid_to   |
    | 教育局 | section_team | g01   |           | including | 2023-10-02 |            |
    | 卫健局 | section_team | g02   |           | including | 2023-10-02 |            |
    | 校医院 | second_tier  | g01   | 教育局    | own       | 2023-10-02 | 2023-10-08 |
    | 体育局 | section_team | g01   |           | own       | 2023-10-02 |            |
    | 体校   | second_tier  | g01   | 体育局    | own       | 2023-10-02 |            |
"""
BACK = """
    | unit   | type         | group | parent_id | scope     | valid_from |
    | 校医院 | second_tier  | g02   | 卫健局    | own       | 2023-10-16 |
    | 体育局 | section_team | g01   |           | including | 2023-10-16 |
"""
SENT = (
    "教育局 10/10 | 卫健局 10/10 | 校医院 6/6 | 体育局 5/5 | 体校 3/3",
    "教育局 1/11 | 卫健局 0/10 | 体育局 1/6 | 体校 1/4",
    "教育局 1/6 | 卫健局 2/18 | 校医院 2/8 | 体育局 3/13 | 体校 2/6",
)


def test_who_was_closed_and_comes_back_elsewhere_counts_once(ledger: Ledger) -> None:
    """The clinic did 6 and is closed in week 2; the one board gives them up, the other takes them
    in. From week 3 on the sports board reports for its school, with all of before."""
    enter(ledger, roster(BOARDS))
    for week, lines in enumerate(SENT, 1):
        if week == 3:
            enter(ledger, roster(BACK), at=hour(330))
        cells = [f"| {' | '.join(line.replace('/', ' ').split())} |" for line in lines.split("|")]
        report = "\n".join([f"| unit | {STUDY} | {STUDY}@cumulative |", *cells])
        enter(ledger, weekly(report, week=week, sender=""), at=hour(168 * week - 100))
    panel = ledger.panel(DISTRICT.id, OFFICE)
    assert [line[2:4] for line in told(panel)] == [(28, 28), (3, 31), (6, 37)]
    by_unit = {line[0]: line[2:4] for line in told(panel, "unit") if line[1] == 3}
    assert [by_unit[name] for name in ("教育局", "卫健局", "校医院", "体育局", "体校")] == [
        (1, 6),
        (0, 10),
        (2, 8),
        (1, 7),
        (2, 6),
    ]
    rows = frequency(panel, PACK, STUDY, by="unit", week=3)
    assert set(rows.loc[rows["is_lower_bound"], "place_id"]) == {"财政局", "民政局", "水务局"}
    scoped = ledger.panel(DISTRICT.id, group_viewer("g02"))
    assert [line[2:4] for line in told(scoped)][-1] == (2, 18)
