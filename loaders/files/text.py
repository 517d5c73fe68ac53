"""Bytes of separated text (.csv, .tsv, .txt) go in; one sheet of texts comes out.

The encoding is the first that fits whole: a byte-order mark, UTF-8, GB18030. Guessing by frequency
reads short Chinese texts as Korean or Japanese. The separator is the one by which most lines have
equally many cells. Nothing is typed here: `007` stays `007` until its column is known.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Sequence

from campaign import Issue
from loaders.files.filling import Filling, text_or_error
from loaders.files.limits import MAX_CELLS, RefusedError, reaches_too_far
from loaders.files.sheet import Sheet

SHEET_NAME = "Sheet1"
_MARKS = (
    (codecs.BOM_UTF8, "UTF-8"),
    (codecs.BOM_UTF16_LE, "UTF-16LE"),
    (codecs.BOM_UTF16_BE, "UTF-16BE"),
)
_LADDER = ("UTF-8", "GB18030")
_SEPARATORS = (",", "\t", ";", "|")
_LOOKED_AT = 200
"""A convention: what parts the cells of 200 rows parts the others too."""
_LONGEST = 1 << 20
"""Above the 32,767 characters a spreadsheet's cell can have; a quote left open runs to the end."""


def decoded(data: bytes, *, said: str = "") -> tuple[str, str] | None:
    """The text and its encoding's name; None where no encoding fits. `said` is an encoding the
    text itself names, tried before the ladder."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            text = _strict(data[len(mark) :], name)
            return None if text is None else (text, name)
    for name in (said, *_LADDER) if said else _LADDER:
        text = _strict(data, name)
        if text is not None:
            return text, name
    return None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    return None if "\x00" in text else text


def separator_of(text: str) -> str:
    """The character between the cells of a line; empty where the text is no table."""
    if text[:4].lower() == "sep=" and text[4:5] in _SEPARATORS:
        return text[4]
    best, found = 0, ""
    for mark in _SEPARATORS:
        widths = Counter(len(row) for row in _rows(text, mark, _LOOKED_AT))
        several = {width: n for width, n in widths.items() if width > 1}
        score = max((n * min(width, 4) for width, n in several.items()), default=0)
        if sum(several.values()) > 1 and score > best:
            best, found = score, mark
    return found


def sheets_of_text(data: bytes) -> tuple[tuple[Sheet, ...], tuple[Issue, ...]]:
    """The one sheet of a separated text, with a note naming its encoding (F11); raises
    RefusedError for a text in no encoding (F03) or too large (F08)."""
    found = decoded(data)
    if found is None:
        raise RefusedError(Issue("F03"))
    text, encoding = found
    filling, mark = Filling(SHEET_NAME), separator_of(text)
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
    rows = _rows(text, mark or ",", MAX_CELLS + 1)
    if len(rows) > MAX_CELLS:
        raise RefusedError(reaches_too_far(len(rows), 1))
    for row, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells, start=1):
            filling.put(row, column, text_or_error(cell))
    return (filling.sheet(),), (Issue("F11", params={"encoding": encoding}),)


def _rows(text: str, mark: str, at_most: int) -> Sequence[Sequence[str]]:
    """The first rows; line breaks inside quotes belong to their cell."""
    csv.field_size_limit(_LONGEST)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    found = []
    for row in rows:
        found.append(row)
        if len(found) >= at_most:
            break
    return found
