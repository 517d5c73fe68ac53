"""The visits of the week that follows, as `figures --json` prints them."""

from __future__ import annotations

from collections import Counter

from campaign import load_pack, pack_ids
from measures import SEATS, TRIPS
from tests.commands.conftest import Terminal

PACK = load_pack(pack_ids()[0])


def test_the_terminal_plans_visits_in_trips_with_a_figure_to_check(sample: Terminal) -> None:
    """By group at most three trips of at most four visits, a quarter of them at random; what is
    due and finds no room is told too."""
    told = sample.json("figures")["visit_plan"]
    assert len({line["unit_id"] for line in told}) == len(told) > 0
    made = [line for line in told if line["trip"]]
    trips = Counter((line["group_id"], line["trip"]) for line in made)
    assert max(trip for _, trip in trips) <= TRIPS
    assert max(trips.values()) <= SEATS
    assert all(line["why"] and line["stream"] in PACK.workstreams for line in told)
    by_group = Counter(line["group_id"] for line in made)
    at_random = Counter(line["group_id"] for line in made if line["is_random"])
    assert all(at_random[group] >= 0.25 * n for group, n in by_group.items())
    own = [line for line in made if line["figure"]]
    assert len(own) == len(made)
    assert all(line["figure"].split("@")[0] in PACK.quantity for line in own)
