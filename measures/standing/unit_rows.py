"""The rows behind the charts: a panel and a pack go in; one line a unit comes out."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from campaign import STUDY, CampaignPack, Panel
from measures.counting import UNIT_ROWS, frame_of
from measures.standing.arrivals import arrivals
from measures.standing.coverage import (
    first_study_week,
    heard_of,
    org_covered,
    org_shares,
    org_totals,
    reached,
)
from measures.standing.frequency import known_now
from measures.statistics import Ints


def unit_rows(
    panel: Panel, pack: CampaignPack, *, week: int, quantity_id: str = STUDY
) -> pd.DataFrame:
    """UNIT_ROWS of the week's members in protocol order, with one quantity's figures.

    `state` is an `Arrival`; `reach` is reached, not_reached or unknown; `org_total` is 0 and the
    share NaN for a unit without subordinate organisations.
    """
    upto = panel.through(week)
    if not upto.weeks or upto.weeks[-1].week.number != week:
        return UNIT_ROWS.frame()
    last = upto.weeks[-1]
    came = arrivals(upto, pack, week=week)
    place = {unit.id: i for i, unit in enumerate(panel.units)}
    at = np.array([place[unit_id] for unit_id in came["unit_id"]], dtype=np.int64)
    came, at = came[last.member[at]], at[last.member[at]]
    figures = known_now(upto, pack.quantity[quantity_id])
    letters = last.letters(quantity_id)[at]
    first = pd.array(first_study_week(upto, pack)[at])
    return frame_of(
        UNIT_ROWS,
        **{name: came[name].to_numpy() for name in ("unit_id", "name", "type_id", "group_id")},
        state=came["state"].to_numpy(),
        reach=_reach(upto, pack, at),
        first_study_week=first,
        org_covered=np.where(last.sub_org_total > 0, org_covered(upto, pack), np.nan)[at],
        org_total=org_totals(upto, pack)[at].astype(np.int64),
        org_share=org_shares(upto, pack)[at],
        week_count=figures.week[at],
        week_state=np.array([chr(letter) if letter else "" for letter in letters], dtype=object),
        cumulative=figures.cumulative[at],
        is_lower_bound=figures.is_open[at],
    )


def _reach(panel: Panel, pack: CampaignPack, at: Ints) -> npt.NDArray[np.object_]:
    is_reached, is_known = reached(panel, pack)[at], heard_of(panel, pack)[at]
    words = np.where(is_known, "not_reached", "unknown").astype(object)
    words[is_reached] = "reached"
    return words
