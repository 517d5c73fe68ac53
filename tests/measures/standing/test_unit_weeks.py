"""Unit by week: every way a cell may stand keeps its own word."""

import numpy as np

from campaign import STUDY
from measures import unit_weeks
from tests.measures import drawn

PANEL = drawn.panel("""
    | unit | type         | group | orgs | w1    | w2   | w3  | w4     |
    | 甲   | section_team | g01   | 0    | 2     | 0    | .   | held   |
    | 乙   | non_public   | g02   | 0    | blank | n/a  | -   | exempt |
    | 丙   | section_team | g01   | 0    | 1     | 1    | 1   | -      |
""")


def test_each_cell_has_its_state_and_only_reports_have_numbers():
    rows = unit_weeks(PANEL, drawn.pack(), STUDY)
    assert rows["state"].tolist() == [
        "value", "zero", "no_row", "held", "missing", "not_applicable", "not_owed", "exempt"
    ]  # fmt: skip
    assert rows["value"].tolist()[:2] == [2, 0]
    assert np.isnan(rows["value"][2:]).all()


def test_units_that_left_are_left_out_and_the_rest_keep_protocol_order():
    rows = unit_weeks(PANEL, drawn.pack(), STUDY)
    assert list(dict.fromkeys(rows["name"])) == ["甲", "乙"]
    assert rows["week"].tolist() == [1, 2, 3, 4] * 2


def test_without_a_week_there_is_no_line():
    assert len(unit_weeks(PANEL.through(0), drawn.pack(), STUDY)) == 0
