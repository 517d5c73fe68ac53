"""Marked copies made where a hostile workbook can do no harm: a file's place goes in, and what was
read of it; the copy's bytes come out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd

from campaign import CampaignPack, Issue, Term, Wording
from exports.doubt_sheet import DOUBT_COLUMNS, doubt_texts
from exports.lists import xlsx_bytes
from exports.marked_copy import marked_copy
from loaders import Reading, Workers

_MOST = 5_000
"""Lines of a list that somebody could still work through; written in half a second."""


def copy_apart(
    file: Path,
    reading: Reading,
    words: Wording,
    pack: CampaignPack,
    *,
    by: Workers,
    lost: Term | None = None,
) -> bytes:
    """The marked copy of the file as an .xlsx, made by a worker within its time and memory; as the
    file was read where it is known to be `lost`.

    Where the sender's workbook is beyond those, the copy comes back as the file was read; where
    that is, or the file is gone, it is the list of doubts alone. Each says why.
    """
    doubted = _doubted(reading)
    copy = by.result_of(_copy, file, doubted, words, pack, lost)
    if isinstance(copy, Issue) and copy.code != "F24":
        copy = by.result_of(_copy, file, doubted, words, pack, Term("copy_too_long"))
    return _list_alone(reading, copy, words, pack) if isinstance(copy, Issue) else copy


def _list_alone(reading: Reading, why: Issue, words: Wording, pack: CampaignPack) -> bytes:
    """The doubts as a list without the sheets: nothing of the file is opened for it."""
    issues = (why, *reading.all_issues)[:_MOST]
    lines = [doubt_texts(issue, words, pack) for issue in issues]
    frame = pd.DataFrame(lines, columns=list(DOUBT_COLUMNS), dtype="str")
    headings = {name: words.text(f"submit.doubts.{name}") for name in DOUBT_COLUMNS}
    note = f"{words.issue(why)}{words.remedy(why, pack, to_sender=True)}"
    return xlsx_bytes(frame, headings, title=words.text("reply.title"), note=note)


def _copy(
    file: Path, reading: Reading, words: Wording, pack: CampaignPack, lost: Term | None
) -> bytes | Issue:
    """In a worker."""
    try:
        data = b"" if lost else file.read_bytes()
    except OSError:
        return Issue("F24")
    return marked_copy(data, reading, words, pack, lost=lost)


def _doubted(reading: Reading) -> Reading:
    """What a copy takes of a reading: its doubts and its sheets' cells, none of its entries."""
    issues = reading.all_issues[1:] if reading.refused else reading.all_issues
    sheets = tuple(replace(sheet, tables=(), issues=()) for sheet in reading.sheets)
    return replace(reading, issues=issues, sheets=sheets)
