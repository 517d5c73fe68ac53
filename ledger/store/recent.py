"""A few things by key, the ones asked for last; the oldest goes when there is no more room."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Recent(Generic[T]):
    """At most `room` things, made on demand and shared by all threads."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, T] = OrderedDict()

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """What is kept under the key; made where it is not, by one thread or a few at once."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            kept = self._kept.setdefault(key, made)
            self._kept.move_to_end(key)
            while len(self._kept) > self._room:
                self._kept.popitem(last=False)
        return kept
