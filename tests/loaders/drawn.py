"""Drawn sheets go in; real .xlsx bytes come out, and what the loaders read in them.

One line a row, cells between bars: `3` is a number, `'3` a text, `<` is merged with the cell on
the left and `^` with the one above, `#REF!` a formula error, `=A1+1` a formula without a result,
`=A1+1→3` one with a result, `50%` a number in percent style, `TRUE` a truth value, `2023-10-20` a
date, `\\n` a line break. Drawings start at A1 unless `at` says otherwise.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

import pandas as pd
import xlsxwriter
from xlsxwriter.utility import xl_cell_to_rowcol

from campaign import Issue, Roster, Severity, Unit, load_pack
from loaders import Hints, Reading, ReadRow, TableReading, Value, read_workbook

PACK = load_pack("c2023_ztjy")
LAUNCH = PACK.calendar.starts_on
_ERRORS = ("#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")

Drawn = tuple[int, int, str]


@dataclass(frozen=True)
class Drawing:
    """One sheet: its name, its drawing, where it starts, and what is hidden."""

    drawing: str
    name: str = "周报"
    at: str = "A1"
    hidden: bool = False
    hidden_rows: Collection[int] = ()
    hidden_columns: Collection[str] = ()


def unit(
    id_: str,
    name: str,
    type_id: str = "section_team",
    group_id: str = "g02",
    *,
    short: tuple[str, ...] = (),
    children: int = 0,
    code: str = "",
    until: date | None = None,
) -> Unit:
    """A unit on the roster since the launch."""
    return Unit(
        id_,
        name,
        type_id,
        group_id,
        sort_no=len(id_),
        valid_from=LAUNCH,
        valid_to=until,
        code=code,
        short_names=short,
        sub_org_total=children,
    )


ROSTER = Roster(
    (
        unit("u01", "区财政局", short=("财政局",), code="D001"),
        unit("u02", "区应急管理局", short=("应急局", "应急管理局"), code="D002"),
        unit("u03", "西城街道", children=12),
        unit("u04", "幸福社区党支部", "grassroots"),
        unit("u05", "区人力资源和社会保障局", group_id="g01"),
        unit("u06", "第十一小学党支部", "grassroots", "g03"),
        unit("u07", "东河镇中心小学党支部", "grassroots", "g03", short=("中心小学党支部",)),
        unit("u08", "南山镇中心小学党支部", "grassroots", "g03", short=("中心小学党支部",)),
        unit("u09", "区教育局", group_id="g03", children=5),
        unit("u10", "红星机械有限公司党支部", "non_public", "g04"),
        unit("u11", "区旧城改造办公室", group_id="g05", until=date(2023, 10, 8)),
        unit("u12", "区政府领导班子", "county_team", "g06", short=("区政府班子",)),
    ),
    {"应急办": "u02"},
    ("云岭区",),
)
NOBODY = Roster(())


def workbook(*sheets: str | Drawing) -> bytes:
    """The bytes of a workbook with one sheet for each drawing."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for place, listed in enumerate(sheets):
            sheet = listed if isinstance(listed, Drawing) else Drawing(listed)
            name = sheet.name if isinstance(listed, Drawing) or not place else f"周报{place + 1}"
            _draw(book, sheet, name)
    return out.getvalue()


def cells_of(drawing: str) -> list[list[str]]:
    """The cells of a drawing, line by line."""
    lines = [line.strip() for line in drawing.strip().splitlines()]
    return [[c.strip() for c in re.sub(r"^\||\|$", "", line).split("|")] for line in lines]


def _draw(book: xlsxwriter.Workbook, drawing: Drawing, name: str) -> None:
    sheet = book.add_worksheet(name)
    top, left = xl_cell_to_rowcol(drawing.at)
    cells = cells_of(drawing.drawing)
    for r, line in enumerate(cells):
        for c, text in enumerate(line):
            if text not in ("<", "^"):
                _write(book, sheet, (top + r, left + c, text))
    for first_row, first, last_row, last in merges_of(cells):
        text = cells[first_row][first]
        area = (top + first_row, left + first, top + last_row, left + last)
        sheet.merge_range(*area, "")
        _write(book, sheet, (*area[:2], text))
    for row in drawing.hidden_rows:
        sheet.set_row(row - 1, None, None, {"hidden": True})
    for letter in drawing.hidden_columns:
        sheet.set_column(f"{letter}:{letter}", None, None, {"hidden": True})
    if drawing.hidden:
        sheet.hide()


