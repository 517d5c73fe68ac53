"""Workbook bytes go in; a `Reading` comes out, whatever the bytes are."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from campaign import FORM_SHEET, Address, CampaignPack, FormRole, Issue, Roster
from loaders.across import settle_repeats
from loaders.around import around_table, inherited
from loaders.by_form import READABLE, read_table
from loaders.entries import (
    FileContext,
    Hints,
    Read,
    Reading,
    SheetReading,
    TableReading,
    asked_grid,
    form_sheet,
    grid_of,
    overlaps,
    read_any,
    relocate,
)
from loaders.files import (
    FileKind,
    Sheet,
    as_seen,
    mark_beside_cells,
    mended,
    open_kind,
    secrecy_mark,
    sheets_of,
)
from loaders.memory import without_collecting
from loaders.persons import Cleared, cleared, with_names_undecided, without_names
from loaders.roster import across_rosters, roster_arrangement, told_by_lists
from loaders.tables import (
    Arrangement,
    Surroundings,
    Table,
    any_tables,
    is_activity_list,
    is_person_list,
    joined_arrangement,
    line_arrangements,
    names_weeks,
    other_span,
    parted_arrangement,
    said_of_views,
    stands_on_lines,
    tables_of,
    upright_arrangements,
    week_arrangements,
    weeks_named,
    without_strangers,
)
from loaders.whole_file import told_whole
from loaders.words import bare_names, mask, names_ever

_OF_PERSONS = frozenset({"G02", "G03", "C26", "F32"})
_OWN_SHEETS = frozenset({"问题清单", FORM_SHEET})


@without_collecting
def read_workbook(
    data: bytes,
    *,
    file_name: str,
    roster: Roster,
    pack: CampaignPack,
    hints: Hints | None = None,
) -> Reading:
    """Reads one file; never raises for bad input. Without units in `roster`, names are not
    resolved and acceptance is by cells alone."""
    names = bare_names(pack, roster)
    hints, file_name = hints or Hints(), names.shown(mask(file_name))
    sha256 = hashlib.sha256(data).hexdigest()
    opened = open_kind(data, file_name=file_name, passwords=hints.passwords)
    if isinstance(opened, Issue):
        return refused_reading(file_name, data, opened)
    content, kind = opened
    found = sheets_of(content, kind, passwords=hints.passwords)
    if isinstance(found, Issue):
        return Reading(file_name, sha256, kind.id, found)
    marked = secrecy_mark(found[0]) or mark_beside_cells(kind.archive)
    if marked:
        return Reading(file_name, sha256, kind.id, marked)
    named = without_names(mended(found[0], hints.mended), names)
    shown = tuple(sheet.name for sheet in named if not sheet.hidden)
    file = FileContext(file_name, sha256, pack, roster, hints, shown, form_sheet(named))
    return told_whole(_of_sheets(file, kind, named, found[1]), content, kind, found[0])


def refused_reading(file_name: str, data: bytes, refused: Issue) -> Reading:
    """The reading of a file that could not be opened."""
    kind = str(refused.params.get("kind", "unknown"))
    return Reading(mask(file_name), hashlib.sha256(data).hexdigest(), kind, refused)


def _of_sheets(
    file: FileContext, kind: FileKind, sheets: Sequence[Sheet], notes: Sequence[Issue]
) -> Reading:
    weeks = weeks_named(file.sheet_names, file.calendar)
    file = with_names_undecided(replace(file, weeks=weeks), sheets)
    listed = _each_read([as_seen(sheet) for sheet in sheets if sheet.hidden or sheet.rows], file)
    once = settle_repeats(listed, file.pack, has_roster=bool(file.roster))
    read = tuple(relocate(sheet) for sheet in across_rosters(once, file.pack, file.roster))
    issues = (*kind.notes, *notes, *(Issue("F32", None, word) for word in file.marks))
    tables = [table for sheet in read for table in sheet.tables]
    refused = None
    if not tables:
        stops = [i for s in read for i in s.issues if i.severity == "stop"]
        refused = min(stops, key=lambda i: i.code) if stops else Issue("L01")
    elif not any(table.n_data_rows for table in tables):
        refused = Issue("L11")
    if refused:
        return Reading(file.file_name, file.sha256, kind.id, refused, issues)
    n_tables = len({_place(s, t) for s, sheet in enumerate(read) for t in sheet.tables})
    if n_tables > 1:
        issues = (*issues, Issue("L08", None, "", {"n": n_tables}))
    called = any(word in sheet.name for word in file.marks for sheet in sheets)
    told = {i.code for s in read for i in s.issues} | {i.code for t in tables for i in t.issues}
    clean = told.isdisjoint(_OF_PERSONS) and not called
    return Reading(file.file_name, file.sha256, kind.id, None, issues, read, keeps_original=clean)


def _each_read(sheets: Sequence[Sheet], file: FileContext) -> list[SheetReading]:
    """The sheets read; once more where one list of units tells what another asks about."""
    listed = [_read_sheet(sheet, file) for sheet in sheets]
    units = {**told_by_lists(listed, file.pack), **file.hints.told_units}
    known = replace(file, hints=replace(file.hints, told_units=units))
    return [_read_sheet(s, known) for s in sheets] if units != file.hints.told_units else listed


def _place(sheet: int, table: TableReading) -> tuple[int, tuple[int, ...], tuple[int, int]]:
    """Where a table stands: the weeks of one list, or side by side, are one table."""
    if table.layout != "row":
        return -1, table.header_rows, (0, 0)
    return sheet, table.header_rows, table.column_range


def _read_sheet(sheet: Sheet, file: FileContext) -> SheetReading:
    if sheet.name in _OWN_SHEETS:
        return _unread(sheet)
    if sheet.hidden:
        return _unread(sheet, Issue("L05", Address(sheet.name), sheet.name, {"s": sheet.name}))
    persons = is_person_list(sheet)
    tables = _forms_in(sheet, file)
    is_weekly = any(t.header.form.role is FormRole.WEEKLY for t in tables)
    if persons and not is_weekly:
        return _unread(sheet, Issue("G02", persons))
    if refused := _other_report(sheet, tables, file) if not is_weekly else None:
        return _unread(sheet, refused)
    views = _views(sheet, tables, file)
    if views:
        return _through(sheet, views, file)
    return _of_tables(sheet, tables, file) if tables else _other(sheet, file)


def _other_report(sheet: Sheet, tables: Sequence[Table], file: FileContext) -> Issue | None:
    """L29 for a sheet of a month, L27 for a list of single activities; where any table is asked
    for, one that is none of the forms is read as that."""
    if file.hints.any_table and not tables:
        return None
    if span := other_span(sheet, file.pack):
        return Issue("L29", Address(sheet.name), span)
    is_listed = not tables and is_activity_list(sheet, file.pack, file.calendar)
    return Issue("L27", Address(sheet.name)) if is_listed else None


def _views(sheet: Sheet, tables: Sequence[Table], file: FileContext) -> list[Arrangement]:
    """The views through which a sheet of another layout is one of the forms; none where it is read
    as it stands."""
    last = tables[0].header.last_row if tables else 0
    if tables and not (names_weeks(sheet, last) or stands_on_lines(sheet, last)):
        of_roster = roster_arrangement(sheet, tables, file.pack)
        parted = of_roster or parted_arrangement(sheet, tables, file.pack)
        return parted or joined_arrangement(sheet, tables, file.pack)
    views = line_arrangements(sheet, file.pack, file.calendar)
    views = views or week_arrangements(sheet, file.calendar, file.pack)
    if not views and not tables:
        views = upright_arrangements(sheet, file.pack, file.calendar)
        views = views or roster_arrangement(sheet, [], file.pack)
    return [view for view in views if _forms_in(view.sheet, file)]


def _forms_in(sheet: Sheet, file: FileContext) -> list[Table]:
    """The tables of a sheet that have a form with a reader."""
    known = names_ever(file.roster)
    found = tables_of(
        sheet,
        file.pack,
        file_name=file.file_name,
        is_unit=lambda name: name in known,
        layouts=file.hints.layouts,
        pointed=file.hints.pointed,
    )
    strangers = file.pack.strangers - known
    return [without_strangers(t, strangers) for t in found if t.header.form.kind in READABLE]


def _through(sheet: Sheet, views: Sequence[Arrangement], file: FileContext) -> SheetReading:
    """A sheet read through its views, its tables in the order of the views."""
    read: list[SheetReading] = []
    weeks = [view.week for view in views if view.week]
    for view in views:
        across = (view.week, *weeks) if view.week else ()
        known = replace(file, across=across)
        first = 1 + sum(len(done.tables) for done in read)
        read.append(_of_tables(view.sheet, _forms_in(view.sheet, known), known, view, first))
    tables = tuple(table for done in read for table in done.tables)
    issues = (*said_of_views(sheet, views), *_hidden_lines(sheet))
    return replace(read[0], issues=issues, tables=tables)


def _of_tables(
    sheet: Sheet,
    tables: Sequence[Table],
    file: FileContext,
    view: Arrangement | None = None,
    first: int = 1,
) -> SheetReading:
    """A sheet with tables of the forms; `first` is the number of the first one."""
    around = inherited([around_table(table, sheet, file) for table in tables])
    clean = cleared(sheet, tables, file, [a.sender_name for a in around])
    read: list[Read] = []
    for table, a, guard in zip(clean.tables, around, clean.guards, strict=True):
        read += read_table(table, first + len(read), a, guard, file)
    return _assembled(clean, read, around[0], view)


def _other(sheet: Sheet, file: FileContext) -> SheetReading:
    """A sheet of none of the forms: its tables if they are asked for, and nothing of its cells."""
    asks = file.hints.asks_layout
    tables = any_tables(sheet) if file.hints.any_table or asks else []
    clean = cleared(sheet, tables, file)
    if not tables:
        unread = _unread(sheet, Issue("L01", Address(sheet.name)))
        return replace(unread, grid=asked_grid(clean.sheet, ())) if asks else unread
    around = [around_table(table, sheet, file) for table in tables]
    read = tuple(
        read_any(table, title=a.title, file_name=file.file_name)
        for table, a in zip(clean.tables, around, strict=True)
    )
    shown = (
        asked_grid(clean.sheet, clean.tables) if asks else grid_of(_bare(sheet), (), frozenset())
    )
    dated = around[0].reporting_date
    issues = (*_hidden_lines(sheet), *overlaps(read, sheet.name))
    return SheetReading(sheet.name, False, around[0].title, dated, issues, read, shown)


def _unread(sheet: Sheet, *issues: Issue) -> SheetReading:
    return SheetReading(
        sheet.name, sheet.hidden, "", None, issues, (), grid_of(_bare(sheet), (), frozenset())
    )


def _bare(sheet: Sheet) -> Sheet:
    """The sheet's name without its cells: nothing of an unread sheet is kept."""
    return Sheet(sheet.name, sheet.hidden, 1, 1, [])


