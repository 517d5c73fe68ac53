"""Who needs a call, and why: every rule with its case, and the promises that hold on any panel."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign import Level
from measures import worklist
from tests.measures import drawn, logged
from tests.measures.told import Told
from tests.tries import tries

PACK = drawn.pack()
STUDY, TALKS, ORGS = "study_session_count", "discussion_session_count", "study_org_covered"
NO_VISIT = logged.visit_log("| unit | group | day | method | stream |")


def last_day(week):
    """The last day of a week."""
    return drawn.CALENDAR.week(week).ends_on


def attention(panel, pack=PACK, week=None, today=None, **known):
    """The worklist of the panel's last week, by unit."""
    week = week or panel.weeks[-1].week.number
    known |= {"week": week, "today": today or last_day(week), "asks_groups": False}
    return {a.unit_id: a for a in worklist(panel, pack, **known)}


def owing(*subjects):
    """The pack with the targets of these subjects alone."""
    return replace(PACK, targets=tuple(t for t in PACK.targets if t.subject in subjects))


def codes(attention):
    """The codes and levels of a unit's items."""
    return [(r.code, r.level) for r in attention.reasons]


def drawing(cells, quantity=STUDY, unit_type="section_team", orgs=0):
    """The panel of one unit 甲."""
    head = " | ".join(f"w{i}" for i in range(1, len(cells.split("|")) + 1))
    table = f"""
        | unit | type        | group | orgs   | {head}  |
        | 甲   | {unit_type} | g01   | {orgs} | {cells} |
    """
    return drawn.panel(table, quantity)


def one(panel, pack=PACK, **known):
    """The attention of the one unit."""
    (only,) = attention(panel, pack, **known).values()
    return only


def test_the_example_of_the_rule_eleven_of_forty_covered_and_twenty_seven_due():
    calendar = replace(drawn.CALENDAR, n_weeks=40)
    target = replace(PACK.target("study_org_share", "section_team"), by_week=40)
    pack = replace(PACK, targets=(target,))
    table = drawing("1 | 1", orgs=40)
    weeks = []
    for number in range(1, 28):
        base = table.weeks[0]
        week = replace(base, week=calendar.week(number), values=base.values.copy())
        week.values[drawn.SLOTS[ORGS]] = 11
        weeks.append(week)
    panel = replace(table, district=replace(table.district, calendar=calendar), weeks=tuple(weeks))
    (only,) = worklist(panel, pack, week=27, today=calendar.week(27).ends_on)
    (reason,) = only.reasons
    assert (reason.code, reason.subject, reason.level) == (
        "behind_plan", "study_org_share", Level.KEY,
    )  # fmt: skip
    assert (reason.value, reason.limit, reason.n, reason.change) == (11, 27, 40, 24)


@pytest.mark.parametrize(
    ("covered", "levels"),
    [
        # 20 organisations, all by week 8: 5 are due in week 2, 7.5 in week 3.
        ([5, 7], []),
        ([3, 6], []),  # gap of -10 in week 2, of -7.5 in week 3: the milder is none
        ([2, 5], [Level.ATTENTION]),
        ([0, 1], [Level.ATTENTION]),  # -25 in week 2 and -32.5 in week 3: the milder is attention
        ([None, None], [Level.ATTENTION]),
    ],
)
def test_a_gap_is_damped_by_the_week_before(covered, levels):
    panel = drawn.panel(
        """
        | unit | type         | group | orgs | w1 | w2 | w3 |
        | 甲   | section_team | g01   | 20   | 1  | 1  | 1  |
        """,
        orgs={"甲": [None, *covered]},
    )
    assert [r.level for r in one(panel, owing("study_org_share")).reasons] == levels


def test_week_one_never_raises_a_gap():
    panel = drawing("0", orgs=20)
    assert one(panel, owing("study_org_share")).reasons == ()


def test_less_than_one_whole_item_behind_is_not_behind():
    # 3 sessions in 16 weeks: 0.94 due in week 5, 1.125 in week 6, 1.3 in week 7.
    weeks = "0 | 0 | 0 | 0 | 0 | 0"
    assert one(drawing(weeks, TALKS), owing(TALKS)).reasons == ()
    late = one(drawing(f"{weeks} | 0", TALKS), owing(TALKS))
    assert codes(late) == [("behind_plan", Level.KEY)]
    assert late.reasons[0].weeks == 2


