"""Since when a finding holds, and how a count is spread."""

import pytest

from campaign import STUDY
from measures import finding_since, lorenz_curve
from tests.measures import drawn


def of_types(*weeks):
    """Forty section units that study from week 1, and forty enterprises as drawn by week."""
    heads = " | ".join(f"w{i + 1}" for i in range(len(weeks)))
    lines = [f"| unit | type | group | orgs | {heads} |"]
    always, drawn_weeks = " | ".join("1" for _ in weeks), " | ".join(weeks)
    for n in range(40):
        lines.append(f"| 科{n} | section_team | g01 | 0 | {always} |")
        lines.append(f"| 企{n} | non_public | g02 | 0 | {drawn_weeks} |")
    return drawn.panel("\n".join(lines))


def since(panel):
    """The place and the week of each line."""
    return finding_since(panel, drawn.pack(), code="type_behind").to_numpy().tolist()


def test_a_run_begins_in_its_first_week():
    assert since(of_types("0", "0", "0")) == [["non_public", 1]]


def test_a_week_nothing_is_known_of_is_not_yet_a_finding():
    assert since(of_types(".", "0", "0")) == [["non_public", 2]]


def test_a_type_that_caught_up_has_no_line():
    assert since(of_types("0", "1", "0")) == []


def test_the_curve_runs_from_nothing_to_everything():
    panel = drawn.panel("""
        | unit | type         | group | orgs | w1 |
        | 甲   | section_team | g01   | 0    | 0  |
        | 乙   | section_team | g01   | 0    | 3  |
        | 丙   | section_team | g01   | 0    | 1  |
        | 丁   | section_team | g01   | 0    | .  |
    """)
    curve = lorenz_curve(panel, drawn.pack(), STUDY)
    assert curve["units"].tolist() == pytest.approx([0, 1 / 3, 2 / 3, 1])
    assert curve["held"].tolist() == [0, 0, 0.25, 1]


def test_nothing_done_has_no_curve():
    panel = drawn.panel("""
        | unit | type         | group | orgs | w1 |
        | 甲   | section_team | g01   | 0    | 0  |
    """)
    assert len(lorenz_curve(panel, drawn.pack(), STUDY)) == 0
