"""The sample district as it truly was: a pack and a seed go in; a SampleDistrict comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from campaign import CampaignPack
from sample_data.activity import Activity, activity
from sample_data.organisations import Organisation, organisations
from sample_data.paces import paces
from sample_data.silences import Silence, silences


@dataclass(frozen=True)
class SampleDistrict:
    """The invented district and what it truly did."""

    orgs: tuple[Organisation, ...]
    activities: Mapping[str, Activity]
    silent: Mapping[tuple[str, int], Silence]
    pack: CampaignPack
    seed: int


def sample_district(*, pack: CampaignPack, seed: int) -> SampleDistrict:
    """The district of one seed."""
    orgs = organisations(seed)
    pace = paces(orgs, seed=seed)
    return SampleDistrict(
        orgs=orgs,
        activities={o.name: activity(o, pace[o.name], pack=pack, seed=seed) for o in orgs},
        silent=silences(orgs, n_weeks=pack.calendar.n_weeks, seed=seed),
        pack=pack,
        seed=seed,
    )
