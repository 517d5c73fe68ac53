"""How many units are where their plan says, by workstream."""

import pandas as pd

from measures import against_plan, stream_plans, stream_starts
from tests.measures import drawn

PANEL = """
    | unit | type         | group | orgs | w1 | w2 | w3 | w4 |
    | 甲   | section_team | g01   | 0    | 1  | 0  | 0  | 0  |
    | 乙   | section_team | g01   | 0    | 0  | 0  | 0  | 0  |
    | 丙   | section_team | g02   | 0    | .  | .  | .  | .  |
"""


def test_a_unit_is_on_its_plan_below_it_or_unknown():
    """3 sessions of 16 weeks are 0.75 by week 4; nobody heard of 丙, and no report of research."""
    panel = drawn.panel(PANEL, quantity="discussion_session_count")
    rows = stream_plans(against_plan(panel, drawn.pack()), drawn.pack()).set_index("stream")
    assert rows.loc["study"].tolist() == [3, 1, 1, 1]
    assert rows.loc["research"].tolist() == [3, 0, 0, 3]
    assert list(rows.index) == ["study", "research", "develop"], "the pack's order"


def test_a_higher_claim_alone_brings_nobody_to_the_plan():
    """甲 claims one session and more; a check found none. Without the check it would be on it."""
    rows, pack = (
        against_plan(drawn.panel(PANEL, quantity="discussion_session_count"), drawn.pack()),
        drawn.pack(),
    )
    for claim in (1.0, 4.0, 40.0):
        raised = rows.assign(cumulative=rows["cumulative"].mask(rows["cumulative"] > 0, claim))
        found = {"unit_id": ["甲"], "quantity": ["discussion_session_count"], "week_alone": [False]}
        checks = pd.DataFrame({**found, "claimed": [claim], "verified": [0.0]})
        told = stream_plans(raised, pack, checks=checks).set_index("stream")
        assert told.loc["study"].tolist() == [3, 0, 2, 1]


def test_a_workstream_without_a_plan_is_begun_with_any_figure():
    """Problems have no plan: 甲 found one, 乙 said 0, of 丙 nobody heard."""
    pack = drawn.pack()
    rows = against_plan(drawn.panel(PANEL, quantity="problem_found_count"), pack)
    told = stream_starts(rows, pack).set_index("stream")
    assert told.loc["review"].tolist() == [3, 1, 1, 1]
    assert not set(told.index) & set(stream_plans(rows, pack)["stream"])
