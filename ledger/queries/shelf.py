"""A connection goes in; what this process keeps of each district comes out, as new as it sees.

Districts, rosters, panels and entries are kept for every thread and worked out again only where the
ledger's revision moved.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from threading import Lock
from typing import TypeAlias

import sqlalchemy as sa

from campaign import District, Panel, Roster, Viewer
from ledger.panel import Cut, KeptPanel, PanelShelf, renew, scope_cut
from ledger.queries.entry_list import EntryShelf
from ledger.queries.scope import Scope
from ledger.records import districts, membership

Key: TypeAlias = tuple[str, str, int]
"""A district, a scope and the last week shown."""


@dataclass(frozen=True)
class KeptRoster:
    """A roster: at which revision of the ledger, and since which its units are the same."""

    revision: int
    units_of: int
    roster: Roster


@dataclass(frozen=True)
class Shown:
    """A panel in a viewer's scope, and the panel of every week and unit that it was made from."""

    full: Panel
    cut: Cut


class Shelf:
    """What is kept of one ledger, for all of its threads. Unknown districts raise KeyError."""

    def __init__(self) -> None:
        self.entries = EntryShelf()
        self.panels = PanelShelf()
        self._lock = Lock()
        self._known: dict[str, District] = {}
        self._rosters: dict[str, KeptRoster] = {}
        self._shown: dict[Key, Shown] = {}

    def district(self, connection: sa.Connection, district_id: str) -> District:
        """The district by its id."""
        if district_id not in self._known:
            self._known = {d.id: d for d in districts.districts(connection)}
        return self._known[district_id]

    def known(self, district_id: str) -> District | None:
        """The district, if it was met before: nothing of it ever changes."""
        return self._known.get(district_id)

    def scope(self, connection: sa.Connection, district_id: str, viewer: Viewer) -> Scope:
        """What the viewer may see of the district."""
        district = self.district(connection, district_id)
        return Scope(viewer, self.roster(connection, district_id), district.calendar)

    def roster(
        self, connection: sa.Connection, district_id: str, *, newest: int | None = None
    ) -> Roster:
        """The roster; `newest` is the revision of its last change where the caller knows it."""
        if newest is None:
            _, newest = districts.clocks(connection, district_id)
        kept = self._rosters.get(district_id)
        if kept is not None and kept.revision >= newest:
            return kept.roster
        district = self.district(connection, district_id)
        with self._lock:
            kept = self._rosters.get(district_id)
            if kept is None or kept.revision < newest:
                kept = _roster(connection, district, newest=newest, kept=kept)
                self._rosters[district_id] = kept
            return kept.roster

    def full_panel(self, connection: sa.Connection, district_id: str) -> tuple[Roster, Panel]:
        """The roster and the panel of every week, brought to the revision this connection sees."""
        kept = self._full(connection, district_id)
        return kept.roster, kept.panel

    def _full(self, connection: sa.Connection, district_id: str) -> KeptPanel:
        revision, roster_revision = districts.clocks(connection, district_id)
        roster = self.roster(connection, district_id, newest=roster_revision)
        district = self.district(connection, district_id)
        return self.panels.full(connection, district, roster=roster, revision=revision)

    def panel(
        self, connection: sa.Connection, district_id: str, *, viewer: Viewer, through: int | None
    ) -> Panel:
        """The panel in scope; the same revision, scope and end give the same object."""
        kept = self._full(connection, district_id)
        last = kept.last if through is None else through
        key = (district_id, (viewer.group_id or "") if viewer.is_scoped else "*", last)
        before = self._shown.get(key)
        if before is not None and before.full is kept.panel:
            return before.cut.shown
        full = kept.panel.through(last)
        if before is not None and before.full.units is full.units:
            cut = renew(before.cut, full)
        else:
            cut = scope_cut(viewer, full, roster=kept.roster)
        self._keep(key, Shown(kept.panel, cut), last=kept.last)
        return cut.shown

    def _keep(self, key: Key, shown: Shown, *, last: int) -> None:
        """Keep what is shown; what nobody can go on from holds on to arrays of the past."""
        with self._lock:
            others = {
                other: kept
                for other, kept in self._shown.items()
                if other[0] != key[0] or kept.full is shown.full or other[2] == last
            }
            self._shown = others | {key: shown}


def _roster(
    connection: sa.Connection, district: District, *, newest: int, kept: KeptRoster | None
) -> KeptRoster:
    """The roster anew; where only people's word on names came, the units are the same ones."""
    units_of = membership.roster_revision(connection, district.id)
    if kept is not None and kept.units_of == units_of:
        aliases = membership.aliases(connection, district.id)
        return KeptRoster(newest, units_of, replace(kept.roster, aliases=aliases))
    return KeptRoster(newest, units_of, membership.roster(connection, district))
