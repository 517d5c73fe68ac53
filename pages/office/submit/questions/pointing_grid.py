"""A table to be pointed at goes in; a plain grid is drawn, numbered as on the sheet, and a click in
it fills a box. The boxes decide, and all of it can be done in them from the keyboard."""

from __future__ import annotations

from functools import partial
from typing import Literal

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from campaign import Grid, Wording, column_letters
from pages.markup import caption
from pages.office.submit.questions.pointing_draft import Draft

_MODES: tuple[Literal["single-cell"], Literal["single-column"]] = ("single-cell", "single-column")
"""Where columns can be picked, a press on a letter does not sort the rows."""
_CLICKS = ("first", "last", "unit", "end")
_ABOVE, _BELOW, _AROUND = 3, 4, 2
"""Rows shown above the header, below it and around the last row: enough to see which they are."""
_MOST_MERGES = 6
_LONG = 24
_ROW = 29
_TALL = 13


def pointing_grid(draft: Draft, words: Wording) -> None:
    """What a click means, the grid, and the merges of the header in words."""
    click = f"layout_click_{draft.asked.key}_{words.locale}"
    st.segmented_control(
        words.text("submit.point.click"),
        _CLICKS,
        default=_CLICKS[0],
        required=True,
        format_func=lambda name: words.text(f"submit.point.{name}"),
        key=click,
    )
    _grid(draft, click, words)
    if merged := _merges(draft):
        caption(words.text("submit.point.merged", cells=merged))


def _grid(draft: Draft, click: str, words: Wording) -> None:
    rows = _shown_rows(draft)
    frame, key = _frame(draft, rows, words), f"layout_grid_{draft.asked.key}"
    st.dataframe(
        frame,
        key=key,
        width="stretch",
        height=(min(len(rows), _TALL) + 1) * _ROW + 3,
        row_height=_ROW,
        on_select=partial(_clicked, draft, rows, key, click),
        selection_mode=_MODES,
        column_config=_looks(frame, words),
        alt=words.text("submit.point.alt"),
    )


def _clicked(draft: Draft, rows: list[int], key: str, click: str) -> None:
    """Fill in the box that a click means; a column's letter is the unit column."""
    picked = st.session_state[key]["selection"]
    name = st.session_state.get(click) or _CLICKS[0]
    cells, columns = picked["cells"], picked["columns"]
    if columns:
        _fill_column(draft, columns[0])
    elif cells and name == "unit":
        _fill_column(draft, cells[0][1])
    elif cells and cells[0][0] < len(rows):
        _fill_row(draft, name, rows[cells[0][0]])


def _fill_column(draft: Draft, letters: str) -> None:
    grid = draft.asked.sheet.grid
    listed = {column_letters(column): column for column in _columns(grid)}
    if letters in listed:
        draft.put("unit", str(listed[letters]))


def _fill_row(draft: Draft, name: str, row: int) -> None:
    """A header's first row below its last one moves that along."""
    first, last = draft.header
    draft.put(name, row)
    if name == "first" and row > last:
        draft.put("last", row)
    if name == "last" and row < first:
        draft.put("first", row)


def _columns(grid: Grid) -> range:
    return range(grid.left, grid.left + max((len(row) for row in grid.cells), default=0))


def _shown_rows(draft: Draft) -> list[int]:
    """The rows around the header and around the last row, as guessed and as said."""
    asked = draft.asked
    low, high = asked.extent
    heads, ends = (*asked.rows, *draft.header), (asked.last_row, draft.end)
    near = {row for head in heads for row in range(head - _ABOVE, head + _BELOW + 1)}
    near |= {row for end in ends for row in range(end - _AROUND, end + _AROUND + 1)}
    return [row for row in range(low, high + 1) if row in near]


def _frame(draft: Draft, rows: list[int], words: Wording) -> pd.DataFrame:
    grid = draft.asked.sheet.grid
    told = {words.text("submit.point.role"): [_role(grid, row, draft, words) for row in rows]}
    for column in _columns(grid):
        told[column_letters(column)] = [_short(grid.text(row, column)) for row in rows]
    return pd.DataFrame(told, index=pd.Index(rows, name=""), dtype="str")


def _role(grid: Grid, row: int, draft: Draft, words: Wording) -> str:
    """What a row would be, in a word."""
    first, last = draft.header
    if first <= row <= last:
        return words.text("submit.taken.header")
    if row < first or row > draft.end:
        return ""
    role = grid.roles.get(row, "")
    return words.text("submit.taken.total") if role == "total" else words.text("submit.taken.data")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONG else line[: _LONG - 1] + "…"


def _looks(frame: pd.DataFrame, words: Wording) -> dict[str, ColumnConfig]:
    narrow = {name: st.column_config.TextColumn(width=92) for name in frame.columns[1:]}
    role = st.column_config.TextColumn(width=64, pinned=True)
    number = st.column_config.NumberColumn(words.text("submit.point.row"), width=48)
    return {"_index": number, frame.columns[0]: role, **narrow}


def _merges(draft: Draft) -> str:
    """The merges that reach into the header, as addresses."""
    first, last = draft.header
    listed = [
        f"{column_letters(left)}{top}:{column_letters(right)}{bottom}"
        for top, left, bottom, right in sorted(draft.asked.sheet.grid.merges)
        if top <= last and first <= bottom
    ]
    more = "…" if len(listed) > _MOST_MERGES else ""
    return draft.words.text("submit.taken.and").join(listed[:_MOST_MERGES]) + more
