"""What a mark stands for, in words that travel: a tile, bar, point, cell or row goes in; what
pressing it opens comes out, and is noted for the end of the run."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from urllib.parse import parse_qs, quote_plus

import pandas as pd
import streamlit as st

from campaign import FieldRole, FormRole
from pages.door import View

REPORTS = "reports"
"""The figure of marks that stand for reports themselves, in time, late, held or missing."""

DOUBT = "doubt"
"""The figure of doubts; `told` is the code of a check."""

IS, LINE = "is", "line"
"""What `told` begins with where the measures tell and no field does, and a place that is a line."""

DUE, WEEKLY_WORK, REACHED = "due", "weekly", "reach"
"""Problems due in the mark's week, the office's meeting, analysis and push of a week, and units
with a line at all."""

_PRESSED = "pressed_mark"


@dataclass(frozen=True)
class Mark:
    """A figure of the units of a `place` (`type:…` or `group:…`; of all shown without one), or of
    one `unit`.

    `figure` is a measure, a quantity, a slot, a form or `REPORTS`; `at` is a week's number, or the
    sheet row of a form; `told` is `field=value`, which a form's entries must tell to count, or
    `is=…`, which they are as the measures count (`lines_behind`); `back` is the mark whose units
    led here. A `line:…` as its place, with the row, is one entry of a submission, and `told` the
    field it is shown at.
    """

    figure: str
    place: str = ""
    unit: str = ""
    at: int = 0
    told: str = ""
    back: str = ""

    @property
    def sent(self) -> int:
        """The submission of a line; 0 for any other place."""
        kind, _, number = self.place.partition(":")
        return int(number) if kind == LINE and number.isdecimal() else 0

    def __str__(self) -> str:
        told = ((name, getattr(self, name)) for name in _NAMES)
        return "&".join(f"{name}={_quoted(str(value))}" for name, value in told if value)


def mark_of(text: str) -> Mark | None:
    """The mark a text says; None for any other text."""
    said = {name: values[0] for name, values in parse_qs(text).items()}
    at = said.pop("at", "0")
    if not at.isdecimal() or "figure" not in said or not said.keys() <= {*_NAMES}:
        return None
    return Mark(at=int(at), **said)


_NAMES = tuple(field.name for field in fields(Mark))
_quoted = lru_cache(maxsize=4096)(quote_plus)


def is_mark(view: View, role: FormRole, what: str) -> str:
    """The mark of a form's entries that are `what`, as the measures count them; empty where the
    pack has no such form."""
    form = view.pack.form_of(role)
    return str(Mark(form.id, told=f"{IS}={what}")) if form else ""


def option_mark(view: View, role: FormRole, field: FieldRole, option: str) -> str:
    """The mark of a form's entries that tell an option of a field."""
    form = view.pack.form_of(role)
    return str(Mark(form.id, told=f"{form.field_of(field)}={option}")) if form else ""


def places(figure: str, by: str, place_ids: list[str], *, told: str = "") -> list[str]:
    """A mark a place, of a chart with a row a type or group."""
    return [str(Mark(figure, place=f"{by}:{place}", told=told)) for place in place_ids]


def weeks(figure: str, numbers: list[int], *, place: str = "", told: str = "") -> list[str]:
    """A mark a week, of a chart over weeks."""
    return [str(Mark(figure, place=place, at=int(number), told=told)) for number in numbers]


def cells(figure: str, rows: pd.DataFrame) -> list[str]:
    """A mark a unit and week, of a grid with a point a line of `rows` (unit_id, week)."""
    told = zip(rows["unit_id"], rows["week"], strict=True)
    return [str(Mark(figure, unit=unit, at=int(week))) for unit, week in told]


def press(mark: str) -> None:
    """Callback: note what was pressed; it is opened at the end of the run."""
    st.session_state[_PRESSED] = mark


def pressed() -> Mark | None:
    """What was pressed in this run, once."""
    return mark_of(str(st.session_state.pop(_PRESSED, "")))


def is_pressed(mark: str = "") -> bool:
    """Whether something was pressed that is not opened yet; of one mark: it then is done."""
    if mark and st.session_state.get(_PRESSED) == mark:
        return bool(st.session_state.pop(_PRESSED))
    return not mark and _PRESSED in st.session_state
