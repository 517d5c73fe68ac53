"""The office's own tables of the launch page: a view goes in; what it did, and how many work in it
and in the groups, come out."""

from __future__ import annotations

import pandas as pd

from measures import EVERY, OFFICE, staff, work_sums
from pages.door import View
from pages.drawn import day_words, group_names
from pages.readings import office_log


def office_table(view: View) -> pd.DataFrame:
    """The office's work by kind: for itself, for all groups, for single ones; items and done."""
    rows = work_sums(office_log(view))
    if rows.empty:
        return pd.DataFrame()
    whom = rows["place"].where(rows["place"].isin([OFFICE, EVERY]), "group")
    table = rows.assign(whom=whom).pivot_table(
        index="kind", columns="whom", values="times", aggfunc="sum", sort=False
    )
    items = rows.groupby("kind", sort=False)[["items", "items_done"]].sum(min_count=1)
    shown = table.reindex(columns=[OFFICE, EVERY, "group"]).fillna(0).astype("int64")
    return pd.DataFrame(
        {
            "work": [view.words.text(f"work.{kind}") for kind in table.index],
            "for_office": shown[OFFICE].to_numpy(),
            "for_every_group": shown[EVERY].to_numpy(),
            "for_one_group": shown["group"].to_numpy(),
            **{name: items[name].astype("Int64").to_numpy() for name in items},
        }
    ).set_axis(list(table.index))


def staff_table(view: View) -> pd.DataFrame:
    """How many work in the office, in all groups together and in each, as the log told it last."""
    rows, words = staff(office_log(view)), view.words
    bodies = {OFFICE: words.text("column.for_office"), EVERY: words.text("column.for_every_group")}
    names = {**bodies, **group_names(view)}
    rows = rows[rows["place"].isin(names)]
    return pd.DataFrame(
        {
            "whom": rows["place"].map(names),
            "people": rows["people"].astype("Int64"),
            "told_on": day_words(view, rows["told_on"]),
        }
    ).set_axis(list(rows["place"]))
