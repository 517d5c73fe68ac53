"""A district: whose campaign this is, under which pack, counted from which day."""

from __future__ import annotations

from dataclasses import dataclass

from campaign.setting import Setting
from campaign.week import Calendar


@dataclass(frozen=True)
class District:
    """One district's campaign. `is_sample` marks invented figures everywhere they are shown.

    `settings` is all that it set of its own up to a revision, the earliest first; name and calendar
    are as they say.
    """

    id: str
    name: str
    pack_id: str
    calendar: Calendar
    is_sample: bool = False
    settings: tuple[Setting, ...] = ()

    @property
    def is_removed(self) -> bool:
        """Whether it was taken away, which it can be while nothing was received."""
        said = [one.said for one in self.settings if one.name == "removed"]
        return bool(said and said[-1])
