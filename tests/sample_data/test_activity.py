from __future__ import annotations

from itertools import pairwise

import pytest

from campaign import CampaignPack
from sample_data.truth.activity import BUSY_WEEKS
from sample_data.truth.truth import SampleDistrict, sample_district


@pytest.fixture(scope="module", params=[2023, 1])
def truth(request: pytest.FixtureRequest, pack: CampaignPack) -> SampleDistrict:
    """The invariants hold for every seed, not for one lucky one."""
    return sample_district(pack=pack, seed=request.param)


def reach(truth: SampleDistrict, week: int, type_id: str) -> float:
    units = [org.name for org in truth.orgs if org.type_id == type_id]
    begun = [(truth.activities[u].until("study_session_count", week) or 0) > 0 for u in units]
    return sum(begun) / len(units)


def test_every_unit_has_a_figure_for_exactly_what_its_type_owes(
    truth: SampleDistrict, pack: CampaignPack
) -> None:
    for org in truth.orgs:
        owed = {
            quantity.id
            for quantity in pack.quantities
            if quantity.id != "work_study_conflict"
            and pack.owes(org.type_id, quantity.id, sub_org_total=org.sub_org_total)
        }
        weekly = truth.activities[org.name].weekly
        assert set(weekly) == owed
        assert {len(series) for series in weekly.values()} == {16}


def test_no_figure_is_negative_and_only_days_have_halves(truth: SampleDistrict) -> None:
    for did in truth.activities.values():
        for quantity, series in did.weekly.items():
            step = 0.5 if quantity == "reading_class_days" else 1
            assert all(number >= 0 and number % step == 0 for number in series)


def test_organisations_covered_rise_and_never_exceed_the_roster(truth: SampleDistrict) -> None:
    for org in truth.orgs:
        covered = truth.activities[org.name].weekly.get("study_org_covered", ())
        assert all(before <= after <= org.sub_org_total for before, after in pairwise(covered))


def test_no_more_problems_are_put_right_than_were_found(truth: SampleDistrict) -> None:
    for did in truth.activities.values():
        for week in range(1, 17):
            found = did.until("problem_found_count", week) or 0
            assert (did.until("rect_done_count", week) or 0) <= found


def test_centre_group_study_is_part_of_study(truth: SampleDistrict) -> None:
    for did in truth.activities.values():
        parts = did.weekly.get("center_group_study_count", ())
        wholes = did.weekly["study_session_count"]
        assert all(part <= whole for part, whole in zip(parts, wholes, strict=False))


def test_reading_classes_last_seven_days_at_most(truth: SampleDistrict) -> None:
    for did in truth.activities.values():
        assert sum(did.weekly.get("reading_class_days", ())) <= 7


def test_at_least_one_person_speaks_in_every_discussion(truth: SampleDistrict) -> None:
    for did in truth.activities.values():
        talks = did.weekly["discussion_session_count"]
        for number, speeches in zip(
            talks, did.weekly.get("discussion_speaker_count", ()), strict=False
        ):
            assert speeches >= number


def test_a_reason_is_declared_exactly_in_weeks_without_study(truth: SampleDistrict) -> None:
    for did in truth.activities.values():
        for sessions, reason in zip(did.weekly["study_session_count"], did.conflict, strict=True):
            assert bool(reason) == (sessions == 0)


def test_most_begin_within_three_weeks_and_enterprises_stay_behind(truth: SampleDistrict) -> None:
    for type_id in ("county_team", "section_team", "second_tier", "grassroots"):
        assert reach(truth, 3, type_id) >= 0.85
        assert reach(truth, 16, type_id) >= 0.95
    assert reach(truth, 3, "non_public") <= 0.4
    assert 0.74 <= reach(truth, 16, "non_public") <= 0.8


def test_study_halves_in_the_busy_weeks_and_key_tasks_are_declared(truth: SampleDistrict) -> None:
    def sessions(week: int) -> float:
        return sum(d.in_week("study_session_count", week) or 0 for d in truth.activities.values())

    before = sum(sessions(week) for week in range(5, 9)) / 4
    assert all(sessions(week) <= before / 2 for week in BUSY_WEEKS)
    declared = [
        sum(d.conflict[w - 1] == "key_tasks" for d in truth.activities.values()) for w in (8, 9)
    ]
    assert declared[0] == 0
    assert declared[1] >= 34


@pytest.mark.parametrize(
    "quantity",
    ["discussion_session_count", "problem_found_count", "rect_done_count", "livelihood_done_count"],
)
def test_something_still_goes_on_in_each_of_the_last_weeks(
    truth: SampleDistrict, quantity: str
) -> None:
    weekly = [
        sum(did.in_week(quantity, week) or 0 for did in truth.activities.values())
        for week in range(1, 17)
    ]
    usual = sum(weekly) / len(weekly)
    assert all(number >= 0.05 * usual for number in weekly[-3:])


def test_a_handful_is_truly_behind(truth: SampleDistrict) -> None:
    late = [
        org.name
        for org in truth.orgs
        if org.type_id != "non_public"
        and not truth.activities[org.name].until("study_session_count", 7)
    ]
    assert 6 <= len(late) <= 8
