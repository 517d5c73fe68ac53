"""What to say of the whole district: a panel, a pack and visits go in; findings come out.

Rule 12, docs/design.md §8.11. One finding a place, in the order of the pack; nothing to say is an
empty tuple.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from campaign import CONFLICT, STUDY, CampaignPack, Finding, OptionRole, Panel, Place
from measures.attention.after_mix import mix_of
from measures.counting import (
    REACH,
    Ground,
    begun_sums,
    known_sums,
    owed,
    owed_sums,
    roll,
    shares,
    unit_parts,
    week_figures,
    week_numbers,
)
from measures.logs.inspections import visits_by_stream
from measures.standing.reporting import completeness
from measures.statistics import Flags, Floats, Ints, wilson


def findings(
    panel: Panel,
    pack: CampaignPack,
    *,
    visits: pd.DataFrame | None = None,
    trainings: pd.DataFrame | None = None,
) -> tuple[Finding, ...]:
    """The findings at the end of the panel's last week, by VISITS and TRAININGS up to it."""
    if not panel.weeks:
        return ()
    return (
        *_type_behind(panel, pack),
        *_busy_weeks(panel, pack),
        *(_effort(visits, panel, pack) if visits is not None else ()),
        *(_untrained(trainings, panel, pack) if trainings is not None else ()),
        *_group_uneven(panel, pack),
        *_reports_missing(panel, pack),
    )


def _type_behind(panel: Panel, pack: CampaignPack) -> Iterator[Finding]:
    """Types whose reach lies under the district's beyond chance and by the pack's points, among
    units that have reported at least once."""
    ground, quantity = Ground(panel, "type", _now(panel)[0]), pack.quantity[STUDY]
    done, n = begun_sums(ground, quantity)[-1], known_sums(ground, quantity)[-1]
    whole, unsure = owed_sums(ground, quantity)[-1], _unsure(ground, pack)
    limit = done.sum() / n.sum() if n.any() else np.nan
    for i in np.nonzero(_is_behind(done, n, limit, pack))[0]:
        filled = done[i] + np.arange(unsure[i] + 1)  # none to all of its open units have studied
        others = done.sum() - done[i]
        still = _is_behind(filled, whole[i], (filled + others) / whole.sum(), pack)
        yield Finding(
            "type_behind",
            float(done[i] / n[i]),
            float(limit),
            (Place("type", panel.type_ids[i]),),
            _now(panel),
            survives=bool(still.all()),
            is_partial=bool(n.sum() < whole.sum()),
        )


def _group_uneven(panel: Panel, pack: CampaignPack) -> Iterator[Finding]:
    """Groups whose reach lies so far under what their mix of types would give."""
    mix = mix_of(panel, pack)
    value, expected = mix.value, mix.expected
    for i in np.nonzero(_is_behind(mix.done.sum(axis=1), mix.n.sum(axis=1), expected, pack))[0]:
        filled, least = mix.filled(int(i))
        still = _is_behind(filled, mix.whole[i].sum(), least, pack)
        place = (Place("group", panel.group_ids[i]),)
        yield Finding(
            "group_uneven",
            float(value[i]),
            float(expected[i]),
            place,
            _now(panel),
            survives=bool(still.all()),
            is_partial=bool(mix.n.sum() < mix.whole.sum()),
        )


def _is_behind(done: Floats, n: Floats, limit: Floats | float, pack: CampaignPack) -> Flags:
    """bool [P]: the share lies under the limit beyond chance and by the pack's points."""
    n, least = np.broadcast_to(n, done.shape), np.asarray(limit, dtype=np.float64)
    _, high = wilson(done, n, pack.thresholds["finding_confidence"])
    gap = pack.thresholds["finding_gap"] / 100
    return np.asarray((high < least) & (least - shares(done, n) >= gap - 1e-9))


def _unsure(ground: Ground, pack: CampaignPack) -> Ints:
    """int64 [P]: units without study so far that never reported it or left a week open."""
    parts = unit_parts(ground.panel, pack, REACH, at=ground.at[-1])
    return ground.laid[-1].sums(parts.most - parts.done).astype(np.int64)


