"""Reports filled in afterwards, as the ledger tells them: a line a unit and week that came late."""

from __future__ import annotations

import pandas as pd

from measures.doubts.back_filled import back_filled
from tests.measures.doubts.drawn import found, states
from tests.measures.drawn import panel

STUDY = "study_session_count"
THREE = """
    | unit | type         | group | orgs | w1 | w2 | w3 |
    | u0   | section_team | g01   | 0    | 2  | 1  | 0  |
    | u1   | section_team | g01   | 0    | 1  | .  | 1  |
    | u2   | section_team | g01   | 0    | .  | .  | .  |
"""


def late(*rows: tuple[str, int, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["unit_id", "week", "share"])


def test_weeks_that_came_late_are_named_with_a_cell_each() -> None:
    doubts = back_filled(panel(THREE), late(("u0", 1, 0.4), ("u0", 3, 0.2)))
    assert found(doubts) == [("u0", 0, ((1, STUDY), (3, STUDY)))]
    assert found(back_filled(panel(THREE), late(("u0", 3, 0.2)))) == [("u0", 3, ((3, STUDY),))]
    assert states(doubts) == ["doubt", "clear", "not_enough"]
    assert doubts["value"].tolist()[:2] == [2 / 3, 0]
    assert doubts["n"].tolist() == [3, 2, 0]


def test_a_week_of_which_half_came_late_was_entered_together_and_asks_nothing() -> None:
    doubts = back_filled(panel(THREE), late(("u0", 1, 0.5), ("u1", 1, 0.5)))
    assert states(doubts) == ["clear", "clear", "not_enough"]


def test_what_is_not_shown_is_left_out() -> None:
    other = late(("u0", 4, 0.1), ("u9", 1, 0.1), ("u1", 2, 0.1))
    assert found(back_filled(panel(THREE), other)) == []
