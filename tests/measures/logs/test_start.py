"""How a campaign was begun: plans, contact points, books, the office's own work, what has a date."""

from datetime import date

import numpy as np

from measures import (
    OFFICE,
    book_rows,
    book_sums,
    events,
    launch_rows,
    launch_sums,
    milestones,
    office_work,
    plan_rows,
    plan_sums,
    plans,
    point_rows,
    point_sums,
    staff,
    trainings,
    weekly_ticks,
    work_sums,
)
from tests.measures import drawn, logged

PACK = drawn.pack()
PANEL = drawn.panel("""
    | unit | type         | group | orgs | w1 | w2 |
    | 甲   | county_team  | g01   | 0    | 1  | 1  |
    | 乙   | section_team | g01   | 0    | 1  | 1  |
    | 丙   | section_team | g02   | 0    | 1  | 1  |
    | 丁   | grassroots   | g02   | 0    | 1  | 1  |
""")
TODAY = date(2023, 10, 15)


def test_launches_add_up_by_type_and_what_no_sheet_says_is_unknown():
    register = logged.register("""
        | unit | launch_held | launched_on | branches_launched | branches_total | leading_group |
        | 甲   | yes         | 2023-10-10  | 3                 | 5              | yes           |
        | 乙   | yes         | .           | .                 | 4              | .             |
        | 丙   | no          | .           | 2                 | 2              | no            |
    """)
    rows = launch_rows(register, PANEL, PACK, today=TODAY)
    sums = launch_sums(rows, PANEL, by="type").set_index("place_id")
    counts = ["units", "known", "launched", "late", "overdue"]
    assert sums[counts].to_numpy().tolist() == [[1, 1, 1, 1, 0], [2, 2, 1, 0, 1], [1, 0, 0, 0, 0]]
    told = ["lag", "leaders", "leaders_of", "branches_launched", "branches_total", "branches_of"]
    np.testing.assert_equal(
        sums[told].to_numpy(),
        [[8, 1, 1, 3, 5, 1], [np.nan, 0, 1, 2, 2, 1], [np.nan, np.nan, 0, np.nan, np.nan, 0]],
    )


def test_a_plan_stands_as_its_last_round_says_and_days_count_from_the_first():
    reviews = plans(
        logged.entries(
            "plan_review",
            """
            | unit | round | submitted_on | review_result | return_reason | passed_on  |
            | 乙   | 2     | 2023-10-08   | passed        | .             | 2023-10-10 |
            | 乙   | 1     | 2023-10-04   | revise        | no_measures   | .          |
            | 丙   | 1     | 2023-10-05   | redo          | showy         | .          |
            | 丁   | 1     | 2023-10-05   | passed        | .             | 2023-10-20 |
            """,
        ),
        PACK,
    )
    rows = plan_rows(reviews, PANEL, today=TODAY)
    assert rows["state"].tolist() == ["unknown", "passed", "returned", "waiting"]
    assert rows["returns"].tolist() == [0, 1, 1, 0]
    np.testing.assert_equal(rows["days"].to_numpy(), [np.nan, 6, np.nan, np.nan])
    sums = plan_sums(rows, PANEL, by="type").set_index("place_id")
    told = ["units", "known", "passed", "first_pass", "returns", "most_rounds"]
    assert sums.loc["section_team", told].tolist() == [2, 2, 1, 0, 2, 2]
    assert "county_team" not in sums.index, "no plan of it is in the register: nothing is known"


def test_contact_points_are_counted_by_tier_with_days_since_and_no_leader_but_a_code():
    rows = point_rows(
        logged.entries(
            "contact_point",
            """
            | unit | leader | tier    | visited_on | visits | problem_solved |
            | 乙   | L02    | section | 2023-10-13 | 1      | .              |
            | 甲   | L01    | county  | .          | 0      | .              |
            | 丙   | L01    | county  | 2023-10-20 | 2      | 1              |
            """,
        ),
        PANEL,
        PACK,
        today=TODAY,
    )
    assert rows["unit_id"].tolist() == ["甲", "乙", "丙"]
    np.testing.assert_equal(rows["days"].to_numpy(), [np.nan, 2, np.nan])
    sums = point_sums(rows, PACK).set_index("tier")
    told = ["points", "leaders", "never", "undated", "over"]
    known = [[2, 1, 1, 1, np.nan], [1, 1, 0, 0, 0]]  # the day of 丙's visit has not come
    np.testing.assert_equal(sums[told].to_numpy(), known)
    np.testing.assert_equal(sums["visits"].to_numpy(), [2, 1])


