"""Past a date: a panel, visits, launches and a day go in; what is overdue or not visited comes out.

Rule 3 of docs/design.md §8.10. These are dates, hence undamped.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from campaign import GUIDANCE, CampaignPack, Panel
from measures.attention.items import Items, items
from measures.counting import (
    exempt_now,
    index_now,
    known_totals,
    owed_now,
    plans_in,
    type_amounts,
)
from measures.logs.launch import due_days, is_launched
from measures.logs.log_weeks import logged_units
from measures.logs.recency import days_since_visit, intervals, visits_until
from measures.statistics import Flags, Floats


def overdue(
    panel: Panel, pack: CampaignPack, *, today: date, launches: pd.DataFrame | None
) -> tuple[Items, ...]:
    """One `Items` for each target with a date; the launch only where there is a register."""
    subjects = dict.fromkeys(t.subject for t in pack.targets if t.kind == "due_on")
    return tuple(
        _overdue(panel, pack, subject, today, launches)
        for subject in subjects
        if subject in pack.quantity or (launches is not None and not launches.empty)
    )


def _overdue(
    panel: Panel,
    pack: CampaignPack,
    subject: str,
    today: date,
    launches: pd.DataFrame | None,
) -> Items:
    amount = plans_in(panel.weeks[-1], type_amounts(panel, pack, subject, kind="due_on"))
    asked, done, is_bound = _done(panel, pack, subject, today, launches)
    late = _days_late(panel, pack, subject, today)
    late = np.where(asked & (done < amount), late, 0)
    allowed, key = pack.thresholds["overdue_days"], pack.thresholds["key_overdue_days"]
    return items(
        "overdue",
        subject,
        np.where(late > key, 2, np.where(late > allowed, 1, 0)),
        value=late,
        limit=allowed,
        n=amount,
        weeks=np.ceil(late / 7),
        change=amount,
        is_lower_bound=is_bound,
    )


def _done(
    panel: Panel,
    pack: CampaignPack,
    subject: str,
    today: date,
    launches: pd.DataFrame | None,
) -> tuple[Flags, Floats, Flags]:
    """Each [U]: who is asked, how much is done, and whether that is a lower bound."""
    member = panel.weeks[-1].member
    if subject in pack.quantity:
        quantity = pack.quantity[subject]
        figures = known_totals(panel, quantity)[-1]
        asked = owed_now(panel, quantity) & ~exempt_now(panel, quantity)
        return asked, figures.total, figures.is_open
    none = np.zeros(len(member), dtype=np.bool_)
    if launches is None:
        return none, none.astype(np.float64), none
    done = is_launched(launches, panel, today=today)
    return _in_a_table(launches, panel), done.astype(np.float64), none


def _in_a_table(launches: pd.DataFrame, panel: Panel) -> Flags:
    """bool [U]: members whose group sent a launch table, themselves in it or left out of it; of a
    row that is held nobody knows."""
    ids, waits = [unit.id for unit in panel.units], launches["is_launched"].isna()
    is_listed, is_held = (np.isin(ids, launches.loc[own, "unit_id"]) for own in (~waits, waits))
    group = index_now(panel, "group")
    has_table = np.isin(group, group[(is_listed | is_held) & (group >= 0)])
    return np.asarray((group >= 0) & has_table & ~is_held)


def _days_late(panel: Panel, pack: CampaignPack, subject: str, today: date) -> Floats:
    due = due_days(panel, pack, subject)
    late = (np.datetime64(today, "D") - due).astype("timedelta64[D]").astype(np.float64)
    return np.where(np.isnat(due), 0.0, np.maximum(late, 0.0))


def not_visited(
    panel: Panel, pack: CampaignPack, *, today: date, visits: pd.DataFrame, spans: pd.DataFrame
) -> Items:
    """Longer without a visit than the type's interval; key from the pack's multiple of it.

    Where a unit's group sent no log, nobody knows: the group is asked for it, not the unit.
    """
    days, allowed = days_since_visit(visits, panel, today=today), intervals(panel, pack)
    key = allowed * (pack.thresholds["key_not_visited_days"] / pack.thresholds["not_visited_days"])
    is_asked: Flags = logged_units(visits, panel, spans)[-1] & ~np.isnan(allowed)
    level = np.where(days > key, 2, np.where(days > allowed, 1, 0))
    made = visits_until(visits, panel, today=today).groupby("unit_id").size()
    return items(
        "not_visited",
        GUIDANCE,
        np.where(is_asked, level, 0),
        value=days,
        limit=allowed,
        n=np.asarray(made.reindex([u.id for u in panel.units], fill_value=0), dtype=np.int64),
        weeks=days // 7,
    )
