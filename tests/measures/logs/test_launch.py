"""Who has launched, and how late."""

from datetime import date

import numpy as np

from measures import launch_coverage, launch_rows
from tests.measures import drawn, logged

PANEL = drawn.panel("""
    | unit | type         | group | orgs | w1 | w2 |
    | 甲   | county_team  | g01   | 0    | 1  | 1  |
    | 乙   | section_team | g01   | 0    | 1  | 1  |
    | 丙   | section_team | g02   | 0    | 1  | 1  |
    | 丁   | grassroots   | g02   | 0    | 1  | 1  |
""")
REGISTER = logged.register("""
    | unit | launch_held | launched_on | branches_launched | branches_total |
    | 甲   | yes         | 2023-10-10  | 3                 | 5              |
    | 乙   | yes         | .           | .                 | .              |
    | 丙   | no          | .           | .                 | .              |
""")


def test_coverage_counts_launches_by_the_weeks_end_and_bounds_the_unknown():
    frame = launch_coverage(REGISTER, PANEL)
    assert frame["numerator"].tolist() == [1, 2]
    assert frame[["value", "lowest", "highest"]].to_numpy()[-1].tolist() == [0.5, 0.5, 0.75]
    by_type = launch_coverage(REGISTER, PANEL, by="type", week=2).set_index("place_id")
    assert by_type["numerator"].to_dict() == {"county_team": 1, "section_team": 1, "grassroots": 0}


def test_lag_counts_from_the_first_day_and_lateness_from_the_day_due():
    frame = launch_rows(REGISTER, PANEL, drawn.pack(), today=date(2023, 10, 15))
    assert frame["state"].tolist() == ["launched", "launched", "not_launched", "unknown"]
    np.testing.assert_equal(frame["lag_days"].to_numpy(), [8, np.nan, np.nan, np.nan])
    np.testing.assert_equal(frame["days_late"].to_numpy(), [1, np.nan, 3, np.nan])
    np.testing.assert_equal(frame["branches_total"].to_numpy(), [5, np.nan, np.nan, np.nan])


def test_a_launch_planned_for_later_has_not_happened():
    frame = launch_rows(REGISTER, PANEL, drawn.pack(), today=date(2023, 10, 9))
    assert frame["state"].tolist()[0] == "not_launched"


def test_without_a_register_nobody_is_known():
    empty = logged.register("| unit | launch_held | launched_on |")
    frame = launch_coverage(empty, PANEL, week=2)
    assert frame[["lowest", "highest", "n_reported"]].to_numpy().tolist() == [[0, 1, 0]]
    assert set(launch_rows(empty, PANEL, drawn.pack(), today=date(2023, 10, 9))["state"]) == {
        "unknown"
    }
