"""A moment goes in; what this process knows of the district then comes out.

What is known now goes on from what was known before, for every thread, and only where the ledger's
revision moved. What was known at a revision never changes: the last few asked for are remembered.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from threading import Lock
from typing import TypeAlias

import sqlalchemy as sa

from campaign import District, Door, Memory, Panel, Roster, Viewer
from ledger.panel import (
    Cut,
    PanelShelf,
    RunningPanel,
    in_scope,
    panel_at,
    renew,
    revision_within,
    scope_cut,
    weeks,
)
from ledger.queries.entry_list import EntryShelf
from ledger.queries.judged import Whole
from ledger.queries.moment import Moment
from ledger.queries.scope import Scope
from ledger.records import districts, membership

Key: TypeAlias = tuple[str, tuple[str, str] | None, int]
"""A district, a scope and the last week shown."""
EVERYBODY = Viewer(Door.OPERATOR, name="judge")
"""In whose place a district is judged: units are compared with all of their peers."""
FULL, SHOWN = 8, 48
"""How many panels and rosters of earlier revisions are remembered: of whole districts, each as
large as the one of now, and of what one viewer sees of them."""


@dataclass(frozen=True)
class RosterNow:
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
    """What is remembered of one ledger, for all of its threads: now, and at earlier revisions."""

    def __init__(self) -> None:
        self.entries = EntryShelf()
        self.panels = PanelShelf()
        self._lock = Lock()
        self._known: dict[str, tuple[int, District]] = {}
        self._rosters: dict[str, RosterNow] = {}
        self._shown: dict[Key, Shown] = {}
        self._past = Memory(room=FULL)
        self._past_shown = Memory(room=SHOWN)

    def district(self, connection: sa.Connection, district_id: str) -> District:
        """The district by its id, as it is set now; raises KeyError for an unknown one."""
        moved = districts.clocks(connection, district_id).moved
        return self._as_set(connection, district_id, moved=moved)

    def _as_set(self, connection: sa.Connection, district_id: str, *, moved: int) -> District:
        """Nothing of a district changes but what it sets, which moves it as a roster does."""
        found = self._known.get(district_id)
        if found is None or found[0] != moved:
            found = self._known[district_id] = (moved, districts.district(connection, district_id))
        return found[1]

    def _then_set(self, connection: sa.Connection, now: District, *, revision: int) -> District:
        if not any(one.rev > revision for one in now.settings):
            return now
        return districts.district(connection, now.id, as_of=revision)

    def moment(
        self, connection: sa.Connection, district_id: str, as_of: int | None = None
    ) -> Moment:
        """Now, or the district's ledger as it was at a revision.

        Raises KeyError for an unknown district, UnknownRevision for one the ledger never had.
        """
        clocks = districts.clocks(connection, district_id)
        newest, moved, is_now = clocks.revision, clocks.moved, as_of is None
        revision = newest if as_of is None else revision_within(as_of, newest=newest)
        district = self._as_set(connection, district_id, moved=moved)
        district = self._then_set(connection, district, revision=revision)
        return Moment(connection, district, revision, is_now, newest, moved, clocks.rules)

    def scope(self, moment: Moment, viewer: Viewer) -> Scope:
        """What the viewer may see of the district, then."""
        return Scope(viewer, self.roster(moment), moment.district.calendar)

    def scope_now(self, connection: sa.Connection, district_id: str, viewer: Viewer) -> Scope:
        """What the viewer may see of the district now; raises KeyError for an unknown one."""
        return self.scope(self.moment(connection, district_id), viewer)

    def roster(self, moment: Moment) -> Roster:
        """The roster as it is known at the moment."""
        if moment.revision < moment.moved:
            return self._past.recall(_roster_then, moment)
        found = self._rosters.get(moment.district.id)
        if found is not None and found.revision >= moment.moved:
            return found.roster
        with self._lock:
            found = self._rosters.get(moment.district.id)
            if found is None or found.revision < moment.moved:
                found = self._rosters[moment.district.id] = _roster_now(moment, found)
            return found.roster

    def full_panel(self, moment: Moment) -> Panel:
        """The panel of every week; now brought to the revision that the connection sees."""
        return self._now(moment).panel if moment.is_now else self._past.recall(self._then, moment)

    def panel(self, moment: Moment, viewer: Viewer, *, through: int | None) -> Panel:
        """The panel in scope; the same moment, scope and end give the same object."""
        if moment.is_now:
            return self._shown_now(self._now(moment), viewer, through)
        full = self.full_panel(moment)
        last = weeks.last_sent(full) if through is None else through
        return self._past_shown.recall(_seen, full, self.scope(moment, viewer), last)

    def tried(self, moment: Moment, tried: District, viewer: Viewer, *, through: int) -> Panel:
        """The panel in scope as it would be if the district were `tried`: who was in time, who is
        excused."""
        build = partial(weeks.build, moment.connection, tried, roster=self.roster(moment))
        full = build(revision=moment.revision, rules=moment.rules)
        return _seen(full, self.scope(moment, viewer), through)

    def whole(self, moment: Moment, *, forms: tuple[str, ...], through: int) -> Whole:
        """The whole district up to a week, with these of its forms."""
        scope = self.scope(moment, EVERYBODY)
        return Whole(
            self.panel(moment, EVERYBODY, through=through),
            {f: self.entries.shared(moment, scope=scope, form=f, through=through) for f in forms},
            {f: self.entries.spans(moment, form=f) for f in forms},
            {f: self.entries.held(moment, form=f) for f in forms},
        )

    def _now(self, moment: Moment) -> RunningPanel:
        roster, revision = self.roster(moment), moment.newest
        return self.panels.full(
            moment.connection,
            moment.district,
            roster=roster,
            revision=revision,
            rules=moment.rules_now,
        )

    def _then(self, moment: Moment) -> Panel:
        today = self._now(moment).panel if moment.moved <= moment.revision else None
        # Another thread's panel may be ahead of what this connection sees: then nothing of it can
        # be shared.
        if today is not None and today.revision != moment.newest:
            today = None
        return panel_at(
            moment.connection,
            moment.district,
            roster=self.roster(moment),
            revision=moment.revision,
            rules=moment.rules,
            today=today,
        )

    def _shown_now(self, now: RunningPanel, viewer: Viewer, through: int | None) -> Panel:
        last = now.last if through is None else through
        key = (now.panel.district.id, viewer.scope, last)
        before = self._shown.get(key)
        if before is not None and before.full is now.panel:
            return before.cut.shown
        full = now.panel.through(last)
        if before is not None and before.full.units is full.units:
            cut = renew(before.cut, full)
        else:
            cut = scope_cut(viewer, full, roster=now.roster)
        self._keep(key, Shown(now.panel, cut), last=now.last)
        return cut.shown

    def _keep(self, key: Key, shown: Shown, *, last: int) -> None:
        """Hold what is shown; what nobody can go on from holds on to arrays of the past."""
        with self._lock:
            others = {
                other: kept
                for other, kept in self._shown.items()
                if other[0] != key[0] or kept.full is shown.full or other[2] == last
            }
            self._shown = others | {key: shown}


def _seen(full: Panel, scope: Scope, last: int) -> Panel:
    return in_scope(full.through(last), roster=scope.roster, viewer=scope.viewer)


def _roster_then(moment: Moment) -> Roster:
    return membership.roster_as_of(moment.connection, moment.district, revision=moment.revision)


def _roster_now(moment: Moment, before: RosterNow | None) -> RosterNow:
    """The roster anew; where only people's word on names came, the units are the same ones."""
    connection, district = moment.connection, moment.district
    units_of = membership.roster_revision(connection, district)
    if before is not None and before.units_of == units_of:
        aliases = membership.aliases(connection, district.id)
        return RosterNow(moment.moved, units_of, replace(before.roster, aliases=aliases))
    return RosterNow(moment.moved, units_of, membership.roster(connection, district))
