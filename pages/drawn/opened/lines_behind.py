"""Which lines of a form a mark stands for: a view and a mark go in; the entries come out, and a
line each in the reader's words with what it opens."""

from __future__ import annotations

import json
from dataclasses import replace

import pandas as pd

from campaign import STUDY, FieldRole, Form, FormRole
from measures import ELEMENTS, EVERY, OFFICE, SUB_ORGS, WEEKLY, problem_flags
from pages.door import View
from pages.drawn.mark import DOUBT, DUE, IS, LINE, REACHED, WEEKLY_WORK, Mark
from pages.drawn.opened.entry_trace import headline, told_columns
from pages.drawn.opened.lines_counted import counted, told_at
from pages.drawn.words.doubt_words import cells_behind, doubt_words
from pages.readings import doubts, entries_of, office_log, problems_listed, rows_in

_NAMES = {
    "base": "rectification.tile.listed",
    "reopened_ever": "rectification.tile.reopened",
    **{f"tells_{name}": f"rectification.element.{name}" for name in ELEMENTS},
    "whole": "rectification.element.whole",
    **{name: f"overview.due.{name}" for name in ("overdue", "near", "claimed", "closed")},
    DUE: "rectification.due",
    WEEKLY_WORK: "mechanism.title",
}
"""What `is=…` is called; what a tile or step counts by its title there, a kind of the office's work
by its own name."""

_PAGES = {
    **dict.fromkeys((FormRole.LAUNCH, FormRole.PLANS, FormRole.POINTS, FormRole.BOOKS), "launch"),
    FormRole.RESEARCH: "research",
    FormRole.SERVICES: "services",
    FormRole.GUIDANCE_LOG: "inspections",
}
"""Whose tiles and steps have the words."""

_LINES = (FormRole.OFFICE_LOG, FormRole.LETTERS, FormRole.POINTS, FormRole.BOOKS)


def lines_told(view: View, mark: Mark) -> pd.DataFrame:
    """ENTRIES of the mark's form that tell what it says, in its week and of its place."""
    rows, role = entries_of(view, mark.figure), view.pack.form[mark.figure].role
    if mark.at and mark.told != f"{IS}={DUE}":
        rows = rows[rows["week"] == mark.at]
    kind, _, place = mark.place.partition(":")
    if role is FormRole.OFFICE_LOG:
        return _of_office(view, rows, mark)
    if kind == "group" and (rows["group_id"] != "").any():
        rows = rows[rows["group_id"] == place]
    if role is FormRole.PROBLEMS and mark.told:
        rows = rows.merge(_problems(view, mark)[["submission_id", "row"]])
    if mark.told and not mark.told.startswith(f"{IS}="):
        rows = rows[[_tells(fields, mark.told) for fields in rows["fields"]]]
    return counted(view, rows, mark) if mark.told.startswith(f"{IS}=") else rows


def _of_office(view: View, rows: pd.DataFrame, mark: Mark) -> pd.DataFrame:
    """Lines of the office's log by whom and what they were for, as OFFICE_WORK has them line by
    line: a group's week has what was held for all groups too."""
    work = office_log(view).set_axis(entries_of(view, mark.figure).index).loc[rows.index]
    place, what = mark.place.partition(":")[2], mark.told.partition("=")[2]
    kinds = [*map(str, WEEKLY)] if what == WEEKLY_WORK else [what]
    its = {place, EVERY} if what == WEEKLY_WORK and place != OFFICE else {place}
    kept = work["place"].isin(its) if place else work["place"] != ""
    return rows[kept & work["kind"].isin(kinds)] if what else rows[kept]


def _problems(view: View, mark: Mark) -> pd.DataFrame:
    """PROBLEMS_KEPT that are what the mark says; of a part, those that count in it."""
    kept, (field, _, value) = problems_listed(view), mark.told.partition("=")
    if field == view.pack.form[mark.figure].field_of(FieldRole.PROGRESS):
        return kept[kept["state"] == value]
    is_counted = kept["standing"] != "withdrawn"
    if field != IS:
        return kept[is_counted]
    if value == DUE:
        week = next((it for it in view.district.calendar.weeks if it.number == mark.at), view.week)
        days = pd.Timestamp(week.starts_on), pd.Timestamp(week.ends_on)
        return kept[is_counted & kept["due"].between(*days)]
    flags = kept if value in kept else problem_flags(kept)
    return kept[flags[value] == 1] if value in flags else kept.iloc[:0]


