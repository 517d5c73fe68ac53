"""The panel: what it shows, to whom, and that refreshing it equals building it again."""

from __future__ import annotations

from datetime import timedelta
from threading import Event, Thread
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign import Panel, PanelWeek, Viewer, as_blocks, blocks
from ledger import Ledger, open_ledger
from ledger.panel import block_bytes, cache, in_scope, shelf, weeks
from tests.ledger.conftest import NewAddress
from tests.ledger.drawn import (
    DISTRICT,
    LAUNCH,
    OFFICE,
    STUDY,
    TALKS,
    TWO_UNITS,
    UNITS,
    enter,
    group_viewer,
    hour,
    roster,
    weekly,
)

ALL_UNITS = """
    | unit   | study_session_count | discussion_session_count |
    | 财政局 | 2                   | /                        |
    | 民政局 | 0                   |                          |
    | 水务局 | 7                   | 1                        |
"""
MOVED = UNITS.replace("| 民政局 | section_team | g01 ", "| 民政局 | section_team | g02 ")
ARRAYS = (
    *("values", "states", "reported", "held", "on_time", "member"),
    *("type_index", "group_index", "sub_org_total"),
)


def only(panel: Panel, number: int = 1) -> PanelWeek:
    """One week of a panel."""
    return panel.weeks[number - 1]


def names(panel: Panel) -> list[str]:
    """The panel's units by id."""
    return [unit.id for unit in panel.units]


def assert_same(one: Panel, other: Panel) -> None:
    """Both panels say the same of the same units."""
    assert (one.revision, one.units) == (other.revision, other.units)
    assert (one.type_ids, one.group_ids) == (other.type_ids, other.group_ids)
    assert len(one.weeks) == len(other.weeks)
    for mine, theirs in zip(one.weeks, other.weeks, strict=True):
        assert mine.week == theirs.week
        for name in ARRAYS:
            np.testing.assert_array_equal(getattr(mine, name), getattr(theirs, name), name)


def test_values_and_states_stand_by_slot_and_unit(ledger: Ledger) -> None:
    enter(ledger, weekly(ALL_UNITS))
    panel = ledger.panel(DISTRICT.id, OFFICE)
    assert names(panel) == ["财政局", "民政局", "水务局"]
    assert panel.values(STUDY).tolist() == [[2, 0, 7]]
    assert bytes(panel.states(STUDY)[0]) == b"vzv"
    assert bytes(panel.states(TALKS)[0]) == b"nmv"
    assert np.isnan(panel.values(TALKS)[0]).tolist() == [True, True, False]


def test_a_unit_without_a_row_has_no_state_at_all(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS))
    week = only(ledger.panel(DISTRICT.id, OFFICE))
    assert week.reported.tolist() == [True, True, False]
    assert not np.asarray(week.states)[:, 2].any()
    assert np.isnan(np.asarray(week.values)[:, 2]).all()


def test_the_panel_ends_with_the_latest_week_sent_be_it_held_unless_told(ledger: Ledger) -> None:
    assert ledger.panel(DISTRICT.id, OFFICE).weeks == ()
    enter(ledger, weekly(TWO_UNITS, week=2))
    enter(ledger, weekly(TWO_UNITS.replace("2 ", "# ").replace("0 ", "# "), week=4))
    numbers = [w.week.number for w in ledger.panel(DISTRICT.id, OFFICE).weeks]
    assert numbers == [1, 2, 3, 4]
    assert len(ledger.panel(DISTRICT.id, OFFICE, through=5).weeks) == 5


def test_types_and_groups_stand_in_the_packs_order(ledger: Ledger) -> None:
    drawn = "| unit | type | group |\n| 公司 | non_public | g10 |\n| 区委 | county_team | g02 |"
    enter(ledger, roster(drawn))
    panel = ledger.panel(DISTRICT.id, OFFICE, through=1)
    assert panel.type_ids == ("county_team", "section_team", "non_public")
    assert panel.group_ids == ("g01", "g02", "g10")
    kinds = [panel.type_ids[i] for i in only(panel).type_index]
    assert dict(zip(names(panel), kinds, strict=True))["公司"] == "non_public"


def test_a_held_row_is_held_and_not_reported(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS.replace("| 2 ", "| # ")))
    week = only(ledger.panel(DISTRICT.id, OFFICE))
    assert week.held.tolist() == [True, False, False]
    assert week.reported.tolist() == [False, True, False]


