"""What is known of a waiting file besides its bytes: who looks, what a person said of it, what the
ledger knows."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from campaign import CampaignPack, District, Viewer
from loaders import Hints
from pages.door import opened
from pages.office.submit.visit import UNSAID, Visit


def hints_of(district: District, viewer: Viewer, pack: CampaignPack, sha256: str) -> Hints:
    """The hints to read a file of this visit's desk with."""
    ledger, visit = opened.ledger(), Visit(district.id)
    scope = None
    if viewer.is_scoped:
        units = ledger.roster(district.id).units
        scope = frozenset(unit.id for unit in units if viewer.sees(unit))
    now, latest = opened.now(), opened.default_week_of(district, pack)
    week, stands = visit.weeks.get(sha256, UNSAID)
    return Hints(
        week=week,
        week_stands=stands,
        sender=viewer.group_id or "",
        scope=scope,
        calendar=district.calendar,
        layouts=ledger.layouts(district.id),
        asks_layout=True,
        earlier=lambda week: ledger.earlier(district.id, week=week),
        today=now.astimezone(ZoneInfo(district.calendar.zone)).date(),
        received_at=opened.staging(district).put_at(sha256) or now,
        latest=latest.number if latest else None,
        unit_types=visit.types.get(sha256, {}),
        roster_stands=sha256 in visit.standing,
    )
