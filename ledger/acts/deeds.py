"""What was entered or taken back goes in; the deed that the audit chain keeps of it comes out.

Only cells whose figure changed are told, each with what stood there and what stands there now; what
was new is in the submission itself, which the seal fixes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ledger.acts.plan import Change, Plan, Word
from ledger.chain import ACCEPT, WITHDRAW, Deed
from ledger.records import Current, Line, Stamp, slots_of

Cells = dict[str, dict[str, object]]


def accepted(plan: Plan, stamp: Stamp, *, seal: Mapping[str, str]) -> Deed:
    """The deed of entering a submission by its plan."""
    sheet = plan.submission
    old, new = _told(plan.changed + plan.clash)
    counts = {name: len(getattr(plan, name)) for name in ("new", "same", "held", "gone")}
    what = {"form": sheet.form, "week": sheet.week, "file": sheet.source.file_name}
    answered = told_blanks(plan.answered)
    gone = [[entry.submission_id, entry.sheet_row] for entry in plan.gone]
    return Deed(
        ACCEPT,
        subject(stamp.rev),
        stamp.by,
        stamp.at,
        old=_filled({"cells": old, "gone": gone}),
        new=_filled({**what, "rows": _filled(counts), "cells": new, "takes_back": answered}),
        why=stamp.reason,
        seal=seal,
    )


def taken_back(
    submission_id: int,
    stamp: Stamp,
    *,
    before: Mapping[str, Current],
    after: Mapping[str, Current],
    seal: str,
) -> Deed:
    """The deed of a withdrawal, with the figures that count again."""
    old, new = cells_between(before, after)
    return Deed(
        WITHDRAW,
        subject(submission_id),
        stamp.by,
        stamp.at,
        old=_filled({"cells": old}),
        new=_filled({"cells": new}),
        why=stamp.reason,
        seal={"submission": seal},
    )


def cells_between(
    before: Mapping[str, Current], after: Mapping[str, Current]
) -> tuple[Cells, Cells]:
    """The cells in which what counts changes: what stood there, and what stands there now."""
    old: Cells = defaultdict(dict)
    new: Cells = defaultdict(dict)
    for unit, now in after.items():
        was = before[unit].line if unit in before else None
        slots = slots_of((was, now.line))
        figures = (_figures(line, slots) for line in (was, now.line))
        for slot, *pair in zip(slots, *figures, strict=True):
            if pair[0] != pair[1]:
                old[unit][slot], new[unit][slot] = pair
    return old, new


def told_blanks(words: Mapping[tuple[str, str], bool]) -> Mapping[str, Mapping[str, bool]]:
    """By unit and slot, whether a blank takes the figure back."""
    told: dict[str, dict[str, bool]] = defaultdict(dict)
    for (unit, slot), takes_back in words.items():
        told[unit][slot] = takes_back
    return told


def subject(submission_id: int) -> str:
    """What a deed on a submission says it was done to."""
    return f"submission:{submission_id}"


def _told(changes: Iterable[Change]) -> tuple[Cells, Cells]:
    old: Cells = defaultdict(dict)
    new: Cells = defaultdict(dict)
    for change in changes:
        old[change.unit_id][change.slot] = _said(change.old, change.old_state)
        new[change.unit_id][change.slot] = _said(change.new, change.new_state)
    return old, new


def _said(value: Word, state: str) -> object:
    """A figure, words, or the state's letter where there is neither."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return state or None if value is None else value


def _figures(line: Line | None, slots: Sequence[str]) -> list[object]:
    if line is None or line.is_held:
        return [None] * len(slots)
    states, values = line.told(slots)
    return list(map(_said, values, states))


def _filled(told: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in told.items() if value not in ({}, [], 0, None)}