def test_on_time_is_judged_by_the_first_accepted_row(ledger: Ledger) -> None:
    deadline = DISTRICT.calendar.deadline(DISTRICT.calendar.week(1))
    enter(ledger, weekly(TWO_UNITS), at=deadline)
    enter(ledger, weekly(ALL_UNITS), at=deadline + timedelta(seconds=1))
    assert only(ledger.panel(DISTRICT.id, OFFICE)).on_time.tolist() == [True, True, False]


def test_a_row_held_in_time_and_accepted_late_is_late(ledger: Ledger) -> None:
    deadline = DISTRICT.calendar.deadline(DISTRICT.calendar.week(1))
    enter(ledger, weekly(TWO_UNITS.replace("| 2 ", "| # ")), at=deadline - timedelta(hours=1))
    enter(ledger, weekly(TWO_UNITS), at=deadline + timedelta(hours=1))
    assert only(ledger.panel(DISTRICT.id, OFFICE)).on_time.tolist() == [False, True, False]


def test_withdrawing_the_timely_version_leaves_the_late_one(ledger: Ledger) -> None:
    deadline = DISTRICT.calendar.deadline(DISTRICT.calendar.week(1))
    first = enter(ledger, weekly(TWO_UNITS), at=deadline)
    enter(ledger, weekly(ALL_UNITS), at=deadline + timedelta(days=1))
    ledger.withdraw(DISTRICT.id, first.submission_id, by=OFFICE, at=hour(1), reason="误传")
    assert not only(ledger.panel(DISTRICT.id, OFFICE)).on_time.any()


def test_arrays_cannot_be_written_to(ledger: Ledger) -> None:
    enter(ledger, weekly(ALL_UNITS))
    for viewer in (OFFICE, group_viewer("g01")):
        panel = ledger.panel(DISTRICT.id, viewer, through=2)
        for week in panel.weeks:
            blocks = [part for a in (week.values, week.states) for part in as_blocks(a).parts]
            arrays = [*(getattr(week, name) for name in ARRAYS[2:]), *blocks]
            assert not any(array.flags.writeable for array in arrays)


def test_an_unchanged_panel_is_the_same_object_and_untouched_weeks_are_shared(
    ledger: Ledger,
) -> None:
    enter(ledger, weekly(ALL_UNITS, week=1))
    enter(ledger, weekly(ALL_UNITS, week=2))
    before = ledger.panel(DISTRICT.id, OFFICE)
    assert ledger.panel(DISTRICT.id, OFFICE) is before
    enter(ledger, weekly(TWO_UNITS, week=2))
    after = ledger.panel(DISTRICT.id, OFFICE)
    assert after.weeks[0] is before.weeks[0]
    assert after.weeks[1] is not before.weeks[1]
    assert before.values(TALKS)[1, 0] != after.values(TALKS)[1, 0]


def test_what_another_process_accepted_is_seen(ledger: Ledger, url: str) -> None:
    ledger.panel(DISTRICT.id, OFFICE)
    other = open_ledger(url)
    enter(other, weekly(ALL_UNITS))
    assert ledger.panel(DISTRICT.id, OFFICE).values(STUDY).tolist() == [[2, 0, 7]]
    other.close()


def test_a_group_sees_only_its_own_units(ledger: Ledger) -> None:
    enter(ledger, weekly(ALL_UNITS))
    panel = ledger.panel(DISTRICT.id, group_viewer("g02"))
    assert names(panel) == ["水务局"]
    assert panel.values(STUDY).tolist() == [[7]]
    everything = ledger.panel(DISTRICT.id, OFFICE)
    assert (panel.type_ids, panel.group_ids) == (everything.type_ids, everything.group_ids)


@pytest.mark.parametrize("viewer", [group_viewer(None), group_viewer("g99"), group_viewer("")])
def test_a_viewer_without_a_group_sees_nothing(ledger: Ledger, viewer: Viewer) -> None:
    enter(ledger, weekly(ALL_UNITS))
    panel = ledger.panel(DISTRICT.id, viewer, through=2)
    assert panel.units == ()
    assert panel.values(STUDY).shape == (2, 0)


def test_a_unit_is_seen_by_each_group_in_the_weeks_it_was_there(ledger: Ledger) -> None:
    for week in (1, 2):
        enter(ledger, weekly(ALL_UNITS, week=week))
    enter(ledger, roster(MOVED, week=2))
    before = ledger.panel(DISTRICT.id, group_viewer("g01"))
    after = ledger.panel(DISTRICT.id, group_viewer("g02"))
    assert names(before) == ["财政局", "民政局"]
    assert [w.member.tolist() for w in before.weeks] == [[True, True], [True, False]]
    assert bytes(before.states(STUDY)[:, 1]) == b"z\0"
    assert names(after) == ["民政局", "水务局"]
    assert [w.member.tolist() for w in after.weeks] == [[False, True], [True, True]]
    assert bytes(after.states(STUDY)[:, 0]) == b"\0z"
    assert {unit.group_id for unit in before.units} == {"g01"}


