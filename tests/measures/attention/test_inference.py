"""Unlike its peers, standing still, too slow: inference that suggests a look, and never more."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign import Level
from measures import signals, worklist
from measures.attention.against_type import bands, compared
from measures.attention.inference import LOOK_BACK
from tests.measures import drawn
from tests.measures.told import Told

PACK = drawn.pack()
STUDY, TALKS, ORGS = "study_session_count", "discussion_session_count", "study_org_covered"
INFERRED = ("below_peers", "stalled", "slow_pace")


def inferred(told, pack=PACK):
    """The inferred items of every unit, by (unit, code, subject)."""
    panel = told.panel
    week = panel.weeks[-1].week
    listed = worklist(panel, pack, week=week.number, today=week.ends_on)
    return {
        (a.unit_id, r.code, r.subject): r for a in listed for r in a.reasons if r.code in INFERRED
    }


def reaching(*covered, orgs=40, kind="section_team"):
    """A week of units of one type with that many of their organisations studying."""
    cells = tuple(None if k is None else {ORGS: float(k)} for k in covered)
    return Told((kind,) * len(covered), (orgs,) * len(covered), (cells,))


def test_eleven_of_forty_among_units_that_reach_thirty():
    told = reaching(11, 30, 31, 29, 30, 28, 30, 32, 29, 31)
    ((key, reason),) = inferred(told).items()
    assert key == ("u0", "below_peers", "study_org_share")
    assert (reason.level, reason.value, reason.n) == (Level.ATTENTION, 11, 40)
    assert 11 < reason.limit < 30
    assert reason.change is None, "an inference suggests a look and promises no way off the list"


def test_seven_peers_are_too_few_and_so_is_a_unit_of_two_organisations():
    assert inferred(reaching(0, 30, 31, 29, 30, 28, 30)) == {}
    types, orgs = ("section_team",) * 9, (2, *(40,) * 8)
    cells = ({ORGS: 0.0}, *({ORGS: 30.0},) * 8)
    assert inferred(Told(types, orgs, (cells,))) == {}


def test_a_figure_above_its_whole_is_an_error_and_is_not_compared():
    told = reaching(50, 30, 31, 29, 30, 28, 30, 32, 29, 31)
    assert np.isnan(compared(told.panel, PACK, "study_org_share").done[0])


def test_units_that_never_told_are_not_compared():
    told = reaching(None, 30, 31, 29, 30, 28, 30, 32, 29, 31)
    assert inferred(told) == {}


def test_a_silent_week_and_the_same_figure_again_say_the_same():
    early = reaching(11, 30, 31, 29, 30, 28, 30, 32, 29, 31)
    silent = Told(early.types, early.orgs, (*early.cells, (None, *early.cells[0][1:])))
    again = Told(early.types, early.orgs, early.cells * 2)
    assert {k: r.limit for k, r in inferred(silent).items() if k[1] == "below_peers"} == {
        k: r.limit for k, r in inferred(again).items() if k[1] == "below_peers"
    }


@pytest.mark.parametrize(
    ("first", "weeks"),
    [
        ([30, 11, 11], 2),  # told in line with its peers once, then twice below
        ([11, 11, 11], 3),
        ([11, 30, 11], 1),
        ([11] * 12, LOOK_BACK),
    ],
)
def test_how_many_weeks_running_a_unit_has_stood_below(first, weeks):
    one = reaching(11, 30, 31, 29, 30, 28, 30, 32, 29, 31)
    rest = one.cells[0][1:]
    told = Told(one.types, one.orgs, tuple(({ORGS: float(k)}, *rest) for k in first))
    (reason,) = (r for k, r in inferred(told).items() if k[:2] == ("u0", "below_peers"))
    assert reason.weeks == weeks


def sessions(*columns, kind="section_team", subject=STUDY, orgs=0):
    """Units of one type, each a string of weekly figures; `.` is no report."""
    cells = tuple(
        tuple(None if cell == "." else {subject: float(cell)} for cell in row)
        for row in zip(*(column.split() for column in columns), strict=True)
    )
    return Told((kind,) * len(columns), (orgs,) * len(columns), cells)


BUSY = "4 4 5 4 4 5 4 4 4 5"


def test_sessions_are_compared_over_weeks_with_a_figure():
    slow = "1 0 0 1 0 0 0 1 0 0"
    found = inferred(sessions(slow, *(BUSY,) * 8))
    reason = found["u0", "below_peers", STUDY]
    assert (reason.value, reason.n) == (3, 10)
    # Half the weeks silent: half the exposure, so that silence is not taken for idleness.
    held = inferred(sessions("4 . 5 . 4 . 4 . 4 .", *(BUSY,) * 8))
    assert ("u0", "below_peers", STUDY) not in held


def test_how_many_organisations_a_unit_has_is_no_exposure_of_its_own_sessions():
    orgs = (60, *(2,) * 8)
    told = replace(sessions(*(BUSY,) * 9), orgs=orgs)
    assert ("u0", "below_peers", STUDY) not in inferred(told)


def test_an_active_unit_that_slows_to_next_to_nothing_has_stalled_and_silence_counts_nothing():
    # Six a week: one in two weeks says enough, before three zeros are a fact of their own.
    told = sessions("8 8 8 8 8 1 0 1", *("6 6 6 6 6 6 6 6",) * 3)
    reason = inferred(told)["u0", "stalled", STUDY]
    assert (reason.level, reason.weeks, reason.change) == (Level.ATTENTION, 3, None)
    assert (reason.value, reason.limit) == (2, 8)
    silent = sessions("8 8 8 8 8 8 . .", *("6 6 6 6 6 6 6 6",) * 3)
    assert ("u0", "stalled", STUDY) not in inferred(silent)


def test_a_week_in_which_all_do_little_is_nobodys_stall():
    told = sessions("8 8 8 8 8 1 0 1", *("6 6 6 6 6 1 0 1",) * 3)
    assert not any(code == "stalled" for _, code, _ in inferred(told))


def test_a_run_of_zeros_that_is_listed_already_is_not_listed_twice():
    told = sessions("6 6 6 6 6 6 6 6 0 0 0", *("6 6 6 6 6 6 6 6 6 6 6",) * 3)
    assert ("u0", "stalled", STUDY) not in inferred(told)


def test_too_slow_for_its_target():
    target = replace(PACK.target(TALKS, "section_team"), amount=60.0)
    pack = replace(PACK, targets=(target,))
    slow, fast = "2 2 1 2 2 1 2 2 1 2", "5 5 5 5 5 5 5 5 5 5"
    told = sessions(slow, *(fast,) * 3, subject=TALKS)
    reason = inferred(told, pack)["u0", "slow_pace", TALKS]
    assert (reason.value, reason.n, reason.weeks) == (17, 60, 6)
    assert reason.limit == pytest.approx(43 / 6)
    assert reason.change is None
    assert ("u1", "slow_pace", TALKS) not in inferred(told, pack)


def lows(told):
    """How many units lie under their type's share without an item, by whether that says anything."""
    return Counter(filter(None, signals(told.panel, PACK)["low"]))


