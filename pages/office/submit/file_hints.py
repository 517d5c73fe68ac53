"""What is known of a waiting file besides its bytes: who looks, what a person said of it, what the
ledger knows."""

from __future__ import annotations

from campaign import CampaignPack, District, Viewer
from loaders import Hints
from pages.door import opened
from pages.office.submit.answers import Word


def hints_of(
    district: District, viewer: Viewer, pack: CampaignPack, sha256: str, word: Word
) -> Hints:
    """The hints to read a file of the desk with, of which people said `word`."""
    ledger = opened.ledger()
    scope = None
    if viewer.is_scoped:
        units = ledger.roster(district.id).units
        scope = frozenset(unit.id for unit in units if viewer.sees(unit))
    now, latest = opened.now(), opened.default_week_of(district, pack)
    return Hints(
        week=word.week,
        week_stands=word.week_stands,
        sender=word.sender or viewer.place,
        scope=scope,
        calendar=district.calendar,
        layouts=ledger.layouts(district.id),
        asks_layout=True,
        earlier=lambda week: ledger.earlier(district.id, week=week),
        today=district.calendar.local(now).date(),
        received_at=word.arrived or opened.staging(district).put_at(sha256) or now,
        latest=latest.number if latest else None,
        unit_types=dict(word.types),
        roster_stands=word.is_ours,
        mended=dict(word.mended),
    )
