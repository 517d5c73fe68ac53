"""Rows as a table of text: a frame as shown goes in; a table that prints whole comes out.

On the screen a grid shows the rows in sight alone, and paper cannot be scrolled.
"""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Real

import pandas as pd
import streamlit as st

from pages.markup.plain import plain_html

_NONE = "—"
_LONG = 24
"""Longer words than that go on in a second line."""
_WIDE = ("unit", "reasons", "changes", "says")


def paper(
    frame: pd.DataFrame, headings: Mapping[str, str], *notes: str, is_seen: bool = False
) -> None:
    """The rows as a table, with notes below; for paper alone, unless `is_seen`.

    Columns in which nothing stands are left out.
    """
    kept = frame.astype(object).where(frame.notna(), _NONE)
    kept = kept.loc[:, (kept != "").any()]
    head = "".join(f"<th>{plain_html(headings[name])}</th>" for name in kept.columns)
    body = "".join(
        f"<tr>{''.join(_cell(name, value) for name, value in row.items())}</tr>"
        for row in kept.to_dict("records")
    )
    told = "".join(f'<p class="paper-note">{plain_html(note)}</p>' for note in notes)
    look = "paper seen" if is_seen else "paper"
    st.html(
        f'<table class="{look}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{told}'
    )


def _cell(name: object, value: object) -> str:
    """A figure as the grid on the screen shows it, to one decimal; anything else as it is."""
    if isinstance(value, Real):
        return f'<td class="number">{f"{value:.1f}".removesuffix(".0")}</td>'
    look = ' class="wide"' if name in _WIDE or len(str(value)) > _LONG else ""
    return f"<td{look}>{plain_html(str(value))}</td>"
