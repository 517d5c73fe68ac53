"""One page's measures, as a ratio to one read of the cube they are made from."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from campaign import STUDY, Calendar, District, Panel, PanelWeek, Unit, load_pack, registered_slots
from measures import frequency, org_share_spread, standing, unit_rows

PACK = load_pack("c2023_ztjy")
Ask = tuple[Callable[[Panel], int], Callable[[Panel], Panel] | None]


def synthetic(n_units: int, n_weeks: int) -> Panel:
    """A seeded panel: nine in ten report, small counts, a type and a group for every unit."""
    rng = np.random.default_rng(1)
    types = rng.integers(0, len(PACK.types), n_units)
    groups = rng.integers(0, 10, n_units)
    totals = rng.integers(0, 9, n_units)
    calendar = Calendar(date(2023, 10, 2), n_weeks)
    units = tuple(
        Unit(f"u{i}", f"单位{i}", PACK.types[types[i]].id, PACK.groups[groups[i]].id, i,
             calendar.starts_on, sub_org_total=int(totals[i]))
        for i in range(n_units)
    )  # fmt: skip
    everyone = np.ones(n_units, dtype=np.bool_)

    def week(number: int) -> PanelWeek:
        reported = rng.random(n_units) < 0.9
        size = (len(registered_slots()), n_units)
        values = rng.integers(0, 4, size, dtype=np.int8).astype(np.float64)
        states = np.where(values > 0, ord("v"), ord("z")).astype(np.uint8)
        values[:, ~reported], states[:, ~reported] = np.nan, 0
        return PanelWeek(
            calendar.week(number), values, states, reported, ~everyone, reported, everyone,
            types, groups, totals,
        )  # fmt: skip

    return Panel(
        District("bench", "基准区", PACK.id, calendar),
        1,
        units,
        tuple(t.id for t in PACK.types),
        tuple(g.id for g in PACK.groups),
        tuple(week(number) for number in range(1, n_weeks + 1)),
    )


def read_once(panel: Panel) -> float:
    """The floor: every number and every state of the cube is touched once."""
    return sum(float(week.values[0, 0]) + float(np.nanmax(week.values)) + int(week.states.max())
               for week in panel.weeks)  # fmt: skip


def page(panel: Panel) -> int:
    """What the coverage page asks for: trend, types, groups, spread, frequency."""
    last = panel.weeks[-1].week.number
    frames = [
        standing(panel, PACK, measures=["study_reach", "completeness", "timeliness"]),
        standing(panel, PACK, week=last, by="type", measures=["study_reach"]),
        standing(panel, PACK, week=last, by="group", measures=["study_reach"]),
        org_share_spread(panel, PACK, week=last),
        frequency(panel, PACK, STUDY),
    ]
    return sum(len(frame) for frame in frames)


def every_quantity(panel: Panel) -> int:
    """Group × week for all measures and quantities."""
    return len(standing(panel, PACK, by="group"))


def rows(panel: Panel) -> int:
    """One line a unit."""
    return len(unit_rows(panel, PACK, week=panel.weeks[-1].week.number))


def unread(panel: Panel) -> Panel:
    """The same panel with nothing worked out yet."""
    return replace(panel, weeks=tuple(replace(week) for week in panel.weeks))


def one_report_later(panel: Panel) -> Panel:
    """The same panel after a report of its last week: that week is another object."""
    return replace(panel, weeks=(*panel.weeks[:-1], replace(panel.weeks[-1])))


def run(sizes: tuple[tuple[int, int], ...] = ((340, 16),)) -> Iterator[str]:
    """Lines with the floor and each ratio; floor and work alternate, medians of three."""
    for n_units, n_weeks in sizes:
        panel = synthetic(n_units, n_weeks)
        work: Mapping[str, Ask] = {
            "page": (page, None),
            "page, for the first time": (page, unread),
            "page, after one report": (page, one_report_later),
            "group × week, everything": (every_quantity, None),
            "group × week, everything, for the first time": (every_quantity, unread),
            "group × week, everything, after one report": (every_quantity, one_report_later),
            "unit rows": (rows, None),
        }
        floors, times = _interleaved(panel, work)
        floor = statistics.median(floors)
        yield f"measures {n_units}×{n_weeks}: one read of the cube {floor * 1000:.1f} ms"
        for name, taken in times.items():
            median = statistics.median(taken)
            yield f"  {name}: {median * 1000:.1f} ms = {median / floor:.1f}× the read"


def _interleaved(
    panel: Panel, work: Mapping[str, Ask]
) -> tuple[list[float], dict[str, list[float]]]:
    floors: list[float] = []
    times: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(3):
        for name, (ask, made) in work.items():
            floors.append(_seconds(read_once, panel))
            ask(panel)
            times[name].append(_seconds(ask, made(panel) if made else panel))
    return floors, times


def _seconds(ask: Callable[[Panel], object], panel: Panel) -> float:
    started = time.perf_counter()
    ask(panel)
    return time.perf_counter() - started


if __name__ == "__main__":
    print(*run(), sep="\n")
