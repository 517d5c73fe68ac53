"""Sheets of this campaign, drawn by kind from `weekly_tables.txt`: each is read right or, where two
readings remain, asked about; none is silently wrong."""

from __future__ import annotations

import os
import re
from random import Random

import pytest

from tests.loaders.offices.template import Sheet, Template, number, templates
from tests.loaders.sampled.plan import Plan

KINDS = templates("weekly_tables.txt")
EACH = 200 if os.environ.get("SOAK") else 2
SLOTS = {
    "s": "study_session_count", "c": "center_group_study_count", "d": "discussion_session_count",
    "p": "party_lecture_count", "r": "research_visit_count", "f": "problem_found_count",
    "x": "rect_done_count", "l": "livelihood_done_count",
}  # fmt: skip
_COLUMN = re.compile(r"([A-Z])=([a-z])(@?)(?:/(\d+))?")
Truth = dict[tuple[int, str, str], float]


def plan_of(template: Template, seed: int) -> Plan:
    """The sheet with its truth, as `sampled` tries it."""
    sheet = template.drawn(Random(f"{template.name} {seed}"))
    lines = tuple(
        tuple(c.strip() for c in line.strip().removeprefix("|").removesuffix("|").split("|"))
        for line in sheet.drawing.drawing.splitlines()
    )
    is_clear = "asks" not in template.settings
    truth = _truth(sheet) if is_clear else None
    return Plan(lines, truth, is_clear, sheet=sheet.drawing.name, file="汇总")


def _truth(sheet: Sheet) -> Truth:
    settings, week = sheet.template.settings, int(sheet.template.settings.get("week", 0))
    if "across" in settings:
        return _across(sheet, week, settings["across"].split())
    if "one" in settings:
        return _one(sheet, week, settings["one"])
    truth: Truth = {}
    for place, told in sheet.template.tables.items():
        _, _, rest = told.partition(" unit ")
        for letter, slot, end, other in _COLUMN.findall(rest):
            for row in sheet.template.rows("Dwc", place):
                unit = sheet.text(row, number(rest[0]))
                so_far = end or row in sheet.template.rows("c", place)
                name = SLOTS[slot] + ("@cumulative" if so_far else "")
                truth[int(other or week), unit, name] = sheet.figures[row, number(letter)]
    return truth


def _across(sheet: Sheet, week: int, units: list[str]) -> Truth:
    (head,) = sheet.template.rows("H")
    columns = {c: t for c, t in enumerate(sheet.template.cells[head - 1], start=1) if t in units}
    return {
        (week, unit, SLOTS[slot]): sheet.figures[row, column]
        for slot in SLOTS
        for row in sheet.template.rows(slot)
        for column, unit in columns.items()
    }


def _one(sheet: Sheet, week: int, unit: str) -> Truth:
    return {
        (week, unit, SLOTS[slot] + end): sheet.figures[row, column]
        for slot in SLOTS
        for row in sheet.template.rows(slot)
        for column, end in ((2, ""), (3, "@cumulative"))
    }


@pytest.mark.parametrize("name", KINDS)
def test_a_sheet_of_any_kind_is_read_right_or_asked_about(name: str) -> None:
    for seed in range(EACH):
        plan = plan_of(KINDS[name], seed)
        assert plan.outcome() in ({"right"} if plan.is_clear else {"asked", "refused"}), plan.told()


if __name__ == "__main__":
    for name, kind in KINDS.items():
        plan = plan_of(kind, 0)
        print(f"{plan.outcome():8} {'' if plan.is_clear else '(to be asked)'} {name}")  # noqa: T201
