"""A clock that stands still: every module of the program that reads the time reads this one.

The program takes the time by `datetime.now`, in the commands, the ledger and the pages. The name
is replaced in each loaded module of the program, wherever that module lies, and in xlsxwriter, which
writes into a list for download when it was made.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, tzinfo
from types import ModuleType
from typing import Any
from unittest.mock import patch

NOW = datetime(2024, 1, 20, 4, 30, tzinfo=UTC)
"""In the last week of the sample campaign, while it runs."""
TELLING = frozenset(
    {
        *("campaign", "loaders", "ledger", "measures", "figures", "exports"),
        *("pages", "commands", "sample_data", "xlsxwriter"),
    }
)
"""The packages whose modules are given the clock."""


class _Kind(type):
    """Any datetime is one of the clock's."""

    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, datetime)


class Clock(datetime, metaclass=_Kind):
    """A datetime whose present is `NOW`; what it makes are ordinary datetimes."""

    def __new__(cls, *parts: Any, **named: Any) -> Any:
        return datetime(*parts, **named)  # noqa: DTZ001 - the zone is among the parts

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        """The moment at which everything happens."""
        return NOW.astimezone(tz)


@contextmanager
def fixed_clock() -> Iterator[None]:
    """The clock stands still in every module of the program that is loaded by now."""
    standing = [patch.object(module, "datetime", Clock) for module in _telling_time()]
    for each in standing:
        each.start()
    try:
        yield
    finally:
        for each in reversed(standing):
            each.stop()


def _telling_time() -> list[ModuleType]:
    return [
        module
        for name, module in list(sys.modules.items())
        if name.partition(".")[0] in TELLING and vars(module).get("datetime") is datetime
    ]
