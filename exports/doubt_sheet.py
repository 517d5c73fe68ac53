"""The list of doubts as the first sheet of a marked copy: each with its place as a link."""

from __future__ import annotations

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from campaign import Address, CampaignPack, Issue, Severity, Wording, column_letters
from figures import SHEET
from loaders import Reading

DOUBT_SHEET = "问题清单"
"""Its name in every language: loaders know it by this name and read nothing from it."""
DOUBT_COLUMNS = ("place", "kind", "raw", "message", "remedy", "code")
_WIDTHS = (18, 8, 20, 46, 46, 8)
_WEIGHT = tuple(Severity)


def opaque(colour: str) -> str:
    """A colour of the theme as workbooks write it."""
    return f"FF{colour.removeprefix('#')}"


_HEAD = PatternFill("solid", start_color=opaque(SHEET.heading), end_color=opaque(SHEET.heading))


def add_doubt_sheet(book: Workbook, reading: Reading, words: Wording, pack: CampaignPack) -> None:
    """Put the list in front: title, what to do, and one line a doubt, the weightiest first."""
    sheet = book.create_sheet(DOUBT_SHEET, 0)
    issues = sorted(reading.all_issues, key=lambda issue: _WEIGHT.index(issue.severity))
    n_blocking = sum(issue.holds_row for issue in issues)
    sheet["A1"] = words.text("reply.title")
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A2"] = words.text("reply.note", errors=n_blocking, all=len(issues))
    sheet.append([])
    sheet.append([words.text(f"submit.doubts.{name}") for name in DOUBT_COLUMNS])
    for cell in sheet[4]:
        cell.font, cell.fill = Font(bold=True), _HEAD
    for row, issue in enumerate(issues, start=5):
        texts = doubt_texts(issue, words, pack)
        _line(sheet, row, issue, texts, known=book.sheetnames)
    _laid_out(sheet)
    for other in book.worksheets:
        other.sheet_view.tabSelected = False
    book.active = 0


def doubt_texts(issue: Issue, words: Wording, pack: CampaignPack) -> tuple[str, ...]:
    """What is said of a doubt, a text for each of DOUBT_COLUMNS."""
    return (
        str(issue.address or ""),
        words.text(f"term.severity.{issue.severity}"),
        issue.raw,
        words.issue(issue),
        words.remedy(issue, pack, to_sender=True),
        issue.code,
    )


def _line(
    sheet: Worksheet, row: int, issue: Issue, texts: tuple[str, ...], *, known: list[str]
) -> None:
    for column, text in enumerate(texts, start=1):
        cell = sheet.cell(row, column)
        # A text with "=" in front must not become a formula; a control character cannot be written.
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    if issue.address is not None and issue.address.sheet in known:
        place = sheet.cell(row, 1)
        place.hyperlink = Hyperlink(ref=place.coordinate, location=_location(issue.address))
        place.font = Font(underline="single", color=opaque(SHEET.link))


def _location(address: Address) -> str:
    name = address.sheet.replace("'", "''")
    return f"'{name}'!{column_letters(address.column or 1)}{address.row or 1}"


def _laid_out(sheet: Worksheet) -> None:
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[column_letters(column)].width = width
    sheet.freeze_panes = "A5"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "4:4"