def test_a_move_after_the_weeks_shown_is_not_seen_yet(ledger: Ledger) -> None:
    enter(ledger, weekly(ALL_UNITS, week=1))
    enter(ledger, roster(MOVED, week=3))
    assert names(ledger.panel(DISTRICT.id, group_viewer("g02"), through=2)) == ["水务局"]
    assert len(names(ledger.panel(DISTRICT.id, group_viewer("g02"), through=3))) == 2


def test_a_closed_unit_is_no_member_of_later_weeks(empty: Ledger) -> None:
    sunday = LAUNCH + timedelta(days=6)
    drawn = "| unit | type | group | valid_to |\n| 财政局 | section_team | g01 | {} |"
    enter(empty, roster(drawn.format(sunday)))
    panel = empty.panel(DISTRICT.id, OFFICE, through=2)
    assert [week.member.tolist() for week in panel.weeks] == [[True], [False]]
    assert [week.group_index.tolist() for week in panel.weeks] == [[0], [-1]]


CELL = st.sampled_from(["0", "1", "2.5", "/", "", "#"])
GROWN = UNITS + "| 水利站 | second_tier | g02 |\n"
LEADING = "| unit | type | group | valid_to |\n| 工会 | section_team | g03 | |\n"
CLOSED = "| unit | type | group | valid_to |\n| 水务局 | section_team | g02 | 2023-10-15 |\n"
NAMES = ["财政局", "民政局", "水务局", "水利站", "工会"]
REPORT = st.tuples(
    st.just("report"),
    st.integers(1, 3),
    st.sampled_from(["g01", "g02"]),
    st.dictionaries(st.sampled_from(NAMES), CELL, min_size=1),
    st.integers(0, 300),
)
STEP = st.one_of(
    REPORT,
    st.tuples(st.just("withdraw"), st.integers(0, 8)),
    st.tuples(
        st.just("roster"),
        st.sampled_from([UNITS, MOVED, GROWN, LEADING, CLOSED]),
        st.integers(1, 3),
    ),
    st.tuples(st.just("alias"), st.sampled_from(["财局", "民局"])),
    st.tuples(st.just("look")),
    st.tuples(st.just("store")),
)


Kept = dict[int, tuple[int, dict[str, str], int]]
"""What may still be withdrawn: week, cells by unit and hour received, by submission."""


def take(ledger: Ledger, step: tuple, kept: Kept, n: int) -> None:  # type: ignore[type-arg]
    """One step of a ledger's life."""
    if step[0] == "report":
        _, week, sender, cells, at = step
        body = "\n".join(f"| {unit} | {cell} |" for unit, cell in cells.items())
        drawing = f"| unit | study_session_count |\n{body}"
        sheet = weekly(drawing, week=week, sender=sender, version=str(n))
        kept[enter(ledger, sheet, at=hour(at)).submission_id] = (week, cells, at)
    elif step[0] == "roster":
        enter(ledger, roster(step[1], week=step[2], version=str(n)))
    elif step[0] == "alias":
        ledger.confirm_alias(DISTRICT.id, raw=step[1], unit_id="财政局", by=OFFICE, at=hour(1))
    elif step[0] == "look":
        ledger.panel(DISTRICT.id, OFFICE)
    elif step[0] == "store":
        ledger.keep_panel(DISTRICT.id)
    elif kept:
        taken = list(kept)[step[1] % len(kept)]
        del kept[taken]
        ledger.withdraw(DISTRICT.id, taken, by=OFFICE, at=hour(400), reason="误传")


def assert_latest_accepted_counts(panel: Panel, kept: Kept) -> None:
    """Every unit and week shows its latest accepted cell by what was sent, in plain Python."""
    for week in panel.weeks:
        due = DISTRICT.calendar.deadline(week.week)
        for i, unit in enumerate(names(panel)):
            sent = [
                (c[unit], at) for n, c, at in kept.values() if n == week.week.number and unit in c
            ]
            good = [(cell, at) for cell, at in sent if cell != "#"]
            assert week.reported[i] == bool(good)
            assert week.held[i] == (bool(sent) and not good)
            assert week.on_time[i] == any(hour(at) <= due for _, at in good)
            value = panel.values(STUDY)[week.week.number - 1, i]
            if good and good[-1][0] not in ("", "/"):
                assert value == float(good[-1][0])
            else:
                assert np.isnan(value)


VIEWERS = (OFFICE, group_viewer("g01"), group_viewer("g02"), group_viewer("g03"))


