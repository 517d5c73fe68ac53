"""Honest districts of several types, by the thousand: who is named all the same."""

import os

import numpy as np
import pytest

from measures.statistics.peers import below_peers

DISTRICTS = 2000 if os.environ.get("SOAK") else 50
BUDGET = 0.0015
SIZES = {"sections": 60, "second tier": 140, "non-public": 90, "county teams": 12}


def district(rng, *, spread):
    """n, types and the units' true shares; `spread` is their standard deviation about the type's."""
    types = np.repeat(np.arange(len(SIZES)), list(SIZES.values()))
    n = np.maximum(1, rng.lognormal(2.2, 0.9, len(types)).astype(int))
    mean = rng.choice([0.3, 0.5, 0.7, 0.8, 0.95], len(SIZES))[types]
    if not spread:
        return n, types, mean
    concentration = mean * (1 - mean) / np.minimum(spread**2, mean * (1 - mean) / 3) - 1
    return n, types, rng.beta(mean * concentration, (1 - mean) * concentration)


@pytest.mark.parametrize("spread", [0, 0.03, 0.05, 0.10])
def test_honest_shares_are_rarely_below_peers(spread, figures):
    rng = np.random.default_rng(int(spread * 100))
    flags = tests = 0
    for _ in range(DISTRICTS):
        n, types, share = district(rng, spread=spread)
        told = below_peers(rng.binomial(n, share), n, types)
        flags, tests = flags + told.is_below.sum(), tests + (~np.isnan(told.lower)).sum()
    figures(f"honest shares, sd {spread}: {flags} flags in {tests} tests = {flags / tests:.5f}")
    assert tests > 100 * DISTRICTS
    assert flags / tests <= BUDGET


@pytest.mark.parametrize("spread", [0, 0.3])
def test_honest_counts_are_rarely_below_peers(spread, figures):
    rng = np.random.default_rng(int(spread * 100) + 7)
    flags = tests = 0
    for _ in range(DISTRICTS):
        n, types, _ = district(rng, spread=0)
        rate = rng.gamma(1 / spread**2, spread**2, len(n)) if spread else 1.0
        counts = rng.poisson(n * rate * rng.uniform(0.5, 3, len(SIZES))[types])
        told = below_peers(counts, n, types, is_share=False)
        flags, tests = flags + told.is_below.sum(), tests + (~np.isnan(told.lower)).sum()
    figures(f"honest counts, cv {spread}: {flags} flags in {tests} tests = {flags / tests:.5f}")
    assert flags / tests <= BUDGET
