"""Weeks against their own limits, and paces: for the district and groups."""

import numpy as np
import pytest

from measures import control, is_charted, paces
from tests.measures import drawn
from tests.measures.told import Told

PACK = drawn.pack()
STUDY, TALKS = "study_session_count", "discussion_session_count"


def weeks(*figures, quantity=STUDY):
    """A district of four section units that all report the same figure each week."""
    cells = tuple((None,) * 4 if f is None else ({quantity: float(f)},) * 4 for f in figures)
    return Told(("section_team",) * 4, (0,) * 4, cells).panel


def test_a_week_far_out_is_named_and_ordinary_ones_are_not():
    rows = control(weeks(3, 4, 3, 4, 3, 4, 3, 4, 3, 4, 3, 9), PACK, STUDY)
    assert rows["label"].tolist() == [""] * 11 + ["above"]
    assert set(rows["status"]) == {"charted"}
    assert rows["value"].tolist()[-1] == 9


def test_an_old_signal_is_not_asked_again():
    rows = control(weeks(3, 4, 3, 9, 3, 4, 3, 4, 3, 4, 3, 4), PACK, STUDY)
    assert (rows["label"] == "").all()


def test_that_nothing_moved_says_something_from_twelve_weeks_on():
    steady = (3, 4) * 6
    assert is_charted(weeks(*steady))
    assert not is_charted(weeks(*steady[:11]))
    assert not is_charted(weeks(None, *steady[:11]))  # nobody reported in the first


def test_few_weeks_have_no_limits_and_a_gap_stays_a_gap():
    rows = control(weeks(3, None, 3, 4), PACK, STUDY)
    assert rows["status"].tolist() == ["too_few"] * 4
    assert np.isnan(rows["value"][1])
    assert rows["upper"].isna().all()


def test_units_are_too_small_for_limits():
    with pytest.raises(ValueError, match="district"):
        control(weeks(1, 2), PACK, STUDY, by="unit")


def test_what_each_week_left_must_bring_beside_what_the_last_four_brought():
    # Four units owe three sessions each in 16 weeks; by week 4 each has held one in week 1.
    row = paces(weeks(1, 0, 0, 0, quantity=TALKS), PACK, TALKS).iloc[0]
    assert (row["known"], row["target"], row["weeks_left"]) == (4, 12, 12)
    assert row["required"] == pytest.approx(8 / 12)
    assert row["current"] == 1
    assert np.isnan(row["chance"]), "four events are too few for a chance"


def test_a_target_that_is_reached_says_so():
    row = paces(weeks(1, 1, 1, 1, quantity=TALKS), PACK, TALKS).iloc[0]
    assert (row["wording"], row["required"]) == ("reached", 0)


def test_a_quantity_without_a_pace_target_has_no_line():
    assert len(paces(weeks(1, 1), PACK, STUDY)) == 0
