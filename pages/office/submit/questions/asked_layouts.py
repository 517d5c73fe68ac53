"""A reading goes in; the tables somebody should say something of come out, one a layout, and beside
them those that somebody may correct."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from campaign import CampaignPack, Wording
from loaders import Reading, SheetReading, TableReading, headed_columns

UNSURE = 0.8
"""Below this confidence the form is told as a guess."""
_HELD = "L20"
"""The table waits for an answer."""
_DOUBTS = ("L04", "L12", "L13", "L17", "L18", _HELD, "L24")
Paths = Mapping[int, tuple[str, ...]]


@dataclass(frozen=True)
class LayoutQuestion:
    """One table to be asked about; `table` is None where no header was found at all, or none for
    what stands below the tables that were."""

    sheet: SheetReading
    table: TableReading | None
    key: str
    is_doubtful: bool = True

    @property
    def is_open(self) -> bool:
        """Whether nothing of it goes in without an answer."""
        if self.table is None or not self.table.form:
            return self.is_doubtful
        return any(issue.code == _HELD for issue in self.table.issues)

    @property
    def rows(self) -> tuple[int, int]:
        """The first and last row of the header as guessed."""
        if self.table is not None:
            return self.table.header_rows[0], self.table.header_rows[-1]
        below = max((_last_row(self.sheet, table) for table in self.sheet.tables), default=0)
        top, bottom = self.extent
        row = min(max(below + 1, top), bottom)
        return row, row

    @property
    def last_row(self) -> int:
        """The last row of the table as guessed."""
        if self.table is None:
            return self.extent[1]
        return _last_row(self.sheet, self.table)

    @property
    def extent(self) -> tuple[int, int]:
        """The first and last row that are shown."""
        grid = self.sheet.grid
        return grid.top, grid.top + max(len(grid.cells), 1) - 1

    @property
    def stands(self) -> bool:
        """Whether its header is rows of the sheet, so that other rows could be it."""
        return self.table is None or self.table.layout == "row"

    def headed(self, rows: tuple[int, int]) -> Paths:
        """The columns under those rows, with their headings' levels; none for a column of figures
        that has no heading."""
        table = self.table
        if table is not None and not self.stands:
            return {told.column: told.path for told in table.headed if any(told.path)}
        within = table.column_range if table is not None and _beside(self.sheet, table) else None
        return headed_columns(self.sheet.grid, rows, within=within)


def _beside(sheet: SheetReading, table: TableReading) -> list[TableReading]:
    """The tables that stand beside one."""
    first, last = table.header_rows[0], table.header_rows[-1]
    return [
        other
        for other in sheet.tables
        if other.column_range != table.column_range
        and other.header_rows[0] <= last
        and first <= other.header_rows[-1]
    ]


def _last_row(sheet: SheetReading, table: TableReading) -> int:
    """The last row that was taken for the table's, of a list of weeks in any of its parts."""
    parts = [t for t in sheet.tables if t.header_rows == table.header_rows]
    rows = [part.last_data_row or part.header_rows[-1] for part in parts]
    return max(*rows, *(total.row for part in parts for total in part.totals), 0)


def asked_layouts(reading: Reading) -> Iterator[LayoutQuestion]:
    """The tables without a form, of an unsure one, or with columns to be confirmed."""
    seen: set[str] = set()
    for asked in _all_tables(reading):
        table = asked.table
        if table is None or (table.fingerprint not in seen and _is_doubtful(table)):
            seen.add(table.fingerprint if table else "")
            yield asked


def correctable(reading: Reading, sheet: SheetReading) -> list[LayoutQuestion]:
    """The tables of a sheet that nobody need say anything of, and what else may be a table there;
    none on a sheet that is asked about or laid out otherwise."""
    listed = [asked for asked in _all_tables(reading) if asked.sheet is sheet]
    seen: dict[str, LayoutQuestion] = {}
    for asked in listed:
        if asked.table is not None and asked.stands and not _is_doubtful(asked.table):
            key = f"{asked.key}_right"
            told = LayoutQuestion(sheet, asked.table, key, is_doubtful=False)
            seen.setdefault(asked.table.fingerprint, told)
    if not seen:
        return []
    more = LayoutQuestion(sheet, None, f"{listed[0].key}_more", is_doubtful=False)
    return [*seen.values(), more]


def _all_tables(reading: Reading) -> Iterator[LayoutQuestion]:
    """Every table but those side by side under one header: what is said of it is not theirs
    alone."""
    for n, sheet in enumerate(reading.sheets):
        for table in sheet.tables:
            if table.layout == "row" and _shares_header(sheet, table):
                continue
            yield LayoutQuestion(sheet, table, f"{reading.sha256[:12]}_{n}_{table.fingerprint}")
        if not sheet.tables and any(any(row) for row in sheet.grid.cells):
            yield LayoutQuestion(sheet, None, f"{reading.sha256[:12]}_{n}")


def _shares_header(sheet: SheetReading, table: TableReading) -> bool:
    first, last = table.column_range
    return any(
        other.header_rows == table.header_rows
        and (other.column_range[0] == last + 1 or other.column_range[1] == first - 1)
        for other in _beside(sheet, table)
    )


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
