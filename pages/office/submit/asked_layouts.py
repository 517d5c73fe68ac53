"""A reading goes in; the tables somebody should say something of come out, one a layout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from campaign import CampaignPack, Wording
from loaders import ColumnReading, Reading, SheetReading, TableReading, grid_paths

UNSURE = 0.8
"""Below this confidence the form is told as a guess."""
_HELD = "L20"
"""The table waits for an answer."""
_DOUBTS = ("L04", "L12", "L13", _HELD)


@dataclass(frozen=True)
class LayoutQuestion:
    """One table to be asked about; `table` is None where no header was found at all."""

    sheet: SheetReading
    table: TableReading | None
    key: str

    @property
    def is_open(self) -> bool:
        """Whether nothing of it goes in without an answer."""
        if self.table is None or not self.table.form:
            return True
        return any(issue.code == _HELD for issue in self.table.issues)

    @property
    def rows(self) -> tuple[int, int]:
        """The first and last row of the header as guessed."""
        if self.table is not None:
            return self.table.header_rows[0], self.table.header_rows[-1]
        return self.sheet.grid.top, self.sheet.grid.top

    @property
    def stands(self) -> bool:
        """Whether its header is rows of the sheet, so that other rows could be it."""
        return self.table is None or self.table.layout == "row"

    def headed(self, first: int, last: int) -> list[ColumnReading]:
        """The columns under those rows, with what they were taken for where the table was read."""
        table = self.table
        if table is not None and table.form and (not self.stands or (first, last) == self.rows):
            return [headed for headed in table.headed if headed.path]
        found = grid_paths(self.sheet.grid, first, last)
        return [ColumnReading(column, path, "") for column, path in found.items()]


def asked_layouts(reading: Reading) -> Iterator[LayoutQuestion]:
    """The tables without a form, of an unsure one, or with columns to be confirmed. Tables side by
    side under one header are not asked about: what is said of them is not theirs alone."""
    seen: set[str] = set()
    for n, sheet in enumerate(reading.sheets):
        for table in sheet.tables:
            places = {t.column_range for t in sheet.tables if t.header_rows == table.header_rows}
            is_alone = table.layout != "row" or len(places) == 1
            if is_alone and table.fingerprint not in seen and _is_doubtful(table):
                seen.add(table.fingerprint)
                yield LayoutQuestion(sheet, table, f"{reading.sha256[:12]}_{n}_{table.fingerprint}")
        if not sheet.tables and any(any(row) for row in sheet.grid.cells):
            yield LayoutQuestion(sheet, None, f"{reading.sha256[:12]}_{n}")


def _is_doubtful(table: TableReading) -> bool:
    return table.confidence < UNSURE or any(issue.code in _DOUBTS for issue in table.issues)


def asked_title(asked: LayoutQuestion, pack: CampaignPack, words: Wording) -> str:
    """What is asked of a table, in one line."""
    table = asked.table
    if table is None or not table.form:
        return words.text("submit.layout.unknown", sheet=asked.sheet.sheet)
    if table.confidence < UNSURE:
        form = words.label(pack.form[table.form].label)
        return words.text("submit.layout.unsure", form=form, share=words.percent(table.confidence))
    n = sum(issue.code in _DOUBTS for issue in table.issues)
    return words.text("submit.layout.columns", n=n)
