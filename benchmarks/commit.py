"""How long one unit's durable commit takes, against writing and syncing as many bytes to a file.

In the working folder: where the temporary folder is in memory, syncing costs nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from campaign import (
    ROSTER_ROWS,
    WEEKLY_ROWS,
    Calendar,
    District,
    Door,
    Grid,
    Source,
    Submission,
    Viewer,
    registered_slots,
)
from ledger import Ledger, open_ledger

ROUNDS = 101
FLOOR_BYTES = 12_288
DISTRICT = District("bench", "某区", "c2023_ztjy", Calendar(date(2023, 10, 2), n_weeks=16))
AT = datetime(2023, 10, 4, tzinfo=UTC)
OFFICE = Viewer(Door.OFFICE)


def run() -> Iterator[str]:
    """One line a measurement: milliseconds, and how many times its floor."""
    with TemporaryDirectory(dir=Path.cwd()) as folder:
        ledger = open_ledger(f"sqlite:///{Path(folder) / 'ledger.db'}")
        ledger.add_district(DISTRICT)
        ledger.accept(ledger.plan("bench", _roster()), by="bench", received_at=AT)
        with (Path(folder) / "floor").open("wb") as file:
            rounds = [_round(ledger, n, floor=file.fileno()) for n in range(ROUNDS)]
        ledger.close()
    floor, *rest = (median(times) * 1000 for times in zip(*rounds, strict=True))
    yield f"write + fdatasync of {FLOOR_BYTES} bytes: {floor:.2f} ms"
    names = ("plan one unit", "accept one unit, durable", "see it in the panel")
    for name, time in zip(names, rest[:3], strict=True):
        yield f"{name}: {time:.2f} ms = {time / floor:.1f} x write + fdatasync"
    yield f"panel with nothing new: {rest[3]:.3f} ms"


def _round(ledger: Ledger, n: int, *, floor: int) -> tuple[float, ...]:
    """One of each, in turn: the floor and the work meet the same noise."""
    submission, block = _report(n), os.urandom(FLOOR_BYTES)
    times = [perf_counter()]
    os.write(floor, block)
    os.fdatasync(floor)
    times.append(perf_counter())
    plan = ledger.plan("bench", submission)
    times.append(perf_counter())
    ledger.accept(plan, by="bench", received_at=AT)
    times.append(perf_counter())
    ledger.panel("bench", OFFICE)
    times.append(perf_counter())
    ledger.panel("bench", OFFICE)
    times.append(perf_counter())
    return tuple(after - before for before, after in pairwise(times))


def _roster() -> Submission:
    words = {name: "" for name, kind in ROSTER_ROWS.columns.items() if kind == "str"}
    row = words | {"row": 2, "accepted": True, "sub_org_total": 0, "sort_no": 1, "scope": "own"}
    row |= {"unit_id": "u1", "name": "u1", "type_id": "section_team", "group_id": "g01"}
    source = Source("0", "roster.xlsx", "roster")
    return Submission("roster", None, source, ROSTER_ROWS.frame([row]), {}, (), Grid("r", 1, 1, ()))


def _report(n: int) -> Submission:
    slots = registered_slots()
    figures = {slot: float(n + i) for i, slot in enumerate(slots)}
    row = {"row": 4, "unit_id": "u1", "raw_unit": "u1", "accepted": True}
    row |= {"states": "v" * len(slots), **figures}
    cells = (("u1", *(str(figure) for figure in figures.values())),)
    columns = {slot: i + 2 for i, slot in enumerate(slots)}
    source = Source(str(n), "report.xlsx", "report", sender="u1")
    grid = Grid("report", 4, 1, cells)
    return Submission("weekly_report", 3, source, WEEKLY_ROWS.frame([row]), columns, (), grid)
