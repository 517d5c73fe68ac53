"""What was done about reports and doubts is there for whoever looks later, and changes no figure."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd
import pytest

from campaign import Viewer
from ledger import (
    Doubt,
    Ledger,
    LockedWeek,
    Mark,
    NotAllowed,
    OpeningRefused,
    StaleList,
    Step,
    Unsettled,
    Whole,
)
from ledger.acts import openings
from tests.ledger.drawn import (
    CORRECTED,
    DISTRICT,
    LAUNCH,
    OFFICE,
    TWO_UNITS,
    UNITS,
    enter,
    group_viewer,
    hour,
    roster,
    weekly,
)

FINANCE, WATER = "财政局", "水务局"
DOUBT = Doubt(FINANCE, "falls study_session_count 1", "1 2")


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """Three units, two of which reported week 1."""
    enter(ledger, roster(UNITS))
    enter(ledger, weekly(TWO_UNITS))
    return ledger


def steps(ledger: Ledger, viewer: Viewer = OFFICE) -> list[tuple[object, ...]]:
    """Each step's unit, kind and value, the newest first."""
    rows = ledger.exchange.followed(DISTRICT.id, viewer)
    return list(rows[["unit_id", "step", "value"]].itertuples(index=False, name=None))


def test_steps_are_told_in_scope_and_move_no_figure(filled: Ledger) -> None:
    revision, follow = filled.revision(DISTRICT.id), filled.exchange.follow
    follow(DISTRICT.id, [Mark(Step.CALLED, WATER, 1)], by=OFFICE, at=hour(1))
    told = [Mark(Step.PHONED, FINANCE, 1, "study_session_count", "3")]
    follow(DISTRICT.id, told, by=group_viewer("g01"), at=hour(2))
    assert steps(filled) == [(FINANCE, "phoned", "3"), (WATER, "called", "")]
    assert steps(filled, group_viewer("g02")) == [(WATER, "called", "")]
    with pytest.raises(NotAllowed, match="P34"):
        follow(DISTRICT.id, told, by=group_viewer("g02"), at=hour(3))
    assert filled.revision(DISTRICT.id) == revision
    assert filled.record.verify(DISTRICT.id) == ()


def test_when_a_report_came_is_known_by_unit(filled: Ledger) -> None:
    came = filled.exchange.came(DISTRICT.id, group_viewer("g01"), week=1)
    assert sorted(came.index) == sorted([FINANCE, "民政局"])
    assert came.notna().all()
    assert not len(filled.exchange.came(DISTRICT.id, group_viewer("g02"), week=1))


def test_a_week_is_complete_once_each_doubt_has_its_reason(filled: Ledger) -> None:
    def complete(*doubts: Doubt, holds: bool = True) -> None:
        now = {"by": OFFICE, "at": hour(4), "holds": holds, "judge": lambda _: doubts}
        filled.exchange.complete(DISTRICT.id, 1, **now)

    with pytest.raises(Unsettled, match="P33: 1 doubts of week 1"):
        complete(DOUBT)
    why = Mark(Step.SETTLED, FINANCE, 1, DOUBT.about, DOUBT.value, "上周多计一次")
    filled.exchange.follow(DISTRICT.id, [why], by=OFFICE, at=hour(3))
    complete(DOUBT)
    assert filled.exchange.completed(DISTRICT.id)["holds"].tolist() == [True]
    with pytest.raises(Unsettled):
        complete(Doubt(FINANCE, DOUBT.about, "1 5"))  # it says something else since
    complete(holds=False)
    assert filled.exchange.completed(DISTRICT.id)[["week", "holds"]].values.tolist() == [[1, False]]
    undone = Mark(Step.SETTLED, FINANCE, 1, DOUBT.about, holds=False)
    filled.exchange.follow(DISTRICT.id, [undone], by=OFFICE, at=hour(5))
    with pytest.raises(Unsettled):
        complete(DOUBT)


