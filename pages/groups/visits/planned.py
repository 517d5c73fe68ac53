"""The week's visits of a view: who is due, on what, with which figure to check; frames come out."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from campaign import CUMULATIVE
from measures import known_totals, picked, visit_plan
from pages.door import Basis, View, opened
from pages.readings import Promise, followed_now, steps, units_visited, visits_so_far


@dataclass(frozen=True, eq=False)
class Planned:
    """VISIT_PLAN, and by unit the slot to be checked with what is claimed, NaN where unknown."""

    rows: pd.DataFrame
    figures: Mapping[str, tuple[str, float]]


def planned(view: View, *, trips: int, seats: int) -> Planned:
    """The visits of the week that follows the view's day, of the units shown. Promises to report
    that are open or not kept, and figures drawn to be checked, call for a visit too."""
    seed = f"{view.district.id}|{view.week.number}"
    drawn = _drawn(view)
    called = defaultdict[str, list[str]](list)
    for unit, followed in followed_now(view, steps(view)).items():
        if followed.promise in (Promise.OPEN, Promise.NOT_KEPT):
            called[unit].append("promise")
    for unit in drawn:
        called[unit].append("check")
    rows = visit_plan(
        units_visited(view),
        visits_so_far(view),
        view.panel,
        view.pack,
        called=called,
        seed=seed,
        trips=trips,
        seats=seats,
    )
    frame = dict.fromkeys(rows["unit_id"], 1.0)
    chosen = picked(frame, seed, len(frame), view.panel, view.pack)
    own = dict(zip(chosen["unit_id"], chosen["quantity"], strict=True))
    return Planned(rows, _claimed(view, own | {u: q for u, q in drawn.items() if u in own}))


def _drawn(view: View) -> dict[str, str]:
    """By unit of the latest draws, the figure that nobody has checked yet."""
    checks, here = opened.ledger().checks, (view.district.id, view.viewer)
    made, found = checks.draws(*here), checks.found(*here)
    asked = dict[str, str]()
    for row in made[made["week"] == view.week.number].to_dict("records"):
        picks = picked(row["frame"], row["seed"], row["size"], view.scope, view.pack)
        seen = set(found.loc[found["draw"] == row["seq"], "unit_id"])
        told = zip(picks["unit_id"], picks["quantity"], strict=True)
        asked |= {unit: quantity for unit, quantity in told if quantity and unit not in seen}
    return asked


def _claimed(view: Basis, figures: Mapping[str, str]) -> dict[str, tuple[str, float]]:
    """Each unit's figure as a slot since the launch where it adds up, with what is known of it."""
    at = {unit.id: i for i, unit in enumerate(view.panel.units)}
    told = {}
    for unit, quantity_id in figures.items():
        if not quantity_id:
            continue
        quantity = view.pack.quantity[quantity_id]
        state = known_totals(view.panel, quantity)[-1]
        claim = float(state.cumulative[at[unit]]) if unit in at else math.nan
        told[unit] = (quantity.slots[-1] if quantity.adds_up else quantity.id, claim)
    return told


def is_since_launch(slot: str) -> bool:
    """Whether a slot is a figure since the launch."""
    return slot.endswith(CUMULATIVE)
