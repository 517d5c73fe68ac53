"""One quantity's balance: beside chance, by organisation, in parts, and who would close the gap."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures import balance, closing, lorenz_by_chance
from measures.evenness.balance import _falls
from measures.statistics.imbalance import gini
from tests.measures.drawn import NO_ORGS, pack, panel

STUDY = "study_session_count"


def units(*sessions, type_id="section_team", orgs=0):
    """A panel of one week, units of one type."""
    lines = [f"| u{i} | {type_id} | g01 | {orgs} | {n} |" for i, n in enumerate(sessions)]
    return panel("| unit | type | group | orgs | w1 |\n" + "\n".join(lines), orgs=NO_ORGS)


UNEQUAL = units(*[0] * 4, *[30] * 20)


def test_an_index_stands_beside_what_equal_units_would_show():
    told = balance(UNEQUAL, pack(), STUDY, seed=1)
    assert told.gini > told.gini_chance
    assert told.hoover == pytest.approx(4 * 25 / (2 * 24 * 25) + 20 * 5 / (2 * 24 * 25))
    assert 0 < told.hoover_chance < told.hoover
    alike = balance(units(*[9, 11, 10] * 8), pack(), STUDY, seed=1)
    assert alike.gini <= alike.gini_chance


def test_weighted_by_organisations_compares_what_each_of_them_does():
    """Twice the branches and twice the sessions is the same for every branch."""
    table = """
    | unit | type         | group | orgs | w1 |
    | a    | section_team | g01   | 2    | 4  |
    | b    | section_team | g01   | 4    | 8  |
    | c    | section_team | g01   | 0    | 9  |
    """
    told = balance(panel(table), pack(), STUDY, seed=1)
    assert (told.n, told.n_with) == (3, 2)
    assert told.by_organisation == pytest.approx(0)
    assert told.gini > 0


def test_parts_add_up():
    parts = balance(UNEQUAL, pack(), STUDY, seed=1).parts
    assert parts.between_outer + parts.between_inner + parts.within == pytest.approx(parts.total)


def test_the_fewest_units_that_bring_the_index_within_chance_are_told_in_protocol_order():
    told = balance(UNEQUAL, pack(), STUDY, seed=1)
    closed = closing(UNEQUAL, pack(), STUDY, chance=told.gini_chance, most=15)
    assert closed.units["unit_id"].tolist() == ["u0", "u1", "u2", "u3"], "all four are alike"
    assert closed.units["mean"].tolist() == [25.0] * 4
    assert closed.after < told.gini_chance < closed.before


def test_within_chance_nobody_is_listed():
    closed = closing(units(1, 2, 1, 2), pack(), STUDY, chance=0.9, most=15)
    assert closed.units.empty
    assert closed.before == closed.after


def test_a_unit_is_measured_by_its_own_type():
    """Branches of firms study less by rule: none of them is short of its own mean."""
    table = "| unit | type | group | orgs | w1 |\n"
    table += "\n".join(f"| f{i} | non_public | g01 | 0 | 2 |" for i in range(6))
    table += "\n" + "\n".join(f"| s{i} | section_team | g01 | 0 | 40 |" for i in range(9))
    table += "\n| s9 | section_team | g01 | 0 | 10 |"
    closed = closing(panel(table), pack(), STUDY, chance=0.05, most=15)
    assert closed.units["unit_id"].tolist() == ["s9"]


@given(st.lists(st.integers(0, 30), min_size=2, max_size=35).filter(any), st.data())
def test_moving_one_unit_and_counting_again_gives_the_same_fall(x, data):
    values = np.array(x, dtype=float)
    target = np.array(data.draw(st.lists(st.integers(0, 30), min_size=len(x), max_size=len(x))))
    small = len(x) <= 30
    falls = _falls(values, target.astype(float))
    for i, fall in enumerate(falls):
        moved = values.copy()
        moved[i] = target[i]
        if moved.any():
            slow = gini(values, small_sample=small) - gini(moved, small_sample=small)
            assert fall == pytest.approx(slow, abs=1e-9)


def test_the_curve_by_chance_runs_from_nothing_to_all_below_the_even_line():
    curve = lorenz_by_chance(units(*[3] * 30), pack(), STUDY, seed=1)
    assert curve.iloc[0].tolist() == [0, 0]
    assert curve.iloc[-1].tolist() == [1, 1]
    assert (curve["held"] <= curve["units"] + 1e-12).all()
    assert curve["held"].iloc[15] < 0.45, "threes drawn at random are not all three"


def test_without_a_session_there_is_no_curve():
    assert lorenz_by_chance(units(0, 0), pack(), STUDY, seed=1).empty
