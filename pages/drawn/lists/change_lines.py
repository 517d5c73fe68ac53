"""What acts changed: CHANGES go in; a line an act and unit is drawn, which leads to that unit in
its week, and its words come out: moments, people, figures, what the roster says."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import datetime
from itertools import islice
from typing import Any

import pandas as pd
import streamlit as st

from campaign import CampaignPack, State, Wording
from ledger import ROSTER_SAYS
from pages.door import Seat, View, opened, way
from pages.markup import caption, plain, slot_words

MOST, _TOLD, _HIGH, _FEW = 60, 2, 390, 12
"""How many lines are drawn, how many changes a line tells, and pixels of more than a few lines."""


def change_lines(
    seat: Seat | View, found: pd.DataFrame, pack: CampaignPack, *, key: str, most: int = MOST
) -> None:
    """CHANGES, a line an act and unit's week."""
    words, calendar = seat.words, seat.district.calendar
    names = {unit.id: unit.name for unit in opened.ledger().roster(seat.district.id).units}
    acts = found.groupby(["week", "unit_id", "revision"], sort=False, dropna=False)
    n = min(len(acts), most)
    with st.container(key=f"short_{key}", gap=None, height=_HIGH if n > _FEW else "content"):
        for _, changed in islice(acts, most):
            unit, week = str(changed["unit_id"].iloc[0]), int(changed["week"].iloc[0])
            several = found["week"].nunique() > 1
            of = words.text("week.short", number=week) if several else ""
            said = [names.get(unit, unit), of, *act_words(changed, seat, pack)]
            to = calendar.week(week).iso
            way.week_of_unit_link(unit, to, plain(" · ".join(filter(None, said))))
    if len(acts) > most:
        caption(words.text("record.changes.more", n=len(acts) - most))


def figure_words(value: Any, state: str, words: Wording) -> str:
    """A figure, or the state of a cell without one; nothing reported is said so."""
    if not pd.isna(value):
        return words.number(float(str(value)))
    return words.text(f"state.{State(state).name.lower()}" if state else "state.no_row")


def roster_words(slot: str, said: str, pack: CampaignPack, words: Wording) -> str:
    """What the roster says of a unit in one field; off the roster is said so."""
    if not said:
        return words.text("record.roster.off")
    if slot == "type" and said in pack.type:
        return words.label(pack.type[said].short)
    if slot == "group" and said in pack.group:
        return words.label(pack.group[said].label)
    return words.text("record.roster.on") if slot == "member" else said


def change_words(change: Mapping[Hashable, object], pack: CampaignPack, words: Wording) -> str:
    """One change: what it is of, what stood there, what stands there now."""
    slot = str(change["slot"])
    if slot in ROSTER_SAYS:
        old, new = (
            roster_words(slot, str(change[f"{side}_words"]), pack, words) for side in ("old", "new")
        )
    else:
        old, new = (
            figure_words(change[side], str(change[f"{side}_state"]), words)
            for side in ("old", "new")
        )
    name = slot_words(slot, pack, words)
    return words.text("record.change", what=name, old=old, new=new)


def act_words(changed: pd.DataFrame, seat: Seat | View, pack: CampaignPack) -> list[str]:
    """The first changes of an act in words, how many more there are, and the act."""
    words, cells = seat.words, changed.to_dict("records")
    for side, key in (("new", "record.changes.gone"), ("old", "record.changes.came")):
        if not (changed[f"{side}_state"].any() or changed[f"{side}_words"].any()):
            return [words.text(key, n=len(cells)), *_why(cells[0], seat, pack)]
    said = words.text("record.and").join(change_words(c, pack, words) for c in cells[:_TOLD])
    more = len(cells) - _TOLD
    if more > 0:
        said += words.text("record.more", n=more)
    return [said, *_why(cells[0], seat, pack)]


def _why(change: Mapping[Hashable, object], seat: Seat | View, pack: CampaignPack) -> list[str]:
    """When, by whom and why; empty for what no act of the ledger's own brought about."""
    at = change["at"]
    if not isinstance(at, pd.Timestamp) or pd.isna(at):
        return []
    return [local_moment(at, seat), who(str(change["by"]), pack, seat.words), str(change["reason"])]


def who(by: str, pack: CampaignPack, words: Wording) -> str:
    """Roles, programs and guidance groups by their name, anybody else as entered."""
    if by in pack.group:
        return words.label(pack.group[by].label)
    return words.text(f"by.{by}") if words.has(f"by.{by}") else by


def local_moment(when: datetime, seat: Seat | View) -> str:
    """A day and time in the district's zone."""
    return seat.words.moment(seat.district.calendar.local(when))