def merges_of(cells: Sequence[Sequence[str]]) -> list[tuple[int, int, int, int]]:
    """The merged areas drawn, 0-based (top, left, bottom, right)."""
    found = []
    for r, line in enumerate(cells):
        for c, text in enumerate(line):
            if text in ("<", "^"):
                continue
            right = c
            while right + 1 < len(line) and line[right + 1] == "<":
                right += 1
            bottom = r
            while bottom + 1 < len(cells) and cells[bottom + 1][c : c + 1] == ["^"]:
                bottom += 1
            if (bottom, right) != (r, c):
                found.append((r, c, bottom, right))
    return found


def _write(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, drawn: Drawn) -> None:
    row, column, text = drawn
    text = text.replace("\\n", "\n")
    if text in _ERRORS:
        sheet.write_formula(row, column, "=#REF!+1", None, text)
    elif text.startswith("="):
        formula, _, result = text.partition("→")
        sheet.write_formula(row, column, formula, None, float(result) if result else "")
    elif text:
        value, shown_as = _typed(text)
        style = book.add_format({"num_format": shown_as}) if shown_as else None
        (sheet.write_string if isinstance(value, str) else sheet.write)(row, column, value, style)


def _typed(text: str) -> tuple[str | float | bool | datetime, str]:
    """A drawn cell's value, and the number format it is shown in."""
    if text.startswith("'"):
        return text[1:], ""
    if text in ("TRUE", "FALSE"):
        return text == "TRUE", ""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return datetime.fromisoformat(text), "yyyy-mm-dd"
    if text.endswith("%") and _NUMBER.fullmatch(text[:-1]):
        return float(text[:-1]) / 100, "0%"
    return (float(text), "") if _NUMBER.fullmatch(text) else (text, "")


def read(
    book: bytes | str | Drawing,
    *,
    file_name: str = "周报.xlsx",
    roster: Roster = ROSTER,
    week: int | None = None,
    **hints: object,
) -> Reading:
    """What the loaders read in a workbook, or in a drawing of its one sheet."""
    data = book if isinstance(book, bytes) else workbook(book)
    known = Hints(week=week, **hints)  # type: ignore[arg-type]
    return read_workbook(data, file_name=file_name, roster=roster, pack=PACK, hints=known)


def table(reading: Reading) -> TableReading:
    """The only table of a reading."""
    (found,) = reading.tables
    return found


def entries(reading: Reading) -> dict[str, ReadRow]:
    """The entries of all tables by the unit's text."""
    return {entry.raw_unit: entry for t in reading.tables for entry in t.entries}


def cell(reading: Reading, unit_text: str, slot: str) -> Value:
    """One value as read."""
    return entries(reading)[unit_text].values[slot]


def figures(reading: Reading) -> dict[str, dict[str, tuple[object, str]]]:
    """What was read, without places: unit text → slot → (value, state)."""
    return {
        text: {slot: (v.value, v.state.value) for slot, v in entry.values.items()}
        for text, entry in entries(reading).items()
    }


def accepted(reading: Reading) -> list[str]:
    """The unit texts of the rows that go in, top down."""
    return [e.raw_unit for t in reading.tables for e in t.entries if e.accepted]


def stored(reading: Reading) -> dict[str, dict[str, object]]:
    """The figures of the rows that go in, by unit text and slot."""
    told = figures(reading)
    return {
        raw: {slot: value for slot, (value, _) in told[raw].items()} for raw in accepted(reading)
    }


def rows(reading: Reading) -> pd.DataFrame:
    """The frame of the only submission."""
    (submission,) = reading.submissions
    return submission.rows


def doubts(reading: Reading, *, notes: bool = False) -> list[str]:
    """Codes with their cells, in order, such as `C04 周报!D5`; U05 and, unless asked, notes are
    left out."""
    return [
        _shown(issue)
        for issue in reading.all_issues
        if issue.code != "U05" and (notes or issue.severity is not Severity.NOTE)
    ]


def _shown(issue: Issue) -> str:
    return f"{issue.code} {issue.address}" if issue.address else issue.code


def codes(reading: Reading) -> list[str]:
    """All codes, U05 and notes included, each run once."""
    return [code for code, _ in groupby(sorted(i.code for i in reading.all_issues))]


def issue(reading: Reading, code: str) -> Issue:
    """The only issue of a code."""
    (found,) = (i for i in reading.all_issues if i.code == code)
    return found
