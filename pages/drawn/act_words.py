"""When something was done and by whom, in words: a moment or a name go in; text comes out."""

from __future__ import annotations

from datetime import datetime

from campaign import CampaignPack, Wording
from pages.door import Seat, View


def who(by: str, pack: CampaignPack, words: Wording) -> str:
    """Roles, programs and guidance groups by their name, anybody else as entered."""
    if by in pack.group:
        return words.label(pack.group[by].label)
    return words.text(f"by.{by}") if words.has(f"by.{by}") else by


def local_moment(when: datetime, seat: Seat | View) -> str:
    """A day and time in the district's zone."""
    return seat.words.moment(seat.district.calendar.local(when))
