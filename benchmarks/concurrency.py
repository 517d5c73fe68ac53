"""Eight writers and eight readers on one ledger, and two processes on one database.

Each writer plans and stores one unit's report again and again, which it made before the time is
taken: files are read in processes of their own. Each reader looks for anything new, takes the
panel and adds up a week; each rests between two calls. An address and seconds go in; counts and
times in milliseconds come out.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter, sleep

import numpy as np
import sqlalchemy as sa

from benchmarks.commit import AT, DISTRICT, FLOOR_BYTES, OFFICE, begin, report
from ledger import Ledger, open_ledger

WRITERS, READERS, SECONDS = 8, 8, 20.0
WRITER_RESTS, READER_RESTS = 0.005, 0.02
"""Seconds between two calls of one client: people and programs do something with an answer."""

UNITS = 340
FLOOR_EVERY_SECONDS = 0.1


@dataclass
class Seen:
    """What clients did and how long each took, in seconds."""

    plans: list[float] = field(default_factory=list)
    writes: list[float] = field(default_factory=list)
    reads: list[float] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)


def run() -> Iterator[str]:
    """One line an engine, and one for two processes writing at once."""
    with TemporaryDirectory(dir=Path.cwd()) as folder, ExitStack() as stack:
        addresses = {"SQLite": f"sqlite:///{Path(folder) / 'ledger.db'}"}
        server = _server(stack)
        if server:
            addresses["PostgreSQL"] = server
        else:
            yield "PostgreSQL: none here"
        for engine, url in addresses.items():
            begin(url, units=UNITS).close()
            transactions: list[object] = []
            note = transactions.append
            sa.event.listen(sa.Engine, "commit", note)
            floor, seen = _with_floor(Path(folder), url, seconds=SECONDS)
            sa.event.remove(sa.Engine, "commit", note)
            yield f"{engine}: write + fdatasync of {FLOOR_BYTES} bytes meanwhile: {floor:.2f} ms"
            each = len(seen.writes) / max(len(transactions), 1)
            yield f"{engine}: {len(seen.writes)} writes {_told(seen.writes, floor)}"
            yield f"{engine}: {each:.1f} writes a transaction; plans {_told(seen.plans, floor)}"
            yield f"{engine}: {len(seen.reads)} reads {_told(seen.reads, floor)}"
            yield f"{engine}: {len(seen.errors)} errors {sorted(map(repr, seen.errors))[:3]}"
            yield f"{engine}: {_two_processes(url)}"
        yield "load average: " + " ".join(f"{load:.1f}" for load in os.getloadavg())


def _server(stack: ExitStack) -> str | None:
    """A PostgreSQL of this run alone, as the tests start it; None where there is none."""
    from tests.postgresql import found_programs, running_cluster

    if found_programs() is None:
        return None
    cluster = stack.enter_context(running_cluster())
    cluster.create("bench")
    return cluster.url("bench")


def clients(ledger: Ledger, *, seconds: float, first_week: int = 1) -> Seen:
    """What writers and readers in threads of this process did in that time."""
    seen, over = Seen(), Event()

    def keep_on(does: Callable[[], None], rests: float) -> None:
        while not over.wait(rests):
            try:
                does()
            except Exception as error:  # noqa: BLE001 - counted and shown
                seen.errors.append(error)
                return

    writes = (_write(ledger, first_week + n, seen=seen) for n in range(WRITERS))
    threads = [
        *(Thread(target=keep_on, args=(does, WRITER_RESTS)) for does in writes),
        *(
            Thread(target=keep_on, args=(_read(ledger, seen=seen), READER_RESTS))
            for _ in range(READERS)
        ),
    ]
    for thread in threads:
        thread.start()
    sleep(seconds)
    over.set()
    for thread in threads:
        thread.join()
    return seen


def _write(ledger: Ledger, week: int, *, seen: Seen) -> Callable[[], None]:
    """Plans and stores the next report of a week."""
    numbers = count()

    def does() -> None:
        sheet = report(next(numbers), week=week, sender=f"u{week}", salt=str(os.getpid()))
        times = [perf_counter()]
        plan = ledger.plan(DISTRICT.id, sheet)
        times.append(perf_counter())
        ledger.accept(plan, by=OFFICE, received_at=AT)
        seen.plans.append(times[1] - times[0])
        seen.writes.append(perf_counter() - times[1])

    return does


def _read(ledger: Ledger, *, seen: Seen) -> Callable[[], None]:
    """Takes the panel and adds up its latest week."""

    def does() -> None:
        before = perf_counter()
        weeks = ledger.panel(DISTRICT.id, OFFICE).weeks
        if weeks:
            np.nansum(weeks[-1].values, axis=1)
        seen.reads.append(perf_counter() - before)

    return does


def _with_floor(folder: Path, url: str, *, seconds: float) -> tuple[float, Seen]:
    """The clients, and what the disk alone takes at the same time, in milliseconds."""
    over, times = Event(), list[float]()

    def sync() -> None:
        with (folder / "floor").open("wb") as file:
            while not over.wait(FLOOR_EVERY_SECONDS):
                block, before = os.urandom(FLOOR_BYTES), perf_counter()
                os.write(file.fileno(), block)
                os.fdatasync(file.fileno())
                times.append(perf_counter() - before)

    floor = Thread(target=sync)
    floor.start()
    ledger = open_ledger(url)
    seen = clients(ledger, seconds=seconds)
    ledger.close()
    over.set()
    floor.join()
    return median(times) * 1000, seen


def _told(times: Sequence[float], floor: float) -> str:
    if not times:
        return ""
    ordered = [time * 1000 for time in sorted(times)]
    p50, p95 = (ordered[int(len(ordered) * share)] for share in (0.5, 0.95))
    return (
        f"p50 {p50:.1f} p95 {p95:.1f} max {ordered[-1]:.0f} ms"
        f" · p95 = {p95 / floor:.1f} x write + fdatasync"
    )


def _two_processes(url: str, *, seconds: float = 5.0) -> str:
    command = [sys.executable, "-m", "benchmarks.concurrency", url, str(seconds)]
    started = [
        subprocess.Popen([*command, str(week)], stdout=subprocess.PIPE, text=True)
        for week in (1, 9)
    ]
    return "two processes: " + " | ".join(one.communicate()[0].strip() for one in started)


def main(url: str, seconds: str, first_week: str) -> None:
    """One of several processes on a database: its writes, readings and errors, on one line."""
    ledger = open_ledger(url)
    seen = clients(ledger, seconds=float(seconds), first_week=int(first_week))
    ledger.close()
    slowest = max(seen.writes, default=0) * 1000
    print(
        f"{len(seen.writes)} writes {len(seen.reads)} reads {len(seen.errors)} errors, "
        f"slowest write {slowest:.0f} ms"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
