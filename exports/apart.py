"""Work on a file of unknown hands: what it gives, or the issue that refuses the file, comes out of
a worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from campaign import Issue
from loaders import Workers, read_or_refuse

_Result = TypeVar("_Result")


def done_apart(by: Workers, work: Callable[..., _Result], *of: object) -> _Result | Issue:
    """What a function of a module gives in a worker; whatever it meets a damaged file with, that is
    F03. Otherwise as `Workers.result_of`."""
    return by.result_of(_done, work, *of)


def _done(work: Callable[..., _Result], *of: object) -> _Result | Issue:
    return read_or_refuse(lambda: work(*of))
