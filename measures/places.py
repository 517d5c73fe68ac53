"""Who is counted where: a panel goes in; places come out, with each unit's place week by week."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from campaign import Panel, PanelWeek

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

KINDS = ("district", "type", "group", "unit")


@dataclass(frozen=True)
class Places:
    """The places of one kind. `index` [W, U] points into `ids`, -1 where a unit is not counted."""

    kind: str
    ids: tuple[str, ...]
    index: Ints

    def sums(self, amounts: npt.NDArray[np.generic]) -> Floats:
        """float64 [W, P]: the amounts [W, U] added up by place; NaN counts as nothing to add."""
        if self.kind == "unit":
            return self._inside(amounts)
        if self.kind == "district":
            whole: Floats = self._inside(amounts).sum(axis=1, keepdims=True, dtype=np.float64)
            return whole
        added = np.empty((len(self.index), len(self.ids)))
        for week, (places, row) in enumerate(zip(self.index, amounts, strict=True)):
            added[week] = _by_place(places, row, len(self.ids))
        return added

    def _inside(self, amounts: npt.NDArray[np.generic]) -> Floats:
        counted: Floats = np.where(self.index >= 0, _numbers(amounts), 0.0)
        return counted


def _numbers(amounts: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
    if amounts.dtype != np.float64:
        return amounts
    return np.where(np.isnan(amounts), 0.0, amounts)


def _by_place(places: Ints, row: npt.NDArray[np.generic], n_places: int) -> Floats:
    # Place -1 is shifted to 0 and dropped; flags are counted without making weights of them.
    if row.dtype == np.bool_:
        return np.bincount(places[row] + 1, minlength=n_places + 1)[1:].astype(np.float64)
    weights = _numbers(row).astype(np.float64)
    return np.bincount(places + 1, weights, n_places + 1)[1:].astype(np.float64)


def places(panel: Panel, kind: str) -> Places:
    """The places of a kind (district, type, group or unit) with membership as of each week."""
    member = members(panel)
    if kind == "district":
        return Places(kind, (panel.district.id,), np.where(member, 0, -1))
    if kind == "type":
        return Places(kind, panel.type_ids, stacked(panel, "type_index"))
    if kind == "group":
        return Places(kind, panel.group_ids, stacked(panel, "group_index"))
    if kind == "unit":
        ids = tuple(unit.id for unit in panel.units)
        return Places(kind, ids, np.where(member, np.arange(len(ids)), -1))
    raise ValueError(f"no places of kind {kind!r}; there are {KINDS}")


def members(panel: Panel) -> Flags:
    """bool [W, U]: on the roster in that week and inside the panel's narrowing."""
    return stacked(panel, "member").astype(np.bool_)


def stacked(panel: Panel, name: str) -> Ints:
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


def narrowed(
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
    kept = (
        _kept(week, wanted & in_group[week.group_index] & in_type[week.type_index])
        for week in panel.weeks
    )
    return replace(panel, weeks=tuple(kept))


def _chosen(ids: tuple[str, ...], wanted: Collection[str]) -> Flags:
    # The last entry answers for index -1, the non-members.
    return np.array([*(not wanted or i in wanted for i in ids), not wanted], dtype=np.bool_)


def _kept(week: PanelWeek, chosen: Flags) -> PanelWeek:
    member = week.member & chosen
    return replace(
        week,
        member=member,
        reported=week.reported & member,
        held=week.held & member,
        type_index=np.where(member, week.type_index, -1),
        group_index=np.where(member, week.group_index, -1),
    )


def last_ids(panel: Panel, kind: str) -> npt.NDArray[np.object_]:
    """object [U]: each unit's type or group id in the panel's last week; empty for others."""
    ids = np.array([*(panel.type_ids if kind == "type" else panel.group_ids), ""], dtype=object)
    return np.asarray(ids[stacked(panel, f"{kind}_index")[-1]])


def unit_columns(panel: Panel, at: Ints) -> dict[str, npt.NDArray[np.object_]]:
    """The columns unit_id, name, type_id and group_id of the units at these positions, as of the
    panel's last week."""
    return {
        "unit_id": np.array([panel.units[i].id for i in at], dtype=object),
        "name": np.array([panel.units[i].name for i in at], dtype=object),
        "type_id": last_ids(panel, "type")[at],
        "group_id": last_ids(panel, "group")[at],
    }
