"""A reader goes in; it comes out as one during whose work nobody looks for cycles of objects."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

_Given = ParamSpec("_Given")
_Read = TypeVar("_Read")


def without_collecting(read: Callable[_Given, _Read]) -> Callable[_Given, _Read]:
    """The reader, collecting after each file: until its end nearly all that was made of it is in
    use, and looking through it again and again finds nothing to let go."""

    @wraps(read)
    def reads(*given: _Given.args, **named: _Given.kwargs) -> _Read:
        if not gc.isenabled():
            return read(*given, **named)
        gc.disable()
        try:
            return read(*given, **named)
        finally:
            gc.enable()

    return reads