def test_books_are_summed_a_head_and_an_organisation_however_the_sheet_is_laid_out():
    rows = book_rows(
        logged.entries(
            "book_distribution",
            """
            | unit | book_title | basis  | book_set_required | book_set_distributed | book_set_required_org | book_set_distributed_org |
            | 甲   | 选读       | person | 10                | 8                    | .                     | .                        |
            | 甲   | 选读       | org    | 3                 | .                    | .                     | .                        |
            | 乙   | 选读       | .      | .                 | .                    | 4                     | 4                        |
            """,
        ),
        PANEL,
        PACK,
    )  # fmt: skip
    sums = book_sums(rows, PANEL).set_index("basis")
    assert sums.loc["per_head", ["due", "given", "short", "left_open"]].tolist() == [10, 8, 1, 0]
    assert sums.loc["per_org", ["due", "given", "short", "left_open"]].tolist() == [4, 4, 0, 1]


WORK = office_work(
    logged.entries(
        "office_log",
        """
        | unit | group | day        | category       | audience | times | push_items | push_done |
        |      |       | 2023-10-03 | weekly_meeting | office   | 1     | .          | .         |
        |      | g01   | 2023-10-04 | weekly_push    | group    | .     | 4          | 3         |
        |      |       | 2023-10-10 | training       | group    | 2     | .          | .         |
        |      | g02   | 2023-10-11 | training       | group    | 1     | .          | .         |
        """,
    ),
    PACK,
)


def test_training_of_all_groups_counts_for_each_and_none_told_of_is_unknown():
    assert trainings(WORK, ["g01", "g02"])["times"].tolist() == [2, 3]
    assert trainings(WORK.iloc[:2], ["g01"])["times"].isna().all()


def test_a_weekly_meeting_is_held_not_held_or_unknown():
    ticks = weekly_ticks(WORK, [OFFICE, "g01", "g02"], [1, 2, 3], range(1, 3))
    held = ticks.groupby(["place", "week"], sort=False)["is_held"].sum(min_count=1).unstack()
    np.testing.assert_equal(
        held.loc[[OFFICE, "g01", "g02"]].to_numpy(),
        [[1, 0, np.nan], [1, 0, np.nan], [np.nan] * 3],
    )
    pushed = work_sums(WORK).set_index(["kind", "place"])
    assert pushed.loc[("push", "g01"), ["times", "items", "items_done"]].tolist() == [1, 4, 3]


def test_a_milestone_is_on_time_late_past_its_date_or_unknown():
    register = logged.register("""
        | unit | launch_held | launched_on |
        | 甲   | yes         | 2023-10-09  |
        | 乙   | yes         | 2023-10-14  |
        | 丙   | no          | .           |
    """)
    rows = milestones(PANEL, PACK, register, today=date(2023, 10, 20)).set_index("subject")
    told = ["units", "on_time", "late", "undated", "overdue", "ahead", "unknown"]
    assert rows.loc["launch", told].tolist() == [4, 1, 1, 0, 1, 0, 1]


def test_what_sets_a_week_apart_is_no_weekly_routine_and_no_group_s_own():
    work = office_work(
        logged.entries(
            "office_log",
            """
            | unit | group | day        | category       | audience | times |
            |      |       | 2023-10-03 | weekly_meeting | office   | 1     |
            |      |       | 2023-10-10 | weekly_meeting | office   | 1     |
            |      |       | 2023-10-17 | weekly_meeting | office   | 1     |
            |      |       | 2023-10-10 | notice         | office   | 2     |
            |      | g01   | 2023-10-10 | training       | .        | 1     |
            """,
        ),
        PACK,
    )
    assert events(work).to_numpy().tolist() == [[2, "notices", 2.0]]


def test_staff_is_what_was_told_last_of_each_body_and_no_number_of_another_line():
    work = office_work(
        logged.entries(
            "office_log",
            """
            | unit | group | day        | category | audience | staff_count |
            |      | g01   | 2023-10-05 | staffing | .        | 4           |
            |      |       | 2023-10-03 | staffing | office   | 10          |
            |      |       | 2023-10-12 | staffing | office   | 12          |
            |      |       | 2023-10-13 | staffing | office   | .           |
            |      |       | 2023-10-14 | training | group    | 60          |
            """,
        ),
        PACK,
    )
    told = staff(work)
    assert told[["place", "people"]].to_numpy().tolist() == [[OFFICE, 12], ["g01", 4]]
    assert work_sums(work)["kind"].tolist() == ["training"], "a number of people is no work done"
    assert staff(WORK).empty
