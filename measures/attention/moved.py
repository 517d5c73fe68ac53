"""What moved beyond noise since a week: a panel and a pack go in; MOVED comes out.

Work of the district and its groups moved in a week that its own chart calls out of the ordinary
(docs/design.md §8.13), and so did the share of reports in; a share since the launch where what is
known of it then and now cannot be the same, whatever the missing reports say (§8.15).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from campaign import CampaignPack, Kind, Panel
from measures.attention.control import charted, control
from measures.counting import COMPLETENESS, ORG_SHARE, PLACE, REACH, shape
from measures.standing.standing import standing
from measures.statistics import LEAST_WEEKS

MOVED = shape("MOVED")
"""One line a place, a measure or quantity and a week in which it moved: its value (a share 0-1, or
the figure of a reporting unit), the limits of chance or the share known before at least and at
most, and how it moved: above, below, rising, falling, high, low of a chart; up or down of a share
since the launch."""

_BOUNDED = (REACH, ORG_SHARE)
_BEYOND = ("above", "below")
"""Beyond a limit is news in every week; that a run goes on is none."""


def moved(panel: Panel, pack: CampaignPack, *, since: int) -> pd.DataFrame:
    """MOVED of the weeks after `since` up to the panel's last, the district before its groups."""
    if not panel.weeks:
        return MOVED.frame()
    lines = [*_shares(panel, pack, since=since), *_reports(panel, pack, since=since)]
    lines += [line for by in ("district", "group") for line in _work(panel, pack, by, since=since)]
    return MOVED.frame(lines)


def is_charted(panel: Panel) -> bool:
    """Whether so many weeks have reports that a chart calls anything: else that MOVED is empty
    says nothing (docs/design.md §8.13)."""
    return sum(bool(week.reported.any()) for week in panel.weeks) >= LEAST_WEEKS


def _work(panel: Panel, pack: CampaignPack, by: str, *, since: int) -> Iterator[dict[str, object]]:
    for quantity in pack.quantities:
        if quantity.kind is not Kind.CHOICE and quantity.adds_up:
            rows = control(panel, pack, quantity.id, by=by)
            yield from _called(rows.assign(what=quantity.id), since=since)


def _reports(panel: Panel, pack: CampaignPack, *, since: int) -> Iterator[dict[str, object]]:
    """Of the district's share of reports in, which is known of every week."""
    rows = standing(panel, pack, measures=(COMPLETENESS,))
    limits = charted(rows["place_id"], rows["value"].to_numpy(np.float64))
    rows = rows.assign(**limits, what=COMPLETENESS)
    yield from _called(rows.assign(upper=rows["upper"].clip(upper=1)), since=since)


def _called(rows: pd.DataFrame, *, since: int) -> Iterator[dict[str, object]]:
    """The weeks that a chart calls anything, but for runs that it called so a week before."""
    before = rows.groupby("place_id")["label"].shift(fill_value="")
    is_new = (rows["label"] != before) | rows["label"].isin(_BEYOND)
    told = rows[(rows["week"] > since) & (rows["label"] != "") & is_new]
    for row in told.to_dict("records"):
        yield {name: row[name] for name in MOVED.columns}


def _shares(panel: Panel, pack: CampaignPack, *, since: int) -> Iterator[dict[str, object]]:
    rows = standing(panel, pack, measures=_BOUNDED)
    last = panel.weeks[-1].week.number
    for measure, of in rows.groupby("measure", sort=False):
        by_week = of.set_index("week")
        if since not in by_week.index:
            continue
        then, now = by_week.loc[since], by_week.loc[last]
        up, down = now["lowest"] > then["highest"], now["highest"] < then["lowest"]
        if up or down:
            yield {
                **{name: now[name] for name in PLACE},
                "what": measure,
                "week": last,
                "value": now["value"],
                "lower": then["lowest"],
                "upper": then["highest"],
                "label": "up" if up else "down",
            }
