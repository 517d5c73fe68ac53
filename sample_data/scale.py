"""A pack, a size and a seed go in; a district of that size comes out, as submissions read already.

For trying the ledger and the pages at sizes nobody writes workbooks for: the roster first, then
each week's reports, a sheet a group and no more than a thousand units a sheet. Types come in a
district's usual shares; one unit in twelve sends nothing in a week, and late weeks come in late.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from campaign import (
    CUMULATIVE,
    ROSTER_ROWS,
    WEEKLY_ROWS,
    Cadence,
    Calendar,
    CampaignPack,
    Grid,
    Kind,
    Label,
    Quantity,
    Source,
    State,
    Submission,
    registered_slots,
)
from sample_data.truth.names import SCALE_NAMES, SCALE_SUFFIXES

SCALE_NAME = Label("大区样本", "Large sample district")
SHARES = {
    "county_team": 5,
    "section_team": 62,
    "second_tier": 86,
    "grassroots": 140,
    "non_public": 47,
}
"""Of 340 units in a usual district, how many are of each type."""
UNITS_A_SHEET = 1_000
SILENT, LATE, UNTOLD = 1 / 12, 1 / 15, 1 / 50
_HEADER_ROW = 3


@dataclass(frozen=True)
class Sent:
    """A submission and when it was received."""

    submission: Submission
    received_at: datetime


@dataclass(frozen=True)
class ScaleDistrict:
    """A district of any size: its units as columns, in protocol order."""

    pack: CampaignPack
    calendar: Calendar
    seed: int
    unit_ids: NDArray[np.str_]
    names: NDArray[np.str_]
    types: NDArray[np.str_]
    groups: NDArray[np.str_]
    sub_totals: NDArray[np.int64]

    @property
    def n_sheets(self) -> int:
        """How many submissions it has, the roster's among them."""
        sheets = sum(-(-int((self.groups == g).sum()) // UNITS_A_SHEET) for g in set(self.groups))
        return 1 + self.calendar.n_weeks * sheets


def scale_district(
    pack: CampaignPack, *, calendar: Calendar, n_units: int, seed: int = 2023
) -> ScaleDistrict:
    """The units of a district; raises ValueError for fewer than one or more than there are names.

    Each type has its usual share, rounded; groups are dealt out in turn, ten of them, or all of
    the pack's where a sheet would be long.
    """
    if not 1 <= n_units <= 120_000:
        raise ValueError(f"a district has 1 to 120,000 units, not {n_units}")
    ends = np.cumsum(list(SHARES.values())) * n_units / sum(SHARES.values())
    kinds = np.searchsorted(np.round(ends), np.arange(n_units), side="right")
    groups = [group.id for group in pack.groups]
    groups = groups[:10] if n_units <= 10 * UNITS_A_SHEET else groups
    rng = np.random.default_rng([seed, n_units])
    return ScaleDistrict(
        pack,
        calendar,
        seed,
        unit_ids=np.array([f"u{n:06d}" for n in range(1, n_units + 1)]),
        names=np.array([_name(n, int(kind)) for n, kind in enumerate(kinds)]),
        types=np.array(list(SHARES))[kinds],
        groups=np.array(groups)[np.arange(n_units) % len(groups)],
        sub_totals=np.where(rng.random(n_units) < 0.4, rng.integers(2, 12, n_units), 0),
    )


def submissions(district: ScaleDistrict) -> Iterator[Sent]:
    """The roster, then week by week every group's reports; one seed gives the same figures."""
    launch = district.calendar.deadline(district.calendar.week(1)).astimezone(UTC)
    yield Sent(_roster(district), launch - timedelta(days=10))
    size = (len(registered_slots()), len(district.unit_ids))
    so_far = np.zeros(size)
    for number in range(1, district.calendar.n_weeks + 1):
        values, states = _week(district, number=number, so_far=so_far)
        yield from _sheets(district, number=number, values=values, states=states)


def _name(n: int, kind: int) -> str:
    suffixes = SCALE_SUFFIXES[list(SHARES)[kind]]
    n, last = divmod(n, len(suffixes))
    middle, first = divmod(n, len(SCALE_NAMES))
    outer, middle = divmod(middle, len(SCALE_NAMES))
    parts = (SCALE_NAMES[outer % len(SCALE_NAMES)], SCALE_NAMES[middle], SCALE_NAMES[first])
    return "".join(parts) + suffixes[last]


def _roster(district: ScaleDistrict) -> Submission:
    n_units = len(district.unit_ids)
    rows = pd.DataFrame(
        {
            "row": np.arange(n_units) + _HEADER_ROW + 1,
            "accepted": True,
            "unit_id": district.unit_ids,
            "name": district.names,
            "type_id": district.types,
            "group_id": district.groups,
            "sub_org_total": district.sub_totals,
            "sort_no": np.arange(1, n_units + 1),
            "scope": "own",
        }
    )
    for name, kind in ROSTER_ROWS.columns.items():
        if name not in rows:
            rows[name] = "" if kind == "str" else 0
    shown = ("unit_id", "name", "type_id", "group_id", "sub_org_total")
    columns = {name: i for i, name in enumerate(shown, start=1)}
    return Submission(
        form="roster",
        week=None,
        source=_source(district, "名册", sender=""),
        rows=ROSTER_ROWS.check(rows[list(ROSTER_ROWS.columns)].astype(dict(ROSTER_ROWS.columns))),
        columns=columns,
        issues=(),
        grid=_grid("名册", shown, rows[list(shown)].astype(str).to_numpy(dtype=object)),
    )


def _week(
    district: ScaleDistrict, *, number: int, so_far: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.str_]]:
    """What every unit would report of a week, [S, U], and its letters; `so_far` is added to."""
    rng = np.random.default_rng([district.seed, number])
    place = {slot: i for i, slot in enumerate(registered_slots())}
    values = np.full(so_far.shape, np.nan)
    states = np.full(so_far.shape, State.NOT_APPLICABLE.value)
    for quantity in district.pack.quantities:
        row, owed = place[quantity.id], _owes(district, quantity)
        drawn = _drawn(rng, quantity, district=district)
        told = owed & (rng.random(len(owed)) >= UNTOLD)
        _tell(values[row], states[row], drawn, owed=owed, told=told)
        whole = place.get(quantity.id + CUMULATIVE)
        if whole is not None:
            so_far[whole] += np.where(told, drawn, 0)
            _tell(values[whole], states[whole], so_far[whole], owed=owed, told=told)
    return values, states


def _owes(district: ScaleDistrict, quantity: Quantity) -> NDArray[np.bool_]:
    owed = np.isin(district.types, list(quantity.owed_by))
    if quantity.kind is Kind.CHOICE:
        return np.zeros_like(owed)
    return owed & (district.sub_totals > 0) if quantity.only_with_children else owed


def _drawn(
    rng: np.random.Generator, quantity: Quantity, *, district: ScaleDistrict
) -> NDArray[np.float64]:
    """Whole numbers as offices have them: mostly none to three, covered organisations up to all."""
    if quantity.cadence is Cadence.SNAPSHOT:
        return rng.integers(0, district.sub_totals + 1).astype(np.float64)
    few = rng.poisson(0.8, len(district.types)).astype(np.float64)
    return few if quantity.week_limit is None else np.minimum(few, quantity.week_limit)


def _tell(
    values: NDArray[np.float64],
    states: NDArray[np.str_],
    drawn: NDArray[np.float64],
    *,
    owed: NDArray[np.bool_],
    told: NDArray[np.bool_],
) -> None:
    """Write one slot's row: a number where it is told, missing where it is owed and is not."""
    values[told] = drawn[told]
    states[owed] = State.MISSING.value
    states[told] = np.where(drawn[told] == 0, State.ZERO.value, State.VALUE.value)


def _sheets(
    district: ScaleDistrict,
    *,
    number: int,
    values: NDArray[np.float64],
    states: NDArray[np.str_],
) -> Iterator[Sent]:
    """A week's sheets, group by group; who is silent is on none of them."""
    rng = np.random.default_rng([district.seed, number, 1])
    due = district.calendar.deadline(district.calendar.week(number)).astimezone(UTC)
    reports = rng.random(len(district.unit_ids)) >= SILENT
    for group in sorted(set(district.groups)):
        units = np.flatnonzero((district.groups == group) & reports)
        for part, start in enumerate(range(0, len(units), UNITS_A_SHEET), start=1):
            at = units[start : start + UNITS_A_SHEET]
            name = f"{group}第{number}周({part})"
            sheet = _report(district, at, number=number, name=name, values=values, states=states)
            late = timedelta(hours=20) if rng.random() < LATE else timedelta(hours=-6)
            yield Sent(sheet, due + late)


def _report(
    district: ScaleDistrict,
    at: NDArray[np.intp],
    *,
    number: int,
    name: str,
    values: NDArray[np.float64],
    states: NDArray[np.str_],
) -> Submission:
    slots = registered_slots()
    own, letters = values[:, at], states[:, at]
    rows = pd.DataFrame(own.T, columns=list(slots))
    rows.insert(0, "row", np.arange(len(at)) + _HEADER_ROW + 1)
    rows["unit_id"], rows["raw_unit"] = district.unit_ids[at], district.names[at]
    rows["accepted"], rows["states"] = True, ["".join(column) for column in letters.T]
    stand = [i for i, slot in enumerate(slots) if (letters[i] != State.NOT_APPLICABLE.value).any()]
    texts = np.where(
        np.isnan(own[stand]), np.where(letters[stand] == "n", "/", ""), _whole(own[stand])
    )
    cells = np.concatenate([district.names[at][None].astype(object), texts.astype(object)]).T
    return Submission(
        form="weekly_report",
        week=number,
        source=_source(district, name, sender=str(district.groups[at[0]])),
        rows=WEEKLY_ROWS.check(rows[list(WEEKLY_ROWS.columns)].astype(dict(WEEKLY_ROWS.columns))),
        columns={slots[i]: column for column, i in enumerate(stand, start=2)},
        issues=(),
        grid=_grid(name, ("单位名称", *(slots[i] for i in stand)), cells),
    )


def _whole(numbers: NDArray[np.float64]) -> NDArray[np.str_]:
    return np.nan_to_num(numbers).astype(np.int64).astype(str)


def _grid(sheet: str, header: tuple[str, ...], cells: NDArray[np.object_]) -> Grid:
    texts = (tuple(header), *(tuple(line) for line in cells.tolist()))
    roles = {_HEADER_ROW: "header"} | {_HEADER_ROW + i: "data" for i in range(1, len(texts))}
    return Grid(sheet, _HEADER_ROW, 1, texts, roles=roles)


def _source(district: ScaleDistrict, name: str, *, sender: str) -> Source:
    told = f"{district.seed}/{len(district.unit_ids)}/{district.calendar.n_weeks}/{name}"
    return Source(hashlib.sha256(told.encode()).hexdigest(), f"{name}.xlsx", name, sender=sender)
