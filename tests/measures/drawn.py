"""A drawn table goes in; the panel it shows comes out.

    | unit | type         | group | orgs | w1 | w2   | w3 |
    | 甲   | section_team | g01   | 0    | 2  | late 0 | .  |

A cell: `2` this week's figure · `2/5` with the cumulative · `/5` the cumulative alone · `.` nothing
came · `blank` a row without a figure · `n/a` · `exempt` · `held` · `-` not on the roster; `late` in
front of a figure: after the deadline; `@g02` behind it: in that group in that week.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

import numpy as np

from campaign import (
    CUMULATIVE,
    STUDY,
    Calendar,
    CampaignPack,
    District,
    Panel,
    PanelWeek,
    State,
    Unit,
    load_pack,
    registered_slots,
)

CALENDAR = Calendar(date(2023, 10, 2), 16)
DISTRICT = District("east", "东城区", "c2023_ztjy", CALENDAR)
SLOTS = {slot: i for i, slot in enumerate(registered_slots())}
Orgs = Mapping[str, Sequence[object]]
NO_ORGS: Orgs = MappingProxyType({})
WORDS = {"blank": State.MISSING, "n/a": State.NOT_APPLICABLE, "exempt": State.EXEMPT}


def pack() -> CampaignPack:
    """The packaged campaign of 2023."""
    return load_pack("c2023_ztjy")


def panel(
    table: str,
    quantity: str = STUDY,
    orgs: Orgs = NO_ORGS,
    parents: Mapping[str, str] = MappingProxyType({}),
) -> Panel:
    """The panel of a drawing of one quantity; `orgs` adds a unit's weekly study_org_covered,
    `parents` who stands above whom."""
    lines = [[cell.strip() for cell in line.strip().strip("|").split("|")]
             for line in table.strip().splitlines()]  # fmt: skip
    rows = lines[1:]
    units = tuple(
        Unit(
            row[0],
            row[0],
            row[1],
            row[2],
            n,
            CALENDAR.starts_on,
            sub_org_total=int(row[3]),
            parent_id=parents.get(row[0]),
        )
        for n, row in enumerate(rows)
    )
    cells = [row[4:] for row in rows]
    weeks = tuple(
        _week(number, units, [row[number - 1] for row in cells], quantity, orgs)
        for number in range(1, len(cells[0]) + 1)
    )
    ids = pack()
    return Panel(
        DISTRICT, 1, units, tuple(t.id for t in ids.types), tuple(g.id for g in ids.groups), weeks
    )


def _week(
    number: int,
    units: tuple[Unit, ...],
    cells: list[str],
    quantity: str,
    orgs: Mapping[str, Sequence[object]],
) -> PanelWeek:
    size, ids = len(units), pack()
    types, groups = [t.id for t in ids.types], [g.id for g in ids.groups]
    values = np.full((len(SLOTS), size), np.nan)
    states = np.zeros((len(SLOTS), size), dtype=np.uint8)
    moved = [
        cell.partition("@")[2] or unit.group_id for cell, unit in zip(cells, units, strict=True)
    ]
    cells = [cell.partition("@")[0] for cell in cells]
    came = np.array([cell not in (".", "-", "held") for cell in cells])
    states[:, came] = ord(State.MISSING)
    for i, cell in enumerate(cells):
        if came[i]:
            _write(values[:, i], states[:, i], cell.removeprefix("late").strip(), quantity)
            covered = orgs.get(units[i].id, ())
            if number <= len(covered) and covered[number - 1] is not None:
                _number(values[:, i], states[:, i], "study_org_covered", str(covered[number - 1]))
    member = np.array([cell != "-" for cell in cells])
    return PanelWeek(
        week=CALENDAR.week(number),
        values=values,
        states=states,
        reported=came,
        held=np.array([cell == "held" for cell in cells]),
        on_time=came & ~np.array([cell.startswith("late") for cell in cells]),
        member=member,
        type_index=np.where(member, [types.index(u.type_id) for u in units], -1),
        group_index=np.where(member, [groups.index(g) for g in moved], -1),
        sub_org_total=np.array([u.sub_org_total for u in units]),
    )


def _write(values: np.ndarray, states: np.ndarray, cell: str, quantity: str) -> None:
    if cell in WORDS:
        states[:] = ord(WORDS[cell])
        return
    weekly, _, cumulative = cell.partition("/")
    if weekly:
        _number(values, states, quantity, weekly)
    if cumulative:
        _number(values, states, quantity + CUMULATIVE, cumulative)


def _number(values: np.ndarray, states: np.ndarray, slot: str, text: str) -> None:
    values[SLOTS[slot]] = float(text)
    states[SLOTS[slot]] = ord(State.VALUE if float(text) else State.ZERO)
