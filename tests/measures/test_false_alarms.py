"""Honest districts and districts with units truly behind, by the thousand: who is named."""

import os

import numpy as np
import pytest

from measures.statistics.peers import below_peers, low_tail

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
        flags, tests = flags + told.is_below.sum(), tests + (~np.isnan(told.tail)).sum()
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
        flags, tests = flags + told.is_below.sum(), tests + (~np.isnan(told.tail)).sum()
    figures(f"honest counts, cv {spread}: {flags} flags in {tests} tests = {flags / tests:.5f}")
    assert flags / tests <= BUDGET


@pytest.mark.parametrize("spread", [0, 0.05])
def test_units_truly_behind_are_found_and_a_bottom_list_finds_small_ones(spread, figures):
    rng = np.random.default_rng(11)
    n_all = sum(SIZES.values())
    flagged = found = behind = seen = listed = listed_small = small = telling = found_telling = 0
    for _ in range(DISTRICTS):
        types = np.repeat(np.arange(len(SIZES)), list(SIZES.values()))
        n = np.maximum(1, rng.lognormal(2.2, 0.9, n_all).astype(int))
        share = np.full(n_all, 0.8)
        if spread:
            a = 0.16 / spread**2 - 1
            share = rng.beta(0.8 * a, 0.2 * a, n_all)
        is_behind = rng.random(n_all) < 0.03
        done = rng.binomial(n, np.where(is_behind, 0.5, share))
        told = below_peers(done, n, types).is_below
        bottom = np.argsort(done / n + rng.random(n_all) * 1e-6)[:20]
        is_small = n < 10
        flagged, found = flagged + told.sum(), found + (told & is_behind).sum()
        behind, seen = behind + is_behind.sum(), seen + is_behind[bottom].sum()
        listed, listed_small = listed + 20, listed_small + is_small[bottom].sum()
        small = small + is_small.mean()
        telling += (is_behind & (n >= 20)).sum()
        found_telling += (told & is_behind & (n >= 20)).sum()
    figures(
        f"3 % truly behind (50 % for 80 %), sd {spread}: of {behind}, flagged {found / behind:.2f} "
        f"({found_telling / telling:.2f} of those with 20 and more), right when flagged "
        f"{found / max(flagged, 1):.2f}; the bottom 20 holds {seen / behind:.2f} of them and is "
        f"right in {seen / listed:.2f}, {listed_small / listed:.2f} of it small units "
        f"(in the district {small / DISTRICTS:.2f})"
    )
    assert found / max(flagged, 1) > 2 * seen / listed, "a flag is right far oftener than the list"
    assert found_telling / telling > 0.2


def test_the_tail_holds_its_size_in_every_setting_of_a_grid(figures):
    rng = np.random.default_rng(5)
    worst = 0.0
    for p0 in (0.5, 0.8, 0.95):
        for low, high in ((5, 20), (20, 100), (100, 500)):
            for rho in (0, 0.01):
                flags = tests = 0
                for _ in range(DISTRICTS):
                    n = rng.integers(low, high, 100)
                    a = (1 - rho) / rho if rho else 0
                    share = rng.beta(p0 * a, (1 - p0) * a, 100) if rho else p0
                    tail = low_tail(rng.binomial(n, share), n)
                    flags, tests = flags + (tail < 0.001).sum(), tests + 100
                worst = max(worst, flags / tests)
    figures(f"lower tail below .001 in the worst of 18 settings: {worst:.5f}")
    assert worst <= (0.0015 if DISTRICTS > 50 else 0.003)
