"""The panel's shape: one array a week, [slot, unit], with a state beside every number.

The ledger builds panels and measures read them; arrays are never written to after they are made.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from campaign.district import District
from campaign.quantity import registered_slots
from campaign.unit import Unit
from campaign.week import Week

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]
States = NDArray[np.uint8]


@dataclass(frozen=True)
class PanelWeek:
    """One week of every unit; U units in the panel's order, S registered slots.

    values: float64 [S, U], NaN unless the state is v or z · states: uint8 [S, U], the ASCII code of
    the state letter, 0 without an accepted row · reported: an accepted row is current · held: a row
    came and was held, and none is current · on_time: the first accepted row arrived by the deadline
    · member: on the roster in that week · type_index, group_index: into the panel's `type_ids` and
    `group_ids`, -1 for a non-member · sub_org_total: subordinate organisations on the roster.
    """

    week: Week
    values: Floats
    states: States
    reported: Flags
    held: Flags
    on_time: Flags
    member: Flags
    type_index: Ints
    group_index: Ints
    sub_org_total: Ints

    @cached_property
    def kept(self) -> dict[Hashable, Any]:
        """What was worked out from this week, by name; it lives as long as the week does.

        A changed week is another object, so nothing in here is ever out of date.
        """
        return {}


@dataclass(frozen=True)
class Panel:
    """Every week from the launch to the last one asked for, at one revision, in one scope.

    `units` gives each unit's latest span, in protocol order; `type_ids` and `group_ids` are in the
    pack's order and cover every index used.
    """

    district: District
    revision: int
    units: tuple[Unit, ...]
    type_ids: tuple[str, ...]
    group_ids: tuple[str, ...]
    weeks: tuple[PanelWeek, ...]

    @cached_property
    def slot_index(self) -> dict[str, int]:
        """The row of each slot in `values` and `states`."""
        return {slot: i for i, slot in enumerate(registered_slots())}

    def values(self, slot: str) -> Floats:
        """float64 [W, U]: one slot over all weeks; NaN where there is no number."""
        row = self.slot_index[slot]
        if not self.weeks:
            return np.empty((0, len(self.units)))
        return np.stack([week.values[row] for week in self.weeks])

    def states(self, slot: str) -> States:
        """uint8 [W, U]: the state letters of one slot over all weeks; 0 without a row."""
        row = self.slot_index[slot]
        if not self.weeks:
            return np.empty((0, len(self.units)), dtype=np.uint8)
        return np.stack([week.states[row] for week in self.weeks])

    def through(self, number: int) -> Panel:
        """The same panel without the weeks after week `number`."""
        return replace(self, weeks=tuple(w for w in self.weeks if w.week.number <= number))
