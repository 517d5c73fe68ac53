"""What several sheets say of one unit: silence takes nothing back, whose figure counts, who asks.

Every fact holds on SQLite and on PostgreSQL. The history at the end is told a second time by plain
code: a list of what happened, and one loop over it.
"""

from __future__ import annotations

import os
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from campaign import Issue, Submission
from ledger import Choice, Ledger, LockedWeek, NothingAsked, Refused
from tests.ledger.drawn import (
    DISTRICT,
    OFFICE,
    STUDY,
    TALKS,
    enter,
    group_viewer,
    hour,
    shown,
    weekly,
)

UNIT, GROUP = "财政局", "g01"
CELLS = ((UNIT, STUDY), (UNIT, TALKS))


def sheet(
    study: str, talks: str = "", *, sender: str = GROUP, week: int = 1, version: str = ""
) -> Submission:
    """One unit's row under two columns, by whom it is sent."""
    drawn = f"| unit | {STUDY} | {TALKS} |\n| {UNIT} | {study} | {talks} |"
    return weekly(drawn, sender=sender, week=week, version=version)


def cell(
    ledger: Ledger, slot: str = STUDY, *, week: int = 1, **at: Any
) -> tuple[float | None, str]:
    """The unit's figure and its state's letter in the panel; nothing without an accepted row."""
    panel = ledger.panel(DISTRICT.id, OFFICE, through=6, **at)
    place = [unit.id for unit in panel.units].index(UNIT)
    value, letter = panel.values(slot)[week - 1, place], panel.states(slot)[week - 1, place]
    return (None if value != value else float(value)), chr(letter) if letter not in (
        0,
        ord("h"),
    ) else ""


def disputes(ledger: Ledger, **at: Any) -> list[tuple[Any, ...]]:
    """Where two senders differ: slot, who counts with what, who says what else, whether settled."""
    listed = ledger.questions.disputes(DISTRICT.id, at.pop("viewer", OFFICE), **at)
    names = ["slot", "sender", "value", "other_sender", "other_value", "is_settled"]
    return [tuple(line) for line in listed[names].to_numpy(dtype=object)]


def is_sound(ledger: Ledger) -> bool:
    """Whether the ledger's own check finds nothing."""
    return [fault for fault in ledger.record.verify() if not fault.is_note] == []


@pytest.mark.parametrize("order", [(GROUP, UNIT), (UNIT, GROUP)])
def test_a_unit_s_own_sheet_counts_whichever_came_first(ledger: Ledger, order: Any) -> None:
    figures = {UNIT: "9", GROUP: "2"}
    for n, sender in enumerate(order):
        enter(ledger, sheet(figures[sender], figures[sender], sender=sender), at=hour(n))
    assert shown(ledger) == 9
    assert disputes(ledger) == [(slot, UNIT, 9, GROUP, 2, False) for slot in (STUDY, TALKS)]
    assert disputes(ledger, viewer=group_viewer("g02")) == []
    again = ledger.plan(DISTRICT.id, sheet("2", "2"))
    assert [it.new for it in again.outranked] == [2, 2]
    assert not again.changed
    assert is_sound(ledger)


def test_a_choice_holds_for_later_sheets_until_it_is_undone(ledger: Ledger) -> None:
    enter(ledger, sheet("9", sender=UNIT))
    enter(ledger, sheet("2"))
    chosen = Choice(UNIT, week=1, sender=GROUP, other=UNIT)
    ledger.questions.choose(DISTRICT.id, chosen, by=OFFICE, at=hour(5), reason="以组表为准")
    at = ledger.revision(DISTRICT.id)
    enter(ledger, sheet("8", sender=UNIT, week=2), at=hour(200))
    enter(ledger, sheet("3", week=2), at=hour(201))
    assert (cell(ledger)[0], cell(ledger, week=2)[0]) == (2, 3)
    assert [line[-1] for line in disputes(ledger)] == [True, True]
    assert cell(ledger, as_of=at - 1) == (9, "v")
    undone = Choice(UNIT, week=2, sender=GROUP, other=UNIT, holds=False)
    ledger.questions.choose(DISTRICT.id, undone, by=OFFICE, at=hour(300))
    assert (cell(ledger)[0], cell(ledger, week=2)[0]) == (2, 8)
    changed = ledger.record.changes(DISTRICT.id, OFFICE, since=at - 1, until=at)
    assert [(line["slot"], line["old"], line["new"], line["revision"], line["reason"])
            for line in changed.to_dict("records")] == [(STUDY, 9, 2, at, "以组表为准")]  # fmt: skip
    assert is_sound(ledger)


def test_a_blank_of_another_sender_takes_nothing_back_and_asks_nothing(ledger: Ledger) -> None:
    enter(ledger, sheet("9", "9", sender=UNIT))
    plan = ledger.plan(DISTRICT.id, sheet("", ""))
    assert (plan.blanks, plan.changed, plan.clash, plan.same) == ((), (), (), (UNIT,))
    enter(ledger, sheet("", ""))
    assert (cell(ledger), cell(ledger, TALKS)) == ((9, "v"), (9, "v"))
    assert ledger.questions.blanks(DISTRICT.id, OFFICE).empty
    assert is_sound(ledger)


