"""Do units draw level or apart: weekly counts go in; a word, beyond noise or none, comes out.

The Gini of figures since the launch falls by itself as figures grow, whoever does the work, so two
halves of the time are compared: the Gini of the units' rates in the later weeks less that in the
earlier ones. If every unit kept its share of the work, then given what it did in both halves
together, its later part is binomial (the conditional test of Przyborowski and Wilenski, Biometrika
1940), beta-binomial with phi times the variance where weeks vary more than Poisson. The later parts
are drawn again, as often as two million numbers allow; a change outside 95 of 100 draws is named.
Check: docs/design.md §8.7.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from measures.statistics.arrays import Floats
from measures.statistics.ginis import shown
from measures.statistics.stall import pooled_phi

FEWEST_UNITS, FEWEST_WEEKS = 8, 6
"""As many units as any comparison asks for (`peers.FEWEST`); three weeks to either half."""
_AT_ONCE = 2_000_000
"""Numbers drawn at a time, to bound memory."""
_LEAST_DRAWS, _FEW_DRAWS = 40, 200
"""Units are many where numbers at once are few draws: then 40 are enough for a deviation."""


@dataclass(frozen=True)
class Trend:
    """`earlier` and `later` Gini of the rates of `n` units; `low` and `high` hold 95 of 100 changes
    by chance; `word` is catching_up, drifting_apart, steady or not_enough."""

    earlier: float
    later: float
    low: float
    high: float
    n: int
    word: str

    @property
    def change(self) -> float:
        """Below 0 the units draw level."""
        return self.later - self.earlier


def trend(counts: npt.ArrayLike, *, draws: int = 500, seed: int, phi: float | None = None) -> Trend:
    """The trend of increments [W, U]; NaN is no report. Units unknown in a whole half are left out;
    under 8 units, 6 weeks or 1 count a half it is not_enough. `phi` is pooled from the counts."""
    y = np.asarray(counts, dtype=np.float64)
    half = len(y) // 2
    first, weeks_1 = _sums(y[:half])
    second, weeks_2 = _sums(y[len(y) - half :])
    both = (weeks_1 > 0) & (weeks_2 > 0)
    first, weeks_1, second, weeks_2 = (a[both] for a in (first, weeks_1, second, weeks_2))
    n = int(both.sum())
    n_weeks = int((y >= 0).any(axis=1).sum())  # a week in which nobody reported tells nothing
    if n_weeks < FEWEST_WEEKS or n < FEWEST_UNITS or not first.any() or not second.any():
        unknown = float("nan")
        return Trend(unknown, unknown, unknown, unknown, n, "not_enough")
    earlier, later = float(shown(first / weeks_1)), float(shown(second / weeks_2))
    part = weeks_2 * (second.sum() / weeks_2.sum())
    part = part / (part + weeks_1 * (first.sum() / weeks_1.sum()))
    changes = _redrawn(
        first + second, part, weeks_1, weeks_2, phi or pooled_phi(y[:, both]), draws, seed
    )
    low, high = _limits(changes)
    change = later - earlier
    word = "catching_up" if change < low else "drifting_apart" if change > high else "steady"
    return Trend(earlier, later, low, high, n, word)


def _sums(y: Floats) -> tuple[Floats, Floats]:
    known = y >= 0
    return np.where(known, y, 0.0).sum(axis=0), known.sum(axis=0).astype(np.float64)


def _limits(changes: Floats) -> tuple[float, float]:
    """What holds 95 of 100 changes; of few draws, which are drawn for many units, by their normal
    distribution, to which the difference of two Ginis of many units tends."""
    if len(changes) < _FEW_DRAWS:
        middle, reach = float(changes.mean()), 1.96 * float(changes.std(ddof=1))
        return middle - reach, middle + reach
    low, high = np.quantile(changes, [0.025, 0.975]).tolist()
    return low, high


def _redrawn(
    total: Floats, part: Floats, weeks_1: Floats, weeks_2: Floats, phi: float, draws: int, seed: int
) -> Floats:
    """float64 [draws]: the change of the Gini when every unit keeps its share of the work."""
    rng = np.random.default_rng(seed)
    # The beta-binomial of `total` with this correlation has phi times the binomial's variance.
    rho = np.clip((phi - 1) / np.maximum(total - 1, 1), 1e-9, 0.99)
    a, b = part * (1 - rho) / rho, (1 - part) * (1 - rho) / rho
    step = max(1, _AT_ONCE // len(total))
    draws = min(draws, max(step, _LEAST_DRAWS))
    out = []
    for k in range(0, draws, step):
        shape = (min(step, draws - k), len(total))
        share = rng.beta(a, b, shape) if phi > 1 else part
        later = rng.binomial(total.astype(np.int64), share, shape)
        out.append(shown(later / weeks_2) - shown((total - later) / weeks_1))
    return np.concatenate(out)
