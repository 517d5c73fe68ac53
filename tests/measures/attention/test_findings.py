"""What is said of the whole district, and when nothing is."""

import pytest

from campaign import Place
from measures import findings, low_groups
from measures.attention.after_mix import mix_of
from measures.attention.findings import study_drops
from tests.measures import drawn, logged
from tests.measures.told import Told

PACK = drawn.pack()
STUDY, WHY = "study_session_count", "work_study_conflict"
DISTRICT = Place("district", "east")


def codes(panel, **known):
    """The codes of what is found."""
    return [f.code for f in findings(panel, PACK, **known)]


def reach(county, non_public):
    """One week of 12 county teams and 24 non-public organisations, of which so many have studied;
    None is an organisation never heard of."""
    types = ("county_team",) * 12 + ("non_public",) * 24
    cells = [{STUDY: 1.0 if i < county else 0.0} for i in range(12)]
    cells += [{STUDY: 1.0 if i < non_public else 0.0} for i in range(24)]
    return Told(types, (0,) * 36, (tuple(cells),))


def test_a_type_far_below_the_district_is_behind():
    (found,) = (f for f in findings(reach(12, 6).panel, PACK) if f.code == "type_behind")
    assert (found.value, found.limit) == (6 / 24, 18 / 36)
    assert (found.places, found.weeks) == ((Place("type", "non_public"),), (1,))


def test_a_type_nine_points_below_is_not_behind():
    assert "type_behind" not in codes(reach(12, 18).panel)


def test_few_units_below_are_within_their_bar():
    types = ("county_team",) * 9 + ("non_public",) * 3
    cells = tuple({STUDY: 1.0 if i != 9 else 0.0} for i in range(12))
    assert "type_behind" not in codes(Told(types, (0,) * 12, (cells,)).panel)


def test_units_never_heard_of_do_not_make_a_type_behind():
    told = reach(12, 24)
    for unit in range(12, 34):
        told = told.with_cell(1, unit, None)
    assert "type_behind" not in codes(told.panel)


def test_a_group_far_below_the_district_is_uneven():
    types = ("section_team",) * 60  # every third unit belongs to g01
    cells = tuple({STUDY: 0.0 if i % 3 == 0 and i < 48 else 1.0} for i in range(60))
    (found,) = findings(Told(types, (0,) * 60, (cells,)).panel, PACK)
    assert (found.code, found.places) == ("group_uneven", (Place("group", "g01"),))
    assert found.value == 4 / 20


def two_groups():
    """Two groups, each with 42 of 60 units that have studied, in a district whose second-tier units
    all lag: g01 looks after most of them, g02 after few."""
    rows = [(0, "grassroots", 8, 24), (0, "section_team", 34, 36)]
    rows += [(1, "grassroots", 2, 6), (1, "section_team", 40, 54)]
    rows += [(2, "grassroots", 10, 30), (2, "section_team", 29, 30)]
    cells = [(kind, i < done) for _, kind, done, n in rows for i in range(n)]
    groups = [group for group, _, _, n in rows for _ in range(n)]
    # `Told` gives every third unit to a group: lay the units out so that each gets its own.
    order = [i for three in zip(*([j for j, g in enumerate(groups) if g == k] for k in range(3)),
             strict=True) for i in three]  # fmt: skip
    types = tuple(cells[i][0] for i in order)
    return Told(types, (0,) * len(types), (tuple({STUDY: float(cells[i][1])} for i in order),))


def test_of_two_groups_that_reach_as_much_one_is_as_its_mix_of_types_and_one_is_not():
    panel = two_groups().panel
    mix = mix_of(panel, PACK)
    assert mix.value[:2].tolist() == [0.7, 0.7]
    # 20 of 60 grassroots units and 103 of 120 teams have studied: g01 has 24 and 36 of them.
    assert mix.expected[0] == pytest.approx((24 * 20 / 60 + 36 * 103 / 120) / 60)
    assert mix.expected[1] == pytest.approx((6 * 20 / 60 + 54 * 103 / 120) / 60)
    assert [(f.code, f.places, f.limit) for f in findings(panel, PACK) if f.value == 0.7] == [
        ("group_uneven", (Place("group", "g02"),), pytest.approx(mix.expected[1]))
    ]


