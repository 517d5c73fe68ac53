"""A week's visits in words: a view and VISIT_PLAN go in; the answer, rows to print and the lines of
the log that goes with them come out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd

from campaign import (
    CUMULATIVE,
    FieldRole,
    FormField,
    FormRole,
    OptionRole,
    Wording,
    asked_words,
    option_of,
    quantity_of,
    said_once,
)
from exports import Planned
from pages.door import View
from pages.drawn import cells_behind, doubt_words, unit_columns
from pages.readings import doubts, needs, problem_questions

COLUMNS = ("trip", "place", "unit", "group", "why", "last_visit", "looks_at", "check", "ask")
_MOST = 4
"""Questions a visit: what fits a line on paper and an hour at a unit."""


def visits_answer(view: View, plan: pd.DataFrame) -> str:
    """How many units are due, in how many trips, and how many find no room in the week."""
    words = view.words
    if not len(plan):
        return words.text("visits.answer.none")
    going = plan[plan["trip"] > 0]
    trips = len(going[["group_id", "trip"]].drop_duplicates())
    due = going[going["why"].map(lambda codes: codes != ("along",))]
    parts = [words.text("visits.answer", n=len(going), due=len(due), trips=trips)]
    if left := int((plan["trip"] == 0).sum()):
        parts.append(words.text("visits.answer.left", n=left))
    return words.text("answer.sentence", parts=words.text("answer.and").join(parts))


def headings(words: Wording) -> Mapping[str, str]:
    """The heading of every column."""
    return {name: words.text(f"visits.column.{name}") for name in COLUMNS}


def plan_rows(view: View, made: Planned) -> pd.DataFrame:
    """One line a visit: which trip, where, why, on what, what to ask and which figure to check."""
    words, rows = view.words, made.rows
    names = {unit.id: unit.name for unit in view.panel.units}
    asked = _questions(view)
    told = rows.to_dict("records")
    mark = words.text("finding.list_mark")
    return pd.DataFrame(
        {
            "trip": [
                words.text("visits.trip", n=row["trip"])
                if row["trip"]
                else words.text("visits.later")
                for row in told
            ],
            "place": [names.get(row["place_id"], "") for row in told],
            **unit_columns(view, rows["unit_id"]),
            "why": [mark.join(words.text(f"visits.why.{code}") for code in r["why"]) for r in told],
            "last_visit": [_last(view, row) for row in told],
            "looks_at": [_looks_at(view, row) for row in told],
            "check": [_check(view, made.figures.get(row["unit_id"])) for row in told],
            "ask": [" ".join(asked.get(row["unit_id"], ())) for row in told],
        }
    )


def _last(view: View, row: Mapping[Any, Any]) -> str:
    words = view.words
    if not row["is_known"]:
        return words.text("visited.unknown")
    if pd.isna(row["last_on"]):
        return words.text("visited.never")
    return words.text("visited.since", day=words.day(row["last_on"].date()), days=row["days"])


def _looks_at(view: View, row: Mapping[Any, Any]) -> str:
    """The workstream least looked at, and whether it is to be a random check."""
    words, streams = view.words, view.pack.workstreams
    stream = words.label(streams[row["stream"]]) if row["stream"] else ""
    return words.text("visits.random", stream=stream) if row["is_random"] else stream


def _check(view: View, figure: tuple[str, float] | None) -> str:
    """The figure to check with what is claimed of it."""
    if figure is None:
        return ""
    words, (slot, claim) = view.words, figure
    quantity = view.pack.quantity[quantity_of(slot)]
    label = words.label(quantity.label)
    if math.isnan(claim):
        return words.text("visits.check.unknown", what=label)
    key = "visits.check.total" if slot.endswith(CUMULATIVE) else "visits.check"
    measure = words.label(quantity.measure)
    return words.text(key, what=label, n=words.number(claim), measure=measure)


def _questions(view: View) -> dict[str, list[str]]:
    """By unit what to ask: its items, what its ledger leaves open, what its figures leave in doubt;
    each kind in turn, so that none drives out another."""
    found: dict[str, list[str]] = {}
    for unit, said in _asked(view):
        listed = found.setdefault(unit, [])
        if said not in listed and len(listed) < _MOST:
            listed.append(said)
    return found


def _asked(view: View) -> Iterator[tuple[str, str]]:
    words, pack = view.words, view.pack
    for row in problem_questions(view).drop_duplicates("unit_id").to_dict("records"):
        yield row["unit_id"], asked_words(row["code"], row["params"], words)
    for row in doubts(view).drop_duplicates("unit_id").to_dict("records"):
        yield row["unit_id"], doubt_words(view, row, cells_behind(row["evidence"], row["unit_id"]))
    for need in needs(view):
        for _, said in said_once(need.attention.reasons, pack, words):
            yield need.unit_id, said


def log_lines(view: View, made: Planned) -> list[dict[str, date | float | str]]:
    """The lines of the log that go with the week's visits, by field: what is planned of each."""
    return [
        logged(
            view,
            {
                FieldRole.UNIT: view_name(view, row["unit_id"]),
                FieldRole.STREAMS: _option(view, FieldRole.STREAMS, row["stream"]),
                FieldRole.METHODS: _random(view) if row["is_random"] else "",
                **_checked(view, made.figures.get(row["unit_id"])),
            },
            group=row["group_id"],
        )
        for row in made.rows.to_dict("records")
        if row["trip"]
    ]


