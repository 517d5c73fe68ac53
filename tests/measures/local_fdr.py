"""A method that is not in use: how likely it is that a unit is one of those behind, all said by all
peers together (local false discovery, Efron 2010, Large-Scale Inference). `make soak` prints it
beside the limits in use: docs/design.md §8.12 says what it would find and what is missing.

Honest units are beta-binomial, the others lie 25 to 45 points lower. Level, spread and the part of
the others are summed over; the odds fall with the spread that is found, beyond `HOLDS`.
"""

from functools import cache

import numpy as np
from scipy import special

MOST = 90
LEVELS = special.expit(np.linspace(special.logit(0.45), special.logit(0.995), 40))
SPREADS = np.array([1e-5, 0.004, 0.01, 0.018, 0.03, 0.05, 0.08, 0.13, 0.22])
SPREAD_PRIOR = np.array([0.5, 0.5, 0.7, 1, 1.5, 2, 2, 1, 0.3])
PARTS = np.array([0.004, 0.02, 0.06, 0.12, 0.2])
PART_PRIOR = np.array([0.3, 0.25, 0.25, 0.15, 0.05])
GAPS = (0.25, 0.35, 0.45)
ANYTHING = 1e-4
HOLDS, FALLS = 0.012, 1.2
FROM = np.array([1, 3, 5, 10, 20, 40])
ODDS = np.array([0.1, 1.2, 0.0, -0.3, -0.9, -0.6])
"""The least log odds by size, for 60 peers about 80 %, by a linear programme over 60,000 units in
each of ten settings, at .0014 false flags in the worst of them."""


def _chances(share, rho):
    """[n, k]: the beta-binomial of every size up to MOST."""
    n, k = np.arange(MOST + 1)[:, None], np.arange(MOST + 1)[None, :]
    a, b = share * (1 - rho) / rho, (1 - share) * (1 - rho) / rho
    left = np.maximum(n - k, 0)
    ways = special.gammaln(n + 1) - special.gammaln(k + 1) - special.gammaln(left + 1)
    found = np.exp(ways + special.betaln(k + a, left + b) - special.betaln(a, b))
    return np.where(k <= n, found, 0).astype(np.float32)


@cache
def _tables():
    honest = np.array([[_chances(p, rho) for rho in SPREADS] for p in LEVELS])
    behind = [np.mean([_chances(max(p - gap, 0.01), 0.02) for gap in GAPS], axis=0) for p in LEVELS]
    return honest, np.array(behind)


def odds_behind(done, n):
    """The log odds [K] of each unit, less what the spread takes off."""
    honest, behind = _tables()
    size = np.minimum(n, MOST)
    k = np.floor(done * (size / n)).astype(int)
    own, other = honest[:, :, size, k].astype(float), behind[:, None, size, k].astype(float)
    mixed = [(1 - part) * own + part * other + ANYTHING / (size + 1) for part in PARTS]
    joint = np.array([np.log(each).sum(-1) for each in mixed])
    joint += np.log(SPREAD_PRIOR) + np.log(PART_PRIOR)[:, None, None]
    weight = np.exp(joint - joint.max())
    weight /= weight.sum()
    chance = sum(
        np.einsum("lr,lrk->k", w, part * other / each)
        for w, part, each in zip(weight, PARTS, mixed, strict=True)
    )
    spread = (weight.sum((0, 1)) * SPREADS).sum()
    return special.logit(np.clip(chance, 1e-12, 1 - 1e-9)) - FALLS * np.log(
        max(spread, HOLDS) / HOLDS
    )


def is_behind(drawn):
    """Who is flagged."""
    least = ODDS[np.searchsorted(FROM, drawn.n, side="right") - 1]
    return odds_behind(drawn.done, drawn.n) > least
