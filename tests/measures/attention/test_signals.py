"""Bands, who improved beyond chance, and early signs: none of them an item."""

from measures import signals
from tests.measures import drawn
from tests.measures.told import Told

PACK = drawn.pack()
STUDY, ORGS = "study_session_count", "study_org_covered"


def told(*columns):
    """Units of one type with forty organisations; a cell `3/20` is sessions and organisations."""
    cells = []
    for row in zip(*(column.split() for column in columns), strict=True):
        line = []
        for cell in row:
            study, _, orgs = cell.strip(".").partition("/")
            figures = {STUDY: float(study or 1)} | ({ORGS: float(orgs)} if orgs else {})
            line.append(None if cell == "." else figures)
        cells.append(tuple(line))
    return Told(("section_team",) * len(columns), (40,) * len(columns), tuple(cells))


def by_unit(district):
    """SIGNALS by unit."""
    return signals(district.panel, PACK).set_index("unit_id")


def test_a_unit_that_reached_far_more_than_its_peers_improved():
    slow = "1/10 1/10 1/11 1/11 1/12"
    rows = by_unit(told("1/10 1/12 1/20 1/28 1/34", *(slow,) * 9))
    assert rows["is_improved"].tolist() == [True] + [False] * 9
    assert rows["gain"].tolist() == [24] + [2] * 9


def test_a_unit_that_began_low_and_stays_low_is_in_the_lower_band_and_the_others_are_alike():
    rows = by_unit(told("1/2 1/2", *("1/30 1/30",) * 9))
    assert rows["band"].tolist() == ["below"] + ["within"] * 9


def test_the_first_silence_half_the_pace_and_two_late_weeks_are_signs():
    rows = by_unit(
        told(
            "4 4 4 4 4 4 4 .",
            "9 9 9 9 2 1 2 1",
            "4 4 4 4 4 4 4 4",
        )
    )
    assert rows["early"].tolist() == ["silence", "slowing", ""]


def test_two_late_weeks_after_weeks_in_time_are_a_sign():
    panel = drawn.panel("""
        | unit | type         | group | orgs | w1 | w2 | w3 | w4     | w5     |
        | 甲   | section_team | g01   | 0    | 1  | 1  | 1  | late 1 | late 1 |
        | 乙   | section_team | g01   | 0    | 1  | 1  | 1  | late 1 | 1      |
    """)
    assert signals(panel, PACK)["early"].tolist() == ["lateness", ""]
