"""A stream of commits in a process that may be killed: `python -m tests.ledger.stream`.

Each line read, an address and a number, starts a child that writes to that ledger from several
threads until it is killed. A line is printed only after the ledger answered: `receipt ID ROWS` or
`withdrawn ID`. `pid N` goes before the child's lines, `dead` follows them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from itertools import count
from threading import Thread

from campaign import Submission
from ledger import Ledger, open_ledger
from tests.ledger.drawn import DISTRICT, OFFICE, STUDY, enter, hour, log, weekly

THREADS = 3
MANY = 240
"""Units in a report that goes the bulk way."""


def tell(line: str) -> None:
    """One write of a short line to a pipe is whole or not there."""
    os.write(1, f"{line}\n".encode())


def report(name: str, *, week: int, units: int) -> Submission:
    """A report of so many units whose figures nobody sent before."""
    figure = sum(name.encode())
    lines = "\n".join(f"| 单位{i} | {figure + i} |" for i in range(units))
    return weekly(f"| unit | {STUDY} |\n{lines}", week=week, version=name)


def visits(name: str, *, sender: str) -> Submission:
    """A log of two visits."""
    day = f"2023-10-{2 + sum(name.encode()) % 27:02}"
    drawn = f"| unit | day | method |\n| 财政局 | {day} | hear |\n| 民政局 | {day} | hear |"
    return log(drawn, sender=sender, version=name)


def write(ledger: Ledger, name: str, *, week: int) -> None:
    """Reports small and large, logs, and now and then a withdrawal, without end."""
    for n in count():
        said = f"{name}-{n}"
        if n % 4 == 3:
            sheet = visits(said, sender=f"g{week:02}")
        else:
            sheet = report(said, week=week, units=MANY if n % 8 == 5 else 2)
        receipt = enter(ledger, sheet)
        tell(f"receipt {receipt.submission_id} {receipt.n_rows}")
        if n % 3 == 2:
            ledger.withdraw(
                DISTRICT.id, receipt.submission_id, by=OFFICE, at=hour(9), reason="误传"
            )
            tell(f"withdrawn {receipt.submission_id}")


def _child(url: str, name: str) -> None:
    tell(f"pid {os.getpid()}")
    ledger = open_ledger(url)
    writing: Callable[[int], None] = lambda n: write(ledger, f"{name}-{n}", week=n + 1)  # noqa: E731
    threads = [Thread(target=writing, args=(n,)) for n in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main() -> None:
    """Start a child for every line read."""
    for line in sys.stdin:
        url, name = line.rsplit(maxsplit=1)
        pid = os.fork()
        if not pid:
            _child(url, name)
            os._exit(1)
        os.waitpid(pid, 0)
        tell("dead")


if __name__ == "__main__":
    main()
