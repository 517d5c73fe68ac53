"""The office's own work: the entries of its log go in; what was done by kind, for whom and in which
week comes out (docs/design.md §8.20)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from campaign import CampaignPack, FieldRole, FormRole, OptionRole, Panel, Shape
from measures.counting import shape
from measures.logs.told import lines_of, told

WORK_KINDS = (
    OptionRole.MEETING,
    OptionRole.ANALYSIS,
    OptionRole.PUSH,
    OptionRole.TRAINING,
    OptionRole.EXCHANGE,
    OptionRole.LIAISON,
    OptionRole.SCHEMES,
    OptionRole.RULES,
    OptionRole.BROADCAST,
    OptionRole.NOTICES,
)
"""What the log tells of, in the order in which it is told."""
WEEKLY = WORK_KINDS[:3]
"""What is to be held in every week."""
OFFICE, EVERY = "office", "groups"
"""For whom a line is where it is for no one group: the office, or all guidance groups."""

OFFICE_WORK = shape("OFFICE_WORK")
"""One line a row of the log: its kind is one of WORK_KINDS, STAFFING or empty, its place a group,
OFFICE or EVERY. A row that leaves its number open is one time; items pushed and done, and people,
are NaN where open."""

WORK_SUMS = shape("WORK_SUMS")
"""One line a place and kind of which the log tells."""

TICKS = Shape("TICKS", {"place": "str", "week": "int64", "kind": "str", "is_held": "float64"})
"""One line a place, week and kind of WEEKLY: 1 held, 0 not, NaN where no log tells of it."""

EVENTS = Shape("EVENTS", {"week": "int64", "kind": "str", "times": "float64"})
"""One line a week and kind of which the log tells for the office or for all groups."""

STAFF = Shape("STAFF", {"place": "str", "people": "float64", "told_on": "datetime64[s]"})
"""One line a place of whose staff the log tells: how many, and on which day that was told."""

TRAININGS = Shape("TRAININGS", {"group_id": "str", "times": "float64"})
"""One line a group: trainings held for it or for all groups; NaN where the log tells of none."""

_RARE = 1 / 3
"""What is done in more than every third week is routine and marks no week of a chart."""

_FIELDS = {
    "what": FieldRole.CATEGORY,
    "whom": FieldRole.AUDIENCE,
    "times": FieldRole.TIMES,
    "items": FieldRole.ITEMS,
    "items_done": FieldRole.ITEMS_DONE,
    "people": FieldRole.PEOPLE,
}


def office_work(entries: pd.DataFrame, pack: CampaignPack) -> pd.DataFrame:
    """OFFICE_WORK of ENTRIES of the office's log, by day."""
    kinds = _roles(pack, FieldRole.CATEGORY)
    groups = {i for i, r in _roles(pack, FieldRole.AUDIENCE).items() if r == OptionRole.GROUPS}
    rows = told(entries, pack, FormRole.OFFICE_LOG, _FIELDS)
    return OFFICE_WORK.frame(
        {
            **row,
            "kind": kinds.get(row["what"], ""),
            "place": row["group_id"] or (EVERY if row["whom"] in groups else OFFICE),
            "times": 1.0 if row["times"] is None else row["times"],
        }
        for row in lines_of(rows)
    )


def _roles(pack: CampaignPack, field: FieldRole) -> dict[str, str]:
    options = pack.options_of(FormRole.OFFICE_LOG, field)
    return {option.id: str(option.role or "") for option in options}


def work_sums(work: pd.DataFrame) -> pd.DataFrame:
    """WORK_SUMS of OFFICE_WORK, in the order of WORK_KINDS."""
    known = work[work["kind"] != ""]
    sums = known.groupby(["kind", "place"])[["times", "items", "items_done"]].sum(min_count=1)
    return WORK_SUMS.frame(
        {"place": place, "kind": str(kind), **{str(k): v for k, v in own.items()}}
        for kind in WORK_KINDS
        if kind in sums.index.get_level_values(0)
        for place, own in sums.loc[str(kind)].iterrows()
    )


