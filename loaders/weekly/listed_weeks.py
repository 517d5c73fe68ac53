"""A weekly table whose rows name their own week, or the day of the activity, goes in; one table a
week comes out, with what the words around it claim against the rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from campaign import PLACING, Address, Calendar, Form, Issue, fold
from loaders.entries import FileContext
from loaders.files import CellValue, cell_text, texts_of_merges
from loaders.tables import Surroundings, Table
from loaders.words import Claim, claims_of, day_of, no_answer, numeral

_MONTH = re.compile(r"(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月")
_TIME = re.compile(r"(?:起[止讫]|统计)?(?:时间|日期|时段|期间|周期)(?:范围|区间|段)?")
_BARE_WEEK = re.compile(r"第?(\d{1,2}|[一二三四五六七八九十]{1,3})周?")


@dataclass(frozen=True)
class WeekTable:
    """The rows of one week, with what stands around them and the hints that hold for them."""

    table: Table
    around: Surroundings
    file: FileContext


def tables_by_week(table: Table, around: Surroundings, file: FileContext) -> list[WeekTable]:
    """One table a week that the rows name; the table alone where no row names one.

    Rows without a week, or with one that cannot be told, come last, as a table without a week. A
    title that names one of the list's weeks, or a span that holds them all, does not contradict;
    else every part claims both. A person's word that stands is one of the list's weeks, or the
    week of a list of one.
    """
    if file.across:
        return [_across(table, around, file)]
    calendar = file.calendar
    table = _with_weeks(table, calendar)
    column = placing_column(table)
    placed = _placed(table, column, around, calendar) if column else _below_weeks(table, calendar)
    if not placed:
        return [WeekTable(table, around, file)]
    weeks = sorted({week for week in placed.values() if week is not None})
    hints = file.hints
    if hints.week_stands and hints.week not in (None, *weeks) and len(weeks) == 1:
        return [WeekTable(table, around, file)]
    known = _unchosen(replace(file, weeks=tuple(weeks)))
    odd = {w: [*_against(weeks, around, file), *_filled(around, w, known)] for w in [*weeks, None]}
    return [
        WeekTable(part, _claiming(around, part, column, week, odd[week]), known)
        for week in odd
        if (part := _part(table, placed, week, is_first=week == next(iter(weeks), None)))
    ]


def _across(table: Table, around: Surroundings, file: FileContext) -> WeekTable:
    """A week that stands beside others, as the rows of a list stand below others."""
    week, *weeks = file.across
    own = Claim(week, None, f"第{week}周", is_of_week=True)
    known = _unchosen(replace(file, weeks=file.across))
    claims = (*_against(weeks, around, file), *_filled(around, week, known), own)
    return WeekTable(
        table, replace(around, claims=claims, of_week=around.of_week or own.raw), known
    )


def _filled(around: Surroundings, week: int | None, file: FileContext) -> list[Claim]:
    """The days a list was filled in, which speak of its last week."""
    if week is None or week != max(file.weeks):
        return []
    return [claim for claim in around.claims if claim.filled_on]


def _unchosen(file: FileContext) -> FileContext:
    """The file without a person's word on the week, which the claims of each part hold by now."""
    return replace(file, hints=replace(file.hints, week=None))


def _with_weeks(table: Table, calendar: Calendar) -> Table:
    """The table; where no heading places its rows, a column headed 时间 in which every row names a
    week by its number or its days is read as that of weeks."""
    header = table.header
    weeks = [f.id for f in header.form.fields if f.kind == PLACING[0]]
    if placing_column(table) or not weeks or not (rows := table.rows("data")):
        return table
    for column, heading in sorted(header.columns.items()):
        if not _TIME.fullmatch(fold(heading.label)):
            continue
        if all(_named_week(text, calendar) for text in table.sheet.texts_down(column, rows)):
            columns = header.columns | {column: replace(heading, field=weeks[0])}
            return replace(table, header=replace(header, columns=columns))
    return table


def placing_column(table: Table) -> int:
    """The column that places a row in its week: one of weeks before one of days; 0 without."""
    found = table.header.fields
    return next((found[id_][0] for id_ in _placing(table.header.form) if id_ in found), 0)


@lru_cache(maxsize=64)
def _placing(form: Form) -> tuple[str, ...]:
    """The fields of the form that place a row, by their weight."""
    return tuple(f.id for kind in PLACING for f in form.fields if f.kind == kind)


