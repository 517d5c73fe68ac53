"""Missing is never zero: what is said where nobody told, and what is not."""

import numpy as np

from measures import changes, paces, standing
from measures.standing.coverage import study_reach
from tests.measures import drawn
from tests.measures.told import Told

PACK = drawn.pack()
TALKS = "discussion_session_count"


def panel(*weeks):
    """Four units of one group over some weeks, as `w1 | w2 …` a unit."""
    head = " | ".join(f"w{i + 1}" for i in range(weeks[0].count("|") + 1))
    rows = "\n".join(
        f"| {name} | section_team | g01 | 0 | {cells} |"
        for name, cells in zip("甲乙丙丁", weeks, strict=True)
    )
    return drawn.panel(f"| unit | type | group | orgs | {head} |\n{rows}")


def test_nobody_heard_of_is_no_share_of_nothing():
    """In week 1 nobody reports; in week 2 one unit says 0: that is a share, and it is 0."""
    rows = study_reach(panel(". | 0", ". | .", ". | .", ". | ."), PACK)
    assert np.isnan(rows["value"].iloc[0])
    assert rows["value"].iloc[1] == 0
    assert rows[["lowest", "highest"]].to_numpy().tolist() == [[0, 1], [0, 1]]


def test_a_place_of_which_nobody_was_heard_has_no_share_beside_others_that_have():
    told = drawn.panel("""
        | unit | type         | group | orgs | w1 |
        | 甲   | section_team | g01   | 0    | 1  |
        | 乙   | second_tier  | g01   | 0    | .  |
    """)
    rows = standing(told, PACK, by="type", measures=["study_reach"]).set_index("place_id")
    assert rows.loc["section_team", "value"] == 1
    assert np.isnan(rows.loc["second_tier", "value"])


def test_a_week_without_reports_is_compared_with_nothing():
    """Study has reached all since week 1; nobody reports for week 2."""
    told = panel(*("1 | . | 1",) * 4)
    for week in (2, 3):
        rows = changes(told, PACK, week=week, measures=["study_reach", "study_week_share"])
        assert rows["change"].isna().all(), f"week {week}"
    again = panel(*("0 | 1 | 1",) * 4)
    rows = changes(again, PACK, week=2, measures=["study_reach"])
    assert rows["change"].tolist() == [1]


def discussing(n_weeks, n_units=4):
    """Units that hold one discussion a week, and others that never report."""
    report = {"study_session_count": 1, TALKS: 1}
    cells = tuple((*((report,) * n_units), *((None,) * (4 - n_units))) for _ in range(n_weeks))
    return Told(("section_team",) * 4, (0,) * 4, cells).panel


def test_of_the_last_four_weeks_nothing_is_said_before_there_are_four():
    early, later = (paces(discussing(n), PACK, TALKS).iloc[0] for n in (3, 4))
    assert np.isnan(early["current"])
    assert np.isnan(early["chance"])
    assert later["current"] == 4


def test_no_pace_is_said_of_all_where_fewer_than_half_were_heard_of():
    assert len(paces(discussing(5, n_units=2), PACK, TALKS)) == 1
    assert paces(discussing(5, n_units=1), PACK, TALKS).empty
