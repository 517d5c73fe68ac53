"""Workbooks to be written: books go in; files and the lists beside them come out.

Beside the workbooks stand `received.csv` (when each arrived) and `doubts.csv` (every doubt planted
in them).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path

from campaign import csv_text
from sample_data.sheets.doubts import Doubt
from sample_data.sheets.sheets import SheetPlan, write_workbook


@dataclass(frozen=True)
class Book:
    """A workbook to be written: its sheets, when it arrived, and the doubts planted in it.

    `week` is the reporting week of a weekly sheet, None for every other form.
    """

    file: str
    sheets: tuple[SheetPlan, ...]
    received_at: datetime
    week: int | None = None
    doubts: tuple[Doubt, ...] = ()


def write_books(
    folder: Path,
    books: Sequence[Book],
    *,
    progress: Callable[[int, int], None] | None = None,
) -> list[Path]:
    """Write every workbook and both lists into `folder`; returns the workbooks in their order.

    `progress` is told (done, total) after each workbook.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for done, book in enumerate(books, start=1):
        written.append(write_workbook(folder / book.file, book.sheets))
        if progress is not None:
            progress(done, len(books))
    _write_lines(
        folder / "received.csv",
        ("file", "received_at"),
        ((book.file, book.received_at.isoformat()) for book in books),
    )
    _write_lines(
        folder / "doubts.csv",
        ("file", "code", "cell"),
        ((doubt.file, doubt.code, doubt.cell) for book in books for doubt in book.doubts),
    )
    return written


def _write_lines(path: Path, header: Sequence[str], lines: Iterator[Sequence[str]]) -> None:
    path.write_text(csv_text(chain([header], lines)), encoding="utf-8", newline="")
