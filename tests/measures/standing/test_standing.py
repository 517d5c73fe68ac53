"""Where every place stands, what moved, and the district's sums."""

import numpy as np
import pytest

from campaign import STUDY
from measures import (
    beside_others,
    changes,
    measures_of,
    quantities,
    reporting,
    standing,
    unit_rows,
)
from measures.counting import CHANGES, QUANTITIES, STANDING, UNIT_ROWS
from tests.measures import drawn

PANEL = """
    | unit | type         | group | orgs | w1 | w2     | w3   |
    | 甲   | county_team  | g01   | 4    | 2  | 0      | 1    |
    | 乙   | section_team | g01   | 0    | 0  | /3     | .    |
    | 丙   | section_team | g02   | 8    | .  | late 0 | held |
    | 丁   | non_public   | g02   | 0    | .  | .      | -    |
"""


def drawing():
    """The panel above, in which 甲 says how many of its organisations study."""
    return drawn.panel(PANEL, orgs={"甲": [1, None, 3]})


def test_every_measure_of_the_registry_has_a_row():
    frame = standing(drawing(), drawn.pack(), week=3)
    STANDING.check(frame)
    assert frame["measure"].tolist() == [m.id for m in measures_of(drawn.pack())]
    assert frame["place_kind"].unique().tolist() == ["district"]


@pytest.mark.parametrize(
    ("by", "places"), [("type", 2), ("group", 2), ("unit", 3), ("district", 1)]
)
def test_places_with_members_that_week_have_rows(by, places):
    frame = standing(drawing(), drawn.pack(), week=3, by=by, measures=["study_reach", "timeliness"])
    assert len(frame) == 2 * places


def test_a_type_stands_beside_all_others_together_week_by_week():
    """Others of the county team: 乙 alone studied in the second week, 丙 and 丁 not; of the third
    nothing of theirs came. Of the enterprises nobody reported: their line is a gap throughout."""
    rows = standing(drawing(), drawn.pack(), by="type", measures=["study_reach"])
    reports = reporting(drawing(), drawn.pack(), by="type")
    county = beside_others(rows, reports, "county_team")
    assert county["week"].tolist() == [1, 2, 3]
    assert county["value"].tolist() == [1, 1, 1]
    assert county["others"].tolist() == pytest.approx([0 / 3, 1 / 3, np.nan], nan_ok=True)
    firms = beside_others(rows, reports, "non_public")
    assert firms["value"].isna().all()
    assert firms["others"].tolist()[:2] == pytest.approx([1 / 3, 2 / 3])


def test_a_week_of_which_no_other_reported_is_a_gap_beside():
    """Only the county team reports in the second week; what the others did before is no news."""
    panel = drawn.panel("""
        | unit | type         | group | orgs | w1 | w2 |
        | 甲   | county_team  | g01   | 0    | 2  | 1  |
        | 乙   | section_team | g01   | 0    | 3  | .  |
    """)
    rows = standing(panel, drawn.pack(), by="type", measures=["study_reach"])
    others = beside_others(rows, reporting(panel, drawn.pack(), by="type"), "county_team")["others"]
    assert others.tolist()[0] == 1
    assert others.isna().tolist() == [False, True]


def test_an_only_place_has_nobody_beside_it():
    rows = standing(drawing(), drawn.pack(), measures=["study_reach"])
    reports = reporting(drawing(), drawn.pack())
    assert beside_others(rows, reports, rows["place_id"].iloc[0])["others"].isna().all()


def test_an_unknown_measure_is_a_programming_error():
    with pytest.raises(KeyError, match="charm"):
        standing(drawing(), drawn.pack(), measures=["charm"])


def test_changes_are_the_difference_of_two_weeks():
    frame = CHANGES.check(changes(drawing(), drawn.pack(), week=2, measures=["study_reach", STUDY]))
    assert frame["value"].tolist() == [2 / 4, 5]
    assert frame["previous"].tolist() == [1 / 4, 2]
    assert frame["change"].tolist() == [1 / 4, 3]


def test_the_first_week_has_no_change():
    frame = changes(drawing(), drawn.pack(), week=1, measures=["study_reach"])
    assert frame["change"].isna().all()


def test_quantities_give_week_cumulative_and_who_gave_them():
    frame = QUANTITIES.check(quantities(drawing(), drawn.pack(), week=2)).set_index("quantity")
    row = frame.loc[STUDY]
    assert (row["week"], row["cumulative"], row["lowest"]) == (3, 5, 5)
    assert (row["n_reported"], row["n_expected"]) == (3, 4)
    assert np.isnan(row["highest"])


def test_the_roster_bounds_subordinate_organisations():
    row = quantities(drawing(), drawn.pack(), week=3).set_index("quantity").loc["study_org_covered"]
    assert (row["cadence"], row["week"], row["cumulative"]) == ("snapshot", 3, 3)
    assert (row["lowest"], row["highest"]) == (3, 3 + 8)


def test_a_conditional_question_is_expected_only_after_a_zero():
    row = (
        quantities(drawing(), drawn.pack(), week=2).set_index("quantity").loc["work_study_conflict"]
    )
    assert row["n_expected"] == 2
    assert np.isnan([row["week"], row["cumulative"]]).all()


def test_a_week_outside_the_panel_has_nothing_rather_than_zeros():
    frame = quantities(drawing(), drawn.pack(), week=9)
    assert frame["cumulative"].isna().all()
    assert unit_rows(drawing(), drawn.pack(), week=9).empty


def test_unit_rows_are_the_weeks_members_in_protocol_order():
    rows = UNIT_ROWS.check(unit_rows(drawing(), drawn.pack(), week=3))
    assert rows["name"].tolist() == ["甲", "乙", "丙"]
    assert rows["state"].tolist() == ["on_time", "missing", "held"]
    assert rows["reach"].tolist() == ["reached", "reached", "not_reached"]
    assert rows["first_study_week"].tolist()[:2] == [1, 2]
    assert rows["first_study_week"].isna().tolist() == [False, False, True]
    assert rows["org_share"].tolist()[0] == 3 / 4
    assert rows["org_share"].isna().tolist() == [False, True, True]
    assert rows["cumulative"].tolist() == [3, 3, 0]
    assert rows["is_lower_bound"].tolist() == [False, True, True]
    assert rows["week_state"].tolist() == ["v", "", ""]


def test_an_empty_panel_has_frames_without_rows():
    empty = drawing().through(0)
    assert standing(empty, drawn.pack()).empty
    assert standing(empty, drawn.pack(), by="unit").empty
