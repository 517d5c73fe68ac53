"""Where it is uneven, and which units make up most of it."""

import math

import pytest

from measures import idle_children, shortfalls, unevenness
from measures.statistics.noise import noise_floor
from measures.statistics.theil import theil_split
from tests.measures import drawn

PANEL = drawn.panel(
    """
    | unit | type         | group | orgs | w1 | w2 |
    | 甲   | county_team  | g01   | 8    | 4  | 4  |
    | 乙   | section_team | g01   | 8    | 0  | 0  |
    | 丙   | section_team | g02   | 8    | 2  | .  |
    | 丁   | grassroots   | g02   | 0    | .  | .  |
    """,
    orgs={"甲": [2, 8], "乙": [0, 0], "丙": [1, None]},
)


def row(frame, quantity, index):
    """The one line of a quantity and index."""
    return frame[(frame["quantity"] == quantity) & (frame["index"] == index)].iloc[0]


def test_an_index_counts_the_units_with_a_figure_and_says_how_many_are_zero():
    frame = unevenness(PANEL, drawn.pack(), seed=7)
    gini = row(frame, "study_session_count", "gini")
    assert (gini["value"], gini["n"], gini["zeros"]) == (pytest.approx(0.8), 3, 1)
    assert gini["noise_floor"] == noise_floor([8, 0, 2], seed=7)
    assert math.isnan(gini["between_types"])


def test_theil_is_split_by_type_and_by_group():
    theil = row(unevenness(PANEL, drawn.pack(), seed=7), "study_session_count", "theil_t")
    split = theil_split([8, 0, 2], ["county", "section", "section"])
    assert theil["value"] == pytest.approx(split.total)
    assert theil["between_types"] == pytest.approx(split.between / split.total)


def test_one_group_heard_of_is_no_equality_of_groups():
    panel = drawn.panel("""
        | unit | type         | group | orgs | w1 |
        | 甲   | county_team  | g01   | 0    | 4  |
        | 乙   | section_team | g01   | 0    | 1  |
        | 丙   | section_team | g02   | 0    | .  |
    """)
    theil = row(unevenness(panel, drawn.pack(), seed=7), "study_session_count", "theil_t")
    assert theil["value"] > 0
    assert theil["between_types"] > 0
    assert math.isnan(theil["between_groups"]), "of 第二组 nothing is known"


def test_coverage_is_told_by_the_distance_of_percentiles():
    spread = row(unevenness(PANEL, drawn.pack(), seed=7), "study_org_share", "p90_p10")
    assert (spread["n"], spread["zeros"]) == (3, 1)
    assert spread["value"] == pytest.approx(0.825 - 0.025)


def test_one_unit_alone_has_no_index():
    panel = drawn.panel("""
        | unit | type        | group | orgs | w1 |
        | 甲   | county_team | g01   | 0    | 4  |
    """)
    frame = unevenness(panel, drawn.pack(), seed=7)
    assert frame[["value", "noise_floor"]].isna().all(axis=None)
    assert row(frame, "study_session_count", "gini")["n"] == 1


def test_the_fewest_units_that_make_up_half_of_the_shortfall():
    panel = drawn.panel(
        """
        | unit | type         | group | orgs | w1 | w2 |
        | 甲   | section_team | g01   | 40   | 1  | 1  |
        | 乙   | section_team | g01   | 16   | 1  | 1  |
        | 丙   | section_team | g02   | 16   | 1  | 1  |
        | 丁   | section_team | g02   | 8    | .  | .  |
        """,
        orgs={"甲": [0, 0], "乙": [0, 3], "丙": [4, 4]},
    )
    frame = shortfalls(panel, drawn.pack())
    assert frame["unit_id"].tolist() == ["甲", "乙"], "nobody knows what 丁 has done"
    assert frame["shortfall"].tolist() == [10, 1]
    assert frame["is_most"].tolist() == [True, False]
    assert frame["share"].sum() == pytest.approx(1)


def test_nothing_short_is_an_empty_frame():
    panel = drawn.panel(
        """
        | unit | type         | group | orgs | w1 |
        | 甲   | section_team | g01   | 8    | 1  |
        """,
        orgs={"甲": [1]},
    )
    assert shortfalls(panel, drawn.pack()).empty


def test_active_parents_with_idle_children_need_a_type_large_enough_to_compare():
    table = """
        | unit | type         | group | orgs | w1 |
        | 甲   | section_team | g01   | 4    | 5  |
        | 乙   | section_team | g01   | 4    | 3  |
        | 丙   | section_team | g01   | 4    | 3  |
        | 丁   | section_team | g01   | 4    | 1  |
        | 戊   | section_team | g01   | 4    | 1  |
    """
    orgs = {"甲": [1], "乙": [2], "丙": [None], "丁": [0], "戊": [0]}
    frame = idle_children(drawn.panel(table, orgs=orgs), drawn.pack())
    told = frame[["unit_id", "sessions", "type_median", "n", "org_covered"]].to_numpy().tolist()
    assert told == [["甲", 5, 3, 5, 1]], "half is not fewer than half; unknown is not idle"
    four = drawn.panel("\n".join(table.strip().splitlines()[:-1]), orgs=orgs)
    assert idle_children(four, drawn.pack()).empty