def test_a_blank_of_the_same_sender_is_asked_about_and_the_figure_stands(ledger: Ledger) -> None:
    first = enter(ledger, sheet("2", "3")).submission_id
    plan = ledger.plan(DISTRICT.id, sheet("5", ""))
    assert [(it.slot, it.old, it.new) for it in plan.blanks] == [(TALKS, 3, None)]
    second = enter(ledger, sheet("5", "")).submission_id
    assert (cell(ledger), cell(ledger, TALKS)) == ((5, "v"), (3, "v"))
    traced = {
        slot: ledger.trace(DISTRICT.id, OFFICE, unit_id=UNIT, week=1, slot=slot).submission_id  # type: ignore[union-attr]
        for slot in (STUDY, TALKS)
    }
    assert traced == {STUDY: second, TALKS: first}
    listed = ledger.submissions(DISTRICT.id, OFFICE).set_index("submission_id")
    assert listed.loc[[first, second], "n_current"].tolist() == [1, 1]
    history = ledger.history(DISTRICT.id, OFFICE, unit_id=UNIT, week=1)
    assert [it.standing for it in history] == ["current", "current"]

    words = {(UNIT, TALKS): True}
    with pytest.raises(NothingAsked):
        ledger.questions.answer_blanks(DISTRICT.id, first, words, by=OFFICE, at=hour(4))
    ledger.questions.answer_blanks(DISTRICT.id, second, words, by=OFFICE, at=hour(5))
    assert cell(ledger, TALKS) == (None, "m")
    trace = ledger.trace(DISTRICT.id, OFFICE, unit_id=UNIT, week=1, slot=TALKS)
    assert trace is not None
    assert (trace.submission_id, trace.raw) == (second, "")
    assert ledger.questions.blanks(DISTRICT.id, OFFICE).empty
    ledger.questions.answer_blanks(
        DISTRICT.id, second, {(UNIT, TALKS): False}, by=OFFICE, at=hour(6)
    )
    assert cell(ledger, TALKS) == (3, "v")
    assert ledger.questions.blanks(DISTRICT.id, OFFICE).empty
    assert is_sound(ledger)


def test_a_blank_is_answered_as_it_comes_in(ledger: Ledger) -> None:
    enter(ledger, sheet("2", "3"))
    plan = ledger.plan(DISTRICT.id, sheet("", ""), answered={(UNIT, TALKS): True})
    assert [(it.slot, it.new) for it in plan.changed] == [(TALKS, None)]
    assert [it.slot for it in plan.blanks] == [STUDY]
    ledger.accept(plan, by=OFFICE, received_at=hour(3))
    assert (cell(ledger), cell(ledger, TALKS)) == ((2, "v"), (None, "m"))
    again = ledger.plan(DISTRICT.id, sheet("", ""), answered={(UNIT, TALKS): True})
    assert again.already_received
    assert is_sound(ledger)


def test_a_stroke_and_a_nought_are_said_and_a_held_row_says_nothing(ledger: Ledger) -> None:
    enter(ledger, sheet("2", "3"))
    enter(ledger, sheet("#", "4"))
    assert (cell(ledger), cell(ledger, TALKS)) == ((2, "v"), (3, "v"))
    enter(ledger, sheet("0", "/"))
    assert (cell(ledger), cell(ledger, TALKS)) == ((0, "z"), (None, "n"))


def test_a_sheet_without_a_column_says_nothing_of_it(ledger: Ledger) -> None:
    enter(ledger, sheet("2", "3"))
    enter(ledger, weekly(f"| unit | {STUDY} |\n| {UNIT} | 4 |"))
    assert (cell(ledger), cell(ledger, TALKS)) == ((4, "v"), (3, "v"))
    assert ledger.questions.blanks(DISTRICT.id, OFFICE).empty


def test_a_frozen_week_takes_no_answer_that_changes_it(ledger: Ledger) -> None:
    enter(ledger, sheet("2", "3"))
    second = enter(ledger, sheet("5", "")).submission_id
    ledger.record.freeze(DISTRICT.id, 1, by=OFFICE, at=hour(9))
    with pytest.raises(LockedWeek):
        ledger.questions.answer_blanks(
            DISTRICT.id, second, {(UNIT, TALKS): True}, by=OFFICE, at=hour(10)
        )
    chosen = Choice(UNIT, week=1, sender=UNIT, other=GROUP)
    ledger.questions.choose(DISTRICT.id, chosen, by=OFFICE, at=hour(11))  # changes nothing
    assert cell(ledger, TALKS) == (3, "v")


