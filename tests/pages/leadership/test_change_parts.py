"""Why a share moved, in words: silence is told before work."""

import pytest

from campaign import wording
from pages.leadership.coverage.change_parts import change_words
from tests.figures import frames

ZH, EN = wording("zh_CN"), wording("en")


def told(table, words=EN):
    """The sentence of the one line."""
    return change_words(frames.waterfall(table).iloc[0], words)


def test_a_share_that_rose_because_two_units_fell_silent_says_so():
    table = "| previous | newly_missing | n_newly_missing |\n| 0.5 | 0.25 | 2 |"
    assert told(table) == (
        "75.0%, up 25.0 points from 50.0% last week because 2 units that reported last week did "
        "not; the work need not have changed."
    )
    assert "因为上周已报的2家本周未报" in told(table, ZH)


@pytest.mark.parametrize(
    ("part", "n", "said"),
    [
        ("newly_in", "n_newly_in", "because 1 unit silent last week reported"),
        ("moves", "n_moves", "because of the roster: 1 unit came, left or moved"),
        ("denominators", "n_newly_in", "what it is counted over changed"),
        ("within", "n_newly_in", "from units that reported in both weeks"),
    ],
)
def test_the_part_without_which_it_would_not_have_moved_is_named(part, n, said):
    text = told(f"| previous | {part} | {n} |\n| 0.5 | -0.1 | 1 |")
    assert "down 10.0 points" in text
    assert said in text


def test_silence_is_named_before_work_that_did_as_much():
    table = """
        | previous | newly_missing | within | newly_in | n_newly_missing |
        | 0.5      | 0.1           | 0.1    | -0.1     | 1               |
    """
    assert "because 1 unit that reported last week did not" in told(table)


def test_where_no_part_alone_explains_it_none_is_named():
    table = "| previous | newly_missing | within |\n| 0.5 | 0.05 | 0.05 |"
    assert "several parts together" in told(table)


def test_a_change_that_rounds_to_nothing_is_level_and_has_no_cause():
    table = "| previous | within | newly_in |\n| 0.5 | 0.1 | -0.1001 |"
    assert told(table) == "50.0%, level with last week."
