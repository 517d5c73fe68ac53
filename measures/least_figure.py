"""The least figure with which a unit is no longer unlike its peers: a type's figures go in.

docs/design.md §8.10, rule 7. Found by halving: the higher a unit's figure, the likelier it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import special

from campaign import CampaignPack
from measures.beta_binomial import lower_tail
from measures.dispersion import spread
from measures.places import Floats, Ints


@dataclass(frozen=True)
class Peers:
    """Units of one type with a figure, each [K]: `done` of the exposure `over`, and the exposure
    with a figure for this week."""

    done: Floats
    over: Floats
    over_if_told: Floats
    is_share: bool


def least_figures(peers: Peers, at: Ints, pack: CampaignPack) -> tuple[Floats, Floats]:
    """For the units at some positions: the least whole figure that is within chance as the peers
    stand, and the least one they could report with which it is, the pooled share moving along.

    In a type of many units one figure moves neither the share nor how much they differ: there the
    pooled values are taken as they are for shares, and moved exactly for counts.
    """
    limit = pack.thresholds["peer_tail"]
    low, high = peers.done[at], _surely_enough(peers, at)
    if not peers.is_share:
        fixed = _halved(lambda y: _poisson(peers, at, y, is_moving=False), low, high, limit)
        return fixed, _halved(lambda y: _poisson(peers, at, y, is_moving=True), low, high, limit)
    pooled = float(peers.done.sum() / peers.over.sum())
    rho, n = spread(peers.done, peers.over).rho, peers.over[at]
    fixed = _halved(lambda y: lower_tail(y, n, pooled, rho), low, high, limit)
    if len(peers.done) > pack.thresholds["peer_many"]:
        return fixed, fixed
    moved = [_halved(_moving(peers, unit), low[[i]], high[[i]], limit) for i, unit in enumerate(at)]
    return fixed, np.concatenate([np.empty(0), *moved])


def _surely_enough(peers: Peers, at: Ints) -> Floats:
    """Figures that are not low: all there is, or twice the highest rate."""
    if peers.is_share:
        return np.asarray(np.floor(peers.over[at]))
    return np.asarray(np.ceil(2 * (peers.done / peers.over).max() * peers.over_if_told[at]))


def _poisson(peers: Peers, at: Ints, figure: Floats, *, is_moving: bool) -> Floats:
    total, over, own = peers.done.sum(), peers.over.sum(), peers.over[at]
    if is_moving:
        total, own = total - peers.done[at] + figure, peers.over_if_told[at]
        over = over - peers.over[at] + own
    return np.asarray(special.pdtr(np.floor(figure), total / over * own))


def _moving(peers: Peers, unit: int) -> Callable[[Floats], Floats]:
    def tail(figure: Floats) -> Floats:
        done = peers.done.copy()
        done[unit] = figure[0]
        pooled = float(done.sum() / peers.over.sum())
        if not 0 < pooled < 1:
            return np.ones(1)  # all alike: nobody is compared
        return lower_tail(figure, peers.over[[unit]], pooled, spread(done, peers.over).rho)

    return tail


def _halved(tail: Callable[[Floats], Floats], low: Floats, high: Floats, limit: float) -> Floats:
    """The least whole figures above `low`, up to `high`, whose tail is not under the limit."""
    low, high = low.copy(), np.maximum(high, low)
    while (high - low > 1).any():
        middle = np.where(high - low > 1, np.floor((low + high) / 2), high)
        is_under = tail(middle) < limit
        low, high = np.where(is_under, middle, low), np.where(is_under, high, middle)
    return np.asarray(np.ceil(high))
