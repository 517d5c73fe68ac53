"""The visits of a whole district go in; how the other groups' visits are made up comes out.

A group is told the middle of the others alone, never what another group did.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from campaign import CampaignPack, Panel
from measures.counting import members_at
from measures.logs.inspections import visits_by_method, visits_by_stream

_FEWEST = 8
"""The middle of fewer groups would tell whose it is; elsewhere, too, groups hear of eight peers."""
_SHARES = ["told", "option", "share"]


@dataclass(frozen=True)
class OtherGroups:
    """A line a group and method or workstream (`told`, `option`) with its share of the group's
    visits; within a viewer's units the median of all other groups, and of how many that is."""

    shares: pd.DataFrame
    group_of: Mapping[str, str]
    n: int = 0

    def within(self, unit_ids: frozenset[str]) -> OtherGroups:
        """The middle of the groups that have none of these units; nothing of fewer than eight."""
        own = {self.group_of[unit] for unit in unit_ids if unit in self.group_of}
        rows = self.shares[~self.shares["place_id"].isin(own)]
        n = rows["place_id"].nunique()
        middle = rows.groupby(_SHARES[:2])["share"].median().reset_index()
        kept = middle if n >= _FEWEST else middle.iloc[:0]
        return replace(self, shares=kept, group_of={}, n=n)


def other_groups(visits: pd.DataFrame, panel: Panel, pack: CampaignPack) -> OtherGroups:
    """What each group's visits since the launch used and were about, of groups with a visit."""
    methods = visits_by_method(visits, panel, pack, by="group")
    used = methods.assign(told="method", share=methods["visits"] / methods["n"])
    streams = visits_by_stream(visits, panel, pack, by="group").assign(told="stream")
    rows = pd.concat(
        [used.rename(columns={"method": "option"}), streams.rename(columns={"stream": "option"})]
    )
    kept = rows.loc[rows["n"] > 0, ["place_id", *_SHARES]]
    return OtherGroups(kept, members_at(panel, "group"))
