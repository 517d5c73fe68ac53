"""How long a durable commit takes: one unit's against writing and syncing as many bytes to a file,
a thousand units' against the same rows given to sqlite3 as they are, the audit line among them.

Of each the median on the clock and of the processor's time alone, which other programs on the
machine lengthen less; how busy the machine was stands beside. In the working folder: where the
temporary folder is in memory, syncing costs nothing.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any, TypeAlias

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

ROUNDS, BULK_ROUNDS = 101, 9
FLOOR_BYTES = 12_288
MANY = 1_000
DISTRICT = District("bench", "某区", "c2023_ztjy", Calendar(date(2023, 10, 2), n_weeks=16))
AT = datetime(2023, 10, 4, tzinfo=UTC)
OFFICE = Viewer(Door.OFFICE)
TABLES = {"submission": "id", "audit": "rev"} | dict.fromkeys(
    ("grid", "column_map", "fact", "cur"), "submission_id"
)
"""What a commit of weekly figures writes, parents first, and where a submission's id stands."""


Moment: TypeAlias = tuple[float, float]
"""The clock, and the processor's time that this program has used; in seconds."""


def run() -> Iterator[str]:
    """One line a measurement: milliseconds, and how many times its floor."""
    yield from _of_one_unit()
    yield from _of_many_units()
    yield "load average: " + " ".join(f"{load:.1f}" for load in os.getloadavg())


def _now() -> Moment:
    return perf_counter(), process_time()


def _spent(before: Moment, after: Moment) -> Moment:
    return after[0] - before[0], after[1] - before[1]


def _medians(times: Iterable[Moment]) -> Moment:
    """In milliseconds."""
    clock, cpu = zip(*times, strict=True)
    return median(clock) * 1000, median(cpu) * 1000


def _told(name: str, times: Iterable[Moment], *, floor: Moment, of: str) -> str:
    """The time and its ratio to the floor's clock; of two programs the processor's ratio too."""
    clock, cpu = _medians(times)
    return f"{name}: {clock:.2f} ms, {cpu:.2f} CPU = {clock / floor[0]:.2f} x {of}"


def _url(folder: str) -> str:
    return f"sqlite:///{Path(folder) / 'ledger.db'}"


def _of_one_unit() -> Iterator[str]:
    with TemporaryDirectory(dir=Path.cwd()) as folder:
        ledger = begin(_url(folder), units=1)
        twin = _Twin(Path(folder))
        with (Path(folder) / "floor").open("wb") as file:
            rounds = [_round(ledger, n, floor=file.fileno(), twin=twin) for n in range(ROUNDS)]
        ledger.close()
        twin.close()
    floors, *parts, twins = zip(*rounds, strict=True)
    floor = _medians(floors)
    yield f"write + fdatasync of {FLOOR_BYTES} bytes: {floor[0]:.2f} ms"
    names = ("plan one unit", "accept one unit, durable", "see it in the panel", "nothing new")
    for name, part in zip(names, parts, strict=True):
        yield _told(name, part, floor=floor, of="write + fdatasync")
    yield _told("its rows by sqlite3 alone, durable", twins, floor=floor, of="write + fdatasync")


def _of_many_units() -> Iterator[str]:
    with TemporaryDirectory(dir=Path.cwd()) as folder:
        ledger = begin(_url(folder), units=MANY)
        twin = _Twin(Path(folder))
        rounds = []
        for n in range(BULK_ROUNDS):
            sheet = report(n, units=MANY, week=n + 1)
            times = [_now()]
            plan = ledger.plan("bench", sheet)
            times.append(_now())
            ledger.accept(plan, by=OFFICE, received_at=AT)
            times.append(_now())
            rounds.append((*(_spent(*pair) for pair in pairwise(times)), twin.takes_over()))
        ledger.close()
        twin.close()
    plans, accepts, twins = zip(*rounds, strict=True)
    floor, ours = _medians(twins), _medians(accepts)
    yield f"{MANY} units by sqlite3 executemany, durable: {floor[0]:.1f} ms, {floor[1]:.1f} CPU"
    yield _told(f"plan {MANY} units", plans, floor=floor, of="executemany")
    yield (
        _told(f"accept {MANY} units, durable", accepts, floor=floor, of="executemany")
        + f" ({ours[1] / floor[1]:.2f} x its CPU)"
    )


