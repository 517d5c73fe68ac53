"""What becomes of a unit goes in: renamed, moved, closed, merged, split; the roster edited so comes
out, and is tried and kept like one edited by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from campaign import CampaignPack, FieldRole, Wording
from pages.door import Seat, opened
from pages.drawn.lists.roster_sheet import columns_of
from pages.markup import caption
from pages.office.roster.changes import change_part

ACTS = ("rename", "move", "close", "merge", "split")
_INHERITED = (
    *(FieldRole.PARENT, FieldRole.TYPE, FieldRole.GROUP, FieldRole.SECTOR),
    *(FieldRole.ADMIN_LEVEL, FieldRole.PARTY_FORM, FieldRole.SCOPE),
)
"""What a new unit has of the one that it comes of."""
_LONGEST = 60
"""Letters of a unit's name: the longest of a district's roster has forty."""


@dataclass(frozen=True)
class Act:
    """What becomes of units, by their ids: those of `cells` are edited so, by the role of a column;
    a unit of each of `names` is new and comes of the first of them. `closes_on` is the last day of
    all, and the first of `names`, else `successor`, goes on with what they did."""

    units: tuple[str, ...]
    cells: Mapping[FieldRole, str]
    names: tuple[str, ...] = ()
    closes_on: date | None = None
    successor: str = ""


def edited_by(act: Act, before: pd.DataFrame, pack: CampaignPack) -> pd.DataFrame:
    """The roster's frame as it is after the act; new units come last, as +0, +1, …"""
    columns, after = columns_of(pack), before.copy()
    cells = dict(act.cells)
    if act.closes_on is not None:
        cells[FieldRole.CLOSED_ON] = act.closes_on.isoformat()
        cells[FieldRole.SUCCESSOR] = next(iter(act.names), act.successor)
    for role, value in cells.items():
        after.loc[list(act.units), columns[role]] = value
    for n, name in enumerate(act.names):
        of = before.loc[act.units[0]]
        line = {columns[role]: of[columns[role]] for role in _INHERITED if role in columns}
        after.loc[f"+{n}"] = pd.Series({**line, columns[FieldRole.NAME]: name})
    return after.astype(before.dtypes.to_dict())


def act_part(seat: Seat, before: pd.DataFrame, pack: CampaignPack) -> None:
    """The acts to choose from; of the one chosen its fields, and what it would do."""
    words, columns = seat.words, columns_of(pack)
    has_end = {FieldRole.CLOSED_ON, FieldRole.SUCCESSOR} <= columns.keys()
    kind = st.segmented_control(
        words.text("roster.act"),
        ACTS if has_end else ACTS[:2],
        format_func=lambda it: words.text(f"roster.act.{it}"),
        key=f"roster_act_{opened.revision(seat.district)}",
    )
    if kind is None:
        return
    with st.container(key="roster_act_fields", border=True):
        caption(words.text(f"roster.act.{kind}.note"))
        act = _asked(seat, before, pack, kind)
        if act is not None:
            change_part(seat, before, edited_by(act, before, pack), pack, key=f"roster_{kind}")


def _asked(seat: Seat, before: pd.DataFrame, pack: CampaignPack, kind: str) -> Act | None:
    """The act that the fields say; none until they say it all."""
    words, columns = seat.words, columns_of(pack)
    named = dict(zip(map(str, before.index), before[columns[FieldRole.NAME]], strict=True))
    units = _units(kind, named, words)
    if not units:
        return None
    if kind == "rename":
        name = st.text_input(words.text("roster.act.name"), max_chars=_LONGEST, key="roster_name")
        return Act(units, {FieldRole.NAME: name.strip()}) if name.strip() else None
    if kind == "move":
        return Act(units, _places(units[0], before, pack, words))
    names = _names(kind, words)
    successor = "" if names or kind != "merge" else _successor(units, named, words)
    closes_on = _last_day(seat, kind)
    if kind != "close" and not (names or successor):
        return None
    return Act(units, {}, names, closes_on, successor)


def _units(kind: str, named: Mapping[str, str], words: Wording) -> tuple[str, ...]:
    """Which units it becomes of: one, or several that are merged."""
    label, key = words.text(f"roster.act.{kind}.unit"), f"roster_{kind}_units"
    show = named.__getitem__
    if kind == "merge":
        return tuple(st.multiselect(label, list(named), format_func=show, key=key, placeholder=""))
    one = st.selectbox(label, list(named), index=None, format_func=show, key=key, placeholder="")
    return (one,) if one else ()


def _places(
    unit: str, before: pd.DataFrame, pack: CampaignPack, words: Wording
) -> dict[FieldRole, str]:
    """The group and the parent that are chosen for a unit; those it has at first."""
    columns = columns_of(pack)
    names = ["", *before[columns[FieldRole.NAME]]]
    labels = {group.label.zh: words.label(group.label) for group in pack.groups}
    listed = {FieldRole.GROUP: list(labels), FieldRole.PARENT: names}
    found = {}
    for role, options in listed.items():
        if role in columns:
            was = str(before.loc[unit, columns[role]])
            found[role] = st.selectbox(
                words.text(f"roster.act.{role}"),
                options,
                index=options.index(was) if was in options else None,
                format_func=lambda it: labels.get(it, it),
                key=f"roster_to_{role}_{unit}",
                placeholder="",
            )
    return {role: value for role, value in found.items() if value is not None}


def _names(kind: str, words: Wording) -> tuple[str, ...]:
    """The names of the new units: one that several are merged into, or all that one is split in."""
    if kind == "close":
        return ()
    label = words.text(f"roster.act.{kind}.names")
    told = st.text_input(label, key=f"roster_{kind}_names", max_chars=_LONGEST * 5)
    names = tuple(dict.fromkeys(name.strip() for name in told.split("、") if name.strip()))
    return names[:1] if kind == "merge" else names


def _successor(units: Sequence[str], named: Mapping[str, str], words: Wording) -> str:
    """The name of the unit that is there already and goes on with their work."""
    others = [name for unit, name in named.items() if unit not in units]
    label = words.text("roster.act.merge.into")
    return st.selectbox(label, others, index=None, key="roster_into", placeholder="") or ""


def _last_day(seat: Seat, kind: str) -> date | None:
    """The last day of the units that end; none where the one that is split goes on."""
    words = seat.words
    goes_on = kind == "split" and st.toggle(words.text("roster.act.goes_on"), key="roster_goes_on")
    if goes_on:
        return None
    weeks, today = seat.district.calendar.weeks, opened.now().date()
    first, last = weeks[0].starts_on, weeks[-1].ends_on
    day = st.date_input(
        words.text("roster.act.last_day"),
        min(max(today, first), last),
        min_value=first,
        max_value=last,
        key=f"roster_{kind}_day",
    )
    return day if isinstance(day, date) else None
