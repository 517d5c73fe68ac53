"""A district: whose campaign this is, under which pack, counted from which day."""

from __future__ import annotations

from dataclasses import dataclass

from campaign.week import Calendar


@dataclass(frozen=True)
class District:
    """One district's campaign. `is_sample` marks invented figures everywhere they are shown."""

    id: str
    name: str
    pack_id: str
    calendar: Calendar
    is_sample: bool = False
