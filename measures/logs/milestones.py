"""What has a date, against it: a panel, the launch register and a day go in; a line a milestone
comes out (docs/design.md §8.20)."""

from __future__ import annotations

from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from campaign import LAUNCH, CampaignPack, Panel
from measures.counting import (
    exempt_now,
    frame_of,
    known_totals,
    owed_now,
    plans_in,
    shape,
    type_amounts,
)
from measures.logs.launch import due_days, launch_rows
from measures.statistics import Flags

MILESTONES = shape("MILESTONES")
"""One line a target with a date, in the pack's order. Its units: on time, late, done without a day,
past the date and not done, before it and not done, and unknown."""

_STATES = ("on_time", "late", "undated", "overdue", "ahead", "unknown")
_Days = npt.NDArray[np.datetime64]


def milestones(
    panel: Panel, pack: CampaignPack, register: pd.DataFrame, *, today: date
) -> pd.DataFrame:
    """MILESTONES of the panel's last week; a figure counts as reached in its week, on time where
    its date is in that week or after it."""
    if not panel.weeks:
        return MILESTONES.frame()
    subjects = dict.fromkeys(t.subject for t in pack.targets if t.kind == "due_on")
    lines = []
    for subject in subjects:
        due = due_days(panel, pack, subject)
        if subject in pack.quantity:
            asked, on, is_done, is_open = _reached(panel, pack, subject)
        elif subject == LAUNCH and len(register):
            asked, on, is_done, is_open = _launched(panel, pack, register, today)
        else:
            continue
        asked = asked & ~np.isnat(due)
        states = _states(on, due, is_done, is_open, np.datetime64(today, "D"))[asked]
        counts = {state: int((states == state).sum()) for state in _STATES}
        days = due[asked] if asked.any() else np.array([np.datetime64("NaT", "D")])
        lines.append(
            {"subject": subject, "first_due": days.min(), "last_due": days.max()}
            | {"units": int(asked.sum()), **counts}
        )
    return frame_of(MILESTONES, **pd.DataFrame(lines, columns=list(MILESTONES.columns)))


def _states(
    on: _Days, due: _Days, is_done: Flags, is_open: Flags, today: np.datetime64
) -> npt.NDArray[np.object_]:
    return np.select(
        [is_done & np.isnat(on), is_done & (on <= due), is_done, is_open, due < today],
        ["undated", "on_time", "late", "unknown", "overdue"],
        "ahead",
    ).astype(object)


def _reached(panel: Panel, pack: CampaignPack, subject: str) -> tuple[Flags, _Days, Flags, Flags]:
    """Each [U]: who owes the quantity, the first day of the week in which its amount was reached,
    whether it was, and whether it may have been."""
    quantity, last = pack.quantity[subject], panel.weeks[-1]
    amount = plans_in(last, type_amounts(panel, pack, subject, kind="due_on"))
    states = known_totals(panel, quantity)
    enough = np.array([state.total >= amount for state in states])
    starts = np.array([week.week.starts_on for week in panel.weeks], dtype="datetime64[D]")
    is_done = enough[-1]
    # A later correction may take a figure back: what counts is since when it has stood.
    since = len(states) - np.argmin(enough[::-1], axis=0)
    first = np.where(enough.all(axis=0), 0, np.minimum(since, len(states) - 1))
    on = np.where(is_done, starts[first], np.datetime64("NaT"))
    asked = owed_now(panel, quantity) & ~exempt_now(panel, quantity)
    return np.asarray(asked), on, is_done, np.asarray(states[-1].is_open | ~states[-1].is_known)


def _launched(
    panel: Panel, pack: CampaignPack, register: pd.DataFrame, today: date
) -> tuple[Flags, _Days, Flags, Flags]:
    member = panel.weeks[-1].member
    rows = launch_rows(register, panel, pack, today=today)
    on = np.full(len(member), np.datetime64("NaT", "D"))
    on[member] = rows["launched_on"].to_numpy().astype("datetime64[D]")
    is_done, is_open = (np.zeros(len(member), dtype=np.bool_) for _ in range(2))
    is_done[member], is_open[member] = rows["state"] == "launched", rows["state"] == "unknown"
    return member.copy(), on, is_done, is_open
