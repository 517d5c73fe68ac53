"""What is known of a unit from the weeks before one: its last totals, its last week, its middle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Past:
    """One unit's figures before a week, by slot.

    totals: the last known figure since the launch · so_far: what is known since the launch with no
    week missing: the last stated figure and the weeks after it, up to the week before · last_week:
    the figures of the week just before, empty where none came · medians: the middle figure of its
    earlier weeks, where there are enough.
    """

    totals: Mapping[str, float] = field(default_factory=dict)
    so_far: Mapping[str, float] = field(default_factory=dict)
    last_week: Mapping[str, float] = field(default_factory=dict)
    medians: Mapping[str, float] = field(default_factory=dict)
