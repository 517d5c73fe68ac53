"""Writes the sample district: a roster, a workbook a group and week, and the county teams' own.

A pack and a seed go in; some 240 workbooks come out, with `received.csv` (when each arrived) and
`doubts.csv` (every doubt planted in them). One seed always gives the same cells.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

from campaign import CUMULATIVE, CampaignPack, Kind, Week
from sample_data.activity import Activity, activity
from sample_data.arrivals import arrival, correction_arrival, roster_arrival
from sample_data.doubts import (
    CORRECTED,
    UNKNOWN_UNIT,
    WRONG_TOTAL,
    Doubt,
    with_planted_cells,
    with_too_little,
)
from sample_data.group_sheet import TOTAL, Drawing, TypedRow, draw
from sample_data.layouts import GROUP_LAYOUTS, OWN_LAYOUTS, Layout
from sample_data.names import DISTRICT_NAME
from sample_data.organisations import Organisation, organisations
from sample_data.paces import paces
from sample_data.roster_sheet import roster_sheet
from sample_data.sheets import Sheet, Value, write_workbook
from sample_data.silences import Silence, silences
from sample_data.typing_habits import typed, typed_reason
from sample_data.week_words import week_words

ROSTER_FILE = "单位名册.xlsx"
_N_OWN_WITH_NAME = 3


@dataclass(frozen=True)
class Book:
    """A workbook to be written: its sheets, when it arrived, and the doubts planted in it."""

    file: str
    sheets: tuple[Sheet, ...]
    received_at: datetime
    week: int | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class SampleDistrict:
    """The invented district and what it truly did."""

    orgs: tuple[Organisation, ...]
    activities: Mapping[str, Activity]
    silent: Mapping[tuple[str, int], Silence]
    pack: CampaignPack
    seed: int


def sample_district(*, pack: CampaignPack, seed: int) -> SampleDistrict:
    """The district of one seed."""
    orgs = organisations(seed)
    pace = paces(orgs, seed=seed)
    return SampleDistrict(
        orgs=orgs,
        activities={o.name: activity(o, pace[o.name], pack=pack, seed=seed) for o in orgs},
        silent=silences(orgs, n_weeks=pack.calendar.n_weeks, seed=seed),
        pack=pack,
        seed=seed,
    )


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
    rows, blank = _group_rows(district, group, layout, week)
    calendar = district.pack.calendar
    on_file = layout.files[(week.number - 1) % len(layout.files)]
    words = week_words(week, layout.sender)
    file = on_file.format(**words)
    received_at = arrival(week, calendar, Random(f"{district.seed}/{file}"))
    if (group, week.number) == CORRECTED:
        first = draw(layout, with_too_little(rows), pack=district.pack, words=words)
        in_time = calendar.deadline(week).replace(hour=10, minute=21)
        yield Book(file, _sheets(first, layout, district.pack), in_time, week.number)
        file = file.replace(".xlsx", "（更正）.xlsx")
        received_at = correction_arrival(week, calendar)
    rows, marks = with_planted_cells(rows, district.activities, group, week.number)
    wrong = {}
    if (group, week.number) == (UNKNOWN_UNIT.group, UNKNOWN_UNIT.week):
        rows.append(_unknown_row(rows[-1], layout, district.pack))
        marks.append((UNKNOWN_UNIT.code, rows[-1].name, UNKNOWN_UNIT.slot))
    if (group, week.number) == (WRONG_TOTAL.group, WRONG_TOTAL.week):
        wrong = {WRONG_TOTAL.slot: 3.0}
        marks.append((WRONG_TOTAL.code, TOTAL, WRONG_TOTAL.slot))
    drawing = draw(layout, rows, pack=district.pack, words=words, wrong_totals=wrong)
    doubts = (*_doubts(file, drawing, marks), *_blank_rows(file, drawing, blank))
    sheets = _sheets(drawing, layout, district.pack)
    yield Book(file, sheets, received_at, week.number, doubts)


def _own_book(district: SampleDistrict, org: Organisation, layout: Layout, week: Week) -> Book:
    words = week_words(week, org.name)
    file = layout.files[0].format(**words)
    rows = [_typed_row(district, org, layout, week.number, Random(f"{district.seed}/{file}/row"))]
    drawing = draw(layout, rows, pack=district.pack, words=words)
    received_at = arrival(week, district.pack.calendar, Random(f"{district.seed}/{file}"))
    return Book(file, (drawing.sheet,), received_at, week.number)


def _group_rows(
    district: SampleDistrict, group: int, layout: Layout, week: Week
) -> tuple[list[TypedRow], list[str]]:
    """The rows of one group's sheet, and the names in rows that are blank."""
    habits = Random(f"{district.seed}/typing/{group}/{week.number}")
    rows, blank = [], []
    for org in district.orgs:
        if org.group != group or org.type_id == "county_team":
            continue
        silence = district.silent.get((org.name, week.number))
        if silence is Silence.ABSENT:
            continue
        row = _typed_row(district, org, layout, week.number, habits)
        if silence is Silence.BLANK:
            row = TypedRow(row.name, row.type_label, {}, {}, {"note": "未报"})
            blank.append(row.name)
        rows.append(row)
    return rows, blank


def _typed_row(
    district: SampleDistrict, org: Organisation, layout: Layout, week: int, habits: Random
) -> TypedRow:
    did, pack = district.activities[org.name], district.pack
    cells: dict[str, Value] = {}
    counted: dict[str, float] = {}
    for quantity in pack.quantities:
        if quantity.kind is Kind.CHOICE:
            cells[quantity.id] = typed_reason(did.conflict[week - 1], layout, pack)
            continue
        numbers = {quantity.id: did.in_week(quantity.id, week)}
        if quantity.id in layout.paired:
            numbers[quantity.id + CUMULATIVE] = did.until(quantity.id, week)
        for slot, number in numbers.items():
            cells[slot] = typed(number, layout, quantity, habits)
            if number is not None:
                counted[slot] = number
    furniture: dict[str, Value] = {"code": org.code}
    covered = did.in_week("study_org_covered", week)
    furniture["rate"] = None if covered is None else covered / org.sub_org_total
    name = _written_name(org, layout, district.seed)
    return TypedRow(name, pack.type[org.type_id].label.zh, cells, counted, furniture)


def _written_name(org: Organisation, layout: Layout, seed: int) -> str:
    """The name as this sender writes it, the same in every week."""
    chance = Random(f"{seed}/name/{org.name}").random() if layout.by_alias else 1.0
    if chance < 0.5 and org.name.startswith("区") and org.name.endswith("局"):
        return f"中共{DISTRICT_NAME.zh}{org.name[1:]}党组"
    if chance < 0.4 and org.short_names:
        return org.short_names[0]
    return f"{org.name[:2]} {org.name[2:]}" if chance < 0.5 else org.name


def _unknown_row(last: TypedRow, layout: Layout, pack: CampaignPack) -> TypedRow:
    """A row of a unit on no roster: one study session and nothing else."""
    numbers = {q.id: float(q.id == "study_session_count") for q in pack.quantities}
    never = Random(0)
    cells = {
        slot: typed(number, layout, pack.quantity[slot], never) for slot, number in numbers.items()
    }
    return TypedRow(str(UNKNOWN_UNIT.value), last.type_label, cells, numbers)


def _doubts(file: str, drawing: Drawing, marks: Sequence[tuple[str, str, str]]) -> Iterator[Doubt]:
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
