"""The least figure with which a unit is no longer unlike its peers: a type's figures go in.

docs/design.md §8.10, rule 7. Found by halving: the higher a unit's figure, the likelier it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy import special

from campaign import CampaignPack
from measures.statistics.arrays import Floats, Ints
from measures.statistics.beta_binomial import lower_tail
from measures.statistics.peers import count_low_tail, low_tail
from measures.statistics.true_spread import rate_spread, share_spread


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

    In a type of many units one figure moves neither the pooled share nor how much they differ:
    there both are taken as they are.
    """
    limit = pack.thresholds["peer_tail"]
    low, high = peers.done[at], _surely_enough(peers, at)
    fixed = _halved(_as_they_stand(peers, at), low, high, limit)
    if len(peers.done) > pack.thresholds["peer_many"]:
        if_told = replace(peers, over=_told_at(peers, at))
        return fixed, _halved(_as_they_stand(if_told, at), low, high, limit)
    moved = [_halved(_moving(peers, unit), low[[i]], high[[i]], limit) for i, unit in enumerate(at)]
    return fixed, np.concatenate([np.empty(0), *moved])


def _surely_enough(peers: Peers, at: Ints) -> Floats:
    """Figures that are not low: all there is, or twice the highest rate."""
    if peers.is_share:
        return np.asarray(np.floor(peers.over[at]))
    return np.asarray(np.ceil(2 * (peers.done / peers.over).max() * peers.over_if_told[at]))


def _told_at(peers: Peers, at: Ints) -> Floats:
    """float64 [K]: the exposures, with a figure for this week at some positions."""
    over = peers.over.copy()
    over[at] = peers.over_if_told[at]
    return over


def _as_they_stand(peers: Peers, at: Ints) -> Callable[[Floats], Floats]:
    """The tails of other figures at some positions, with the pooled value and spread of now."""
    own, over = np.floor(peers.done), peers.over
    pooled = float(peers.done.sum() / over.sum())
    if peers.is_share:
        rho = share_spread(own, np.floor(over))
        return lambda y: lower_tail(np.floor(y), np.floor(over[at]), pooled, rho)
    mean, kappa = pooled * over[at], rate_spread(own, over)
    if not kappa:
        return lambda y: np.asarray(special.pdtr(np.floor(y), mean))
    return lambda y: np.asarray(
        special.betainc(1 / kappa, np.floor(y) + 1, 1 / (1 + kappa * mean)), dtype=np.float64
    )


def _moving(peers: Peers, unit: int) -> Callable[[Floats], Floats]:
    """The tail of one unit at another figure given this week, everything worked out anew."""
    over = _told_at(peers, np.array([unit]))
    tails = low_tail if peers.is_share else count_low_tail

    def tail(figure: Floats) -> Floats:
        done = peers.done.copy()
        done[unit] = figure[0]
        return tails(done, over)[[unit]]

    return tail


def _halved(tail: Callable[[Floats], Floats], low: Floats, high: Floats, limit: float) -> Floats:
    """The least whole figures above `low`, up to `high`, whose tail is not under the limit."""
    low, high = low.copy(), np.maximum(high, low)
    while (high - low > 1).any():
        middle = np.where(high - low > 1, np.floor((low + high) / 2), high)
        is_under = tail(middle) < limit
        low, high = np.where(is_under, middle, low), np.where(is_under, high, middle)
    return np.asarray(np.ceil(high))
