"""Work week by week against its own limits, and its pace: a panel, a pack and a quantity go in;
CONTROL and PACE come out. For the district and groups, whose weeks are large enough.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from campaign import CampaignPack, Panel
from measures.attention.findings import findings
from measures.counting import (
    CONTROL,
    PACE,
    Ground,
    frame_of,
    owed_at,
    shares,
    target_now,
    weeks_left,
    work_so_far,
)
from measures.standing.frequency import frequency
from measures.statistics import (
    STATUS,
    Flags,
    Floats,
    Ints,
    Outlook,
    chance_of_reaching,
    current,
    exposed,
    pooled_phi,
    recent,
    required,
    xmr,
)

_LABELS = ("", "low", "high", "low", "high", "falling", "rising", "below", "above")
PACE_WEEKS = 4
"""Weeks with a report that a pace is the mean of: from fewer nothing is said of it."""
_LATEST = 3
"""Only the last weeks are called anything: an old signal was asked about when it was new."""


def control(
    panel: Panel, pack: CampaignPack, quantity_id: str, *, by: str = "district"
) -> pd.DataFrame:
    """CONTROL of the week's figure of a reporting unit, by place and week: an XmR chart of
    increments (docs/design.md §8.13). A week with a declared reason and a drop is left out of it.

    Raises ValueError for units and types, whose weeks are too small or too mixed for limits.
    """
    if by not in ("district", "group"):
        raise ValueError("control charts are for the district and for groups")
    rows = frequency(panel, pack, quantity_id, by=by)
    value = shares(rows["week_sum"].to_numpy(), rows["n_reported"].to_numpy().astype(float))
    is_busy = rows["week"].isin(_busy_weeks(panel, pack)).to_numpy()
    return frame_of(
        CONTROL,
        place_kind=by,
        place_id=rows["place_id"].to_numpy(),
        quantity=quantity_id,
        week=rows["week"].to_numpy(),
        value=value,
        is_busy=is_busy,
        **charted(rows["place_id"], np.where(is_busy, np.nan, value)),
    )


def _busy_weeks(panel: Panel, pack: CampaignPack) -> list[int]:
    found = (each for each in findings(panel, pack) if each.code == "busy_weeks")
    return [week for each in found for week in each.weeks]


def charted(place: pd.Series, value: Floats) -> dict[str, Floats | npt.NDArray[np.object_]]:
    """The lines, status and labels of every place's own chart, row by row."""
    mean, lower, upper = (np.full(len(place), np.nan) for _ in range(3))
    status, label = (np.full(len(place), "", dtype=object) for _ in range(2))
    for each in place.unique():
        at = np.flatnonzero((place == each).to_numpy())
        chart = xmr(value[at])
        mean[at], upper[at] = chart.mean, chart.upper
        lower[at] = np.maximum(chart.lower, 0)  # nobody holds fewer than none
        status[at] = STATUS[int(chart.status)]
        told = np.array([*_LABELS, ""], dtype=object)[chart.code]
        told[: max(len(at) - _LATEST, 0)] = ""
        label[at] = told
    return {"mean": mean, "lower": lower, "upper": upper, "status": status, "label": label}


def paces(
    panel: Panel, pack: CampaignPack, quantity_id: str, *, by: str = "district"
) -> pd.DataFrame:
    """PACE of a quantity with a pace target at the panel's last week, a line a place with one of
    whose units at least half were heard of: of fewer the pace would be said to be all."""
    if not panel.weeks:
        return PACE.frame()
    week, work = panel.weeks[-1].week.number, work_so_far(panel)
    rows = frequency(panel, pack, quantity_id, by=by)
    now = rows[rows["week"] == week].reset_index(drop=True)
    target = _targets(Ground(panel, by, week), pack, quantity_id)
    left = float(np.nanmax(weeks_left(panel, pack, quantity_id), initial=0))
    known, series = now["cumulative"].to_numpy(), _series(rows, now)
    told, is_told = _outlooks(series, target - known, left, work), _weeks(series) >= PACE_WEEKS
    frame = frame_of(
        PACE,
        place_kind=by,
        place_id=now["place_id"].to_numpy(),
        quantity=quantity_id,
        week=week,
        known=known,
        target=target,
        weeks_left=int(np.ceil(left)),
        required=required(target, known, left),
        current=np.where(is_told, current(series, work=work), np.nan),
        chance=np.where(is_told, [float(outlook.chance[0]) for outlook in told], np.nan),
        wording=_wordings(told, is_told),
        is_lower_bound=now["is_lower_bound"].to_numpy(),
    )
    is_heard = 2 * now["n_known"] >= now["n_expected"]
    return frame[np.asarray((target > 0) & is_heard)].reset_index(drop=True)


def _weeks(series: Floats) -> Ints:
    """int64 [P]: how many of the last weeks each place's pace rests on."""
    return recent(series)[1]


def _wordings(told: list[Outlook], is_told: Flags) -> npt.NDArray[np.object_]:
    """object [P]: that a target is reached or due, or how a chance that is known is said."""
    words = np.array([str(outlook.words[0]) for outlook in told], dtype=object)
    return np.where(is_told | np.isin(words, ("reached", "due")), words, "")


def _outlooks(series: Floats, need: Floats, left: float, work: Floats | None) -> list[Outlook]:
    """Each place's own outlook, with no peers to learn its pace from."""
    done, m = exposed(series, work=work)
    return [
        chance_of_reaching(done[[i]], m[[i]], need[[i]], [left], phi=pooled_phi(series[:, [i]]))
        for i in range(len(need))
    ]


def _targets(ground: Ground, pack: CampaignPack, quantity_id: str) -> Floats:
    """float64 [P]: the whole targets of the units that owe, added up by place."""
    panel, at = ground.panel, len(ground.panel.weeks) - 1
    owed = owed_at(ground, pack.quantity[quantity_id], at)
    each = np.where(owed, target_now(panel, pack, quantity_id), np.nan)
    return np.asarray(ground.laid[-1].sums(each)[ground.shown[-1]])


def _series(rows: pd.DataFrame, now: pd.DataFrame) -> Floats:
    """float64 [W, P]: the weeks' sums of the places that are there now."""
    wide = rows.pivot_table(index="week", columns="place_id", values="week_sum", dropna=False)
    return np.asarray(wide.reindex(columns=list(now["place_id"])), dtype=np.float64)
