"""Following up reports that are not in: a grid of calls, promises and figures told by telephone is
drawn; what somebody changes in it is kept at once, each a line of the audit chain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.column_config import CheckboxColumn, DateColumn, NumberColumn, TextColumn

from campaign import Kind, Right
from ledger import Mark, Step
from pages.door import View, opened
from pages.drawn import follow_words, group_names
from pages.markup import caption, paper, part, slot_words
from pages.readings import Followed, followed_now, steps, to_follow

_HIGH, _MANY = 390, 10
"""Pixels of a grid of more lines than a screen shows beside the rest."""
_NOTHING = Followed()
_EDITED = ("called", "promised", "told")


def follow_part(view: View) -> None:
    """A line for each unit not in, or that something was done about this week."""
    words, taken = view.words, steps(view)
    rows, done = to_follow(view, taken), followed_now(view, taken)
    if not len(rows):
        return
    part(words.text("follow.title"), words.text("follow.note", n=len(rows)))
    may = view.viewer.may(Right.FOLLOW)
    with st.container(key="screen_only_follow", gap="small"):
        slot = _asked_slot(view) if may else ""
        before = _grid_rows(view, rows, done, slot)
        after = st.data_editor(
            before,
            hide_index=True,
            width="stretch",
            height=_HIGH if len(before) > _MANY else "content",
            placeholder="",
            disabled=[str(name) for name in before if not may or name not in _EDITED],
            column_config=_columns(view, slot),
            key=f"follow_{hash((view.week.number, slot, len(taken), *rows['unit_id']))}",
        )
        caption(words.text("follow.kept") if may else "")
    printed = _grid_rows(view, rows, done, "")[["unit", "group", "state", "says"]]
    paper(printed, _titles(view))
    _keep(view, list(_marks(before, after, rows["unit_id"], week=view.week.number, slot=slot)))


def _keep(view: View, marks: list[Mark]) -> None:
    if marks:
        follow = opened.ledger().exchange.follow
        follow(view.district.id, marks, by=view.viewer, at=opened.now())
        st.rerun()


def _asked_slot(view: View) -> str:
    """The quantity whose figure is told by telephone; each is kept apart."""
    words = view.words
    asked = [one.id for one in view.pack.quantities if one.kind is not Kind.CHOICE]
    return st.selectbox(
        words.text("follow.which"),
        asked,
        format_func=lambda slot: slot_words(slot, view.pack, words),
        key="follow_slot",
        width=360,
    )


def _grid_rows(
    view: View, rows: pd.DataFrame, done: Mapping[str, Followed], slot: str
) -> pd.DataFrame:
    of = [done.get(unit, _NOTHING) for unit in rows["unit_id"]]
    told = [{one.slot: one.told for one in it.phoned}.get(slot) for it in of]
    return pd.DataFrame(
        {
            "unit": rows["name"],
            "state": [view.words.text(f"arrival.{state}") for state in rows["state"]],
            "called": [it.called for it in of],
            # A column of days even while nobody promised one: else what is typed comes as text.
            "promised": pd.Series([it.promised for it in of], dtype="datetime64[us]"),
            "told": pd.Series(told, dtype="float64"),
            "says": [follow_words(view, it) for it in of],
            "group": rows["group_id"].map(group_names(view)),
        }
    )


def _columns(view: View, slot: str) -> dict[str, Any]:
    words, last = view.words, view.district.calendar.weeks[-1].ends_on
    what = slot_words(slot, view.pack, words) if slot else ""
    return {
        **_titles(view),
        "called": CheckboxColumn(words.text("follow.column.called"), width=72),
        "promised": DateColumn(
            words.text("follow.column.promised"),
            min_value=view.week.starts_on,
            max_value=max(last, opened.now().date()),
        ),
        "told": NumberColumn(words.text("follow.column.told", what=what), min_value=0),
        "says": TextColumn(words.text("follow.column.says"), width=420),
    }


def _titles(view: View) -> dict[str, str]:
    titles = {name: view.words.text(f"column.{name}") for name in ("unit", "group")}
    return titles | {name: view.words.text(f"follow.column.{name}") for name in ("state", "says")}


def _marks(
    before: pd.DataFrame, after: pd.DataFrame, units: pd.Series[str], *, week: int, slot: str
) -> Iterator[Mark]:
    """A step a cell that was changed; one emptied takes the earlier back."""
    of = {"called": (Step.CALLED, ""), "promised": (Step.PROMISED, ""), "told": (Step.PHONED, slot)}
    for name, (step, about) in of.items():
        for unit, old, new in zip(units, before[name], after[name], strict=True):
            if (said := _said(new)) != _said(old):
                yield Mark(step, unit, week, about, said, holds=bool(said))


def _said(value: object) -> str:
    if value is None or pd.isna(value) or value is False:  # type: ignore[call-overload]
        return ""
    if isinstance(value, date):
        return value.isoformat()[:10]
    return "1" if value is True else f"{float(str(value)):g}"
