"""What the replay district did: its organisations go in; the source report's figures come out.

Exactly one hundred discussions in ten weeks, everyone but the enterprises' organisations studying
by the third week, and a last week in which the year's key tasks leave little time for study.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, cycle
from random import Random

from campaign import CampaignPack
from sample_data.truth.activity import Activity
from sample_data.truth.organisations import Organisation
from sample_data.truth.silences import SilencePlan

N_WEEKS = 10
BUSY_WEEK = 10
N_DISCUSSIONS = 100
_NEVER = 99
_STARTS = {
    "county_team": (1,),
    "section_team": (1, 1, 2),
    "second_tier": (1, 2),
    "grassroots": (2, 1, 3, 2),
    "non_public": (3, _NEVER, 5, _NEVER, 4, _NEVER, 2, _NEVER, 6, _NEVER, _NEVER),
}
"""The week of the first study, dealt out in turn; half of the enterprises never begin."""
_STUDY = {"non_public": (45, 55)}
_USUAL_STUDY = (8, 52, 40)
_SHARE_BUSY_WITH_STUDY = 0.25
_SHARE_BUSY_DECLARED = 0.8
_QUOTAS = {
    "county_team": (1, *[3] * 9),
    "section_team": (2,),
    "second_tier": (2, 1),
    "grassroots": (1, 1, 0, 1),
    "non_public": (1, 0, 0, 0, 0, 0, 1),
}
"""Discussions by type, dealt out in turn until the hundred is full."""

_MEMBERS = 10
"""Of the leading team, each of whom speaks at its discussion of the eight topics."""

Silent = Mapping[tuple[str, int], SilencePlan]


def replay_activities(
    orgs: Sequence[Organisation], silent: Silent, *, pack: CampaignPack, seed: int
) -> Mapping[str, Activity]:
    """Every organisation's ten weeks by name; nobody does anything in a week it says nothing."""
    starts = _dealt(orgs, _STARTS)
    talks = _discussions(orgs, starts, silent, seed)
    return {
        org.name: _activity(org, starts[org.name], talks[org.name], silent, pack, seed)
        for org in orgs
    }


def _dealt(orgs: Sequence[Organisation], by_type: Mapping[str, Sequence[int]]) -> dict[str, int]:
    turns = {type_id: cycle(numbers) for type_id, numbers in by_type.items()}
    return {org.name: next(turns[org.type_id]) for org in orgs}


def _discussions(
    orgs: Sequence[Organisation], starts: Mapping[str, int], silent: Silent, seed: int
) -> dict[str, list[int]]:
    """One hundred discussions, by name and week: the quotas, and what is left over in turn."""
    quotas = {n: q * (starts[n] <= N_WEEKS) for n, q in _dealt(orgs, _QUOTAS).items()}
    lower = [org.name for org in orgs if org.type_id == "grassroots"]
    for name in lower[: max(0, N_DISCUSSIONS - sum(quotas.values()))]:
        quotas[name] += 1
    if sum(quotas.values()) != N_DISCUSSIONS:
        raise ValueError(f"the quotas hold {sum(quotas.values())} discussions")
    return {
        org.name: _placed(org, quotas[org.name], starts[org.name], silent, seed) for org in orgs
    }


def _placed(org: Organisation, quota: int, start: int, silent: Silent, seed: int) -> list[int]:
    draw = Random(f"{seed}/replay/discussions/{org.name}")
    weeks = [w for w in range(start, N_WEEKS + 1) if (org.name, w) not in silent]
    likely = [0.3 if week == BUSY_WEEK else 1.0 for week in weeks]
    series = [0] * N_WEEKS
    for week in draw.choices(weeks, weights=likely, k=quota) if quota else ():
        series[week - 1] += 1
    return series


