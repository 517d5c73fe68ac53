"""The organisations of the sample district: names in, 340 of them out, grouped, coded and ordered.

Who is under whom and in which guidance group is settled by rule; only the numbers of subordinate
organisations are drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from sample_data.truth.names import NAMES

N_GROUPS = 10
VILLAGES_A_TOWN = 8
COMMUNITIES_A_STREET = 9
_LARGEST_SUB_TOTAL = {
    "county_team": (6, 12),
    "section_team": (4, 12),
    "second_tier": (2, 5),
    "grassroots": (2, 4),
    "non_public": (2, 3),
}


@dataclass(frozen=True)
class Organisation:
    """One organisation. `committees`, `general_branches`, `branches` count those below it."""

    name: str
    short_names: tuple[str, ...]
    type_id: str
    sector: str
    party_form: str
    parent: str = ""
    group: int = 0
    code: str = ""
    sort_no: int = 0
    committees: int = 0
    general_branches: int = 0
    branches: int = 0

    @property
    def sub_org_total(self) -> int:
        """How many Party organisations are below it."""
        return self.committees + self.general_branches + self.branches


def organisations(seed: int) -> tuple[Organisation, ...]:
    """Every organisation in protocol order; raises ValueError if a name occurs twice."""
    listed = [*_county_teams(), *_section_level(), *_second_tier(), *_primary(), *_enterprises()]
    group_of = _groups(listed)
    in_order = [
        replace(org, sort_no=place, group=group_of[org.name])
        for place, org in enumerate(listed, start=1)
    ]
    names = [org.name for org in in_order]
    if len(set(names)) < len(names):
        raise ValueError("two organisations of the sample district share a name")
    return tuple(_with_children(seed, org, in_order) for org in _coded(in_order))


def _coded(in_order: list[Organisation]) -> Iterator[Organisation]:
    seen = dict.fromkeys(range(1, N_GROUPS + 1), 0)
    for org in in_order:
        seen[org.group] += 1
        yield replace(org, code=f"A{org.group:02d}-{seen[org.group]:03d}")


def _with_children(seed: int, org: Organisation, all_of_them: list[Organisation]) -> Organisation:
    draw = Random(f"{seed}/below/{org.name}")
    listed = sum(other.parent == org.name for other in all_of_them)
    low, high = _LARGEST_SUB_TOTAL[org.type_id]
    if not listed and org.party_form == "党支部" and draw.random() < 0.95:
        return org
    total = listed + draw.randint(low, high)
    committees = total // 9 if org.type_id == "county_team" or listed > 6 else 0
    general = total // 6 if total > 5 else 0
    return replace(
        org,
        committees=committees,
        general_branches=general,
        branches=total - committees - general,
    )


def _county_teams() -> Iterator[Organisation]:
    for name, short in NAMES["county_teams"].items():
        yield Organisation(name, tuple(short.split("、")), "county_team", "机关", "党组")


def _section_level() -> Iterator[Organisation]:
    for name, short in NAMES["departments"].items():
        yield Organisation(name, tuple(short.split("、")), "section_team", "机关", "党组")
    for name in NAMES["towns"]:
        yield Organisation(name, (f"{name}党委",), "section_team", "机关", "党委")
    for name in NAMES["streets"]:
        shorts = (f"{name}党工委", f"{name}办事处")
        yield Organisation(name, shorts, "section_team", "机关", "党工委")


def _second_tier() -> Iterator[Organisation]:
    for parent, names in NAMES["second_tier"].items():
        for place, name in enumerate(names.split()):
            short = (name.removeprefix("区"),) if name.startswith("区") else ()
            form = ("党总支", "党支部")[place % 2]
            yield Organisation(name, short, "second_tier", "事业", form, parent)


def _primary() -> Iterator[Organisation]:
    villages, communities = NAMES["villages"].split(), NAMES["communities"].split()
    for place, name in enumerate(villages):
        parent = NAMES["towns"][place // VILLAGES_A_TOWN]
        yield _branch(f"{name}村", "村", parent, "党总支" if place % 7 == 0 else "党支部")
    for place, name in enumerate(communities):
        parent = NAMES["streets"][place // COMMUNITIES_A_STREET]
        form = ("党委", "党支部", "党总支", "党支部", "党支部")[place % 5]
        yield _branch(f"{name}社区", "社区", parent, form)
    for names, sector, parent in (
        (NAMES["schools"], "学校", "区教育局"),
        (NAMES["clinics"], "医院", "区卫生健康局"),
        (NAMES["state_enterprises"], "国有企业", "区财政局"),
    ):
        for name in names.split():
            form = "党总支" if name.endswith("党总支") else "党支部"
            yield _branch(name.removesuffix(form), sector, parent, form)


def _branch(place: str, sector: str, parent: str, form: str) -> Organisation:
    return Organisation(place + form, (place,), "grassroots", sector, form, parent)


def _enterprises() -> Iterator[Organisation]:
    parents = (*NAMES["towns"], *NAMES["streets"], "工业园区管委会", "工业园区管委会", "区工商联")
    trades = NAMES["trades"].split()
    for place, brand in enumerate(NAMES["brands"].split()):
        firm = f"{brand}{trades[place % len(trades)]}公司"
        parent = parents[place % len(parents)]
        yield Organisation(f"{firm}党支部", (firm,), "non_public", "非公企业", "党支部", parent)


def _groups(listed: list[Organisation]) -> dict[str, int]:
    """Each organisation's group: towns and streets dealt out first, then the lightest group."""
    families: dict[str, list[str]] = {o.name: [o.name] for o in listed if not o.parent}
    for org in listed:
        if org.parent:
            families[org.parent].append(org.name)
    load = dict.fromkeys(range(1, N_GROUPS + 1), 0)
    group_of: dict[str, int] = {}
    places = {*NAMES["towns"], *NAMES["streets"]}
    for head in sorted(families, key=lambda name: (name not in places, -len(families[name]))):
        lightest = min(load, key=lambda group: (load[group], group))
        load[lightest] += len(families[head])
        group_of |= dict.fromkeys(families[head], lightest)
    return group_of
