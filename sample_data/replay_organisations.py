"""The organisations of the replay district: names in, 90 out: 10 at county level, 10 at section
level, 10 second-tier, 40 primary-level and 20 of enterprises, nine in each of ten groups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sample_data.names import NAMES
from sample_data.organisations import N_GROUPS, Organisation

_NAMES = NAMES["replay"]
_SUB_TOTALS = {"county_team": 3, "section_team": 7, "second_tier": 2}


def replay_organisations() -> tuple[Organisation, ...]:
    """Every organisation in protocol order, coded by group."""
    seen = dict.fromkeys(range(1, N_GROUPS + 1), 0)
    coded = []
    for place, org in enumerate(_listed(), start=1):
        seen[org.group] += 1
        code = f"B{org.group:02d}-{seen[org.group]:03d}"
        branches = _SUB_TOTALS.get(org.type_id, 0)
        coded.append(replace(org, sort_no=place, code=code, branches=branches))
    return tuple(coded)


def _listed() -> Iterator[Organisation]:
    for group, name in enumerate(_NAMES["leading_bodies"], start=1):
        yield Organisation(name, (), "county_team", "机关", "党组", group=group)
    for group, name in enumerate(_NAMES["families"], start=1):
        yield Organisation(name, (), "section_team", "机关", "党委", group=group)
    for group, (parent, (name, _, _)) in enumerate(_NAMES["families"].items(), start=1):
        yield Organisation(name, (), "second_tier", "事业", "党总支", parent, group)
    for group, (parent, (_, places, sector)) in enumerate(_NAMES["families"].items(), start=1):
        for place in places.split():
            name = f"{place}党支部"
            yield Organisation(name, (place,), "grassroots", sector, "党支部", parent, group)
    parents = tuple(_NAMES["families"])
    for at, brand in enumerate(_NAMES["enterprises"].split()):
        group = at % N_GROUPS + 1
        firm, parent = f"{brand}公司", parents[group - 1]
        yield Organisation(
            f"{firm}党支部", (firm,), "non_public", "非公企业", "党支部", parent, group
        )
