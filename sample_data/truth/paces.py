"""How fast each organisation goes: organisations go in; a pace for each comes out.

Most begin within three weeks. A few of every kind are slow, seven are truly behind, enterprises
begin late or not at all, and two guidance groups lag a little.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from sample_data.truth.organisations import Organisation

NEVER = 99
LATE_GROUPS = frozenset({4, 9})
_N_SLOW = {"county_team": 1, "section_team": 4, "second_tier": 4, "grassroots": 4, "non_public": 4}
_N_BEHIND = {"section_team": 2, "second_tier": 2, "grassroots": 3}
_BEHIND_STARTS = (NEVER, 9, 11, NEVER, 8, 12, 10)
_N_ENTERPRISES_WITHOUT_STUDY = 11


@dataclass(frozen=True)
class Pace:
    """start: the week of the first study session, NEVER if none · discussions: sessions held as a
    share of those owed · reach_below: the share of organisations below it that study in the end,
    and weeks_below: how many weeks until all would."""

    start: int
    discussions: float
    reach_below: float
    weeks_below: float
    is_slow: bool = False
    is_behind: bool = False


def paces(orgs: Sequence[Organisation], *, seed: int) -> Mapping[str, Pace]:
    """The pace of every organisation, by name."""
    draw = Random(f"{seed}/paces")
    behind = _chosen(draw, orgs, _N_BEHIND)
    slow = _chosen(draw, [org for org in orgs if org.name not in behind], _N_SLOW)
    enterprises = [org.name for org in orgs if org.type_id == "non_public"]
    without = set(draw.sample(enterprises, _N_ENTERPRISES_WITHOUT_STUDY))
    starts = dict(zip(behind, _BEHIND_STARTS, strict=True))
    return {
        org.name: _behind(starts[org.name])
        if org.name in starts
        else _enterprise(draw, org, org.name in without)
        if org.type_id == "non_public"
        else _usual(draw, org, org.name in slow)
        for org in orgs
    }


def _chosen(draw: Random, orgs: Sequence[Organisation], numbers: Mapping[str, int]) -> list[str]:
    """So many of each type, organisations with others below them first."""
    names: list[str] = []
    for type_id, number in numbers.items():
        of_type = [org.name for org in orgs if org.type_id == type_id and org.sub_org_total > 1]
        names += draw.sample(
            of_type or [o.name for o in orgs if o.type_id == type_id],
            min(number, len(of_type) or number),
        )
    return names


def _behind(start: int) -> Pace:
    return Pace(start, 0.3, 0.35, 16, is_behind=True)


def _enterprise(draw: Random, org: Organisation, without_study: bool) -> Pace:
    late = org.group in LATE_GROUPS
    start = NEVER if without_study else draw.choice((1, 2, 3, 4, 5, 5, 6, 7, 8, 10, 12, 13))
    start = start + 1 if late and start < 13 else start
    return Pace(start, float(draw.random() < 0.8), 0.8, 10)


def _usual(draw: Random, org: Organisation, is_slow: bool) -> Pace:
    late = org.group in LATE_GROUPS
    start = draw.choices((1, 2, 3), weights=(20, 40, 40) if late else (48, 36, 16))[0]
    if late and draw.random() < 0.35:
        start += 2
    if org.type_id == "county_team":
        start = 1
    if is_slow:
        return Pace(start + (org.type_id != "county_team"), 0.5, 0.88, 10, is_slow=True)
    weights = (40, 50, 10) if late else (15, 63, 22)
    discussions = draw.choices((0.84, 1.0, 1.25), weights=weights)[0]
    weeks = draw.uniform(6, 8) if late else draw.uniform(4, 6)
    return Pace(start, discussions, 1.0, weeks)
