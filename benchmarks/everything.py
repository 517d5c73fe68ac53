"""All that is measured of one panel, one after the other: what a page, a worklist and a meeting ask
for, for the first time and after one report, each as a ratio to one read of the cube."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from benchmarks.measures import PACK, one_report_later, page, read_once, synthetic, unread
from campaign import DISCUSSIONS, STUDY, Panel
from measures import (
    bounds,
    control,
    findings,
    paces,
    shortfalls,
    signals,
    unevenness,
    waterfall,
    worklist,
)
from measures.doubts.digits import heaped, last_digit
from measures.doubts.rhythm import (
    count_outlier,
    deadline_catch_up,
    modified_z_outlier,
    too_regular,
    z_outlier,
)
from measures.doubts.verdict import Cells

COUNTY, PROVINCE = (340, 16), (100_000, 52)
_PLACES = ("district", "type", "group")
_SHARES = ("study_reach", "study_org_share", "study_week_share")


class Spent(NamedTuple):
    """Seconds on the wall, and of this process's own time: they differ on a machine with others, so
    that ratios are of its own."""

    wall: float
    own: float


def _work() -> Mapping[str, Callable[[Panel], object]]:
    return {
        "a page": page,
        "worklist with inference, and who caught up": lambda p: worklist(
            p, PACK, week=_last(p), today=p.weeks[-1].week.ends_on
        ),
        "signals": lambda p: signals(p, PACK),
        "findings": lambda p: findings(p, PACK),
        "how uneven, every quantity": lambda p: (
            unevenness(p, PACK, seed=_last(p)), shortfalls(p, PACK)
        ),
        "bounds, three shares by district, type and group": lambda p: [
            bounds(p, PACK, measure=m, week=_last(p), by=by) for m in _SHARES for by in _PLACES
        ],
        "waterfall, the same": lambda p: [
            waterfall(p, PACK, measure=m, week=_last(p), by=by) for m in _SHARES for by in _PLACES
        ],
        "control charts and paces, study and discussions": lambda p: [
            ask(p, PACK, q, by=by)
            for ask in (control, paces)
            for q in (STUDY, DISCUSSIONS)
            for by in ("district", "group")
        ],
        "doubts, seven checks of study": _doubts,
    }  # fmt: skip


def _last(panel: Panel) -> int:
    return panel.weeks[-1].week.number


def _doubts(panel: Panel) -> object:
    weeks = tuple(week.week.number for week in panel.weeks)
    units = tuple(unit.id for unit in panel.units)
    cells = Cells((STUDY,), weeks, units, panel.values(STUDY)[None])
    types = panel.weeks[-1].type_index
    checks = (too_regular, count_outlier, modified_z_outlier, z_outlier)
    return [
        heaped(cells),
        last_digit(cells),
        *(check(cells, slot=STUDY) for check in checks),
        deadline_catch_up(cells, slot=STUDY, types=types),
    ]


def run(sizes: tuple[tuple[int, int], ...] = (COUNTY,)) -> Iterator[str]:
    """Lines with the floor, each piece of work for the first time and after one report, and all
    together; every piece finds what the ones before it have kept, as the pages do."""
    for n_units, n_weeks in sizes:
        panel = synthetic(n_units, n_weeks)
        floor = statistics.median(_spent(read_once, panel).own for _ in range(5))
        yield f"everything {n_units}×{n_weeks}: one read of the cube {floor * 1000:.1f} ms own"
        panel = unread(panel)
        for name in ("for the first time", "after one report"):
            total = Spent(0.0, 0.0)
            for work, ask in _work().items():
                spent = _spent(ask, panel)
                total = Spent(total.wall + spent.wall, total.own + spent.own)
                yield f"  {work}, {name}: {_told(spent, floor)}"
            yield f"  together, {name}: {_told(total, floor)}"
            panel = one_report_later(panel)


def _told(spent: Spent, floor: float) -> str:
    wall, own = spent.wall * 1000, spent.own * 1000
    return f"{wall:.1f} ms ({own:.1f} ms own) = {spent.own / floor:.1f}× the read"


def _spent(ask: Callable[[Panel], object], panel: Panel) -> Spent:
    wall, own = time.perf_counter(), time.process_time()
    ask(panel)
    return Spent(time.perf_counter() - wall, time.process_time() - own)


if __name__ == "__main__":
    for line in run((COUNTY, PROVINCE)):
        print(line, flush=True)
