"""Two processes, each with eight writers and eight readers, on one database."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from benchmarks.commit import DISTRICT, OFFICE, begin
from benchmarks.concurrency import WRITERS, clients
from ledger import open_ledger
from tests.ledger.whole import Promised, assert_whole

HOUSE = Path(__file__).parents[3]
SECONDS = 20.0 if os.environ.get("SOAK") else 1.0


def test_two_processes_write_at_once_without_an_error_and_see_each_other(bare_url: str) -> None:
    ledger = begin(bare_url, units=2 * WRITERS + 1)
    command = ["-m", "benchmarks.concurrency", bare_url, str(SECONDS), str(WRITERS + 1)]
    other = subprocess.Popen(
        [sys.executable, *command], cwd=HOUSE, stdout=subprocess.PIPE, text=True
    )
    seen, theirs = clients(ledger, seconds=SECONDS, first_week=1), 0
    said, _ = other.communicate(timeout=120)
    told = re.match(r"(\d+) writes (\d+) reads 0 errors", said)
    assert other.returncode == 0
    assert told, said
    theirs = int(told[1])
    assert seen.errors == []
    assert seen.writes
    assert seen.reads
    assert theirs
    revision = 1 + len(seen.writes) + theirs
    assert ledger.revision(DISTRICT.id) == revision
    shown = ledger.panel(DISTRICT.id, OFFICE)
    assert shown.revision == revision
    ledger.close()
    with closing(open_ledger(bare_url)) as fresh:
        rebuilt = fresh.panel(DISTRICT.id, OFFICE)
        assert [w.reported.sum() for w in rebuilt.weeks] == [w.reported.sum() for w in shown.weeks]
    assert assert_whole(bare_url, Promised()) == revision
