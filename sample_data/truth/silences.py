"""Which units sent nothing for which week: organisations go in; absent and blank rows come out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from random import Random

from sample_data.truth.organisations import Organisation

_SHARE = 0.022
_SHARE_BLANK = 0.12
_LONG_SPELLS = 4


class SilencePlan(StrEnum):
    """absent: no row at all · blank: a row with nothing but the name."""

    ABSENT = "absent"
    BLANK = "blank"


def silences(
    orgs: Sequence[Organisation], *, n_weeks: int, seed: int
) -> Mapping[tuple[str, int], SilencePlan]:
    """The silent weeks by (name, week): scattered ones, and a few units silent for weeks."""
    draw = Random(f"{seed}/silences")
    silent: dict[tuple[str, int], SilencePlan] = {}
    for org in orgs:
        for week in range(1, n_weeks + 1):
            if draw.random() < _SHARE * (0.5 if org.type_id == "county_team" else 1):
                is_blank = org.type_id != "county_team" and draw.random() < _SHARE_BLANK
                silent[org.name, week] = SilencePlan.BLANK if is_blank else SilencePlan.ABSENT
    in_spells = [org for org in orgs if org.type_id in ("second_tier", "grassroots", "non_public")]
    for org in draw.sample(in_spells, _LONG_SPELLS):
        first = draw.randint(4, n_weeks - 5)
        for week in range(first, first + draw.randint(2, 5)):
            silent[org.name, week] = SilencePlan.ABSENT
    return silent
