"""One ledger for a whole process: its threads, its districts, its reopening."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest

from campaign import Calendar, District
from ledger import Ledger, Receipt, StalePlan, open_ledger
from tests.ledger.drawn import (
    CORRECTED,
    DISTRICT,
    LAUNCH,
    OFFICE,
    STUDY,
    TWO_UNITS,
    enter,
    hour,
    shown,
    weekly,
)


def test_two_threads_with_plans_for_one_unit_cannot_both_go_in_unseen(ledger: Ledger) -> None:
    drawings = [TWO_UNITS, CORRECTED]
    plans = [ledger.plan(DISTRICT.id, weekly(drawing)) for drawing in drawings]
    gate, results = Barrier(2), list[object]()

    def accept(n: int) -> None:
        gate.wait()
        try:
            results.append(ledger.accept(plans[n], by=OFFICE, received_at=hour(n)))
        except StalePlan as refusal:
            results.append(refusal)

    threads = [Thread(target=accept, args=(n,)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(type(result).__name__ for result in results) == ["Receipt", "StalePlan"]


def test_threads_and_a_second_process_view_write_without_a_lock_error(
    ledger: Ledger, url: str
) -> None:
    other = open_ledger(url)
    receipts: list[Receipt] = []

    def send(book: Ledger, week: int, unit: str) -> None:
        for n in range(5):
            drawing = f"| unit | study_session_count |\n| {unit} | {n} |"
            receipts.append(enter(book, weekly(drawing, week=week, sheet=unit)))

    jobs = [
        *((ledger, 1, "财政局"), (ledger, 2, "水务局")),
        *((other, 3, "财政局"), (other, 4, "水务局")),
    ]
    threads = [Thread(target=send, args=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert len({receipt.submission_id for receipt in receipts}) == 20
    assert shown(ledger, "水务局", week=4) == 4


def test_reopening_keeps_everything(ledger: Ledger, url: str) -> None:
    enter(ledger, weekly(TWO_UNITS))
    before = ledger.panel(DISTRICT.id, OFFICE)
    ledger.close()
    again = open_ledger(url)
    after = again.panel(DISTRICT.id, OFFICE)
    assert again.districts() == (DISTRICT,)
    assert again.roster(DISTRICT.id).units == ledger.roster(DISTRICT.id).units
    assert after.units == before.units
    assert after.values(STUDY).tolist()[0][:2] == [2, 0]
    assert again.revision(DISTRICT.id) == before.revision
    again.close()


def test_own_districts_stand_before_samples_and_the_newest_first(ledger: Ledger) -> None:
    calendar = Calendar(LAUNCH, 6, timedelta(days=3), moved={2: datetime(2023, 10, 14, 9)})  # noqa: DTZ001
    sample = District("s1", "示例区", "c2023_ztjy", calendar, is_sample=True)
    newer = District("d2", "新区", "c2023_ztjy", Calendar(LAUNCH, 4))
    ledger.add_district(sample, by=OFFICE)
    ledger.add_district(newer, by=OFFICE)
    assert ledger.districts() == (newer, DISTRICT, sample)
    with pytest.raises(ValueError, match="d2"):
        ledger.add_district(newer, by=OFFICE)


def test_one_district_knows_nothing_of_another(ledger: Ledger) -> None:
    ledger.add_district(replace(DISTRICT, id="d2"), by=OFFICE)
    enter(ledger, weekly(TWO_UNITS))
    assert not ledger.roster("d2")
    assert ledger.revision("d2") == 0
    assert ledger.submissions("d2", OFFICE).empty
    with pytest.raises(KeyError):
        ledger.revision("d3")


def test_a_confirmed_alias_is_in_the_roster_and_the_latest_word_counts(ledger: Ledger) -> None:
    for unit in ("民政局", "财政局"):
        ledger.confirm_alias(DISTRICT.id, raw="区 财局", unit_id=unit, by=OFFICE, at=hour(1))
    assert ledger.roster(DISTRICT.id).aliases == {"区财局": "财政局"}
    with pytest.raises(KeyError):
        ledger.confirm_alias(DISTRICT.id, raw="x", unit_id="无此局", by=OFFICE, at=hour(1))


def test_the_last_cumulative_figures_before_a_week_are_known(ledger: Ledger) -> None:
    drawing = "| unit | {0} | {0}@cumulative |\n| 财政局 | 1 | {1} |"
    enter(ledger, weekly(drawing.format(STUDY, 4), week=1))
    enter(ledger, weekly(drawing.format(STUDY, ""), week=2))
    (known,) = ledger.earlier(DISTRICT.id, week=3).items()
    assert known[0] == "财政局"
    assert known[1].totals == {f"{STUDY}@cumulative": 4}
    assert dict(ledger.earlier(DISTRICT.id, week=1)) == {}


def test_what_was_known_before_a_week_is_its_units_past(ledger: Ledger) -> None:
    for number, sessions in ((1, 2), (2, 4), (3, 9)):
        enter(ledger, weekly(f"| unit | {STUDY} |\n| 财政局 | {sessions} |", week=number))
    known = ledger.earlier(DISTRICT.id, week=4)["财政局"]
    assert (known.last_week, known.medians) == ({STUDY: 9}, {STUDY: 4})
    before = ledger.earlier(DISTRICT.id, week=3)["财政局"]
    assert (before.last_week, before.medians) == ({STUDY: 4}, {})  # two weeks have no middle
    later = ledger.earlier(DISTRICT.id, week=6)["财政局"]
    assert (later.last_week, later.medians) == ({}, {STUDY: 4})  # nothing came the week before


@pytest.mark.parametrize(
    ("weeks", "so_far"),
    [
        (["1 | 4", "2 |  "], 6),  # the last stated one and the week after it
        (["1 | 4", "2 | 7"], 7),
        (["1 |  ", "2 |  "], 3),  # none was stated: the weeks add up
        (["  | 4", "  |  "], None),  # of the second week nothing is known
        (["1 | 4", None], None),  # nor here
        ([None, "2 | 9"], 9),
        ([None, "2 |  "], None),
    ],
)
def test_what_is_known_so_far_has_no_week_missing(
    ledger: Ledger, weeks: list[str | None], so_far: float | None
) -> None:
    for number, cells in enumerate(weeks, 1):
        row = f"| 财政局 | {cells} |" if cells else "| 民政局 | 1 | 1 |"
        enter(ledger, weekly(f"| unit | {STUDY} | {STUDY}@cumulative |\n{row}", week=number))
    known = ledger.earlier(DISTRICT.id, week=3)["财政局"]
    assert known.so_far.get(f"{STUDY}@cumulative") == so_far
