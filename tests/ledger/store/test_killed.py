"""A process killed at any moment of its commits loses nothing that was answered, leaves no half."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

import pytest

from ledger import Ledger, open_ledger
from tests.ledger.drawn import DISTRICT, OFFICE
from tests.ledger.whole import Promised, assert_whole

HOUSE = Path(__file__).parents[3]
KILLS, COMMITS = 20, 1_000
SOAK = bool(os.environ.get("SOAK"))
LONGEST_WAIT = 0.004
"""Seconds: about as long as a commit, so that the next one is met at any of its points."""


@contextmanager
def streams() -> Iterator[subprocess.Popen[str]]:
    """The process that starts streams of commits."""
    started = subprocess.Popen(
        [sys.executable, "-m", "tests.ledger.stream"],
        cwd=HOUSE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    with started:
        yield started
        assert started.stdin is not None
        started.stdin.close()


def told(stream: subprocess.Popen[str]) -> list[str]:
    """The words of the next line; fails where the stream ended."""
    assert stream.stdout is not None
    line = stream.stdout.readline()
    assert line.endswith("\n"), "the stream ended by itself"
    return line.split()


def keep(promised: Promised, words: list[str]) -> None:
    """Remember what a line promised."""
    if words[0] == "receipt":
        promised.rows[int(words[1])] = int(words[2])
    elif words[0] == "withdrawn":
        promised.withdrawn.add(int(words[1]))


def killed_once(
    stream: subprocess.Popen[str], url: str, name: str, chance: random.Random, promised: Promised
) -> None:
    """Let commits flow, kill the process in the midst of one, and keep what it had promised."""
    assert stream.stdin is not None
    stream.stdin.write(f"{url} {name}\n")
    pid = int(told(stream)[1])
    for _ in range(chance.randrange(COMMITS // 20 if SOAK else 12)):
        keep(promised, told(stream))
    sleep(chance.random() * LONGEST_WAIT)
    os.kill(pid, signal.SIGKILL)
    while (words := told(stream)) != ["dead"]:
        keep(promised, words)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_killed_process_loses_nothing_accepted_and_leaves_nothing_half(
    empty: Ledger, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    empty.close()
    chance, promised, kills, revision = random.Random(7), Promised(), 0, 0
    with streams() as stream:
        while kills < KILLS or (SOAK and len(promised.rows) < COMMITS):
            killed_once(stream, url, str(kills), chance, promised)
            kills += 1
            revision = assert_whole(url, promised)
    assert len(promised.rows) >= KILLS
    again = open_ledger(url)
    assert again.revision(DISTRICT.id) == revision
    assert again.panel(DISTRICT.id, OFFICE).revision == revision
    assert again.record.verify() == ()
    again.close()
    engine, n_back = url.split(":")[0], len(promised.withdrawn)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{engine}: {kills} kills, {len(promised.rows)} submissions and {n_back} withdrawals "
            f"answered, none lost; {revision} in the ledger, none half, every chain whole\n"
        )
