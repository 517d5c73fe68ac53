"""Who is looking: the door they came in by and the units they may see."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from campaign.unit import Unit


class Door(StrEnum):
    """The three doors of the house."""

    LEADERSHIP = "leadership"
    GROUPS = "groups"
    OFFICE = "office"


@dataclass(frozen=True)
class Viewer:
    """A person at the screen or a command, known only by role.

    A viewer of the groups door sees the units of `group_id`; the other doors see the district.
    """

    door: Door
    group_id: str | None = None
    name: str = ""

    def sees(self, unit: Unit) -> bool:
        """Whether the unit is in this viewer's scope."""
        return self.door is not Door.GROUPS or unit.group_id == self.group_id

    @property
    def is_scoped(self) -> bool:
        """Whether this viewer sees less than the whole district."""
        return self.door is Door.GROUPS
