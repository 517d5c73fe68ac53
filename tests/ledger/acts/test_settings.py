"""What a district sets holds from its week on; no past revision shows or is judged otherwise."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from random import Random

import numpy as np
import pytest

from campaign import CampaignPack, Setting, as_blocks, asked_of, pack_of
from ledger import Ledger, LockedWeek, SettingRefused, open_ledger
from measures.counting import roll_in
from tests.ledger.conftest import NewAddress
from tests.ledger.drawn import (
    DISTRICT,
    OFFICE,
    OPERATOR,
    STUDY,
    TWO_UNITS,
    UNITS,
    enter,
    hour,
    roster,
    weekly,
)

STEPS = 60 if os.environ.get("SOAK") else 14
"""Acts in a row: enough for a setting, a roster and a report to come after one another each way."""
SEEDS = range(20) if os.environ.get("SOAK") else (1,)
GAP = Setting("threshold", "attention_gap", 2, "-20")


def put(ledger: Ledger, *settings: Setting) -> int:
    return ledger.settings.put(DISTRICT.id, settings, by=OFFICE, at=hour(9), reason="试")


def shown(ledger: Ledger, revision: int | None) -> tuple[object, ...]:
    """All that a revision shows: figures, who was in time, and what they are judged by, by week."""
    panel = ledger.panel(DISTRICT.id, OFFICE, through=4, as_of=revision)
    weeks = [
        (
            np.asarray(as_blocks(week.values)).tobytes(),
            np.asarray(as_blocks(week.states)).tobytes(),
            week.on_time.tobytes(),
            week.member.tobytes(),
            asked_of(pack_of(panel.district, week.week.number)).fingerprint,
        )
        for week in panel.weeks
    ]
    names = [(unit.id, unit.name) for unit in panel.units]
    return names, panel.type_ids, panel.group_ids, panel.district.calendar, tuple(weeks)


def test_a_setting_is_a_revision_with_who_and_why(ledger: Ledger) -> None:
    rev = put(ledger, GAP, Setting("work", "3", 1, "0.5"))
    assert ledger.revision(DISTRICT.id) == rev
    told = ledger.settings.history(DISTRICT.id)
    assert told[["revision", "name", "key", "week", "content", "why"]].to_numpy().tolist() == [
        [rev, "threshold", "attention_gap", 2, "-20", "试"],
        [rev, "work", "3", 1, "0.5", "试"],
    ]
    assert ledger.record.verify() == ()
    (now,) = ledger.districts()
    assert now.calendar.work == {3: 0.5}
    assert [pack_of(now, week).thresholds["attention_gap"] for week in (1, 2)] == [-10, -20]


def test_a_moved_deadline_is_judged_by_from_then_on_and_not_before(ledger: Ledger) -> None:
    enter(ledger, weekly(TWO_UNITS), at=hour(150))
    before = ledger.revision(DISTRICT.id)
    assert not ledger.panel(DISTRICT.id, OFFICE).weeks[0].on_time.any()
    put(ledger, Setting("deadline", "1", 1, '"2023-10-09T12:00:00"'))
    assert ledger.panel(DISTRICT.id, OFFICE).weeks[0].on_time.sum() == 2
    assert not ledger.panel(DISTRICT.id, OFFICE, as_of=before).weeks[0].on_time.any()
    assert ledger.record.verify() == ()


def test_an_excused_unit_owes_nothing_until_the_week_named_and_what_it_sends_counts(
    ledger: Ledger, url: str
) -> None:
    pack = pack_of(DISTRICT)
    said = '{"approver":"区委办","reason":"改制","until":3}'
    enter(ledger, weekly(TWO_UNITS, week=2))
    enter(ledger, weekly(TWO_UNITS, week=4))
    before = ledger.revision(DISTRICT.id)
    expected = [roll_of(ledger, pack, week) for week in (1, 2, 3, 4)]
    put(ledger, Setting("exemption", "水务局", 2, said), Setting("exemption", "财政局", 2, said))
    after = [roll_of(ledger, pack, week) for week in (1, 2, 3, 4)]
    assert expected == [{"财政局", "民政局", "水务局"}] * 4
    assert after == [expected[0], {"财政局", "民政局"}, {"民政局"}, expected[3]]
    assert [roll_of(ledger, pack, week, as_of=before) for week in (2, 3)] == expected[1:3]
    enter(ledger, weekly("| unit | study_session_count |\n| 水务局 | 5 |", week=3, sender="g02"))
    assert "水务局" in roll_of(ledger, pack, 3)
    ledger.keep_panel(DISTRICT.id)
    assert ledger.record.verify() == ()
    with closing(open_ledger(url)) as anew:
        assert [roll_of(anew, pack, week) for week in (2, 3)] == [after[1], {"民政局", "水务局"}]


def roll_of(ledger: Ledger, pack: CampaignPack, week: int, as_of: int | None = None) -> set[str]:
    """The units that were expected to report in a week."""
    panel = ledger.panel(DISTRICT.id, OFFICE, through=4, as_of=as_of)
    expected = roll_in(panel, panel.weeks[week - 1], pack).expected
    return {unit.id for unit, own in zip(panel.units, expected, strict=True) if own}


def test_what_is_tried_changes_nothing(ledger: Ledger) -> None:
    tried = ledger.settings.tried(DISTRICT.id, [GAP])
    assert pack_of(tried, 2).thresholds["attention_gap"] == -20
    assert ledger.districts()[0].settings == ()


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (Setting("threshold", "attention_gap", 2, "much"), "S04"),
        (Setting("launch", "", 1, '"2023-09-25"'), "S06"),
        (Setting("n_weeks", "", 1, "1"), "S06"),
        (Setting("duty", f"{STUDY}/nobody", 1, "true"), "S02"),
        (Setting("threshold", "attention_gap", 2, ""), "S07"),
    ],
)
def test_what_cannot_be_set_leaves_nothing(ledger: Ledger, wanted: Setting, code: str) -> None:
    enter(ledger, weekly(TWO_UNITS, week=2))
    before = ledger.revision(DISTRICT.id)
    with pytest.raises(SettingRefused) as refusal:
        put(ledger, wanted)
    assert [issue.code for issue in refusal.value.issues] == [code]
    assert ledger.revision(DISTRICT.id) == before


def test_a_closed_campaign_takes_no_setting(ledger: Ledger) -> None:
    ledger.record.close(DISTRICT.id, by=OFFICE, at=hour(9))
    with pytest.raises(LockedWeek):
        put(ledger, GAP)


def _excuse(random: Random) -> str:
    until, why = random.randint(1, 6), random.random()
    return f'{{"approver":"区委办","reason":"第{why}号","until":{until}}}'


def a_setting(ledger: Ledger, random: Random) -> None:
    number, week = random.randint(1, 4), random.randint(1, 4)
    later = f'"2023-10-{random.randint(7, 30):02}T12:00:00"'
    label = f'{{"en":"Schools {random.random()}","zh":"学校"}}'
    put(
        ledger,
        random.choice(
            [
                Setting("threshold", "attention_gap", week, str(-random.randint(11, 10**6))),
                Setting("deadline", str(number), 1, later),
                Setting("work", str(number), 1, str(random.random())),
                Setting("exemption", "财政局", week, _excuse(random)),
                Setting("n_weeks", "", 1, str(7 + ledger.revision(DISTRICT.id))),
                Setting("type", "school", 1, f'{{"label":{label},"place":{random.randint(1, 7)}}}'),
                Setting(
                    "target",
                    f"{STUDY}/*",
                    week,
                    f'{{"kind":"pace","amount":{random.randint(1, 10**6)}}}',
                ),
            ]
        ),
    )


def a_roster(ledger: Ledger, random: Random) -> None:
    moved = UNITS.replace("g02", f"g0{random.randint(3, 9)}")
    week = random.randint(1, 4)
    enter(ledger, roster(moved, week=week, version=str(random.random())))


def a_report(ledger: Ledger, random: Random) -> None:
    figures = TWO_UNITS.replace("| 2 ", f"| {random.randint(1, 99)} ")
    sheet = weekly(figures, week=random.randint(1, 4), version=str(random.random()))
    enter(ledger, sheet, at=hour(random.randint(1, 900)))


ACTS: tuple[Callable[[Ledger, Random], None], ...] = (a_setting, a_roster, a_report)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_past_revision_shows_what_it_showed(new_address: NewAddress, seed: int) -> None:
    random, was = Random(seed), dict[int, tuple[object, ...]]()
    address, other = new_address(True), new_address(True)
    with closing(open_ledger(address)) as ledger:
        ledger.add_district(DISTRICT, by=OFFICE)
        enter(ledger, roster(UNITS))
        for step in range(STEPS):
            act = ACTS[step] if step < len(ACTS) else random.choice(ACTS)
            act(ledger, random)
            if step == STEPS // 2:
                ledger.record.freeze(DISTRICT.id, 1, by=OFFICE, at=hour(901))
                ledger.record.reopen(DISTRICT.id, 1, by=OFFICE, at=hour(902), reason="补正")
            was[ledger.revision(DISTRICT.id)] = shown(ledger, None)
        assert {revision: shown(ledger, revision) for revision in was} == was
        assert ledger.record.verify() == ()
        ledger.archives.back_up(copy := BytesIO(), at=hour(903))
    with closing(open_ledger(address)) as anew, closing(open_ledger(other)) as restored:
        restored.archives.restore(copy, by=OPERATOR)
        for ledger in (anew, restored):
            assert {revision: shown(ledger, revision) for revision in was} == was
