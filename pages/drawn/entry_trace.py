"""From a unit to a line of a log or register: a unit and a form go in; its entries, one entry's
fields and the cell of one of them are shown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from campaign import CampaignPack, FieldRole, Form, Unit, Wording
from ledger import Trace
from pages.door import View, opened
from pages.readings import entries_of

_FIRST = (FieldRole.PROGRESS, FieldRole.PROBLEMS_FOUND, FieldRole.LAUNCHED_ON)
"""What an entry is opened at, where it tells of it; else its day."""

_NAMES = (FieldRole.LINE_NO, FieldRole.PROBLEM, FieldRole.TOPIC)
"""What a line without a day is known by."""


@dataclass(frozen=True)
class Picked:
    """One entry of a form: what it tells by field, and the cell of the field asked for."""

    form: str
    told: Mapping[str, object]
    cell: Trace | None


def forms_of(view: View, unit: Unit) -> list[str]:
    """The row-forms in which something is entered for the unit."""
    return [
        form.id for form in view.pack.forms if form.has_entries and len(_own(view, unit, form.id))
    ]


def _own(view: View, unit: Unit, form: str) -> pd.DataFrame:
    """The unit's entries, the latest first."""
    rows = entries_of(view, form)
    return rows[rows["unit_id"] == unit.id].iloc[::-1].reset_index(drop=True)


def entry_select(view: View, unit: Unit, form: str, *, row: int = 0) -> Picked:
    """Let one of the unit's entries and one of its fields be chosen, beginning at a sheet row."""
    words, rows, kind = view.words, _own(view, unit, form), view.pack.form[form]
    said = [_headline(row, kind, words) for row in rows.to_dict("records")]
    at = st.selectbox(
        words.text("trace.entry"),
        range(len(rows)),
        index=next((i for i, own in enumerate(rows["row"]) if own == row), 0),
        format_func=lambda i: said[i],
        key=f"trace_entry_{unit.id}_{form}" + (f"_{row}" if row else ""),
    )
    entry = rows.iloc[at]
    told = json.loads(entry["fields"])
    if entry["day"]:
        told = {kind.day_field: entry["day"], **told}
    names, first = list(told), (*(kind.field_of(role) for role in _FIRST), kind.day_field)
    field = st.selectbox(
        words.text("trace.field"),
        names,
        index=next((names.index(name) for name in first if name in names), 0),
        format_func=lambda name: words.label(kind.field[name].label),
        key=f"trace_field_{unit.id}_{form}_{entry['row']}",
    )
    sent, line, here = int(entry["submission_id"]), int(entry["row"]), view.district.id
    trace = opened.ledger().trace_entry
    cell = trace(here, view.viewer, submission_id=sent, row=line, field=str(field))
    return Picked(form, told, cell)


def entry_table(view: View, picked: Picked) -> None:
    """The entry's fields, a column each."""
    words, pack = view.words, view.pack
    shown = {
        words.label(pack.form[picked.form].field[name].label): [
            told_word(value, f"{picked.form}.{name}", pack, words)
        ]
        for name, value in picked.told.items()
    }
    st.dataframe(pd.DataFrame(shown), hide_index=True, width="stretch", height="content")


def _headline(row: Mapping[object, object], form: Form, words: Wording) -> str:
    """The day of an entry, or of the launch it tells of, in words; else its number and subject."""
    told = json.loads(str(row["fields"]))
    day = str(row["day"]) or str(told.get(form.field_of(FieldRole.LAUNCHED_ON), ""))
    if day:
        return words.full_date(date.fromisoformat(day))
    named = (told.get(form.field_of(role), "") for role in _NAMES)
    return " · ".join(str(name) for name in named if name) or words.text("trace.no_day")


def told_word(value: object, choice: str, pack: CampaignPack, words: Wording) -> str:
    """A field's value in words: a count, yes or no, a date, options by their labels."""
    if isinstance(value, bool):
        return words.text("trace.yes" if value else "trace.no")
    if isinstance(value, int | float):
        return words.number(value)
    if isinstance(value, list):
        labels = {option.id: words.label(option.label) for option in pack.choices[choice]}
        return ("、" if words.locale == "zh_CN" else ", ").join(labels[i] for i in value)
    if choice in pack.choices:
        labels = {option.id: words.label(option.label) for option in pack.choices[choice]}
        return labels.get(str(value), str(value))
    try:
        return words.day(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)
