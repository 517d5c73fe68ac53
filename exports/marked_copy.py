"""The sender's own workbook goes back: its bytes and what was read of it go in; a copy comes out
with every doubtful cell tinted and commented, and a first sheet that lists the doubts with links.

Read again, the copy gives what the workbook gave: tints, comments and the list are no content.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from campaign import CampaignPack, Issue, Severity, Wording
from exports.as_read import as_workbook
from exports.doubt_sheet import DOUBT_SHEET, add_doubt_sheet, opaque
from exports.formula_results import with_results
from figures import SHEET
from loaders import Reading

_TINTS = {
    Severity.STOP: opaque(SHEET.error),
    Severity.ERROR: opaque(SHEET.error),
    Severity.WARNING: opaque(SHEET.warning),
}
_AUTHOR = "数据核对"
_OPEN_XML = ("xlsx", "xlsm")
_WHOLE = 4 * 2**20
"""Bytes of XML: about 60,000 cells, three seconds of the library that keeps the styles."""
_UNANSWERED = frozenset({"C01", "C02", "C18", "C19"})
_WIDEST_NOTE, _TALLEST_NOTE = 320, 220
Places = Mapping[tuple[str, int, int], Sequence[Issue]]


def marked_copy(data: bytes, reading: Reading, words: Wording, pack: CampaignPack) -> bytes:
    """An .xlsx of the same sheets, whatever kind the file was.

    An Excel workbook keeps its own styles, formulas and their results, without macros; another
    kind, one whose styles are broken, or one of more than 4 MB unpacked, which would hold up
    everybody else, comes back as it was read. Raises ValueError for a reading
    that found no sheet.
    """
    if not reading.sheets:
        raise ValueError(f"nothing was read of {reading.file_name!r}: there is no copy to mark")
    own = _own_workbook(data) if reading.kind in _OPEN_XML and _is_small(data) else None
    book = own or openpyxl.load_workbook(io.BytesIO(as_workbook(reading.sheets)))
    if not own:
        _leave_unanswered(book, reading)
    _without_earlier_marks(book)
    issues = [issue for issue in reading.all_issues if issue.severity in _TINTS]
    places = _places(issues, book)
    for (sheet, row, column), there in places.items():
        said = (f"{words.issue(i)}\n→ {words.remedy(i, pack)}" for i in there)
        _mark(book[sheet].cell(row, column), there, "\n".join(said), words)
    add_doubt_sheet(book, reading, words, pack)
    file = io.BytesIO()
    book.save(file)
    return with_results(file.getvalue(), data) if own else file.getvalue()


def _leave_unanswered(book: Workbook, reading: Reading) -> None:
    """In a copy of what was read, a formula without a result and an error stay what they were: a
    blank or a text would be another answer."""
    for issue in reading.all_issues:
        at = issue.address
        if issue.code in _UNANSWERED and at and at.row and at.column:
            cell = book[at.sheet].cell(at.row, at.column)
            if not isinstance(cell, MergedCell):
                cell.value = issue.raw or "=NA()"


def _is_small(data: bytes) -> bool:
    """Whether a workbook may be opened whole beside the dashboard: the size of its parts, which
    bounds the cells in them, is told before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            sizes = [part.file_size for part in parts.infolist() if part.filename.endswith(".xml")]
    except (OSError, ValueError, zipfile.BadZipFile):
        return False
    return sum(sizes) <= _WHOLE


def _own_workbook(data: bytes) -> Workbook | None:
    """The workbook with its styles; None where this library cannot open what another could read."""
    try:
        return openpyxl.load_workbook(io.BytesIO(data), rich_text=True)
    except (ArithmeticError, AttributeError, LookupError, OSError, SyntaxError, TypeError):
        return None
    except (ValueError, zipfile.BadZipFile, zlib.error):
        return None


def _places(issues: Iterable[Issue], book: Workbook) -> Places:
    """The doubts of each cell; one about a whole row or column stands at its first used cell."""
    places: dict[tuple[str, int, int], list[Issue]] = {}
    for issue in issues:
        at = issue.address
        if at is None or at.sheet not in book.sheetnames or not (at.row or at.column):
            continue
        place = (at.sheet, at.row or 1, at.column or 1)
        places.setdefault(_top_left(book[at.sheet], place), []).append(issue)
    return places


def _top_left(sheet: Worksheet, place: tuple[str, int, int]) -> tuple[str, int, int]:
    """A merged cell can be neither tinted nor commented but through its first one."""
    name, row, column = place
    for area in sheet.merged_cells.ranges:
        if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col:
            return name, area.min_row, area.min_col
    return place


def _mark(cell: Cell | MergedCell, issues: Sequence[Issue], said: str, words: Wording) -> None:
    worst = Severity.ERROR if any(i.holds_row for i in issues) else Severity.WARNING
    cell.fill = PatternFill("solid", start_color=_TINTS[worst], end_color=_TINTS[worst])
    before = f"{cell.comment.text}\n\n" if cell.comment else ""
    note = Comment(f"{before}【{words.text('reply.author')}】\n{said}", _AUTHOR)
    note.width, note.height = _WIDEST_NOTE, min(_TALLEST_NOTE, 60 + 22 * said.count("\n"))
    cell.comment = note


def _without_earlier_marks(book: Workbook) -> None:
    """Take the marks of an earlier copy away; what the sender wrote in a comment stays."""
    if DOUBT_SHEET in book.sheetnames:
        del book[DOUBT_SHEET]
    for sheet in book.worksheets:
        for cells in sheet.iter_rows():
            for cell in cells:
                _unmark(cell)


def _unmark(cell: Cell | MergedCell) -> None:
    if isinstance(cell, MergedCell) or cell.comment is None or cell.comment.author != _AUTHOR:
        return
    own, _, _ = cell.comment.text.partition("【")
    cell.comment = Comment(own.strip(), "") if own.strip() else None
    if cell.fill.fill_type == "solid" and cell.fill.start_color.rgb in _TINTS.values():
        cell.fill = PatternFill()
