"""What logs and registers add up to, as `figures --json` prints it: a panel and what is known
beside it go in; `launch`, `visits`, `methods` and `visit_plan` come out. Unknown is null."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import pandas as pd

from campaign import CampaignPack, Panel
from commands.opened import OPERATOR
from commands.printed.plain import Lines, lines, placed, plain
from commands.printed.shown import whole_of
from exports import VisitWeek, planned
from exports.papers import Beside
from ledger import Ledger
from measures import (
    guidance_coverage,
    launch_coverage,
    method_mix,
    unit_visits,
    visits_by_method,
    visits_by_week,
)

_SHARE = ("numerator", "denominator", "value", "lowest", "highest")
_FOUND = ("visits", "problems", "advice", "solved")


def logs_json(
    panel: Panel, pack: CampaignPack, beside: Beside, *, by: str, names: dict[str, str]
) -> dict[str, Lines]:
    """The lists by place; empty where the campaign has no such form or the panel no week."""
    found: dict[str, Lines] = {name: [] for name in ("launch", "visits", "methods", "method_mix")}
    if not panel.weeks:
        return found
    place, week = _placed(by, names), panel.weeks[-1].week.number
    if beside.launches is not None:
        rows = launch_coverage(beside.launches, panel, by=by, week=week)
        found["launch"] = [place(line) | _share(line) for line in rows.to_dict("records")]
    if beside.visits is not None:
        found["visits"] = _visits(panel, beside, by, place)
        kept = ["place_kind", "place_id", "method", "visits", "n"]
        methods = visits_by_method(beside.visits, panel, pack, by=by)[kept]
        found["method_mix"] = placed(method_mix(beside.visits, panel, pack, by=by), names)
        found["methods"] = placed(methods, names)
    return found


def visits_json(
    ledger: Ledger, panel: Panel, pack: CampaignPack, beside: Beside, *, now: datetime
) -> Lines:
    """The lines of `visit_plan`, as the page of visits plans the week that follows; empty without a
    guidance log."""
    if not panel.weeks or beside.visits is None:
        return []
    seen = unit_visits(beside.visits, panel, pack, today=beside.today, spans=beside.spans)
    known = VisitWeek(ledger, OPERATOR, panel, whole_of(panel), pack, seen, beside.visits, now)
    made = planned(known)
    return [
        row | {"figure": slot or None, "claimed": plain(claimed)}
        for row in lines(made.rows)
        for slot, claimed in [made.figures.get(row["unit_id"], ("", math.nan))]
    ]


def _placed(by: str, names: dict[str, str]) -> Callable[[dict[Any, Any]], dict[str, Any]]:
    def place(line: dict[Any, Any]) -> dict[str, Any]:
        id_ = line["place_id"]
        return {"place": {"kind": by, "id": id_, "name": names.get(id_, id_)}}

    return place


def _share(line: dict[Any, Any]) -> dict[str, Any]:
    told = {name: plain(line[name]) for name in _SHARE}
    return told if told["value"] is not None else told | {"numerator": None}


def _visits(
    panel: Panel, beside: Beside, by: str, place: Callable[[dict[Any, Any]], dict[str, Any]]
) -> Lines:
    """A line a place of the last week: its visits then and since the launch, what they found, how
    many leave that open, in how many weeks a log is missing (`visits`), and how many of its units
    were visited at all."""
    given = beside.visits if beside.visits is not None else pd.DataFrame()
    week, spans = panel.weeks[-1].week.number, beside.spans
    every = visits_by_week(given, panel, by=by, spans=spans)
    sums = every.groupby("place_id")[list(_FOUND)].sum(min_count=1)
    n_open = every.groupby("place_id")[[f"{name}_open" for name in _FOUND]].sum()
    seen = guidance_coverage(given, panel, by=by, week=week, spans=spans).set_index("place_id")
    return [
        {
            **place(line),
            "week": plain(line["visits"]),
            "since_launch": _plain(sums.loc[line["place_id"]].items()),
            "left_open": _plain(n_open.loc[line["place_id"]].items()),
            "units": _share(seen.loc[line["place_id"]].to_dict()),
        }
        for line in every[every["week"] == week].to_dict("records")
    ]


def _plain(items: Iterable[tuple[Any, Any]]) -> dict[str, Any]:
    return {str(name).removesuffix("_open"): plain(float(value)) for name, value in items}
