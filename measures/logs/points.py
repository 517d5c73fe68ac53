"""Contact points and study books: the registers' entries, a panel and a day go in; their lines and
what they add up to come out. Leaders are codes (docs/design.md §8.20)."""

from __future__ import annotations

import math
from datetime import date

import pandas as pd

from campaign import CampaignPack, FieldRole, FormRole, OptionRole, Panel
from measures.counting import frame_of, shape
from measures.logs.told import columns_of, known_sum, placed, told

_UNIT = {"unit_id": "str", "name": "str", "type_id": "str", "group_id": "str"}

POINT_ROWS = shape("POINT_ROWS")
"""One line a contact point, in protocol order of the units: tier and leader's code, empty where the
sheet gives none; the last visit up to the day, and the days since; NaN where nothing is said."""

POINT_SUMS = shape("POINT_SUMS")
"""One line a tier with a line, in the pack's order, and one of no tier where there is any: points,
different leaders and units; points with 0 visits, with visits without a day, and past the interval;
visits and problems solved, the longest time since a visit."""

BOOK_ROWS = shape("BOOK_ROWS")
"""One line a unit, title and basis (per_head, per_org or empty), in protocol order: sets due and
given out, NaN where the sheet leaves it open."""

BOOK_SUMS = shape("BOOK_SUMS")
"""One line a place and basis: its units in the register, titles, lines with fewer sets given than
due, lines that leave one of both open; sets due and given of the lines that tell both."""

_POINT = {
    "tier": FieldRole.TIER,
    "leader": FieldRole.LEADER,
    "last_on": FieldRole.VISITED_ON,
    "visits": FieldRole.VISITS,
    "solved": FieldRole.SOLVED,
}
_BOOK = {
    "book": FieldRole.BOOK,
    "basis": FieldRole.BASIS,
    "due": FieldRole.SETS_DUE,
    "given": FieldRole.SETS_GIVEN,
    "head_due": FieldRole.HEAD_DUE,
    "head_given": FieldRole.HEAD_GIVEN,
    "body_due": FieldRole.ORG_DUE,
    "body_given": FieldRole.ORG_GIVEN,
}


def point_rows(
    entries: pd.DataFrame, panel: Panel, pack: CampaignPack, *, today: date
) -> pd.DataFrame:
    """POINT_ROWS of ENTRIES of the contact points, of members of the panel's last week."""
    rows = _of_members(told(entries, pack, FormRole.POINTS, _POINT), panel)
    days = pd.to_datetime(rows["last_on"]).astype("datetime64[s]")
    last = days.where(~(days > pd.Timestamp(today)))
    return frame_of(
        POINT_ROWS,
        **{name: rows[name] for name in _UNIT},
        **{name: rows[name].fillna("") for name in ("tier", "leader")},
        last_on=last,
        days=(pd.Timestamp(today) - last).dt.days,
        **{name: rows[name].astype("float64") for name in ("visits", "solved")},
    )


def point_sums(rows: pd.DataFrame, pack: CampaignPack) -> pd.DataFrame:
    """POINT_SUMS of POINT_ROWS; a tier of which no line came is unknown and has none."""
    options = pack.options_of(FormRole.POINTS, FieldRole.TIER)
    tiers = [tier for tier in (*(one.id for one in options), "") if (rows["tier"] == tier).any()]
    limit = pack.thresholds["contact_days"]
    return POINT_SUMS.frame(_tier(rows[rows["tier"] == tier], tier, limit) for tier in tiers)


def _tier(own: pd.DataFrame, tier: str, limit: float) -> dict[str, object]:
    unvisited = own["visits"] == 0
    return {
        "tier": tier,
        "points": len(own),
        "leaders": own.loc[own["leader"] != "", "leader"].nunique() or math.nan,
        "units": own["unit_id"].nunique(),
        "never": _known(unvisited, own["visits"]),
        "undated": int((own["last_on"].isna() & ~(own["visits"] == 0)).sum()),
        "over": _known(own["days"] > limit, own["visits" if unvisited.all() else "days"]),
        "visits": known_sum(own["visits"]),
        "solved": known_sum(own["solved"]),
        "longest_days": own["days"].max(),
    }


def _known(flags: pd.Series[bool], told: pd.Series[float]) -> float:
    """How many of a tier's points are so; NaN where no line tells."""
    return float(flags.sum()) if told.notna().any() else math.nan


def book_rows(entries: pd.DataFrame, panel: Panel, pack: CampaignPack) -> pd.DataFrame:
    """BOOK_ROWS of ENTRIES of the books given out, of members of the panel's last week. A line that
    tells both bases in columns of their own is one line each."""
    rows = _of_members(told(entries, pack, FormRole.BOOKS, _BOOK), panel)
    options = pack.options_of(FormRole.BOOKS, FieldRole.BASIS)
    role = {option.id: str(option.role or "") for option in options}
    own = rows.assign(basis=rows["basis"].map(role).fillna(""))
    parts = [own.assign(line=rows.index)]
    for basis, name in ((OptionRole.PER_HEAD, "head"), (OptionRole.PER_ORG, "body")):
        columns = {"due": rows[f"{name}_due"], "given": rows[f"{name}_given"]}
        parts.append(rows.assign(basis=str(basis), line=rows.index, **columns))
    every = pd.concat(parts).sort_values("line", kind="stable")
    every = every[every[["due", "given"]].notna().any(axis=1)]
    return frame_of(
        BOOK_ROWS,
        **{name: every[name] for name in (*_UNIT, "basis")},
        book=every["book"].fillna(""),
        **{name: every[name].astype("float64") for name in ("due", "given")},
    )


def book_sums(rows: pd.DataFrame, panel: Panel, *, by: str = "district") -> pd.DataFrame:
    """BOOK_SUMS of BOOK_ROWS, by district, type or group."""
    kept = placed(rows, panel, by)
    both = kept[["due", "given"]].notna().all(axis=1)
    kept = kept.assign(
        short=both & (kept["given"] < kept["due"]),
        left_open=~both,
        due=kept["due"].where(both),
        given=kept["given"].where(both),
    )
    sums = kept.groupby(["place_id", "basis"], sort=False).agg(
        units=("unit_id", "nunique"),
        titles=("book", "nunique"),
        short=("short", "sum"),
        left_open=("left_open", "sum"),
        due=("due", known_sum),
        given=("given", known_sum),
    )
    place, basis = (sums.index.get_level_values(i) for i in (0, 1))
    return frame_of(
        BOOK_SUMS, place_kind=by, place_id=list(place), basis=list(basis), **columns_of(sums)
    )


def _of_members(rows: pd.DataFrame, panel: Panel) -> pd.DataFrame:
    """The rows of members with their unit's columns, in protocol order."""
    kept = placed(rows, panel, "type").rename(columns={"place_id": "type_id"})
    at = {unit.id: i for i, unit in enumerate(panel.units)}
    order = kept["unit_id"].map(at).astype("int64")
    groups = placed(kept, panel, "group")["place_id"]
    named = kept.assign(name=[panel.units[i].name for i in order], group_id=groups, order=order)
    return named.sort_values("order", kind="stable", ignore_index=True)
