"""Drawn visits and launches go in; ENTRIES as the ledger hands them out come out.

| unit | group | day        | method    | stream         | problem_found |
| 甲   | g01   | 2023-10-10 | hear spot | study research | 2             |
"""

from __future__ import annotations

import json
from datetime import date

import pandas as pd

from campaign import ENTRIES
from measures import launches, visits
from tests.measures.drawn import CALENDAR, pack

_LISTS = ("method", "stream")
_OWN = ("unit", "group", "day")


def entries(form: str, table: str) -> pd.DataFrame:
    """ENTRIES of one form; a `.` is a field the sheet leaves open."""
    lines = [[cell.strip() for cell in line.strip().strip("|").split("|")]
             for line in table.strip().splitlines()]  # fmt: skip
    rows = [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
    return ENTRIES.frame(_entry(form, n, row) for n, row in enumerate(rows))


def visit_log(table: str) -> pd.DataFrame:
    """VISITS of a drawn guidance log."""
    return visits(entries("guidance_log", table), pack())


def register(table: str) -> pd.DataFrame:
    """LAUNCHES of a drawn launch register."""
    return launches(entries("launch", table), pack())


def _entry(form: str, n: int, row: dict[str, str]) -> dict[str, object]:
    day = row.get("day", "")
    week = CALENDAR.week_of(date.fromisoformat(day)) if day else None
    told = {name: cell for name, cell in row.items() if name not in _OWN and cell != "."}
    return {
        "submission_id": 1,
        "form": form,
        "row": n + 2,
        "unit_id": row["unit"],
        "group_id": row.get("group", ""),
        "day": day,
        "week": week.number if week else 0,
        "key": row["unit"] if form == "launch" else "",
        "fields": json.dumps({name: _field(name, cell) for name, cell in told.items()}),
    }


def _field(name: str, cell: str) -> object:
    if name in _LISTS:
        return cell.split()
    if cell in ("yes", "no"):
        return cell == "yes"
    return float(cell) if cell.replace(".", "").isdigit() else cell
