"""The ledger as a record: weeks frozen and opened again, what changed since, who did what."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

import pandas as pd
import sqlalchemy as sa

from campaign import District, Grid, Right, Viewer
from ledger.acts import closing, cuts, layouts, next_campaign, openings, rules
from ledger.chain import TAKE_OVER, Deed, Fault, note, turn_of
from ledger.queries import (
    AUDIT,
    ByRules,
    Room,
    audit_list,
    by_rules,
    changes,
    late_reports,
    trace,
)
from ledger.records import Original, districts, originals
from ledger.store import Grant
from ledger.verify import faults_of_all


class Record(Room):
    """What the office needs to answer for its figures."""

    def freeze(
        self, district_id: str, week: int, *, by: Viewer, at: datetime, note: str = ""
    ) -> int:
        """Freeze a week (数据截止) and return the cut's revision: `as_of` it, figures stay so.

        Until the week is opened again nothing that would change it goes in. Raises ValueError for
        a week outside the calendar, WeekNotOpen for one that is frozen.
        """
        does = partial(cuts.freeze, week=week, at=at, note=note)
        return self._write_in(Right.FREEZE, by, district_id, does)

    def forget_layout(
        self, district_id: str, fingerprint: str, *, by: Viewer, at: datetime, reason: str = ""
    ) -> int:
        """Let a person's word on a sheet's headings count no more; the answer is the new revision.
        Sheets like it are asked about again. Raises KeyError for a layout nobody confirmed."""
        does = partial(layouts.forget_layout, fingerprint=fingerprint, at=at, why=reason)
        return self._write(Right.FORGET_LAYOUT, by, district_id, does)

    def reopen(self, district_id: str, week: int, *, by: Viewer, at: datetime, reason: str) -> int:
        """Let a frozen week be corrected and return the new revision; its cut stays as it is.

        Raises ValueError without a reason, WeekNotOpen for a week that is not frozen.
        """
        does = partial(cuts.reopen, week=week, at=at, reason=reason)
        return self._write_in(Right.REOPEN, by, district_id, does)

    def open_for(
        self,
        district_id: str,
        week: int,
        unit_id: str,
        *,
        until: date,
        by: Viewer,
        at: datetime,
        reason: str,
    ) -> None:
        """Open a frozen week for one unit through a day; a day that is over ends what is open.

        All else of the week stays frozen, and the unit's figures once the day is over or the week
        is frozen anew. Raises OpeningRefused.
        """
        does = partial(openings.open_for, week=week, unit_id=unit_id, until=until)
        self._write_in(Right.OPEN_FOR, by, district_id, partial(does, why=reason, at=at))

    def openings(self, district_id: str, *, at: datetime) -> tuple[openings.Opening, ...]:
        """The frozen weeks that are open for single units at a moment."""
        with self._reading.connect() as connection:
            district = self._shelf.district(connection, district_id)
            return openings.openings(connection, district, at)

    def close(
        self, district_id: str, *, by: Viewer, at: datetime, note: str = ""
    ) -> tuple[int, ...]:
        """Archive a finished campaign (归档): freeze every open week, then take nothing any more.

        The weeks frozen by it. Raises WeekNotOpen for a district that is archived.
        """
        does = partial(closing.close, at=at, note=note)
        return self._write_in(Right.CLOSE, by, district_id, does)

    def resume(self, district_id: str, *, by: Viewer, at: datetime, reason: str) -> int:
        """Let an archived district take sheets again and return the new revision.

        Its weeks stay frozen. Raises ValueError without a reason, WeekNotOpen if it is open.
        """
        does = partial(closing.resume, at=at, reason=reason)
        return self._write_in(Right.RESUME, by, district_id, does)

    def closed(self, district_id: str) -> Mapping[str, Any] | None:
        """`at`, `by` and `reason` of an archived district's closing; None while it is open."""
        with self._reading.connect() as connection:
            return closing.closing_of(connection, district_id)

    def last_campaign(self, district_id: str) -> District | None:
        """The district whose next campaign this one is; None for a first one, and where the last
        one is not in this ledger."""
        with self._reading.connect() as connection:
            follows = next_campaign.followed(connection, district_id)
            return next((it for it in districts.districts(connection) if it.id == follows), None)

    def cuts(self, district_id: str) -> pd.DataFrame:
        """Every cut of the district, as CUTS, the newest first."""
        with self._reading.connect() as connection:
            return cuts.cuts(connection, self._shelf.district(connection, district_id))

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
            last = self._shelf.moment(connection, district_id, until).revision
            first, later = (
                self._shelf.moment(connection, district_id, revision) for revision in (since, last)
            )
            then, now = self._shelf.full_panel(first), self._shelf.full_panel(later)
            numbers = {w.week.number for w in now.weeks} if week is None else {week}
            scope = self._shelf.scope(later, viewer)
            return changes.changes(connection, then, now, scope=scope, weeks=numbers)

    def rules(self, district_id: str) -> int:
        """The number of the rules that the district's figures are counted by now."""
        with self._reading.connect() as connection:
            return self._shelf.moment(connection, district_id).rules

    def by_rules(self, district_id: str, viewer: Viewer, number: int) -> ByRules:
        """What the viewer would see if the district counted by these rules; nothing is written."""
        with self._seen(district_id, viewer) as (moment, scope):
            full = self._shelf.full_panel(moment)
            return by_rules.by_rules(moment, full, rules=number, scope=scope)

    def count_by(
        self, district_id: str, number: int, *, by: Viewer, at: datetime, reason: str = ""
    ) -> int:
        """Count by these rules from now on and return the new revision; the past stays as it was.

        Raises RulesNotNewer for rules it goes by already, LockedWeek in an archived district.
        """
        does = partial(rules.count_by, rules=number, at=at, why=reason)
        return self._write_in(Right.COUNT_BY, by, district_id, does)

    def audit(self, district_id: str, viewer: Viewer, *, last: int | None = None) -> pd.DataFrame:
        """Who did what and why, as AUDIT, the newest first; nothing for whose role
        reads none of it."""
        if not viewer.reads_audit:
            return AUDIT.frame()
        with self._reading.connect() as connection:
            return audit_list.audit(connection, district_id, last=last)

    def late_reports(
        self, district_id: str, viewer: Viewer, *, days: int, weeks_a_file: int
    ) -> pd.DataFrame:
        """The reports that came more than `days` after their week, or with `weeks_a_file` weeks and
        more in one file, in the viewer's scope, as LATE_REPORTS."""
        told = {"days": days, "weeks_a_file": weeks_a_file}
        with self._seen(district_id, viewer) as (moment, scope):
            return late_reports.late_reports(moment.connection, district_id, scope=scope, **told)

    def verify(self, district_id: str | None = None) -> tuple[Fault, ...]:
        """What is not as it must be, in one district or all: the audit chain, the submissions and
        sheets, what counts, the panel, cuts and originals. Nothing where all is well."""
        with self._reading.connect() as connection:
            return faults_of_all(connection, district_id, shelf=self._shelf)

    def keep_original(
        self, district_id: str, *, data: bytes, file_name: str, by: Viewer, at: datetime
    ) -> None:
        """Keep an accepted file as it was sent, for the office, until its days are over."""
        Grant(by, Right.KEEP_ORIGINAL)  # before anything is looked at
        original = Original(hashlib.sha256(data).hexdigest(), file_name, data)
        does = partial(originals.keep, original=original, at=at)
        self._write_in(Right.KEEP_ORIGINAL, by, district_id, does)

    def take_over(
        self, district_id: str, *, file_name: str, sha256: str, owner: str, by: Viewer, at: datetime
    ) -> None:
        """Note that a file that waits on somebody's desk is another's to store from now on."""
        grant = Grant(by, Right.TAKE_OVER)
        new = {"file": file_name, "owner": by.account}
        deed = Deed(TAKE_OVER, f"file:{sha256[:12]}", by.actor, at, {"owner": owner}, new)
        self._writer.write(partial(_note, district_id, deed), grant=grant, key=district_id)

    def original(
        self, district_id: str, sha256: str, *, by: Viewer, at: datetime
    ) -> Original | None:
        """The file as it was sent; None for one that is not kept.

        That it was read is a line of the audit chain.
        """
        does = partial(originals.read, sha256=sha256, at=at)
        return self._write_in(Right.READ_ORIGINAL, by, district_id, does)

    def sheet(self, district_id: str, viewer: Viewer, submission_id: int) -> Grid | None:
        """A submission's sheet as it was read, with the rows the viewer may see; None for none of
        theirs."""
        with self._seen(district_id, viewer) as (moment, scope):
            return trace.sheet_read(moment, scope=scope, submission_id=submission_id)

    def originals(self, district_id: str, viewer: Viewer) -> pd.DataFrame:
        """What is or was kept of original files, as ORIGINALS; nothing for who may read none."""
        district = self._district(district_id)
        with self._reading.connect() as connection:
            return originals.originals(connection, district, viewer=viewer)

    def sweep_originals(self, *, by: Viewer, now: datetime) -> int:
        """Drop, in every district, the originals whose days are over; their number."""
        grant = Grant(by, Right.SWEEP)
        with self._reading.connect() as connection:
            listed = [
                district
                for district in districts.districts(connection)
                if originals.is_due(connection, district, now=now)
            ]
        dropped = 0
        for district in listed:
            does = partial(originals.sweep, district=district, by=by.actor, now=now)
            dropped += self._writer.write(does, grant=grant, key=district.id)
        return dropped

    def head(self, district_id: str) -> str:
        """The audit chain's head, 64 hexadecimal digits; `short` gives what is printed of it."""
        with self._reading.connect() as connection:
            return audit_list.head(connection, district_id)


def _note(district_id: str, deed: Deed, connection: sa.Connection) -> None:
    note(connection, turn_of(connection, district_id), deed)