def rebuilt(url: str, viewer: Viewer) -> Panel:
    """The panel of a viewer built from rows alone, by what an earlier process knew of nothing."""
    ledger = open_ledger(url)
    with ledger._reading.connect() as connection:
        district, units = ledger.districts()[0], ledger.roster(DISTRICT.id)
        revision = ledger.revision(DISTRICT.id)
        full = weeks.build(connection, district, roster=units, revision=revision, rules=2)
    ledger.close()
    return in_scope(full.through(4), roster=units, viewer=viewer)


def contents(panel: Panel) -> list[bytes]:
    """Every array of a panel, as it is now."""
    weeks = panel.weeks
    return [np.asarray(getattr(week, name)).tobytes() for week in weeks for name in ARRAYS]


@settings(max_examples=settings.default.max_examples // 8)
@given(block=st.sampled_from([1, 2, 1024]), steps=st.lists(STEP, min_size=1, max_size=10))
def test_a_refreshed_panel_equals_a_rebuilt_one(
    new_address: NewAddress,
    block: int,
    steps: list[tuple],  # type: ignore[type-arg]
) -> None:
    url = new_address(True)
    with (
        patch.object(blocks, "BLOCK", block),
        patch.object(cache, "BLOCK", block),
        patch.object(block_bytes, "BLOCK", block),
        patch.object(shelf, "FEWEST", 1),
    ):
        ledger = open_ledger(url)
        ledger.add_district(DISTRICT, by=OFFICE)
        enter(ledger, roster(UNITS))
        kept: Kept = {}
        looked: list[tuple[Panel, list[bytes]]] = []
        for n, step in enumerate(steps):
            take(ledger, step, kept, n)
            if step[0] == "look":
                looked += [(p, contents(p)) for v in VIEWERS if (p := ledger.panel(DISTRICT.id, v))]
        assert_latest_accepted_counts(ledger.panel(DISTRICT.id, OFFICE, through=4), kept)
        fresh = open_ledger(url)
        for viewer in VIEWERS:
            truth = rebuilt(url, viewer)
            assert_same(ledger.panel(DISTRICT.id, viewer, through=4), truth)
            assert_same(fresh.panel(DISTRICT.id, viewer, through=4), truth)
        for panel, was in looked:
            assert contents(panel) == was
        ledger.close()
        fresh.close()
    new_address.give_back()


def test_a_confirmed_name_changes_nothing_in_the_panel(ledger: Ledger) -> None:
    enter(ledger, weekly(ALL_UNITS))
    before = ledger.panel(DISTRICT.id, OFFICE)
    ledger.confirm_alias(DISTRICT.id, raw="财局", unit_id="财政局", by=OFFICE, at=hour(2))
    after = ledger.panel(DISTRICT.id, OFFICE)
    assert after.revision == before.revision + 1
    assert after.units is before.units
    assert all(now is then for now, then in zip(after.weeks, before.weeks, strict=True))
    assert ledger.roster(DISTRICT.id).aliases["财局"] == "财政局"


def test_a_roster_of_the_same_units_keeps_their_figures_in_place(ledger: Ledger) -> None:
    enter(ledger, weekly(ALL_UNITS))
    before = only(ledger.panel(DISTRICT.id, OFFICE))
    enter(ledger, roster(MOVED, week=1))
    after = only(ledger.panel(DISTRICT.id, OFFICE))
    assert after.values is before.values
    assert after.group_index.tolist() != before.group_index.tolist()


def test_readers_never_meet_two_revisions_at_once(ledger: Ledger) -> None:
    slots = (STUDY, TALKS)
    body = "".join(f"| {unit} | {{n}} | {{n}} |\n" for unit in ("财政局", "民政局", "水务局"))
    drawing = f"| unit | {STUDY} | {TALKS} |\n{body}"
    seen: list[tuple[int, set[float]]] = []
    stop = Event()

    def look() -> None:
        while not stop.is_set():
            panel = ledger.panel(DISTRICT.id, OFFICE, through=1)
            found = {float(x) for slot in slots for x in panel.values(slot)[0]}
            seen.append((panel.revision, found))

    first = enter(ledger, weekly(drawing.format(n=2))).revision
    readers = [Thread(target=look) for _ in range(3)]
    for reader in readers:
        reader.start()
    for n in range(first + 1, first + 41):
        assert enter(ledger, weekly(drawing.format(n=n))).revision == n
    stop.set()
    for reader in readers:
        reader.join()
    assert first == 2
    assert all(found == {float(revision)} for revision, found in seen)
    assert len({revision for revision, _ in seen}) > 1
