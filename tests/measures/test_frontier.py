"""What inference finds and what it costs: each method in the same districts, side by side.

`make soak` prints the table of docs/design.md §8.12 and §8.13: method, setting, recall, recall of
units with 20 and more, precision, false flags a test.
"""

import os
from functools import partial

import numpy as np
import pytest

from measures.statistics.peer_model import SHARES, judged
from measures.statistics.peers import below_peers
from measures.statistics.stall import stalls
from tests.measures import local_fdr, simulated
from tests.measures.simulated import Score

IS_SOAK = bool(os.environ.get("SOAK"))
UNITS = 60_000 if IS_SOAK else 2_400
BUDGET = 0.0015


def ours(drawn, *, is_share=True):
    """Who is below the peers under the limits in use."""
    types = np.zeros(len(drawn.n))
    return below_peers(drawn.done, drawn.n, types, is_share=is_share).is_below


def flat(limit, drawn):
    """The same model under one limit for all: the frontier."""
    done, n = drawn.done.astype(float), drawn.n.astype(float)
    return judged(done, n, lambda _, spread: np.full(len(spread), 1.0), family=SHARES).lower < limit


def bottom_tenth(drawn):
    """A league table: the lowest tenth."""
    share = drawn.done / drawn.n
    return share <= np.sort(share)[max(len(share) // 10 - 1, 0)]


def under_80(drawn):
    """A fixed line."""
    return drawn.done / drawn.n < 0.8


def under_80_of_the_mean(drawn):
    """A fixed line for rates."""
    return drawn.done / drawn.n < 0.8 * drawn.done.sum() / drawn.n.sum()


METHODS = {
    "limits in use": ours,
    "flat .001": partial(flat, 0.001),
    "flat .002": partial(flat, 0.002),
    "flat .003": partial(flat, 0.003),
    "flat .005": partial(flat, 0.005),
    "bottom 10 %": bottom_tenth,
    "fixed 80 %": under_80,
}
if IS_SOAK:
    METHODS["local fdr"] = local_fdr.is_behind


def scores(draw, k, methods=METHODS, seed=11):
    """Every method's score over the same districts."""
    rng = np.random.default_rng(seed)
    found = {name: Score() for name in methods}
    for _ in range(max(UNITS // k, 3)):
        drawn = draw(rng, k)
        for name, method in methods.items():
            found[name].add(method(drawn), drawn.is_behind, drawn.n >= 20)
    return found


def told(figures, setting, found):
    """Print a line a method."""
    for name, score in found.items():
        figures(f"{setting}: {name:14} {score.line()}")


# Units, spread, mean, and the least recall and recall of n ≥ 20 the soak holds the limits to: what
# they reach, less three errors of the simulation.
SETTINGS = [
    (20, 0.0, 0.80, 0.08, 0.08),
    (20, 0.05, 0.80, 0.05, 0.05),
    (60, 0.0, 0.80, 0.16, 0.40),
    (60, 0.05, 0.80, 0.11, 0.27),
    (60, 0.10, 0.80, 0.03, 0.05),
    (150, 0.05, 0.80, 0.13, 0.37),
    (500, 0.05, 0.80, 0.07, 0.22),
    (60, 0.0, 0.95, 0.26, 0.50),
    (60, 0.03, 0.97, 0.10, 0.15),
]


@pytest.mark.parametrize(("k", "spread", "mean", "recall", "recall_large"), SETTINGS)
def test_units_35_points_behind_are_found_among_peers(
    k, spread, mean, recall, recall_large, figures
):
    found = scores(partial(simulated.shares, spread=spread, mean=mean), k)
    told(figures, f"shares, {k} peers at {mean:.0%}, spread {spread:.2f}", found)
    own = found["limits in use"]
    for name in ("bottom 10 %", "fixed 80 %"):
        assert own.precision > found[name].precision, "a flag is right oftener than a list"
        assert own.false < found[name].false / 5
    assert own.false <= BUDGET + 3 * own.error
    if IS_SOAK:
        assert own.recall >= recall
        assert own.recall_large >= recall_large


@pytest.mark.parametrize("sizes", ["lognormal", "even"])
@pytest.mark.parametrize("spread", [0.0, 0.05, 0.10])
@pytest.mark.parametrize("k", [20, 35, 60, 90, 150, 500] if IS_SOAK else [60])
def test_honest_units_are_rarely_below_their_peers(k, spread, sizes, figures):
    draw = partial(simulated.shares, spread=spread, sizes=sizes, behind=0)
    found = scores(draw, k, {"limits in use": ours, "flat .003": partial(flat, 0.003)})
    told(figures, f"honest shares, {k} peers, {sizes} sizes, spread {spread:.2f}", found)
    own = found["limits in use"]
    assert own.false <= BUDGET + 3 * own.error


# Variation of the rates, sessions a week, weeks, and the least recall.
SESSIONS = [(0.0, 1, 16, 0.30), (0.0, 2, 12, 0.30), (0.3, 1, 16, 0.05), (0.3, 2, 12, 0.05)]


@pytest.mark.parametrize(("variation", "rate", "weeks", "recall"), SESSIONS)
@pytest.mark.parametrize("k", [60, 200])
def test_units_with_three_in_ten_of_the_sessions_are_found(
    k, variation, rate, weeks, recall, figures
):
    draw = partial(simulated.sessions, rate=rate, weeks=weeks, variation=variation)
    method = {"limits in use": partial(ours, is_share=False)}
    lists = {"bottom 10 %": bottom_tenth, "fixed 80 %": under_80_of_the_mean}
    found = scores(partial(draw, behind=0.06), k, method | lists)
    (honest,) = scores(partial(draw, behind=0), k, method).values()
    own = found["limits in use"]
    setting = f"sessions, {k} peers, {rate} a week, {weeks} weeks, rates varying by {variation:.0%}"
    told(figures, setting, found | {"honest": honest})
    assert honest.false <= BUDGET + 3 * honest.error
    if IS_SOAK:
        assert own.recall >= recall


def three_empty_weeks(counts):
    """The rule before: nothing in three weeks, although (1 - 3/n)^N < .01."""
    n, total = len(counts), counts.sum(axis=0)
    return (counts[-3:].sum(axis=0) == 0) & ((1 - 3 / n) ** total < 0.01)


def last_six(counts):
    """The last six weeks' pace over the pace before them, as a share."""
    past = np.maximum(counts[:-6].mean(axis=0), 1 / len(counts))
    return simulated.Drawn(counts[-6:].mean(axis=0), past, None)


@pytest.mark.parametrize(("rate", "recall"), [(1, 0.06), (2, 0.36)])
@pytest.mark.parametrize(("weeks", "variation"), [(16, 0.2), (12, 0.0), (16, 0.4)])
def test_a_slowdown_to_a_fifth_over_six_weeks_is_found(rate, weeks, variation, recall, figures):
    rules = {
        "stalled": lambda y: stalls(y).is_stalled,
        "three empty weeks": three_empty_weeks,
        "bottom 10 %": lambda y: bottom_tenth(last_six(y)),
        "fixed 80 %": lambda y: under_80(last_six(y)),
    }
    rng, found = np.random.default_rng(5), {name: Score() for name in rules}
    for _ in range(max(UNITS // 60, 3)):
        draw = partial(simulated.slowed, rate=rate, weeks=weeks, variation=variation)
        counts, is_behind = draw(rng, 60)
        for name, rule in rules.items():
            found[name].add(rule(counts), is_behind, is_behind)
    told(figures, f"a fifth over 6 of {weeks} weeks, {rate} a week, {variation:.0%}", found)
    own = found["stalled"]
    assert own.false <= 0.0024 + 3 * own.error
    if IS_SOAK:
        assert own.recall >= recall
        assert own.recall > 2 * found["three empty weeks"].recall