def test_a_small_target_counts_from_half_an_item_and_is_never_key():
    # One session in 16 weeks: half of it is due in week 8.
    weeks = " | ".join(["0"] * 8)
    assert one(drawing(weeks, TALKS, "non_public"), owing(TALKS)).reasons == ()
    late = one(drawing(f"{weeks} | 0", TALKS, "non_public"), owing(TALKS))
    assert codes(late) == [("behind_plan", Level.ATTENTION)]
    assert late.reasons[0].change == 1


def test_silence_never_improves_a_gap_and_the_figure_is_a_lower_bound():
    silent = one(drawing("0 | . | . | . | . | . | .", TALKS), owing(TALKS))
    behind = silent.reasons[0]
    assert (behind.code, behind.value, behind.is_lower_bound) == ("behind_plan", 0, True)
    told = one(drawing("0 | 0 | 0 | 0 | 0 | 0 | 0", TALKS), owing(TALKS))
    assert behind.level == told.reasons[0].level
    assert not told.reasons[0].is_lower_bound


def test_an_exempt_figure_is_not_looked_at():
    assert one(drawing("0|0|0|0|0|0|exempt", TALKS), owing(TALKS)).reasons == ()


@pytest.mark.parametrize(
    ("days_late", "levels"),
    [(0, []), (1, [Level.ATTENTION]), (7, [Level.ATTENTION]), (8, [Level.KEY])],
)
def test_a_date_counts_by_days(days_late, levels):
    pack = owing("reading_class_days")
    due = pack.target("reading_class_days", "section_team").due_on
    panel = drawing(" | ".join(["0"] * 8), "reading_class_days")
    only = one(panel, pack, today=due + timedelta(days=days_late))
    assert [r.level for r in only.reasons if r.code == "overdue"] == levels
    if levels:
        (reason,) = (r for r in only.reasons if r.code == "overdue")
        assert (reason.value, reason.n, reason.change) == (days_late, 3, 3)


def test_a_reading_class_held_in_time_is_not_overdue():
    panel = drawing("2.5 | 0.5 | 0 | 0", "reading_class_days")
    due = PACK.target("reading_class_days", "section_team").due_on
    only = one(panel, owing("reading_class_days"), today=due + timedelta(days=20))
    assert only.reasons == ()


def test_the_launch_is_asked_about_only_where_there_is_a_register():
    panel, pack = drawing("1 | 1 | 1"), owing("launch")
    register = logged.register("""
        | unit | launch_held | launched_on |
        | 乙   | yes         | 2023-10-05  |
    """)
    assert one(panel, pack).reasons == ()
    assert one(panel, pack, launches=register).reasons == (), "its group sent no launch table"
    done = logged.register("""
        | unit | launch_held | launched_on |
        | 甲   | yes         | 2023-10-20  |
    """)
    assert one(panel, pack, launches=done).reasons == ()


@pytest.mark.parametrize(
    ("unit_type", "days", "levels"),
    [
        ("section_team", 14, []),
        ("section_team", 15, [Level.ATTENTION]),
        ("section_team", 28, [Level.ATTENTION]),
        ("section_team", 29, [Level.KEY]),
        ("grassroots", 28, []),
        ("grassroots", 29, [Level.ATTENTION]),
        ("grassroots", 56, [Level.ATTENTION]),
        ("grassroots", 57, [Level.KEY]),
    ],
)
def test_days_since_the_last_visit(unit_type, days, levels):
    log = logged.visit_log("""
        | unit | group | day        | method | stream |
        | 甲   | g01   | 2023-10-04 | hear   | study  |
    """)
    today = drawn.CALENDAR.starts_on + timedelta(days=2 + days)
    panel = drawing("1 | 1", unit_type=unit_type)
    only = one(panel, owing("guidance"), today=today, visits=log)
    assert [r.level for r in only.reasons] == levels
    assert all((r.code, r.value, r.n) == ("not_visited", days, 1) for r in only.reasons)


