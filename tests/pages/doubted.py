"""Sheets that contradict themselves, for the small ledger: the office's own sheet of two weeks with
totals that fall and more organisations than there are, a total that does not tie out, and checks on
the spot."""

from __future__ import annotations

import json
from datetime import datetime
from zoneinfo import ZoneInfo

from campaign import (
    ENTRY_ROWS,
    WEEKLY_ROWS,
    Address,
    Grid,
    Issue,
    Source,
    Submission,
    registered_slots,
)
from ledger import Ledger
from tests.ledger.drawn import OFFICE
from tests.pages.filled import PACK

TOTAL = "study_session_count@cumulative"
_COLUMNS = {"study_session_count": 2, TOTAL: 3, "study_org_covered": 4}
_TITLES = ("单位名称", "集中学习", "集中学习（累计）", "已开展学习的党组织数")
SHEETS = {
    # week: (unit, name, this week, total, organisations studying)
    3: (("U02", "区政府办公室", 1, 4, 3), ("U05", "东城街道", 2, 4, 3)),
    4: (("U02", "区政府办公室", 1, 3, 3), ("U05", "东城街道", 2, 6, 9)),
}
CHECKS = (
    # unit, day, reported, verified
    ("U02", "2023-10-10", 6, 4),
    ("U02", "2023-10-17", 2, 2),
    ("U05", "2023-10-18", 4, 4),
)


def doubt(ledger: Ledger, district_id: str = "sample") -> None:
    """Enter the two weeks and the log."""
    at = datetime(2023, 11, 8, 10, tzinfo=ZoneInfo(PACK.calendar.zone))
    for submission in (weekly(3), weekly(4), log()):
        plan = ledger.plan(district_id, submission)
        ledger.accept(plan, by=OFFICE, received_at=at)


def weekly(number: int) -> Submission:
    """One week's sheet; the total row of week 4 says one session more than its rows."""
    lines, cells = [], [(f"第{number}周更正",), _TITLES]
    for i, (unit_id, name, *told) in enumerate(SHEETS[number]):
        values = dict(zip(_COLUMNS, told, strict=True))
        states = "".join("v" if slot in values else "m" for slot in registered_slots())
        lines.append(
            {"row": 3 + i, "unit_id": unit_id, "raw_unit": name, "accepted": True, "states": states,
             **{slot: float(values.get(slot, "nan")) for slot in registered_slots()}}
        )  # fmt: skip
        cells.append((name, *(str(value) for value in told)))
    cells.append(("合计", "4", "9", "12"))
    untied = Issue("K01", Address("更正", 5, 2), "4", {"t": "4", "s": "3", "d": "1", "col": "B"})
    source = Source(f"{number}e".ljust(64, "0"), f"第{number}周更正.xlsx", "更正")
    grid = Grid("更正", 1, 1, tuple(cells), roles={1: "title", 2: "header"})
    issues = (untied,) if number == 4 else ()
    rows = WEEKLY_ROWS.frame(lines)
    return Submission("weekly_report", number, source, rows, _COLUMNS, issues, grid)


def log() -> Submission:
    """Checks of what units had reported."""
    names = ("checked_claimed", "checked_verified")
    lines = [
        {"row": 3 + i, "accepted": True, "unit_id": unit, "raw_unit": unit, "group_id": "g02",
         "day": day, "key": "",
         "fields": json.dumps({"method": ["spot"], "stream": ["study"],
                               **dict(zip(names, told, strict=True))})}
        for i, (unit, day, *told) in enumerate(CHECKS)
    ]  # fmt: skip
    cells = (("督导台账",), ("日期", "单位", "上报数", "核实数"))
    cells += tuple((day, unit, str(a), str(b)) for unit, day, a, b in CHECKS)
    grid = Grid("督导", 1, 1, cells, roles={1: "title", 2: "header"})
    source = Source("c".ljust(64, "e"), "抽查.xlsx", "督导", sender="g02")
    columns = {"day": 1, "unit": 2, "checked_claimed": 3, "checked_verified": 4}
    return Submission("guidance_log", None, source, ENTRY_ROWS.frame(lines), columns, (), grid)
