"""The panel: read at a start, asked for again, renewed by one submission; and the memory it takes.

A seeded district is loaded as uploads are. Floors of the same run: the same rows read as columns by
ADBC where it is installed, a copy of the panel's memory. What is measured takes turns with them.
"""

from __future__ import annotations

import gc
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np

from benchmarks.by import named
from campaign import District, Door, Panel, Submission, Viewer, as_blocks, load_pack
from commands.scale import scale_of
from ledger import Ledger, open_ledger
from sample_data import scale_district, submissions

COUNTY, PROVINCE = (1_000, 26), (100_000, 52)
LARGE = 10_000
ROUNDS = 7
RENEWALS = 41
OFFICE = Viewer(Door.OFFICE)
AT = datetime(2024, 3, 1, tzinfo=UTC)
PACK = load_pack("c2023_ztjy")
USED_SLOTS, HALF_WIDTH = 20, 4
"""The cube that memory is compared with: twenty quantities, four bytes each."""


def run(sizes: Sequence[tuple[int, int]] = (COUNTY,)) -> Iterator[str]:
    """One line a measurement, size by size."""
    renewals = []
    for units, weeks in sizes:
        with TemporaryDirectory(dir=Path.cwd(), prefix=".bench-") as folder:
            district, path = scale_of(PACK, units=units, weeks=weeks), Path(folder) / "ledger.db"
            is_large = units > LARGE
            yield _loaded(path, district, units=units, is_large=is_large)
            yield from _cold(path, district.id, size=f"{units}×{weeks}", is_large=is_large)
            lines, time = _renewed(path, district.id, units=units)
            yield from lines
            renewals.append(time)
            yield _memory(path, district.id, units=units, weeks=weeks)
    if len(renewals) > 1:
        yield f"one submission visible, large to small: {renewals[-1] / renewals[0]:.1f}×"


def _loaded(path: Path, district: District, *, units: int, is_large: bool) -> str:
    """Every sheet planned and accepted; of a large district one week, which the others repeat."""
    ledger = open_ledger(f"sqlite:///{path}")
    started = perf_counter()
    ledger.add_district(district, by=OFFICE)
    n_sheets = 0
    for sent in submissions(scale_district(PACK, calendar=district.calendar, n_units=units)):
        if is_large and (sent.submission.week or 0) > 1:
            break
        plan = ledger.plan(district.id, sent.submission)
        ledger.accept(plan, by=OFFICE, received_at=sent.received_at)
        n_sheets += 1
    ledger.close()
    if is_large:
        _repeat(path, n_weeks=district.calendar.n_weeks)
    took = perf_counter() - started
    repeated = ", its other weeks repeated" if is_large else ""
    size = f"{units}×{district.calendar.n_weeks}"
    return f"panel {size}: {n_sheets} sheets planned and accepted{repeated} in {took:.1f} s"


def _repeat(path: Path, *, n_weeks: int) -> None:
    """What counts in week 1 counts in every other week too; the cache is emptied."""
    with closing(sqlite3.connect(path)) as connection, connection:
        names = [row[1] for row in connection.execute("PRAGMA table_info(cur)")]
        others = ", ".join(name for name in names if name != "week")
        for week in range(2, n_weeks + 1):
            copied = f"SELECT {week}, {others} FROM cur WHERE week = 1"
            connection.execute(f"INSERT INTO cur (week, {others}) {copied}")
        connection.execute("DELETE FROM panel_week")


def _cold(path: Path, district_id: str, *, size: str, is_large: bool) -> Iterator[str]:
    """A start of a process: the first panel, with the roster read before."""
    rows = [_without_cache(path, district_id) for _ in range(1 if is_large else 3)]
    ledger, _, first = _first_panel(path, district_id)  # it leaves a cache that is up to date
    ledger.close()
    times: dict[str, list[float]] = {name: [] for name in ("copy", "adbc", "cold")}
    for _ in range(3 if is_large else ROUNDS):
        ledger, panel, took = _first_panel(path, district_id)
        times["cold"].append(took)
        times["copy"].append(_seconds(lambda panel=panel: copied(panel)))
        ledger.close()
        del ledger, panel
        if not is_large and (adbc := _adbc(path, district_id)) is not None:
            times["adbc"].append(adbc)
    cold, copy = median(times["cold"]), median(times["copy"])
    yield f"  first panel {size}: {cold * 1000:.1f} ms = {cold / copy:.1f}× a copy of its memory"
    if times["adbc"]:
        adbc = median(times["adbc"])
        yield f"    = {cold / adbc:.2f}× an ADBC read of the same rows ({adbc * 1000:.0f} ms)"
    yield f"    where there is no cache yet, by rows: {median(rows) * 1000:.0f} ms"
    yield f"    and leaving a cache behind: {first * 1000:.0f} ms the first time"