def test_never_visited_counts_from_the_launch_once_its_group_has_a_log():
    panel, pack = drawing("1 | 1 | 1"), owing("guidance")
    log = logged.visit_log("""
        | unit | group | day        | method | stream |
        | 乙   | g01   | 2023-10-04 | hear   | study  |
    """)
    assert one(panel, pack).reasons == one(panel, pack, visits=NO_VISIT).reasons == ()
    seen = one(panel, pack, visits=log)
    assert codes(seen) == [("not_visited", Level.ATTENTION)]
    assert [(r.value, r.n) for r in seen.reasons] == [(20, 0)]


@pytest.mark.parametrize(
    ("cells", "run"),
    [
        ("0 | 0 | 0", 3),
        ("0 | 0", 0),
        ("0 | . | .", 3),
        (". | 0 | 0", 0),
        (". | 0 | 0 | .", 3),
        ("0 | 0 | 1 | 0 | 0", 0),
        ("0 | held | 0", 3),
        ("0 | blank | 0", 3),
        ("0 | exempt | 0 | 0", 0),
        ("0 | . | 0/4", 0),  # the cumulative says that the silent week was not idle
        ("0 | . | /0", 3),
        ("/4 | /4 | /4 | /4", 3),
        ("/4 | /4 | /4", 0),
    ],
)
def test_zeros_running(cells, run):
    told = one(drawing(cells), owing())
    found = [r for r in told.reasons if r.code == "zero_streak"]
    assert [(r.weeks, r.level) for r in found] == ([(run, Level.ATTENTION)] if run else [])


def test_a_type_without_weekly_duty_has_no_zero_streak():
    assert one(drawing("0 | 0 | 0 | 0", unit_type="non_public"), owing()).reasons == ()


@pytest.mark.parametrize(
    ("cells", "levels", "no_data"),
    [
        ("1 | .", [], True),
        ("1 | . | .", [Level.ATTENTION], True),
        ("1 | . | . | . | .", [Level.KEY], True),
        ("1 | . | . | . | 1", [], False),
        ("1 | . | . | held", [], True),
        (". | blank", [Level.ATTENTION], True),
        (". | exempt | .", [], True),
        (". | exempt", [], False),
    ],
)
def test_weeks_without_a_report(cells, levels, no_data):
    told = one(drawing(cells), owing())
    assert [r.level for r in told.reasons if r.code == "not_reported"] == levels
    assert told.no_data is no_data


def test_a_week_whose_deadline_is_ahead_is_not_yet_missing():
    tuesday = drawn.CALENDAR.week(3).starts_on + timedelta(days=1)
    assert one(drawing("1 | . | ."), owing(), today=tuesday).reasons == ()


def test_a_unit_that_had_items_last_week_and_has_none_now_has_caught_up():
    told = one(drawing("0 | 0 | 0 | 2"), owing())
    assert (told.caught_up, told.level) == (True, Level.NORMAL)
    assert not one(drawing("0 | 0 | 0 | 0"), owing()).caught_up
    assert not one(drawing("1 | 1 | 1 | 1"), owing()).caught_up


@pytest.mark.parametrize(("last", "is_caught_up"), [("1", True), (".", False)])
def test_a_visit_in_a_week_without_a_report_catches_up_nothing(last, is_caught_up):
    log = logged.visit_log("""
        | unit | group | day        | method | stream |
        | 乙   | g01   | 2023-10-04 | hear   | study  |
        | 甲   | g01   | 2023-11-01 | hear   | study  |
    """)
    told = one(drawing(f"1 | 1 | 1 | 1 | {last}"), owing("guidance"), visits=log)
    assert (told.level, told.caught_up) == (Level.NORMAL, is_caught_up)


def test_the_level_is_the_worst_items_and_only_members_appear_in_protocol_order():
    told = Told(("section_team",) * 3, (0, 0, 0), ((None, {STUDY: 1}, "away"),) * 4)
    found = worklist(told.panel, owing(), week=4, today=last_day(4))
    assert [a.unit_id for a in found] == ["u0", "u1"]
    assert [(a.level, a.listed) for a in found] == [(Level.KEY, True), (Level.NORMAL, False)]


