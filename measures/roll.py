"""The roll call: a panel and a pack go in; who was expected and what came, by week and unit.

Definitions: docs/design.md §8.3. Expected: members whose type owes anything and who are not exempt;
reported: those with an accepted row holding at least one number or zero that was asked for.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from campaign import CampaignPack, Panel, PanelWeek
from measures.obligations import excused_in, exempt_in, given_in, obligatory, owed_in
from measures.places import Flags, Floats, stacked


@dataclass(frozen=True)
class Roll:
    """Flags [W, U] of who was expected and what came; `cells_owed` and `cells_filled` count the
    cells asked for, answers of not applicable and exempt left out of both."""

    expected: Flags
    reported: Flags
    on_time: Flags
    held: Flags
    exempt: Flags
    unexpected: Flags
    cells_owed: Floats
    cells_filled: Floats

    @property
    def late(self) -> Flags:
        """Reported after the deadline."""
        return self.reported & ~self.on_time

    @property
    def missing(self) -> Flags:
        """Expected, and nothing usable and nothing held has come."""
        return self.expected & ~self.reported & ~self.held


def roll(panel: Panel, pack: CampaignPack) -> Roll:
    """Who was expected in each week and what came of it."""
    cells = [_cells(panel, week, pack) for week in panel.weeks]
    shape = (len(panel.weeks), len(panel.units))
    asked, owed, filled, exempt = (
        np.array([c[i] for c in cells], dtype=np.float64).reshape(shape) for i in range(4)
    )
    came = stacked(panel, "reported").astype(np.bool_)
    excused = (exempt > 0) & (owed == 0)
    expected = (asked > 0) & ~excused
    reported = expected & came & (filled > 0)
    return Roll(
        expected=expected,
        reported=reported,
        on_time=reported & stacked(panel, "on_time").astype(np.bool_),
        held=expected & ~reported & stacked(panel, "held").astype(np.bool_),
        exempt=excused,
        unexpected=came & ~expected & ~excused,
        cells_owed=owed,
        cells_filled=filled,
    )


def _cells(panel: Panel, week: PanelWeek, pack: CampaignPack) -> tuple[Floats, ...]:
    """How many cells each unit's type owes, are open to it, filled, and exempt."""
    every, owed, filled, exempt = (np.zeros(len(panel.units)) for _ in range(4))
    for quantity in obligatory(pack):
        asked = owed_in(week, panel.type_ids, quantity)
        every += asked
        is_given = given_in(panel, week, quantity)
        filled += asked & is_given
        owed += asked & (is_given | ~excused_in(panel, week, quantity))
        exempt += asked & ~is_given & exempt_in(panel, week, quantity)
    return every, owed, filled, exempt
