"""Who is looking: the door they came in by, the units they may see and what they may do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from campaign.right import Right, rights_of
from campaign.unit import Unit


class Door(StrEnum):
    """The doors of the house, and the terminal beside them, which no page leads to."""

    LEADERSHIP = "leadership"
    GROUPS = "groups"
    OFFICE = "office"
    UNIT = "unit"
    CHECKER = "checker"
    ADMINISTRATOR = "administrator"
    OPERATOR = "operator"


PAGE_DOORS = (Door.LEADERSHIP, Door.GROUPS, Door.OFFICE)
"""The doors to choose among where nobody signs in; the others are opened by an account alone."""
_WHOLE = frozenset({Door.LEADERSHIP, Door.OFFICE, Door.CHECKER, Door.OPERATOR})
"""The doors by which all figures of a district are seen."""
_READS_AUDIT = frozenset({Door.OFFICE, Door.CHECKER, Door.OPERATOR})
"""The audit names accounts: who leads and the groups read figures, not who entered them."""


@dataclass(frozen=True)
class Actor:
    """Who did something, as the audit keeps it: the account (empty where nobody signs in), the name
    that is shown, and the role it was done in."""

    account: str
    name: str
    role: str


@dataclass(frozen=True)
class Viewer:
    """A person at the screen or a command, known only by role.

    A viewer of the groups door sees the units of `group_id`, a unit itself alone; an administrator
    sees no figures, the other doors see the district. Who came by no door that is known sees
    nothing and may do nothing.
    """

    door: Door | None
    group_id: str | None = None
    name: str = ""
    account: str = ""
    unit_id: str | None = None

    def sees(self, unit: Unit) -> bool:
        """Whether the unit is in this viewer's scope."""
        if self.door is Door.GROUPS:
            return unit.group_id == self.group_id
        if self.door is Door.UNIT:
            return unit.id == self.unit_id
        return self.door in _WHOLE

    def may(self, right: Right) -> bool:
        """Whether this viewer's door has the right."""
        return right in rights_of(self.door)

    def may_begin(self, *, follows: bool = False) -> bool:
        """Whether this viewer may begin a district: where people sign in an administrator may, and
        the office the next campaign of its own district."""
        is_office = self.door is Door.OFFICE and bool(self.account)
        return self.may(Right.ADD_DISTRICT) and (follows or not is_office)

    @property
    def is_scoped(self) -> bool:
        """Whether this viewer sees less than the whole district."""
        return self.door not in _WHOLE

    @property
    def reads_audit(self) -> bool:
        """Whether this viewer reads who did what."""
        return self.door in _READS_AUDIT

    @property
    def scope(self) -> tuple[str, str] | None:
        """What two viewers who see the same share; None for who sees the whole district."""
        return (str(self.door or ""), self.place) if self.is_scoped else None

    @property
    def unnamed(self) -> Viewer:
        """The same door and place, whoever came in by it: sees the same, and is nobody who acts."""
        return replace(self, name="", account="")

    @property
    def place(self) -> str:
        """The group or the unit whose viewer this is, as a sender of sheets; empty for neither."""
        return (self.group_id if self.door is Door.GROUPS else self.unit_id) or ""

    @property
    def actor(self) -> Actor:
        """Who acts when this viewer does something."""
        role = str(self.door or "")
        return Actor(self.account, self.name or self.place or role, role)
