"""What a link's filters mean on a panel of six units."""

from __future__ import annotations

import numpy as np
import pytest

from campaign import Panel, PanelWeek, Unit, load_pack, registered_slots, wording
from pages.door import link
from pages.door.filters import Filters, choices, filters_of
from pages.door.link import KEYS
from tests.pages.filled import sample_district

PACK = load_pack("c2023_ztjy")
GROUPS, TYPES = ("g01", "g02"), ("county_team", "non_public")
# unit, group, type; U5 left the roster before week 2
PLACED = (
    ("U1", 0, 0),
    ("U2", 0, 1),
    ("U3", 1, 1),
    ("U4", 1, 1),
    ("U5", 1, 0),
    ("U6", 0, 0),
)


def panel() -> Panel:
    """Two weeks of the units above, all empty."""
    district = sample_district()
    n_slots, n_units = len(registered_slots()), len(PLACED)
    units = tuple(
        Unit(u, f"{u}单位", TYPES[kind], GROUPS[group], i, district.calendar.starts_on)
        for i, (u, group, kind) in enumerate(PLACED)
    )
    weeks = []
    for number in (1, 2):
        member = np.array([number == 1 or u != "U5" for u, _, _ in PLACED])
        flags = np.zeros(n_units, dtype=np.bool_)
        weeks.append(
            PanelWeek(
                week=district.calendar.week(number),
                values=np.full((n_slots, n_units), np.nan),
                states=np.zeros((n_slots, n_units), dtype=np.uint8),
                reported=flags,
                held=flags,
                on_time=flags,
                member=member,
                type_index=np.where(member, [kind for _, _, kind in PLACED], -1),
                group_index=np.where(member, [group for _, group, _ in PLACED], -1),
                sub_org_total=np.zeros(n_units, dtype=np.int64),
            )
        )
    return Panel(district, 1, units, TYPES, GROUPS, tuple(weeks))


LATEST = sample_district().calendar.week(2)


def filters(**said: str) -> Filters:
    """The filters of a link that says this."""
    return filters_of({**dict.fromkeys(KEYS, ""), **said}, panel(), LATEST)


def labels(chosen: Filters, *, locale: str = "zh_CN") -> list[dict[str, str]]:
    """The words of the four lists."""
    lists = choices(chosen, panel(), weeks=(LATEST,), pack=PACK, words=wording(locale))
    return [dict(choice.labels) for choice in lists]


def test_a_link_without_filters_shows_the_latest_week() -> None:
    assert filters() == Filters(LATEST)
    assert not filters().are_set


def test_a_page_begins_with_the_default_week_and_reaches_the_latest_by_the_link() -> None:
    said, first = dict.fromkeys(KEYS, ""), sample_district().calendar.week(1)
    assert filters_of(said, panel(), LATEST, default=first).week == first
    asked = {**said, link.WEEK: LATEST.iso}
    assert filters_of(asked, panel(), LATEST, default=first).week == LATEST


@pytest.mark.parametrize("week", ["2023-W60", "later", "2024-W02", ""])
def test_a_week_that_is_not_there_yet_is_the_latest(week: str) -> None:
    assert filters(week=week).week == LATEST


def test_a_unit_outside_the_chosen_group_falls_away() -> None:
    assert filters(group="g01", unit="U1").unit_id == "U1"
    assert filters(group="g01", unit="U3").unit_id == ""


def test_a_type_the_group_does_not_have_falls_away() -> None:
    assert filters(group="g02", type="county_team").type_id == ""
    assert filters(group="g01", type="county_team").type_id == "county_team"


def test_who_has_left_the_roster_can_be_chosen_in_earlier_weeks_only() -> None:
    assert filters(unit="U5").unit_id == ""
    assert filters(unit="U5", week="2023-W40").unit_id == "U5"


def test_each_list_counts_what_stands_behind_its_values() -> None:
    _, groups, types, units = labels(filters())
    assert groups == {
        "": "全部指导组（5家）",
        "g01": "第一指导组（3家）",
        "g02": "第二指导组（2家）",
    }
    assert types == {
        "": "全部类别（5家）",
        "county_team": "县级（2家）",
        "non_public": "非公企业（3家）",
    }
    assert list(units) == ["", "U1", "U2", "U3", "U4", "U6"]


def test_the_later_lists_follow_the_earlier_choice() -> None:
    _, groups, types, units = labels(filters(group="g02"), locale="en")
    assert groups[""] == "All groups (5)"
    assert types == {"": "All types (2)", "non_public": "Non-public (2)"}
    assert units == {"": "All units (2)", "U3": "U3单位", "U4": "U4单位"}
