"""The rows behind study reach: UNIT_ROWS go in; the frame a page shows and hands out comes out."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from campaign import Wording
from pages.door import View, drawing
from pages.drawn.lists.week_figures import state_word
from pages.readings import rows_now

COLUMNS = (
    "unit",
    "type",
    "group",
    "reach",
    "first_week",
    "week_count",
    "cumulative",
    "bound",
    "org_covered",
    "org_total",
    "org_percent",
    "state",
)


@drawing
def reach_rows(view: View) -> pd.DataFrame:
    """One line a unit in protocol order, in the reader's words; shares as percent, one decimal."""
    rows, words, pack = rows_now(view), view.words, view.pack
    types = {t.id: words.label(t.short) for t in pack.types}
    groups = {g.id: words.label(g.label) for g in pack.groups}
    has_orgs = rows["org_total"] > 0
    return pd.DataFrame(
        {
            "unit": rows["name"],
            "type": rows["type_id"].map(types),
            "group": rows["group_id"].map(groups),
            "reach": [words.text(f"reach.{word}") for word in rows["reach"]],
            "first_week": rows["first_study_week"],
            "week_count": [
                figure_or_word(value, state, words)
                for value, state in zip(rows["week_count"], rows["week_state"], strict=True)
            ],
            "cumulative": rows["cumulative"],
            "bound": bound_words(rows, words),
            "org_covered": rows["org_covered"],
            "org_total": rows["org_total"].where(has_orgs).astype("Int64"),
            "org_percent": (rows["org_share"] * 100).round(1),
            "state": [words.text(f"arrival.{state}") for state in rows["state"]],
        }
    )


def bound_words(rows: pd.DataFrame, words: Wording) -> list[str]:
    """Beside each unit's figure since the launch: that it is known at least, where weeks are open;
    nothing where there is no figure."""
    said = words.text("reach.at_least")
    is_bound = rows["is_lower_bound"] & rows["cumulative"].notna()
    return [said if own else "" for own in is_bound]


def reach_headings(words: Wording) -> Mapping[str, str]:
    """The heading of every column."""
    return {column: words.text(f"column.{column}") for column in COLUMNS}


def figure_or_word(value: float, state: str, words: Wording) -> float | str:
    """The week's figure, or the word for why there is none: never an empty cell for a zero."""
    if not math.isnan(value):
        return int(value) if value.is_integer() else value
    return state_word(ord(state) if state else 0, words)
