"""Run by a test as a server would: hostile zips are dropped and read, and what it cost is printed.

Megabytes the process grew by beyond the uploads, megabytes on disk at most, seconds, megabytes of
the worker at most, and the codes that were said.
"""

from __future__ import annotations

import os
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from campaign import Issue
from ledger import Staging
from loaders import Upload, Workers
from loaders.processes.memory import held_memory
from pages.office.submit.drop import Drop
from tests.loaders.drawn import PACK, ROSTER
from tests.loaders.hostile import BOOK
from tests.loaders.written import zipped

MB = 2**20


def bombs() -> list[tuple[str, bytes]]:
    """Four zips of five full files of nothing, four of a hundred files too large each."""
    full = zipped({f"{n}.xlsx": bytes(20 * MB) for n in range(5)})
    beyond = zipped({f"{n}.xlsx": bytes(21 * MB) for n in range(20)})
    return [(f"{n}.zip", data) for n, data in enumerate([full, beyond] * 4)]


def _watched(folder: Path, most: list[float], memory: list[float], over: threading.Event) -> None:
    while not over.wait(0.005):
        memory[0] = max(memory[0], held_memory(os.getpid()) / MB)
        sizes = []
        for path in folder.rglob("*"):
            try:
                sizes.append(path.stat().st_size)
            except OSError:
                continue
        most[0] = max(most[0], sum(sizes) / MB)


def main() -> None:
    """Drop, read, print."""
    pool, uploads = Workers(1), bombs()
    pool.read_one(Upload("周报.xlsx", BOOK), roster=ROSTER, pack=PACK)
    with tempfile.TemporaryDirectory() as folder:
        most, memory, over = [0.0], [0.0], threading.Event()
        watch = threading.Thread(target=_watched, args=(Path(folder), most, memory, over))
        watch.start()
        staging = Staging(Path(folder) / "staging" / "d1")
        before, started = held_memory(os.getpid()) / MB, time.monotonic()
        files = list(Drop(staging, pool, by="a", at=datetime.now(UTC)).put_away(uploads))
        said = {file.found.code for file in files if isinstance(file.found, Issue)}
        waiting = [
            Upload(f.file_name, staging.place(f.found)) for f in files if isinstance(f.found, str)
        ]
        for reading in pool.read(waiting, roster=ROSTER, pack=PACK):
            said |= {reading.refused.code} if reading.refused else set()
        seconds, grown = time.monotonic() - started, memory[0] - before
        over.set()
        watch.join()
    pool.close()
    print(grown, most[0], seconds, pool.peak_memory / MB, *sorted(said))  # noqa: T201


if __name__ == "__main__":
    main()
