"""What a weekly sheet says beyond the registry goes the whole way: asked in a blank form, read back,
kept, counted cell by cell, traced, taken back, archived, and known at every revision.

Blank forms of 财政局 (section_team) and 林场 (second_tier), filled in by row and heading.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

import openpyxl
import pytest

from campaign import (
    District,
    Door,
    Label,
    Roster,
    Setting,
    Viewer,
    load_pack,
    pack_of,
    wording,
)
from exports import Addressee, FormCell, template
from ledger import Ledger, SettingRefused, open_ledger
from loaders import Hints, read_workbook
from measures import further
from tests.ledger.conftest import NewAddress
from tests.ledger.drawn import OFFICE, enter, group_viewer, hour, roster

PACK = load_pack("c2023_ztjy")
DISTRICT = District("d1", "某区", PACK.id, replace(PACK.calendar, n_weeks=6))
UNITS = """
    | unit   | type         | group |
    | 财政局 | section_team | g01   |
    | 民政局 | section_team | g02   |
    | 林场   | second_tier  | g01   |
"""
LED, TICK, REMEDY = "study_lead_count", "discussion_topic_03", "flex_study_mode"
EVENING = {
    "label": {"zh": "夜校期数", "en": "Evening classes"},
    "measure": {"zh": "期", "en": "classes"},
    "kind": "count",
    "of": ["section_team"],
    "aliases": ["夜校"],
}


@pytest.fixture
def ledger(new_address: NewAddress) -> Iterator[Ledger]:
    """Three units, nothing reported."""
    found = open_ledger(new_address(True))
    found.add_district(DISTRICT, by=OFFICE, at=hour(0))
    enter(found, roster(UNITS))
    yield found
    found.close()


def district(ledger: Ledger) -> District:
    """As it is set now."""
    return next(it for it in ledger.districts() if it.id == "d1")


def blank(ledger: Ledger, *names: str, week: int = 1) -> openpyxl.Workbook:
    """The blank form of some units for a week."""
    here = district(ledger)
    units = tuple(ledger.roster("d1").by_id[name] for name in names)
    asked = FormCell(
        here,
        pack_of(here, week),
        "weekly_report",
        here.calendar.week(week),
        Addressee(names[0], names[0], units),
        wording("zh_CN"),
    )
    return openpyxl.load_workbook(io.BytesIO(template(asked)))


def column(book: openpyxl.Workbook, heading: str) -> int:
    """Where a heading stands, by how it begins."""
    return next(it.column for it in book["填报"][3] if str(it.value).startswith(heading))


def sent(
    ledger: Ledger,
    names: tuple[str, ...],
    cells: Mapping[tuple[int, str], object],
    *,
    week: int = 1,
):
    """The blank form filled in, read back: a submission."""
    book = blank(ledger, *names, week=week)
    for (row, heading), value in cells.items():
        book["填报"].cell(row, column(book, heading)).value = value
    file, here = io.BytesIO(), district(ledger)
    book.save(file)
    known = ledger.roster("d1")
    hints = Hints(calendar=here.calendar, earlier=lambda week: ledger.earlier("d1", week=week))
    assert isinstance(known, Roster)
    reading = read_workbook(
        file.getvalue(), file_name="周报.xlsx", roster=known, pack=pack_of(here), hints=hints
    )
    (submission,) = reading.submissions
    return submission


def taken(ledger: Ledger, submission, *, at: float = 1, sender: str = ""):
    """The receipt of a submission."""
    if sender:
        submission = replace(submission, source=replace(submission.source, sender=sender))
    return enter(ledger, submission, at=hour(at))


def cell(ledger: Ledger, unit: str, slot: str, *, week: int = 1, as_of: int | None = None):
    """The number and letter of a cell as the panel has it."""
    panel = ledger.panel("d1", OFFICE, through=6, as_of=as_of)
    at = [it.id for it in panel.units].index(unit)
    number = panel.values(slot)[week - 1, at]
    letter = panel.states(slot)[week - 1, at]
    return (None if number != number else float(number), chr(letter) if letter else "")


def test_a_blank_form_comes_back_with_every_state_and_stays_traced(ledger: Ledger) -> None:
    names = ("财政局", "林场")
    assert blank(ledger, "林场")["填报"].max_column < blank(ledger, "财政局")["填报"].max_column
    cells = {(4, "集中学习"): 2, (4, "领导领学"): 3, (4, "研讨：理想信念"): "√", (5, "集中学习"): 1}
    cells |= {(4, "安排个人自学"): "×", (4, "错峰学习方式"): "送学上门", (4, "转化举措"): 0}
    receipt = taken(ledger, sent(ledger, names, cells))
    assert cell(ledger, "财政局", LED) == (3.0, "v")
    assert cell(ledger, "财政局", TICK) == (1.0, "v")
    assert cell(ledger, "财政局", "study_self_arranged") == (0.0, "z")
    assert cell(ledger, "财政局", REMEDY) == (3.0, "v")
    assert cell(ledger, "财政局", "measure_count") == (0.0, "z")
    assert cell(ledger, "财政局", "rules_made_count") == (None, "m")
    assert cell(ledger, "林场", LED) == (None, "n")
    assert cell(ledger, "民政局", LED) == (None, "")
    found = ledger.trace("d1", OFFICE, unit_id="财政局", week=1, slot=LED)
    assert found is not None
    assert (found.raw, found.value, found.submission_id) == ("3", 3.0, receipt.submission_id)
    (version,) = ledger.history("d1", OFFICE, unit_id="财政局", week=1)
    assert version.values[LED] == 3.0
    assert ledger.record.verify() == ()


def test_nothing_that_may_be_left_out_is_missing_from_a_report(ledger: Ledger) -> None:
    cells = {(4, heading): 1 for heading in ("集中学习", "研讨交流", "专题党课")}
    submission = sent(ledger, ("财政局",), cells)
    further_columns = {q.id for q in PACK.further}
    doubted = {issue.address.column for issue in submission.issues if issue.address}
    assert not doubted & {
        submission.columns[it] for it in further_columns & set(submission.columns)
    }
    assert submission.extra == ()


def test_each_cell_counts_by_itself_and_silence_erases_nothing(ledger: Ledger) -> None:
    base = {(4, "集中学习"): 2, (4, "领导领学"): 3}
    first = taken(ledger, sent(ledger, ("财政局",), base), sender="财政局")
    taken(ledger, sent(ledger, ("财政局",), {**base, (4, "领导领学"): 9}), at=2, sender="g01")
    assert cell(ledger, "财政局", LED) == (3.0, "v"), "its own sheet comes first"
    later = sent(ledger, ("财政局",), {(4, "集中学习"): 2, (4, "转化举措"): 5})
    plan = ledger.plan("d1", replace(later, source=replace(later.source, sender="财政局")))
    assert [(it.unit_id, it.slot) for it in plan.blanks] == [("财政局", LED)]
    assert [(it.slot, it.new) for it in plan.changed] == [("measure_count", 5.0)]
    taken(ledger, later, at=3, sender="财政局")
    assert cell(ledger, "财政局", LED) == (3.0, "v")
    assert cell(ledger, "财政局", "measure_count") == (5.0, "v")
    rev = ledger.withdraw("d1", first.submission_id, by=OFFICE, at=hour(4), reason="误传")
    assert cell(ledger, "财政局", LED) == (9.0, "v"), "what stood counts again"
    assert cell(ledger, "财政局", LED, as_of=rev - 1) == (3.0, "v")
    assert ledger.record.verify() == ()


def test_a_blank_takes_a_figure_back_only_by_a_word(ledger: Ledger) -> None:
    both = {(4, "集中学习"): 2, (4, "领导领学"): 3}
    taken(ledger, sent(ledger, ("财政局",), both), sender="财政局")
    less = taken(
        ledger,
        sent(ledger, ("财政局",), {(4, "集中学习"): 2, (4, "研讨交流"): 1}),
        at=2,
        sender="财政局",
    )
    before = ledger.panel("d1", OFFICE, through=6)
    words = {("财政局", LED): True}
    ledger.questions.answer_blanks("d1", less.submission_id, words, by=OFFICE, at=hour(3))
    assert cell(ledger, "财政局", LED) == (None, "m")
    assert before.values(LED)[0, 0] == 3.0, "a panel handed out stays what it was"
    assert ledger.record.verify() == ()


def test_scope_cuts_and_archives_know_it(ledger: Ledger, new_address: NewAddress) -> None:
    taken(ledger, sent(ledger, ("财政局",), {(4, "集中学习"): 2, (4, "领导领学"): 3}))
    other = group_viewer("g02")
    assert "财政局" not in [it.id for it in ledger.panel("d1", other, through=6).units]
    assert ledger.trace("d1", other, unit_id="财政局", week=1, slot=LED) is None
    cut = ledger.record.freeze("d1", 1, by=OFFICE, at=hour(9))
    ledger.record.reopen("d1", 1, by=OFFICE, at=hour(10), reason="补正")
    taken(ledger, sent(ledger, ("财政局",), {(4, "集中学习"): 2, (4, "领导领学"): 4}), at=11)
    assert cell(ledger, "财政局", LED, as_of=cut) == (3.0, "v")
    changed = ledger.record.changes("d1", OFFICE, since=cut, week=1)
    assert changed[["slot", "old", "new"]].values.tolist() == [[LED, 3.0, 4.0]]
    file = io.BytesIO()
    ledger.archives.back_up(file, at=datetime(2023, 12, 1, tzinfo=UTC))
    again = open_ledger(new_address(True))
    again.archives.restore(file, by=Viewer(Door.OPERATOR))
    assert cell(again, "财政局", LED) == (4.0, "v")
    assert again.record.verify() == ()
    again.close()


def test_a_district_asks_for_a_figure_of_its_own(ledger: Ledger) -> None:
    own = Setting("quantity", "own_1", 2, json.dumps(EVENING))
    twice = replace(own, key="own_2", content=json.dumps({**EVENING, "aliases": ["领导领学"]}))
    with pytest.raises(SettingRefused) as refused:
        ledger.settings.put("d1", [twice], by=OFFICE, at=hour(1), reason="夜校")
    assert [issue.code for issue in refused.value.issues] == ["C37"]
    ledger.settings.put("d1", [own], by=OFFICE, at=hour(1), reason="夜校")
    here = district(ledger)
    assert "own_1" not in pack_of(here, 1).quantity
    assert pack_of(here, 2).quantity["own_1"].label == Label("夜校期数", "Evening classes")
    cells = {(4, "集中学习"): 2, (4, "夜校期数（期）"): 4}
    taken(ledger, sent(ledger, ("财政局",), cells, week=2), at=200)
    pack = pack_of(district(ledger), 2)
    rows = further(ledger.panel("d1", OFFICE, through=2), pack, "own_1", week=2)
    told = rows[["week_sum", "n_reported", "n_known", "n_expected"]].values.tolist()
    assert told == [[4.0, 1, 1, 2]]
    found = ledger.trace("d1", OFFICE, unit_id="财政局", week=2, slot="own_1")
    assert found is not None
    assert found.raw == "4"
    assert ledger.record.verify() == ()
