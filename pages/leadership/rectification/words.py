"""Problems in words: a view goes in; the answer, the tiles, letters and rows come out. Both rates
are told with their sums, so that nobody takes one for the other."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping

import pandas as pd

from campaign import FieldRole, FormRole, Wording, asked_words
from measures import ELEMENTS
from pages.door import View, drawing
from pages.drawn import Mark, day_words, is_mark, option_words, share_words, unit_columns
from pages.markup import Bar, Bars, Tile, measure_hover
from pages.readings import letters_sent, problems_counted, problems_listed

COLUMNS = (
    *("unit", "group", "number", "problem", "source", "aspect", "nature", "field", "mode"),
    *("found_on", "due", "state", "done_on", "closed_on", "verifier", "age", "says", "code"),
)
_CHOICES = {
    "source": FieldRole.SOURCE,
    "aspect": FieldRole.ASPECT,
    "nature": FieldRole.NATURE,
    "field": FieldRole.FIELD,
    "mode": FieldRole.MODE,
    "state": FieldRole.PROGRESS,
}
_DEFINED = {"completion": "rect_completion", "overdue": "rect_on_time"}
"""The tiles whose figure is a measure of the registry."""
_COUNTED = {"listed": "base", "completion": "closed", "reopened": "reopened_ever"}
"""What a tile counts, where it is not called by that."""


def headings(words: Wording) -> Mapping[str, str]:
    """The heading of every column."""
    return {name: words.text(f"rectification.column.{name}") for name in COLUMNS}


@drawing
def answer(view: View) -> str:
    """How many problems, how many verified, both rates, what is overdue and what waits."""
    words, now = view.words, problems_counted(view).iloc[0]
    if not now["base"]:
        return words.text("rectification.answer.nothing")
    parts = [
        words.text(
            "rectification.answer",
            day=words.day(view.today),
            n=int(now["base"]),
            completion=share_words(view, now["closed"], now["base"]),
            progress=share_words(view, now["closed"] + now["stage"], now["base"]),
        )
    ]
    for name in ("overdue", "claimed"):
        if now[name]:
            parts.append(words.text(f"rectification.answer.{name}", n=int(now[name])))
    return words.text("answer.sentence", parts=words.text("answer.and").join(parts))


@drawing
def tiles(view: View) -> list[Tile]:
    """Problems listed, the rate and what it is with stages, overdue, to be verified, come back."""
    words, now = view.words, problems_counted(view).iloc[0]
    told = {name: words.number(value) for name, value in now.items() if isinstance(value, float)}
    rate = words.percent(now["completion"]) if now["base"] else words.text("parts.nothing_due")
    formula = words.text("parts.formula", part=told["closed"], whole=told["base"])
    stages = share_words(view, now["closed"] + now["stage"], now["base"])
    on_time = share_words(view, now["on_time"], now["on_time_of"])
    age = "" if math.isnan(now["median_age"]) else _beside(words, "age", days=told["median_age"])
    held = _beside(words, "units", n=now["units_held"], total=now["units"])
    withdrawn, unnamed = (_beside(words, name, n=told[name]) for name in ("withdrawn", "unnamed"))
    near_days, long = (view.pack.thresholds[name] for name in ("near_days", "unverified_days"))
    near = _beside(words, "near", n=told["near"], days=words.number(near_days))
    waiting = _beside(words, "waiting", n=told["waiting_long"], days=words.number(long))
    back = _beside(words, "back", n=told["look_back_due"], held=told["held"])
    rows = {
        "listed": (told["base"], (held, withdrawn)),
        "completion": (rate, (formula, _beside(words, "stages", share=stages))),
        "overdue": (told["overdue"], (near, _beside(words, "on_time", share=on_time))),
        "claimed": (told["claimed"], (waiting, unnamed)),
        "reopened": (told["reopened_ever"], (back, age)),
    }
    return [_tile(view, name, *line) for name, line in rows.items()]


def _beside(words: Wording, name: str, **numbers: object) -> str:
    return words.text(f"rectification.tile.{name}", **numbers)


def _tile(view: View, name: str, figure: str, beside: tuple[str, str]) -> Tile:
    words, why = view.words, f"rectification.tile.{name}.why"
    hover = words.text(why) if words.has(why) else ""
    if name in _DEFINED:
        hover = measure_hover(_DEFINED[name], view.pack, words)
    measure = "" if name == "completion" else words.text("rectification.measure")
    title = words.text(f"rectification.tile.{name}")
    mark = is_mark(view, FormRole.PROBLEMS, _COUNTED.get(name, name))
    return Tile(title, figure, measure=measure, beside=beside, why=hover, mark=mark)


def letter_bars(view: View) -> Bars:
    """A bar a letter: how many of its problems are closed, open, overdue."""
    words, rows = view.words, letters_sent(view)
    lines = []
    for row in rows.to_dict("records"):
        closed = row["closed"] / row["problems"] if row["closed"] == row["closed"] else 0.0
        counted = ("problems", "closed", "open", "overdue")
        numbers = {
            name: words.known(row[name], row["unknown"] * (name != "problems")) for name in counted
        }
        figure = words.text("rectification.letter.figure", **numbers)
        lines.append(Bar(_letter(view, row), closed, figure, _letter_mark(view, row)))
    note = words.text(
        "rectification.letters.note",
        letters=len(rows),
        problems=int(rows["problems"].sum()),
        closed=words.known(rows["closed"].sum(min_count=1), rows["unknown"].sum()),
    )
    hover = measure_hover("letters_closed", view.pack, words)
    form = view.pack.form_of(FormRole.LETTERS)
    return Bars(words.label(form.label) if form else "", note, lines, hover)


def _letter_mark(view: View, row: Mapping[Hashable, object]) -> str:
    """The mark of a letter's problems: letters are numbered by who sent them."""
    form = view.pack.form_of(FormRole.LETTERS)
    told = f"{form.field_of(FieldRole.LINE_NO)}={row['letter']}" if form else ""
    return str(Mark(form.id, place=f"group:{row['group_id']}", told=told)) if form else ""


