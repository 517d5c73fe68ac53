"""From a unit to a line of a log or register: a unit and a form go in; its entries, one entry's
fields and the cell of one of them are shown."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from campaign import CampaignPack, FieldRole, Form, Unit, Wording
from ledger import Trace
from pages.door import View, link, opened
from pages.drawn.mark import LINE, Mark
from pages.readings import entries_of

_FIRST = (FieldRole.PROGRESS, FieldRole.PROBLEMS_FOUND, FieldRole.LAUNCHED_ON)
"""What an entry is opened at, where it tells of it; else its day."""

_NAMES = (
    FieldRole.LINE_NO,
    FieldRole.PROBLEM,
    FieldRole.TOPIC,
    FieldRole.SERVICE,
    FieldRole.BOOK,
    FieldRole.LEADER,
)
"""What a line without a day is known by."""


@dataclass(frozen=True)
class Picked:
    """One entry of a form: what it tells by field, and the cell of the field asked for."""

    form: str
    told: Mapping[str, object]
    cell: Trace | None
    mark: Mark


def forms_of(view: View, unit: Unit) -> list[str]:
    """The row-forms in which something is entered for the unit."""
    return [
        form.id for form in view.pack.forms if form.has_entries and len(_own(view, unit, form.id))
    ]


def _own(view: View, unit: Unit, form: str) -> pd.DataFrame:
    """The unit's entries, the latest first."""
    rows = entries_of(view, form)
    return rows[rows["unit_id"] == unit.id].iloc[::-1].reset_index(drop=True)


def entry_select(view: View, unit: Unit, form: str, *, row: int = 0, sent: int = 0) -> Picked:
    """Let one of the unit's entries and one of its fields be chosen, beginning at a sheet row, of
    one submission where it is told."""
    words, rows, kind = view.words, _own(view, unit, form), view.pack.form[form]
    said = [headline(row, kind, words) for row in rows.to_dict("records")]
    keys = list(zip(rows["submission_id"], rows["row"], strict=True) if sent else rows["row"])
    at = st.selectbox(
        words.text("trace.entry"),
        range(len(rows)),
        index=next((i for i, own in enumerate(keys) if own in ((sent, row), row)), 0),
        format_func=lambda i: said[i],
        key=f"trace_entry_{unit.id}_{form}" + (f"_{sent}_{row}" if row else ""),
    )
    entry = rows.iloc[at]
    names = list(_told(entry, kind))
    field = st.selectbox(
        words.text("trace.field"),
        names,
        index=names.index(_first(names, kind)),
        format_func=lambda name: words.label(kind.field[name].label),
        key=f"trace_field_{unit.id}_{form}_{entry['row']}",
    )
    return _picked(view, kind, entry, str(field))


def entry_at(view: View, mark: Mark) -> Picked | None:
    """The entry a mark of a form names by its sheet row, its unit and its submission, at the field
    it tells; None for none such."""
    rows, form = entries_of(view, mark.figure), view.pack.form[mark.figure]
    rows = rows[rows["row"] == mark.at]
    rows = rows[rows["unit_id"] == mark.unit] if mark.unit else rows
    rows = rows[rows["submission_id"] == mark.sent] if mark.sent else rows
    if rows.empty:
        return None
    names = list(_told(rows.iloc[-1], form))
    field = mark.told if mark.told in names else _first(names, form)
    return _picked(view, form, rows.iloc[-1], field)


def _picked(view: View, form: Form, entry: pd.Series, field: str) -> Picked:
    sent, row, here = int(entry["submission_id"]), int(entry["row"]), view.district.id
    trace = opened.ledger().trace_entry
    cell = trace(here, view.viewer, submission_id=sent, row=row, field=field)
    mark = Mark(form.id, f"{LINE}:{sent}", unit=str(entry["unit_id"]), at=row, told=field)
    return Picked(form.id, _told(entry, form), cell, mark)


def _told(entry: pd.Series | Mapping[Hashable, object], form: Form) -> dict[str, object]:
    """Its day, where it has one, and what its fields tell."""
    day = {form.day_field: entry["day"]} if entry["day"] else {}
    return {**day, **json.loads(str(entry["fields"]))}


def _first(names: list[str], form: Form) -> str:
    """The field an entry is opened at."""
    first = (*(form.field_of(role) for role in _FIRST), form.day_field)
    return next((name for name in first if name in names), names[0])


def entry_table(view: View, picked: Picked) -> None:
    """The entry's fields, a column each; on paper its row of the sheet says them."""
    if link.is_for_paper():
        return
    shown = pd.DataFrame([_in_words(view, view.pack.form[picked.form], picked.told)])
    st.dataframe(shown, hide_index=True, width="stretch", height="content")


def told_columns(view: View, form: Form, entry: Mapping[Hashable, object]) -> dict[str, object]:
    """What an entry of ENTRIES tells, by the labels of its fields; counts stay numbers."""
    return _in_words(view, form, _told(entry, form))


def _in_words(view: View, form: Form, told: Mapping[str, object]) -> dict[str, object]:
    words, pack = view.words, view.pack
    return {
        words.label(form.field[name].label): value
        if isinstance(value, int | float) and not isinstance(value, bool)
        else told_word(value, f"{form.id}.{name}", pack, words)
        for name, value in told.items()
    }


def headline(row: Mapping[object, object], form: Form, words: Wording) -> str:
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
    labels = {it.id: words.label(it.label) for it in pack.choices.get(choice, ())}
    if isinstance(value, list):
        return ("、" if words.locale == "zh_CN" else ", ").join(
            labels.get(i, str(i)) for i in value
        )
    if labels:
        return labels.get(str(value), str(value))
    try:
        return words.day(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)
