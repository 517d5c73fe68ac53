"""Who has launched and how soon; how do plans, contact points, books and training stand?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd
import streamlit as st

from campaign import FieldRole, Form, FormRole, OptionRole, Wording
from figures import Spec, coverage_bars, is_empty
from measures import launch_coverage
from pages.door import View, states
from pages.drawn import IS, Mark, chart, draw, places, row_list, type_names, unit_list
from pages.leadership.launch import tables
from pages.leadership.launch.words import launch_answer, launch_tiles, reason_bars, training_bars
from pages.markup import answer_line, bar_table, caption, part, question, tile_row
from pages.readings import entries_for, launch_of_units, register

_FORMS = (
    FormRole.LAUNCH,
    FormRole.PLANS,
    FormRole.POINTS,
    FormRole.BOOKS,
    FormRole.OFFICE_LOG,
)


def launch(view: View) -> None:
    """The answer, six figures, launches by type beside returns and training, and each form's table;
    a form that nobody sent is named, and what it would tell is unknown."""
    words = view.words
    question(words.text("launch.question"), aside=words.text("overview.workload"))
    sent = {role: len(entries_for(view, role)) > 0 for role in _FORMS}
    if not any(sent.values()):
        states.notice(words.text("launch.none.title"), words.text("launch.none.body"))
        return
    answer_line(launch_answer(view))
    if missing := "；".join(_missing(view, sent)):
        caption(words.text("launch.missing", forms=missing))
    tile_row(launch_tiles(view), view.palette)
    _how_far(view)
    _tables(view)
    _lists(view)
    _rows(view)


def _missing(view: View, sent: Mapping[FormRole, bool]) -> Iterator[str]:
    """The pack's forms of which no row has come."""
    for role, is_here in sent.items():
        form = view.pack.form_of(role)
        if form and not is_here:
            yield view.words.label(form.label)


def _how_far(view: View) -> None:
    """Launches by type, above why plans went back, beside the trainings; alone as far as nobody
    sent what the others tell."""
    trainings, reasons = training_bars(view), reason_bars(view)
    left, right = st.columns(2, gap="medium") if trainings or reasons else [st.container()] * 2
    with left:
        _by_type(view)
    for place, bars in ((left if trainings else right, reasons), (right, trainings)):
        if bars:
            with place:
                bar_table(bars)


def _by_type(view: View) -> None:
    words, rows = view.words, _coverage(view)
    part(words.text("launch.by_type"), words.text("launch.by_type.note"))
    if is_empty(rows):
        states.no_figures(words)
        return
    form, alt = view.pack.form_of(FormRole.LAUNCH), words.text("launch.by_type")
    told = f"{IS}=launched"
    marks = places(form.id, "type", list(rows["place_id"]), told=told) if form else []
    draw(_bars(view), marks, key="launch_by_type", alt=alt)


def _coverage(view: View) -> pd.DataFrame:
    return launch_coverage(register(view), view.panel, by="type", week=view.week.number)


@chart
def _bars(view: View) -> Spec:
    return coverage_bars(_coverage(view), type_names(view), view.palette, view.words)


def _tables(view: View) -> None:
    """A table each of launches and plans by type, milestones, tiers, books and the office."""
    for name, (role, make) in tables.TABLES.items():
        rows, form = make(view), view.pack.form_of(role)
        if len(rows) and form:
            part(view.words.text(f"launch.{name}"), view.words.text(f"launch.{name}.note"))
            unit_list.rows_to_press(
                rows.rename(columns=_titles(view.words, rows)),
                [_mark(view, name, form, str(id_)) for id_ in rows.index],
                key=f"launch_{name}",
            )


def _mark(view: View, name: str, form: Form, id_: str) -> Mark:
    """What a line opens: the units of a type, what has a date, the lines of a tier, a kind of work
    or a body's staff."""
    if id_ in view.pack.quantity:
        return Mark(id_)
    told = {"tiers": f"{form.field_of(FieldRole.TIER)}={id_}", "office": f"{IS}={id_}"}
    if name == "staff":
        return Mark(form.id, f"group:{id_}", told=f"{IS}={OptionRole.STAFFING}")
    place = f"type:{id_}" if id_ in view.pack.type else ""
    return Mark(form.id, place, told=told.get(name, "") if id_ else "")


def _lists(view: View) -> None:
    """Plans that went back, contact points and sets that lack, each line opening its sheet."""
    words = view.words
    for name, (role, lines) in tables.LISTS.items():
        rows, form = lines(view), view.pack.form_of(role)
        if len(rows) and form:
            part(words.text(f"launch.{name}"), words.text(f"launch.{name}.note", n=len(rows)))
            unit_list.pressable(
                rows.drop(columns="unit_id").rename(columns=_titles(words, rows)),
                rows["unit_id"],
                key=f"launch_{name}",
                height=300 if len(rows) > tables.FEW else 0,
                figure=form.id,
            )


def _titles(words: Wording, rows: pd.DataFrame) -> dict[str, str]:
    return {str(name): words.text(f"column.{name}") for name in rows if name != "unit_id"}


def _rows(view: View) -> None:
    rows, form = tables.unit_rows(view), view.pack.form_of(FormRole.LAUNCH)
    row_list(
        view,
        rows,
        launch_of_units(view)["unit_id"],
        _titles(view.words, rows),
        keys=("launch.rows", "launch.rows.note", "page.launch"),
        key="launch_rows",
        figure=form.id if form else "",
    )
