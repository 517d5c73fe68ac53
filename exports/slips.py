"""What goes back to each unit: its slip goes in; an archive comes out, a folder a group, with a
workbook of one paragraph for each unit and one that lists a group's.

A workbook, because every office opens, prints and sends one; a page of HTML many a mailbox refuses.
"""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import xlsxwriter

from exports.lists import AS_IT_IS, columns_of, safe_name

_FONT, _SIZE, _SMALL = "宋体", 12, 9
_WIDE, _NAMED = 68, 20
"""Figures across a page, also where another font stands for the program's own and is wider; and how
many of them a unit's name has in a group's list."""
_FIGURES_A_LETTER, _HIGH = 2.4, 18
"""Figures as wide as a Chinese character at that size, and a line's points."""


@dataclass(frozen=True)
class Slip:
    """What one unit is told: its group's and its own name, and sentences in order."""

    group: str
    unit: str
    lines: tuple[str, ...]


def slips_zip(slips: Iterable[Slip], *, title: str, note: str, headings: tuple[str, str]) -> bytes:
    """The archive; `slips` are a group after the other, `headings` those of a group's list."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for group, of in groupby(slips, key=lambda slip: slip.group):
            own, folder = list(of), safe_name(group)
            list_name = f"{folder}/{folder}_{safe_name(title)}.xlsx"
            archive.writestr(list_name, _group_bytes(own, title, note, headings))
            for slip in own:
                name = f"{folder}/{safe_name(slip.unit)}_{safe_name(title)}.xlsx"
                archive.writestr(name, _slip_bytes(slip, title, note))
    return file.getvalue()


def _slip_bytes(slip: Slip, title: str, note: str) -> bytes:
    """One unit's slip as a workbook of one page: its name, the title, the paragraph."""
    return _sheet(f"{slip.unit} {title}", [(line,) for line in slip.lines], (_WIDE,), note)


def _group_bytes(slips: Sequence[Slip], title: str, note: str, headings: tuple[str, str]) -> bytes:
    """A group's units, each with all of its lines."""
    rows = [headings, *((slip.unit, "\n".join(slip.lines)) for slip in slips)]
    return _sheet(f"{slips[0].group} {title}", rows, (_NAMED, _WIDE - _NAMED), note)


def _sheet(title: str, rows: Sequence[Sequence[str]], widths: Sequence[int], note: str) -> bytes:
    """Title, lines as high as what stands in them, and the note, as wide as a page."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, AS_IT_IS)
    sheet = book.add_worksheet()
    look = {"font_name": _FONT, "text_wrap": True, "valign": "top"}
    head = book.add_format({"font_name": _FONT, "bold": True, "font_size": 14})
    body = book.add_format(look | {"font_size": _SIZE, "border": int(len(widths) > 1)})
    small = book.add_format({"font_name": _FONT, "font_size": _SMALL})
    sheet.write_string(0, 0, title, head)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for row, texts in enumerate(rows, start=1):
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, body)
        sheet.set_row(row, _HIGH * max(map(_n_lines, texts, widths)))
    sheet.write_string(len(rows) + 1, 0, note, small)
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.6, right=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, len(rows) + 1, len(widths) - 1)
    sheet.set_footer("&C— &P —")
    book.close()
    return file.getvalue()


def _n_lines(text: str, width: int) -> int:
    """How many lines a text takes in a column."""
    wide = (columns_of(line) * _FIGURES_A_LETTER / 2 for line in text.split("\n"))
    return sum(max(1, math.ceil(it / width)) for it in wide)
