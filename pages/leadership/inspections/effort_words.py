"""Guidance effort by group in words: a view goes in; what stands out, a fairer use of the same
visits, and a line a group come out. Groups stand in the pack's order and are never put in another.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import pandas as pd

from campaign import CampaignPack
from measures import effort_by_group, group_effort
from pages.door import Basis, View, drawing, reading
from pages.readings import visits_so_far

_FAR = 3.0


@reading
def effort(basis: Basis) -> pd.DataFrame:
    """EFFORT of the units shown, in the order of the pack's groups."""
    return _sorted(effort_by_group(visits_so_far(basis), basis.panel, basis.pack), basis.pack)


@reading
def efforts(basis: Basis) -> pd.DataFrame:
    """GROUP_EFFORT of the units shown, in the order of the pack's groups."""
    return _sorted(group_effort(visits_so_far(basis), basis.panel, basis.pack), basis.pack)


def _sorted(rows: pd.DataFrame, pack: CampaignPack) -> pd.DataFrame:
    """The groups that have made a visit: of the others no log tells, and 0 would be a claim."""
    order = {group.id: i for i, group in enumerate(pack.groups)}
    made = rows.groupby("group_id")["visits"].transform("sum") > 0
    return rows[made].sort_values(
        "group_id", key=lambda ids: ids.map(order), kind="stable", ignore_index=True
    )


@drawing
def effort_words(view: View) -> list[str]:
    """Whose mix stands out, what the same visits could do instead, whose load does."""
    groups = efforts(view)
    least = view.pack.thresholds["effort_visits"]
    if not (groups["visits"] >= least).any():
        return [view.words.text("inspections.effort.few", n=view.words.number(least))]
    return [said for said in (_mix(view), _move(view), _load(view)) if said]


def _mix(view: View) -> str:
    """The groups with a cell beyond 3 errors of the mix of all groups, of 20 visits and more."""
    rows, groups = effort(view), efforts(view)
    many = groups.loc[groups["visits"] >= view.pack.thresholds["effort_visits"], "group_id"]
    is_far = (rows["residual"].abs() > _FAR) & (rows["shade"] == 0) & rows["group_id"].isin(many)
    far = list(dict.fromkeys(rows.loc[is_far, "group_id"]))
    if not far:
        return view.words.text("inspections.effort.level") if len(many) > 1 else ""
    return view.words.text("inspections.effort.uneven", groups=_names(view, far), n=len(far))


def _move(view: View) -> str:
    """The thinnest cell of all, and what moving visits of its group to it gives."""
    rows, groups, words = effort(view), efforts(view), view.words
    many = groups.loc[groups["visits"] >= view.pack.thresholds["effort_visits"], "group_id"]
    rows = rows[rows["group_id"].isin(many)]
    thin = rows.iloc[int(rows["visits"].argmin())]
    moved = thin["plan"] - thin["visits"]
    if moved < 1:
        return ""
    own = rows[rows["group_id"] == thin["group_id"]]
    full = own.iloc[int((own["visits"] - own["plan"]).argmax())]
    return words.text(
        "inspections.effort.move",
        group=_names(view, [thin["group_id"]]),
        stream=_stream(view, full["stream"]),
        to=_stream(view, thin["stream"]),
        moved=words.number(round(moved, 1)),
        low=words.number(round(thin["visits"], 1)),
        high=words.number(round(thin["plan"], 1)),
    )


def _load(view: View) -> str:
    groups = efforts(view)
    groups = groups[groups["visits"] > 0]
    if len(groups) < 2:
        return ""
    differ = groups.loc[groups["differs"], "group_id"].tolist()
    if not differ:
        return view.words.text("inspections.effort.load_level")
    return view.words.text("inspections.effort.load", groups=_names(view, differ), n=len(differ))


def _names(view: View, ids: Iterable[str]) -> str:
    join = "、" if view.words.locale == "zh_CN" else ", "
    return join.join(view.words.label(view.pack.group[i].label) for i in ids)


def _stream(view: View, stream: str) -> str:
    label = view.words.label(view.pack.workstreams[stream])
    return label.lower() if view.words.locale == "en" else label


@drawing
def effort_rows(view: View) -> pd.DataFrame:
    """A line a group, as shown; a group without a visit has no evenness."""
    words, rows = view.words, efforts(view)

    def two(value: float) -> str:
        return words.text("unknown") if math.isnan(value) else f"{value:.2f}"

    return pd.DataFrame(
        {
            words.text("column.group"): [
                words.label(view.pack.group[i].label) for i in rows["group_id"]
            ],
            words.text("column.effort_visits"): rows["visits"].tolist(),
            words.text("column.evenness"): [two(value) for value in rows["evenness"]],
            words.text("column.evenness_by_chance"): [
                two(value) for value in rows["expected_evenness"]
            ],
            words.text("column.visits_a_unit"): [two(value) for value in rows["per_unit"]],
            words.text("column.visits_range"): [
                f"{two(low)}–{two(high)}"
                for low, high in zip(rows["low"], rows["high"], strict=True)
            ],
            words.text("column.visits_moved"): [
                words.number(round(moved, 1)) for moved in rows["moved"]
            ],
        }
    )
