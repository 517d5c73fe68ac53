"""Rows as a table of text: a frame as shown goes in; a table that prints whole comes out.

On the screen a grid shows the rows in sight alone, and paper cannot be scrolled.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from numbers import Real

import pandas as pd
import streamlit as st
from pandas.api.types import is_numeric_dtype

from campaign import Memory
from pages.markup.plain import plain_html

_NONE, _NUMBER = "—", ' class="number"'
_SHARE = re.compile(r"[\d.,]+(%|/[\d.,]+)?( ▲)?")
_LONG, _SHORT, _MANY = 24, 8, 10
"""Longer words than that go on in a second line; of a table of more columns than `_MANY`, which is
set smaller, longer ones than `_SHORT`."""
_WIDE = ("unit", "reasons", "changes", "says")
_Titles = tuple[tuple[str, str], ...]
_drawn = Memory(room=200)
"""As long as their frames are remembered."""


def paper(
    frame: pd.DataFrame, headings: Mapping[str, str], *notes: str, is_seen: bool = False
) -> None:
    """The rows as a table, with notes below; for paper alone, unless `is_seen`.

    Columns in which nothing stands are left out; those of figures stand to the right.
    """
    st.html(_html(frame, tuple(headings.items()), notes, is_seen=is_seen))


@_drawn
def _html(frame: pd.DataFrame, titles: _Titles, notes: tuple[str, ...], *, is_seen: bool) -> str:
    headings = dict(titles)
    kept = frame.astype(object).where(frame.notna(), _NONE)
    kept = kept.loc[:, (kept != "").any()]
    right = {name for name, values in frame.items() if is_of_figures(values)}
    is_many = len(kept.columns) > _MANY
    most = _SHORT if is_many else _LONG
    head = "".join(
        f"<th{_NUMBER if name in right else ''}>{plain_html(headings[name])}</th>"
        for name in kept.columns
    )
    lines = (
        "".join(_cell(name, value, name in right, most) for name, value in row.items())
        for row in kept.to_dict("records")
    )
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    told = "".join(f'<p class="paper-note">{plain_html(note)}</p>' for note in notes)
    look = "paper" + " seen" * is_seen + " many" * is_many
    head = f"<thead><tr>{head}</tr></thead>"
    return f'<table class="{look}">{head}<tbody>{body}</tbody></table>{told}'


def is_of_figures(values: pd.Series) -> bool:
    """Whether a figure is in a column, or all that it tells are shares or parts of a whole."""
    if is_numeric_dtype(values):
        return True
    known = values.dropna()
    if values.dtype == object and any(isinstance(value, Real) for value in known):
        return True
    return len(known) > 0 and all(_SHARE.fullmatch(str(value)) for value in known)


def _cell(name: object, value: object, is_right: bool, most: int) -> str:
    """A figure as the grid on the screen shows it, to one decimal; anything else as it is."""
    if isinstance(value, Real):
        return f'<td class="number">{f"{value:.1f}".removesuffix(".0")}</td>'
    is_wide = name in _WIDE or len(str(value)) > most
    look = _NUMBER if is_right else ' class="wide"' if is_wide else ""
    return f"<td{look}>{plain_html(str(value))}</td>"
