"""A sheet as read goes in; what was taken for what, and where it stands, comes out in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from campaign import CampaignPack, Grid, Wording, column_letters
from loaders import ColumnReading, SheetReading, TableReading
from pages.markup import plain_html

_MOST = 6
_BODY = ("header", "data", "held", "total")
Part = tuple[str, str, str]
"""A look, what it is, and where it stands."""


def taken_html(sheet: SheetReading, pack: CampaignPack, words: Wording) -> str:
    """A line for each table, its parts tinted like the rows of the drawn sheet, and one for what
    belongs to none."""
    said = []
    for n, table in enumerate(sheet.tables, start=1):
        name = table_words(table, pack, words)
        if len(sheet.tables) > 1:
            name = words.text("submit.taken.table", n=n, name=name)
        said.append(_line(name, taken_parts(sheet, table, words)))
    ignored = [row for row, role in sheet.grid.roles.items() if _is_ignored(sheet, row, role)]
    if ignored and sheet.tables and _stands(sheet.tables[0]):
        rows = _lines(ignored, words, across=False)
        said.append(_line("", [("ignored", words.text("submit.taken.ignored"), rows)]))
    return f'<ul class="taken">{"".join(said)}</ul>' if said else ""


def _line(name: str, parts: Iterable[Part]) -> str:
    told = "".join(
        f'<span><i class="{look}"></i>{plain_html(what)} {plain_html(where)}</span>'
        for look, what, where in parts
    )
    return f"<li><b>{plain_html(name)}</b>{told}</li>"


def table_words(table: TableReading, pack: CampaignPack, words: Wording) -> str:
    """The form and week of a table, and how it is laid out where not a row a unit."""
    form = pack.form.get(table.form or "")
    said = [words.label(form.label) if form else words.text("submit.taken.no_form")]
    said += [words.text("week.short", number=week.number) for week in table.weeks]
    if not _stands(table):
        said.append(words.text(f"submit.taken.{table.layout}"))
    return " · ".join(said)


def taken_parts(sheet: SheetReading, table: TableReading, words: Wording) -> Iterator[Part]:
    """What was taken as title, header, unit column, data, total and the rest, from the top."""
    across = table.layout == "transposed"
    if titles := _titles(sheet.grid, table, words):
        yield "title", words.text("submit.taken.title"), titles
    if table.layout != "indicator_rows":
        lines = _lines(table.header_rows, words, across=across)
        yield "header", words.text("submit.taken.header"), lines
    if table.unit_column is not None:
        units = _lines([table.unit_column], words, across=not across)
        yield "unit", words.text("submit.taken.unit"), units
    if table.layout == "wide":
        figures = [h.column for h in table.headed if h.slot and h.column != table.unit_column]
        yield "data", words.text("submit.taken.figures"), _lines(figures, words, across=True)
    if table.first_data_row and table.last_data_row and table.layout != "indicator_rows":
        body = range(table.first_data_row, table.last_data_row + 1)
        yield "data", words.text("submit.taken.data"), _lines(body, words, across=across)
    if table.layout != "indicator_rows":
        yield from _aside(table, words, across=across)
    if table.form and (left_out := _left_out(table.headed, words)):
        yield "ignored", words.text("submit.taken.left_out"), left_out


def _aside(table: TableReading, words: Wording, *, across: bool) -> Iterator[Part]:
    """Totals with whether they agree, then every other row that is not counted, by reason."""
    agreed = {total.row: total.agrees for total in table.totals}
    reasons = sorted(table.set_aside.items(), key=lambda item: (item[1] != "total", item[1]))
    for why, listed in groupby(reasons, key=lambda item: item[1]):
        rows = [row for row, _ in listed]
        where = _lines(rows, words, across=across)
        told = {agreed.get(row) for row in rows} if why == "total" else set()
        if told - {None}:
            where += words.text(f"submit.taken.{'differs' if False in told else 'agrees'}")
        look = "total" if why in ("total", "average", "ratio", "part") else "ignored"
        yield look, words.text(f"submit.taken.{why}"), where


def _titles(grid: Grid, table: TableReading, words: Wording) -> str:
    """The cells above the header that say what the table is; those of a table above are not its."""
    above = [row for row in sorted(grid.roles) if not _stands(table) or row < table.header_rows[0]]
    last = max((row for row in above if grid.roles[row] in _BODY), default=0)
    rows = [row for row in above if row > last or not _stands(table)]
    columns = range(grid.left, grid.left + max(map(len, grid.cells), default=0))
    cells = [
        _address(grid, row, column)
        for row in rows
        if grid.roles[row] == "title"
        for column in columns
        if grid.text(row, column)
    ]
    return _listed(cells, words)


def _address(grid: Grid, row: int, column: int) -> str:
    at, across = grid.place(row, column)
    return f"{column_letters(across)}{at}"


def _left_out(headed: Sequence[ColumnReading], words: Wording) -> str:
    """The columns that nothing is kept of, by their headings."""
    return _listed(
        ["/".join(map(words.sheet_text, t.path)) for t in headed if t.path and not t.slot], words
    )


def _listed(items: Sequence[str], words: Wording) -> str:
    return words.text("submit.taken.and").join(items[:_MOST]) + ("…" if len(items) > _MOST else "")


def _lines(lines: Iterable[int], words: Wording, *, across: bool) -> str:
    """Rows by number, or columns by letter."""
    runs: list[tuple[int, int]] = []
    for line in sorted(set(lines)):
        if runs and line == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], line)
        else:
            runs.append((line, line))
    name = column_letters if across else str
    said = [name(a) if a == b else f"{name(a)}—{name(b)}" for a, b in runs]
    key = "columns" if across else "rows"
    return words.text(f"submit.taken.{key}", lines=_listed(said, words))


def _is_ignored(sheet: SheetReading, row: int, role: str) -> bool:
    at = row - sheet.grid.top
    return role == "ignored" and 0 <= at < len(sheet.grid.cells) and any(sheet.grid.cells[at])


def _stands(table: TableReading) -> bool:
    """Whether the table was read as it stands in the sheet."""
    return table.layout == "row"
