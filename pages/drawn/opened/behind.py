"""What stands behind a mark: a mark goes in; its units, each opening at its cell, are listed in a
dialog, or the one unit's cell is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from campaign import ORGS_STUDYING, STUDY
from measures import COMPLETENESS, EVERY, OFFICE, ORG_SHARE, REACH, WEEK_SHARE, definition
from pages.door import View, link
from pages.drawn import charts
from pages.drawn.lists import unit_list
from pages.drawn.lists.reach_rows import figure_or_word
from pages.drawn.mark import DOUBT, IS, REACHED, REPORTS, Mark, is_pressed, pressed
from pages.drawn.opened import trace
from pages.drawn.opened.lines_behind import is_of_lines, is_word, lines_behind, lines_told
from pages.drawn.words.behind_words import type_behind_words
from pages.markup import caption, measure_hover, part, plain
from pages.readings import arrivals_of, rows_in

COUNTED = {REACH: STUDY, WEEK_SHARE: STUDY, ORG_SHARE: ORGS_STUDYING}
"""What the units of a share of the roster say."""

_NARROWS = {"type": link.TYPE, "group": link.GROUP}


def open_pressed(view: View) -> None:
    """Open what was pressed in this run, if anything; the last thing of a run."""
    mark = pressed()
    if mark is None:
        return
    if mark.unit:
        slot = COUNTED.get(mark.figure, STUDY if mark.figure in _IN else mark.figure)
        trace.open_unit(view, mark.unit, figure=slot, week=mark.at, sent=mark.sent, back=mark.back)
    elif mark.sent and mark.figure in view.pack.form:
        trace.open_line(view, mark)
    elif title := mark_title(view, mark):
        st.dialog(plain(title), width="large")(_listed)(view, mark)


_IN = (REPORTS, COMPLETENESS)


def mark_title(view: View, mark: Mark) -> str:
    """What the mark is of, where and when; empty for a figure that the campaign has not."""
    words, kind, place = view.words, *mark.place.partition(":")[::2]
    names = _place_names(view, kind)
    said = [_figure_name(view, mark.figure)]
    if place in names:
        said.append(names[place])
    if mark.told:
        said.append(_told_name(view, mark))
    if mark.at and not (mark.figure in view.pack.form and (mark.unit or mark.sent)):
        said.append(words.text("week.short", number=mark.at))
    return " · ".join(said) if said[0] else ""


def _place_names(view: View, kind: str) -> dict[str, str]:
    """The types by their full name, or the groups."""
    label, pack = view.words.label, view.pack
    if kind == "type":
        return {it.id: label(it.label) for it in pack.types}
    bodies = {OFFICE: "column.for_office", EVERY: "column.for_every_group"}
    names = {it.id: label(it.label) for it in pack.groups}
    names |= {body: view.words.text(key) for body, key in bodies.items()}
    return names if kind == "group" else {}


def _figure_name(view: View, figure: str) -> str:
    words, pack = view.words, view.pack
    if figure in _IN:
        return words.text("behind.reports")
    if figure == DOUBT:
        return words.text("page.quality")
    if figure in pack.form:
        return words.label(pack.form[figure].label)
    if figure in (REACH, WEEK_SHARE, ORG_SHARE):
        return words.label(definition(figure, pack).label)
    return words.label(pack.quantity[figure].label) if figure in pack.quantity else ""


def _told_name(view: View, mark: Mark) -> str:
    field, _, value = mark.told.partition("=")
    if field == IS:
        return is_word(view, mark)
    if view.words.has(f"quality.name.{field}"):
        return view.words.text(f"quality.name.{field}")
    form = view.pack.form.get(mark.figure)
    if form and not value and field in form.field:
        return view.words.label(form.field[field].label)
    options = {it.id: it.label for it in view.pack.choices.get(f"{mark.figure}.{field}", ())}
    if value in options:
        return view.words.label(options[value])
    named = form.field.get(field) if form else None
    return f"{view.words.label(named.label)} {value}" if named else value


def units_behind(view: View, mark: Mark) -> tuple[pd.DataFrame, list[Mark]]:
    """A line a unit in protocol order, in the reader's words, and what each opens; a line an entry
    where entries stand behind the mark."""
    if is_of_lines(view, mark):
        return lines_behind(view, mark)
    if mark.figure in view.pack.form:
        rows, said = _entries(view, mark)
    elif mark.figure in _IN:
        rows, said = _arrivals(view, mark)
    else:
        rows, said = _figures(view, mark)
    words, pack = view.words, view.pack
    shown = {
        words.text("column.unit"): rows["name"],
        words.text("column.type"): [words.label(pack.type[i].short) for i in rows["type_id"]],
        words.text("column.group"): [words.label(pack.group[i].label) for i in rows["group_id"]],
        **said,
    }
    ats = rows["at"] if "at" in rows else [mark.at] * len(rows)
    marks = [
        Mark(mark.figure, unit=unit, at=int(at), back=str(replace(mark, back="")))
        for unit, at in zip(rows["unit_id"], ats, strict=True)
    ]
    return pd.DataFrame(shown), marks


Said = dict[str, Sequence[object]]


def _figures(view: View, mark: Mark) -> tuple[pd.DataFrame, Said]:
    words = view.words
    rows = rows_in(view, COUNTED.get(mark.figure, mark.figure), mark.at or view.week.number)
    rows = _of_place(rows, mark.place)
    told: Said = {}
    if mark.figure == REACH:
        told[words.text("column.reach")] = [words.text(f"reach.{word}") for word in rows["reach"]]
    elif mark.figure == ORG_SHARE:
        told[words.text("column.org_total")] = list(rows["org_total"])
    week = zip(rows["week_count"], rows["week_state"], strict=True)
    told[words.text("behind.week")] = [figure_or_word(value, state, words) for value, state in week]
    told[words.text("behind.total")] = list(rows["cumulative"])
    return rows, told


def _arrivals(view: View, mark: Mark) -> tuple[pd.DataFrame, Said]:
    words, rows = view.words, arrivals_of(view)
    rows = _of_place(rows[rows["week"] == (mark.at or view.week.number)], mark.place)
    said = [words.text(f"arrival.{state}") for state in rows["state"]]
    return rows.assign(at=rows["week"]), {words.text("column.state"): said}


def _entries(view: View, mark: Mark) -> tuple[pd.DataFrame, Said]:
    """Who has entries, and how many; each opens at its last one."""
    rows = lines_told(view, mark)
    kind = mark.place.partition(":")[0]
    own = rows.groupby("unit_id")["row"].agg(["size", "last"])
    is_reached = mark.told == f"{IS}={REACHED}"
    units = rows_in(view, STUDY, view.week.number)
    is_theirs = kind == "group" and bool((rows["group_id"] != "").any())
    units = units[units["unit_id"].isin(own.index)] if is_theirs else _of_place(units, mark.place)
    units = units[units["unit_id"].isin(own.index)] if is_reached else units
    own = own.reindex(units["unit_id"]).fillna(0).astype(int)
    told = units.assign(at=own["last"].to_numpy()).reset_index(drop=True)
    return told, {view.words.text("behind.entries"): list(own["size"])}


def _of_place(rows: pd.DataFrame, place: str) -> pd.DataFrame:
    kind, _, place_id = place.partition(":")
    kept = rows[rows[f"{kind}_id"] == place_id] if kind in _NARROWS else rows
    return kept.reset_index(drop=True)


def _listed(view: View, mark: Mark) -> None:
    """The units in a dialog; pressing one closes it and opens the unit."""
    words, (rows, marks) = view.words, units_behind(view, mark)
    for said in filter(None, (_definition(view, mark), _behind(view, mark))):
        caption(said)
    by, _, place = mark.place.partition(":")
    if mark.figure == REACH and by in _NARROWS:
        charts.reach_beside_others(view, by, place)
    is_lines = is_of_lines(view, mark)
    kind, note = ("lines", "behind.lines.note") if is_lines else ("units", "units.note")
    part(words.text(f"behind.{kind}"), words.text(note, n=len(rows)))
    if len(rows):
        unit_list.rows_to_press(rows, marks, key="listed", height=400 if len(rows) > _FEW else 0)
    else:
        caption(words.text("behind.lines.none" if is_lines else "behind.units.none"))
    st.link_button(words.text("proof.open"), link.for_proof(str(mark)))
    if by in _NARROWS and place in {**view.pack.group, **view.pack.type}:
        key = _NARROWS[by]
        # A dialog runs alone: what its button carries is read by a run of the whole page.
        has_narrowed = st.button(
            words.text("behind.narrow"), on_click=link.carry, args=(key, place)
        )
        if has_narrowed:
            st.rerun()
    if is_pressed():
        st.rerun()


_FEW = 10


def _definition(view: View, mark: Mark) -> str:
    if mark.figure in view.pack.form or mark.figure == DOUBT:
        return ""
    measure = COMPLETENESS if mark.figure in _IN else mark.figure
    return measure_hover(measure, view.pack, view.words)


def _behind(view: View, mark: Mark) -> str:
    kind, _, place = mark.place.partition(":")
    return type_behind_words(view, place) if (mark.figure, kind) == (REACH, "type") else ""