def test_the_budget_lists_the_heaviest_and_all_that_equal_the_last():
    pack = owing()
    pack = replace(pack, thresholds={**pack.thresholds, "review_budget": 2})
    report = {STUDY: 1}
    columns = [
        [None] * 4,  # key
        [report, report, None, None],  # attention, two weeks silent
        [report, None, None, None],  # attention, three weeks silent
        [report, None, None, None],  # the same: both are in
        [report] * 4,
    ]
    told = Told(("section_team",) * 5, (0,) * 5, tuple(zip(*columns, strict=True)))
    listed = {a.unit_id for a in attention(told.panel, pack).values() if a.listed}
    assert listed == {"u0", "u2", "u3"}


def test_a_week_that_is_not_there_has_no_list():
    assert worklist(drawing("0 | 0"), PACK, week=3, today=last_day(3)) == ()


def test_an_honest_district_on_schedule_has_an_empty_list():
    types = tuple(t.id for t in PACK.types for _ in range(3))
    weekly = {q.id: 1.0 for q in PACK.quantities if q.id not in (ORGS, "work_study_conflict")}
    cells = tuple(
        tuple({**weekly, ORGS: float(min(8, week))} for _ in types) for week in range(1, 14)
    )
    told = Told(types, (8,) * len(types), cells)
    visited = "\n".join(
        f"| u{i} | g01 | {last_day(week)} | hear | study |"
        for week in range(1, 14, 2)
        for i in range(len(types))
    )
    log = logged.visit_log(f"| unit | group | day | method | stream |\n{visited}")
    launched = "\n".join(f"| u{i} | yes | 2023-10-08 |" for i in range(len(types)))
    register = logged.register(f"| unit | launch_held | launched_on |\n{launched}")
    for week in range(1, 14):
        found = attention(told.panel, week=week, visits=log, launches=register)
        assert {a.unit_id: a.reasons for a in found.values() if a.reasons} == {}
        assert not any(a.listed or a.no_data or a.caught_up for a in found.values())


# Promises on any panel.

many = settings(max_examples=tries(4))  # a list a try is not free
WEEKLY = (STUDY, TALKS, "reading_class_days", "party_lecture_count", "livelihood_done_count")
TYPES = st.sampled_from(["county_team", "section_team", "second_tier", "non_public"])
CELLS = st.one_of(
    st.none(),
    st.just("held"),
    st.dictionaries(st.sampled_from(WEEKLY), st.integers(0, 2).map(float), max_size=4),
    st.fixed_dictionaries({STUDY: st.just(0.0), TALKS: st.just(0.0)}),
    st.fixed_dictionaries({STUDY + "@cumulative": st.integers(0, 6).map(float)}),
    st.fixed_dictionaries({ORGS: st.integers(0, 9).map(float)}),
    st.just({STUDY: "e", TALKS: "n"}),
)


@st.composite
def panels(draw):
    """Some units over some weeks, with anything in them."""
    n, weeks = draw(st.integers(1, 4)), draw(st.integers(2, 13))
    types = tuple(draw(st.lists(TYPES, min_size=n, max_size=n)))
    orgs = tuple(draw(st.lists(st.sampled_from([0, 3, 9, 40]), min_size=n, max_size=n)))
    rows = draw(st.lists(st.tuples(*[CELLS] * n), min_size=weeks, max_size=weeks))
    return Told(types, orgs, tuple(rows))


LOG = logged.visit_log("""
    | unit | group | day        | method | stream |
    | u0   | g01   | 2023-10-11 | hear   | study  |
    | u1   | g01   | 2023-11-20 | hear   | study  |
""")
REGISTER = logged.register("""
    | unit | launch_held | launched_on |
    | u0   | yes         | 2023-10-11  |
""")


INFERRED = {"below_peers", "stalled", "slow_pace"}


def facts(attention):
    """The items that are facts: rule 11 is about these. What is inferred follows from figures, and
    a zero is a figure while silence is none; it is attention at most."""
    return [r for r in attention.reasons if r.code not in INFERRED]


def weight(attention):
    """Level and number of the facts, to be compared."""
    levels = [list(Level).index(r.level) for r in facts(attention)]
    return max(levels, default=0), len(levels)


@settings(max_examples=tries(8))  # a list for each reason found
@given(panels())
def test_applying_the_stated_change_removes_the_item(told):
    week = len(told.cells)
    known = {"visits": LOG, "launches": REGISTER}
    for unit_id, found in attention(told.panel, **known).items():
        for reason in promising(found):
            changed, then = applied(told, int(unit_id[1:]), week, reason, known)
            after = attention(changed.panel, **then)[unit_id]
            assert (reason.code, reason.subject) not in {(r.code, r.subject) for r in after.reasons}


