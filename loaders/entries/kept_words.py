"""A reading goes in; it comes out as it may be kept: for a log, read long after the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from campaign import HIDDEN, Issue, as_kept, issue_kept, without_words
from loaders.entries.reading import Reading, SheetReading


def reading_kept(reading: Reading) -> Reading:
    """The reading with marks for the words that are shown while a file waits, in its names, doubts
    and submissions."""
    marks = {issue.raw: HIDDEN for issue in reading.all_issues if issue.code == "F32"}
    for sent in reading.submissions:
        marks |= sent.marks
    if not marks:
        return reading
    return replace(
        reading,
        file_name=without_words(reading.file_name, marks),
        issues=_kept(reading.issues, marks),
        sheets=tuple(_sheet(sheet, marks) for sheet in reading.sheets),
    )


def _sheet(sheet: SheetReading, marks: Mapping[str, str]) -> SheetReading:
    tables = (
        replace(t, issues=_kept(t.issues, marks), submission=t.submission and as_kept(t.submission))
        for t in sheet.tables
    )
    name = without_words(sheet.sheet, marks)
    return replace(sheet, sheet=name, issues=_kept(sheet.issues, marks), tables=tuple(tables))


def _kept(issues: Sequence[Issue], marks: Mapping[str, str]) -> tuple[Issue, ...]:
    return tuple(issue_kept(issue, marks) for issue in issues)
