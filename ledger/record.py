"""The ledger as a record: weeks frozen and opened again, what changed since, who did what.

One `Record` belongs to one `Ledger` and serves all of its threads. Unknown districts raise
KeyError, revisions the ledger never had UnknownRevision.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

import pandas as pd
import sqlalchemy as sa

from campaign import District, Viewer
from ledger import audit_listing, changes, cuts, districts
from ledger.audit_listing import AUDIT
from ledger.past_shelf import PastShelf
from ledger.shelf import Shelf
from ledger.writer import Writer


class Record:
    """What the office needs to answer for its figures."""

    def __init__(self, reading: sa.Engine, writer: Writer, shelf: Shelf, past: PastShelf) -> None:
        self._reading = reading
        self._writer = writer
        self._shelf = shelf
        self._past = past

    def freeze(self, district_id: str, week: int, *, by: str, at: datetime, note: str = "") -> int:
        """Freeze a week (数据截止) and return the cut's revision: `as_of` it, figures stay so.

        Until the week is opened again nothing that would change it goes in. Raises ValueError for
        a week outside the calendar, WeekNotOpen for one that is frozen.
        """
        district = self._district(district_id)
        does = partial(cuts.freeze, district=district, week=week, by=by, at=at, note=note)
        return self._writer.write(does, key=district_id)

    def reopen(self, district_id: str, week: int, *, by: str, at: datetime, reason: str) -> int:
        """Let a frozen week be corrected and return the new revision; its cut stays as it is.

        Raises ValueError without a reason, WeekNotOpen for a week that is not frozen.
        """
        district = self._district(district_id)
        does = partial(cuts.reopen, district=district, week=week, by=by, at=at, reason=reason)
        return self._writer.write(does, key=district_id)

    def cuts(self, district_id: str) -> pd.DataFrame:
        """Every cut of the district, as CUTS, the newest first."""
        with self._reading.connect() as connection:
            return cuts.cuts(connection, district_id)

    def changes(
        self,
        district_id: str,
        viewer: Viewer,
        *,
        since: int,
        until: int | None = None,
        week: int | None = None,
    ) -> pd.DataFrame:
        """What differs between two revisions in the viewer's scope, as CHANGES; in one week or all.

        Without `until` what is known now; the scope is that of the later revision.
        """
        with self._reading.connect() as connection:
            newest, _ = districts.clocks(connection, district_id)
            last = newest if until is None else until
            then = self._past.full_panel(connection, district_id, revision=since)
            now = self._past.full_panel(connection, district_id, revision=last)
            scope = self._past.scope(connection, district_id, viewer, revision=last)
            numbers = {w.week.number for w in now.weeks} if week is None else {week}
            return changes.changes(connection, then, now, scope=scope, weeks=numbers)

    def audit(self, district_id: str, viewer: Viewer, *, last: int | None = None) -> pd.DataFrame:
        """Who did what and why, as AUDIT, the newest first; a guidance group reads none of it."""
        if viewer.is_scoped:
            return AUDIT.frame()
        with self._reading.connect() as connection:
            return audit_listing.audit(connection, district_id, last=last)

    def head(self, district_id: str) -> str:
        """The audit chain's head, 64 hexadecimal digits; `short` gives what is printed of it."""
        with self._reading.connect() as connection:
            return audit_listing.head(connection, district_id)

    def _district(self, district_id: str) -> District:
        with self._reading.connect() as connection:
            return self._shelf.district(connection, district_id)
