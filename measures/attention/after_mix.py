"""Groups after their mix of types: a panel and a pack go in; what each group has reached, and what
it would have if each of its units were like its type in the district, come out.

Indirect standardisation (docs/design.md §8.11): of two groups that have reached as much, one may
look after types that study late, and the other not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from campaign import STUDY, CampaignPack, Panel
from measures.counting import known_totals, owed_now, shares, unit_parts
from measures.statistics import Floats


@dataclass(frozen=True)
class Mix:
    """Units by group and type, each [G, T]: `done` have studied of `n` heard of at least once;
    `unsure` ones are open, of `whole` that owe it."""

    done: Floats
    n: Floats
    unsure: Floats
    whole: Floats

    @property
    def value(self) -> Floats:
        """float64 [G]: the share each group has reached; NaN where nobody was heard of."""
        return shares(self.done.sum(axis=1), self.n.sum(axis=1))

    @property
    def expected(self) -> Floats:
        """float64 [G]: the share its mix of types would give."""
        of_type = np.nan_to_num(shares(self.done.sum(axis=0), self.n.sum(axis=0)))
        return shares(self.n @ of_type, self.n.sum(axis=1))

    def filled(self, group: int) -> tuple[Floats, Floats]:
        """For none to all of a group's open units having studied, and nobody else's: how many have
        [K], and the least share the group's mix could then give [K]."""
        held = shares(self.whole[group], self.whole.sum(axis=0))
        # A unit raises what is expected by as much of its type as the group holds: the least first.
        order = np.argsort(np.nan_to_num(held), kind="stable")
        waiting = self.unsure[group][order].astype(np.int64)
        more = np.arange(waiting.sum() + 1)
        studied = np.clip(more[:, None] - (waiting.cumsum() - waiting), 0, waiting)
        of_type = shares(self.done.sum(axis=0)[order] + studied, self.whole.sum(axis=0)[order])
        expected = np.nan_to_num(of_type) @ self.whole[group][order] / self.whole[group].sum()
        return np.asarray(self.done[group].sum() + more), np.asarray(expected)


def mix_of(panel: Panel, pack: CampaignPack) -> Mix:
    """The mix at the end of the panel's last week."""
    last, quantity = panel.weeks[-1], pack.quantity[STUDY]
    state, owed = known_totals(panel, quantity)[-1], owed_now(panel, quantity)
    parts = unit_parts(panel, pack, "study_reach", at=len(panel.weeks) - 1)
    n_types = len(panel.type_ids)
    place = np.where(last.member, last.group_index * n_types + last.type_index, -1)

    def table(row: npt.NDArray[np.generic]) -> Floats:
        cells = place[(place >= 0) & row.astype(np.bool_)]
        counts = np.bincount(cells, minlength=len(panel.group_ids) * n_types)
        return counts.reshape(len(panel.group_ids), n_types).astype(np.float64)

    return Mix(
        done=table(state.has_any & owed),
        n=table(state.is_known & owed),
        unsure=table(parts.most - parts.done),
        whole=table(owed),
    )


@dataclass(frozen=True)
class GroupReach:
    """A group's reach beside what its mix of types would give."""

    group_id: str
    value: float
    expected: float


def low_groups(panel: Panel, pack: CampaignPack) -> tuple[GroupReach, ...]:
    """The groups whose reach lies under the district's by the pack's points, in the pack's order,
    each beside what its mix would give: some have only late types."""
    if not panel.weeks:
        return ()
    mix = mix_of(panel, pack)
    whole = shares(mix.done.sum(keepdims=True), mix.n.sum(keepdims=True)).item()
    gap = pack.thresholds["finding_gap"] / 100
    low = np.flatnonzero(whole - mix.value >= gap - 1e-9)
    value, expected = mix.value, mix.expected
    return tuple(
        GroupReach(panel.group_ids[i], float(value[i]), float(expected[i])) for i in low.tolist()
    )
