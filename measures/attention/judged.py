"""One unit, one answer: a whole district goes in; what is said of each of its units comes out.

Peers, spread and noise are those of the whole district. Whoever looks at less of it is handed the
same words about their own units: `within` cuts, and changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from campaign import CampaignPack, Panel
from measures.attention.signals import signals
from measures.attention.untold import untold
from measures.attention.worklist import Worklist, worklist
from measures.logs.log_weeks import NONE_RECEIVED, group_logs
from measures.logs.recency import unit_visits
from measures.logs.visits import VISITS


@dataclass(frozen=True, eq=False)
class Judged:
    """What is said of the units of one week, each in protocol order: their `Attention`, their
    UNIT_VISITS and their SIGNALS; GROUP_LOGS and UNTOLD of all groups, and whether any of them
    keeps a log."""

    items: Worklist
    visited: pd.DataFrame
    signals: pd.DataFrame
    logs: pd.DataFrame
    untold: pd.DataFrame
    is_guided: bool

    def within(self, unit_ids: frozenset[str]) -> Judged:
        """The same of these units alone, and of their groups' logs."""
        visited, found = (_of(frame, "unit_id", unit_ids) for frame in (self.visited, self.signals))
        groups = frozenset(visited["group_id"])
        return replace(
            self,
            items=self.items.within(unit_ids),
            visited=visited,
            signals=found,
            logs=_of(self.logs, "group_id", groups),
            untold=_of(self.untold, "group_id", groups),
        )


def _of(frame: pd.DataFrame, column: str, ids: frozenset[str]) -> pd.DataFrame:
    return frame[frame[column].isin(ids)].reset_index(drop=True)


def judged(
    panel: Panel,
    pack: CampaignPack,
    *,
    today: date,
    visits: pd.DataFrame | None = None,
    launches: pd.DataFrame | None = None,
    spans: pd.DataFrame = NONE_RECEIVED,
) -> Judged:
    """The judgement of a whole district at its panel's last week; arguments as for `worklist`."""
    number = panel.weeks[-1].week.number if panel.weeks else 0
    known = visits if visits is not None else VISITS.frame()
    return Judged(
        items=worklist(
            panel, pack, week=number, today=today, visits=visits, launches=launches, spans=spans
        ),
        visited=unit_visits(known, panel, pack, today=today, spans=spans),
        signals=signals(panel, pack),
        logs=group_logs(known, panel, pack, spans),
        untold=untold(panel, pack),
        is_guided=bool(len(known) or len(spans)),
    )
