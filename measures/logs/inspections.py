"""How often, by which method, on what: VISITS and a panel go in; counts by place come out.

Definitions: docs/design.md §8.8. A visit counts once; once for each method it used; and 1 in all
over its workstreams. A place without a visit in the log has 0 of them.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from campaign import FIRST_RULES, CampaignPack, FieldRole, FormRole, Panel
from measures.counting import (
    BY_METHOD,
    BY_STREAM,
    VISIT_COUNTS,
    Ground,
    Tally,
    frame_of,
    leavers_in,
    members,
    memory,
    places,
    standing_rows,
    week_numbers,
)
from measures.logs.log_weeks import (
    NONE_RECEIVED,
    logged_units,
    logged_weeks,
    seen_units,
    weeks_logged,
)
from measures.statistics import Flags, Floats, Ints

FOUND = ("problems", "advice", "solved")
"""What a visit may tell of: what it leaves open is unknown, not none."""


def counted_visits(visits: pd.DataFrame, panel: Panel, *, week: int | None = None) -> pd.DataFrame:
    """The VISITS to units of the panel inside its weeks (or one of them) and its narrowing, with
    the unit's own group where the log names none, or one that has no unit here."""
    kept = _counted(visits, panel)
    return kept if week is None else kept[kept["week"] == week].reset_index(drop=True)


@memory
def _counted(visits: pd.DataFrame, panel: Panel) -> pd.DataFrame:
    weeks = pd.Index(week_numbers(panel)).get_indexer(pd.Index(visits["week"]))
    units = pd.Index([unit.id for unit in panel.units], dtype="str").get_indexer(
        pd.Index(visits["unit_id"])
    )
    is_counted = (weeks >= 0) & (units >= 0)
    if panel.weeks:
        is_counted &= _counted_members(panel)[weeks, units]
    kept = visits[is_counted].reset_index(drop=True)
    if kept.empty:
        return kept
    own = np.array([*panel.group_ids, ""], dtype=object)[
        places(panel, "group").index[weeks[is_counted], units[is_counted]]
    ]
    is_named = kept["group_id"].isin(_inhabited(panel, "group")).to_numpy()
    return kept.assign(group_id=pd.Series(np.where(is_named, kept["group_id"], own), dtype="str"))


def _counted_members(panel: Panel) -> Flags:
    """bool [W, U]: on the roster, or closed since: a visit that was made stays made."""
    left = [leavers_in(week) for week in panel.weeks] if panel.rules > FIRST_RULES else [False]
    return np.asarray(members(panel) | np.array(left))


def visits_by_week(
    visits: pd.DataFrame,
    panel: Panel,
    *,
    by: str = "district",
    spans: pd.DataFrame = NONE_RECEIVED,
) -> pd.DataFrame:
    """VISIT_COUNTS of every week of the panel: visits, units seen, and what was found there.

    `by` group counts the group that visited; by type and unit, the unit visited. A week of which no
    log of a place's groups tells has none known; `visits_open` is 1 where that of one of them does
    not, so that there may be more.
    """
    ground, kept = Ground(panel, by), placed_visits(visits, panel, by)
    size = len(panel.weeks), len(ground.ids)
    week = pd.Index(week_numbers(panel)).get_indexer(pd.Index(kept["week"]))
    place = pd.Index(ground.ids, dtype="str").get_indexer(pd.Index(kept["place_id"]))
    sums = _sums(kept[place >= 0], (week * size[1] + place)[place >= 0], size)
    told, sums["visits_open"] = _told(visits, panel, spans, ground)
    idle = np.where(told, 0.0, np.nan)
    for name in ("visits", "units", *FOUND):
        sums[name] = np.where(sums["visits"] > 0, sums[name], idle)
    columns = {name: ground.column(each) for name, each in sums.items()}
    return frame_of(VISIT_COUNTS, **ground.keys(), **columns)


def _sums(kept: pd.DataFrame, at: Ints, size: tuple[int, int]) -> dict[str, Floats]:
    """Each [W, P]: the visits there are, what they found (NaN where none says), and how many leave
    it open; `at` numbers the week and place of each."""

    def counted(where: Ints, amounts: Floats | None = None) -> Floats:
        added = np.bincount(where, weights=amounts, minlength=size[0] * size[1])
        return added.reshape(size).astype(np.float64)

    unit, names = pd.factorize(kept["unit_id"])
    each = np.unique(at * len(names) + unit) // max(len(names), 1)
    sums = {"units": counted(each)}
    for name in FOUND:
        own = kept[name].to_numpy(dtype=np.float64, na_value=np.nan)
        is_known = ~np.isnan(own)
        known = counted(at[is_known])
        sums[name] = np.where(known > 0, counted(at[is_known], own[is_known]), np.nan)
        sums[f"{name}_open"] = counted(at[~is_known])
    sums["visits"] = counted(at)
    return sums


