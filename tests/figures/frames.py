"""Small frames as measures hand them out: a drawn table goes in, a frame of its shape comes out."""

from __future__ import annotations

import pandas as pd

from campaign import Shape
from measures.counting import ARRIVALS, CONTROL, FREQUENCY, SPREAD, STANDING, UNIT_WEEKS, WATERFALL

DEFAULTS = {"place_kind": "type", "place_id": "all", "measure": "study_reach", "week": 1}


def standing(table: str) -> pd.DataFrame:
    """A STANDING frame; value, lowest and highest follow from the counts unless drawn."""
    rows = [_standing(row) for row in _rows(table)]
    return STANDING.frame(rows)


def _standing(row: dict[str, object]) -> dict[str, object]:
    n, total = float(str(row["numerator"])), float(str(row["denominator"]))
    share = n / total if total else float("nan")
    counts = {"n_reported": int(total), "n_expected": int(total), "plan": float("nan")}
    return DEFAULTS | counts | {"value": share, "lowest": share, "highest": share} | row


def spread(table: str) -> pd.DataFrame:
    """A SPREAD frame."""
    return _frame(SPREAD, table, {"lowest": 0, "highest": 1})


def frequency(table: str) -> pd.DataFrame:
    """A FREQUENCY frame."""
    rest = {"quantity": "study_session_count", "n_known": 1, "n_expected": 2}
    return _frame(FREQUENCY, table, rest | {"plan": float("nan"), "is_lower_bound": False})


def arrivals(table: str) -> pd.DataFrame:
    """An ARRIVALS frame; a unit's id is its name."""
    rows = [{"type_id": "section_team", "group_id": "g01", "unit_id": row["name"]} | row
            for row in _rows(table)]  # fmt: skip
    return ARRIVALS.frame(rows)


def unit_weeks(table: str) -> pd.DataFrame:
    """A UNIT_WEEKS frame; a unit's id is its name."""
    return UNIT_WEEKS.frame(
        {"unit_id": row["name"], "sent": row["value"], "is_derived": False} | row
        for row in _rows(table)
    )


def control(table: str) -> pd.DataFrame:
    """A CONTROL frame of the district; limits that are not drawn are the same every week."""
    rest = {"quantity": "study_session_count", "status": "charted", "label": "", "is_busy": False}
    rows = [{name: "" if value == "-" else value for name, value in row.items()}
            for row in _rows(table)]  # fmt: skip
    return CONTROL.frame(DEFAULTS | rest | row for row in rows)


def waterfall(table: str) -> pd.DataFrame:
    """A WATERFALL frame from week 1 to week 2; parts and counts that are not drawn are 0."""
    parts = ("newly_in", "newly_missing", "within", "denominators", "moves")
    rest: dict[str, object] = dict.fromkeys(parts, 0.0)
    rest |= {"since": 1, "week": 2, "n_newly_in": 0, "n_newly_missing": 0, "n_moves": 0}
    rows = [rest | row for row in _rows(table)]
    for row in rows:
        row["change"] = sum(float(str(row[part])) for part in parts)
        row["value"] = float(str(row["previous"])) + row["change"]
    return WATERFALL.frame(DEFAULTS | row for row in rows)


def _frame(shape: Shape, table: str, rest: dict[str, object]) -> pd.DataFrame:
    return shape.frame(DEFAULTS | rest | row for row in _rows(table))


def _rows(table: str) -> list[dict[str, object]]:
    lines = [[cell.strip() for cell in line.strip().strip("|").split("|")]
             for line in table.strip().splitlines()]  # fmt: skip
    return [dict(zip(lines[0], map(_cell, line), strict=True)) for line in lines[1:]]


def _cell(text: str) -> object:
    if text == ".":
        return float("nan")
    if text in ("yes", "no"):
        return text == "yes"
    try:
        return int(text) if text.lstrip("-").isdigit() else float(text)
    except ValueError:
        return text
