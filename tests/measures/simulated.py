"""Types of units drawn at random: what is really so of each, and what it reports."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Drawn:
    """One type's units, each [K]: figures, sizes, and who is truly behind."""

    done: np.ndarray
    n: np.ndarray
    is_behind: np.ndarray


def shares(rng, k, *, spread=0.0, behind=0.06, gap=0.35, mean=0.8, sizes="lognormal"):
    """Organisations reached: shares about a mean with a standard deviation, some of them lower."""
    n = np.maximum(1, rng.lognormal(2.2, 0.9, k).astype(int))
    if sizes == "even":
        n = rng.integers(1, 61, k)
    share = np.full(k, mean)
    if spread:
        a = mean * (1 - mean) / min(spread**2, mean * (1 - mean) / 3) - 1
        share = rng.beta(mean * a, (1 - mean) * a, k)
    is_behind = rng.random(k) < behind
    share = np.where(is_behind, np.clip(share - gap, 0, 1), share)
    return Drawn(rng.binomial(n, share), n, is_behind)


def sessions(rng, k, *, rate, weeks, variation=0.0, behind=0.06, left=0.3):
    """Sessions in weeks with a figure, and of those behind only some of them."""
    over = rng.integers(max(2, weeks - 3), weeks + 1, k)
    is_behind = rng.random(k) < behind
    own = rate * _varied(rng, k, variation) * np.where(is_behind, left, 1.0)
    return Drawn(rng.poisson(own * over), over, is_behind)


def slowed(rng, k, *, rate, weeks, variation=0.0, behind=0.06, left=0.2, last=6):
    """Weekly sessions [W, K], in which some slow down over the last weeks, and who does."""
    own = np.tile(rate * _varied(rng, k, variation), (weeks, 1))
    is_behind = rng.random(k) < behind
    own[-last:] *= np.where(is_behind, left, 1.0)
    return rng.poisson(own).astype(float), is_behind


def _varied(rng, k, variation):
    return rng.gamma(1 / variation**2, variation**2, k) if variation else np.ones(k)


@dataclass
class Score:
    """Flags counted up over districts: who was flagged, who should have been."""

    flagged: int = 0
    found: int = 0
    behind: int = 0
    large_found: int = 0
    large: int = 0
    honest: int = 0

    def add(self, flags, is_behind, is_large):
        """Count one district."""
        self.flagged += int(flags.sum())
        self.found += int((flags & is_behind).sum())
        self.behind += int(is_behind.sum())
        self.large_found += int((flags & is_behind & is_large).sum())
        self.large += int((is_behind & is_large).sum())
        self.honest += int((~is_behind).sum())

    @property
    def recall(self):
        return self.found / max(self.behind, 1)

    @property
    def recall_large(self):
        return self.large_found / max(self.large, 1)

    @property
    def precision(self):
        return self.found / max(self.flagged, 1)

    @property
    def false(self):
        return (self.flagged - self.found) / max(self.honest, 1)

    @property
    def error(self):
        """The standard error of the false flags a test, for at least one flag."""
        return max(self.flagged - self.found, 1) ** 0.5 / max(self.honest, 1)

    def line(self):
        """Recall, recall of n ≥ 20, precision and false flags a test, as the soak prints them."""
        return (
            f"{self.recall:.3f} / {self.recall_large:.2f} / {self.precision:.2f} / {self.false:.5f}"
        )
