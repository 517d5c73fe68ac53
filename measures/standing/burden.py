"""What reporting asks of units: a panel and a pack go in; a line a column comes out, with how much
of it is filled, says the same as the week before, and which pages use it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from campaign import (
    CONFLICT,
    DISCUSSIONS,
    LECTURES,
    LIVELIHOOD,
    ORGS_STUDYING,
    PROBLEMS,
    RECTIFIED,
    STUDY,
    CampaignPack,
    Panel,
)
from measures.counting import obligatory, owed_in, shape

BURDEN_WEEKS = 4
"""A month of sheets: what a proposal to drop a column rests on."""
USES: Mapping[str, tuple[str, ...]] = {
    STUDY: ("overview", "coverage", "balance", "attention"),
    DISCUSSIONS: ("overview", "discussions", "balance", "attention"),
    ORGS_STUDYING: ("coverage", "balance", "attention"),
    LECTURES: ("balance",),
    PROBLEMS: ("overview", "discussions", "balance"),
    RECTIFIED: ("overview", "discussions"),
    LIVELIHOOD: ("discussions", "balance"),
    CONFLICT: ("overview",),
}
"""Which pages name a figure; all others are listed at the unit and checked like any."""
BURDEN = shape("BURDEN")
"""One line a column: of how many units it is asked this week; over four weeks the share of cells
filled, of those the share that says 0, and of cells filled in two weeks running the share that says
the same; how many pages use it. NaN where there is none to judge."""


def uses(pack: CampaignPack, quantity_id: str) -> tuple[str, ...]:
    """The pages that use a figure: by name, because it has a plan, or, among the papers, because
    the phase report tells of it."""
    planned = (
        ("overview", "attention") if any(t.subject == quantity_id for t in pack.targets) else ()
    )
    told = (says.partition("@")[0] for part in pack.report for says in part.says)
    papers = ("papers",) if f"quantity:{quantity_id}" in told else ()
    return tuple(dict.fromkeys((*USES.get(quantity_id, ()), *planned, *papers)))


def burden(panel: Panel, pack: CampaignPack) -> pd.DataFrame:
    """BURDEN of the columns asked in the panel's last week, in the pack's order, judged over the
    last four weeks."""
    if not panel.weeks:
        return BURDEN.frame()
    rows = [_column(panel, pack, quantity.id) for quantity in obligatory(pack)]
    return BURDEN.frame(row for row in rows if row["n_units"])


def _column(panel: Panel, pack: CampaignPack, quantity_id: str) -> dict[str, object]:
    quantity, type_ids = pack.quantity[quantity_id], panel.type_ids
    weeks, at = panel.weeks[-BURDEN_WEEKS - 1 :], panel.slot_index[quantity_id]
    owed = np.array([owed_in(week, type_ids, quantity) for week in weeks])
    values = np.array([week.values[at] for week in weeks])
    known = owed & ~np.isnan(values)
    both = known[1:] & known[:-1]
    month = slice(-BURDEN_WEEKS, None)
    return {
        "quantity": quantity_id,
        "n_units": int(owed[-1].sum()),
        "filled": _share(known[month], owed[month]),
        "zero": _share((known & (values == 0))[month], known[month]),
        "unchanged": _share(both & (values[1:] == values[:-1]), both),
        "n_uses": len(uses(pack, quantity_id)),
    }


def _share(part: np.ndarray, whole: np.ndarray) -> float:
    n = int(whole.sum())
    return int(part.sum()) / n if n else float("nan")


def cells_asked(panel: Panel, pack: CampaignPack) -> Mapping[str, float]:
    """By type with members in the panel's last week, how many figures a unit is asked for."""
    week = panel.weeks[-1]
    n = np.zeros(len(panel.units))
    for quantity in obligatory(pack):
        n += owed_in(week, panel.type_ids, quantity)
    of = {id_: week.member & (week.type_index == i) for i, id_ in enumerate(panel.type_ids)}
    return {id_: float(n[own].mean()) for id_, own in of.items() if own.any()}
