"""Lines of a table and what each is of go in; the table is drawn, and what the lines that somebody
pressed or ticked are of comes out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, TypeVar

import pandas as pd
import streamlit as st

T = TypeVar("T")
_Mode = Literal["single-row", "single-row-required"]
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
    mode: _Mode = "single-row" if first is None else "single-row-required"
    picked = st.dataframe(
        rows,
        hide_index=True,
        height="content" if len(rows) <= _FEW else _HIGH,
        key=key,
        on_select="rerun",
        selection_mode="multi-row" if several else mode,
        selection_default=None if first is None else _picked(first),
        alt=alt,
    )
    chosen = [at for at in picked["selection"]["rows"] if at < len(of)]
    return [of[at] for at in chosen or ([] if first is None else [0])]


def _picked(row: int) -> Any:
    """A table's state with one line chosen."""
    return {"selection": {"rows": [row]}}