def logged(
    view: View, told: Mapping[FieldRole, date | float | str], *, group: str
) -> dict[str, date | float | str]:
    """One line of the guidance log by the ids of its fields; what is empty is left out."""
    form = view.pack.form_of(FormRole.GUIDANCE_LOG)
    fields = form.fields if form else ()
    line = {_id(fields, role): value for role, value in told.items() if value != ""}
    label = view.pack.group[group].label.zh if group in view.pack.group else ""
    line |= {field.id: label for field in fields if field.kind == "group" and label}
    return {name: value for name, value in line.items() if name}


def _id(fields: tuple[FormField, ...], role: FieldRole) -> str:
    """The field of a role; a unit and a day are told by their kind."""
    by_kind = {FieldRole.UNIT: "unit", FieldRole.VISITED_ON: "date"}
    return next((f.id for f in fields if f.role is role or f.kind == by_kind.get(role)), "")


def view_name(view: View, unit_id: str) -> str:
    """The name of a unit of the view."""
    return next((unit.name for unit in view.panel.units if unit.id == unit_id), "")


def _option(view: View, field: FieldRole, id_: str) -> str:
    options = view.pack.options_of(FormRole.GUIDANCE_LOG, field)
    return next((option.label.zh for option in options if option.id == id_), "")


def _random(view: View) -> str:
    options = view.pack.options_of(FormRole.GUIDANCE_LOG, FieldRole.METHODS)
    return _option(view, FieldRole.METHODS, option_of(options, OptionRole.RANDOM))


def _checked(view: View, figure: tuple[str, float] | None) -> dict[FieldRole, date | float | str]:
    """The columns of a check: which figure, of which week, what was claimed."""
    if figure is None or math.isnan(figure[1]):
        return {}
    return {
        FieldRole.CHECKED_FIGURE: slot_name(view, figure[0]),
        FieldRole.CHECKED_WEEK: float(view.week.number),
        FieldRole.CLAIMED: figure[1],
    }


def slot_name(view: View, slot: str) -> str:
    """A slot as the log's list of figures has it."""
    quantity = view.pack.quantity[quantity_of(slot)]
    if not quantity.adds_up:
        return quantity.label.zh
    return f"{quantity.label.zh}（{'累计' if slot.endswith(CUMULATIVE) else '本周'}）"
