"""What changed in a week since its cut: a seat and a week go in; a line a change is drawn.

A line tells what one act changed of one unit, and leads to that unit in that week.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from itertools import islice

import pandas as pd
import streamlit as st

from campaign import CampaignPack, Week
from pages.door import Seat, clock, opened, way
from pages.drawn import local_moment, who
from pages.markup import caption, part, plain
from pages.office.record.words import change_words

MOST, TOLD = 60, 2
"""How many lines are drawn, and how many changes a line tells."""


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
    names = {unit.id: unit.name for unit in opened.ledger().roster(seat.district.id).units}
    acts = found.groupby(["unit_id", "revision"], sort=False, dropna=False)
    with st.container(key="short_changes", gap=None, height=390 if len(acts) > 12 else "content"):
        for _, changed in islice(acts, MOST):
            unit = str(changed["unit_id"].iloc[0])
            said = [names.get(unit, unit), *_told(changed, seat, pack)]
            way.week_of_unit_link(unit, week.iso, plain(" · ".join(filter(None, said))))
    if len(acts) > MOST:
        caption(words.text("record.changes.more", n=len(acts) - MOST))


def _told(changed: pd.DataFrame, seat: Seat, pack: CampaignPack) -> list[str]:
    """The first changes of an act in words, how many more there are, and the act."""
    words, cells = seat.words, changed.to_dict("records")
    for side, key in (("new", "record.changes.gone"), ("old", "record.changes.came")):
        if not (changed[f"{side}_state"].any() or changed[f"{side}_words"].any()):
            return [words.text(key, n=len(cells)), *_why(cells[0], seat, pack)]
    said = words.text("record.and").join(change_words(c, pack, words) for c in cells[:TOLD])
    more = len(cells) - TOLD
    if more > 0:
        said += words.text("record.more", n=more)
    return [said, *_why(cells[0], seat, pack)]


def _why(change: Mapping[Hashable, object], seat: Seat, pack: CampaignPack) -> list[str]:
    """When, by whom and why; empty for what no act of the ledger's own brought about."""
    at = change["at"]
    if not isinstance(at, pd.Timestamp) or pd.isna(at):
        return []
    return [local_moment(at, seat), who(str(change["by"]), pack, seat.words), str(change["reason"])]
