"""What is read and drawn of a view is made once for all who look at the same, and for no others."""

from __future__ import annotations

import gc
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from weakref import ref

import pandas as pd
import pytest

from campaign import Door, Panel, Viewer, wording
from figures import palette
from pages.door import Basis, View, drawing, opened, reading
from pages.door.filters import Filters
from pages.door.view import view_of
from pages.readings import (
    claim_now,
    controls,
    frequencies,
    late_sheets,
    rows_now,
    standings,
    weeks_of_units,
)
from tests.measures import drawn

PACK = drawn.pack()
SHEET = """
    | unit | type         | group | orgs | w1 | w2 | w3 |
    | 甲   | section_team | g01   | 4    | 0  | 2  | 3  |
    | 乙   | section_team | g02   | 2    | 1  | 1  | 1  |
"""


@reading
def nothing(_: Basis, *_given: object) -> object:
    """What tells one making from another."""
    return object()


@reading
def nothing_else(_: Basis, *_given: object) -> object:
    """The same, by another name."""
    return object()


@drawing
def picture(_: View, *_given: object) -> object:
    """The same, of a drawing."""
    return object()


def shown(panel: Panel | None = None, **other: Any) -> View:
    """The office's view of the last week, with something else in it."""
    scope = panel or drawn.panel(SHEET)
    told: dict[str, Any] = {
        "words": wording("zh_CN"),
        "viewer": Viewer(Door.OFFICE),
        "district": scope.district,
        "pack": PACK,
        "palette": palette("light"),
        "filters": Filters(scope.weeks[-1].week),
        "latest": scope.weeks[-1].week,
        "scope": scope,
    }
    return view_of(**told | other)


def test_two_visitors_who_look_at_the_same_are_read_and_drawn_once() -> None:
    panel = drawn.panel(SHEET)
    one, other = shown(panel), shown(panel)
    assert one is not other
    assert one.panel.weeks == other.panel.weeks
    assert nothing(one, "a", 3) is nothing(other, "a", 3)
    assert picture(one, "a") is picture(other, "a")
    assert standings(one, "study_reach") is standings(other, "study_reach")


def test_readings_of_equal_arguments_never_share() -> None:
    view = shown()
    assert nothing(view, "a") is not nothing_else(view, "a")
    assert nothing(view, "a") is not nothing(view, "b")
    assert nothing(view, "a") is not picture(view, "a")


@pytest.mark.parametrize(
    "other",
    [
        {"viewer": Viewer(Door.GROUPS, "g01")},
        {"viewer": Viewer(Door.LEADERSHIP)},
        {"as_of": 1},
        {"group_id": "g01"},
        {"type_id": "section_team"},
        {"unit_id": "甲"},
        {"week": 1},
    ],
    ids=str,
)
def test_who_looks_at_something_else_gets_something_else(other: dict[str, Any]) -> None:
    panel = drawn.panel(SHEET)
    view = shown(panel)
    if "week" in other:
        other = {"filters": replace(view.filters, week=panel.weeks[0].week)}
    elif not {"viewer", "as_of"} & other.keys():
        other = {"filters": replace(view.filters, **other)}
    assert nothing(view) is not nothing(shown(panel, **other))
    assert picture(view) is not picture(shown(panel, **other))


def test_another_day_is_another_question() -> None:
    view = shown()
    assert nothing(view) is not nothing(replace(view, today=view.week.starts_on))


def test_another_panel_of_the_same_figures_is_another_question() -> None:
    panel = drawn.panel(SHEET)
    assert nothing(shown(panel)) is not nothing(shown(replace(panel)))


@pytest.mark.parametrize("other", [{"words": wording("en")}, {"palette": palette("dark")}], ids=str)
def test_a_figure_is_shared_by_languages_and_colours_and_a_drawing_is_not(
    other: dict[str, Any],
) -> None:
    panel = drawn.panel(SHEET)
    view, told = shown(panel), shown(panel, **other)
    assert nothing(view) is nothing(told)
    assert frequencies(view, "study_session_count") is frequencies(told, "study_session_count")
    assert picture(view) is not picture(told)


def test_a_reading_is_handed_no_word_and_no_colour() -> None:
    @reading
    def seen(basis: Basis) -> type:
        return type(basis)

    assert seen(shown()) is Basis
    assert not hasattr(shown().basis, "words")


class Growing:
    """A ledger to which a late sheet comes whenever its revision grows."""

    def __init__(self) -> None:
        self.now = 1

    def revision(self, _district_id: str) -> int:
        return self.now

    def submissions(self, _district_id: str, _viewer: Viewer) -> pd.DataFrame:
        late = datetime(2030, 1, 1, tzinfo=UTC)
        told = {"form": "weekly_report", "state": "accepted", "week": 1, "n_current": 1}
        return pd.DataFrame(
            [{"submission_id": n, "received_at": late, **told} for n in range(self.now)]
        ).astype({"week": "Int64", "received_at": "datetime64[us, UTC]"})


def test_sheets_are_those_that_count_now_by_either_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = Growing()
    monkeypatch.setattr(opened, "ledger", lambda: ledger)
    as_of_cut = shown(as_of=1)
    assert late_sheets(as_of_cut) == (1, 1)
    ledger.now = 2  # the cut's panel is the one it was
    assert late_sheets(as_of_cut) == (2, 2)


def test_what_was_read_goes_with_the_ledgers_panel() -> None:
    gc.collect()
    before = len(opened.memory)
    view = shown()
    for frame in (
        standings(view, "study_reach", by="type"),
        controls(view, "study_session_count"),
        claim_now(view, "study_reach", "plan"),
        weeks_of_units(view, "study_session_count"),
        rows_now(view),
    ):
        assert isinstance(frame, pd.DataFrame)
    picture(view)
    assert len(opened.memory) > before
    panel = ref(view.source)
    del view, frame
    gc.collect()
    assert panel() is None
    assert len(opened.memory) == before