def _told(
    visits: pd.DataFrame, panel: Panel, spans: pd.DataFrame, ground: Ground
) -> tuple[Flags, Floats]:
    """bool [A, P]: weeks of which a log tells, of the group itself or of one of a place's units;
    and 1.0 where that of one of its units does not."""
    own, member = weeks_logged(visits, panel, spans), members(panel)
    told = logged_weeks(visits, panel, spans) if ground.by == "group" else ground.sums(own) > 0
    return np.asarray(told), (ground.sums(member & ~own) > 0).astype(np.float64)


def visits_by_method(
    visits: pd.DataFrame, panel: Panel, pack: CampaignPack, *, by: str = "district"
) -> pd.DataFrame:
    """BY_METHOD since the launch: how many visits used each of the pack's methods, of how many."""
    options = [o.id for o in pack.options_of(FormRole.GUIDANCE_LOG, FieldRole.METHODS)]
    kept = placed_visits(visits, panel, by)
    total = kept.groupby("place_id").size()
    told = kept.explode("methods").groupby(["place_id", "methods"]).size()
    return BY_METHOD.frame(
        {
            "place_kind": by,
            "place_id": place,
            "method": method,
            "visits": told.get((place, method), 0),
            "n": total.get(place, 0),
        }
        for place in _inhabited(panel, by)
        for method in options
    )


def visits_by_stream(
    visits: pd.DataFrame, panel: Panel, pack: CampaignPack, *, by: str = "district"
) -> pd.DataFrame:
    """BY_STREAM since the launch: the weight of each workstream, of the visits that name one.

    By group this is the grid of groups and workstreams.
    """
    kept = placed_visits(visits, panel, by)
    told = kept[kept["weight"].notna()]
    total = told.groupby("place_id").size()
    weight = told.explode("streams").groupby(["place_id", "streams"])["weight"].sum()
    rows = []
    for place in _inhabited(panel, by):
        n = int(total.get(place, 0))
        for stream in pack.workstreams:
            own = float(weight.get((place, stream), 0.0))
            share = own / n if n else np.nan
            rows.append(
                {"place_id": place, "stream": stream, "weight": own, "n": n, "share": share}
            )
    return BY_STREAM.frame({"place_kind": by, **row} for row in rows)


def guidance_coverage(
    visits: pd.DataFrame,
    panel: Panel,
    *,
    by: str = "district",
    week: int | None = None,
    spans: pd.DataFrame = NONE_RECEIVED,
) -> pd.DataFrame:
    """STANDING: units visited at least once since the launch ÷ units on the roster that week.

    By group these are the units assigned to the group, whoever visited them. A unit of whose visits
    no log tells is unknown: it widens lowest…highest, and where all are there is no value.
    """
    ground, member = Ground(panel, by, week), members(panel)
    n, total = ground.sums(seen_units(visits, panel) & member), ground.sums(member)
    n_known = ground.sums(logged_units(visits, panel, spans))
    unplanned = np.full_like(n, np.nan)
    most, name = n + total - n_known, "guidance_coverage"
    tally = Tally(name, n, total, unplanned, n, most, n_known, total, n_known=n_known)
    return standing_rows(ground, tally)


def placed_visits(visits: pd.DataFrame, panel: Panel, by: str) -> pd.DataFrame:
    """The counted VISITS with the `place_id` of each: by group, the one that visited."""
    kept = counted_visits(visits, panel)
    return kept.assign(place_id=_place_ids(kept, panel, by))


def _place_ids(kept: pd.DataFrame, panel: Panel, by: str) -> pd.Series:
    if by == "district":
        return pd.Series(panel.district.id, index=kept.index, dtype="str")
    if by != "type":
        return kept["unit_id" if by == "unit" else "group_id"]
    week = pd.Index(week_numbers(panel)).get_indexer(pd.Index(kept["week"]))
    unit = pd.Index([u.id for u in panel.units], dtype="str").get_indexer(pd.Index(kept["unit_id"]))
    types = np.array([week.type_index for week in panel.weeks])
    names = np.array([*panel.type_ids, ""], dtype=object)
    return pd.Series(names[types[week, unit]] if len(kept) else [], index=kept.index, dtype="str")


def _inhabited(panel: Panel, by: str) -> list[str]:
    """The places with a member in any week, in their order."""
    ground = Ground(panel, by)
    return [ground.ids[i] for i in sorted(set(np.nonzero(ground.shown)[1].tolist()))]
