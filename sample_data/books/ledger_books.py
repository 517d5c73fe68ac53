"""The workbooks of ledgers, letters and registers: a district's truth goes in; a few of each kind
come out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from random import Random

from sample_data.books.arrivals import launch_arrival, log_arrival
from sample_data.books.books import Book
from sample_data.sheets.layouts import GROUP_LAYOUTS, TABLES, listed
from sample_data.sheets.ledger_rows import (
    Row,
    book_rows,
    letter_rows,
    office_rows,
    point_rows,
    replay_office_rows,
    research_rows,
    review_rows,
    service_rows,
    staff_rows,
)
from sample_data.sheets.problem_lives import problem_rows
from sample_data.sheets.table_sheet import TableSheet, draw_table
from sample_data.truth.organisations import Organisation
from sample_data.truth.truth import SampleDistrict

_OFFICE = "区主题教育办公室"
_MOST = 12
"""So many units stand in one of these sheets."""


@dataclass(frozen=True)
class _Ledger:
    """One kind of sheet: its form, name and title, its headings, who keeps it, and the weeks in
    which it is sent, whole each time."""

    form: str
    sheet: str
    title: str
    headings: str
    groups: Sequence[int] = ()
    weeks: Sequence[int] = (4,)


_LEDGERS = tuple(_Ledger(**listed(said)) for said in TABLES["ledger"])
_Rows = Callable[..., Iterator[Row]]
_ROWS: Mapping[str, _Rows] = {
    "research_ledger": research_rows,
    "feedback_letter": letter_rows,
    "plan_review": review_rows,
    "contact_point": point_rows,
    "book_distribution": book_rows,
    "livelihood": service_rows,
}


@dataclass(frozen=True)
class Problems:
    """Who sends ledgers of problems in which weeks, and their rows by group and week."""

    groups: Sequence[int]
    weeks: Sequence[int]
    rows: Callable[[SampleDistrict, int, int], Iterator[Row]]


DRAWN = Problems((2, 5), (4, 8, 12, 16), problem_rows)


def ledger_books(district: SampleDistrict, problems: Problems = DRAWN) -> Iterator[Book]:
    """Ledgers of problems and of research and the office's log, sent again whole every fourth week,
    and one workbook of each other kind, sent at the end of the fourth."""
    last = district.weeks[-1].number
    for ledger in (
        replace(_LEDGERS[0], groups=problems.groups, weeks=problems.weeks),
        *_LEDGERS[1:],
    ):
        made = problems.rows if ledger.form == _LEDGERS[0].form else None
        for group in ledger.groups or (0,):
            for week in (week for week in ledger.weeks if week <= last):
                yield _book(district, ledger, group, week, made)


def replay_ledgers(district: SampleDistrict) -> Iterator[Book]:
    """The office's log and its contact points as a published report has them: five trainings of the
    office, two schemes, five rules, ten leaders at ten points; two groups trained once too few."""
    calendar, last = district.pack.calendar, district.weeks[-1]
    for ledger in _LEDGERS:
        if ledger.form in ("office_log", "contact_point"):
            draw = Random(f"{district.seed}/{ledger.form}")
            rows = point_rows(_orgs(district, 0)[:10], since=calendar.starts_on, draw=draw)
            if ledger.form == "office_log":
                groups = [GROUP_LAYOUTS[group].sender for group in sorted(GROUP_LAYOUTS)]
                rows = replay_office_rows(groups, since=calendar.starts_on, n_weeks=last.number)
            yield _drawn(district, ledger, 0, list(rows), log_arrival(last, calendar, draw))


def _book(
    district: SampleDistrict,
    ledger: _Ledger,
    group: int,
    week: int,
    made: Callable[[SampleDistrict, int, int], Iterator[Row]] | None,
) -> Book:
    draw = Random(f"{district.seed}/{_file(ledger, group)}.xlsx")
    received_at = launch_arrival(district.pack.calendar, draw, week=week)
    rows = made(district, group, week) if made else _rows(district, ledger, group, week, draw)
    again = f"（第{week}周）" if len(ledger.weeks) > 1 else ""
    return _drawn(district, ledger, group, list(rows), received_at, again)


def _file(ledger: _Ledger, group: int) -> str:
    return f"{GROUP_LAYOUTS[group].sender if group else '综合组'}{ledger.title}"


def _drawn(
    district: SampleDistrict,
    ledger: _Ledger,
    group: int,
    rows: Sequence[Row],
    received_at: datetime,
    again: str = "",
) -> Book:
    sender = GROUP_LAYOUTS[group].sender if group else _OFFICE
    day = f"{received_at.year}年{received_at.month}月{received_at.day}日"
    form = district.pack.form[ledger.form]
    columns = {key: tuple(form.field[key].title.split("/")) for key in ledger.headings.split()}
    sheet = TableSheet(
        sheet=ledger.sheet,
        title=f"{district.name.zh}主题教育{ledger.title}",
        line=f"填报单位（盖章）：{sender}      填报时间：{day}",
        columns={"sequence": ("序号",), **columns},
        rows=rows,
        footers=("填表人：张某某      审核人：李某某      联系电话：0000-0000000",),
    )
    return Book(f"{_file(ledger, group)}{again}.xlsx", (draw_table(sheet).sheet,), received_at)


def _rows(
    district: SampleDistrict, ledger: _Ledger, group: int, week: int, draw: Random
) -> Iterator[Row]:
    since = district.pack.calendar.starts_on
    if ledger.form == "office_log":
        return chain(staff_rows(since), office_rows(since=since, n_weeks=week, draw=draw))
    again = {"week": week} if len(ledger.weeks) > 1 else {}
    return _ROWS[ledger.form](_orgs(district, group), since=since, draw=draw, **again)


def _orgs(district: SampleDistrict, group: int) -> Sequence[Organisation]:
    """Some of the group's organisations, or without a group of all section-level ones."""
    found = [o for o in district.orgs if group in (0, o.group)]
    if not group:
        found = [o for o in found if o.type_id == "section_team"]
    return found[:_MOST]
