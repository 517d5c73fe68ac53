"""Practical services for residents: how many are listed, finished, overdue, by what, the rows."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from campaign import FieldRole, FormRole
from pages.door import View
from pages.drawn import day_words, is_mark, option_words, part_bars, row_list, unit_columns
from pages.markup import Bar, Bars, bar_table, caption, part
from pages.readings import services_by_part, services_counted, services_listed

_STEPS = ("listed", "done", "stage", "going", "overdue", "unknown", "due_open")
_ALWAYS = ("listed", "done", "going", "overdue")
"""Told also where they are 0 or unknown; the others where there are any."""
_CHOICES = {"mode": FieldRole.MODE, "progress": FieldRole.PROGRESS, "rating": FieldRole.RATING}
_COLUMNS = ("unit", "group", "number", "service", "source", *_CHOICES, "due", "done_on")


def service_part(view: View) -> None:
    """What the list adds up to; in words where the campaign has the form and no list came."""
    form, rows, words = view.pack.form_of(FormRole.SERVICES), services_listed(view), view.words
    if form is None:
        return
    if not len(rows):
        part(words.label(form.label))
        caption(words.text("services.none"))
        return
    left, right = st.columns(2, gap="medium")
    with left:
        bar_table(_standing(view, words.label(form.label)))
    with right:
        bar_table(*(_parts(view, name) for name in ("mode", "rating")))
    row_list(
        view,
        _words(view, rows),
        rows["unit_id"],
        {name: words.text(f"services.column.{name}") for name in _COLUMNS},
        keys=("services.rows", "services.rows.note", "services.rows"),
        key="service_rows",
        download="services",
        figure=form.id,
        at=rows["row"].tolist(),
    )


def _standing(view: View, title: str) -> Bars:
    """Services by how far they are, of those listed."""
    words, now = view.words, services_counted(view).iloc[0]
    lines = []
    for name in _STEPS:
        is_known = now[name] == now[name]
        if name in _ALWAYS or now[name] > 0:
            figure = words.number(now[name]) if is_known else words.text("unknown")
            share = now[name] / now["listed"] if is_known and now["listed"] else 0.0
            mark = is_mark(view, FormRole.SERVICES, name) if is_known else ""
            lines.append(Bar(words.text(f"services.tile.{name}"), share, figure, mark))
    note = words.text("services.note", n=now["units_held"], total=now["units"])
    return Bars(title, note, lines)


def _parts(view: View, name: str) -> Bars:
    return part_bars(
        view,
        services_by_part(view),
        name,
        field=(FormRole.SERVICES, _CHOICES[name]),
        title=f"services.by.{name}",
        figure="services.figure",
    )


def _words(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """One line a service, in words."""
    told: Mapping[str, list[str]] = {
        **unit_columns(view, rows["unit_id"]),
        **{name: rows[name].tolist() for name in ("number", "service", "source")},
        **{
            name: option_words(view, rows[name], FormRole.SERVICES, field)
            for name, field in _CHOICES.items()
        },
        **{name: day_words(view, rows[name]) for name in ("due", "done_on")},
    }
    return pd.DataFrame(told)
