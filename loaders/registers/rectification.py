"""A problem's progress and whether it was struck off go in; the state that counts comes out.

A unit's word that a problem is solved is a claim; only a verification closes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from campaign import Address, Form, Issue, State
from loaders.entries import Value

CLAIMED, CLOSED = "claimed_done", "verified_closed"
_DONE = frozenset({CLAIMED, CLOSED})
_PROGRESS, _STRUCK, _RESULT = "progress", "is_closed", "check_result"
_VERIFIED = (_RESULT, "check_method", "checked_on")
_FAILED = "failed"


def is_rectification(form: Form) -> bool:
    """Whether a form's rows are problems that are struck off once verified."""
    return {_PROGRESS, _STRUCK, _RESULT} <= set(form.field)


def rectified(values: Mapping[str, Value], *, sheet: str) -> tuple[dict[str, Value], list[Issue]]:
    """The values of a row with the state that counts, and the doubts about it.

    Struck off (销号=是) with a verification is verified_closed, without one claimed_done (C22). A
    row that is struck off or closed and still in progress, or whose verification failed, is held
    (C23): nobody but its sender knows which it is.
    """
    progress, struck = values.get(_PROGRESS), values.get(_STRUCK)
    found = dict(values)
    if progress is None or State.HELD in (progress.state, struck.state if struck else None):
        return found, []
    is_struck = struck is not None and struck.value is True
    if not is_struck and progress.value != CLOSED:
        return found, []
    told = struck if struck is not None and is_struck else progress
    at = told.address(sheet)
    if _contradicts(progress, values):
        return found, [_contradiction(told, at)]
    if any(_is_told(values.get(field)) for field in _VERIFIED):
        found[_PROGRESS] = _as(progress, CLOSED)
        return found, []
    found[_PROGRESS] = _as(progress, CLAIMED)
    return found, [Issue("C22", at, told.raw)]


def _contradicts(progress: Value, values: Mapping[str, Value]) -> bool:
    result = values.get(_RESULT)
    failed = result is not None and result.value == _FAILED
    return failed or (progress.value is not None and progress.value not in _DONE)


def _contradiction(told: Value, at: Address) -> Issue:
    return Issue("C23", at, told.raw)


def _is_told(value: Value | None) -> bool:
    return value is not None and value.value is not None


def _as(progress: Value, state: str) -> Value:
    return replace(progress, value=state, state=State.VALUE)
