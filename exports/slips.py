"""What goes back to each unit: its slip goes in; an archive comes out, a folder a group, with a
workbook of one paragraph for each unit and one that lists a group's.

A workbook, because every office opens, prints and sends one; a page of HTML many a mailbox refuses.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

import pandas as pd
import xlsxwriter

from exports.lists import xlsx_bytes

_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_WIDE, _A_LINE, _HIGH = 88, 42, 17
"""The column's width, the Chinese characters it holds in a line at that size, a line's points."""


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
            own, folder = list(of), _named(group)
            rows = [(slip.unit, "\n".join(slip.lines)) for slip in own]
            frame = pd.DataFrame(rows, columns=["unit", "told"])
            listed = dict(zip(frame.columns, headings, strict=True))
            sheet = xlsx_bytes(frame, listed, title=f"{group} {title}", note=note)
            archive.writestr(f"{folder}/{folder}_{_named(title)}.xlsx", sheet)
            for slip in own:
                name = f"{folder}/{_named(slip.unit)}_{_named(title)}.xlsx"
                archive.writestr(name, slip_bytes(slip, title=title, note=note))
    return file.getvalue()


def slip_bytes(slip: Slip, *, title: str, note: str) -> bytes:
    """One unit's slip as a workbook of one page: its name, the title, the paragraph."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    sheet.set_column(0, 0, _WIDE)
    look = {"text_wrap": True, "valign": "top"}
    sheet.write_string(0, 0, f"{slip.unit} {title}", book.add_format({"bold": True, "size": 14}))
    for row, line in enumerate(slip.lines, start=1):
        sheet.write_string(row, 0, line, book.add_format(look | {"font_size": 12}))
        sheet.set_row(row, _HIGH * (1 + len(line) // _A_LINE))
    sheet.write_string(len(slip.lines) + 1, 0, note, book.add_format(look | {"font_size": 9}))
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 1)
    book.close()
    return file.getvalue()


def _named(name: str) -> str:
    return _NOT_IN_A_NAME.sub("_", name).strip(". ") or "_"