def test_a_week_is_complete_by_what_the_ledger_holds_when_it_is_marked(filled: Ledger) -> None:
    """Figures that come while the week is judged have it judged again with them."""
    seen: list[float] = []

    def judge(whole: Whole) -> list[Doubt]:
        if not seen:
            enter(filled, weekly(CORRECTED, version="2"))
        at = [unit.id for unit in whole.panel.units].index(FINANCE)
        slot = whole.panel.slot_index["study_session_count"]
        seen.append(float(whole.panel.weeks[0].values[slot][at]))
        return [DOUBT] if len(seen) == 2 else []

    with pytest.raises(Unsettled, match="P33: 1 doubts of week 1"):
        filled.exchange.complete(DISTRICT.id, 1, judge=judge, by=OFFICE, at=hour(9))
    assert len(set(seen)) == len(seen) == 2, "each time by other figures"
    assert not len(filled.exchange.completed(DISTRICT.id))


def test_a_week_into_which_figures_keep_coming_is_not_marked(filled: Ledger) -> None:
    versions = iter(range(2, 99))

    def judge(_: Whole) -> list[Doubt]:
        n = next(versions)
        enter(filled, weekly(TWO_UNITS.replace("| 0 ", f"| {n} "), version=str(n)))
        return []

    with pytest.raises(StaleList):
        filled.exchange.complete(DISTRICT.id, 1, judge=judge, by=OFFICE, at=hour(9))
    assert not len(filled.exchange.completed(DISTRICT.id))


def test_a_frozen_week_is_open_for_one_unit_until_the_day_is_over(
    filled: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    record, corrected = filled.record, weekly(CORRECTED, version="2")
    record.freeze(DISTRICT.id, 1, by=OFFICE, at=hour(100))
    clock = _Clock(hour(101))
    monkeypatch.setattr(openings, "datetime", clock)
    assert filled.plan(DISTRICT.id, corrected).locked == (1,)
    friday = LAUNCH + timedelta(days=11)

    def open_for(unit: str, **other: object) -> None:
        now = {"until": friday, "by": OFFICE, "at": clock.at, "reason": "区里来函", **other}
        record.open_for(DISTRICT.id, 1, unit, **now)  # type: ignore[arg-type]

    for refused in ({"reason": " "}, {"until": LAUNCH}):
        with pytest.raises(OpeningRefused):
            open_for(FINANCE, **refused)
    open_for(WATER)
    assert filled.plan(DISTRICT.id, corrected).locked == (1,), "another unit's"
    open_for(FINANCE)
    plan = filled.plan(DISTRICT.id, corrected)
    assert plan.locked == ()
    clock.at = hour(24 * 12)
    assert record.openings(DISTRICT.id, at=clock.at) == ()
    with pytest.raises(LockedWeek):
        filled.accept(plan, by=OFFICE, received_at=hour(102))
    clock.at = hour(24 * 11)
    filled.accept(plan, by=OFFICE, received_at=hour(102))
    assert record.cuts(DISTRICT.id)["is_locked"].all()
    both = TWO_UNITS.replace("| 0 ", "| 4 ")
    assert filled.plan(DISTRICT.id, weekly(both, version="3")).locked == (1,)
    open_for(WATER, until=LAUNCH)
    assert [one.unit_id for one in record.openings(DISTRICT.id, at=clock.at)] == [FINANCE]
    record.reopen(DISTRICT.id, 1, by=OFFICE, at=clock.at, reason="更正")
    record.freeze(DISTRICT.id, 1, by=OFFICE, at=clock.at)
    assert record.openings(DISTRICT.id, at=clock.at) == (), "a new cut ends it"
    assert record.verify(DISTRICT.id) == ()


class _Clock:
    """The server's clock, set by the test."""

    def __init__(self, at: pd.Timestamp | object) -> None:
        self.at = at

    def now(self, _zone: object) -> object:
        """The moment it is set to."""
        return self.at
