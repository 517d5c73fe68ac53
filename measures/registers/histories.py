"""What no column says: VERSIONS of a ledger go in; what each line was before, whether it was sent
again, moved in date, reworded or taken up again after it was done, comes out.

A ledger is sent again whole, so a line that its sender's next one of the same unit and batch leaves
out was dropped: that is a question, and the line goes on counting.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeAlias

import pandas as pd

from campaign import CampaignPack, FieldRole, Form, OptionRole, fold
from measures.counting import memory
from measures.registers.told import Line, Told, told_lines

LineName: TypeAlias = tuple[str, str]
"""Whose line it is and its key."""
DONE = frozenset({OptionRole.CLAIMED_DONE, OptionRole.KEPT_UP, OptionRole.VERIFIED})


@dataclass(frozen=True)
class History:
    """What a line's versions say together; `first_due` where the date was moved, `undone_on` the
    day on which a line that was done came open again the last time, `done_seen` the day it first
    came as done."""

    n_moved: int = 0
    first_due: date | None = None
    is_reworded: bool = False
    n_reopened: int = 0
    undone_on: date | None = None
    done_seen: date | None = None
    is_dropped: bool = False


@dataclass(frozen=True)
class _Version:
    submission_id: int
    file: str
    received_on: date
    told: Told


def line_of(row: Line) -> LineName:
    """Which line a version or a check is of."""
    return str(row["sender"]), str(row["key"])


@memory
def histories(versions: pd.DataFrame, form: Form, pack: CampaignPack) -> Mapping[LineName, History]:
    """By line what its versions say, the earliest first."""
    kept: dict[LineName, list[_Version]] = defaultdict(list)
    newest: dict[tuple[str, ...], _Version] = {}
    whole: dict[LineName, tuple[str, ...]] = {}
    for row, told in told_lines(versions, form):
        day = pd.Timestamp(str(row["received_on"])).date()
        version = _Version(int(str(row["submission_id"])), str(row["file"]), day, told)
        name = line_of(row)
        kept[name].append(version)
        whole[name] = (name[0], str(row["unit_id"]), told.text(FieldRole.BATCH))
        newest[whole[name]] = version
    states = pack.choices.get(f"{form.id}.{form.field_of(FieldRole.PROGRESS)}", ())
    options = {option.id: option.role for option in states}
    return {name: _history(own, options, last=newest[whole[name]]) for name, own in kept.items()}


def _history(
    own: list[_Version], roles: Mapping[str, OptionRole | None], *, last: _Version
) -> History:
    dues = [day for version in own if (day := version.told.day(FieldRole.DUE))]
    moved = sum(a != b for a, b in pairwise(dues))
    texts = [fold(version.told.text(FieldRole.PROBLEM)) for version in own]
    done = [roles.get(version.told.text(FieldRole.PROGRESS)) in DONE for version in own]
    changes = zip(pairwise(done), own[1:], strict=True)
    undone = [version for (was, now), version in changes if was and not now]
    seen = next((v.received_on for v, is_done in zip(own, done, strict=True) if is_done), None)
    newest = own[-1]
    return History(
        n_moved=moved,
        first_due=dues[0] if moved else None,
        is_reworded=len(set(texts)) > 1,
        n_reopened=len(undone),
        undone_on=undone[-1].received_on if undone else None,
        done_seen=seen,
        is_dropped=last.submission_id != newest.submission_id and last.file != newest.file,
    )
