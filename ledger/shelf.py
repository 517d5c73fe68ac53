"""A connection goes in; what this process keeps of each district comes out, as new as it sees.

Districts, rosters, panels and entries are kept for every thread and worked out again only where the
ledger's revision moved.
"""

from __future__ import annotations

from threading import Lock

import sqlalchemy as sa

from campaign import District, Panel, Roster, Viewer
from ledger import districts, membership, panel
from ledger.entry_listing import EntryShelf
from ledger.scope import Scope


class Shelf:
    """What is kept of one ledger, for all of its threads. Unknown districts raise KeyError."""

    def __init__(self) -> None:
        self.entries = EntryShelf()
        self._lock = Lock()
        self._known: dict[str, District] = {}
        self._rosters: dict[str, tuple[int, Roster]] = {}
        self._panels: dict[str, tuple[int, Panel]] = {}
        self._shown: dict[tuple[str, str, int], Panel] = {}

    def district(self, connection: sa.Connection, district_id: str) -> District:
        """The district by its id."""
        if district_id not in self._known:
            self._known = {d.id: d for d in districts.districts(connection)}
        return self._known[district_id]

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
        if kept is None or kept[0] != newest:
            district = self.district(connection, district_id)
            kept = (newest, membership.roster(connection, district))
            self._rosters[district_id] = kept
        return kept[1]

    def full_panel(self, connection: sa.Connection, district_id: str) -> tuple[Roster, Panel]:
        """The roster and the panel of every week, brought to the revision this connection sees."""
        with self._lock:
            revision, roster_revision = districts.clocks(connection, district_id)
            roster = self.roster(connection, district_id, newest=roster_revision)
            kept = self._panels.get(district_id)
            if kept is None or kept[0] != roster_revision:
                district = self.district(connection, district_id)
                full = panel.built(connection, district, roster=roster, revision=revision)
            elif kept[1].revision < revision:
                full = panel.refreshed(connection, kept[1], revision=revision)
            else:
                return roster, kept[1]
            self._panels[district_id] = (roster_revision, full)
            self._shown = {k: v for k, v in self._shown.items() if k[0] != district_id}
            return roster, full

    def panel(
        self, connection: sa.Connection, district_id: str, *, viewer: Viewer, through: int | None
    ) -> Panel:
        """The panel in scope; the same revision, scope and end give the same object."""
        roster, full = self.full_panel(connection, district_id)
        last = panel.last_reported(full) if through is None else through
        key = (district_id, (viewer.group_id or "") if viewer.is_scoped else "*", last)
        with self._lock:
            shown = self._shown.get(key)
        if shown is not None and shown.revision == full.revision:
            return shown
        shown = panel.in_scope(full.through(last), roster=roster, viewer=viewer)
        with self._lock:
            self._shown[key] = shown
        return shown
