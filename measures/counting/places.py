"""Who is counted where: a panel goes in; places come out, with each unit's place week by week."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from campaign import FIRST_RULES, Panel, PanelWeek, Whole
from measures.statistics import Flags, Ints

KINDS = ("district", "type", "group", "unit")


@dataclass(frozen=True)
class Places:
    """The places of one kind. `index` [W, U] points into `ids`, -1 where a unit is not counted."""

    kind: str
    ids: tuple[str, ...]
    index: Ints


def places(panel: Panel, kind: str) -> Places:
    """The places of a kind (district, type, group or unit) with membership as of each week."""
    member = members(panel)
    ids = place_ids(panel, kind)
    if kind == "district":
        return Places(kind, ids, np.where(member, 0, -1))
    if kind == "unit":
        return Places(kind, ids, np.where(member, np.arange(len(ids)), -1))
    return Places(kind, ids, stack_weeks(panel, f"{kind}_index"))


def place_ids(panel: Panel, kind: str) -> tuple[str, ...]:
    """The ids of the places of a kind, in their order; raises ValueError for another kind."""
    if kind == "district":
        return (panel.district.id,)
    if kind == "unit":
        return tuple(unit.id for unit in panel.units)
    if kind not in KINDS:
        raise ValueError(f"no places of kind {kind!r}; there are {KINDS}")
    return panel.type_ids if kind == "type" else panel.group_ids


def began_on(panel: Panel) -> npt.NDArray[np.datetime64]:
    """datetime64[D] [U]: the day from which each unit is awaited: the launch, or its own first day
    where that is later. By the first rules it is the launch for all."""
    launch, lineage = panel.district.calendar.starts_on, panel.weeks[-1].lineage
    first = np.full(len(panel.units), launch.toordinal())
    if panel.rules > FIRST_RULES and lineage is not None:
        first = np.maximum(first, lineage.began)
    return np.datetime64(launch, "D") + (first - launch.toordinal()).astype("timedelta64[D]")


def leavers_in(week: PanelWeek) -> Flags:
    """bool [U]: was on the roster before, in the panel's narrowing, and is closed."""
    none = np.zeros(len(week.member), dtype=np.bool_)
    return none if week.lineage is None else week.lineage.left


def members(panel: Panel) -> Flags:
    """bool [W, U]: on the roster in that week and inside the panel's narrowing."""
    return stack_weeks(panel, "member").astype(np.bool_)


def stack_weeks(panel: Panel, name: str) -> Ints:
    """int64 [W, U]: one of a week's unit arrays over all weeks; indexes are -1 for non-members."""
    if not panel.weeks:
        return np.empty((0, len(panel.units)), dtype=np.int64)
    rows = np.stack([getattr(week, name) for week in panel.weeks]).astype(np.int64)
    if name.endswith("_index"):
        rows[~np.stack([week.member for week in panel.weeks])] = -1
    return rows


def only(panel: Panel, week: int | None) -> Panel:
    """The panel with that week alone, for what needs no history; with None, the panel itself."""
    if week is None:
        return panel
    return replace(panel, weeks=tuple(w for w in panel.weeks if w.week.number == week))


def week_numbers(panel: Panel) -> Ints:
    """int64 [W]: the number of each week in the panel."""
    return np.array([week.week.number for week in panel.weeks], dtype=np.int64)


def narrow(
    panel: Panel,
    *,
    groups: Collection[str] = (),
    types: Collection[str] = (),
    units: Collection[str] = (),
) -> Panel:
    """The panel in which only units of these groups, types and ids are members, week by week.

    An empty filter lets all pass; several filters must all be met. Figures of weeks in which a unit
    belonged elsewhere stay with the unit: its history is its own.
    """
    if not (groups or types or units):
        return panel
    wanted = np.array([not units or unit.id in units for unit in panel.units], dtype=np.bool_)
    in_group = _chosen(panel.group_ids, groups)
    in_type = _chosen(panel.type_ids, types)
    kept = (_kept(week, wanted, in_type, in_group) for week in panel.weeks)
    return replace(panel, weeks=tuple(kept), whole=panel.whole or Whole(panel))


def _chosen(ids: tuple[str, ...], wanted: Collection[str]) -> Flags:
    # The last entry answers for index -1, the non-members.
    return np.array([*(not wanted or i in wanted for i in ids), not wanted], dtype=np.bool_)


def _kept(week: PanelWeek, wanted: Flags, in_type: Flags, in_group: Flags) -> PanelWeek:
    member = week.member & wanted & in_group[week.group_index] & in_type[week.type_index]
    lineage = week.lineage
    if lineage is not None:
        stays = wanted & in_group[lineage.left_group] & in_type[lineage.left_type]
        left_type, left_group = (
            np.where(stays, left, -1) for left in (lineage.left_type, lineage.left_group)
        )
        lineage = replace(lineage, left_type=left_type, left_group=left_group)
    return replace(
        week,
        member=member,
        reported=week.reported & member,
        held=week.held & member,
        type_index=np.where(member, week.type_index, -1),
        group_index=np.where(member, week.group_index, -1),
        lineage=lineage,
    )


def last_ids(panel: Panel, kind: str) -> npt.NDArray[np.object_]:
    """object [U]: each unit's type or group id in the panel's last week; empty for others."""
    ids = np.array([*(panel.type_ids if kind == "type" else panel.group_ids), ""], dtype=object)
    return np.asarray(ids[index_now(panel, kind)])


def members_at(panel: Panel, by: str) -> dict[str, str]:
    """By unit of the panel's last week, its place by district, type, group or unit; none without a
    week."""
    if not panel.weeks:
        return {}
    ids = [unit.id for unit in panel.units]
    place: Sequence[object] = ids
    if by == "district":
        place = [panel.district.id] * len(ids)
    elif by != "unit":
        place = last_ids(panel, by).tolist()
    own = panel.weeks[-1].member.tolist()
    return {i: str(p) for i, p, is_own in zip(ids, place, own, strict=True) if is_own}


def index_now(panel: Panel, kind: str) -> Ints:
    """int64 [U]: each unit's type or group in the panel's last week, -1 for others."""
    last = panel.weeks[-1]
    own = last.type_index if kind == "type" else last.group_index
    return np.where(last.member, own, -1)


def unit_columns(panel: Panel, at: Ints) -> dict[str, npt.NDArray[np.object_]]:
    """The columns unit_id, name, type_id and group_id of the units at these positions, as of the
    panel's last week."""
    return {
        "unit_id": np.array([panel.units[i].id for i in at], dtype=object),
        "name": np.array([panel.units[i].name for i in at], dtype=object),
        "type_id": last_ids(panel, "type")[at],
        "group_id": last_ids(panel, "group")[at],
    }
