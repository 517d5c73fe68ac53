"""The doubts planted on purpose in the sample district, and nothing else in it may be doubted.

Eight cells in sixteen weeks of weekly sheets, three in the guidance logs, and the blank rows of
units that sent only their name (C10). The writer lists them in `doubts.csv` (file, code, cell)
beside the workbooks: a blank row by its line, such as `周报!12`, everything else by its cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from campaign import CUMULATIVE
from sample_data.sheets.group_sheet import TypedRow
from sample_data.sheets.log_rows import LogRow
from sample_data.sheets.sheets import Formula, Value
from sample_data.truth.activity import Activity


@dataclass(frozen=True)
class PlantedCell:
    """A doubtful cell in one group's sheet of one week, in the row of the unit `pick` chooses."""

    code: str
    group: int
    week: int
    slot: str
    value: Value


@dataclass(frozen=True)
class Doubt:
    """Where a doubt stands, as `doubts.csv` lists it."""

    file: str
    code: str
    cell: str


Marks = list[tuple[str, str, str]]
"""Planted doubts of one sheet, each as (code, name as written in the sheet, slot)."""

VisitMarks = list[tuple[str, tuple[int, str]]]
"""Planted doubts of one log, each as (code, (place of its row, field))."""

PLANTED = (
    PlantedCell("C10", 6, 3, "party_lecture_count", None),
    PlantedCell("C04", 3, 4, "discussion_session_count", "约3"),
    PlantedCell("C01", 8, 6, "research_visit_count", Formula("=#REF!+1", "#REF!")),
    PlantedCell("C15", 10, 8, "problem_found_count", "待报"),
    PlantedCell("C03", 7, 10, "study_session_count", 2.5),
)
FALLING = PlantedCell("K05", 2, 12, "study_session_count" + CUMULATIVE, None)
"""A running total typed one too low for the week before; right again a week later, when the two no
longer add up (K23, where earlier weeks are known)."""
WRONG_TOTAL = PlantedCell("K01", 1, 9, "study_session_count", 3)
"""The total row says three more than its rows."""
UNKNOWN_UNIT = PlantedCell("U01", 8, 5, "name", "区招商服务中心")
"""A row of a unit that is on no roster."""
PLANTED_VISITS = (
    PlantedCell("C05", 3, 9, "day", "11月31日"),
    PlantedCell("C06", 6, 7, "day", "2023年11月"),
    PlantedCell("C17", 2, 5, "method", "听取汇报、电话询问"),
)
"""Doubtful cells of the logs, in the third visit of the workbook that begins with the week."""
CORRECTED = (6, 7)
"""The group and week whose workbook came again a week later with a few figures put right."""


def with_planted_cells(
    rows: Sequence[TypedRow], activities: Mapping[str, Activity], group: int, week: int
) -> tuple[list[TypedRow], Marks]:
    """The rows with this sheet's doubtful cells, and a mark of each."""
    doubtful, marks = list(rows), Marks()
    for cell in PLANTED:
        if (cell.group, cell.week) == (group, week):
            place = _third_with(doubtful, cell.slot)
            doubtful[place] = _with_value(doubtful[place], cell.slot, cell.value)
            marks.append((cell.code, doubtful[place].name, cell.slot))
    if (group, week) == (FALLING.group, FALLING.week):
        place, before = _falling(doubtful, activities, week)
        doubtful[place] = _with_value(doubtful[place], FALLING.slot, before - 1)
        marks.append((FALLING.code, doubtful[place].name, FALLING.slot))
    return doubtful, marks


def with_planted_visits(
    rows: Sequence[LogRow], group: int, first_week: int
) -> tuple[list[LogRow], VisitMarks]:
    """A log's rows with its doubtful cells, and each one's code, place of its row and field."""
    doubtful, marks = list(rows), VisitMarks()
    for cell in PLANTED_VISITS:
        if (cell.group, cell.week) == (group, first_week):
            place = min(2, len(doubtful) - 1)
            doubtful[place] = {**doubtful[place], cell.slot: cell.value}
            marks.append((cell.code, (place, cell.slot)))
    return doubtful, marks


def with_too_little(rows: Sequence[TypedRow]) -> list[TypedRow]:
    """The rows as first sent: three units' study sessions one too few, later corrected."""
    slots = ("study_session_count", "study_session_count" + CUMULATIVE)
    too_little = list(rows)
    busy = [i for i, row in enumerate(rows) if row.counted.get(slots[0], 0) >= 2][:3]
    for place in busy:
        for slot in slots:
            fewer = too_little[place].counted[slot] - 1
            too_little[place] = _with_value(too_little[place], slot, fewer)
    return too_little


def _third_with(rows: Sequence[TypedRow], slot: str) -> int:
    """The third row with a figure in the slot, or the last one where there are fewer."""
    suitable = [place for place, row in enumerate(rows) if slot in row.counted]
    return suitable[min(2, len(suitable) - 1)]


def _falling(
    rows: Sequence[TypedRow], activities: Mapping[str, Activity], week: int
) -> tuple[int, float]:
    """A row whose running total may be typed too low without falling below its own week."""
    for place, row in enumerate(rows):
        before = activities[row.name].until("study_session_count", week - 1) or 0
        if row.counted.get("study_session_count", 9) < before - 1 and place > 1:
            return place, before
    raise ValueError("no unit of this sheet has studied often enough")


def _with_value(row: TypedRow, slot: str, value: Value) -> TypedRow:
    counted = {key: number for key, number in row.counted.items() if key != slot}
    if isinstance(value, int | float):
        counted[slot] = value
    return replace(row, cells={**row.cells, slot: value}, counted=counted)