@dataclass
class Told:
    """What happened in one week, told by plain code."""

    sheets: list[dict[str, Any]] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    words: dict[tuple[int, str], bool] = field(default_factory=dict)
    chosen: str = ""

    def now(self) -> dict[str, tuple[float | None, str]]:
        """What counts, by slot; nothing where no accepted sheet is left."""
        left = [it for it in self.sheets if it["id"] not in self.gone and not it["held"]]
        if not left:
            return dict.fromkeys((STUDY, TALKS), (None, ""))
        found = {}
        for slot in (STUDY, TALKS):
            says: dict[str, tuple[int, str]] = {}
            for it in left:
                text = it["cells"].get(slot)
                if text:
                    says[it["sender"]] = (it["id"], text)
                elif text == "" and self.words.get((it["id"], slot)):
                    says.pop(it["sender"], None)
            found[slot] = self._counted(says)
        return found

    def only_gaps(self, sheet: dict[str, Any]) -> None:
        """Take a sheet that leaves what counts as it stands."""
        before = self.now()
        self.sheets.append(sheet)
        for slot in () if sheet["held"] else [it for it in sheet["cells"] if sheet["cells"][it]]:
            if before[slot][1] not in ("", "m") and self.now()[slot] != before[slot]:
                sheet["cells"][slot] = ""
                self.words[sheet["id"], slot] = False

    def _counted(self, says: Mapping[str, tuple[int, str]]) -> tuple[float | None, str]:
        order = [*([self.chosen] if self.chosen else []), UNIT]
        first = next((says[name][1] for name in order if name in says), None)
        text = first if first is not None else max(says.values(), default=(0, ""))[1]
        if not text:
            return None, "m"
        return (None, "n") if text == "/" else (float(text), "z" if text == "0" else "v")


def _step(
    ledger: Ledger, draw: random.Random, weeks: Mapping[int, Told], week: int, n: int
) -> None:
    """One thing happens, in the ledger and in what is told."""
    kind, at, told = draw.choice("ssssffwWrbbcu"), hour(10 + n), weeks[week]
    standing = [it for it in told.sheets if it["id"] not in told.gone]
    if kind in "sf" or not standing:
        sender = draw.choice((UNIT, GROUP))
        slots = draw.choice(((STUDY,), (TALKS,), (STUDY, TALKS), (STUDY, TALKS)))
        cells = {slot: draw.choice(("", "", "0", "/", "1", "2", "#")) for slot in slots}
        drawn = f"| unit | {' | '.join(cells)} |\n| {UNIT} | {' | '.join(cells.values())} |"
        sent = weekly(drawn, sender=sender, week=week, version=str(n))
        plan = ledger.plan(DISTRICT.id, sent, stays=[UNIT] if kind == "f" else ())
        number = ledger.accept(plan, by=OFFICE, received_at=at).submission_id
        held = "#" in cells.values()
        new = {"id": number, "sender": sender, "cells": cells, "held": held}
        (told.only_gaps if kind == "f" else told.sheets.append)(new)
    elif kind == "W":
        numbers = [it["id"] for it in standing][-2:]
        ledger.withdraw(DISTRICT.id, *numbers, by=OFFICE, at=at, reason="一并撤回")
        told.gone.update(numbers)
    elif kind == "r":
        refused = Refused(f"{n:064d}", "不采用.xlsx", Issue("P29", params={"why": "已核对"}))
        ledger.exchange.refuse(DISTRICT.id, refused, by=OFFICE, at=at)
    elif kind == "w":
        number = draw.choice(standing)["id"]
        ledger.withdraw(DISTRICT.id, number, by=OFFICE, at=at, reason="误传")
        told.gone.add(number)
    elif kind == "b":
        rows = [it for it in standing if not it["held"]]
        blank = [(it["id"], slot) for it in rows for slot, said in it["cells"].items() if not said]
        if blank:
            number, slot = draw.choice(blank)
            takes = draw.random() < 0.6
            ledger.questions.answer_blanks(
                DISTRICT.id, number, {(UNIT, slot): takes}, by=OFFICE, at=at
            )
            told.words[number, slot] = takes
    else:
        holds = kind == "c"
        choice = Choice(UNIT, week=week, sender=GROUP, other=UNIT, holds=holds)
        ledger.questions.choose(DISTRICT.id, choice, by=OFFICE, at=at)
        for number, of in weeks.items():
            of.chosen = (GROUP if holds else "") if number >= week else of.chosen


@pytest.mark.parametrize("seed", range(40 if os.environ.get("SOAK") else 3))
def test_what_counts_is_what_plain_code_makes_of_the_history(ledger: Ledger, seed: int) -> None:
    draw, told, was = random.Random(seed), {1: Told(), 2: Told(), 3: Told()}, []
    for n in range(36):
        week = 1 + n % 3
        _step(ledger, draw, told, week, n)
        due = {number: of.now() for number, of in told.items()}
        shown_now = {
            number: {slot: cell(ledger, slot, week=number) for slot in (STUDY, TALKS)}
            for number in told
        }
        assert shown_now == due, n
        was.append((ledger.revision(DISTRICT.id), due))
    for revision, due in was:
        for number, of in due.items():
            then = {slot: cell(ledger, slot, week=number, as_of=revision) for slot in of}
            assert then == of, revision
    assert is_sound(ledger)
