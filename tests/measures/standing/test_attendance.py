"""Who came to reading classes is divided by who was due where both are told."""

from dataclasses import replace

import numpy as np

from measures import attendance
from tests.measures import drawn

PANEL = drawn.panel("""
    | unit | type         | group | orgs | w1 | w2 |
    | 甲   | section_team | g01   | 0    | 1  | 1  |
    | 乙   | section_team | g01   | 0    | 1  | 1  |
""")
UNSAID = np.full(2, ord("m"), dtype=np.uint8)


def told(*weeks: tuple[list[float], list[float]]):
    """The panel with who was due and who came, by week."""
    names = ("reading_class_due", "reading_class_attended")
    said = [{n: (np.array(of), UNSAID) for n, of in zip(names, w, strict=True)} for w in weeks]
    made = [replace(w, further=of) for w, of in zip(PANEL.weeks, said, strict=True)]
    return replace(PANEL, weeks=tuple(made))


def test_only_weeks_that_tell_both_are_divided():
    """甲: 9 of 10 in week 1, and 5 due of whom nobody is told; 乙 tells who came alone."""
    nan = np.nan
    found = attendance(told(([10, nan], [9, 7]), ([5, nan], [nan, 8])))
    assert (found.came, found.due, found.n_units) == (9, 10, 1)


def test_where_nobody_told_both_nothing_is_known():
    assert attendance(PANEL).n_units == 0