def test_a_group_of_late_types_alone_is_not_uneven():
    types = ("grassroots", "section_team", "section_team") * 20
    cells = tuple({STUDY: float(kind == "section_team")} for kind in types)
    panel = Told(types, (0,) * 60, (cells,)).panel
    assert "group_uneven" not in codes(panel)
    (low,) = low_groups(panel, PACK)
    assert (low.group_id, low.value, low.expected) == ("g01", 0, 0)


BUSY = [{STUDY: 2.0}] * 10


def weeks_of(last, n_declared, before=3):
    """Ten units over some even weeks, then one in which some declare a conflict."""
    declared = [{STUDY: last, WHY: 1.0} if i < n_declared else {STUDY: last} for i in range(10)]
    return Told(("section_team",) * 10, (0,) * 10, (tuple(BUSY),) * before + (tuple(declared),))


@pytest.mark.parametrize(
    ("last", "n_declared", "is_busy"), [(1.0, 3, True), (1.0, 2, False), (2.0, 9, False)]
)
def test_a_busy_week_needs_declared_reasons_and_a_drop_by_half(last, n_declared, is_busy):
    found = [f for f in findings(weeks_of(last, n_declared).panel, PACK) if f.code == "busy_weeks"]
    assert [(f.value, f.limit, f.places, f.weeks) for f in found] == (
        [(0.5, 0.5, (DISTRICT,), (4,))] if is_busy else []
    )


def test_no_conflict_is_an_answer_and_not_a_reason():
    told = weeks_of(0.0, 0)
    for unit in range(10):
        told = told.adding(4, unit, {WHY: 0.0})
    assert "busy_weeks" not in codes(told.panel)


def test_the_drop_is_taken_from_the_four_weeks_before():
    told = Told(
        ("section_team",), (0,), tuple(({STUDY: n},) for n in (50.0, 4.0, 4.0, 4.0, 4.0, 1.0))
    )
    assert study_drops(told.panel, PACK)[5] == 0.75
    silent = told.with_cell(6, 0, None)
    assert str(study_drops(silent.panel, PACK)[5]) == "nan", "a week nobody reported has no drop"


def log(n_study, n_other):
    """Visits to one unit, so many of them on study."""
    rows = ["| u0 | g01 | 2023-10-03 | hear | study |"] * n_study
    rows += ["| u0 | g01 | 2023-10-03 | hear | rectify |"] * n_other
    return logged.visit_log("\n".join(["| unit | group | day | method | stream |", *rows]))


@pytest.mark.parametrize(
    ("n_study", "n_other", "is_uneven"), [(12, 8, True), (11, 9, False), (12, 7, False)]
)
def test_effort_is_uneven_from_six_in_ten_of_twenty_visits(n_study, n_other, is_uneven):
    told = Told(("section_team",), (0,), (({STUDY: 1.0},),))
    found = findings(told.panel, PACK, visits=log(n_study, n_other))
    assert [(f.code, f.places) for f in found] == (
        [("effort_uneven", (Place("workstream", "study"),))] if is_uneven else []
    )


def test_reports_are_missing_below_nineteen_in_twenty():
    told = Told(("section_team",) * 20, (0,) * 20, (({STUDY: 1.0},) * 20,))
    assert codes(told.with_cell(1, 0, None).panel) == []
    (found,) = findings(told.with_cell(1, 0, None).with_cell(1, 1, "held").panel, PACK)
    assert (found.code, found.value, found.limit) == ("reports_missing", 0.9, 0.95)


def test_an_even_district_has_nothing_to_say_and_a_panel_without_weeks_neither():
    assert codes(reach(12, 24).panel, visits=log(0, 0)) == []
    assert codes(reach(12, 24).panel.through(0)) == []
