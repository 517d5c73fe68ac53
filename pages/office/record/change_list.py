"""What changed in a week since its cut: a seat and a week go in; a line a change is drawn."""

from __future__ import annotations

from campaign import CampaignPack, Week
from pages.door import Seat, clock, opened
from pages.drawn.lists.change_lines import change_lines
from pages.markup import caption, part


def change_list(seat: Seat, week: Week, pack: CampaignPack) -> None:
    """The changes since the week's latest cut, or that there is no cut or none."""
    words = seat.words
    number = words.text("week.short", number=week.number)
    told = clock.clock_of(clock.CUT, seat.district, week)
    part(words.text("record.changes", week=number))
    if told is None:
        caption(words.text("record.changes.no_cut"))
        return
    found = opened.ledger().record.changes(
        seat.district.id, seat.viewer, since=told.revision, week=week.number
    )
    if not len(found):
        caption(words.text("record.changes.none"))
        return
    change_lines(seat, found, pack, key="changes")
