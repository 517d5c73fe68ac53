"""What a parent that reports 含所属 counts beside the units below it; figures by week and unit."""

from dataclasses import replace

import numpy as np
import pytest

from campaign import NEWEST_RULES, Lineage
from measures import figures_to_verify, frequency, known_totals, narrow, standing, worklist
from tests.measures import drawn
from tests.measures.told import Told

PACK = drawn.pack()
STUDY = PACK.quantity["study_session_count"]
ORGS = PACK.quantity["study_org_covered"]
TOTAL = STUDY.id + "@cumulative"
WORDS = {"e": {STUDY.id: "e"}, "n": {STUDY.id: "n"}, "-": None}


def family(*weeks, parents, including, left=(), rules=NEWEST_RULES, orgs=()):
    """A panel of section teams; a week's figures are numbers, `/12` for a total, a word of WORDS.

    `left` names the week from which on a unit is closed.
    """
    cells = tuple(tuple(cell(told) for told in week.split()) for week in weeks)
    n = len(parents)
    told = Told(("section_team",) * n, orgs or (0,) * n, cells)
    for unit, since in dict(left).items():
        for week in range(since, len(weeks) + 1):
            told = told.with_cell(week, unit, "away")
    lasting = [
        replace(week, lineage=lineage(week.member, parents, including)) for week in told.panel.weeks
    ]
    return replace(told.panel, weeks=tuple(lasting), rules=rules)


def lineage(member, parents, including):
    """Who stands under whom; who is no member has been closed."""
    n = len(parents)
    groups = np.array([i % 3 for i in range(n)])
    return Lineage(
        parent=np.array(parents),
        including=np.isin(np.arange(n), including),
        left_type=np.where(member, -1, [t.id for t in PACK.types].index("section_team")),
        left_group=np.where(member, -1, groups),
        began=np.full(n, drawn.CALENDAR.starts_on.toordinal()),
        successor=np.full(n, -1),
    )


def cell(told):
    """One cell of a week: `3`, `/12`, `3/12`, or a word."""
    if told in WORDS:
        return WORDS[told]
    weekly, _, total = told.partition("/")
    return ({STUDY.id: float(weekly)} if weekly else {}) | ({TOTAL: float(total)} if total else {})


def rows(panel, quantity=STUDY):
    """By week, what each unit's week counts and what it has counted since the launch."""
    return [
        ([None if np.isnan(n) else int(n) for n in s.week], s.total.astype(int).tolist())
        for s in known_totals(panel, quantity)
    ]


@pytest.mark.parametrize(
    ("week", "parents", "including", "own"),
    [
        ("13 4 4 4", (-1, 0, 0, 0), (0,), [1, 4, 4, 4]),
        ("13 4 4 4", (-1, 0, 0, 0), (), [13, 4, 4, 4]),  # 本级
        ("13 4 - 0", (-1, 0, 0, 0), (0,), [9, 4, None, 0]),
        ("13 4 e n", (-1, 0, 0, 0), (0,), [9, 4, None, None]),
        ("10 4 4 4", (-1, 0, 0, 0), (0,), [0, 4, 4, 4]),
        ("- 4 4 4", (-1, 0, 0, 0), (0,), [None, 4, 4, 4]),
        ("20 12 5 5 3", (-1, 0, 1, 1, 0), (0, 1), [5, 2, 5, 5, 3]),  # grandchildren
        ("20 - 5 5 3", (-1, 0, 1, 1, 0), (0, 1), [7, None, 5, 5, 3]),  # whose parent is silent
        ("20 2 5 5 3", (-1, 0, 1, 1, 0), (0,), [5, 2, 5, 5, 3]),  # whose parent is 本级
        ("20 4 5 5 3", (-1, 0, 1, 1, 0), (0, 1), [7, 0, 5, 5, 3]),  # who counts more than all
        ("3 5 5 12 20", (3, 3, 3, 4, -1), (3, 4), [3, 5, 5, 0, 7]),  # in another order
        ("5 2", (1, 0), (0, 1), None),  # a circle of parents ends
        ("5", (0,), (0,), [5]),  # its own parent
    ],
)
def test_a_parent_counts_what_those_below_it_leave(week, parents, including, own):
    counted = rows(family(week, parents=parents, including=including))[0][0]
    assert own is None or counted == own
    sent = rows(family(week, parents=parents, including=including, rules=1))[0][0]
    assert sent == [int(n) if n.isdigit() else None for n in week.split()]