@many
@given(panels())
def test_no_smaller_change_removes_the_gap(told):
    week = len(told.cells)
    for unit_id, found in attention(told.panel).items():
        for reason in found.reasons:
            if reason.code == "behind_plan" and reason.change > max(reason.value, 0) + 1:
                less = replace(reason, change=reason.change - 1)
                changed, _ = applied(told, int(unit_id[1:]), week, less, {})
                # Only raw levels of both weeks raise it: hold last week's gap as it was.
                after = attention(changed.panel)[unit_id]
                kept = {(r.code, r.subject) for r in after.reasons}
                assert (reason.code, reason.subject) in kept


def promising(found):
    assert all((r.change is None) == (r.code in INFERRED) for r in found.reasons)
    return facts(found)


def applied(told, unit, week, reason, known):
    """The reports and logs with the least change a reason asks for."""
    own = f"u{unit}"
    if reason.code == "not_visited":
        visit = LOG.iloc[[0]].assign(unit_id=own, day=pd.Timestamp(last_day(week)))
        return told, known | {"visits": pd.concat([known["visits"], visit], ignore_index=True)}
    if reason.subject == "launch":
        entry = REGISTER.assign(unit_id=own)
        return told, known | {"launches": pd.concat([known["launches"], entry], ignore_index=True)}
    if reason.code == "zero_streak":
        return told.adding(week, unit, {reason.subject: reason.change}), known
    if reason.code == "not_reported":
        return told.adding(week, unit, {STUDY: 0.0}), known
    slot = ORGS if reason.subject == "study_org_share" else reason.subject + "@cumulative"
    return told.adding(week, unit, {slot: reason.change}), known


@many
@given(panels(), st.data())
def test_sending_a_report_is_never_worse_than_sending_none(told, data):
    week = len(told.cells)
    unit = data.draw(st.integers(0, len(told.types) - 1))
    silent = told.with_cell(week, unit, None)
    figures = data.draw(
        st.dictionaries(st.sampled_from(WEEKLY), st.integers(0, 2).map(float), min_size=1)
    )
    zeros = dict.fromkeys(WEEKLY, 0.0)
    known = {"visits": LOG, "launches": REGISTER}
    without = attention(silent.panel, **known)[f"u{unit}"]
    for report in (zeros, figures, zeros | figures):
        sent = attention(told.with_cell(week, unit, report).panel, **known)[f"u{unit}"]
        assert weight(sent) <= weight(without)
        assert len(facts(sent)) <= len(facts(without))
        assert sent.no_data <= without.no_data
        keys = [sum(r.level is Level.KEY for r in one.reasons) for one in (sent, without)]
        assert keys[0] <= keys[1]
        assert all(r.level is Level.ATTENTION for r in sent.reasons if r.code in INFERRED)


@many
@given(panels(), st.data())
def test_an_earlier_report_makes_no_gap_date_or_silence_worse_later(told, data):
    """A run of zeros is left out here: it begins with a reported zero and with nothing else."""
    week, unit = data.draw(st.integers(1, len(told.cells))), 0
    figures = data.draw(
        st.dictionaries(st.sampled_from(WEEKLY), st.integers(0, 2).map(float), min_size=1)
    )
    silent = told.with_cell(week, unit, None)
    before, after = (
        [r for r in facts(attention(t.panel)["u0"]) if r.code != "zero_streak"]
        for t in (silent, told.with_cell(week, unit, figures))
    )
    assert len(after) <= len(before)
    levels = {(r.code, r.subject): r.level for r in before}
    assert all(
        list(Level).index(r.level) <= list(Level).index(levels[r.code, r.subject]) for r in after
    )


@many
@given(panels(), st.randoms(use_true_random=False))
def test_the_order_of_units_changes_nothing(told, rng):
    order = list(range(len(told.types)))
    rng.shuffle(order)
    week = len(told.cells)
    known = {"visits": LOG, "launches": REGISTER, "week": week, "today": last_day(week)}
    assert worklist(told.in_order(order), PACK, **known) == worklist(told.panel, PACK, **known)


