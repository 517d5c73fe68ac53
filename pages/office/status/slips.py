"""A slip back to each unit: a view goes in; what came of its report, its figures beside its plan,
what is in doubt and what its figures are used for come out, as an archive to send."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from campaign import State
from exports import Slip, slips_zip
from measures import Arrival, uses
from pages.door import View, hand_out, opened
from pages.drawn import (
    cells_behind,
    doubt_cell_words,
    doubt_words,
    group_names,
    local_moment,
    phoned_words,
    view_note,
)
from pages.markup import caption
from pages.readings import (
    against_plan_now,
    arrivals_of,
    doubt_of,
    doubts,
    followed_now,
    is_settled,
    steps,
)

_IN = (Arrival.ON_TIME, Arrival.LATE, Arrival.UNEXPECTED)


def slip_button(view: View) -> None:
    """The press that hands out the slips of the units shown."""
    words = view.words
    title = words.text("slip.title", week=words.text("week.short", number=view.week.number))
    headings = (words.text("column.unit"), words.text("slip.column"))
    with st.container(key="screen_only_slips", gap=None):
        hand_out(
            words.text("slip.button"),
            data=lambda: slips_zip(
                slips(view), title=title, note=view_note(view), headings=headings
            ),
            file_name=f"{title}_{view.week.iso}.zip",
            key="slips",
        )
        caption(words.text("slip.explained"))


def slips(view: View) -> list[Slip]:
    """A slip for each unit of the week that is shown, a group after the other."""
    now, groups = arrivals_of(view), group_names(view)
    now = now[(now["week"] == view.week.number) & (now["state"] != Arrival.NOT_EXPECTED)]
    order = {group.id: i for i, group in enumerate(view.pack.groups)}
    now = now.sort_values("group_id", key=lambda ids: ids.map(order), kind="stable")
    told = _Told(view)
    return [
        Slip(groups.get(row["group_id"], ""), row["name"], tuple(told.of(row)))
        for row in now.to_dict("records")
    ]


class _Told:
    """What is known of every unit shown, looked up once."""

    def __init__(self, view: View) -> None:
        self._view = view
        exchange, week = opened.ledger().exchange, view.week.number
        self._came = exchange.came(view.district.id, view.viewer, week=week)
        self._figures = dict(list(against_plan_now(view).groupby("unit_id")))
        taken = steps(view)
        self._followed = followed_now(view, taken)
        self._doubts = defaultdict[str, list[str]](list)
        for row in doubts(view).to_dict("records"):
            if is_settled(doubt_of(row), taken):
                continue
            self._doubts[row["unit_id"]] += filter(None, [_doubt(view, row)])

    def of(self, row: Mapping[Hashable, Any]) -> Iterator[str]:
        """The sentences of one unit's slip."""
        unit, state = row["unit_id"], row["state"]
        figures = self._figures.get(unit)
        yield self._arrival(unit, state)
        if figures is not None and state in _IN:
            yield from self._reported(figures)
        elif figures is not None and state != Arrival.EXEMPT:
            yield self._said("awaited", figures["quantity"].map(self._label))
        yield from self._doubts.get(unit, ())
        if unit in self._followed:
            yield from (phoned_words(self._view, one) for one in self._followed[unit].phoned)

    def _arrival(self, unit: str, state: str) -> str:
        view, words = self._view, self._view.words
        came, at = self._came.get(unit), view.district.calendar.deadline(view.week)
        if state in _IN and came is not None:
            at = came.to_pydatetime()
        week = words.text("week.short", number=view.week.number)
        return words.text(f"slip.{state}", week=week, moment=local_moment(at, view))

    def _reported(self, figures: pd.DataFrame) -> Iterator[str]:
        words = self._view.words
        rows = figures.to_dict("records")
        said = [
            f"{self._label(row['quantity'])} {words.number(row['week_count'])}"
            for row in rows
            if not math.isnan(row["week_count"])
        ]
        blank = [self._label(r["quantity"]) for r in rows if r["week_state"] == State.MISSING]
        plans = [
            words.text(
                "slip.plan.one",
                what=self._label(row["quantity"]),
                total=words.number(row["cumulative"]),
                plan=words.number(round(row["plan"], 1)),
            )
            for row in rows
            if not (math.isnan(row["plan"]) or math.isnan(row["cumulative"]))
        ]
        known = [r["quantity"] for r in rows if not math.isnan(r["week_count"])]
        pages = dict.fromkeys(page for one in known for page in uses(self._view.pack, one))
        used = [words.text(f"page.{page}") for page in pages]
        for key, parts in (("week", said), ("blank", blank), ("plan", plans), ("used", used)):
            if parts:
                yield self._said(key, parts)

    def _said(self, key: str, parts: Iterable[str]) -> str:
        words = self._view.words
        gap = words.text("follow.and" if key == "plan" else "status.and")
        return words.text(f"slip.{key}", parts=gap.join(parts))

    def _label(self, quantity_id: str) -> str:
        return self._view.words.label(self._view.pack.quantity[quantity_id].label)


def _doubt(view: View, row: Mapping[Hashable, Any]) -> str:
    """What is doubted, with its cells; empty where it is about another unit too, which this one is
    not told of."""
    cells = cells_behind(row["evidence"], row["unit_id"])
    if any(cell.unit_id != row["unit_id"] for cell in cells):
        return ""
    joined = view.words.text("status.and").join(doubt_cell_words(view, cell) for cell in cells)
    return view.words.text("slip.doubt", says=doubt_words(view, row, cells), cells=joined)
