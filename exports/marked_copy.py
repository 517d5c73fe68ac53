"""The sender's own workbook goes back: its bytes and what was read of it go in; a copy comes out
with every doubtful cell tinted and commented, and a first sheet that lists the doubts with links.

Read again, the copy gives what the workbook gave: tints, comments and the list are no content.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from campaign import CampaignPack, Issue, Severity, Term, Wording
from exports.as_read import as_workbook
from exports.doubt_sheet import DOUBT_SHEET, add_doubt_sheet, opaque
from exports.formula_results import results_in, with_results
from exports.own_workbook import own_workbook
from figures import SHEET
from loaders import Reading

_TINTS = {
    Severity.STOP: opaque(SHEET.error),
    Severity.ERROR: opaque(SHEET.error),
    Severity.WARNING: opaque(SHEET.warning),
}
_AUTHOR = "数据核对"
_OPEN_XML = ("xlsx", "xlsm")
_UNANSWERED = frozenset({"C01", "C02", "C18", "C19"})
_WIDEST_NOTE, _TALLEST_NOTE = 320, 220
Places = Mapping[tuple[str, int, int], Sequence[Issue]]


def marked_copy(
    data: bytes,
    reading: Reading,
    words: Wording,
    pack: CampaignPack,
    *,
    lost: Term | None = None,
) -> bytes:
    """An .xlsx of the same sheets, whatever kind the file was.

    An Excel workbook keeps its own styles, formulas and their results, without macros; one that is
    of another kind, broken, very large or full of formatting, and one whose styles are known to be
    `lost`, comes back as it was read, and the list says why (F21). Raises ValueError for a reading
    that found no sheet.
    """
    if not reading.sheets:
        raise ValueError(f"nothing was read of {reading.file_name!r}: there is no copy to mark")
    is_own_kind = reading.kind in _OPEN_XML
    own = lost or (own_workbook(data) if is_own_kind else Term("copy_of_another_kind"))
    if isinstance(own, Workbook):
        results = results_in(own, data)
        return with_results(_marked(own, reading, words, pack), results)
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(reading.sheets)))
    _leave_unanswered(book, reading)
    why = (Issue("F21", params={"why": own}),)
    return _marked(book, replace(reading, issues=(*reading.issues, *why)), words, pack)


def _marked(book: Workbook, reading: Reading, words: Wording, pack: CampaignPack) -> bytes:
    """The workbook's bytes once its doubtful cells are marked and listed."""
    _without_earlier_marks(book)
    issues = [issue for issue in reading.all_issues if issue.severity in _TINTS]
    for (sheet, row, column), there in _places(issues, book).items():
        said = (f"{words.issue(i)}\n→ {words.remedy(i, pack, to_sender=True)}" for i in there)
        _mark(book[sheet].cell(row, column), there, "\n".join(said), words)
    add_doubt_sheet(book, reading, words, pack)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _leave_unanswered(book: Workbook, reading: Reading) -> None:
    """In a copy of what was read, a formula without a result and an error stay what they were: a
    blank or a text would be another answer."""
    for issue in reading.all_issues:
        at = issue.address
        if issue.code in _UNANSWERED and at and at.row and at.column:
            cell = book[at.sheet].cell(at.row, at.column)
            if not isinstance(cell, MergedCell):
                cell.value = issue.raw or "=NA()"


def _places(issues: Iterable[Issue], book: Workbook) -> Places:
    """The doubts of each cell; one about a whole row or column stands at its first used cell."""
    places: dict[tuple[str, int, int], list[Issue]] = {}
    firsts_of: dict[str, Mapping[tuple[int, int], tuple[int, int]]] = {}
    for issue in issues:
        at = issue.address
        if at is None or at.sheet not in book.sheetnames or not (at.row or at.column):
            continue
        if at.sheet not in firsts_of:
            firsts_of[at.sheet] = _firsts(book[at.sheet])
        firsts = firsts_of[at.sheet]
        place = (at.row or 1, at.column or 1)
        places.setdefault((at.sheet, *firsts.get(place, place)), []).append(issue)
    return places


def _firsts(sheet: Worksheet) -> Mapping[tuple[int, int], tuple[int, int]]:
    """The first cell of each merge by every cell in it: a merged cell can be neither tinted nor
    commented but through its first one."""
    return {
        cell: (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for cell in area.cells
    }


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
        # Those there are: walking rows and columns would make every cell between two far ones.
        for cell in list(sheet._cells.values()):
            _unmark(cell)


def _unmark(cell: Cell | MergedCell) -> None:
    if isinstance(cell, MergedCell) or cell.comment is None or cell.comment.author != _AUTHOR:
        return
    own, _, _ = cell.comment.text.partition("【")
    cell.comment = Comment(own.strip(), "") if own.strip() else None
    if cell.fill.fill_type == "solid" and cell.fill.start_color.rgb in _TINTS.values():
        cell.fill = PatternFill()