def _assembled(
    clean: Cleared,
    read: Sequence[Read],
    first: Surroundings,
    view: Arrangement | None,
) -> SheetReading:
    sheet, held = clean.sheet, frozenset(row for r in read for row in r.held_rows)
    grid = grid_of(sheet, clean.tables, held, clean.hidden)
    grid = replace(grid, places=view.moved) if view else grid
    again = overlaps([r.table for r in read], sheet.name)
    done = tuple(replace(r.table, submission=r.sent(grid, clean.marks), view=view) for r in read)
    return SheetReading(
        sheet.name,
        sheet.hidden,
        first.title,
        first.reporting_date,
        (*_hidden_lines(sheet), *again),
        done,
        grid,
    )


def _hidden_lines(sheet: Sheet) -> list[Issue]:
    """L06 for hidden rows and columns that hold something; they are read all the same."""
    used = range(sheet.top, sheet.bottom + 1)
    rows = [row for row in sorted(sheet.hidden_rows) if row in used]
    columns = [c for c in sorted(sheet.hidden_columns) if sheet.left <= c <= sheet.right]
    return [
        *(Issue("L06", Address(sheet.name, row, 0), "", {"line": row}) for row in rows),
        *(
            Issue("L06", (at := Address(sheet.name, 0, c)), "", {"line": str(at).split("!")[1]})
            for c in columns
        ),
    ]
