"""How the organisations launched: organisations and their first study go in; launches come out.

Whoever studies has launched before. A launch is late where its day lies behind the pack's date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from campaign import CampaignPack
from sample_data.truth.activity import Activity
from sample_data.truth.guiding import is_office_day
from sample_data.truth.organisations import Organisation

_FIRST_DAY = 5
"""Days after the start of week 1 on which the first launches may be: the holiday comes before."""
_SEATS = {"county_team": (60, 220), "section_team": (18, 70), "second_tier": (8, 40)}
_FEW_SEATS = (4, 18)


@dataclass(frozen=True)
class Launch:
    """One organisation's launch; the days are None where it has not happened."""

    unit: str
    has_leading_group: bool
    leading_group_on: date | None
    has_work_office: bool
    launched_on: date | None
    attendance: int
    upper_present: bool
    branches_launched: int
    branches_total: int


def launches(
    orgs: Sequence[Organisation],
    activities: Mapping[str, Activity],
    *,
    pack: CampaignPack,
    seed: int,
    late: Mapping[str, int],
    never: frozenset[str],
) -> Mapping[str, Launch]:
    """Every organisation's launch by name; `late` says by how many days."""
    return {
        org.name: _not_yet(org)
        if org.name in never
        else _launch(Random(f"{seed}/launch/{org.name}"), org, activities, pack, late)
        for org in orgs
    }


def due_on(org: Organisation, pack: CampaignPack) -> date:
    """The day by which the pack wants the organisation launched; raises ValueError without one."""
    target = pack.target("launch", org.type_id)
    if target is None or target.due_on is None:
        raise ValueError(f"the pack sets no date for the launch of {org.type_id}")
    return target.due_on


def _not_yet(org: Organisation) -> Launch:
    return Launch(org.name, False, None, False, None, 0, False, 0, org.sub_org_total)


def _launch(
    draw: Random,
    org: Organisation,
    activities: Mapping[str, Activity],
    pack: CampaignPack,
    late: Mapping[str, int],
) -> Launch:
    due = due_on(org, pack)
    first = pack.calendar.starts_on + timedelta(days=_FIRST_DAY)
    latest = min(due, _before_study(activities[org.name], pack))
    day = first + timedelta(days=draw.randint(0, max(0, (latest - first).days)))
    while not is_office_day(day):
        day -= timedelta(days=1)
    if org.name in late:
        day = due + timedelta(days=late[org.name])
    below = org.sub_org_total
    return Launch(
        unit=org.name,
        has_leading_group=True,
        leading_group_on=max(first, day - timedelta(days=draw.choice((0, 0, 1, 2, 3)))),
        has_work_office=draw.random() < 0.95,
        launched_on=day,
        attendance=draw.randint(*_SEATS.get(org.type_id, _FEW_SEATS)),
        upper_present=org.type_id in ("county_team", "section_team") or draw.random() < 0.4,
        branches_launched=below - (below > 2 and draw.random() < 0.12),
        branches_total=below,
    )


def _before_study(did: Activity, pack: CampaignPack) -> date:
    """The last day on which a launch still comes before the week's study."""
    series = did.weekly["study_session_count"]
    first = next((week for week, number in enumerate(series, start=1) if number), len(series))
    return pack.calendar.week(first).ends_on - timedelta(days=(0 if first == 1 else 4))
