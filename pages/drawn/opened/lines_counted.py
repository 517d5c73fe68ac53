"""Which lines of a form make up a figure of a page: its entries and a mark go in; those that are
counted come out, and the field in which what is counted stands."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import pandas as pd

from campaign import FieldRole, Form, FormRole
from pages.door import View
from pages.drawn.mark import IS, Mark
from pages.readings import (
    books_now,
    launch_of_units,
    plans_of_units,
    services_listed,
    topics_listed,
)

_COUNTED: Mapping[FormRole | None, tuple[Callable[[View], pd.DataFrame], Mapping[str, str]]] = {
    FormRole.LAUNCH: (
        launch_of_units,
        {
            "launched": "state == 'launched'",
            "leaders": "leaders == 1",
            "branches": "branches_launched > 0 and branches_total >= 0",
        },
    ),
    FormRole.PLANS: (plans_of_units, {"plans": "state == 'passed'"}),
    FormRole.BOOKS: (books_now, {"books": "given > 0"}),
    FormRole.RESEARCH: (
        topics_listed,
        {name: f"{name} > 0" for name in ("visits", "found", "solved", "reports", "results")}
        | {name: f"is_{name}" for name in ("visited", "reported", "converted")},
    ),
    FormRole.SERVICES: (
        services_listed,
        {"listed": "standing != 'withdrawn'", "overdue": "is_overdue", "due_open": "is_due_open"}
        | {name: f"standing == '{name}'" for name in ("done", "stage", "going", "withdrawn")}
        | {"unknown": "standing == ''"},
    ),
}
"""By form the reading whose lines a figure counts, and which of them; of a unit without lines in it
the last entry is the one that tells."""

_AT = {
    "leaders": FieldRole.LEADERS,
    "branches": FieldRole.BRANCHES_LAUNCHED,
    "plans": FieldRole.REVIEW,
    "visits": FieldRole.VISITS,
    "found": FieldRole.PROBLEMS_FOUND,
    "problems": FieldRole.PROBLEMS_FOUND,
    "advice": FieldRole.ADVICE,
    "solved": FieldRole.SOLVED,
    "reports": FieldRole.REPORTS,
    "results": FieldRole.CONVERTED,
}
"""The field that what is counted stands in: shown with the line, which opens at it."""

_LAST = (FormRole.LAUNCH, FormRole.PLANS)


def counted(view: View, rows: pd.DataFrame, mark: Mark) -> pd.DataFrame:
    """Those that make up a figure of a page."""
    form, what = view.pack.form[mark.figure], mark.told.partition("=")[2]
    if form.role is FormRole.GUIDANCE_LOG:
        field, rows = told_at(form, mark), rows[rows["day"] != ""]
        told = [json.loads(fields).get(field) or 0 for fields in rows["fields"]] if field else 1
        return rows[pd.Series(told, index=rows.index) > 0]
    if form.role not in _COUNTED:
        return rows
    read, which = _COUNTED[form.role]
    kept = read(view).query(which[what]) if what in which else read(view)
    if "row" in kept:
        return rows.merge(kept[["submission_id", "row"]])
    rows = rows[rows["unit_id"].isin(kept["unit_id"])]
    return rows.drop_duplicates("unit_id", keep="last") if form.role in _LAST else rows


def told_at(form: Form, mark: Mark) -> str:
    """The field that what the mark counts stands in, if any."""
    kind, _, what = mark.told.partition("=")
    return form.field_of(_AT[what]) if kind == IS and what in _AT else ""
