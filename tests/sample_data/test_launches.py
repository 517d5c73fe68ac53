from __future__ import annotations

import pytest

from campaign import CampaignPack
from sample_data.truth.launches import due_on
from sample_data.truth.truth import SampleDistrict, sample_district


@pytest.fixture(scope="module", params=[2023, 1])
def truth(request: pytest.FixtureRequest, pack: CampaignPack) -> SampleDistrict:
    return sample_district(pack=pack, seed=request.param)


def test_three_launched_late_and_two_not_at_all(truth: SampleDistrict, pack: CampaignPack) -> None:
    late = []
    for org in truth.orgs:
        day = truth.launches[org.name].launched_on
        if day is not None and day > due_on(org, pack):
            late.append((day - due_on(org, pack)).days)
    assert sorted(late) == [3, 6, 9]
    assert sum(launch.launched_on is None for launch in truth.launches.values()) == 2


def test_nobody_studies_before_the_week_of_the_launch(truth: SampleDistrict) -> None:
    for org in truth.orgs:
        study = truth.activities[org.name].weekly["study_session_count"]
        first = next((week for week, n in enumerate(study, start=1) if n), None)
        day = truth.launches[org.name].launched_on
        if first is not None:
            assert day is not None
            assert day <= truth.pack.calendar.week(first).ends_on


def test_a_leading_group_stands_before_the_launch(truth: SampleDistrict) -> None:
    for launch in truth.launches.values():
        if launch.launched_on is not None:
            assert launch.leading_group_on is not None
            assert launch.leading_group_on <= launch.launched_on


def test_no_more_branches_launched_than_there_are(truth: SampleDistrict) -> None:
    totals = {org.name: org.sub_org_total for org in truth.orgs}
    for launch in truth.launches.values():
        assert 0 <= launch.branches_launched <= launch.branches_total == totals[launch.unit]
