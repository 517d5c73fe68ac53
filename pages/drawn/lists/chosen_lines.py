"""Lines of a table and what each is of go in; the table is drawn, and what the lines that somebody
pressed or ticked are of comes out; for paper all lines stand there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from pages.door import link
from pages.drawn.lists.whole_table import whole_table

T = TypeVar("T")
_FEW, _HIGH = 8, 318
"""More lines than that scroll, in so many pixels: a list leaves room for what is done with it."""


def chosen_lines(
    lines: pd.DataFrame | Sequence[tuple[Any, ...]],
    of: Sequence[T],
    *,
    key: str,
    alt: str,
    heads: Sequence[str] = (),
    several: bool = False,
    first: int | None = None,
) -> list[T]:
    """What the chosen lines are of; none at first, or the one that `first` says, and one always
    then. A press anywhere on a line chooses it; `several` may be ticked, and those ticked are then
    the chosen. Lines that are no frame have their headings in `heads`."""
    rows = pd.DataFrame(lines, columns=list(heads) or None)
    if link.is_for_paper():
        whole_table(rows)
        return [] if first is None else [of[first]]
    picked = st.dataframe(
        rows,
        hide_index=True,
        height="content" if len(rows) <= _FEW else _HIGH,
        key=key,
        alt=alt,
        **_selection(key, first, several=several),
    )
    pressed = [row for row, _ in picked["selection"].get("cells", ())]
    chosen = [at for at in picked["selection"]["rows"] or pressed if at < len(of)]
    return [of[at] for at in chosen or ([] if first is None else [0])]


def _selection(key: str, first: int | None, *, several: bool) -> dict[str, Any]:
    """How many lines may be chosen, a press on any cell being one on its line, and which one is at
    first."""
    if several:
        return {"selection_mode": ["multi-row", "single-cell"], "on_select": "rerun"}
    rows = "single-row" if first is None else "single-row-required"
    default = None if first is None else _picked(first)
    told = {"selection_mode": [rows, "single-cell"], "on_select": partial(_choose, key)}
    return {**told, "selection_default": default}


def _choose(key: str) -> None:
    """Callback: the line of the cell that was pressed, or gone to by an arrow key, is chosen."""
    for row, _ in st.session_state[key]["selection"]["cells"]:
        st.session_state[key] = _picked(row)


def _picked(row: int) -> dict[str, Any]:
    """A table's state with one line chosen."""
    return {"selection": {"rows": [row]}}
