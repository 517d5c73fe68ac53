"""The statistics at the size of a province, each beside a sort of the same numbers."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator

import numpy as np

from measures.doubts import digits, facts, rhythm, verdict
from measures.statistics import change, effort, ginis, noise, pace, peers, stall, theil, trend

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
        self.cells = verdict.Cells(("people",), weeks, units, self.weekly[None])
        steady = np.broadcast_to(self.over, self.weekly.shape)
        self.members = verdict.Cells(("members",), weeks, units, steady[None])


def _everything(p: _Province) -> dict[str, Callable[[], object]]:
    """What is asked of every quantity is asked of every one here."""
    return {
        "Gini of every quantity": lambda: ginis.ginis(p.counts),
        "noise floor of every quantity": lambda: [
            noise.noise_floor(x, seed=1) for x in p.counts
        ],
        "noise floor per branch": lambda: noise.noise_floor(p.counts[0], p.over, seed=1),
        "Theil by type, group and nested, every quantity": lambda: [
            (theil.theil_split(x, p.types), theil.theil_nested(x, p.types, p.groups))
            for x in p.counts
        ],
        "trend": lambda: trend(p.weekly, seed=1),
        "below peers, shares and two counts": lambda: [
            peers.below_peers(p.done, p.over, p.types),
            *(peers.below_peers(x, p.over, p.types, is_share=False) for x in p.counts[:2]),
        ],
        "charts of every unit": lambda: change.xmr(p.weekly.T),
        "charts of every group and quantity": lambda: change.xmr(p.by_group),
        "stalls": lambda: stall.stalls(p.weekly),
        "chance of reaching": lambda: _outlook(p.weekly),
        "effort": lambda: [
            effort.evenness(p.visits), effort.residuals(p.visits), effort.reallocation(p.visits)
        ],
        "doubts, seven checks of a quantity": lambda: [
            digits.heaped(p.cells), digits.last_digit(p.cells), facts.denominator_drift(p.members)
        ] + [
            check(p.cells, slot="people")
            for check in (rhythm.too_regular, rhythm.count_outlier, rhythm.modified_z_outlier)
        ] + [rhythm.deadline_catch_up(p.cells, slot="people", types=p.types)],
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
