"""The workbooks of guidance: a district's truth goes in; logs and launch tables come out."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from campaign import Week
from sample_data.books.arrivals import launch_arrival, log_arrival
from sample_data.books.books import Book
from sample_data.sheets.doubts import Doubt, VisitMarks, with_planted_visits
from sample_data.sheets.launch_sheet import launch_file, launch_sheet
from sample_data.sheets.log_layouts import LOG_LAYOUTS, LogLayout
from sample_data.sheets.log_rows import log_rows
from sample_data.sheets.table_sheet import TableSheet, draw_table
from sample_data.sheets.week_words import span_words
from sample_data.truth.truth import SampleDistrict


def launch_books(district: SampleDistrict) -> Iterator[Book]:
    """One launch table a group, sent at the end of the fourth week."""
    calendar = district.pack.calendar
    at_work = {org.group for org in district.orgs}
    for group in (group for group in LOG_LAYOUTS if group in at_work):
        file = launch_file(group)
        received_at = launch_arrival(calendar, Random(f"{district.seed}/{file}"))
        drawn = launch_sheet(
            [org for org in district.orgs if org.group == group],
            district.launches,
            group=group,
            pack=district.pack,
            district=district.name.zh,
            received_on=received_at.date(),
        )
        yield Book(file, (drawn.sheet,), received_at)


def log_books(district: SampleDistrict) -> Iterator[Book]:
    """Every group's log, a workbook a week or fortnight in which it visited anyone."""
    for first in district.weeks:
        for group, layout in LOG_LAYOUTS.items():
            if (first.number - 1) % layout.weeks_a_book == 0:
                number = min(first.number + layout.weeks_a_book - 1, district.weeks[-1].number)
                yield from _log_book(district, group, layout, (first, _week(district, number)))


def _week(district: SampleDistrict, number: int) -> Week:
    return district.weeks[number - 1]


def _log_book(
    district: SampleDistrict, group: int, layout: LogLayout, span: tuple[Week, Week]
) -> Iterator[Book]:
    first, last = span
    made = [
        visit
        for visit in district.visits
        if visit.group == group and first.starts_on <= visit.day <= last.ends_on
    ]
    if not made:
        return
    words = span_words(first, last, layout.sender, district.name.zh)
    file = layout.file.format(**words)
    rows, marks = log_rows(made, layout, district.pack), VisitMarks()
    if district.is_doubtful:
        rows, marks = with_planted_visits(rows, group, first.number)
    drawn = draw_table(
        TableSheet(
            sheet=layout.sheet,
            title=layout.title.format(**words),
            line=layout.line.format(**words),
            columns=layout.columns,
            rows=rows,
            footers=layout.footers,
            merges=layout.merges,
            annex="附件2" if layout.annex else "",
            with_numbering=layout.with_numbering,
            left=layout.left,
        )
    )
    doubts = tuple(
        Doubt(file, code, str(drawn.sheet.address(*drawn.places[at]))) for code, at in marks
    )
    received_at = log_arrival(last, district.pack.calendar, Random(f"{district.seed}/{file}"))
    yield Book(file, (drawn.sheet,), received_at, doubts=doubts)
