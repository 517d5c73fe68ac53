"""What the random half says of the whole, and what was claimed against what was found."""

import math

import pandas as pd

from measures import agreement, all_checks, ever_checked, found_shares, picked
from tests.measures import drawn
from tests.measures.logged import visit_log

PANEL = drawn.panel("""
    | unit | type         | group | orgs | w1 |
    | 甲   | county_team  | g01   | 0    | 1  |
    | 乙   | section_team | g01   | 0    | 1  |
    | 丙   | non_public   | g02   | 0    | 1  |
""")
FRAME = {"甲": 1.0, "乙": 1.0, "丙": 3.0}


def checks(*rows):
    names = ["unit_id", "quantity", "claimed", "verified"]
    return pd.DataFrame(rows, columns=names).astype({"claimed": float, "verified": float})


def test_each_unit_drawn_has_one_figure_to_check_that_its_type_owes():
    pack = drawn.pack()
    picks = picked(FRAME, "seed", 3, PANEL, pack)
    assert picks["half"].tolist() == ["random", "random", "risk"]
    types = dict(
        zip(["甲", "乙", "丙"], ["county_team", "section_team", "non_public"], strict=True)
    )
    for unit, _, quantity in picks.itertuples(index=False):
        assert types[unit] in pack.quantity[quantity].owed_by
    assert picks.equals(picked(FRAME, "seed", 3, PANEL, pack)), "anybody may draw again"


def test_only_the_random_half_speaks_for_the_whole_and_no_claim_is_no_agreement():
    picks = pd.DataFrame({"unit_id": ["甲", "乙", "丙"], "half": ["random", "random", "risk"]})
    found = checks(("甲", "q", 3, 3), ("乙", "q", math.nan, 2), ("丙", "q", 9, 1))
    told = agreement(picks, found, frame=10)
    assert (told.drawn, told.checked, told.agreeing, told.share) == (2, 1, 1, 1.0)
    assert 0 < told.low < told.high == 1
    assert math.isnan(agreement(picks, checks(), frame=10).share)


def test_a_higher_claim_alone_never_makes_a_figure_look_better():
    """Found stays as it was: agreement and the part of the claim that holds can only fall."""
    held = [
        found_shares(checks(("甲", "q", claim, 3), ("乙", "q", 2, 2))).iloc[0]
        for claim in (3, 4, 9)
    ]
    assert [row["agreeing"] for row in held] == [2, 1, 1]
    assert [row["factor"] for row in held] == sorted(row["factor"] for row in held)


def test_checks_on_visits_and_drawn_ones_are_one_list_and_one_share():
    log = visit_log("""
        | unit | group | day        | method | stream | checked_claimed | checked_verified |
        | 甲   | g01   | 2023-10-03 | spot   | study  | 5               | 4                |
        | 乙   | g01   | 2023-10-03 | spot   | study  | 5               | .                |
    """)
    found = checks(("甲", "q", 3, 3), ("无", "q", 3, 3)).assign(week=1, draw=1)
    every = all_checks(found, log, PANEL)
    assert sorted(every["quantity"]) == ["", "q"], "nobody said which figure was checked on site"
    assert ever_checked(every, ["甲", "乙", "丙"]) == (1, 3, 2, 1)
