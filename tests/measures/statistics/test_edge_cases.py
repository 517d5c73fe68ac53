"""The edge cases decided outside: every line of the file is asked, none is passed over unnamed."""

import math

import numpy as np
import pytest

from measures.statistics import change, effort, imbalance, peers
from measures.statistics.theil import theil_split
from tests.measures import outside

NAMES = ["gini", "gini_corr", "theil_t", "wilson", "poisson_exact", "xmr", "chi_resid"]
ASKED_BY_NO_PAGE = {"theil_l", "atkinson", "kl"}
INDEXES = {
    "gini": imbalance.gini,
    "gini_corr": lambda x: imbalance.gini(x, small_sample=True),
    "theil_t": lambda x: theil_split(x, [0] * len(x)).total,
}


def figures(case):
    """The case's figures; null is a figure nobody reported."""
    return [math.nan if x is None else x for x in case["x"]]


def wanted(case):
    """The number wanted; the file writes NaN and inf as words, some with a remark behind."""
    want = case["want"]
    return float(want.split()[0]) if isinstance(want, str) else want


def index(case):
    """One number of a list of figures, or Theil's T with its parts."""
    if "g" in case:
        split = theil_split(figures(case), case["g"])
        parts = [case["want_total"], case["want_between"], case["want_within"]]
        assert split[:3] == pytest.approx(parts)
    else:
        assert INDEXES[case["fn"]](figures(case)) == pytest.approx(wanted(case), nan_ok=True)


def wilson(case):
    """Both ends at 95 %; none without a denominator."""
    low, high = peers.wilson(case["x"], case["n"], 0.95)
    want = case["want"] if isinstance(case["want"], list) else [math.nan] * 2
    assert [float(low), float(high)] == pytest.approx(want, nan_ok=True, abs=1e-7)


def poisson(case):
    """Both exact ends."""
    assert [float(end) for end in peers.poisson_interval(case["x"])] == pytest.approx(case["want"])


def chart(case):
    """No limits; the status says why."""
    found = change.xmr(case["y"])
    status = "constant" if "constant" in case["want"] else "too_few"
    assert change.STATUS[int(found.status)] == status
    assert np.isnan(found.upper).all()


def residuals(case):
    """An empty row says nothing, and is no row of the test."""
    found = effort.residuals(case["T"])
    assert np.isnan(found[0]).all()


ASKED = {
    **dict.fromkeys(INDEXES, index),
    "wilson": wilson,
    "poisson_exact": poisson,
    "xmr": chart,
    "chi_resid": residuals,
}


def test_no_case_is_passed_over():
    cases = outside.numbers("edge_cases.json")
    assert {case["fn"] for case in cases} == ASKED_BY_NO_PAGE | set(ASKED)
    assert set(NAMES) == set(ASKED)


@pytest.mark.parametrize("name", NAMES)
def test_the_edge_cases_of(name):
    cases = [case for case in outside.numbers("edge_cases.json") if case["fn"] == name]
    assert cases
    for case in cases:
        ASKED[name](case)
