"""Lowest and highest possible: what is missing may be anything, and what is said may not hold."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures import bounds, findings, standing
from tests.measures import drawn
from tests.measures.told import Told

PACK = drawn.pack()
STUDY, ORGS = "study_session_count", "study_org_covered"


def claim(panel, name, week, measure="study_reach"):
    """The district's line of one claim."""
    rows = bounds(panel, PACK, measure=measure, week=week)
    return rows[rows["claim"] == name].iloc[0]


def test_a_lead_that_silent_units_cannot_undo_survives():
    # Week 2 of 8: a quarter is due; two of three are reached whatever the third says.
    panel = drawn.panel("""
        | unit | type         | group | orgs | w1 | w2 |
        | 甲   | section_team | g01   | 0    | 1  | 1  |
        | 乙   | section_team | g01   | 0    | 1  | 1  |
        | 丙   | section_team | g01   | 0    | .  | .  |
    """)
    row = claim(panel, "plan", 2)
    assert (row["value"], row["lowest"], row["highest"]) == (2 / 3, 2 / 3, 1)
    assert (row["survives"], row["n_missing"]) == (True, 1)


def test_a_lag_that_silent_units_might_undo_does_not_survive():
    # Nobody reached, a quarter due, and one of three may well be.
    panel = drawn.panel("""
        | unit | type         | group | orgs | w1 | w2 |
        | 甲   | section_team | g01   | 0    | 0  | 0  |
        | 乙   | section_team | g01   | 0    | 0  | 0  |
        | 丙   | section_team | g01   | 0    | 0  | .  |
    """)
    row = claim(panel, "plan", 2)
    assert (row["value"], row["highest"], row["survives"]) == (0, 1 / 3, False)


def test_a_rise_that_may_have_come_a_week_earlier_does_not_survive():
    panel = drawn.panel("""
        | unit | type         | group | orgs | w1 | w2 |
        | 甲   | section_team | g01   | 0    | .  | 1  |
        | 乙   | section_team | g01   | 0    | 1  | 1  |
    """)
    row = claim(panel, "change", 2)
    assert (row["value"], row["lowest"], row["highest"]) == (0.5, 0, 0.5)
    assert not row["survives"]


def test_a_cumulative_figure_closes_the_weeks_before_it():
    panel = drawn.panel("""
        | unit | type         | group | orgs | w1 | w2  |
        | 甲   | section_team | g01   | 0    | .  | 0/0 |
    """)
    row = claim(panel, "plan", 2)
    assert (row["highest"], row["n_missing"]) == (0, 0)


@pytest.mark.parametrize("measure", ["study_reach", "study_org_share", "study_week_share"])
def test_without_anything_missing_there_is_nothing_between_lowest_and_highest(measure):
    panel = drawn.panel(
        """
        | unit | type         | group | orgs | w1 | w2 |
        | 甲   | section_team | g01   | 4    | 0  | 1  |
        | 乙   | section_team | g01   | 2    | 2  | 0  |
        """,
        orgs={"甲": [1, 2], "乙": [0, 2]},
    )
    for row in bounds(panel, PACK, measure=measure, week=2).to_dict("records"):
        assert row["lowest"] == row["value"] == row["highest"]
        assert row["survives"]


@st.composite
def masked(draw):
    """What was really so, and the same with any of its reports missing."""
    n, weeks = draw(st.integers(1, 5)), draw(st.integers(2, 4))
    types = tuple(
        draw(st.lists(st.sampled_from(["section_team", "grassroots"]), min_size=n, max_size=n))
    )
    orgs = tuple(draw(st.lists(st.sampled_from([0, 3, 9]), min_size=n, max_size=n)))
    covered = [
        sorted(draw(st.lists(st.integers(0, k), min_size=weeks, max_size=weeks))) for k in orgs
    ]
    rows = tuple(
        tuple(
            "away" if draw(st.integers(0, 9)) == 0
            else {STUDY: float(draw(st.integers(0, 1))), ORGS: float(covered[i][w])}
            for i in range(n)
        )
        for w in range(weeks)
    )  # fmt: skip
    told = Told(types, orgs, rows)
    observed = told
    for w in range(weeks):
        for i in range(n):
            if rows[w][i] != "away" and draw(st.booleans()):
                observed = observed.with_cell(w + 1, i, draw(st.sampled_from([None, "held"])))
    return told, observed


