"""A small ledger in which one type lies behind the rest by more than chance: twenty section-level
units study every week, twenty enterprises have not begun."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from campaign import (
    ROSTER_ROWS,
    WEEKLY_ROWS,
    Grid,
    Source,
    Submission,
    registered_slots,
)
from ledger import Ledger
from tests.ledger.drawn import OFFICE
from tests.pages.filled import PACK, sample_district

UNITS = tuple(
    (f"{letter}{n:02}", f"{name}{n}号", type_id, "g01")
    for letter, name, type_id in (("S", "区属单位", "section_team"), ("N", "企业", "non_public"))
    for n in range(1, 21)
)
_STUDY = "study_session_count"

UNSAID = dict.fromkeys(("sector", "admin_level", "party_form", "successor_id"), "")
"""What these rosters do not say of a unit."""


def fill_behind(ledger: Ledger, *, weeks: int = 3) -> None:
    """Enter the district, its roster and some weeks of one group's sheet."""
    district = sample_district()
    ledger.add_district(district, by=OFFICE)
    start = datetime(2023, 10, 2, tzinfo=ZoneInfo(PACK.calendar.zone))
    sent = [(_roster(), start)]
    sent += [(_week(n), start + timedelta(weeks=n - 1, hours=100)) for n in range(1, weeks + 1)]
    for submission, at in sent:
        ledger.accept(ledger.plan(district.id, submission), by=OFFICE, received_at=at)


def _roster() -> Submission:
    blank = dict.fromkeys(("short_names", "parent_id", "valid_from", "valid_to"), "")
    rows = ROSTER_ROWS.frame(
        {
            "row": 2 + i,
            "accepted": True,
            "unit_id": unit_id,
            "code": unit_id,
            "name": name,
            "type_id": type_id,
            "group_id": group_id,
            "sub_org_total": 0,
            "sort_no": i,
            "scope": "own",
            **UNSAID,
            **blank,
        }
        for i, (unit_id, name, type_id, group_id) in enumerate(UNITS)
    )
    grid = Grid("名册", 1, 1, (("单位名称",), *((name,) for _, name, *_ in UNITS)))
    source = Source("b" * 64, "单位名册.xlsx", "名册")
    return Submission("roster", None, source, rows, {"name": 1}, (), grid)


def _week(number: int) -> Submission:
    slots = registered_slots()
    held = [int(type_id == "section_team") for _, _, type_id, _ in UNITS]
    rows = WEEKLY_ROWS.frame(
        {
            "row": 2 + i,
            "unit_id": unit_id,
            "raw_unit": name,
            "accepted": True,
            "states": "".join(("z", "v")[n] if slot == _STUDY else "n" for slot in slots),
            **{slot: float(n) if slot == _STUDY else float("nan") for slot in slots},
        }
        for i, ((unit_id, name, *_), n) in enumerate(zip(UNITS, held, strict=True))
    )
    cells = [("单位名称", "集中学习"), *((u[1], str(n)) for u, n in zip(UNITS, held, strict=True))]
    grid = Grid("周报", 1, 1, tuple(cells), roles={1: "header"})
    source = Source(str(number) * 64, f"第{number}周.xlsx", "周报", sender="g01")
    return Submission("weekly_report", number, source, rows, {"unit": 1, _STUDY: 2}, (), grid)
