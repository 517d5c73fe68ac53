"""Feedback letters: ENTRIES go in; one line a problem and one line a letter come out
(docs/design.md §8.23)."""

from __future__ import annotations

from datetime import date

import pandas as pd

from campaign import CampaignPack, FieldRole, FormRole, Panel
from measures.counting import members_at, shape
from measures.registers.told import Line, Told, told_lines

LETTER_PROBLEMS = shape("LETTER_PROBLEMS")
"""One line a problem of a letter: overdue where its line tells that it is not closed and its term
is over; without the column nobody knows."""

LETTERS = shape("LETTERS")
"""One line a letter, by issuer and day: `unknown` problems are those of which no line tells whether
they are closed, `open` counts what is neither that nor closed nor overdue; `reply_days` is the
median, NaN where nobody replied."""
_OF_ONE = ["letter", "issuer", "group_id"]


def letter_problems(
    entries: pd.DataFrame, panel: Panel, pack: CampaignPack, *, today: date
) -> pd.DataFrame:
    """LETTER_PROBLEMS of the panel's units in its last week."""
    form = pack.form_of(FormRole.LETTERS)
    if form is None:
        return LETTER_PROBLEMS.frame()
    own = entries[entries["unit_id"].isin(members_at(panel, "unit"))]
    return LETTER_PROBLEMS.frame(_problem(row, told, today) for row, told in told_lines(own, form))


def _problem(row: Line, told: Told, today: date) -> dict[str, object]:
    due, is_closed = told.day(FieldRole.DUE), told.is_yes(FieldRole.STRUCK_OFF)
    is_told = told.is_told(FieldRole.STRUCK_OFF)
    return {
        **{name: row[name] for name in ("submission_id", "row", "unit_id", "group_id")},
        "letter": told.text(FieldRole.LINE_NO),
        "issuer": told.text(FieldRole.ISSUER),
        "issued_on": row["day"] or None,
        "number": told.text(FieldRole.NUMBER_IN),
        "problem": told.text(FieldRole.PROBLEM),
        "streams": told.texts(FieldRole.STREAMS),
        "due": due,
        "replied_on": told.day(FieldRole.DONE_ON),
        "is_told": is_told,
        "is_closed": is_closed,
        "is_overdue": is_told and not is_closed and due is not None and due < today,
    }


def letters(problems: pd.DataFrame) -> pd.DataFrame:
    """LETTERS of LETTER_PROBLEMS; of a letter none of whose lines tells whether its problem is
    closed nobody knows how many are."""
    days = (problems["replied_on"] - problems["issued_on"]).dt.days
    told = problems.assign(days=days.astype("float64"))
    rows = (
        told.groupby(_OF_ONE, sort=False)
        .agg(
            issued_on=("issued_on", "min"),
            problems=("row", "size"),
            units=("unit_id", "nunique"),
            told=("is_told", "sum"),
            closed=("is_closed", "sum"),
            overdue=("is_overdue", "sum"),
            reply_days=("days", "median"),
        )
        .reset_index()
        .sort_values(["issuer", "group_id", "issued_on"], kind="stable", ignore_index=True)
    )
    rows["open"] = rows["told"] - rows["closed"] - rows["overdue"]
    rows["unknown"] = rows["problems"] - rows["told"]
    counts = {
        name: rows[name].astype("float64").where(rows["told"] > 0).to_numpy()
        for name in ("closed", "overdue", "open")
    }
    own = {name: rows[name].to_numpy() for name in LETTERS.columns if name in rows.columns}
    return LETTERS.filled({**own, **counts})
