"""A problem's progress and whether it was struck off go in; the state that counts comes out.

A unit's word that a problem is solved is a claim; only a verification closes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from campaign import (
    CampaignPack,
    FieldRole,
    Form,
    Issue,
    OptionRole,
    State,
    option_of,
)
from loaders.entries import Value


@dataclass(frozen=True)
class Rectification:
    """What a form's fields and options for it are called: `verified` are the fields that tell of a
    verification, `claimed` and `closed` the progress a unit reports and a verification makes."""

    progress: str
    struck: str
    result: str
    verified: tuple[str, ...]
    claimed: str
    closed: str
    failed: str

    @property
    def done(self) -> frozenset[str]:
        """The progress of what is done, by whoever's word."""
        return frozenset({self.claimed, self.closed})


@lru_cache(maxsize=64)
def rectification_of(form: Form, pack: CampaignPack) -> Rectification | None:
    """The form's own names, where its rows are problems that are struck off once verified."""
    progress, struck, result, method, day = (
        form.field_of(role)
        for role in (
            FieldRole.PROGRESS,
            FieldRole.STRUCK_OFF,
            FieldRole.CHECK_RESULT,
            FieldRole.CHECK_METHOD,
            FieldRole.CHECKED_ON,
        )
    )
    said = pack.choices.get(f"{form.id}.{progress}", ())
    claimed, closed = (
        option_of(said, role) for role in (OptionRole.CLAIMED_DONE, OptionRole.VERIFIED)
    )
    if not all((progress, struck, result, claimed, closed)):
        return None
    failed = option_of(pack.choices.get(f"{form.id}.{result}", ()), OptionRole.FAILED)
    verified = tuple(filter(None, (result, method, day)))
    return Rectification(progress, struck, result, verified, claimed, closed, failed)


def rectified(
    values: Mapping[str, Value], named: Rectification, *, sheet: str
) -> tuple[dict[str, Value], list[Issue]]:
    """The values of a row with the state that counts, and the doubts about it.

    Struck off (销号=是) with a verification is closed, without one claimed (C22). A
    row that is struck off or closed and still in progress, or whose verification failed, is held
    (C23): nobody but its sender knows which it is.
    """
    progress, struck = values.get(named.progress), values.get(named.struck)
    found = dict(values)
    if progress is None or State.HELD in (progress.state, struck.state if struck else None):
        return found, []
    is_struck = struck is not None and struck.value is True
    if not is_struck and progress.value != named.closed:
        return found, []
    told = struck if struck is not None and is_struck else progress
    at = told.address(sheet)
    if _contradicts(progress, values, named):
        return found, [Issue("C23", at, told.raw)]
    if any(_is_told(values.get(field)) for field in named.verified):
        found[named.progress] = _as(progress, named.closed)
        return found, []
    found[named.progress] = _as(progress, named.claimed)
    return found, [Issue("C22", at, told.raw)]


def _contradicts(progress: Value, values: Mapping[str, Value], named: Rectification) -> bool:
    result = values.get(named.result)
    failed = result is not None and bool(named.failed) and result.value == named.failed
    return failed or (progress.value is not None and progress.value not in named.done)


def _is_told(value: Value | None) -> bool:
    return value is not None and value.value is not None


def _as(progress: Value, state: str) -> Value:
    return replace(progress, value=state, state=State.VALUE)
