"""Who may sign in and as what: an account with its roles, each in a district, for some days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from campaign.viewer import Door, Viewer

ROLES = (
    *(Door.OFFICE, Door.GROUPS, Door.LEADERSHIP),
    *(Door.CHECKER, Door.UNIT, Door.ADMINISTRATOR),
)
"""What an account may be given, in the order in which one of several is taken."""
PLACED = {Door.GROUPS, Door.UNIT}
"""Roles of one guidance group or one unit."""


_ZONE = ZoneInfo("Asia/Shanghai")
"""The office's own: a role that begins today begins as its day does."""


def office_day(now: datetime) -> date:
    """The day it is in the office, by which roles hold."""
    return office_time(now).date()


def office_time(moment: datetime) -> datetime:
    """A moment as the office's clock shows it."""
    return moment.astimezone(_ZONE)


@dataclass(frozen=True)
class Role:
    """What somebody is in a district: `place` is the group or the unit of those that have one.

    An administrator is one of the whole ledger, in no district. `valid_to` is the last day.
    """

    door: Door
    district_id: str
    valid_from: date
    place: str = ""
    valid_to: date | None = None
    seq: int = 0

    def is_valid_on(self, day: date) -> bool:
        """Whether it holds on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def is_whole(self) -> bool:
        """Whether it says all that it must, and nothing it must not."""
        if self.door is Door.ADMINISTRATOR:
            return not (self.district_id or self.place)
        is_placed = self.door in PLACED
        return self.door in ROLES and bool(self.district_id) and bool(self.place) is is_placed


@dataclass(frozen=True)
class Account:
    """One account: a name to sign in with and one to be shown, and nothing else of a person.

    `must_change` while its password is the code that it was given.
    """

    id: str
    login: str
    name: str
    roles: tuple[Role, ...] = ()
    must_change: bool = False
    is_ended: bool = False

    def roles_on(self, day: date) -> tuple[Role, ...]:
        """The roles that hold on a day, in the order in which one of several is taken."""
        valid = (role for role in self.roles if role.is_valid_on(day))
        return tuple(sorted(valid, key=lambda it: (ROLES.index(it.door), it.district_id, it.seq)))

    def viewer(self, role: Role | None) -> Viewer:
        """The account in one of its roles; in none it sees nothing and may do nothing."""
        if role is None:
            return Viewer(None, name=self.name, account=self.id)
        group_id = role.place if role.door is Door.GROUPS else None
        unit_id = role.place if role.door is Door.UNIT else None
        return Viewer(role.door, group_id, self.name, self.id, unit_id)
