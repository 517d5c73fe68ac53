"""Rows go in; the text of a CSV in which no cell is a formula comes out. Everything the product
writes as CSV is written here, and its own tables are read here.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable
from importlib import resources

_SIGNS = frozenset("=+-−@")
"""What a spreadsheet takes for the beginning of a formula, in any width."""
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Kinds of characters that show nothing: a spreadsheet may drop them and run what comes after."""
_CONTROL = "Cc"


def csv_rows(package: str, name: str) -> tuple[dict[str, str], ...]:
    """The lines of a table that lies in one of the program's own packages, by their headings."""
    text = (resources.files(package) / name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def csv_text(
    lines: Iterable[Iterable[object]], *, end: str = "\r\n", for_program: bool = False
) -> str:
    """The lines as CSV: a text that would run gets an apostrophe, a number stays as it is; what
    only this program reads again stays whole."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator=end)
    for line in lines:
        writer.writerow(
            [inert(cell) if isinstance(cell, str) and not for_program else cell for cell in line]
        )
    return text.getvalue()


def inert(text: str) -> str:
    """The text with an apostrophe before each of its lines that would begin a formula.

    Each line, because a reader that does not heed quotes begins a cell with every line. A cell that
    begins with a tab, a line feed or another control character is not left to begin with it.
    """
    if text[:1] and unicodedata.category(text[0]) == _CONTROL:
        text = "'" + text
    return "".join("'" + line if _runs(line) else line for line in text.splitlines(keepends=True))


def _runs(line: str) -> bool:
    """Whether the first character that is seen is a sign of a formula."""
    seen = next((c for c in line if unicodedata.category(c) not in _UNSEEN), "")
    return bool(_SIGNS.intersection(unicodedata.normalize("NFKC", seen)[:1]))
