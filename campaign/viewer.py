"""Who is looking: the door they came in by, the units they may see and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from campaign.right import Right, rights_of
from campaign.unit import Unit


class Door(StrEnum):
    """The three doors of the house, and the terminal beside them, which no page leads to."""

    LEADERSHIP = "leadership"
    GROUPS = "groups"
    OFFICE = "office"
    OPERATOR = "operator"


PAGE_DOORS = (Door.LEADERSHIP, Door.GROUPS, Door.OFFICE)
"""The doors that pages lie behind."""


@dataclass(frozen=True)
class Actor:
    """Who did something, as the audit keeps it: the account (empty while there are none), the name
    that is shown, and the role it was done in."""

    account: str
    name: str
    role: str


@dataclass(frozen=True)
class Viewer:
    """A person at the screen or a command, known only by role.

    A viewer of the groups door sees the units of `group_id`; the other doors see the district. Who
    came by no door that is known sees nothing and may do nothing.
    """

    door: Door | None
    group_id: str | None = None
    name: str = ""
    account: str = ""

    def sees(self, unit: Unit) -> bool:
        """Whether the unit is in this viewer's scope."""
        if self.door is Door.GROUPS:
            return unit.group_id == self.group_id
        return self.door is not None

    def may(self, right: Right) -> bool:
        """Whether this viewer's door has the right."""
        return right in rights_of(self.door)

    @property
    def is_scoped(self) -> bool:
        """Whether this viewer sees less than the whole district."""
        return self.door is Door.GROUPS or self.door is None

    @property
    def actor(self) -> Actor:
        """Who acts when this viewer does something."""
        role = str(self.door or "")
        return Actor(self.account, self.name or self.group_id or role, role)
