from __future__ import annotations

from collections import Counter

from campaign import fold
from sample_data.truth.truth import SampleDistrict


def test_the_district_has_the_sizes_of_a_real_one(district: SampleDistrict) -> None:
    assert Counter(org.type_id for org in district.orgs) == {
        "county_team": 5,
        "section_team": 62,
        "second_tier": 86,
        "grassroots": 140,
        "non_public": 47,
    }


def test_each_of_ten_groups_has_about_34_organisations_of_several_types(
    district: SampleDistrict,
) -> None:
    for group in range(1, 11):
        types = [org.type_id for org in district.orgs if org.group == group]
        assert 32 <= len(types) <= 36
        assert {"section_team", "second_tier", "grassroots", "non_public"} <= set(types)


def test_no_name_or_short_name_means_two_organisations(district: SampleDistrict) -> None:
    names = Counter(fold(name) for org in district.orgs for name in (org.name, *org.short_names))
    assert [name for name, times in names.items() if times > 1] == []


def test_codes_number_each_group_from_one(district: SampleDistrict) -> None:
    third = [org.code for org in district.orgs if org.group == 3]
    assert third == [f"A03-{place:03d}" for place in range(1, len(third) + 1)]


def test_a_parent_counts_at_least_the_children_on_the_roster(district: SampleDistrict) -> None:
    children = Counter(org.parent for org in district.orgs if org.parent)
    totals = {org.name: org.sub_org_total for org in district.orgs}
    assert all(totals[parent] >= number for parent, number in children.items())


def test_a_child_is_in_its_parents_group(district: SampleDistrict) -> None:
    groups = {org.name: org.group for org in district.orgs}
    assert all(org.group == groups[org.parent] for org in district.orgs if org.parent)


def test_types_follow_each_other_in_protocol_order(district: SampleDistrict) -> None:
    order = ["county_team", "section_team", "second_tier", "grassroots", "non_public"]
    places = [order.index(org.type_id) for org in sorted(district.orgs, key=lambda o: o.sort_no)]
    assert places == sorted(places)
