"""What sheets leave open, in words: figures of two senders that differ, blanks not answered."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping

import pandas as pd
import streamlit as st

from campaign import CUMULATIVE, State
from pages.door import View, opened
from pages.markup import part, plain_html

_LISTED = 12
"""Lines that are shown at once: a screen of them; the terminal lists all."""


def list_questions(view: View, found: Mapping[str, pd.DataFrame]) -> None:
    """Each kind of question with its lines, the newest first."""
    for name, rows in found.items():
        if len(rows):
            _listed(view, name, rows)


def _listed(view: View, name: str, rows: pd.DataFrame) -> None:
    words = view.words
    part(words.text(f"quality.{name}", n=len(rows)), words.text(f"quality.{name}.note"))
    told = "".join(f"<li>{line}</li>" for line in _lines(view, name, rows.tail(_LISTED)))
    st.html(f'<ul class="lines">{told}</ul>')


def _lines(view: View, name: str, rows: pd.DataFrame) -> Iterator[str]:
    for row in reversed(rows.to_dict("records")):
        week = view.words.text("week.short", number=int(row["week"]))
        where = f"{_sender(view, str(row['unit_id']))} · {week} · {_slot(view, str(row['slot']))}"
        said = {"sender": _sender(view, str(row["sender"])), "figure": _figure(view, row, "")}
        if name == "disputes":
            said["other"] = _sender(view, str(row["other_sender"]))
            said["other_figure"] = _figure(view, row, "other_")
        says = view.words.text(f"quality.{name}.says", **said)
        yield f"<span>{plain_html(where)}</span><span>{plain_html(says)}</span>"


def _sender(view: View, sender: str) -> str:
    """A unit or a group by its name; nobody where the sheet did not say."""
    unit = opened.ledger().roster(view.district.id).by_id.get(sender)
    if unit is not None:
        return unit.name
    group = view.pack.group.get(sender)
    return view.words.label(group.label) if group else view.words.text("quality.sender.unknown")


def _slot(view: View, slot: str) -> str:
    label = view.words.label(view.pack.quantity[slot.removesuffix(CUMULATIVE)].label)
    is_total = slot.endswith(CUMULATIVE)
    return view.words.text("record.cumulative", label=label) if is_total else label


def _figure(view: View, row: Mapping[Hashable, object], prefix: str) -> str:
    value, state = row[f"{prefix}value"], str(row[f"{prefix}state"])
    if isinstance(value, float | int):
        return view.words.number(float(value))
    return view.words.text(f"state.{State(state).name.lower()}")