def staff(work: pd.DataFrame) -> pd.DataFrame:
    """STAFF of OFFICE_WORK: what is told last counts, the office first, then all groups, then each.
    What stands in a line of another kind, as of who was trained, is nobody's staff."""
    told = work[(work["kind"] == str(OptionRole.STAFFING)) & work["people"].notna()]
    last = told.sort_values("day", kind="stable").drop_duplicates("place", keep="last")
    order = last["place"].map(lambda place: (place != OFFICE, place != EVERY, place))
    own = last.loc[order.sort_values().index]
    named = {"place": "place", "people": "people", "told_on": "day"}
    return STAFF.filled({name: own[of].to_numpy() for name, of in named.items()})


def events(work: pd.DataFrame) -> pd.DataFrame:
    """EVENTS of OFFICE_WORK that set a week apart, by week: what the office issued, held or watched
    in no more than a third of the weeks its log tells of, or in one."""
    of_kinds = work["kind"].isin([str(kind) for kind in WORK_KINDS])
    own = work[(work["week"] > 0) & of_kinds & work["place"].isin((OFFICE, EVERY))]
    sums = own.groupby(["week", "kind"])["times"].sum().reset_index()
    sums = sums[sums["times"] > 0]
    weeks = sums.groupby("kind")["week"].transform("nunique")
    n = work["week"].max() - work["week"].min() + 1 if len(work) else 0
    kept = sums[weeks <= max(1, _RARE * n)]
    return EVENTS.filled({name: kept[name].to_numpy() for name in EVENTS.columns})


def weekly_ticks(
    work: pd.DataFrame, places: Sequence[str], weeks: Sequence[int], told_of: range
) -> pd.DataFrame:
    """TICKS of OFFICE and of groups; `told_of` are the weeks for which logs were received. Of a
    place something is known in these weeks once a log tells of a weekly meeting, analysis or push
    of it; a line for all groups is one of each."""
    weekly = work[work["kind"].isin([str(kind) for kind in WEEKLY])]
    held = weekly[weekly["times"] > 0].groupby("place")[["week", "kind"]]
    when = {place: set(own.itertuples(index=False, name=None)) for place, own in held}
    told = set(weekly["place"])
    return TICKS.frame(
        {
            "place": place,
            "week": week,
            "kind": str(kind),
            "is_held": float(any((week, str(kind)) in when.get(it, ()) for it in its))
            if is_known
            else np.nan,
        }
        for place in places
        for its in [(place,) if place == OFFICE else (place, EVERY)]
        for week in weeks
        for is_known in [week in told_of and not told.isdisjoint(its)]
        for kind in WEEKLY
    )


def weeks_told(spans: pd.DataFrame, panel: Panel) -> range:
    """The weeks of the panel between the first and the last day of the logs received (SPANS)."""
    if spans.empty:
        return range(0)
    first, last = spans["first_on"].min(), spans["last_on"].max()
    told = [
        week.week.number
        for week in panel.weeks
        if week.week.ends_on.isoformat() >= first and week.week.starts_on.isoformat() <= last
    ]
    return range(told[0], told[-1] + 1) if told else range(0)


def trainings(work: pd.DataFrame, groups: Sequence[str]) -> pd.DataFrame:
    """TRAININGS of the groups, in the order given."""
    own = work[work["kind"] == str(OptionRole.TRAINING)]
    sums = own.groupby("place")["times"].sum()
    return TRAININGS.frame(
        {
            "group_id": group,
            "times": sums.get(group, 0.0) + sums.get(EVERY, 0.0) if len(own) else np.nan,
        }
        for group in groups
    )


def trainings_now(work: pd.DataFrame, panel: Panel, told_of: range) -> pd.DataFrame:
    """TRAININGS of the groups with a unit in the panel's last week; all unknown where no log tells
    of that week or the one before it."""
    if not panel.weeks:
        return TRAININGS.frame()
    last = panel.weeks[-1]
    here = sorted(set(last.group_index[last.member].tolist()))
    found = trainings(work, [panel.group_ids[i] for i in here])
    is_told = bool({last.week.number, last.week.number - 1} & set(told_of))
    return found if is_told else found.assign(times=np.nan)