@many
@given(panels())
def test_the_list_agrees_with_the_rules_read_unit_by_unit(told):
    week = len(told.cells)
    for unit_id, found in attention(told.panel).items():
        unit = int(unit_id[1:])
        assert slow_items(told, unit, week) == {
            (r.code, r.subject): (r.level, r.change) for r in facts(found)
        }


def slow_items(told, unit, week):
    """Rules 2, 3 and 4 for one unit in plain words, without visits and launches."""
    column = [row[unit] for row in told.cells]
    items = {}
    for target in PACK.targets:
        if target.type_id in (told.types[unit], "*"):
            found = slow_target(target, column, told, unit, week)
            if found:
                code = "behind_plan" if target.kind == "pace" else "overdue"
                items[code, target.subject] = found
    kind, orgs = told.types[unit], told.orgs[unit]
    owed = {q.id for q in PACK.quantities if PACK.owes(kind, q.id, sub_org_total=orgs)}
    silent = slow_silent_weeks(column, owed)
    if silent >= 2:
        items["not_reported", "report"] = (Level.KEY if silent >= 4 else Level.ATTENTION, 1)
    if PACK.type[told.types[unit]].has_weekly_study and slow_zeros(column) >= 3:
        items["zero_streak", STUDY] = (Level.ATTENTION, 1)
    return items


def slow_target(target, column, told, unit, week):
    """The level and least change of one target; None where it stands."""
    slot = ORGS if target.subject == "study_org_share" else target.subject
    times = told.orgs[unit] if slot == ORGS else 1
    if slot not in PACK.quantity or (slot == ORGS and not times):
        return None
    if told.types[unit] not in PACK.quantity[slot].owed_by:
        return None

    def raw(at):
        cell = column[at - 1]
        if isinstance(cell, Mapping) and cell.get(slot) == "e":
            return 0
        due = target.amount * times * min(1, at / (target.by_week or 16))
        return slow_gap(due, slow_sum(column[:at], slot), target.amount * times)

    if target.kind == "pace":
        level = min(raw(week), raw(week - 1))
        due = target.amount * times * min(1, week / (target.by_week or 16))
        new = 0
        while slow_gap(due, new, target.amount * times):
            new += 1
        return ([None, Level.ATTENTION, Level.KEY][level], new) if level else None
    if target.kind == "due_on" and slow_sum(column, slot) < target.amount:
        late = (last_day(week) - target.due_on).days
        return (Level.KEY if late > 7 else Level.ATTENTION, target.amount) if late > 0 else None
    return None


def slow_gap(due, done, whole):
    """0, 1 or 2 by the words of rule 2."""
    gap = 100 * (done - due) / whole
    if due - done >= 1 and gap < -30:
        return 2
    if (due - done >= 1 and gap <= -10) or (whole <= 2 and due >= 0.5 and done == 0):
        return 1
    return 0


def slow_sum(column, slot):
    """What is known since the launch; 0 without any figure."""
    total = 0.0
    for cell in column:
        if isinstance(cell, Mapping):
            own, stated = cell.get(slot), cell.get(slot + "@cumulative")
            if isinstance(own, float):
                total = own if slot == ORGS else total + own
            if isinstance(stated, float):
                total = stated
    return total


def slow_silent_weeks(column, owed):
    """Weeks running, up to the last, in which nothing that was asked for came."""
    n = 0
    for cell in reversed(column):
        told = cell.items() if isinstance(cell, Mapping) else ()
        if cell == "held" or any(isinstance(v, float) and s.split("@")[0] in owed for s, v in told):
            break
        n += 1
    return n


def slow_zeros(column):
    """The run of zeros up to the last week by the words of rule 4."""
    run, total = 0, 0.0
    for cell in column:
        own = cell.get(STUDY) if isinstance(cell, Mapping) else None
        stated = cell.get(STUDY + "@cumulative") if isinstance(cell, Mapping) else None
        if own == "e":
            run = 0
        elif own is None and stated is None:
            run += run > 0
        else:
            held = own if own is not None else stated - total
            run = run + 1 if held <= 0 else 0
        total = stated if stated is not None else total + (own if isinstance(own, float) else 0)
    return run
