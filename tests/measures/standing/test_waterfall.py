"""Why a rate moved: the parts of a change add up to it, and silence is told apart from work."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures import waterfall
from measures.standing.waterfall import is_made_by
from tests.measures import drawn
from tests.measures.attention.test_worklist import panels

PACK = drawn.pack()


def district(panel, measure, week=2, **given):
    """The one line of the district."""
    return waterfall(panel, PACK, measure=measure, week=week, **given).iloc[0]


def test_a_rate_that_rose_because_two_units_did_not_report():
    panel = drawn.panel("""
        | unit | type         | group | orgs | w1 | w2 |
        | 甲   | section_team | g01   | 0    | 1  | 1  |
        | 乙   | section_team | g01   | 0    | 1  | 1  |
        | 丙   | section_team | g02   | 0    | 0  | .  |
        | 丁   | section_team | g02   | 0    | 0  | .  |
    """)
    row = district(panel, "study_week_share")
    assert (row["previous"], row["value"], row["change"]) == (0.5, 1.0, 0.5)
    assert row["newly_missing"] == pytest.approx(0.5)
    assert row["n_newly_missing"] == 2
    assert is_made_by(row["change"], row["newly_missing"])


def test_work_inside_units_is_within():
    panel = drawn.panel("""
        | unit | type         | group | orgs | w1 | w2 |
        | 甲   | section_team | g01   | 0    | 0  | 1  |
        | 乙   | section_team | g01   | 0    | 0  | 0  |
    """)
    row = district(panel, "study_reach")
    assert row["within"] == row["change"] == 0.5
    assert not is_made_by(row["change"], row["newly_in"])


def test_a_unit_that_changed_its_group_moves_two_groups_and_not_the_district():
    panel = drawn.panel("""
        | unit | type         | group | orgs | w1 | w2    |
        | 甲   | section_team | g01   | 0    | 1  | 1@g02 |
        | 乙   | section_team | g01   | 0    | 0  | 0     |
        | 丙   | section_team | g02   | 0    | 0  | 0     |
    """)
    assert district(panel, "study_reach")["change"] == 0
    rows = waterfall(panel, PACK, measure="study_reach", week=2, by="group").set_index("place_id")
    assert rows["change"].tolist() == [-0.5, 0.5]
    assert rows["moves"].tolist() == pytest.approx([-0.5, 0.5])
    assert rows["n_moves"].tolist() == [1, 1]


PARTS = ("newly_in", "newly_missing", "within", "denominators", "moves")
MEASURES = st.sampled_from(["study_reach", "study_org_share", "study_week_share", "completeness"])
BY = st.sampled_from(["district", "type", "group", "unit"])


@given(panels(), MEASURES, BY, st.data())
def test_the_parts_add_up_to_the_change(told, measure, by, data):
    week = data.draw(st.integers(2, len(told.cells)))
    since = data.draw(st.integers(1, week - 1))
    rows = waterfall(told.panel, PACK, measure=measure, week=week, since=since, by=by)
    total = sum(rows[part].to_numpy() for part in PARTS)
    change = rows["change"].to_numpy()
    known = ~np.isnan(change)
    assert np.abs(total[known] - change[known]).max(initial=0) < 1e-9
    assert np.isnan(total[~known]).all()


@given(panels(), MEASURES)
def test_backwards_every_part_has_the_other_sign(told, measure):
    panel, week = told.panel, len(told.cells)
    there = district(panel, measure, week=week, since=1)
    back = district(panel, measure, week=1, since=week)
    for part in ("within", "denominators", "moves"):
        assert np.isclose(there[part], -back[part], atol=1e-12, equal_nan=True)
    assert np.isclose(there["newly_in"], -back["newly_missing"], atol=1e-12, equal_nan=True)


def test_without_the_week_there_is_no_line():
    panel = drawn.panel("| unit | type | group | orgs | w1 |\n| 甲 | section_team | g01 | 0 | 1 |")
    assert len(waterfall(panel, PACK, measure="study_reach", week=1)) == 0