def test_weeks_and_totals_of_a_family_add_up_to_the_parents_figure():
    weeks = ("13 4 8", "13 - 9", "13 4 -", "13 5 5")
    told = rows(family(*weeks, parents=(-1, 0, 0), including=(0,)))
    assert [own[0] for own, _ in told] == [1, 4, 9, 3]
    assert [sum(total) for _, total in told] == [13, 26, 39, 52]


def test_a_child_that_makes_up_for_silent_weeks_is_not_counted_again():
    weeks = ("13 /4 8", "13 - 8", "13 /12 8")  # 8 in two weeks; the parent's had them
    told = rows(family(*weeks, parents=(-1, 0, 0), including=(0,)))
    assert [own for own, _ in told] == [[1, 4, 8], [5, None, 8], [5, None, 8]]
    assert [sum(total) for _, total in told] == [13, 26, 39]


def test_totals_of_a_parent_leave_what_those_below_it_leave():
    weeks = ("/13 /4 8", "/26 /8 8", "/39 /12 -")
    told = rows(family(*weeks, parents=(-1, 0, 0), including=(0,)))
    assert [own for own, _ in told] == [[1, 4, 8], [1, 4, 8], [9, 4, None]]
    assert [total for _, total in told] == [[1, 4, 8], [2, 8, 16], [11, 12, 16]]


def test_a_closed_child_keeps_what_it_did_and_its_parent_does_not_take_it_over():
    weeks = ("/13 4 8", "/26 4 8", "/34 - 8")
    panel = family(*weeks, parents=(-1, 0, 0), including=(0,), left=((1, 3),))
    assert rows(panel)[-1][1] == [2, 8, 24]
    frame = frequency(panel, PACK, STUDY.id)
    assert frame["cumulative"].tolist() == [13, 26, 34]
    assert frame["n_expected"].tolist() == [3, 3, 2]
    by_group = frequency(panel, PACK, STUDY.id, by="group", week=3)
    assert dict(zip(by_group["place_id"], by_group["cumulative"], strict=True)) == {
        "g01": 2,
        "g02": 8,
        "g03": 24,
    }
    assert frequency(replace(panel, rules=1), PACK, STUDY.id)["cumulative"].tolist() == [25, 50, 58]


def test_organisations_follow_their_figures():
    panel = family("1 1 1", parents=(-1, 0, 0), including=(0,), orgs=(9, 2, 3))
    (week,) = panel.weeks
    values = np.array(week.values)
    values[panel.slot_index[ORGS.id]] = [8, 2, np.nan]
    panel = replace(panel, weeks=(replace(week, values=values),))
    row = standing(panel, PACK, measures=["study_org_share"]).iloc[0]
    assert (row["numerator"], row["denominator"]) == (8, 9)


def test_a_silent_child_may_take_all_that_its_parent_counts():
    panel = family("5 - 1", parents=(-1, 0, -1), including=(0,))
    row = standing(panel, PACK, measures=["study_reach"]).iloc[0]
    assert (row["value"], row["lowest"], row["highest"]) == (2 / 3, 1 / 3, 1)
    whole = family("5 2 1", parents=(-1, 0, -1), including=(0,))
    row = standing(whole, PACK, measures=["study_reach"]).iloc[0]
    assert (row["lowest"], row["highest"]) == (1, 1)


def test_a_narrowed_panel_counts_the_same_parts():
    panel = family("13 4 4 4", parents=(-1, 0, 0, 0), including=(0,))
    narrowed = narrow(panel, units=("u0",))
    assert frequency(narrowed, PACK, STUDY.id)["week_sum"].tolist() == [1]


def test_a_negative_part_is_a_doubt_with_its_cell():
    panel = family("10 4 8", "13 4 8", "/20 4 8", parents=(-1, 0, 0), including=(0,))
    today = panel.weeks[-1].week.ends_on
    found = figures_to_verify(panel, PACK, entries={}, today=today).doubts
    told = found[found["code"] == "children_differ"]
    assert told[["unit_id", "week", "value"]].values.tolist() == [["u0", 1, 2.0]]


def test_a_part_that_would_be_negative_is_no_week_without_study():
    parents = (-1, 0, 0)
    listed = {}
    for week in ("10 4 8", "12 4 8"):
        panel = family(*(week,) * 3, parents=parents, including=(0,))
        last = panel.weeks[-1].week
        found = worklist(panel, PACK, week=last.number, today=last.ends_on)
        listed[week] = [r.code for r in found[0].reasons if r.code == "zero_streak"]
    assert listed == {"10 4 8": [], "12 4 8": ["zero_streak"]}
