"""Writes the sample district: a roster, a workbook a group and week, and the county teams' own.

A pack and a seed go in; some 240 workbooks come out, with `received.csv` (when each arrived) and
`doubts.csv` (every doubt planted in them). One seed always gives the same cells.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

from campaign import CampaignPack, Week
from sample_data.arrivals import arrival, correction_arrival, roster_arrival
from sample_data.doubts import (
    CORRECTED,
    UNKNOWN_UNIT,
    WRONG_TOTAL,
    Doubt,
    Marks,
    with_planted_cells,
    with_too_little,
)
from sample_data.group_sheet import TOTAL, Drawing, TypedRow, draw
from sample_data.layouts import GROUP_LAYOUTS, OWN_LAYOUTS, Layout
from sample_data.organisations import Organisation
from sample_data.roster_sheet import roster_sheet
from sample_data.sheets import Sheet, write_workbook
from sample_data.truth import SampleDistrict, sample_district
from sample_data.typed_rows import group_rows, typed_row, unknown_row
from sample_data.week_words import week_words

ROSTER_FILE = "单位名册.xlsx"
_N_OWN_WITH_NAME = 3
_TOO_MUCH = 3.0


@dataclass(frozen=True)
class Book:
    """A workbook to be written: its sheets, when it arrived, and the doubts planted in it."""

    file: str
    sheets: tuple[Sheet, ...]
    received_at: datetime
    week: int | None = None
    doubts: tuple[Doubt, ...] = ()


def write_district(
    folder: Path,
    *,
    pack: CampaignPack,
    seed: int = 2023,
    progress: Callable[[int, int], None] | None = None,
) -> list[Path]:
    """Write every workbook into `folder`; the roster comes first, then week by week.

    `progress` is told (done, total) after each workbook.
    """
    folder.mkdir(parents=True, exist_ok=True)
    books = list(district_books(sample_district(pack=pack, seed=seed)))
    written = []
    for done, book in enumerate(books, start=1):
        written.append(write_workbook(folder / book.file, book.sheets))
        if progress is not None:
            progress(done, len(books))
    _write_lists(folder, books)
    return written


def _write_lists(folder: Path, books: Sequence[Book]) -> None:
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


def district_books(district: SampleDistrict) -> Iterator[Book]:
    """Every workbook of the district, laid out and not yet written."""
    calendar = district.pack.calendar
    roster = roster_sheet(district.orgs, pack=district.pack)
    yield Book(ROSTER_FILE, (roster,), roster_arrival(calendar))
    for week in calendar.weeks:
        for group, layout in GROUP_LAYOUTS.items():
            yield from _group_books(district, group, layout, week)
        teams = [org for org in district.orgs if org.type_id == "county_team"]
        for place, org in enumerate(teams):
            if (org.name, week.number) not in district.silent:
                layout = OWN_LAYOUTS[place >= _N_OWN_WITH_NAME]
                yield _own_book(district, org, layout, week)


def _group_books(
    district: SampleDistrict, group: int, layout: Layout, week: Week
) -> Iterator[Book]:
    rows, blank = group_rows(district, group, layout, week)
    words = week_words(week, layout.sender)
    file = layout.files[(week.number - 1) % len(layout.files)].format(**words)
    calendar = district.pack.calendar
    received_at = arrival(week, calendar, Random(f"{district.seed}/{file}"))

    def book(name: str, rows: Sequence[TypedRow], at: datetime, marks: Marks) -> Book:
        wrong = {key: _TOO_MUCH for code, _, key in marks if code == WRONG_TOTAL.code}
        drawing = draw(layout, rows, pack=district.pack, words=words, wrong_totals=wrong)
        doubts = (*_doubts(name, drawing, marks), *_blank_rows(name, drawing, blank))
        return Book(name, _sheets(drawing, layout, district.pack), at, week.number, doubts)

    if (group, week.number) == CORRECTED:
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
    doubtful, marks = with_planted_cells(rows, district.activities, *sheet)
    if sheet == (UNKNOWN_UNIT.group, UNKNOWN_UNIT.week):
        doubtful.append(unknown_row(rows[-1], layout, district.pack))
        marks.append((UNKNOWN_UNIT.code, doubtful[-1].name, UNKNOWN_UNIT.slot))
    if sheet == (WRONG_TOTAL.group, WRONG_TOTAL.week):
        marks.append((WRONG_TOTAL.code, TOTAL, WRONG_TOTAL.slot))
    return doubtful, marks


def _own_book(district: SampleDistrict, org: Organisation, layout: Layout, week: Week) -> Book:
    words = week_words(week, org.name)
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


def _sheets(drawing: Drawing, layout: Layout, pack: CampaignPack) -> tuple[Sheet, ...]:
    if not layout.with_hidden_list:
        return (drawing.sheet,)
    choices = Sheet("选项", is_hidden=True)
    for row, option in enumerate(pack.quantity["work_study_conflict"].options, start=1):
        choices.put(row, 1, option.label.zh, "plain")
    return (drawing.sheet, choices)


def _write_lines(path: Path, header: Sequence[str], lines: Iterator[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(header)
        writer.writerows(lines)
