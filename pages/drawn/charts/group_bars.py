"""How each group's reports stand: REPORTING by group goes in; one bar a group comes out."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from campaign import Wording
from pages.door import View, drawing
from pages.drawn.mark import REPORTS, Mark
from pages.markup import part, plain_html, pressable
from pages.readings import reporting_now

_PARTS = (("in", "n_on_time"), ("late", "n_late"), ("held", "n_held"))


def group_bars(view: View) -> None:
    """A line a group: its bar, and how many of how many are in."""
    part(view.words.text("overview.groups"))
    st.html(_bars(view))


@drawing
def _bars(view: View) -> str:
    words, rows = view.words, reporting_now(view, by="group")
    names = {g.id: words.label(g.label) for g in view.pack.groups}
    lines = "".join(
        bar_html(names[str(row["place_id"])], row, _mark(row)) for _, row in rows.iterrows()
    )
    return f'{legend_html(words)}<table class="bars"><tbody>{lines}</tbody></table>'


def legend_html(words: Wording) -> str:
    """What the parts of a bar mean."""
    marks = "".join(
        f'<i class="{name}"></i>{plain_html(words.text(f"overview.groups.{name}"))}'
        for name in ("in", "late", "held", "missing")
    )
    return f'<div class="legend">{marks}</div>'


def _mark(row: pd.Series) -> str:
    return str(Mark(REPORTS, place=f"group:{row['place_id']}"))


def bar_html(name: str, row: pd.Series, mark: str = "") -> str:
    """One group's line; the empty rest of the bar is what is not in."""
    expected = int(row["n_expected"])
    parts = "".join(
        f'<span class="{part_name}" style="width:{100 * row[column] / expected:.2f}%"></span>'
        for part_name, column in _PARTS
        if expected
    )
    opens, said = pressable(mark, plain_html(name))
    return (
        f'<tr{opens}><td>{said}</td><td class="bar"><div class="track">{parts}</div></td>'
        f'<td class="number">{int(row["n_reported"])}/{expected}</td></tr>'
    )
