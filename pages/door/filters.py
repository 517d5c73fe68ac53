"""The one filter bar of all pages: a panel and what the link says go in; the chosen part comes out.

Each list shows how many units stand behind a value and follows the choices before it. A value that
does not exist, or no longer, counts as not chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from campaign import CampaignPack, Panel, Week, Wording
from pages.door import link, opened
from pages.door.parts import part_label, parts_of

_WIDTHS = {link.WEEK: 222, link.GROUP: 157, link.TYPE: 144, link.PART: 112, link.UNIT: 144}


@dataclass(frozen=True)
class Filters:
    """What is looked at: everything up to `week`, of one group, type, part or unit; empty is all.
    `part_units` are the ids of the part's units (pages/door/parts.py)."""

    week: Week
    group_id: str = ""
    type_id: str = ""
    unit_id: str = ""
    part: str = ""
    part_units: frozenset[str] = frozenset()

    @property
    def are_set(self) -> bool:
        """Whether less than everything in the viewer's scope is shown."""
        return bool(self.group_id or self.type_id or self.unit_id or self.part)


@dataclass(frozen=True)
class Choice:
    """One list of the bar: its key, its values with the words for each, and what is picked."""

    key: str
    labels: Mapping[str, str]
    picked: str

    def label(self, value: str) -> str:
        """The words for a value."""
        return self.labels.get(value, value)


def filters_of(
    said: Mapping[str, str], panel: Panel, latest: Week, default: Week | None = None
) -> Filters:
    """The filters the link names, checked against what the panel holds; unknown ones fall away.
    Without a week it is `default`, else the latest."""
    asked = panel.district.calendar.from_iso(said[link.WEEK])
    week = min(asked, latest) if asked else default or latest
    roster = _on_roster(panel, week)
    group_id = said[link.GROUP] if said[link.GROUP] in set(roster["group_id"]) else ""
    roster = _within(roster, "group_id", group_id)
    type_id = said[link.TYPE] if said[link.TYPE] in set(roster["type_id"]) else ""
    roster = _within(roster, "type_id", type_id)
    units = parts_of(panel).get(said.get(link.PART, ""), frozenset[str]())
    part = said[link.PART] if units else ""
    roster = roster[roster["unit_id"].isin(units)] if units else roster
    unit_id = said[link.UNIT] if said[link.UNIT] in set(roster["unit_id"]) else ""
    return Filters(week, group_id, type_id, unit_id, part, units)


@opened.memory
def choices(
    filters: Filters, panel: Panel, *, weeks: tuple[Week, ...], pack: CampaignPack, words: Wording
) -> tuple[Choice, ...]:
    """The lists as they stand for these filters; that of parts where the roster tells of any."""
    roster = _on_roster(panel, filters.week)
    in_group = _within(roster, "group_id", filters.group_id)
    in_type = _within(in_group, "type_id", filters.type_id)
    groups = {g.id: words.label(g.label) for g in pack.groups}
    types = {t.id: words.label(t.short) for t in pack.types}
    chosen = filters.part_units
    in_part = in_type[in_type["unit_id"].isin(chosen)] if chosen else in_type
    any_unit = {"": words.text("filter.any_unit", n=len(in_part))}
    parts = _counted_parts(panel, in_type, words)
    return (
        Choice(link.WEEK, {w.iso: words.week(w) for w in reversed(weeks)}, filters.week.iso),
        Choice(link.GROUP, _counted(roster["group_id"], groups, words), filters.group_id),
        Choice(link.TYPE, _counted(in_group["type_id"], types, words), filters.type_id),
        *([Choice(link.PART, parts, filters.part)] if len(parts) > 1 or filters.part else []),
        Choice(link.UNIT, any_unit | dict(_unit_names(in_part)), filters.unit_id),
    )


def filter_bar(lists: Sequence[Choice], words: Wording) -> None:
    """Draws the lists side by side, and once any is chosen what lets go of them; a pick goes into
    the link and reruns the page."""
    for choice in lists:
        key = link.shown(choice.key)
        st.session_state[key] = choice.picked
        st.selectbox(
            words.text(f"filter.{choice.key}"),
            list(choice.labels),
            key=key,
            format_func=choice.label,
            on_change=link.carry_shown,
            args=(choice.key,),
            label_visibility="collapsed",
            width=_WIDTHS[choice.key],
        )
    if any(choice.picked for choice in lists if choice.key != link.WEEK):
        st.button(words.text("filter.clear"), key="clear", type="tertiary", on_click=_clear)


def _clear() -> None:
    """Callback: all units again, in the same week."""
    for key in (link.GROUP, link.TYPE, link.PART, link.UNIT):
        link.carry(key, "")


@opened.memory
def _on_roster(panel: Panel, week: Week) -> pd.DataFrame:
    """Who was on the roster in that week: unit_id, name, group_id, type_id, in protocol order."""
    of_week = panel.through(week.number).weeks[-1]
    listed = [
        (unit.id, unit.name, panel.group_ids[group], panel.type_ids[kind])
        for unit, group, kind, is_member in zip(
            panel.units, of_week.group_index, of_week.type_index, of_week.member, strict=True
        )
        if is_member
    ]
    return pd.DataFrame(listed, columns=["unit_id", "name", "group_id", "type_id"], dtype="str")


def _within(roster: pd.DataFrame, column: str, value: str) -> pd.DataFrame:
    return roster[roster[column] == value] if value else roster


def _unit_names(roster: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Each unit's id and name; a name that two units share carries its id."""
    shared = roster["name"].duplicated(keep=False)
    for unit_id, name, twice in zip(roster["unit_id"], roster["name"], shared, strict=True):
        yield unit_id, f"{name} {unit_id}" if twice else name


def _counted_parts(panel: Panel, roster: pd.DataFrame, words: Wording) -> dict[str, str]:
    """The parts with units on this roster, each with how many."""
    there = set(roster["unit_id"])
    listed = {"": words.text("filter.any_part")}
    for part, units in parts_of(panel).items():
        if n := len(units & there):
            label = part_label(part, panel, words)
            listed[part] = words.text("filter.counted", label=label, n=n)
    return listed


def _counted(present: pd.Series[str], labels: Mapping[str, str], words: Wording) -> dict[str, str]:
    counts = present.value_counts()
    any_key = f"filter.any_{str(present.name).removesuffix('_id')}"
    listed = {"": words.text(any_key, n=len(present))}
    for value, label in labels.items():
        if value in counts.index:
            listed[value] = words.text("filter.counted", label=label, n=int(counts[value]))
    return listed
