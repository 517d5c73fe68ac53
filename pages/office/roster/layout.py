"""Which units are there, of what type, under whom, and since when?"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd
import streamlit as st

from campaign import CampaignPack, FieldRole, Right, Roster, Wording, pack_of
from measures import UNDER
from pages.door import Seat, opened, states, tree_links, way
from pages.drawn import buttons
from pages.drawn.lists.chosen_lines import chosen_lines
from pages.drawn.lists.roster_sheet import columns_of, labels_of, roster_frame
from pages.drawn.lists.whole_table import table_to_edit, whole_table
from pages.markup import answer_line, caption, part, plain, question
from pages.office.roster.acts import act_part
from pages.office.roster.changes import change_part
from pages.office.roster.tree import tree_lines

_TALL = 430


def roster_page(seat: Seat) -> None:
    """The units as a grid to edit, what an edit does before it is kept, groups, types and tree."""
    words, pack = seat.words, pack_of(seat.district)
    question(words.text("roster.question"))
    roster = opened.ledger().roster(seat.district.id)
    if not roster:
        states.no_roster(words, seat.district.name, pack)
        return
    now = [unit for unit in roster.by_id.values() if unit.valid_to is None]
    told = {"n": len(now), "types": len({u.type_id for u in now})}
    answer_line(words.text("roster.answer", **told, groups=len({u.group_id for u in now})))
    _grid(seat, roster, pack)
    left, right = st.columns([6, 7], gap="medium")
    with left:
        _counts(seat, roster, pack)
    with right:
        _tree(seat, roster)
        _exemptions(seat, roster)


def _grid(seat: Seat, roster: Roster, pack: CampaignPack) -> None:
    words = seat.words
    part(words.text("roster.units"), words.text("roster.units_note"))
    shown = [unit for unit in roster.by_id.values() if unit.valid_to is None]
    shown.sort(key=lambda unit: (unit.sort_no, unit.id))
    before = roster_frame(shown, roster, pack)
    may = seat.viewer.may(Right.ACCEPT)
    revision = opened.revision(seat.district)
    after = table_to_edit(
        before.reset_index(drop=True),
        _columns(before, pack, words),
        num_rows="add" if may else "fixed",
        disabled=not may,
        height=_TALL,
        placeholder="",
        key=f"roster_grid_{seat.district.id}_{revision}",
    )
    after.index = pd.Index([*before.index, *(f"+{i}" for i in range(len(after) - len(before)))])
    title = words.text("roster.file", district=seat.district.name)
    headings, note = {name: name for name in before.columns}, words.text("roster.file_note")
    buttons(before, headings, words=words, title=title, name=title, note=note, key="roster_list")
    if may:
        act_part(seat, before, pack)
        change_part(seat, before, after, pack)


def _columns(frame: pd.DataFrame, pack: CampaignPack, words: Wording) -> dict[str, Any]:
    """Each column by its name in the reader's language, and so the types and groups to choose from;
    the names of units may be any of the roster's."""
    columns, labels = columns_of(pack), labels_of(pack, words)
    labelled = [it.label for it in pack.types] + [it.label for it in pack.groups]
    said = {label.zh: words.label(label) for label in labelled}
    listed = {
        FieldRole.TYPE: [type_.label.zh for type_ in pack.types],
        FieldRole.GROUP: [group.label.zh for group in pack.groups],
        FieldRole.SCOPE: ["本级", "含所属"],
    }
    names = frame[columns[FieldRole.NAME]].tolist()
    listed |= {role: ["", *names] for role in (FieldRole.PARENT, FieldRole.SUCCESSOR)}
    config = st.column_config
    boxes = {columns[role]: options for role, options in listed.items() if role in columns}
    return {
        name: config.SelectboxColumn(
            label,
            width="medium" if name == columns.get(FieldRole.TYPE) else None,
            options=boxes[name],
            format_func=lambda it: said.get(str(it), str(it)),
        )
        if name in boxes
        else config.Column(label)
        for name, label in labels.items()
    }


def _counts(seat: Seat, roster: Roster, pack: CampaignPack) -> None:
    """How many units of each type and group there are today, in protocol order, and the names that
    people confirmed."""
    words = seat.words
    now = [unit for unit in roster.by_id.values() if unit.valid_to is None]
    for name, listed in (("type", pack.types), ("group", pack.groups)):
        counts = Counter(unit.type_id if name == "type" else unit.group_id for unit in now)
        part(words.text(f"roster.by_{name}"))
        rows = [(words.label(it.label), counts[it.id]) for it in listed if counts[it.id]]
        headings = [words.text(f"column.{name}"), words.text("roster.column.units")]
        whole_table(pd.DataFrame(rows, columns=headings))
    if roster.aliases:
        part(words.text("roster.aliases"), words.text("roster.aliases_note"))
        told = [(name, roster.by_id[id_].name) for name, id_ in sorted(roster.aliases.items())]
        headings = [words.text("roster.column.alias"), words.text("column.unit")]
        whole_table(pd.DataFrame(told, columns=headings))


def _exemptions(seat: Seat, roster: Roster) -> None:
    """Who is exempt from reporting, from which week to which, why and by whose leave; those that
    are over are said."""
    words, now = seat.words, seat.district.calendar.week_of(opened.now().date())
    listed = [one for one in seat.district.settings if one.name == "exemption"]
    latest = {one.key: one for one in listed}
    held = [one for one in latest.values() if one.said is not None and one.key in roster.by_id]
    if not held:
        return
    part(words.text("roster.exempt"), words.text("roster.exempt_note"))
    rows = [
        (
            roster.by_id[one.key].name,
            words.text("roster.exempt.weeks", first=one.week, last=one.said["until"]),
            one.said["reason"],
            one.said["approver"],
            words.text(
                "roster.exempt.over"
                if now and one.said["until"] < now.number
                else "roster.exempt.on"
            ),
        )
        for one in held
    ]
    names = ("unit", "weeks", "reason", "approver", "state")
    headings = [words.text(f"roster.exempt.column.{name}") for name in names]
    whole_table(pd.DataFrame(rows, columns=headings))


def _tree(seat: Seat, roster: Roster) -> None:
    words = seat.words
    part(words.text("roster.tree"), words.text("roster.tree_note"))
    lines = tree_lines(roster)
    if not lines:
        caption(words.text("roster.tree_none"))
        return
    told = [("　" * depth + plain(unit.name), below) for unit, depth, below in lines]
    headings = [words.text("column.unit"), words.text("roster.column.below")]
    alt = words.text("roster.tree")
    for unit, _, below in chosen_lines(told, lines, key="roster_tree", alt=alt, heads=headings):
        if below:
            tree_links(f"{UNDER}:{unit.id}", opened.panel_of(seat.district, seat.viewer), words)
        else:
            way.unit_link(unit.id, plain(unit.name))
