"""How each group visits: a view goes in; a line a group with its share on site, its methods against
the pack's limits, its longest gap and what the same visits could do instead, is drawn."""

from __future__ import annotations

import pandas as pd

from measures import method_mix
from pages.door import Basis, View, drawing, reading
from pages.drawn import Mark, group_names, unit_list
from pages.leadership.inspections.effort_words import effort
from pages.markup import index_hover, part
from pages.readings import guidance_log, units_visited, visits_so_far


@reading
def mixes(basis: Basis) -> pd.DataFrame:
    """METHOD_MIX of the groups shown, in the order of the pack's groups."""
    rows = method_mix(visits_so_far(basis), basis.panel, basis.pack, by="group")
    order = {group.id: i for i, group in enumerate(basis.pack.groups)}
    return rows.sort_values("place_id", key=lambda ids: ids.map(order), ignore_index=True)


def methods_by_group(view: View) -> None:
    """The table; nothing where no visit names a method that the pack has a limit for."""
    words, rows = view.words, mixes(view)
    if rows.empty:
        return
    limits = {name: words.percent(view.pack.thresholds[name]) for name in _LIMITS}
    part(
        words.text("inspections.mix"),
        words.text(
            "inspections.mix.note", most=limits["heard_share"], least=limits["random_share"]
        ),
        hover=index_hover("evenness", words),
    )
    shown = _lines(view)
    log = guidance_log(view)
    marks = [Mark(log, place=f"group:{place}") for place in rows["place_id"]]
    titles = {str(name): words.text(f"column.{name}") for name in shown}
    unit_list.rows_to_press(unit_list.titled(shown, titles), marks, key="methods_by_group")


_LIMITS = ("heard_share", "random_share")


@drawing
def _lines(view: View) -> pd.DataFrame:
    rows, words, names, moves = mixes(view), view.words, group_names(view), _moves(view)
    units = units_visited(view)
    gaps = units[units["is_known"]].groupby("group_id")["longest_gap"].max()
    limits = view.pack.thresholds
    return pd.DataFrame(
        {
            "group": rows["place_id"].map(names),
            "effort_visits": rows["visits"],
            "on_site_share": [words.percent(share) for share in rows["on_site_share"]],
            "heard_share": [
                _marked(share, share > limits["heard_share"] + _ROUND, view)
                for share in rows["heard_share"]
            ],
            "random_share": [
                _marked(share, share < limits["random_share"] - _ROUND, view)
                for share in rows["random_share"]
            ],
            "method_evenness": rows["evenness"].round(2),
            "longest_gap": rows["place_id"].map(gaps).astype("Int64"),
            "proposal": [moves.get(group) for group in rows["place_id"]],
        }
    )


_ROUND = 1e-9
"""A share that is the limit is within it, however it was divided."""


def _marked(share: float, is_beyond: bool, view: View) -> str:
    """The share, with a mark beside one beyond the pack's limit."""
    return f"{view.words.percent(share)}{' ▲' if is_beyond else ''}"


def _moves(view: View) -> dict[str, str]:
    """By group, from which workstream to which the same visits would go, and how many."""
    words, streams = view.words, view.pack.workstreams
    found = {}
    for group, rows in effort(view).groupby("group_id"):
        change = rows["plan"] - rows["visits"]
        if change.max() < 1:
            continue
        told = rows.loc[[change.idxmin(), change.idxmax()], "stream"]
        full, thin = (words.label(streams[str(stream)]) for stream in told)
        n = words.number(round(change.max(), 1))
        found[str(group)] = words.text("inspections.mix.move", full=full, thin=thin, n=n)
    return found
