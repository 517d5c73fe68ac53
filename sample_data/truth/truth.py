"""A sample district as it truly was: a pack and a seed go in; a SampleDistrict comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from campaign import CampaignPack, Label, Week
from sample_data.truth.activity import Activity, activity
from sample_data.truth.guiding import MOSTLY_STUDY, Guiding, Habits, Visit, visits
from sample_data.truth.launches import Launch, launches
from sample_data.truth.names import DISTRICT_NAME
from sample_data.truth.organisations import N_GROUPS, Organisation, organisations
from sample_data.truth.paces import Pace, paces
from sample_data.truth.silences import SilencePlan, silences

_GAPS = {4: frozenset(range(7, 12)), 9: frozenset({5, 6, 7, 8, 12, 13})}
_STUDIES_MOST = 7
_N_NEVER_VISITED = 6
_DAYS_LATE = (3, 6, 9)
_NOT_LAUNCHED = 2


@dataclass(frozen=True)
class SampleDistrict:
    """An invented district and what it truly did in its weeks.

    `own_senders` send their weekly sheet themselves, all others through their group ·
    `is_doubtful`: whether doubts are planted in its workbooks · `tells_further`: whether some of
    its senders say more than the core of the weekly sheet.
    """

    name: Label
    orgs: tuple[Organisation, ...]
    activities: Mapping[str, Activity]
    silent: Mapping[tuple[str, int], SilencePlan]
    visits: tuple[Visit, ...]
    launches: Mapping[str, Launch]
    pack: CampaignPack
    seed: int
    weeks: tuple[Week, ...]
    own_senders: frozenset[str] = frozenset()
    is_doubtful: bool = False
    tells_further: bool = False


def sample_district(*, pack: CampaignPack, seed: int) -> SampleDistrict:
    """The district of one seed."""
    orgs = organisations(seed)
    pace = paces(orgs, seed=seed)
    did = {o.name: activity(o, pace[o.name], pack=pack, seed=seed) for o in orgs}
    late, never = _slow_launches(pace)
    return SampleDistrict(
        name=DISTRICT_NAME,
        orgs=orgs,
        activities=did,
        silent=silences(orgs, n_weeks=pack.calendar.n_weeks, seed=seed),
        visits=visits(orgs, did, _guiding(pack), calendar=pack.calendar, seed=seed),
        launches=launches(orgs, did, pack=pack, seed=seed, late=late, never=never),
        pack=pack,
        seed=seed,
        weeks=pack.calendar.weeks,
        own_senders=frozenset(org.name for org in orgs if org.type_id == "county_team"),
        is_doubtful=True,
        tells_further=True,
    )


def _guiding(pack: CampaignPack) -> Guiding:
    """Two groups let weeks go by, and one looks at little but study."""
    habits = {group: Habits(gaps=_GAPS.get(group, frozenset())) for group in range(1, N_GROUPS + 1)}
    habits[_STUDIES_MOST] = Habits(streams=MOSTLY_STUDY, second_stream=0.1)
    return Guiding(habits, pack.calendar.n_weeks, _N_NEVER_VISITED)


def _slow_launches(pace: Mapping[str, Pace]) -> tuple[dict[str, int], frozenset[str]]:
    """By how many days some of those behind launched late, and who of them never did."""
    behind = sorted((p.start, name) for name, p in pace.items() if p.is_behind)
    names = [name for _, name in behind]
    late = dict(zip(names, _DAYS_LATE, strict=False))
    return late, frozenset(names[-_NOT_LAUNCHED:])
