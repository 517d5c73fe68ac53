"""Of which weeks the guidance logs tell: VISITS, SPANS and a panel go in; flags by week, group and
unit come out. A week without a log is unknown: nobody knows that nobody was visited.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from campaign import SPANS, CampaignPack, Panel
from measures.counting import GROUP_LOGS, frame_of, heirs, index_now, places, week_numbers
from measures.statistics import Flags

NONE_RECEIVED = SPANS.frame()
"""No log says which days it covers: then it tells of the weeks of its visits."""


def logged_weeks(visits: pd.DataFrame, panel: Panel, spans: pd.DataFrame = NONE_RECEIVED) -> Flags:
    """bool [W, G]: weeks of which a log of the group tells, in part at least: those of its visits,
    and those it was sent for. SPANS may hold other senders and days outside the panel."""
    logged = np.zeros((len(panel.weeks), len(panel.group_ids)), dtype=np.bool_)
    at = {group: i for i, group in enumerate(panel.group_ids)}
    column = {number: i for i, number in enumerate(week_numbers(panel).tolist())}
    for week, group in set(zip(visits["week"], visits["group_id"], strict=True)):
        if week in column and group in at:
            logged[column[week], at[group]] = True
    starts = np.array([week.week.starts_on.isoformat() for week in panel.weeks], dtype=object)
    ends = np.array([week.week.ends_on.isoformat() for week in panel.weeks], dtype=object)
    for sender, first, last in spans.itertuples(index=False):
        if sender in at and len(starts):
            logged[:, at[sender]] |= (starts <= last) & (ends >= first)
    return logged


def weeks_logged(visits: pd.DataFrame, panel: Panel, spans: pd.DataFrame = NONE_RECEIVED) -> Flags:
    """bool [W, U]: weeks of which the log of each member's group tells."""
    return _of_groups(logged_weeks(visits, panel, spans), panel)


def _of_groups(logged: Flags, panel: Panel) -> Flags:
    """bool [W, U]: of each member its group's flag."""
    index = places(panel, "group").index
    padded = np.pad(logged, ((0, 0), (0, 1)))
    return np.take_along_axis(padded, np.where(index < 0, len(panel.group_ids), index), axis=1)


def logged_units(visits: pd.DataFrame, panel: Panel, spans: pd.DataFrame = NONE_RECEIVED) -> Flags:
    """bool [W, U]: members of whose visits something is known at the week's end: their group has
    sent a log of any week so far, or somebody's log has a visit to them."""
    so_far = np.logical_or.accumulate(logged_weeks(visits, panel, spans), axis=0)
    known = _of_groups(so_far, panel) | seen_units(visits, panel)
    return np.asarray(known & (places(panel, "group").index >= 0))


def seen_units(visits: pd.DataFrame, panel: Panel) -> Flags:
    """bool [W, U]: visited in the week or before it, or one closed into the unit by then was."""
    at = {unit.id: i for i, unit in enumerate(panel.units)}
    first = visits[visits["week"] > 0].groupby("unit_id")["week"].min()
    numbers = week_numbers(panel)
    seen = np.asarray(numbers[:, None] >= first.reindex(list(at)).to_numpy())
    for line, number in zip(seen, numbers.tolist(), strict=True):
        for closed, heir in heirs(panel, number).items():
            if heir in at and first.get(closed, number + 1) <= number:
                line[at[heir]] = True
    return seen


def group_logs(
    visits: pd.DataFrame, panel: Panel, pack: CampaignPack, spans: pd.DataFrame = NONE_RECEIVED
) -> pd.DataFrame:
    """GROUP_LOGS of the groups with a unit in the panel's last week, in the pack's order; no line
    where nobody is owed a visit within an interval."""
    if not panel.weeks:
        return GROUP_LOGS.frame()
    logged, numbers = logged_weeks(visits, panel, spans), week_numbers(panel)
    own = np.unique(index_now(panel, "group"))
    last = np.where(logged, numbers[:, None], 0).max(axis=0)
    order = {group.id: i for i, group in enumerate(pack.groups)}
    here = sorted((int(i) for i in own if i >= 0), key=lambda i: order[panel.group_ids[i]])
    return frame_of(
        GROUP_LOGS,
        group_id=np.array([panel.group_ids[i] for i in here], dtype=object),
        last_week=last[here].astype(np.int64),
        weeks_without=(len(numbers) - np.searchsorted(numbers, last[here], side="right")).astype(
            np.int64
        ),
    )