MEASURES = ("study_reach", "study_org_share", "study_week_share", "completeness")


@given(masked(), st.sampled_from(MEASURES[:3]), st.sampled_from(["district", "type", "group"]))
def test_whatever_was_really_so_lies_inside(pair, measure, by):
    told, observed = pair
    week = len(told.cells)
    truth = standing(told.panel, PACK, week=week, by=by, measures=[measure])
    seen = standing(observed.panel, PACK, week=week, by=by, measures=[measure])
    assert (truth["place_id"] == seen["place_id"]).all()
    low, high, real = (
        seen["lowest"].to_numpy(),
        seen["highest"].to_numpy(),
        truth["value"].to_numpy(),
    )
    known = ~np.isnan(real)
    assert (low[known] <= real[known] + 1e-12).all()
    assert (real[known] <= high[known] + 1e-12).all()


@given(masked(), st.sampled_from(MEASURES[:3]), st.sampled_from(["district", "group"]))
def test_a_claim_that_survives_is_true_of_what_was_really_so(pair, measure, by):
    told, observed = pair
    week = len(told.cells)
    seen = bounds(observed.panel, PACK, measure=measure, week=week, by=by)
    real = bounds(told.panel, PACK, measure=measure, week=week, by=by)
    key = ["place_id", "claim"]
    both = seen.merge(real[[*key, "value"]].rename(columns={"value": "real"}), on=key)
    assert (both["lowest"] <= both["real"] + 1e-12).all()
    assert (both["real"] <= both["highest"] + 1e-12).all()
    for row in both[both["survives"]].to_dict("records"):
        against = 0.0
        if row["claim"] == "plan":
            rows = standing(told.panel, PACK, week=week, by=by, measures=[measure])
            against = float(rows.set_index("place_id").loc[row["place_id"], "plan"])
        assert said(row["value"] - against) == said(row["real"] - against)


def said(difference):
    """Down, level or up, to a tenth of a point."""
    return 0 if abs(difference) < 0.0005 else np.sign(difference)


def test_a_share_that_is_not_made_of_units_is_refused():
    panel = drawn.panel("| unit | type | group | orgs | w1 |\n| 甲 | section_team | g01 | 0 | 1 |")
    with pytest.raises(KeyError):
        bounds(panel, PACK, measure="timeliness", week=1)
    assert len(bounds(replace(panel, weeks=()), PACK, measure="study_reach", week=1)) == 0


def behind(panel):
    """The findings on types and groups, by place."""
    found = findings(panel, PACK)
    return {f.places[0].id: f for f in found if f.code in ("type_behind", "group_uneven")}


def with_types(n_ahead, n_zero, n_silent):
    """A panel of a week: section units that studied, and grassroots units that did not or are
    silent."""
    types = ("section_team",) * n_ahead + ("grassroots",) * (n_zero + n_silent)
    cells = ({STUDY: 1.0},) * n_ahead + ({STUDY: 0.0},) * n_zero + (None,) * n_silent
    return Told(types, (0,) * len(types), (cells,)).panel


def test_a_type_far_behind_stays_so_when_few_are_silent_and_may_not_when_many_are():
    assert behind(with_types(30, 20, 2))["grassroots"].survives
    assert not behind(with_types(30, 20, 80))["grassroots"].survives


@given(st.data())
def test_a_finding_that_survives_is_found_in_what_was_really_so(data):
    # Grassroots units mostly without study, others mostly with it, some of either silent.
    silent = data.draw(st.integers(0, 9))
    types = ("section_team",) * 20 + ("grassroots",) * 12
    told = tuple(
        {STUDY: float(data.draw(st.integers(0, 9)) > (1 if kind == "section_team" else 7))}
        for kind in types
    )
    order = data.draw(st.permutations(range(len(types))))
    seen = tuple(None if i in order[:silent] else cell for i, cell in enumerate(told))
    really = behind(Told(types, (0,) * len(types), (told,)).panel)
    for place, finding in behind(Told(types, (0,) * len(types), (seen,)).panel).items():
        if finding.survives:
            assert place in really
