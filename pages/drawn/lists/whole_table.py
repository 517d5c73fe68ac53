"""Tables to read and to write in: rows go in; on the screen a grid is drawn, and what stands in it
now comes out; for paper, which cannot be scrolled, all rows stand there as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

import pandas as pd
import streamlit as st

from pages.door import link
from pages.markup import paper

Config = Mapping[str, Any]
_TICK = {True: "√", False: ""}


def whole_table(
    rows: pd.DataFrame, *, alt: str = "", height: Literal["auto", "content"] = "auto"
) -> None:
    """The rows to be read, under their columns' names."""
    if link.is_for_paper():
        _printed(rows)
        return
    st.dataframe(
        rows, hide_index=True, width="stretch", height=height, placeholder="—", alt=alt or None
    )


def table_to_edit(
    rows: pd.DataFrame, config: Config, *, order: Sequence[str] = (), **how: Any
) -> pd.DataFrame:
    """The rows as somebody left them; `order` are the columns shown if not all are, `how` is as
    Streamlit takes it. Paper is read alone: the rows come out as they went in."""
    if not link.is_for_paper():
        return st.data_editor(
            rows, width="stretch", column_config=config, column_order=order or None, **how
        )
    shown = rows[list(order)] if order else rows
    told = {
        config.get(str(name), {}).get("label") or str(name): _told(values, config.get(str(name)))
        for name, values in shown.items()
    }
    _printed(pd.DataFrame(told))
    return rows


def _printed(rows: pd.DataFrame) -> None:
    paper(rows, {str(name): str(name) for name in rows}, is_seen=True)


def _told(values: pd.Series, config: Config | None) -> list[Any]:
    """A column's cells as the grid shows them: choices by their words, ticks as marks."""
    options = ((config or {}).get("type_config") or {}).get("options") or ()
    names = {it["value"]: it.get("label") or it["value"] for it in options if isinstance(it, dict)}
    return [_word(value, names) for value in values]


def _word(value: Any, names: Mapping[Any, str]) -> Any:
    if isinstance(value, list):
        return "、".join(str(names.get(it, it)) for it in value)
    if isinstance(value, bool):
        return _TICK[value]
    if isinstance(value, datetime) and not pd.isna(value):
        return f"{value:%Y-%m-%d %H:%M}"
    return names.get(value, value)
