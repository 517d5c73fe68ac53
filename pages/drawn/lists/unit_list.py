"""Lists of units: frames with unit_id, name, type_id, group_id and state go in; lists are drawn.

Every row opens its unit: a press anywhere on it, as Enter on a cell that arrow keys went to, is
told as one on its box (`press.js`): to a list of cells an arrow key is a press too. What is pressed
is noted first and opened at the end of the run; the row is free to be pressed again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from numbers import Real

import pandas as pd
import streamlit as st
from pandas.api.types import is_numeric_dtype

from campaign import STUDY, CampaignPack, Keyed, Wording
from pages.door import View, link, opened
from pages.drawn.lists.whole_table import whole_table
from pages.drawn.mark import Mark, press
from pages.markup import is_of_figures


def table(
    view: View,
    rows: pd.DataFrame,
    *,
    key: str,
    says: Sequence[str],
    heading: str,
    height: int = 0,
    figure: str = STUDY,
) -> None:
    """A table of any length: unit, type, group and what is said of each under `heading`.

    With `height` in pixels it scrolls; a unit opens at `figure`.
    """
    shown = _told(_Units(rows), tuple(says), heading, pack=view.pack, words=view.words)
    pressable(shown, rows["unit_id"], key=key, height=height, figure=figure)


@dataclass(frozen=True, eq=False)
class _Units(Keyed):
    """Rows of units, told by what is shown of them: most are what is left of others."""

    rows: pd.DataFrame

    @property
    def key(self) -> tuple[object, ...]:
        """Where each stands, and what is shown of it."""
        shown = (self.rows[name] for name in ("name", "type_id", "group_id"))
        return tuple(self.rows.index), *map(tuple, shown)


@opened.memory
def _told(
    units: _Units, says: tuple[str, ...], heading: str, *, pack: CampaignPack, words: Wording
) -> pd.DataFrame:
    rows = units.rows
    return pd.DataFrame(
        {
            words.text("column.unit"): rows["name"],
            words.text("column.type"): [words.label(pack.type[i].short) for i in rows["type_id"]],
            words.text("column.group"): [
                words.label(pack.group[i].label) for i in rows["group_id"]
            ],
            heading: says,
        }
    )


def titled(rows: pd.DataFrame, titles: Mapping[str, str]) -> pd.DataFrame:
    """The rows under their titles: one frame as long as the rows are remembered."""
    return _titled(rows, tuple(titles.items()))


@opened.memory
def _titled(rows: pd.DataFrame, titles: tuple[tuple[str, str], ...]) -> pd.DataFrame:
    return rows.rename(columns=dict(titles))


def pressable(
    shown: pd.DataFrame,
    unit_ids: pd.Series[str],
    *,
    key: str,
    height: int = 0,
    figure: str = STUDY,
    at: Sequence[int] = (),
    ticks: bool = False,
) -> None:
    """A table whose rows open their unit; `unit_ids` names the unit of each row, and `at` its sheet
    row where `figure` is a form. With `ticks` several may be ticked as well.
    """
    ats = at or [0] * len(shown)
    units = zip(unit_ids, ats, strict=True)
    marks = [Mark(figure, unit=str(unit_id), at=int(row)) for unit_id, row in units]
    rows_to_press(shown, marks, key=key, height=height, ticks=ticks)


def rows_to_press(
    shown: pd.DataFrame,
    marks: Sequence[Mark],
    *,
    key: str,
    height: int = 0,
    alt: str = "",
    ticks: bool = False,
) -> None:
    """A table whose rows open what their marks stand for; for paper all rows stand there, as text.

    Where a column has words among its figures, both are shown as text, to the right as figures are;
    so are shares and parts of a whole.
    """
    if link.is_for_paper():
        whole_table(shown)
        return
    lines = st.container(key=f"{'ticks' if ticks else 'opens'}_{key}")
    lines.dataframe(
        _of_one_kind(shown),
        column_config={name: st.column_config.Column(alignment="right") for name in _right(shown)},
        key=key,
        hide_index=True,
        placeholder="—",
        width="stretch",
        height=height or "auto",
        selection_mode=["multi-row", "single-cell"] if ticks else "single-row",
        on_select=lambda: _press_cell(key, marks) if ticks else _press_row(key, marks),
        alt=alt or None,
    )


@opened.memory
def _of_one_kind(shown: pd.DataFrame) -> pd.DataFrame:
    mixed = {str(name): values for name, values in shown.items() if values.dtype == object}
    return shown.assign(**{name: _one_kind(values) for name, values in mixed.items()})


@opened.memory
def _right(shown: pd.DataFrame) -> tuple[str, ...]:
    """The columns of figures that stand as text."""
    return tuple(
        str(name)
        for name, values in shown.items()
        if not is_numeric_dtype(values) and is_of_figures(values)
    )


def _one_kind(values: pd.Series) -> pd.Series:
    """Numbers where all that is known are; else text."""
    known = values.dropna()
    if len(known) and all(isinstance(value, Real) for value in known):
        return pd.to_numeric(values)
    return values.map(str, na_action="ignore")


def ask(unit_id: str, figure: str = STUDY, week: int = 0) -> None:
    """Callback: note that this unit is to be opened, at a quantity's figure in a week, or at a
    sheet row of a form."""
    press(str(Mark(figure, unit=unit_id, at=week)))


def _press_row(key: str, marks: Sequence[Mark]) -> None:
    for row in st.session_state[key]["selection"]["rows"]:
        press(str(marks[row]))
    st.session_state[key] = {"selection": {"rows": []}}


def _press_cell(key: str, marks: Sequence[Mark]) -> None:
    """Callback: the line of a cell that was pressed is opened. The cell stays chosen when a line is
    ticked afterwards, which opens nothing."""
    cells, before = st.session_state[key]["selection"]["cells"], f"{key}_pressed"
    if cells and cells != st.session_state.get(before):
        press(str(marks[cells[0][0]]))
    st.session_state[before] = cells
