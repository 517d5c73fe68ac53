"""What a worker may be asked to do by these tests; a worker finds it by its name."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path


def doubled(number: int) -> int:
    """Twice the number."""
    return 2 * number


def told_process() -> int:
    """The worker's own number."""
    return os.getpid()


def greedy(megabytes: int) -> int:
    """Takes and touches so much memory, a few at a time."""
    held = []
    for _ in range(megabytes // 8):
        held.append(b"x" * (8 << 20))
        time.sleep(0.002)
    return len(held)


def talkative(megabytes: int) -> bytes:
    """Answers at such length."""
    return b"x" * (megabytes << 20)


def faulty(secret: str) -> None:
    """Fails with what it was told."""
    raise LookupError(secret)


def stuck() -> None:
    """Never answers, and hears no polite request to end."""
    os.kill(os.getpid(), signal.SIGSTOP)


def killed_once(mark: Path) -> str:
    """Dies the first time, leaving the mark."""
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def stuck_on(*_: object, **__: object) -> None:
    """Never answers, whatever it is asked."""
    stuck()
