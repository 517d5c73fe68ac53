"""Which units a grid of units and weeks shows: the rows of a page go in; its choices come out."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from campaign import Wording
from pages.door import View

_MOST_ROWS = 40
"""As many lines as can be read without losing the weeks above them."""


def grid_choices(
    view: View, rows: pd.DataFrame, *, few: str, ids: Sequence[str]
) -> dict[str, list[str]]:
    """Which units of `rows` a grid may show: all if they are few, else each group's, then those of
    `ids`, called `few`.

    The words of each choice with its units' ids; a choice of more than forty is cut into parts.
    """
    words, found = view.words, dict[str, list[str]]()
    if 0 < len(rows) <= _MOST_ROWS:
        found[words.text("grid.all", n=len(rows))] = list(rows["unit_id"])
    else:
        by_group = rows.groupby("group_id", observed=True)["unit_id"].agg(list)
        for group in view.pack.groups:
            own = by_group.get(group.id, [])
            named = words.label(group.label)
            found |= _parts(words.text("grid.group", group=named, n=len(own)), own, words)
    if ids:
        found |= _parts(few, list(ids), words)
    return found


def _parts(label: str, ids: list[str], words: Wording) -> dict[str, list[str]]:
    if len(ids) <= _MOST_ROWS:
        return {label: ids} if ids else {}
    starts = range(0, len(ids), _MOST_ROWS)
    return {
        words.text(
            "grid.part",
            label=label,
            first=start + 1,
            last=min(start + _MOST_ROWS, len(ids)),
        ): ids[start : start + _MOST_ROWS]
        for start in starts
    }
