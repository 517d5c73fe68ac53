from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from campaign import CampaignPack
from sample_data.truth.guiding import UPPER, is_office_day, office_day
from sample_data.truth.truth import SampleDistrict, sample_district


@pytest.fixture(scope="module", params=[2023, 1])
def truth(request: pytest.FixtureRequest, pack: CampaignPack) -> SampleDistrict:
    """What is said of guidance holds for every seed, not for one lucky one."""
    return sample_district(pack=pack, seed=request.param)


def days_of(truth: SampleDistrict) -> dict[str, list[date]]:
    """The days each organisation outside the two groups with gaps was visited."""
    days: dict[str, list[date]] = {}
    for visit in truth.visits:
        if visit.group not in (4, 9):
            days.setdefault(visit.unit, []).append(visit.day)
    return days


def test_offices_rest_on_holidays_and_work_on_the_weekend_that_makes_up_for_them() -> None:
    assert office_day(date(2023, 10, 2)) == date(2023, 10, 7)
    assert office_day(date(2023, 10, 14)) == date(2023, 10, 16)
    assert office_day(date(2023, 12, 30)) == date(2024, 1, 2)


def test_every_visit_is_on_an_office_day_of_the_campaign(truth: SampleDistrict) -> None:
    assert all(is_office_day(visit.day) for visit in truth.visits)
    assert all(truth.pack.calendar.week_of(visit.day) for visit in truth.visits)


def test_groups_visit_their_own_organisations_in_the_order_of_days(truth: SampleDistrict) -> None:
    groups = {org.name: org.group for org in truth.orgs}
    assert all(visit.group == groups[visit.unit] for visit in truth.visits)
    assert [v.day for v in truth.visits] == sorted(v.day for v in truth.visits)


def test_upper_levels_are_visited_every_two_weeks_and_the_others_every_four(
    truth: SampleDistrict,
) -> None:
    types = {org.name: org.type_id for org in truth.orgs}
    apart: dict[bool, list[int]] = {True: [], False: []}
    for unit, days in days_of(truth).items():
        apart[types[unit] in UPPER] += [(b - a).days for a, b in pairwise(days)]
    assert 12 <= sum(apart[True]) / len(apart[True]) <= 16
    assert 26 <= sum(apart[False]) / len(apart[False]) <= 30
    assert max(apart[True]) <= 24


def test_a_few_are_never_visited(truth: SampleDistrict) -> None:
    visited = {visit.unit for visit in truth.visits}
    assert len({org.name for org in truth.orgs} - visited) == 6


def test_two_groups_let_weeks_go_by_and_no_other_does(truth: SampleDistrict) -> None:
    week_of = truth.pack.calendar.week_of
    out = {(visit.group, week.number) for visit in truth.visits if (week := week_of(visit.day))}
    idle = {(g, w) for g in range(1, 11) for w in range(2, 17)} - out
    assert {week for group, week in idle if group == 4} == set(range(7, 12))
    assert {week for group, week in idle if group == 9} == {5, 6, 7, 8, 12, 13}
    assert {group for group, _ in idle} == {4, 9}


def test_one_group_looks_at_little_but_study_and_the_district_does_not(
    truth: SampleDistrict,
) -> None:
    visits, on_study = Counter[int](), Counter[int]()
    for visit in truth.visits:
        visits[visit.group] += 1
        on_study[visit.group] += "study" in visit.streams
    mostly = [group for group in visits if on_study[group] >= 0.6 * visits[group]]
    assert mostly == [7] or set(mostly) == {7}
    assert on_study.total() < 0.6 * visits.total()


def test_checks_find_mostly_what_was_claimed(truth: SampleDistrict) -> None:
    checked = [(v.claimed, v.verified) for v in truth.visits if v.claimed is not None]
    equal = sum(claimed == verified for claimed, verified in checked)
    assert len(checked) >= 200
    assert 0.93 <= equal / len(checked) < 1


def test_a_check_never_finds_more_than_was_claimed_nor_claims_more_than_was_done(
    truth: SampleDistrict,
) -> None:
    for visit in truth.visits:
        if visit.claimed is not None and visit.verified is not None:
            week = truth.pack.calendar.week_of(visit.day)
            assert week is not None
            done = truth.activities[visit.unit].until("study_session_count", week.number - 1)
            assert visit.verified <= visit.claimed == done


def test_no_more_is_solved_on_the_spot_than_was_found(truth: SampleDistrict) -> None:
    assert all(visit.solved <= visit.problems <= visit.advice for visit in truth.visits)
