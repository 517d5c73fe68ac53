"""How often: weekly sums and what is known since the launch."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign import STUDY
from measures import frequency
from measures.counting import known_totals
from measures.standing.frequency import count
from tests.measures import drawn
from tests.measures.counting.test_own_part import family
from tests.measures.standing.test_coverage import CELLS, UNIT, table

SESSIONS = "discussion_session_count"


def of_one_unit(*cells):
    """(cumulative, is_lower_bound) of a unit's row of cells, week by week."""
    weeks = " | ".join(f"w{i}" for i in range(len(cells)))
    panel = drawn.panel(
        f"""
        | unit | type         | group | orgs | {weeks} |
        | 甲   | section_team | g01   | 0    | {" | ".join(cells)} |
        """
    )
    states = known_totals(panel, drawn.pack().quantity[STUDY])
    return [s.cumulative[0] for s in states], [bool(s.is_open[0]) for s in states]


def test_without_a_cumulative_the_weeks_add_up():
    assert of_one_unit("2", "0", "3") == ([2, 2, 5], [False, False, False])


def test_the_last_cumulative_stands_and_later_weeks_are_added():
    assert of_one_unit("2/9", "1", "3/20", "4") == ([9, 10, 20, 24], [False] * 4)


def test_a_silent_week_leaves_a_lower_bound_until_the_next_cumulative():
    assert of_one_unit("2", ".", "1", "3/11") == ([2, 2, 3, 11], [False, True, True, False])


def test_held_and_blank_weeks_are_missing_but_not_applicable_is_an_answer():
    assert of_one_unit("2", "held")[1] == [False, True]
    assert of_one_unit("2", "blank")[1] == [False, True]
    assert of_one_unit("2", "n/a")[1] == [False, False]
    assert of_one_unit("2", "exempt")[1] == [False, False]


def test_a_corrected_cumulative_may_fall():
    assert of_one_unit("5/5", "0/3") == ([5, 3], [False, False])


def test_a_unit_that_never_reported_is_unknown_not_zero():
    cumulative, _ = of_one_unit(".", "held")
    assert np.isnan(cumulative).all()


def test_a_week_nobody_reported_is_a_gap_and_a_reported_zero_is_not():
    panel = drawn.panel("""
        | unit | type         | group | orgs | w1 | w2 | w3 | w4   |
        | 甲   | section_team | g01   | 0    | 2  | 0  | .  | 1/9  |
        | 乙   | section_team | g01   | 0    | 1  | 0  | .  | .    |
    """)
    series = frequency(panel, drawn.pack(), STUDY)
    assert series["week_sum"].tolist()[:2] == [3, 0]
    assert np.isnan(series["week_sum"][2])
    assert series["week_sum"][3] == 1, "the span's increment of 6 is in no week"
    assert series["cumulative"].tolist() == [3, 3, 3, 10]
    assert series["is_lower_bound"].tolist() == [False, False, True, True]
    assert series["n_reported"].tolist() == [2, 2, 0, 1]


def test_the_plan_to_date_adds_up_each_types_own_pace():
    panel = drawn.panel(
        """
        | unit | type         | group | orgs | w1 | w2 |
        | 甲   | county_team  | g01   | 0    | 1  | 1  |
        | 乙   | non_public   | g01   | 0    | 0  | 0  |
        """,
        SESSIONS,
    )
    assert frequency(panel, drawn.pack(), SESSIONS)["plan"].tolist() == [5 / 16, 10 / 16]
    assert frequency(panel, drawn.pack(), STUDY)["plan"].isna().all(), "no target, no plan"


def test_a_counts_standing_has_no_denominator_and_no_upper_end():
    panel = drawn.panel("""
        | unit | type         | group | orgs | w1  |
        | 甲   | section_team | g01   | 0    | 2/7 |
        | 乙   | section_team | g01   | 0    | .   |
    """)
    row = count(panel, drawn.pack(), STUDY).iloc[0]
    assert (row["numerator"], row["value"], row["lowest"]) == (7, 7, 7)
    assert np.isnan([row["denominator"], row["highest"]]).all()
    assert (row["n_reported"], row["n_expected"]) == (1, 2)


def slow_known(cells):
    """The known cumulative of one unit, told the way W2 tells it."""
    figures = []
    for cell in cells:
        weekly, _, cumulative = cell.partition("/") if cell[0] in "0123456789/" else ("", "", "")
        figures.append((weekly, cumulative))
    stated = [i for i, (_, cumulative) in enumerate(figures) if cumulative]
    start = float(figures[stated[-1]][1]) if stated else 0.0
    later = [float(w) for w, _ in figures[stated[-1] + 1 if stated else 0 :] if w]
    return start + sum(later) if stated or later else float("nan")


@given(st.lists(CELLS, min_size=1, max_size=8))
def test_the_known_cumulative_agrees_with_the_rule_read_slowly(cells):
    cumulative, _ = of_one_unit(*cells)
    slow = [slow_known(cells[: i + 1]) for i in range(len(cells))]
    np.testing.assert_array_equal(cumulative, slow)


@given(st.lists(UNIT, min_size=1, max_size=6), st.sampled_from(["type", "group", "unit"]))
def test_the_parts_of_a_sum_add_up_to_the_district(units, by):
    panel, columns = drawn.panel(table(units)), ["week_sum", "cumulative", "n_reported"]
    parts = frequency(panel, drawn.pack(), STUDY, by=by).groupby("week")[columns].sum(min_count=1)
    whole = frequency(panel, drawn.pack(), STUDY).set_index("week")[columns]
    parts = parts.reindex(whole.index)
    parts["n_reported"] = parts["n_reported"].fillna(0)
    np.testing.assert_array_equal(parts.to_numpy(float), whole.to_numpy(float))


def test_a_group_whose_only_unit_was_closed_keeps_what_it_did():
    panel = family("2 3 1 1", "1 - 1 2", parents=(-1,) * 4, including=(), left={1: 2})
    rows = frequency(panel, drawn.pack(), STUDY, by="group", week=2).set_index("place_id")
    told = rows[["cumulative", "n_known", "n_expected"]].to_dict("index")
    assert told["g02"] == {"cumulative": 3, "n_known": 0, "n_expected": 0}
    assert np.isnan(rows.loc["g02", "week_sum"])
    whole = frequency(panel, drawn.pack(), STUDY, week=2).iloc[0]
    assert rows["cumulative"].sum() == whole["cumulative"] == 11


def test_an_unknown_quantity_is_a_programming_error():
    with pytest.raises(KeyError):
        frequency(drawn.panel(table([("non_public", "g01", ["1"] * 4)])), drawn.pack(), "photos")