def _letter(view: View, row: Mapping[Hashable, object]) -> str:
    words, group = view.words, view.pack.group.get(str(row["group_id"]))
    day = pd.Timestamp(str(row["issued_on"]))
    by = words.label(group.label) if group else words.text("rectification.office")
    return words.text(
        "rectification.letter", number=row["letter"], by=by, day=words.day(day.date())
    )


def element_bars(view: View) -> Bars:
    """Each of the five elements: how many lines tell it, of those whose ledger asks for it; one
    line where all tell all."""
    words, now = view.words, problems_counted(view).iloc[0]
    title, share = (
        words.text("rectification.elements"),
        share_words(view, now["whole"], now["whole_of"]),
    )
    hover = measure_hover("ledger_completeness", view.pack, words)
    if now["whole"] == now["whole_of"] > 0:
        mark = is_mark(view, FormRole.PROBLEMS, "whole")
        return Bars(
            title, "", [Bar(words.text("rectification.element.whole"), 1.0, share, mark)], hover
        )
    note = words.text("rectification.elements.note", share=share)
    return Bars(title, note, [_element(view, name) for name in ELEMENTS], hover)


def _element(view: View, name: str) -> Bar:
    words, told = view.words, problems_listed(view)[f"tells_{name}"].dropna()
    known = bool(len(told))
    return Bar(
        words.text(f"rectification.element.{name}"),
        float(told.mean()) if known else 0.0,
        share_words(view, told.sum(), len(told)) if known else words.text("parts.not_told"),
        is_mark(view, FormRole.PROBLEMS, f"tells_{name}"),
    )


def problem_rows(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """One line a problem, in words."""
    told = unit_columns(view, rows["unit_id"])
    choices = {
        name: option_words(view, rows[name], FormRole.PROBLEMS, field)
        for name, field in _CHOICES.items()
    }
    days = ("found_on", "due", "done_on", "closed_on")
    return pd.DataFrame(
        {
            **told,
            "number": rows["number"].tolist(),
            "problem": rows["problem"].tolist(),
            **{name: choices[name] for name in ("source", "aspect", "nature", "field", "mode")},
            **{name: day_words(view, rows[name]) for name in days[:2]},
            "state": choices["state"],
            **{name: day_words(view, rows[name]) for name in days[2:]},
            "verifier": [_body(view, body) for body in rows["verifier"]],
            "age": rows["age"].astype("Int64").tolist(),
        }
    )


def _body(view: View, body: str) -> str:
    """Who verified: a group by its name, the office, or the body as the sheet names it."""
    if body == "office":
        return view.words.text("rectification.office")
    group = view.pack.group.get(body)
    return view.words.label(group.label) if group else body


def question_rows(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """One line a question: of which problem, and its sentence with its code."""
    words = view.words
    asked = zip(rows["code"], rows["params"], strict=True)
    said = [asked_words(code, params, words) for code, params in asked]
    return pd.DataFrame(
        {
            **unit_columns(view, rows["unit_id"]),
            "number": rows["number"].tolist(),
            "code": rows["code"].tolist(),
            "says": said,
        }
    )
