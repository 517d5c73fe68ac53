"""Whom to visit in the week that follows: a ledger and what is known of a week go in; the visits
and the figure to be checked at each come out. Page and terminal plan them here."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import pandas as pd

from campaign import CampaignPack, Panel, Viewer
from ledger import Ledger, Promise, promises
from measures import SEATS, TRIPS, known_totals, picked, visit_plan


@dataclass(frozen=True, eq=False)
class Planned:
    """VISIT_PLAN, and by unit the slot to be checked with what is claimed, NaN where unknown."""

    rows: pd.DataFrame
    figures: Mapping[str, tuple[str, float]]


@dataclass(frozen=True, eq=False)
class VisitWeek:
    """What visits are planned from: the units shown and all that the viewer sees, in the week that
    ends the panel; UNIT_VISITS of those shown, all VISITS; `now` is aware."""

    ledger: Ledger
    viewer: Viewer
    panel: Panel
    scope: Panel
    pack: CampaignPack
    seen: pd.DataFrame
    visits: pd.DataFrame
    now: datetime

    @property
    def number(self) -> int:
        """The week's number."""
        return self.panel.weeks[-1].week.number


def planned(week: VisitWeek, *, trips: int = TRIPS, seats: int = SEATS) -> Planned:
    """The visits of the week that follows. Promises to report that are open or not kept, and
    figures drawn to be checked, call for a visit too."""
    seed = f"{week.panel.district.id}|{week.number}"
    drawn, called = _drawn(week), defaultdict[str, list[str]](list)
    for unit in _promised(week):
        called[unit].append("promise")
    for unit in drawn:
        called[unit].append("check")
    rows = visit_plan(
        week.seen,
        week.visits,
        week.panel,
        week.pack,
        called=called,
        seed=seed,
        trips=trips,
        seats=seats,
    )
    frame = dict.fromkeys(rows["unit_id"], 1.0)
    chosen = picked(frame, seed, len(frame), week.panel, week.pack)
    own = dict(zip(chosen["unit_id"], chosen["quantity"], strict=True))
    return Planned(rows, _claimed(week, own | {u: q for u, q in drawn.items() if u in own}))


def _promised(week: VisitWeek) -> list[str]:
    """The units whose promise to report is open or not kept."""
    exchange, here = week.ledger.exchange, (week.panel.district.id, week.viewer)
    came = exchange.came(*here, week=week.number)
    now = week.now.astimezone(ZoneInfo(week.panel.district.calendar.zone))
    made = promises(exchange.followed(*here), came, week=week.number, now=now)
    return [unit for unit, (_, promise) in made.items() if promise is not Promise.KEPT]


def _drawn(week: VisitWeek) -> dict[str, str]:
    """By unit of the latest draws, the figure that nobody has checked yet."""
    checks, here = week.ledger.checks, (week.panel.district.id, week.viewer)
    made, found = checks.draws(*here), checks.found(*here)
    asked = dict[str, str]()
    for row in made[made["week"] == week.number].to_dict("records"):
        picks = picked(row["frame"], row["seed"], row["size"], week.scope, week.pack)
        seen = set(found.loc[found["draw"] == row["seq"], "unit_id"])
        told = zip(picks["unit_id"], picks["quantity"], strict=True)
        asked |= {unit: quantity for unit, quantity in told if quantity and unit not in seen}
    return asked


def _claimed(week: VisitWeek, figures: Mapping[str, str]) -> dict[str, tuple[str, float]]:
    """Each unit's figure as a slot since the launch where it adds up, with what is known of it."""
    at = {unit.id: i for i, unit in enumerate(week.panel.units)}
    told = {}
    for unit, quantity_id in figures.items():
        if not quantity_id:
            continue
        quantity = week.pack.quantity[quantity_id]
        state = known_totals(week.panel, quantity)[-1]
        claim = float(state.cumulative[at[unit]]) if unit in at else math.nan
        told[unit] = (quantity.slots[-1] if quantity.adds_up else quantity.id, claim)
    return told
