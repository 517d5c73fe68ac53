"""A register of launches for the small ledger, accepted as any other sheet."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from campaign import ENTRY_ROWS, Grid, Source, Submission
from ledger import Ledger
from tests.ledger.drawn import OFFICE
from tests.pages.filled import PACK, UNITS


def register_launches(
    ledger: Ledger,
    launched: Mapping[str, str | None],
    district_id: str = "sample",
    **more: bool,
) -> None:
    """Enter when each of these units launched; None says that it has not. `more` are further fields
    of each."""
    names = {unit_id: name for unit_id, name, *_ in UNITS}
    groups = {unit[0]: unit[3] for unit in UNITS}
    lines = [
        {
            "row": 3 + i,
            "accepted": True,
            "unit_id": unit_id,
            "raw_unit": names[unit_id],
            "group_id": groups[unit_id],
            "day": "",
            "key": unit_id,
            "fields": json.dumps(
                ({"launch_held": True, "launched_on": day} if day else {"launch_held": False})
                | more
            ),
        }
        for i, (unit_id, day) in enumerate(launched.items())
    ]
    cells = [("动员部署情况",), ("单位", "动员会召开", "召开日期")]
    cells += [(names[i], "是" if day else "否", day or "") for i, day in launched.items()]
    grid = Grid("启动", 1, 1, tuple(cells), roles={1: "title", 2: "header"})
    source = Source("e" * 64, "动员部署情况.xlsx", "启动", sender="g01")
    columns = {"unit": 1, "launch_held": 2, "launched_on": 3}
    register = Submission("launch", None, source, ENTRY_ROWS.frame(lines), columns, (), grid)
    at = datetime(2023, 10, 20, 10, tzinfo=ZoneInfo(PACK.calendar.zone))
    ledger.accept(ledger.plan(district_id, register), by=OFFICE, received_at=at)
