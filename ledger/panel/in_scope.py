"""The full panel and a viewer go in; the panel of the viewer's own units comes out."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from campaign import Blocks, Door, Lineage, Panel, PanelWeek, Roster, Viewer, Whole, as_blocks
from campaign.panel import Floats, States
from ledger.panel.blank import frozen


@dataclass(frozen=True)
class Cut:
    """A panel in scope and the full one it was cut from.

    `take` are the places of its units in the full one; `mine` says, by week, which of them were in
    scope then, `group` the place of the viewer's group, None for a unit's viewer. `take` is None
    where the whole panel is shown.
    """

    full: Panel
    shown: Panel
    take: NDArray[np.intp] | None
    mine: tuple[NDArray[np.bool_], ...]
    group: int | None = -2


def in_scope(panel: Panel, *, roster: Roster, viewer: Viewer) -> Panel:
    """The panel with the viewer's units only; weeks a unit spent elsewhere are blank."""
    return scope_cut(viewer, panel, roster=roster).shown


def scope_cut(viewer: Viewer, panel: Panel, *, roster: Roster) -> Cut:
    """The panel in scope, with what is needed to renew it; an unscoped viewer's is whole."""
    if not viewer.is_scoped:
        return Cut(panel, panel, None, ())
    group = _group_of(viewer, panel)
    latest = {
        unit.id: unit
        for unit in sorted(roster.units, key=lambda unit: unit.valid_from)
        if viewer.sees(unit)
    }
    own = np.array([unit.id == viewer.unit_id for unit in panel.units], dtype=bool)
    seen = [own if group is None else _in_group(week, group) for week in panel.weeks]
    if seen:
        anywhen = np.logical_or.reduce(seen)
    else:
        anywhen = np.array([viewer.sees(unit) for unit in panel.units], dtype=bool)
    take = np.flatnonzero(anywhen)
    mine = tuple(then[take] for then in seen)
    weeks = tuple(
        _only(week, take=take, mine=then, group=group)
        for week, then in zip(panel.weeks, mine, strict=True)
    )
    units = tuple(latest[panel.units[i].id] for i in take)
    shown = replace(panel, units=units, weeks=weeks, whole=Whole(panel, take, mine))
    return Cut(panel, shown, take, mine, group)


def _group_of(viewer: Viewer, panel: Panel) -> int | None:
    """The place of the viewer's group, one that no group has for nobody's; None for a unit."""
    if viewer.door is Door.UNIT:
        return None
    return panel.group_ids.index(viewer.group_id) if viewer.group_id in panel.group_ids else -2


def renew(earlier: Cut, panel: Panel) -> Cut:
    """The cut of a newer panel of the same units and weeks; weeks that did not change are shared.

    The roster must be the same: whoever calls compares `units` by identity.
    """
    take = earlier.take
    if take is None:
        return replace(earlier, full=panel, shown=panel)
    befores = zip(earlier.full.weeks, earlier.shown.weeks, earlier.mine, strict=True)
    weeks = tuple(
        shown if now is before else _only(now, take=take, mine=mine, group=earlier.group)
        for now, (before, shown, mine) in zip(panel.weeks, befores, strict=True)
    )
    whole = Whole(panel, take, earlier.mine)
    kept = replace(earlier.shown, revision=panel.revision, rules=panel.rules)
    shown = replace(kept, weeks=weeks, whole=whole)
    return replace(earlier, full=panel, shown=shown)


def _in_group(week: PanelWeek, group: int) -> NDArray[np.bool_]:
    """bool [U]: who belongs to the group then, or did until it was closed."""
    left = week.group_index if week.lineage is None else week.lineage.left_group
    return np.asarray((week.group_index == group) | (left == group))


def _only(
    week: PanelWeek, *, take: NDArray[np.intp], mine: NDArray[np.bool_], group: int | None
) -> PanelWeek:
    values, states = as_blocks(week.values).columns(take), as_blocks(week.states).columns(take)
    return frozen(
        replace(
            week,
            values=Blocks.of(np.where(mine, values, np.nan)),
            states=Blocks.of(np.where(mine, states, np.uint8(0))),
            reported=week.reported[take] & mine,
            held=week.held[take] & mine,
            on_time=week.on_time[take] & mine,
            member=week.member[take] & mine,
            type_index=np.where(mine, week.type_index[take], -1),
            group_index=np.where(mine, week.group_index[take], -1),
            sub_org_total=np.where(mine, week.sub_org_total[take], 0),
            lineage=_lineage(week.lineage, take=take, group=group),
            excused=None if week.excused is None else week.excused[take] & mine,
            further={slot: _shown(it, take, mine) for slot, it in week.further.items()},
        )
    )


def _shown(
    said: tuple[Floats, States], take: NDArray[np.intp], mine: NDArray[np.bool_]
) -> tuple[Floats, States]:
    numbers, letters = said
    return np.where(mine, numbers[take], np.nan), np.where(mine, letters[take], np.uint8(0))


def _lineage(full: Lineage | None, *, take: NDArray[np.intp], group: int | None) -> Lineage | None:
    """Parents and successors that are not shown are none; who was closed in another group is not
    shown as such."""
    if full is None:
        return None
    shown = {place: at for at, place in enumerate(take.tolist())}
    left = full.left_group[take]
    parent, successor = (
        np.array([shown.get(place, -1) for place in row[take].tolist()], dtype=np.int64)
        for row in (full.parent, full.successor)
    )
    is_shown = np.ones(len(take), dtype=bool) if group is None else left == group
    return Lineage(
        parent=parent,
        including=full.including[take],
        left_type=np.where(is_shown, full.left_type[take], -1),
        left_group=np.where(is_shown, left, -1),
        began=full.began[take],
        successor=successor,
    )
