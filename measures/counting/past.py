"""What was worked out of weeks: it is remembered for as long as they are there, and no longer.

Weeks that did not change are shared between panels, and so is all that was made of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from campaign import Itself, Keyed, Memory, Panel, PanelWeek

memory = Memory()
"""Of all measures that are made week by week."""


class Past:
    """Stands for the weeks up to one: another object as soon as one of them is."""


def past(weeks: Sequence[PanelWeek]) -> Past | None:
    """One object for the weeks up to the last: the same while they all are the same objects."""
    before: Past | None = None
    for week in weeks:
        before = _past(week, before)
    return before


@memory
def _past(week: PanelWeek, before: Past | None) -> Past:  # noqa: ARG001
    return Past()


@dataclass(frozen=True, eq=False)
class Course(Keyed):
    """A panel as the course of its units: told by its weeks, types, units and rules, so that panels
    in which none of them changed answer alike."""

    panel: Panel

    @property
    def key(self) -> tuple[object, ...]:
        """All that rules about units look at."""
        panel = self.panel
        return past(panel.weeks), panel.type_ids, Itself(panel.units), panel.rules
