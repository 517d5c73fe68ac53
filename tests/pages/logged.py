"""Guidance visits for the small ledger: two groups' logs, accepted as any other sheet.

U01, U03 and U06 were visited by the first group, U02 by the second; the third keeps no log yet.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from campaign import ENTRY_ROWS, Grid, Source, Submission
from ledger import Ledger
from tests.ledger.drawn import OFFICE
from tests.pages.filled import PACK, UNITS

VISITS = (
    # unit, group, day, methods, workstreams, problems found, advice, solved on the spot
    ("U01", "g01", "2023-10-10", ["hear"], ["study"], 2, 1, 1),
    ("U03", "g01", "2023-10-10", ["hear", "spot"], ["study", "review"], 1, 2, 0),
    ("U06", "g01", "2023-10-18", ["join"], ["study"], 0, 1, 0),
    ("U01", "g01", "2023-10-25", ["spot"], ["rectify"], 1, 0, 1),
    ("U02", "g02", "2023-10-04", ["hear"], ["study"], None, 1, 0),
)
_FIELDS = ("method", "stream", "problem_found", "advice_given", "solved_on_site")
_TITLES = ("日期", "被指导单位", "督导方式", "督导内容", "发现问题数", "提出意见建议", "现场解决")
_COLUMNS = {"day": 1, "unit": 2, **{field: 3 + i for i, field in enumerate(_FIELDS)}}


def log_visits(ledger: Ledger, district_id: str = "sample") -> None:
    """Enter both groups' logs."""
    at = datetime(2023, 10, 27, 10, tzinfo=ZoneInfo(PACK.calendar.zone))
    for group_id in ("g01", "g02"):
        plan = ledger.plan(district_id, guidance_log(group_id))
        ledger.accept(plan, by=OFFICE, received_at=at)


def guidance_log(group_id: str) -> Submission:
    """One group's log of its visits so far."""
    own = [visit for visit in VISITS if visit[1] == group_id]
    names = {unit_id: name for unit_id, name, *_ in UNITS}
    lines, cells = [], [("督导工作台账",), _TITLES]
    for i, (unit_id, _, day, *told) in enumerate(own):
        fields = {
            name: value for name, value in zip(_FIELDS, told, strict=True) if value is not None
        }
        lines.append(
            {
                "row": 3 + i,
                "accepted": True,
                "unit_id": unit_id,
                "raw_unit": names[unit_id],
                "group_id": group_id,
                "day": day,
                "key": "",
                "fields": json.dumps(fields),
            }
        )
        cells.append((day, names[unit_id], *(str(value) for value in told)))
    source = Source(group_id.ljust(64, "f"), f"{group_id}督导台账.xlsx", "督导", sender=group_id)
    grid = Grid("督导", 1, 1, tuple(cells), roles={1: "title", 2: "header"})
    return Submission("guidance_log", None, source, ENTRY_ROWS.frame(lines), _COLUMNS, (), grid)


def log_work(ledger: Ledger, lines: Sequence[Mapping[str, object]]) -> None:
    """Enter the office's own log, a line each with its `day` and `group`, and its other fields."""
    told = [
        {
            "row": 3 + i,
            "accepted": True,
            "unit_id": "",
            "raw_unit": "",
            "group_id": line.get("group", ""),
            "day": line["day"],
            "key": "",
            "fields": json.dumps({k: v for k, v in line.items() if k not in ("day", "group")}),
        }
        for i, line in enumerate(lines)
    ]
    cells = [("办公室工作台账",), ("日期", "工作内容"), *((line["day"], "") for line in lines)]
    source = Source("d" * 64, "办公室工作台账.xlsx", "工作", sender="office")
    grid = Grid("工作", 1, 1, tuple(cells), roles={1: "title", 2: "header"})
    columns = {"day": 1, "category": 2}
    log = Submission("office_log", None, source, ENTRY_ROWS.frame(told), columns, (), grid)
    at = datetime(2023, 10, 27, 10, tzinfo=ZoneInfo(PACK.calendar.zone))
    ledger.accept(ledger.plan("sample", log), by=OFFICE, received_at=at)
