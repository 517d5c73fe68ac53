"""The statistics at the size of a province, each beside a sort of the same numbers."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator

import numpy as np

from measures import doubts
from measures.statistics import change, effort, imbalance, pace, peers

_TYPES, _GROUPS = 5, 1000


class _Province:
    """Seeded counts [Q, U] since the launch, weekly ones [W, U] of one quantity, and shares."""

    def __init__(self, n_units: int, n_weeks: int, n_quantities: int) -> None:
        rng = np.random.default_rng(1)
        self.types = rng.integers(0, _TYPES, n_units)
        self.groups = rng.integers(0, _GROUPS, n_units)
        self.over = rng.integers(1, 40, n_units).astype(np.float64)
        self.counts = rng.poisson(rng.gamma(2, 10, (n_quantities, n_units))).astype(np.float64)
        self.weekly = rng.poisson(3, (n_weeks, n_units)).astype(np.float64)
        self.weekly[rng.random(self.weekly.shape) < 0.1] = np.nan
        self.done = rng.binomial(self.over.astype(np.int64), 0.8)
        self.by_group = rng.poisson(6, (n_quantities, _GROUPS, n_weeks)).astype(np.float64)
        self.visits = rng.poisson(8, (_GROUPS, 4))
        weeks, units = tuple(range(1, n_weeks + 1)), tuple(f"u{i}" for i in range(n_units))
        self.cells = doubts.Cells(("people",), weeks, units, self.weekly[None])
        steady = np.broadcast_to(self.over, self.weekly.shape)
        self.members = doubts.Cells(("members",), weeks, units, steady[None])


def _everything(p: _Province) -> dict[str, Callable[[], object]]:
    """What is asked of every quantity is asked of every one here."""
    return {
        "Gini of every quantity": lambda: imbalance.ginis(p.counts),
        "noise floor of every quantity": lambda: [
            imbalance.noise_floor(x, seed=1) for x in p.counts
        ],
        "noise floor per branch": lambda: imbalance.noise_floor(p.counts[0], p.over, seed=1),
        "Theil by type, group and nested, every quantity": lambda: [
            (imbalance.theil_split(x, p.types), imbalance.theil_nested(x, p.types, p.groups))
            for x in p.counts
        ],
        "contribution, every quantity": lambda: [imbalance.to_mean(x) for x in p.counts],
        "trend": lambda: imbalance.trend(p.weekly, seed=1),
        "below peers, shares and two counts": lambda: [
            peers.below_peers(p.done, p.over, p.types),
            *(peers.below_peers(x, p.over, p.types, is_share=False) for x in p.counts[:2]),
        ],
        "shrunken shares": lambda: peers.shrunken_shares(p.done, p.over),
        "charts of every unit": lambda: change.xmr(p.weekly.T),
        "charts of every group and quantity": lambda: change.xmr(p.by_group),
        "stalls": lambda: change.is_stalled(p.weekly, change.pooled_phi(p.weekly)),
        "chance of reaching": lambda: _outlook(p.weekly),
        "effort": lambda: [
            effort.evenness(p.visits), effort.residuals(p.visits), effort.reallocation(p.visits)
        ],
        "doubts, seven checks of a quantity": lambda: [
            doubts.heaped(p.cells), doubts.last_digit(p.cells), doubts.denominator_drift(p.members)
        ] + [
            check(p.cells, slot="people")
            for check in (doubts.too_regular, doubts.count_outlier, doubts.modified_z_outlier)
        ] + [doubts.deadline_catch_up(p.cells, slot="people", types=p.types)],
    }  # fmt: skip


def _outlook(weekly: np.ndarray) -> object:
    done, weeks = pace.recent(weekly)
    prior = pace.peer_prior(done, weeks)
    return pace.chance_of_reaching(done, weeks, np.full(len(done), 30), 8, prior=prior)


def run(sizes: tuple[tuple[int, int], ...] = ((340, 16),)) -> Iterator[str]:
    """Lines with the floors and each measure; floor and work alternate, medians of three."""
    for n_units, n_weeks in sizes:
        province = _Province(n_units, n_weeks, 20)
        total = 0.0
        yield f"statistics {n_units}×{n_weeks}, 20 quantities (floor: one sort of the 20 rows)"
        for name, ask in _everything(province).items():
            floors, times = [], []
            for _ in range(3):
                floors.append(_seconds(lambda: np.sort(province.counts, axis=-1)))  # noqa: B023
                times.append(_seconds(ask))
            floor, taken = statistics.median(floors), statistics.median(times)
            total += taken
            yield f"  {name}: {taken * 1000:.1f} ms = {taken / floor:.1f}× the sort"
        yield f"  together: {total:.2f} s"


def _seconds(ask: Callable[[], object]) -> float:
    started = time.perf_counter()
    ask()
    return time.perf_counter() - started


if __name__ == "__main__":
    for line in run():
        print(line, flush=True)