def _tells(fields: str, told: str) -> bool:
    """Whether an entry's field has the value, alone or among several."""
    field, _, value = told.partition("=")
    said = json.loads(fields).get(field)
    return value in said if isinstance(said, list) else str(said) == value


def lines_behind(view: View, mark: Mark) -> tuple[pd.DataFrame, list[Mark]]:
    """A line an entry, by unit in protocol order, and what each opens; of a form without units by
    day, with all it tells."""
    if mark.figure == DOUBT:
        return _doubts(view, mark)
    form, rows = view.pack.form[mark.figure], lines_told(view, mark)
    if form.role is FormRole.OFFICE_LOG:
        shown = pd.DataFrame([told_columns(view, form, row) for row in rows.to_dict("records")])
    else:
        rows = _of_units(view, rows, mark)
        shown = _line_words(view, rows, form, told_at(form, mark))
    back = str(replace(mark, back=""))
    places = zip(rows["submission_id"], rows["unit_id"], rows["row"], strict=True)
    return shown, [
        Mark(form.id, f"{LINE}:{sent}", str(unit), int(row), told=told_at(form, mark), back=back)
        for sent, unit, row in places
    ]


def _of_units(view: View, rows: pd.DataFrame, mark: Mark) -> pd.DataFrame:
    """ENTRIES of the units shown, or of those of a type, with the units' own name and group."""
    units = rows_in(view, STUDY, view.week.number)[["unit_id", "name", "type_id", "group_id"]]
    kind, _, place = mark.place.partition(":")
    units = units[units["type_id"] == place] if kind == "type" else units
    return units.merge(rows.drop(columns="group_id"), on="unit_id")


def _line_words(view: View, rows: pd.DataFrame, form: Form, field: str) -> pd.DataFrame:
    """The unit, its group, what the line is known by and what it says in a field."""
    words, pack, entries = view.words, view.pack, rows.to_dict("records")
    said = {
        words.text("column.unit"): rows["name"],
        words.text("column.group"): [words.label(pack.group[i].label) for i in rows["group_id"]],
        words.text("trace.entry"): [headline(it, form, words) for it in entries],
    }
    if field:
        label = words.label(form.field[field].label)
        told = [told_columns(view, form, it).get(label) for it in entries]
        said[label] = pd.Series(told, dtype=object)
    return pd.DataFrame(said)


def _doubts(view: View, mark: Mark) -> tuple[pd.DataFrame, list[Mark]]:
    """A line a doubt of a check, each at the first cell it rests on."""
    found = doubts(view)
    found = found[found["code"] == mark.told]
    behind = [cells_behind(e, u) for e, u in zip(found["evidence"], found["unit_id"], strict=True)]
    lines = zip(found.to_dict("records"), behind, strict=True)
    says = [doubt_words(view, row, cells) for row, cells in lines]
    shown = {"column.unit": found["name"], "column.says": says}
    return pd.DataFrame({view.words.text(key): own for key, own in shown.items()}), [
        Mark(
            STUDY if cell.slot == SUB_ORGS else cell.slot,
            unit=cell.unit_id,
            at=cell.week or cell.row,
            back=str(replace(mark, back="")),
        )
        for cell, *_ in behind
    ]


def is_of_lines(view: View, mark: Mark) -> bool:
    """Whether lines stand behind the mark and not units: it narrows a form, or is of one whose
    lines are what is counted."""
    form = view.pack.form.get(mark.figure)
    if mark.told == f"{IS}={REACHED}":
        return False
    return mark.figure == DOUBT or (
        form is not None and bool(mark.told or mark.at or form.role in _LINES)
    )


def is_word(view: View, mark: Mark) -> str:
    """What lines that are as the measures count are called."""
    value, form = mark.told.partition("=")[2], view.pack.form.get(mark.figure)
    page = _PAGES.get(form.role, "") if form and form.role else ""
    own = (f"{page}.tile.{value}", f"{page}.step.{value}") if page else (_NAMES.get(value, ""),)
    keys = (*own, f"work.{value}")
    return next((view.words.text(key) for key in keys if view.words.has(key)), value)
