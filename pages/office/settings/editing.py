"""Where somebody edits settings: at whose seat, from which week on, how often begun anew."""

from __future__ import annotations

from dataclasses import dataclass

from campaign import CampaignPack
from pages.door import Seat


@dataclass(frozen=True)
class Editing:
    """`pack` is the campaign as it holds in `week`; `turn` grows when all edits are let go."""

    seat: Seat
    pack: CampaignPack
    week: int
    turn: int