def _activity(
    org: Organisation,
    start: int,
    talks: Sequence[int],
    silent: Silent,
    pack: CampaignPack,
    seed: int,
) -> Activity:
    draw = Random(f"{seed}/replay/activity/{org.name}")
    heard = [(org.name, week) not in silent for week in range(1, N_WEEKS + 1)]
    study = [n * told for n, told in zip(_study(draw, org, start), heard, strict=True)]
    drawn = _drawn(draw, org, start, study, talks, heard)
    owed = {
        quantity: tuple(_of_heard(quantity, series, heard))
        for quantity, series in drawn.items()
        if pack.owes(org.type_id, quantity, sub_org_total=org.sub_org_total)
    }
    reasons = tuple(_reason(draw, number, week) for week, number in enumerate(study, start=1))
    return Activity(weekly=owed, conflict=reasons)


def _of_heard(quantity: str, series: Sequence[float], heard: Sequence[bool]) -> list[float]:
    """The series with nothing done in silent weeks; a count of organisations stays as it is."""
    if quantity == "study_org_covered":
        return list(series)
    return [number * told for number, told in zip(series, heard, strict=True)]


def _drawn(
    draw: Random,
    org: Organisation,
    start: int,
    study: Sequence[int],
    talks: Sequence[int],
    heard: Sequence[bool],
) -> dict[str, Sequence[float]]:
    drawn = _sparse(draw, 0.3 if start <= N_WEEKS else 0.0)
    found = [number * told for number, told in zip(drawn, heard, strict=True)]
    held_class = [float(week in (2, 3)) for week in range(1, N_WEEKS + 1)]
    days = 3.5 if org.type_id == "county_team" else 1.5
    return {
        "study_session_count": study,
        "center_group_study_count": [min(n, draw.choice((0, 1, 1))) for n in study],
        "reading_class_days": [days * held for held in held_class],
        "study_lecture_count": [int(n > 0 and draw.random() < 0.15) for n in study],
        "discussion_session_count": talks,
        "discussion_speaker_count": _speakers(draw, org, talks),
        "party_lecture_count": _sparse(draw, 0.09 if start <= N_WEEKS else 0.0),
        "study_org_covered": _covered(org, start),
        "research_visit_count": _sparse(draw, 0.5),
        "research_report_count": _sparse(draw, 0.12),
        "problem_found_count": found,
        "rect_done_count": [0, 0, *found[:-2]],
        "livelihood_done_count": _sparse(draw, 0.12),
    }


def _speakers(draw: Random, org: Organisation, talks: Sequence[int]) -> list[int]:
    """Five to nine a discussion; at the one of the leading team all ten members."""
    drawn = [n * draw.randint(5, 9) for n in talks]
    is_first = org.type_id == "county_team" and sum(talks) == 1
    return [_MEMBERS * n for n in talks] if is_first else drawn


def _study(draw: Random, org: Organisation, start: int) -> list[int]:
    weights = _STUDY.get(org.type_id, _USUAL_STUDY)
    sessions = []
    for week in range(1, N_WEEKS + 1):
        number = draw.choices(range(len(weights)), weights=weights)[0]
        if week == BUSY_WEEK:
            number = min(1, number) * (draw.random() < _SHARE_BUSY_WITH_STUDY)
        sessions.append(0 if week < start else max(1, number) if week == start else number)
    return sessions


def _reason(draw: Random, sessions: int, week: int) -> str:
    if sessions:
        return ""
    if week == BUSY_WEEK and draw.random() < _SHARE_BUSY_DECLARED:
        return "key_tasks"
    return draw.choices(("none", "staffing", "other"), weights=(70, 20, 10))[0]


def _sparse(draw: Random, chance: float) -> list[int]:
    return [int(draw.random() < chance) for _ in range(N_WEEKS)]


def _covered(org: Organisation, start: int) -> list[int]:
    """All below it study within six weeks of its own beginning."""
    counts = (
        int(min(1.0, max(0, week - start + 1) / 6) * org.sub_org_total + 0.5)
        for week in range(1, N_WEEKS + 1)
    )
    return list(accumulate(counts, max))
