"""A connection and a revision go in; what this process keeps of that time comes out.

What was known at a revision never changes, so nothing here is worked out again: the oldest is let
go when there is no more room.
"""

from __future__ import annotations

import sqlalchemy as sa

from campaign import Panel, Roster, Viewer
from ledger.panel import panel_at, revision_within, weeks
from ledger.queries.scope import Scope
from ledger.queries.shelf import Shelf
from ledger.records import districts, membership
from ledger.store import Recent

FULL, SHOWN = 8, 48
"""How many panels are kept: of whole districts, and of what one viewer sees of them."""


class PastShelf:
    """What was known at earlier revisions. Revisions the ledger never had raise UnknownRevision."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._rosters: Recent[Roster] = Recent(FULL)
        self._panels: Recent[Panel] = Recent(FULL)
        self._shown: Recent[Panel] = Recent(SHOWN)

    def roster(self, connection: sa.Connection, district_id: str, *, revision: int) -> Roster:
        """The roster as it was known then."""
        newest, last_change = districts.clocks(connection, district_id)
        if revision_within(revision, newest=newest) >= last_change:
            return self._shelf.roster(connection, district_id, newest=last_change)
        district = self._shelf.district(connection, district_id)
        return self._rosters.kept(
            (district_id, revision),
            lambda: membership.roster_as_of(connection, district, revision=revision),
        )

    def scope(
        self, connection: sa.Connection, district_id: str, viewer: Viewer, *, revision: int
    ) -> Scope:
        """What the viewer might see of the district then."""
        district = self._shelf.district(connection, district_id)
        roster = self.roster(connection, district_id, revision=revision)
        return Scope(viewer, roster, district.calendar)

    def panel(
        self,
        connection: sa.Connection,
        district_id: str,
        *,
        viewer: Viewer,
        through: int | None,
        revision: int,
    ) -> Panel:
        """The panel in scope as it was known then."""
        full = self.full_panel(connection, district_id, revision=revision)
        last = weeks.last_reported(full) if through is None else through
        roster = self.roster(connection, district_id, revision=revision)
        return self._shown.kept(
            (district_id, (viewer.group_id or "") if viewer.is_scoped else "*", last, revision),
            lambda: weeks.in_scope(full.through(last), roster=roster, viewer=viewer),
        )

    def full_panel(self, connection: sa.Connection, district_id: str, *, revision: int) -> Panel:
        """The panel of every week as it was known then."""
        newest, last_change = districts.clocks(connection, district_id)
        revision_within(revision, newest=newest)

        def made() -> Panel:
            _, full = self._shelf.full_panel(connection, district_id)
            # Another thread's panel may be ahead of what this connection sees: then nothing of it
            # can be shared.
            is_same = full.revision == newest and last_change <= revision
            return panel_at(
                connection,
                self._shelf.district(connection, district_id),
                roster=self.roster(connection, district_id, revision=revision),
                revision=revision,
                today=full if is_same else None,
            )

        return self._panels.kept((district_id, revision), made)
