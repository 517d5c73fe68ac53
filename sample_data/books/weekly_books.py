"""The weekly workbooks of a sample district: its truth goes in; a book a group and week, and the
books of the organisations that send their own, come out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from random import Random

from campaign import CampaignPack, Week
from sample_data.books.arrivals import arrival, correction_arrival
from sample_data.books.books import Book
from sample_data.sheets.doubts import (
    CORRECTED,
    UNKNOWN_UNIT,
    WRONG_TOTAL,
    Doubt,
    Marks,
    with_planted_cells,
    with_too_little,
)
from sample_data.sheets.group_sheet import TOTAL, Drawing, TypedRow, draw
from sample_data.sheets.layouts import GROUP_LAYOUTS, OWN_LAYOUTS, Layout
from sample_data.sheets.sheets import SheetPlan
from sample_data.sheets.typed_rows import group_rows, typed_row, unknown_row
from sample_data.sheets.week_words import week_words
from sample_data.truth.organisations import Organisation
from sample_data.truth.truth import SampleDistrict

_N_OWN_WITH_NAME = 3
_TOO_MUCH = 3.0


def weekly_books(district: SampleDistrict) -> Iterator[Book]:
    """Every weekly workbook, week by week."""
    for week in district.weeks:
        for group in sorted({org.group for org in district.orgs}):
            layout = _layout(district, GROUP_LAYOUTS[group])
            yield from _group_books(district, group, layout, week)
        own = [org for org in district.orgs if org.name in district.own_senders]
        for place, org in enumerate(own):
            if (org.name, week.number) not in district.silent:
                layout = _layout(district, OWN_LAYOUTS[place >= _N_OWN_WITH_NAME])
                yield _own_book(district, org, layout, week)


def _layout(district: SampleDistrict, layout: Layout) -> Layout:
    """The sender's layout, without the second block where the district tells nothing in it."""
    return layout if district.tells_further else replace(layout, with_further=False)


def _group_books(
    district: SampleDistrict, group: int, layout: Layout, week: Week
) -> Iterator[Book]:
    rows, blank = group_rows(district, group, layout, week)
    words = week_words(week, layout.sender, district.name.zh)
    file = layout.files[(week.number - 1) % len(layout.files)].format(**words)
    calendar = district.pack.calendar
    received_at = arrival(week, calendar, Random(f"{district.seed}/{file}"))

    def book(name: str, rows: Sequence[TypedRow], at: datetime, marks: Marks) -> Book:
        wrong = {key: _TOO_MUCH for code, _, key in marks if code == WRONG_TOTAL.code}
        drawing = draw(layout, rows, pack=district.pack, words=words, wrong_totals=wrong)
        doubts = (*_doubts(name, drawing, marks), *_blank_rows(name, drawing, blank))
        return Book(name, _sheets(drawing, layout, district.pack), at, week.number, doubts)

    if district.is_doubtful and (group, week.number) == CORRECTED:
        in_time = calendar.deadline(week).replace(hour=10, minute=21)
        yield book(file, with_too_little(rows), in_time, [])
        file = file.replace(".xlsx", "（更正）.xlsx")
        received_at = correction_arrival(week, calendar)
    doubtful, marks = _doubtful_rows(district, layout, rows, (group, week.number))
    yield book(file, doubtful, received_at, marks)


def _doubtful_rows(
    district: SampleDistrict, layout: Layout, rows: Sequence[TypedRow], sheet: tuple[int, int]
) -> tuple[list[TypedRow], Marks]:
    """The rows with everything planted in the sheet of one (group, week)."""
    if not district.is_doubtful:
        return list(rows), []
    doubtful, marks = with_planted_cells(rows, district.activities, *sheet)
    if sheet == (UNKNOWN_UNIT.group, UNKNOWN_UNIT.week):
        doubtful.append(unknown_row(rows[-1], layout, district.pack))
        marks.append((UNKNOWN_UNIT.code, doubtful[-1].name, UNKNOWN_UNIT.slot))
    if sheet == (WRONG_TOTAL.group, WRONG_TOTAL.week):
        marks.append((WRONG_TOTAL.code, TOTAL, WRONG_TOTAL.slot))
    return doubtful, marks


def _own_book(district: SampleDistrict, org: Organisation, layout: Layout, week: Week) -> Book:
    words = week_words(week, org.name, district.name.zh)
    file = layout.files[0].format(**words)
    rows = [typed_row(district, org, layout, week.number, Random(f"{district.seed}/{file}/row"))]
    drawing = draw(layout, rows, pack=district.pack, words=words)
    received_at = arrival(week, district.pack.calendar, Random(f"{district.seed}/{file}"))
    return Book(file, (drawing.sheet,), received_at, week.number)


def _doubts(file: str, drawing: Drawing, marks: Marks) -> Iterator[Doubt]:
    for code, name, key in marks:
        yield Doubt(file, code, str(drawing.sheet.address(*drawing.places[name, key])))


def _blank_rows(file: str, drawing: Drawing, names: Sequence[str]) -> Iterator[Doubt]:
    for name in names:
        row, _ = drawing.places[name, "name"]
        yield Doubt(file, "C10", str(drawing.sheet.address(row, 0)))


def _sheets(drawing: Drawing, layout: Layout, pack: CampaignPack) -> tuple[SheetPlan, ...]:
    if not layout.with_hidden_list:
        return (drawing.sheet,)
    choices = SheetPlan("选项", is_hidden=True)
    for row, option in enumerate(pack.quantity["work_study_conflict"].options, start=1):
        choices.put(row, 1, option.label.zh, "plain")
    return (drawing.sheet, choices)
