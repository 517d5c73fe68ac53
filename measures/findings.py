"""What to say of the whole district: a panel, a pack and visits go in; findings come out.

Rule 12, docs/design.md §8.11. One finding a place, in the order of the pack; nothing to say is an
empty tuple. What has no form yet (`groups_untrained`) is never found.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from campaign import CampaignPack, Finding, Panel, Place
from measures.added import begun_sums, known_sums
from measures.definitions import STUDY
from measures.inspections import visits_by_stream
from measures.obligations import owed
from measures.peers import wilson
from measures.places import Floats, Ints, week_numbers
from measures.reporting import completeness
from measures.roll import roll
from measures.tally import Ground

CONFLICT = "work_study_conflict"


def findings(
    panel: Panel, pack: CampaignPack, *, visits: pd.DataFrame | None = None
) -> tuple[Finding, ...]:
    """The findings at the end of the panel's last week."""
    if not panel.weeks:
        return ()
    return (
        *_behind(panel, pack, "type", "type_behind"),
        *_busy_weeks(panel, pack),
        *(_effort(visits, panel, pack) if visits is not None else ()),
        *_behind(panel, pack, "group", "group_uneven"),
        *_reports_missing(panel, pack),
    )


def _behind(panel: Panel, pack: CampaignPack, kind: str, code: str) -> Iterator[Finding]:
    """Places whose reach lies under the district's beyond chance and by the pack's points, among
    units that have reported at least once."""
    ground, quantity = Ground(panel, kind, panel.weeks[-1].week.number), pack.quantity[STUDY]
    done, n = begun_sums(ground, quantity)[-1], known_sums(ground, quantity)[-1]
    if not n.sum():
        return
    district = done.sum() / n.sum()
    _, high = wilson(done, n, pack.thresholds["finding_confidence"])
    gap = pack.thresholds["finding_gap"] / 100
    ids = panel.type_ids if kind == "type" else panel.group_ids
    for i in np.nonzero(n)[0]:
        share = done[i] / n[i]
        if high[i] < district and district - share >= gap - 1e-9:
            yield Finding(code, float(share), float(district), (Place(kind, ids[i]),), _now(panel))


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
        yield Finding("busy_weeks", deepest, limits["busy_drop"], (_district(panel),), weeks)


def study_drops(panel: Panel, pack: CampaignPack) -> Floats:
    """float64 [W]: by which share the mean study sessions of a reporting unit lie below the weeks
    before (four, or as many as there are); NaN in the first week and where nothing was held."""
    study = np.where(owed(panel, pack.quantity[STUDY]), panel.values(STUDY), np.nan)
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
    none = next(i for i, o in enumerate(pack.quantity[CONFLICT].options) if o.id == "none")
    answer = panel.values(CONFLICT)
    declared = reported & ~np.isnan(answer) & (answer != none)
    return declared.sum(axis=1), reported.sum(axis=1)


def _effort(visits: pd.DataFrame, panel: Panel, pack: CampaignPack) -> Iterator[Finding]:
    limit, least = pack.thresholds["effort_share"], pack.thresholds["effort_visits"]
    for row in visits_by_stream(visits, panel, pack).to_dict("records"):
        if row["n"] >= least and row["share"] >= limit - 1e-9:
            place = Place("workstream", row["stream"])
            yield Finding("effort_uneven", row["share"], limit, (place,), _now(panel))


def _reports_missing(panel: Panel, pack: CampaignPack) -> Iterator[Finding]:
    limit = pack.thresholds["reports_missing_share"]
    value = float(completeness(panel, pack, week=_now(panel)[0])["value"].iloc[0])
    if value < limit:
        yield Finding("reports_missing", value, limit, (_district(panel),), _now(panel))


def _district(panel: Panel) -> Place:
    return Place("district", panel.district.id)
