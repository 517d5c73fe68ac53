"""The draw: the same for whoever makes it again, and fair."""

from __future__ import annotations

import math
import os

import pytest

from measures.statistics import drawn, whole_interval

DRAWS = 2000 if os.environ.get("SOAK") else 100
FRAME = {f"U{i:03d}": 1.0 + i % 4 for i in range(340)}


def test_frame_and_seed_decide_who_is_drawn_and_the_order_of_the_frame_does_not() -> None:
    turned = dict(reversed(FRAME.items()))
    assert drawn(FRAME, "ab12", 17) == drawn(turned, "ab12", 17)
    picks = drawn(FRAME, "ab12", 17)
    assert (len(picks.random), len(picks.risk)) == (9, 8)
    assert not set(picks.random) & set(picks.risk)
    assert drawn(FRAME, "ab13", 17) != picks


def test_more_is_asked_for_than_there_are_and_all_are_drawn() -> None:
    picks = drawn({"A": 1, "B": 2}, "x", 9)
    assert sorted((*picks.random, *picks.risk)) == ["A", "B"]


def test_a_risk_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="above 0"):
        drawn({"A": 0.0}, "x", 1)


def test_who_bears_more_risk_is_drawn_more_often_in_the_half_by_risk() -> None:
    risk = [unit for i in range(DRAWS) for unit in drawn(FRAME, str(i), 16).risk]
    light, heavy = (sum(FRAME[unit] == weight for unit in risk) for weight in (1, 4))
    assert heavy / light == pytest.approx(4, rel=0.2)


@pytest.mark.parametrize(("size", "n_wrong"), [(40, 51), (60, 120), (34, 60)])
def test_the_random_half_is_unbiased_and_its_interval_covers_the_truth(
    size: int, n_wrong: int
) -> None:
    """2,000 draws at full length; the truth lies inside in 94 to 99.5 of a hundred."""
    wrong, n = {f"U{(7 * i) % 340:03d}" for i in range(n_wrong)}, DRAWS
    truth = 1 - n_wrong / 340
    shares, n_inside = [], 0
    for i in range(n):
        random = drawn(FRAME, f"seed {i}", size).random
        agreeing = sum(unit not in wrong for unit in random)
        low, high = whole_interval(agreeing, len(random), 340)
        shares.append(agreeing / len(random))
        n_inside += low <= truth <= high
    error = math.sqrt(truth * (1 - truth) / ((size + 1) // 2) / n)
    assert sum(shares) / n == pytest.approx(truth, abs=3.5 * error)
    spread = 0 if n == 2000 else 2 * math.sqrt(0.05 / n)  # fewer draws tell less
    assert 0.94 - spread <= n_inside / n <= 0.995 + spread


def test_who_looked_at_all_knows_and_who_looked_at_none_does_not() -> None:
    assert whole_interval(8, 10, 10) == (0.8, 0.8)
    assert all(map(math.isnan, whole_interval(0, 0, 340)))
    assert whole_interval(10, 10, 340)[1] == 1