def _first_panel(path: Path, district_id: str) -> tuple[Ledger, Panel, float]:
    ledger = open_ledger(f"sqlite:///{path}")
    ledger.roster(district_id)
    started = perf_counter()
    panel = ledger.panel(district_id, OFFICE)
    return ledger, panel, perf_counter() - started


def _without_cache(path: Path, district_id: str) -> float:
    from ledger.panel.weeks import build

    ledger = open_ledger(f"sqlite:///{path}")
    roster = ledger.roster(district_id)
    (district,) = ledger.districts()
    with ledger._reading.connect() as connection:
        took = _seconds(lambda: build(connection, district, roster=roster, revision=1, rules=2))
    ledger.close()
    return took


def copied(panel: Panel) -> list[np.ndarray]:
    """The floor: every number and state copied once into fresh memory."""
    return [
        part.copy()
        for week in panel.weeks
        for array in (week.values, week.states)
        for part in as_blocks(array).parts
    ]


def _adbc(path: Path, district_id: str) -> float | None:
    """Reading the same rows as columns, by the fastest driver there is."""
    try:
        from adbc_driver_sqlite import dbapi
    except ImportError:
        return None
    with dbapi.connect(str(path)) as connection, connection.cursor() as cursor:

        def read() -> object:
            cursor.execute("SELECT * FROM cur WHERE district_id = ?", (district_id,))
            return cursor.fetch_arrow_table()

        try:
            return _seconds(read)
        except ImportError:
            return None


def _renewed(path: Path, district_id: str, *, units: int) -> tuple[list[str], float]:
    """Nothing new, and one unit's report accepted by another process and asked for."""
    ledger, panel, _ = _first_panel(path, district_id)
    other = open_ledger(f"sqlite:///{path}")
    week = np.asarray(panel.weeks[-1].values)
    nothing, one, floors = [], [], []
    gc.collect()
    for n, report in zip(range(RENEWALS), _reports(units, len(panel.weeks)), strict=True):
        other.accept(other.plan(district_id, report), by=named(f"bench {n}"), received_at=AT)
        one.append(_seconds(lambda: ledger.panel(district_id, OFFICE)))
        nothing.append(_seconds(lambda: ledger.panel(district_id, OFFICE)))
        floors.append(_seconds(week.copy))
    ledger.close()
    other.close()
    new, none, floor = (median(times) * 1000 for times in (one, nothing, floors))
    return [
        f"  nothing new at {units} units: {none:.3f} ms",
        f"  one submission visible at {units} units: {new:.2f} ms"
        f" (a copy of its week's numbers: {floor:.2f} ms)",
    ], new


def _reports(units: int, weeks: int) -> Iterator[Submission]:
    """Reports of one unit each, of the last week, with a figure more every time."""
    calendar = scale_of(PACK, units=units, weeks=weeks).calendar
    district = scale_district(PACK, calendar=replace(calendar, n_weeks=1), n_units=units)
    *_, sent = submissions(district)
    sheet = sent.submission
    for n in range(1, RENEWALS + 1):
        rows = sheet.rows.iloc[[n % len(sheet.rows)]].copy()
        rows["study_session_count"] = float(1_000 + n)
        rows["states"] = "v" + rows["states"].str[1:]
        source = replace(sheet.source, sha256=f"{n:064d}")
        yield replace(sheet, rows=rows, week=weeks, source=source)


def _memory(path: Path, district_id: str, *, units: int, weeks: int) -> str:
    """What one process takes for its first panel, above what it takes to import the ledger."""
    words = [sys.executable, "-m", "benchmarks.panel_memory", str(path), district_id]
    told = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    taken, cube = int(told), units * weeks * USED_SLOTS * HALF_WIDTH
    return (
        f"  memory of roster and panel: {taken / 1e6:.0f} MB = {taken / cube:.2f}× a cube of"
        f" {USED_SLOTS} quantities at {HALF_WIDTH} bytes ({cube / 1e6:.0f} MB)"
    )


def _seconds(ask: Callable[[], object]) -> float:
    started = perf_counter()
    ask()
    return perf_counter() - started


if __name__ == "__main__":
    for line in run((COUNTY, PROVINCE) if "--province" in sys.argv else (COUNTY,)):
        print(line, flush=True)
