"""A week of a large district as it arrives on the desk: a book a group, sheets of units that send
their own, faults in them, files that are none, and second versions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from campaign import CampaignPack
from sample_data.books.books import Book
from sample_data.books.weekly_books import weekly_books
from sample_data.district import district_books
from sample_data.faults.wrong import PDF, TEXT, word_document
from sample_data.sheets.sheets import Formula, SheetPlan, Value, workbook_bytes
from sample_data.truth.truth import SampleDistrict, sample_district

WEEK = 16
N_GROUPS, N_UNITS, N_REFUSED, N_PAIRS = 10, 40, 4, 6
_IN_BOTH = 3
"""Units whose figures stand in their group's book too, and say otherwise there."""
_SAID_WEEK = re.compile(
    r"[（(]?第?\s*(?:16|十六)\s*周[）)]?|[，,（(]?1月15日[—-]1月21日[）)]?|1\.15-1\.21"
)
BAD: tuple[Value, ...] = ("约3", -2, Formula("=#REF!", "#REF!"), "3、4", "待报")
File = tuple[str, bytes]


def earlier(pack: CampaignPack) -> Iterator[Book]:
    """All that the district sent until the week before."""
    for book in district_books(_truth(pack)):
        if book.week != WEEK:
            yield book


def pile(pack: CampaignPack) -> list[File]:
    """The week's files, first what is read, then what is refused. Of the thirty faults twenty are
    cells and names in groups' books, five are units' cells, five sheets name no week."""
    truth = _truth(pack)
    own = sorted(truth.own_senders) + _others(truth)[: N_UNITS - len(truth.own_senders)]
    groups = _of_week(truth, own[:-_IN_BOTH], is_group=True)
    units = _of_week(truth, own, is_group=False)
    again = [_other_figures(book) for book in units[: N_PAIRS - _IN_BOTH]]
    units[-_IN_BOTH:] = [_other_figures(book, name="") for book in units[-_IN_BOTH:]]
    for n, book in enumerate(groups):
        _spoil_cell(book, BAD[n % len(BAD)], line=2)
        if n < N_GROUPS - 2:
            _spoil_name(book, is_known=n % 2 == 0)
        else:
            _spoil_cell(book, BAD[(n + 1) % len(BAD)], line=6)
    for n, book in enumerate(units[5:10]):
        _spoil_cell(book, BAD[n], line=0)
    silent = [_without_week(book) for book in units[10:15]]
    read = [*groups, *units[:10], *silent, *units[15:], *again]
    refused = (
        ("会议通知.xlsx", PDF),
        ("情况说明.xlsx", word_document()),
        ("便条.xlsx", TEXT),
        ("没有传完.xlsx", workbook_bytes(units[0].sheets)[:3000]),
    )
    return [*((book.file, workbook_bytes(book.sheets)) for book in read), *refused]


def _truth(pack: CampaignPack) -> SampleDistrict:
    return sample_district(pack=pack, seed=2023)


def _others(truth: SampleDistrict) -> list[str]:
    """Units of all groups that could send their own sheet this week."""
    able = [
        org.name
        for org in truth.orgs
        if org.name not in truth.own_senders and (org.name, WEEK) not in truth.silent
    ]
    return able[::4]


def _of_week(truth: SampleDistrict, own: Iterable[str], *, is_group: bool) -> list[Book]:
    """The week's books of groups, or of the units that send their own."""
    clean = replace(truth, own_senders=frozenset(own), is_doubtful=False, weeks=truth.weeks[-1:])
    books = list(weekly_books(clean))
    return books[:N_GROUPS] if is_group else books[N_GROUPS:]


def _lines(sheet: SheetPlan) -> list[tuple[int, list[int]]]:
    """The rows of units, each with the columns of its figures."""
    found: dict[int, list[int]] = {}
    for (row, column), (value, look) in sorted(sheet.cells.items()):
        if look == "cell" and (str(value).isdecimal() or value == "无"):
            found.setdefault(row, []).append(column)
    return [(row, columns) for row, columns in found.items() if len(columns) > 5]


def _spoil_cell(book: Book, value: Value, *, line: int) -> None:
    row, columns = _lines(book.sheets[0])[line]
    book.sheets[0].put(row, columns[2], value)


def _spoil_name(book: Book, *, is_known: bool) -> None:
    """A name that is none on the roster: of one misspelt, or of a unit nobody heard of."""
    sheet = book.sheets[0]
    row, _ = _lines(sheet)[4]
    column = next(
        c for (r, c), (_, look) in sorted(sheet.cells.items()) if r == row and look == "name"
    )
    name = str(sheet.cells[row, column][0])
    sheet.put(row, column, name[:-2] + name[-1] if is_known else f"临时{book.file[:2]}专班", "name")


def _other_figures(book: Book, name: str = "（更正）") -> Book:
    """The same with a figure two higher."""
    sheet = replace(book.sheets[0], cells=dict(book.sheets[0].cells))
    row, columns = _lines(sheet)[0]
    value = sheet.cells[row, columns[2]][0]
    sheet.put(row, columns[2], int(str(value).replace("无", "0")) + 2)
    return replace(book, file=book.file.replace(".xlsx", f"{name}.xlsx"), sheets=(sheet,))


def _without_week(book: Book) -> Book:
    """The same with no word of the week anywhere."""
    sheet = book.sheets[0]
    cells = {
        at: (_SAID_WEEK.sub("", value) if isinstance(value, str) else value, look)
        for at, (value, look) in sheet.cells.items()
    }
    return replace(
        book,
        file=_SAID_WEEK.sub("", book.file),
        sheets=(replace(sheet, name=_SAID_WEEK.sub("", sheet.name) or "表", cells=cells),),
    )
