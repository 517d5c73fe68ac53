"""What changed over four weeks: a view goes in; a line a figure with this week's, last week's, that
of four weeks ago, and why it moved, is drawn. Silence is told apart from work."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from campaign import DISCUSSIONS, PROBLEMS
from measures import COMPLETENESS, REACH, WEEK_SHARE, definition
from pages.door import View, drawing
from pages.drawn import Mark, cause_of, points
from pages.markup import part, plain_html, pressable
from pages.readings import frequencies, standings, waterfall_since

SPAN = 4
"""Weeks that are looked back: a month of work, and the calendar's own rhythm of reports."""

_SHARES = (REACH, WEEK_SHARE, COMPLETENESS)
_COUNTS = (DISCUSSIONS, PROBLEMS)


@dataclass(frozen=True)
class _Line:
    """A figure by weeks back, written; which way it went, and why."""

    name: str
    mark: str
    told: tuple[str, str, str]
    change: str


def four_weeks(view: View) -> None:
    """The table; a week that is not there has a dash."""
    part(view.words.text("four.title"), view.words.text("four.note"))
    st.html(_table(view))


@drawing
def _table(view: View) -> str:
    words, names = view.words, ("now", "last", "before", "change")
    head = "".join(f"<th>{plain_html(words.text(f'four.{name}'))}</th>" for name in names)
    body = "".join(_html(line) for line in (*_shares(view), *_counts(view)))
    table = f"<thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody>"
    return f'<table class="told weeks">{table}</table>'


def _html(line: _Line) -> str:
    row, name = pressable(line.mark, plain_html(line.name))
    cells = "".join(f"<td>{plain_html(said)}</td>" for said in (*line.told, line.change))
    return f"<tr{row}><th>{name}</th>{cells}</tr>"


def _at(rows: pd.DataFrame, column: str, week: int) -> float:
    """The figure of a week; NaN where it is not known or there was no such week."""
    own = rows.loc[rows["week"] == week, column]
    return float(own.iloc[0]) if len(own) else math.nan


def _back(view: View) -> tuple[int, int, int]:
    return view.week.number, view.week.number - 1, view.week.number - SPAN


def _shares(view: View) -> Iterator[_Line]:
    words = view.words
    for measure in _SHARES:
        now, last, before = (_at(standings(view, measure), "value", week) for week in _back(view))
        told = tuple(
            "—" if value != value else words.percent(value) for value in (now, last, before)
        )
        change = _arrow(now - before, words.text("four.points", n=points(now - before)))
        yield _Line(
            words.label(definition(measure, view.pack).label),
            str(Mark(measure)),
            (told[0], told[1], told[2]),
            change + (_cause(view) if measure == WEEK_SHARE else ""),
        )


def _cause(view: View) -> str:
    """What the share of units studying moved by, where one thing alone explains it."""
    rows = waterfall_since(view, WEEK_SHARE, view.week.number - SPAN)
    if not len(rows) or not round(float(rows["change"].fillna(0).iloc[0]), 3):
        return ""
    key = f"four.because.{cause_of(rows.iloc[0])}"
    return view.words.text(key) if view.words.has(key) else ""


def _counts(view: View) -> Iterator[_Line]:
    """Counts of the week; of another number of reports they are not compared."""
    words, least = view.words, view.pack.thresholds["reports_missing_share"]
    for quantity in _COUNTS:
        rows = frequencies(view, quantity)
        now, last, before = (_at(rows, "week_sum", week) for week in _back(view))
        told = tuple(
            "—" if value != value else words.number(value) for value in (now, last, before)
        )
        few, many = sorted(_at(rows, "n_reported", week) for week in _back(view)[::2])
        own = view.pack.quantity[quantity]
        name = words.text(
            "column.outcome", what=words.label(own.label), measure=words.label(own.measure)
        )
        change = _arrow(now - before, words.number(abs(now - before)) if now == now else "")
        is_like = not many > 0 or few / many >= least
        said = change if is_like else words.text("four.silent", n=int(many - few))
        yield _Line(name, str(Mark(quantity)), (told[0], told[1], told[2]), said)


def _arrow(change: float, said: str) -> str:
    """Up, down or level; a dash where nothing can be compared."""
    if math.isnan(change):
        return "—"
    if not round(change, 3):
        return "→"
    return f"{'↑' if change > 0 else '↓'}{said}"
