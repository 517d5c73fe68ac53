"""A week's visits in the fewest trips: UNIT_VISITS, VISITS and what else calls for a visit go in; a
line a visit comes out (走访安排, docs/design.md §8.8)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from campaign import CampaignPack, Panel, Unit
from measures.counting import shape
from measures.logs.inspections import counted_visits
from measures.logs.told import lines_of
from measures.statistics import chance

SEATS = 4
"""Visits a trip: groups see two to four units a day."""
TRIPS = 3
"""Trips a week: visits are made on Tuesday and Wednesday, checks on Thursday."""
_WEEK = 7
"""Days until the week that follows is over."""
_HALF = 0.5
"""Above more than half of all units stands no town but the district itself."""

VISIT_PLAN = shape("VISIT_PLAN")
"""One line a visit, by group in the pack's order, trip and protocol order. `trip` counts from 1 in
a group, 0 for what is due and finds no room in the week; `place_id` is the unit at whose town or
parent it is, empty for those that have none. `why` are the codes of what calls for it; `stream` the
workstream least looked at there; `is_random` says that it is to be made as a random check."""

Lines = list[dict[str, Any]]


def visit_plan(
    rows: pd.DataFrame,
    visits: pd.DataFrame,
    panel: Panel,
    pack: CampaignPack,
    *,
    called: Mapping[str, Sequence[str]],
    seed: str,
    trips: int = TRIPS,
    seats: int = SEATS,
) -> pd.DataFrame:
    """VISIT_PLAN of the week that follows, of UNIT_VISITS. `called` has the codes of what else
    calls for a visit, by unit; `seed` decides which of them are random checks.

    Nobody can make fewer trips: a trip is to one place and takes so many visits, so those due at a
    place take n ÷ seats of them, rounded up. A seat left is given to who is due next there; those
    that stand alone share trips, and nobody of them is near another.
    """
    places, emptiest = _places(panel), _Emptiest(visits, panel, pack)
    known = [
        row
        | {"place_id": places[unit], "stream": emptiest.of(unit, row["group_id"])}
        | {"why": tuple(_why(row, called.get(unit, ())))}
        for row in lines_of(rows)
        for unit in [row["unit_id"]]
    ]
    planned: Lines = []
    for group in pack.groups:
        own = [row for row in known if row["group_id"] == group.id]
        planned += _of_group(own, seed, pack.thresholds["random_share"], trips, seats)
    return VISIT_PLAN.frame(planned)


def _why(row: Mapping[str, Any], called: Sequence[str]) -> Iterator[str]:
    """What the interval asks for by the end of the week that follows, then what else does."""
    if row["days"] > row["limit"]:
        yield "over" if row["visits"] else "never" if row["is_known"] else "unknown"
    elif row["days"] + _WEEK > row["limit"]:
        yield "soon"
    yield from called


def _of_group(own: Lines, seed: str, share: float, trips: int, seats: int) -> Lines:
    """One group's lines: the trips with most that is due, and what finds no room."""
    every = [trip for at in _at_places(own) for trip in _trips(at, seats)]
    every.sort(key=_weight, reverse=True)
    lines = [
        row | {"trip": number if number <= trips else 0}
        for number, trip in enumerate(every, start=1)
        for row in trip
        if number <= trips or row["why"]
    ]
    made = [row["unit_id"] for row in lines if row["trip"]]
    order = sorted(made, key=lambda unit: (chance(seed, "random visit", unit), unit))
    at_random = set(order[: math.ceil(share * len(made))])
    return [
        row | {"is_random": row["unit_id"] in at_random, "why": row["why"] or ("along",)}
        for row in sorted(lines, key=lambda row: row["trip"] or trips + 1)
    ]


def _at_places(own: Lines) -> Iterator[Lines]:
    """The units of each place where somebody is due, in protocol order."""
    for place in dict.fromkeys(row["place_id"] for row in own if row["why"]):
        yield [row for row in own if row["place_id"] == place]


def _trips(at: Lines, seats: int) -> Iterator[Lines]:
    """The trips to one place: those due, and in the seats left who is due next."""
    due = [row for row in at if row["why"]]
    rest = [r for r in at if r["place_id"] and not r["why"] and r["limit"] == r["limit"]]
    rest.sort(key=lambda row: row["limit"] - row["days"])
    left = -len(due) % seats
    taken = {row["unit_id"] for row in (*due, *rest[:left])}
    going = [row for row in at if row["unit_id"] in taken]
    yield from (going[first : first + seats] for first in range(0, len(going), seats))


def _weight(trip: Lines) -> tuple[int, float]:
    """How many of a trip are due, and how many intervals have passed for them."""
    due = [row for row in trip if row["why"]]
    passed = (row["days"] / row["limit"] for row in due if row["limit"] > 0)
    return len(due), sum(passed)


def _places(panel: Panel) -> dict[str, str]:
    """By unit, the highest unit above it or itself that is above no more than half of all, else the
    nearest one above it; empty for one that stands alone."""
    units = {unit.id: unit for unit in panel.units}
    above = {unit.id: list(_above(unit, units)) for unit in panel.units}
    below = pd.Series([high for line in above.values() for high in line[1:]]).value_counts()
    most = _HALF * len(units)
    tops = {
        unit: next((high for high in reversed(line) if 0 < below.get(high, 0) <= most), "")
        for unit, line in above.items()
    }
    nearest = {
        unit: next((high for high in line if below.get(high, 0)), "")
        for unit, line in above.items()
    }
    return {unit: top or nearest[unit] for unit, top in tops.items()}


def _above(unit: Unit, units: Mapping[str, Unit]) -> Iterator[str]:
    """The unit and those above it, as far as they are in the panel; a circle ends."""
    seen = set[str]()
    at: Unit | None = unit
    while at is not None and at.id not in seen:
        seen.add(at.id)
        yield at.id
        at = units.get(at.parent_id or "")


class _Emptiest:
    """Which workstream was least looked at: of a unit, then of its group, then as the pack lists
    them."""

    def __init__(self, visits: pd.DataFrame, panel: Panel, pack: CampaignPack) -> None:
        self.streams = list(pack.workstreams)
        told = counted_visits(visits, panel).explode("streams") if panel.weeks else visits
        by = ("unit_id", "group_id")
        self._weights = [told.groupby([name, "streams"])["weight"].sum().to_dict() for name in by]

    def of(self, *ids: str) -> str:
        """The id of the workstream; empty for a campaign without any."""
        seen: list[tuple[Mapping[Any, float], str]] = list(zip(self._weights, ids, strict=True))
        return min(
            self.streams,
            key=lambda stream: [weights.get((id_, stream), 0.0) for weights, id_ in seen],
            default="",
        )