def test_within_chance_counts_those_below_the_pooled_share_that_would_have_been_found():
    told = reaching(11, *(30, 31, 29, 30, 28, 30, 32, 29, 31) * 3)
    # The pooled share is 821 of 1,120, 29.3 of 40: 11 is flagged, 28 and 29 are within chance.
    assert lows(told) == {"within_chance": 9}
    assert bands(told.panel, PACK).tolist() == [0, *(1,) * 27]


def test_of_units_with_few_organisations_it_cannot_be_told():
    # Four organisations each: a unit 35 points behind would hardly ever be found among such peers.
    told = reaching(*(2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 3, 3), orgs=4)
    assert inferred(told) == {}
    assert lows(told) == {"cannot_tell": 5}


FIGURES = st.fixed_dictionaries(
    {STUDY: st.sampled_from([0.0, 0.0, 3.0, 6.0]), TALKS: st.sampled_from([0.0, 2.0, 5.0])}
)


@st.composite
def districts(draw):
    """Ten and more units over some weeks, alike or far apart, some of them silent."""
    n, weeks = draw(st.integers(9, 12)), draw(st.integers(4, 8))
    types = tuple("section_team" if i < n - 2 else "non_public" for i in range(n))
    orgs = tuple(draw(st.lists(st.sampled_from([0, 3, 9, 40]), min_size=n, max_size=n)))
    rows = []
    for _ in range(weeks):
        row = []
        for i in range(n):
            cell = draw(st.one_of(st.none(), FIGURES, FIGURES))
            if cell is not None:
                most = orgs[i]
                cell = cell | {ORGS: float(draw(st.sampled_from([0, most // 2, most, most])))}
            row.append(cell)
        rows.append(tuple(row))
    return Told(types, orgs, tuple(rows))


few = settings(max_examples=settings.default.max_examples // 8)
LONG = replace(
    PACK,
    targets=tuple(replace(t, amount=60.0) if t.subject == TALKS else t for t in PACK.targets),
)


@few
@given(districts())
def test_inference_is_attention_and_promises_no_way_off(told):
    for (_, code, _), reason in inferred(told, LONG).items():
        assert reason.level is Level.ATTENTION
        assert reason.change is None
        assert np.isfinite([reason.value, reason.limit]).all()
        if code == "below_peers":
            assert reason.value < reason.limit


@few
@given(districts())
def test_facts_come_first_in_a_units_items(told):
    for line in worklist(
        told.panel, LONG, week=len(told.cells), today=told.panel.weeks[-1].week.ends_on
    ):
        inferences = [reason.code in INFERRED for reason in line.reasons]
        assert inferences == sorted(inferences)


@few
@given(districts(), st.integers(0, 40))
def test_a_unit_of_another_type_changes_no_peer_flag(told, covered):
    more = Told(
        (*told.types, "county_team"),
        (*told.orgs, 40),
        tuple((*row, {ORGS: float(covered), STUDY: 0.0}) for row in told.cells),
    )
    new = f"u{len(told.types)}"
    after = {k: r for k, r in inferred(more).items() if k[0] != new}
    assert after == inferred(told)
