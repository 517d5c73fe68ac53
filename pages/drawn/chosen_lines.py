"""Lines of a table and what each is of go in; the table is drawn, and what the lines that somebody
pressed or ticked are of comes out; for paper all lines stand there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from pages.door import link
from pages.drawn.whole_table import whole_table

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
    then. Lines that are no frame have their headings in `heads`; `several` may be ticked."""
    rows = pd.DataFrame(lines, columns=list(heads) or None)
    if link.is_for_paper():
        whole_table(rows)
        return [] if first is None else [of[first]]
    picked = st.dataframe(
        rows,
        hide_index=True,
        height="content" if len(rows) <= _FEW else _HIGH,
        key=key,
        on_select="rerun",
        alt=alt,
        **_selection(first, several=several),
    )
    chosen = [at for at in picked["selection"]["rows"] if at < len(of)]
    return [of[at] for at in chosen or ([] if first is None else [0])]


def _selection(first: int | None, *, several: bool) -> dict[str, Any]:
    """How many lines may be chosen, and which one is at first."""
    if first is None:
        return {"selection_mode": "multi-row" if several else "single-row"}
    default = {"selection": {"rows": [first]}}
    return {"selection_mode": "single-row-required", "selection_default": default}
