"""Who was seen last when: VISITS, a panel and a day go in; a line a unit comes out (docs/design.md
§8.8)."""

from __future__ import annotations

from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from campaign import GUIDANCE, CampaignPack, Panel
from measures.counting import (
    UNIT_VISITS,
    began_on,
    frame_of,
    heirs,
    index_now,
    members,
    unit_columns,
)
from measures.logs.log_weeks import NONE_RECEIVED, logged_units, weeks_logged
from measures.statistics import Floats, Ints


def unit_visits(
    visits: pd.DataFrame,
    panel: Panel,
    pack: CampaignPack,
    *,
    today: date,
    spans: pd.DataFrame = NONE_RECEIVED,
) -> pd.DataFrame:
    """UNIT_VISITS of the members of the panel's last week, by the visits up to `today`; those to a
    unit that was closed went to the one in which it goes on.

    Never visited: `visits` is 0 and it is known. Past the interval: `days` is above `limit`. There
    may be more problems where visits leave them open (`problems_open`), and more of all where weeks
    are without a log of the unit's group (`visits_open`).
    """
    if not panel.weeks:
        return UNIT_VISITS.frame()
    at, kept = np.nonzero(panel.weeks[-1].member)[0], visits_until(visits, panel, today=today)
    by_unit, ids = kept.groupby("unit_id"), [panel.units[i].id for i in at]
    logged = weeks_logged(visits, panel, spans)
    return frame_of(
        UNIT_VISITS,
        **unit_columns(panel, at),
        visits=by_unit.size().reindex(ids, fill_value=0).to_numpy(dtype=np.int64),
        last_on=by_unit["day"].max().reindex(ids).to_numpy(),
        days=days_since_visit(visits, panel, today=today)[at].astype(np.int64),
        limit=intervals(panel, pack)[at],
        longest_gap=_longest_gaps(kept, ids, began_on(panel)[at], today),
        **_found(kept, ids),
        visits_open=(members(panel) & ~logged)[:, at].sum(axis=0),
        is_known=logged_units(visits, panel, spans)[-1, at],
    )


def _found(kept: pd.DataFrame, ids: list[str]) -> dict[str, Floats | Ints]:
    """Each [U]: the problems found, NaN where nobody says, and how many visits leave them open."""
    found = kept["problems"].groupby(kept["unit_id"]).sum(min_count=1)
    left_open = kept["problems"].isna().groupby(kept["unit_id"]).sum()
    return {
        "problems": found.reindex(ids).to_numpy(),
        "problems_open": left_open.reindex(ids, fill_value=0).to_numpy(dtype=np.int64),
    }


def visits_until(visits: pd.DataFrame, panel: Panel, *, today: date) -> pd.DataFrame:
    """The VISITS made by the end of `today`, by the units that go on in the panel's last week."""
    kept = visits[(visits["day"] <= pd.Timestamp(today)).to_numpy()]
    gone = heirs(panel, panel.weeks[-1].week.number)
    return kept.assign(unit_id=kept["unit_id"].replace(gone)) if gone else kept


def days_since_visit(visits: pd.DataFrame, panel: Panel, *, today: date) -> Floats:
    """float64 [U]: days to `today` from each unit's last visit, or the launch or its own
    beginning where that is later."""
    last = visits_until(visits, panel, today=today).groupby("unit_id")["day"].max()
    days = last.reindex([unit.id for unit in panel.units]).to_numpy().astype("datetime64[D]")
    since = np.fmax(days, began_on(panel))
    elapsed = (_day(today) - since).astype(np.float64)
    return np.asarray(elapsed.clip(min=0.0), dtype=np.float64)


def intervals(panel: Panel, pack: CampaignPack) -> Floats:
    """float64 [U]: the most days between two visits for each unit's type in the panel's last week;
    NaN without an interval."""
    targets = [pack.target(GUIDANCE, type_id) for type_id in panel.type_ids]
    days = [t.amount if t is not None and t.kind == "interval" else np.nan for t in targets]
    return np.asarray(np.array([*days, np.nan])[index_now(panel, "type")])


def _longest_gaps(
    kept: pd.DataFrame, ids: list[str], began: npt.NDArray[np.datetime64], today: date
) -> Ints:
    days = {unit: own.to_numpy() for unit, own in kept.groupby("unit_id")["day"]}
    gaps = []
    for unit, first in zip(ids, began, strict=True):
        own = days.get(unit, np.empty(0)).astype("datetime64[D]")
        marks = np.concatenate([[first], np.sort(own[own >= first]), [_day(today)]])
        gaps.append(max(int(np.diff(marks).max().astype(np.int64)), 0))
    return np.array(gaps, dtype=np.int64)


def _day(day: date) -> np.datetime64:
    return np.datetime64(day, "D")
