"""How far study reaches."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures import narrow, org_share_spread
from measures.counting.places import members
from measures.standing.coverage import study_org_share, study_reach
from tests.measures import drawn

ROSTER = """
    | unit | type         | group | orgs | w1 | w2  | w3 |
    | 甲   | county_team  | g01   | 4    | 2  | 0   | .  |
    | 乙   | section_team | g01   | 8    | 0  | /3  | 1  |
    | 丙   | section_team | g02   | 0    | 0  | 0   | 0  |
    | 丁   | non_public   | g02   | 0    | .  | .   | .  |
"""


def last(frame, **columns):
    """The single row of the last week with these columns."""
    for name, value in columns.items():
        frame = frame[frame[name] == value]
    return frame[frame["week"] == frame["week"].max()].iloc[0]


def test_a_unit_is_reached_by_a_weekly_or_a_cumulative_figure():
    reach = study_reach(drawn.panel(ROSTER), drawn.pack())
    assert reach["numerator"].tolist() == [1, 2, 2]
    assert reach["denominator"].tolist() == [4, 4, 4]


def test_a_unit_never_heard_of_is_unknown_and_widens_the_bounds():
    row = last(study_reach(drawn.panel(ROSTER), drawn.pack()))
    assert (row["lowest"], row["value"], row["highest"]) == (0.5, 0.5, 0.75)
    assert (row["n_reported"], row["n_expected"]) == (3, 4)


def test_a_row_without_a_study_figure_leaves_the_unit_unknown():
    panel = drawn.panel("""
        | unit | type         | group | orgs | w1    |
        | 甲   | section_team | g01   | 0    | blank |
    """)
    row = last(study_reach(panel, drawn.pack()))
    assert (row["lowest"], row["highest"], row["n_reported"]) == (0, 1, 0)


def test_the_plan_rises_evenly_to_all_by_week_eight():
    plan = study_reach(drawn.panel(ROSTER), drawn.pack())["plan"]
    assert plan.tolist() == [1 / 8, 2 / 8, 3 / 8]


def test_membership_counts_as_of_the_week():
    panel = drawn.panel("""
        | unit | type         | group | orgs | w1 | w2    | w3 |
        | 甲   | section_team | g01   | 0    | 1  | 1@g02 | -  |
        | 乙   | section_team | g01   | 0    | 0  | 0     | 0  |
    """)
    reach = study_reach(panel, drawn.pack(), by="group").set_index(["week", "place_id"])
    counts = reach[["numerator", "denominator"]].astype(int).apply(tuple, axis=1).to_dict()
    assert counts == {
        (1, "g01"): (1, 2),
        (2, "g01"): (0, 1),
        (2, "g02"): (1, 1),
        (3, "g01"): (0, 1),
    }


def test_nothing_on_the_roster_is_null_and_never_zero_percent():
    panel = drawn.panel("""
        | unit | type         | group | orgs | w1 |
        | 甲   | section_team | g01   | 0    | -  |
    """)
    row = last(study_reach(panel, drawn.pack()))
    assert row["denominator"] == 0
    assert np.isnan([row["value"], row["lowest"], row["highest"], row["plan"]]).all()


def test_organisation_share_is_the_last_known_and_leaves_out_units_without_children():
    panel = drawn.panel(ROSTER, orgs={"甲": [1, 3], "乙": [None, None, 2]})
    shares = study_org_share(panel, drawn.pack(), by="unit", week=3).set_index("place_id")
    assert shares["value"].loc[["甲", "乙"]].tolist() == [3 / 4, 2 / 8]
    assert shares["value"].loc[["丙", "丁"]].isna().all()
    assert shares["n_expected"].tolist() == [1, 1, 0, 0]


def test_the_districts_share_divides_by_known_units_and_bounds_the_rest():
    panel = drawn.panel(ROSTER, orgs={"甲": [1, 3]})
    row = last(study_org_share(panel, drawn.pack()))
    assert (row["numerator"], row["denominator"]) == (3, 4)
    # 乙 is not known at all, and 甲 left week 3 open: its fourth may have begun.
    assert (row["lowest"], row["highest"]) == (3 / 12, 12 / 12)


def test_spread_gives_median_quartiles_and_how_many():
    panel = drawn.panel(
        """
        | unit | type       | group | orgs | w1 |
        | 甲   | grassroots | g01   | 10   | 1  |
        | 乙   | grassroots | g01   | 10   | 1  |
        | 丙   | grassroots | g01   | 10   | 1  |
        | 丁   | grassroots | g01   | 10   | .  |
        | 戊   | non_public | g01   | 0    | 1  |
        """,
        orgs={"甲": [2], "乙": [6], "丙": [10]},
    )
    spread = org_share_spread(panel, drawn.pack(), week=1).set_index("place_id")
    row = spread.loc["grassroots"]
    assert (row["n"], row["lower_quartile"], row["median"], row["upper_quartile"]) == (
        3,
        0.4,
        0.6,
        0.8,
    )
    assert spread.loc["non_public", "n"] == 0
    assert np.isnan(spread.loc["non_public", "median"])


def test_narrowing_to_a_group_keeps_only_its_units():
    row = last(study_reach(narrow(drawn.panel(ROSTER), groups=["g01"]), drawn.pack()))
    assert (row["numerator"], row["denominator"]) == (2, 2)
    both = narrow(drawn.panel(ROSTER), groups=["g02"], types=["non_public"], units=["丁"])
    assert members(both)[-1].tolist() == [False, False, False, True]


def test_narrowing_by_nothing_is_the_same_panel():
    panel = drawn.panel(ROSTER)
    assert narrow(panel) is panel


CELLS = st.sampled_from([".", "0", "1", "2", "/0", "/3", "1/4", "0/0", "blank", "n/a", "held", "-"])
UNIT = st.tuples(
    st.sampled_from(["county_team", "section_team", "second_tier", "grassroots", "non_public"]),
    st.sampled_from(["g01", "g02"]),
    st.lists(CELLS, min_size=4, max_size=4),
)


def table(units) -> str:
    """The drawing of some units."""
    head = "| unit | type | group | orgs | w1 | w2 | w3 | w4 |"
    rows = [
        f"| {i} | {t} | {g} | 3 | {' | '.join(cells)} |" for i, (t, g, cells) in enumerate(units)
    ]
    return "\n".join([head, *rows])


def slow_reach(cells, week):
    """(reached, known) of one unit, read cell by cell."""
    figures = [
        float(part)
        for cell in cells[:week]
        if cell[0].isdigit() or cell[0] == "/"
        for part in cell.split("/")
        if part
    ]
    return any(f > 0 for f in figures), bool(figures)


@given(st.lists(UNIT, min_size=1, max_size=6), st.integers(1, 4))
def test_reach_agrees_with_reading_cell_by_cell(units, week):
    row = study_reach(drawn.panel(table(units)), drawn.pack(), week=week).iloc[0]
    there = [slow_reach(cells, week) for _, _, cells in units if cells[week - 1] != "-"]
    assert row["numerator"] == sum(is_reached for is_reached, _ in there)
    assert row["n_reported"] == sum(is_known for _, is_known in there)
    assert row["denominator"] == len(there)


@given(st.lists(UNIT, min_size=1, max_size=6), st.sampled_from(["type", "group", "unit"]))
def test_the_parts_add_up_to_the_district(units, by):
    panel, pack = drawn.panel(table(units)), drawn.pack()
    columns = ["numerator", "denominator", "n_reported", "n_expected"]
    parts = study_reach(panel, pack, by=by).groupby("week")[columns].sum()
    whole = study_reach(panel, pack).set_index("week")[columns]
    assert parts.reindex(whole.index, fill_value=0).eq(whole).all(axis=None)


@given(st.lists(UNIT, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_units_changes_nothing(units, random):
    shuffled = random.sample(units, len(units))
    first, second = (
        study_reach(drawn.panel(table(u)), drawn.pack(), by="type") for u in (units, shuffled)
    )
    assert first.equals(second)


@given(st.lists(UNIT, min_size=1, max_size=5), st.data())
def test_bounds_contain_every_completion_of_units_never_heard_of(units, data):
    before = study_reach(drawn.panel(table(units)), drawn.pack(), week=4).iloc[0]
    filled = []
    for type_id, group_id, cells in units:
        if not slow_reach(cells, 4)[1] and cells[3] != "-":
            cells = [*cells[:3], data.draw(st.sampled_from(["0", "1", "/0", "/7"]))]
        filled.append((type_id, group_id, cells))
    after = study_reach(drawn.panel(table(filled)), drawn.pack(), week=4).iloc[0]
    assert np.isnan(before["value"]) or before["lowest"] <= after["value"] <= before["highest"]
    assert np.isnan(before["value"]) or not np.isnan(after["value"])


def test_an_unknown_kind_of_place_is_a_programming_error():
    with pytest.raises(ValueError, match="no places"):
        study_reach(drawn.panel(ROSTER), drawn.pack(), by="street")
