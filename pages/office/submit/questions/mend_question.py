"""A file with rows that are held goes in; a small grid of them comes out: a cell written anew in it
is kept at once, and goes in as a version of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from campaign import Issue, Wording, column_letters
from loaders import ReadRow, SheetReading, TableReading
from pages.markup import part
from pages.office.submit.desk import Desk
from pages.office.submit.paper import ASKED_UNITS, Paper

_MOST = 40
"""Rows of a grid: a sheet with more to mend goes back to its sender."""
Cells = dict[tuple[str, int, int], str]


def mend_question(desk: Desk, paper: Paper, words: Wording) -> None:
    """A grid a table that has held rows and stands as it was read; nothing for who hands in."""
    tables = [
        (sheet, table)
        for sheet in paper.reading.sheets
        for table in sheet.tables
        if table.layout == "row" and table.form
    ]
    grids = [_Grid(desk, paper, words, *it) for it in tables]
    shown = [grid for grid in grids if grid.rows]
    if desk.viewer.is_scoped or paper.of_others or not shown:
        return
    n = sum(len(grid.rows) for grid in shown)
    part(words.text("submit.mend.title", n=n), words.text("submit.mend.note"))
    for i, grid in enumerate(shown):
        grid.draw(i)
    if paper.is_mended:
        _reason(desk, paper, words)


def _reason(desk: Desk, paper: Paper, words: Wording) -> None:
    """Why the office wrote cells anew, kept with the version."""
    held = desk.answers.of(paper.sha256).reason
    said = st.text_input(
        words.text("submit.mend.why"),
        held or words.text("submit.mend.reason"),
        key=f"mend_why_{paper.sha256}",
        max_chars=200,
    ).strip()
    if said and said != held:
        desk.answers.say_reason(paper.sha256, said)


@dataclass(frozen=True)
class _Grid:
    """One table's rows that are held, and those that were mended."""

    desk: Desk
    paper: Paper
    words: Wording
    sheet: SheetReading
    table: TableReading

    @property
    def _mended(self) -> Cells:
        return dict(self.desk.answers.of(self.paper.sha256).mended)

    @property
    def rows(self) -> list[ReadRow]:
        """The rows to mend, in the sheet's order."""
        mended = {row for sheet, row, _ in self._mended if sheet == self.sheet.sheet}
        doubted = {
            i.address.row
            for i in self._doubts
            if i.address is not None and i.holds_row and i.code not in ASKED_UNITS
        }
        return [it for it in self.table.entries if it.row in doubted | mended][:_MOST]

    @property
    def _doubts(self) -> Sequence[Issue]:
        """The doubts at single rows: what holds a whole table is no cell's."""
        return [i for i in self.table.issues if i.address is not None and i.address.row]

    def draw(self, i: int) -> None:
        """The grid; what is written in a cell is kept before anything else is drawn."""
        columns = {h.column: self._heading(h.column, h.path) for h in self.table.headed if h.path}
        lines = [self._line(row, columns) for row in self.rows]
        names = [self.words.text("submit.mend.row"), *columns.values()]
        names.append(self.words.text("submit.mend.doubt"))
        key = f"mend_{self.paper.sha256}_{i}_{len(self._mended)}_{self.words.locale}"
        st.data_editor(
            pd.DataFrame(lines, columns=names, dtype="str"),
            hide_index=True,
            width="stretch",
            disabled=[names[0], names[-1]],
            key=key,
            on_change=self._keep,
            args=(key, [row.row for row in self.rows], list(columns)),
            alt=self.words.text("submit.mend.title", n=len(lines)),
        )

    @staticmethod
    def _heading(column: int, path: Sequence[str]) -> str:
        return f"{column_letters(column)} {path[-1]}"

    def _line(self, row: ReadRow, columns: Mapping[int, str]) -> list[str]:
        own = [
            f"{column_letters(i.address.column)} {self.words.issue(i)}"
            for i in self._doubts
            if i.address is not None and i.address.row == row.row and i.holds_row
        ]
        texts = [self.words.sheet_text(self.sheet.grid.text(row.row, c)) for c in columns]
        return [str(row.row), *texts, "；".join(own)]

    def _keep(self, key: str, rows: Sequence[int], columns: Sequence[int]) -> None:
        """Callback: what was written in the cells, beside what was before."""
        cells = self._mended
        for at, changed in st.session_state[key]["edited_rows"].items():
            for name, text in changed.items():
                column = next(
                    h.column
                    for h in self.table.headed
                    if h.column in columns and self._heading(h.column, h.path) == name
                )
                cells[self.sheet.sheet, rows[int(at)], column] = str(text or "").strip()
        self.desk.answers.say_mended(self.paper.sha256, cells)