def _now(panel: Panel) -> tuple[int, ...]:
    return (panel.weeks[-1].week.number,)


def _busy_weeks(panel: Panel, pack: CampaignPack) -> Iterator[Finding]:
    """One finding for all weeks in which many declare a conflict and study drops; its value is the
    deepest drop."""
    if CONFLICT not in pack.quantity:
        return
    limits, drops = pack.thresholds, study_drops(panel, pack)
    declared, reporting = _declared(panel, pack)
    is_busy = (
        (declared >= limits["busy_units"])
        & (declared >= limits["busy_share"] * reporting - 1e-9)
        & (drops >= limits["busy_drop"] - 1e-9)
    )
    if is_busy.any():
        weeks = tuple(week_numbers(panel)[is_busy].tolist())
        deepest = float(drops[is_busy].max())
        # A count has no upper end: whoever is silent may have held any number of sessions.
        open_weeks = roll(panel, pack).missing | roll(panel, pack).held
        is_whole = not open_weeks[: np.flatnonzero(is_busy)[-1] + 1].any()
        place = (_district(panel),)
        limit = limits["busy_drop"]
        yield Finding("busy_weeks", deepest, limit, place, weeks, survives=is_whole)


def study_drops(panel: Panel, pack: CampaignPack) -> Floats:
    """float64 [W]: by which share the mean study sessions of a reporting unit lie below the weeks
    before (four, or as many as there are); NaN in the first week and where nothing was held."""
    asked, held = owed(panel, pack.quantity[STUDY]), week_figures(panel, pack.quantity[STUDY])
    study = np.where(asked, held, np.nan)
    held, n = np.nansum(study, axis=1), (~np.isnan(study)).sum(axis=1)
    back, drops = int(pack.thresholds["busy_history_weeks"]), np.full(len(held), np.nan)
    for i in range(1, len(held)):
        before, units = held[max(0, i - back) : i].sum(), n[max(0, i - back) : i].sum()
        if before and n[i]:
            drops[i] = 1 - held[i] / n[i] / (before / units)
    return drops


def _declared(panel: Panel, pack: CampaignPack) -> tuple[Ints, Ints]:
    """int64 [W]: reporting units that declare a reason, and all that report."""
    reported = roll(panel, pack).reported
    options = pack.quantity[CONFLICT].options
    none = [i for i, option in enumerate(options) if option.role is OptionRole.NO_CONFLICT]
    answer = panel.values(CONFLICT)
    declared = reported & ~np.isnan(answer) & ~np.isin(answer, none)
    return declared.sum(axis=1), reported.sum(axis=1)


def _effort(visits: pd.DataFrame, panel: Panel, pack: CampaignPack) -> Iterator[Finding]:
    limit, least = pack.thresholds["effort_share"], pack.thresholds["effort_visits"]
    for row in visits_by_stream(visits, panel, pack).to_dict("records"):
        if row["n"] >= least and row["share"] >= limit - 1e-9:
            place = Place("workstream", row["stream"])
            yield Finding("effort_uneven", row["share"], limit, (place,), _now(panel))


def _untrained(trainings: pd.DataFrame, panel: Panel, pack: CampaignPack) -> Iterator[Finding]:
    """One finding for all groups with fewer trainings than the pack asks; its value is the most any
    of them had."""
    least, since = (pack.thresholds[f"group_trainings{part}"] for part in ("", "_week"))
    few = trainings[trainings["times"] < least]
    if len(few) and _now(panel)[0] >= since:
        places = tuple(Place("group", group) for group in few["group_id"])
        yield Finding("groups_untrained", few["times"].max(), least, places, _now(panel))


def _reports_missing(panel: Panel, pack: CampaignPack) -> Iterator[Finding]:
    limit = pack.thresholds["reports_missing_share"]
    value = float(completeness(panel, pack, week=_now(panel)[0])["value"].iloc[0])
    if value < limit:
        yield Finding("reports_missing", value, limit, (_district(panel),), _now(panel))


def _district(panel: Panel) -> Place:
    return Place("district", panel.district.id)
