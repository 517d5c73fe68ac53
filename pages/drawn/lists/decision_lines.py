"""What meetings decided: PROBLEMS_KEPT go in; a line a decision is drawn, which opens its unit."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import pandas as pd
import streamlit as st

from campaign import FieldRole, FormRole
from pages.door import View, way
from pages.drawn.words.register_words import day_words, option_words
from pages.markup import plain, plain_html


def decision_lines(view: View, rows: pd.DataFrame, *, key: str) -> None:
    """A line a decision: its number and owner, what was decided, by when, how it stands."""
    said = decision_words(view, rows)
    owners = owners_of(view, rows)
    with st.container(key=f"told_{key}", gap=None):
        for row, owner, line in zip(rows.to_dict("records"), owners, said, strict=True):
            named = f"{row['number']} {owner}".strip()
            if row["unit_id"]:
                label = f"**{plain(named)}** {plain(line)}"
                way.unit_link(str(row["unit_id"]), label)
            else:
                st.html(f"<p><b>{plain_html(named)}</b> {plain_html(line)}</p>")


def owners_of(view: View, rows: pd.DataFrame) -> list[str]:
    """Who owns each: its unit by name, else the body that its section names."""
    names = {unit.id: unit.name for unit in view.scope.units}
    pairs = zip(rows["unit_id"], rows["section"], strict=True)
    return [names.get(unit, unit) or section for unit, section in pairs]


def decision_words(view: View, rows: pd.DataFrame) -> list[str]:
    """What each says and how it stands."""
    states = option_words(view, rows["state"], FormRole.PROBLEMS, FieldRole.PROGRESS)
    modes = option_words(view, rows["mode"], FormRole.PROBLEMS, FieldRole.MODE)
    days = day_words(view, rows["due"])
    lines = zip(rows.to_dict("records"), modes, days, states, strict=True)
    return [_words(view, row, *told) for row, *told in lines]


def _words(view: View, row: Mapping[Hashable, object], mode: str, due: str, state: str) -> str:
    words = view.words
    what, how = str(row["problem"]), str(row["measures"])
    said = what if how in ("", what) else words.text("decision.both", what=what, how=how)
    by = words.text("decision.due", day=due) if due else ""
    late = words.text("decision.overdue") if row["is_overdue"] else ""
    told = words.text("decision.and").join(filter(None, (mode, by, state, late)))
    return words.text("decision.line", what=said, told=told)
