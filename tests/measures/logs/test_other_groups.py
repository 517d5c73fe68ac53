"""A group is told the middle of the others' visits, and never another group's own."""

import pytest

from measures import other_groups
from tests.measures import drawn, logged


def _district(n: int) -> str:
    """A unit each of n groups."""
    rows = [f"| 单{i} | grassroots | g{i:02d} | 0 | 1 |" for i in range(1, n + 1)]
    return "\n".join(["| unit | type | group | orgs | w1 |", *rows])


def _log(n: int) -> str:
    """A visit a group: the odd ones hear of study, the others join a research."""
    said = {1: "hear | study", 0: "join | research"}
    rows = [f"| 单{i} | g{i:02d} | 2023-10-03 | {said[i % 2]} | 0 |" for i in range(1, n + 1)]
    return "\n".join(["| unit | group | day | method | stream | problem_found |", *rows])


def test_the_middle_is_of_the_groups_that_have_none_of_the_units() -> None:
    """Of nine others five join and four hear; group 1, which hears, is not among them."""
    all_of = other_groups(logged.visit_log(_log(10)), drawn.panel(_district(10)), drawn.pack())
    told = all_of.within(frozenset({"单1"}))
    shares = told.shares.set_index(["told", "option"])["share"]
    assert told.n == 9
    assert "place_id" not in told.shares
    assert (shares["method", "join"], shares["method", "hear"]) == (1, 0)
    assert (shares["stream", "research"], shares["stream", "study"]) == (1, 0)


@pytest.mark.parametrize(("n", "is_told"), [(9, True), (8, False)])
def test_of_fewer_than_eight_others_nothing_is_told(n: int, is_told: bool) -> None:
    all_of = other_groups(logged.visit_log(_log(n)), drawn.panel(_district(n)), drawn.pack())
    assert bool(len(all_of.within(frozenset({"单1"})).shares)) is is_told
