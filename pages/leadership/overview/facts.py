"""What else a leader asks at once, in three short lines: workstreams against their plans, what had
a date, and how much was ever checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
import streamlit as st

from pages.door import View, drawing
from pages.drawn import ever_words
from pages.markup import plain_html
from pages.readings import milestones_now, overclaimed, streams_begun, streams_planned, study_alone


def facts(view: View) -> None:
    """The lines side by side; one that has nothing to say is left out."""
    st.html(_lines(view))


@drawing
def _lines(view: View) -> str:
    told = {"streams": _streams(view), "milestones": _milestones(view), "checks": ever_words(view)}
    mark = f"{view.words.text('overview.facts.mark').rstrip()}</span> <span>"
    lines = "".join(
        f'<p title="{plain_html(view.words.text(f"overview.facts.{name}.why"))}">'
        f"<b>{plain_html(view.words.text(f'overview.facts.{name}'))}</b> <span>{said}</span></p>"
        for name, parts in told.items()
        if (said := mark.join(map(plain_html, parts)))
    )
    return f'<div class="facts-row">{lines}</div>'


def _streams(view: View) -> Iterator[str]:
    """Of each workstream with a plan, how many units are where it says, with whose claims checks
    lowered; of those without, how many have begun; and who is to be asked what came of study."""
    words = view.words
    yield from _units_of(view, streams_planned(view))
    for n, said in enumerate(_units_of(view, streams_begun(view))):
        yield said if n else words.text("overview.facts.begun", what=said)
    if over := {unit for unit, _ in overclaimed(view)}:
        yield words.text("overview.facts.streams.checked", n=len(over))
    if alone := len(study_alone(view)):
        yield words.text("outcome.alone", n=alone)


def _units_of(view: View, rows: pd.DataFrame) -> Iterator[str]:
    """Of each workstream of STREAM_PLANS, how many units have got there."""
    words, streams = view.words, view.pack.workstreams
    for row in rows.to_dict("records"):
        said = words.text("overview.facts.of", what=words.label(streams[row["stream"]]), **_of(row))
        yield said + _open(view, row)


def _milestones(view: View) -> Iterator[str]:
    """Of each date, how many units have done it, and how many are overdue."""
    words, quantity = view.words, view.pack.quantity
    for row in milestones_now(view).to_dict("records"):
        own = quantity.get(row["subject"])
        what = words.label(own.label) if own else words.text("launch.milestone.launch")
        row |= {"met": row["on_time"] + row["late"] + row["undated"]}
        said = words.text("overview.facts.of", what=what, **_of(row))
        if row["overdue"]:
            said += words.text("overview.facts.overdue", n=row["overdue"])
        yield said + _open(view, row)


def _of(row: dict[Any, Any]) -> dict[str, int]:
    return {"n": row["met"], "of": row["units"]}


def _open(view: View, row: dict[Any, Any]) -> str:
    n = int(row["unknown"])
    return view.words.text("overview.tile.unknown", n=n) if n else ""