def begin(url: str, *, units: int) -> Ledger:
    """A ledger with a district of so many units, open."""
    ledger = open_ledger(url)
    ledger.add_district(DISTRICT, by=OFFICE)
    ledger.accept(ledger.plan("bench", _roster(units)), by=OFFICE, received_at=AT)
    return ledger


class _Twin:
    """A second ledger file that is given the newest submission's rows by sqlite3 and nothing else.

    What a commit costs when everything but writing is left out.
    """

    def __init__(self, folder: Path) -> None:
        open_ledger(f"sqlite:///{folder / 'twin.db'}").close()
        self._from = sqlite3.connect(folder / "ledger.db", isolation_level=None)
        self._to = sqlite3.connect(folder / "twin.db", isolation_level=None)
        self._to.execute("PRAGMA synchronous=FULL")
        self._to.execute("PRAGMA foreign_keys=ON")
        for table in ("district", "submission"):
            self._insert(table, self._from.execute(f"SELECT * FROM {table}").fetchall())

    def close(self) -> None:
        self._from.close()
        self._to.close()

    def takes_over(self) -> Moment:
        """The time to write the newest submission's rows; reading them is not counted."""
        (newest,) = self._from.execute("SELECT max(id) FROM submission").fetchone()
        rows = {
            table: self._from.execute(f"SELECT * FROM {table} WHERE {key}=?", (newest,)).fetchall()
            for table, key in TABLES.items()
        }
        before = _now()
        self._to.execute("BEGIN IMMEDIATE")
        for table in TABLES:
            self._insert(table, rows[table])
        head = rows["audit"][-1][-1]
        self._to.execute("UPDATE district SET rev=?, audit_hash=?", (newest, head))
        self._to.execute("COMMIT")
        return _spent(before, _now())

    def _insert(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        places = ", ".join("?" * len(rows[0]))
        self._to.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({places})", rows)


def _round(ledger: Ledger, n: int, *, floor: int, twin: _Twin) -> tuple[Moment, ...]:
    """One of each, in turn: the floor and the work meet the same noise."""
    submission, block = report(n), os.urandom(FLOOR_BYTES)
    times = [_now()]
    os.write(floor, block)
    os.fdatasync(floor)
    times.append(_now())
    plan = ledger.plan("bench", submission)
    times.append(_now())
    ledger.accept(plan, by=OFFICE, received_at=AT)
    times.append(_now())
    ledger.panel("bench", OFFICE)
    times.append(_now())
    ledger.panel("bench", OFFICE)
    times.append(_now())
    return (*(_spent(*pair) for pair in pairwise(times)), twin.takes_over())


def _roster(units: int) -> Submission:
    words = {name: "" for name, kind in ROSTER_ROWS.columns.items() if kind == "str"}
    fixed = words | {"accepted": True, "sub_org_total": 0, "scope": "own"}
    fixed |= {"type_id": "section_team", "group_id": "g01"}
    rows = [
        fixed | {"row": i + 2, "sort_no": i, "unit_id": f"u{i}", "name": f"u{i}"}
        for i in range(units)
    ]
    source = Source("0", "roster.xlsx", "roster")
    return Submission("roster", None, source, ROSTER_ROWS.frame(rows), {}, (), Grid("r", 1, 1, ()))


def report(
    n: int, *, units: int = 1, week: int = 3, sender: str = "u0", salt: str = ""
) -> Submission:
    """A weekly report whose figures and bytes are the n-th and nobody else's with that salt."""
    slots = registered_slots()
    rows, cells = [], []
    for unit in range(units):
        figures = {slot: float(n + unit + i) for i, slot in enumerate(slots)}
        row = {"row": 4 + unit, "unit_id": f"u{unit}", "raw_unit": f"u{unit}", "accepted": True}
        rows.append(row | {"states": "v" * len(slots), **figures})
        cells.append((f"u{unit}", *(str(figure) for figure in figures.values())))
    columns = {slot: i + 2 for i, slot in enumerate(slots)}
    source = Source(f"{salt}-{week}-{n}", "report.xlsx", "report", sender=sender)
    grid = Grid("report", 4, 1, tuple(cells))
    frame = WEEKLY_ROWS.frame(rows)
    return Submission("weekly_report", week, source, frame, columns, (), grid)
