"""A viewer and the roster go in; which units, senders and sheet rows they may see comes out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from campaign import Calendar, Grid, Keyed, Roster, Unit, Viewer
from ledger.records import KEYED

FURNITURE = frozenset({"title", "header", "numbering"})


@dataclass(frozen=True)
class Scope(Keyed):
    """What one viewer may see of one district."""

    viewer: Viewer
    roster: Roster
    calendar: Calendar

    @property
    def key(self) -> tuple[object, ...]:
        """Whoever is not scoped sees the same, by whichever door."""
        return self.viewer.scope, self.roster

    def sees(self, unit_id: str, *, week: int) -> bool:
        """Whether the unit was in the viewer's scope at the end of that week."""
        return self.sees_on(unit_id, self.calendar.week(week).ends_on)

    def sees_on(self, unit_id: str, day: date) -> bool:
        """Whether the unit was in the viewer's scope on that day, the launch's for earlier ones."""
        if not self.viewer.is_scoped:
            return True
        since = max(day, self.calendar.starts_on)
        spans = self._spans.get(unit_id, ())
        return any(self.viewer.sees(span) for span in spans if span.is_valid_on(since))

    def sees_entry(self, unit_id: str, *, day: str, kind: str) -> bool:
        """Whether the viewer may read an entry: of a log, of a unit in scope on its day.

        A register or ledger says how a unit stands, so whoever has the unit now reads its line
        too; so it is with an entry without a day.
        """
        if day and self.sees_on(unit_id, date.fromisoformat(day)):
            return True
        return (not day or kind in KEYED) and self.sees_unit(unit_id)

    @cached_property
    def _spans(self) -> Mapping[str, list[Unit]]:
        spans: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.roster.units:
            spans[unit.id].append(unit)
        return spans

    def sees_unit(self, unit_id: str) -> bool:
        """Whether the unit, as it is last known, is in the viewer's scope."""
        span = self.roster.by_id.get(unit_id)
        return not self.viewer.is_scoped or (span is not None and self.viewer.sees(span))

    def sees_sender(self, sender: str) -> bool:
        """Whether what this sender sent is the viewer's own: its group's, or a unit's of it."""
        if not self.viewer.is_scoped or (sender and sender == self.viewer.place):
            return True
        return self.sees_unit(sender)

    def name_of(self, by: object) -> str:
        """Who stored a sheet, for whoever may know: of accounts only who reads the audit."""
        may_know = self.viewer.reads_audit or not self.viewer.account
        return str(by) if may_know else ""

    def sheet(self, grid: Grid, *, sender: str, own: Mapping[int, bool]) -> Grid:
        """The sheet with the rows emptied that this viewer may not read.

        `own` says of each sheet row the ledger keeps whether its unit is in scope. Of another
        sender's sheet only titles, headings and the viewer's own rows stay; totals go wherever any
        row went.
        """
        if not self.viewer.is_scoped:
            return grid
        is_mine = self.sees_sender(sender)
        if is_mine and all(own.values()):
            return grid

        def stays(row: int) -> bool:
            role = grid.roles.get(row, "")
            if row in own or role in FURNITURE:
                return own.get(row, True)
            return is_mine and role != "total"

        cells = tuple(
            line if stays(grid.top + i) else ("",) * len(line) for i, line in enumerate(grid.cells)
        )
        return replace(grid, cells=cells)
