"""An address goes in; whether it may try a password now comes out.

A login that is tried often is locked in the ledger; an address that tries many logins is slowed
here. The count is this process's own and bounded: a server begun anew has forgotten it.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

FREE = 30
"""Failures that nobody waits for: an office behind one address mistypes on a Monday morning."""
ONE_MORE_AFTER = timedelta(seconds=20)
"""Afterwards three a minute, whatever logins they are for: a day's list of names takes a week."""
MOST = 4096
"""Addresses that are remembered, a hundred bytes each; the one unheard of longest goes first."""


@dataclass
class Slowed:
    """How many failures each address has left, and since when; for all threads."""

    _left: OrderedDict[str, tuple[float, datetime]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def wait(self, address: str, *, at: datetime) -> timedelta:
        """How long the address must wait before it may try; nothing where it may."""
        with self._lock:
            left = self._left_of(address, at)
        return max(timedelta(0), (1 - left) * ONE_MORE_AFTER)

    def note_failure(self, address: str, *, at: datetime) -> None:
        """Count a failure."""
        with self._lock:
            self._left[address] = (self._left_of(address, at) - 1, at)
            self._left.move_to_end(address)
            if len(self._left) > MOST:
                self._left.popitem(last=False)

    def _left_of(self, address: str, at: datetime) -> float:
        left, since = self._left.get(address, (float(FREE), at))
        return min(float(FREE), left + max(timedelta(0), at - since) / ONE_MORE_AFTER)
