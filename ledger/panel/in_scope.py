"""The full panel and a viewer go in; the panel of the viewer's own units comes out."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from campaign import Blocks, Panel, PanelWeek, Roster, Viewer, as_blocks
from ledger.panel.blank import frozen


@dataclass(frozen=True)
class Cut:
    """A panel in scope and the full one it was cut from.

    `take` are the places of its units in the full one; `mine` says, by week, which of them were in
    scope then. `take` is None where the whole panel is shown.
    """

    full: Panel
    shown: Panel
    take: NDArray[np.intp] | None
    mine: tuple[NDArray[np.bool_], ...]


def in_scope(panel: Panel, *, roster: Roster, viewer: Viewer) -> Panel:
    """The panel with the viewer's units only; weeks a unit spent elsewhere are blank."""
    return scope_cut(viewer, panel, roster=roster).shown


def scope_cut(viewer: Viewer, panel: Panel, *, roster: Roster) -> Cut:
    """The panel in scope, with what is needed to renew it; an unscoped viewer's is whole."""
    if not viewer.is_scoped:
        return Cut(panel, panel, None, ())
    group = panel.group_ids.index(viewer.group_id) if viewer.group_id in panel.group_ids else -2
    latest = {
        unit.id: unit
        for unit in sorted(roster.units, key=lambda unit: unit.valid_from)
        if viewer.sees(unit)
    }
    seen = [week.group_index == group for week in panel.weeks]
    if seen:
        anywhen = np.logical_or.reduce(seen)
    else:
        anywhen = np.array([viewer.sees(unit) for unit in panel.units], dtype=bool)
    take = np.flatnonzero(anywhen)
    mine = tuple(then[take] for then in seen)
    weeks = (_only(w, take=take, mine=own) for w, own in zip(panel.weeks, mine, strict=True))
    units = tuple(latest[panel.units[i].id] for i in take)
    return Cut(panel, replace(panel, units=units, weeks=tuple(weeks)), take, mine)


def renew(earlier: Cut, panel: Panel) -> Cut:
    """The cut of a newer panel of the same units and weeks; weeks that did not change are shared.

    The roster must be the same: whoever calls compares `units` by identity.
    """
    if earlier.take is None:
        return replace(earlier, full=panel, shown=panel)
    befores = zip(earlier.full.weeks, earlier.shown.weeks, earlier.mine, strict=True)
    weeks = tuple(
        shown if now is before else _only(now, take=earlier.take, mine=mine)
        for now, (before, shown, mine) in zip(panel.weeks, befores, strict=True)
    )
    shown = replace(earlier.shown, revision=panel.revision, rules=panel.rules, weeks=weeks)
    return replace(earlier, full=panel, shown=shown)


def _only(week: PanelWeek, *, take: NDArray[np.intp], mine: NDArray[np.bool_]) -> PanelWeek:
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
        )
    )