def _placed(
    table: Table, column: int, around: Surroundings, calendar: Calendar
) -> Mapping[int, int | None]:
    """The week of each data row, None where it cannot be told; nothing where no row says one. A
    blank takes the week that the title alone and all other rows name."""
    sheet, merged = table.sheet, texts_of_merges(table.sheet, column)
    values = {row: sheet.value(row, column) for row in table.rows("data")}
    values = {row: merged.get(row, "") if v == "" else v for row, v in values.items()}
    is_of_days = table.header.form.field[table.header.columns[column].field or ""].kind != "week"
    told = {r: week_of_cell(v, calendar) for r, v in values.items() if no_answer(v) is None}
    if is_of_days:  # an hour or a length of time is no day, and places nothing
        told = {r: week for r, week in told.items() if _is_day(values[r], calendar)}
    if not told:
        return {}
    named = {claim.week for claim in around.claims if claim.strong}
    only = named | {week for week in told.values() if week is not None}
    usual = only.pop() if len(named) == 1 and len(only) == 1 else None
    return {row: told.get(row, usual) for row in values}


def _below_weeks(table: Table, calendar: Calendar) -> Mapping[int, int | None]:
    """The week of each data row where lines between the rows name several: that of the line above
    it; nothing where a row has none."""
    placed: dict[int, int | None] = {}
    week = None
    for row, role in sorted(table.roles.items()):
        if role == "section":
            named = _named_week(next(filter(None, table.sheet.texts(row)), ""), calendar)
            week = named or week
        elif role == "data":
            placed[row] = week
    return placed if None not in placed.values() and len({*placed.values()}) > 1 else {}


def week_of_cell(value: CellValue, calendar: Calendar) -> int | None:
    """The week a cell of such a column names: its number, its days, or the week of a day."""
    text = "".join(cell_text(value).split())
    match = _BARE_WEEK.fullmatch(text)
    if match:
        number = int(match[1]) if match[1].isdecimal() else numeral(match[1])
        return number if number and number <= calendar.n_weeks else None
    day = day_of(value, calendar=calendar).day
    week = calendar.week_of(day) if day else None
    return week.number if week else _named_week(text, calendar)


def _named_week(text: str, calendar: Calendar) -> int | None:
    """The one week that a text names by its number or its days."""
    claims = claims_of(text, calendar=calendar, address=None)
    weeks = {claim.week for claim in claims if claim.is_of_week}
    return weeks.pop() if len(weeks) == 1 else None


def _is_day(value: CellValue, calendar: Calendar) -> bool:
    known = day_of(value, calendar=calendar).day
    return known is not None or _named_week(cell_text(value), calendar) is not None


def _against(weeks: Sequence[int], around: Surroundings, file: FileContext) -> list[Claim]:
    """The claims around a list that contradict its weeks, a person's choice among them."""
    calendar, chosen = file.calendar, file.hints.week
    if file.hints.week_stands and chosen in weeks:
        return []
    odd = [claim for claim in around.claims if not _holds(claim, weeks, calendar)]
    if chosen is not None and chosen not in weeks:
        odd.append(Claim(chosen, None, f"第{chosen}周"))
    return [replace(claim, strong=True, is_broad=False) for claim in odd]


def _holds(claim: Claim, weeks: Collection[int], calendar: Calendar) -> bool:
    """Whether a claim leaves the weeks of the rows what they are."""
    if claim.is_other_year:
        return False
    if claim.filled_on is not None:  # filled in after the last week has begun
        return not weeks or claim.filled_on >= calendar.week(max(weeks)).starts_on
    if not weeks or claim.week in weeks:
        return True
    if claim.is_broad:
        months = {m for w in weeks for m in _months(w, calendar)}
        said = _MONTH.search(claim.raw)
        return said is None or claim.is_of_week or _number(said[1]) in months
    if not claim.strong:
        return claim.week is None or claim.week > max(weeks)
    return claim.weeks is not None and claim.weeks[0] <= min(weeks) <= max(weeks) <= claim.weeks[1]


def _months(number: int, calendar: Calendar) -> set[int]:
    week = calendar.week(number)
    return {week.starts_on.month, week.ends_on.month}


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else numeral(text)


def _part(
    table: Table, placed: Mapping[int, int | None], week: int | None, *, is_first: bool
) -> Table | None:
    """The rows of one week; None without any. What is no data row belongs to the first part, but
    for the totals, which are the whole list's."""
    kept = {
        row: role
        for row, role in table.roles.items()
        if (
            placed[row] == week
            if row in placed
            else role == "header" or (is_first and role != "total")
        )
    }
    part = replace(table, roles=kept)
    return part if part.rows("data") else None


def _claiming(
    around: Surroundings, part: Table, column: int, week: int | None, odd: Sequence[Claim]
) -> Surroundings:
    """What stands around the rows of one week: they claim it, and so does all that contradicts."""
    row = part.rows("data")[0]
    at, raw = Address(part.sheet.name, row, column), part.sheet.text(row, column)
    own = Claim(week, at, raw or f"第{week}周", is_of_week=True)
    claims = () if week is None else (*odd, own)
    return replace(around, claims=claims, of_week=around.of_week or raw)


def unplaced_rows(table: Table) -> list[Issue]:
    """P14 at each row of a part without a week."""
    column = placing_column(table)
    return [
        Issue("P14", Address(table.sheet.name, row, column), table.sheet.text(row, column))
        for row in (table.rows("data") if column else ())
    ]
