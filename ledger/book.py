"""The ledger (台账): every accepted submission of every district, kept for ever.

A database address goes in; plans, receipts, panels and traces come out. One `Ledger` serves a whole
process and all of its threads.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from functools import partial

import pandas as pd
import sqlalchemy as sa

from campaign import District, KnownLayout, Panel, Past, Right, Roster, Submission, Viewer
from ledger.accounts import Accounts, carry_role
from ledger.acts import (
    Plan,
    Receipt,
    acceptance,
    aliases,
    layouts,
    next_campaign,
    plan_of,
    withdrawal,
)
from ledger.archive import Archives
from ledger.checks import Checks
from ledger.exchange import Exchange
from ledger.judging import Judging
from ledger.panel import EarlierWeeks
from ledger.papers import Papers
from ledger.queries import (
    Room,
    Shelf,
    Trace,
    Version,
    entry_trace,
    own_rows,
    submission_list,
    trace,
)
from ledger.questions import Questions
from ledger.record import Record
from ledger.records import Cell, districts, kind_of
from ledger.registers import Registers
from ledger.settings import Settings
from ledger.store import Grant, Writer, grant_to_begin, in_turn, read_first


class Ledger(Room):
    """One database. Unknown districts raise KeyError; writes raise NotAllowed without a right."""

    def __init__(self, engine: sa.Engine) -> None:
        super().__init__(engine, Writer(engine), Shelf())
        self.record = Record(engine, self._writer, self._shelf)
        self.questions = Questions(engine, self._writer, self._shelf)
        self.archives = Archives(engine, self._writer)
        self.exchange = Exchange(engine, self._writer, self._shelf)
        self.checks = Checks(engine, self._writer, self._shelf)
        self.papers = Papers(engine, self._writer, self._shelf)
        self.registers = Registers(engine, self._writer, self._shelf)
        self.settings = Settings(engine, self._writer, self._shelf)
        self.judging = Judging(engine, self._shelf)
        self.accounts = Accounts(engine, self._writer)

    def close(self) -> None:
        """Let go of the database, once everything that waits to be written is."""
        self._writer.close()
        self._reading.dispose()

    def districts(self) -> tuple[District, ...]:
        """Every district but those taken away: own ones before samples, the newest first."""
        with self._reading.connect() as connection:
            return tuple(it for it in districts.districts(connection) if not it.is_removed)

    def add_district(
        self, district: District, *, by: Viewer, at: datetime | None = None, follows: str = ""
    ) -> None:
        """Enter a district, or the next campaign of one it follows, in which whoever begins it has
        the same role; ValueError for a taken id, NotAllowed for who may begin none anew."""
        grant, when = grant_to_begin(by, follows), at or datetime.now(UTC)
        does = partial(
            next_campaign.begin, district=district, by=by.actor, at=when, follows=follows
        )
        takes = partial(carry_role, by=by, follows=follows, district_id=district.id, at=when)
        self._writer.write(in_turn(does, takes), grant=grant, key=follows or None)

    def revision(self, district_id: str) -> int:
        """The district's revision: it grows with every acceptance, withdrawal, word and cut."""
        with self._reading.connect() as connection:
            return districts.clocks(connection, district_id).revision

    def roster(self, district_id: str, *, as_of: int | None = None) -> Roster:
        """Every span of every unit, in protocol order, with the aliases people confirmed; `as_of` a
        revision as it was known then, UnknownRevision if it never was."""
        with self._reading.connect() as connection:
            return self._shelf.roster(self._shelf.moment(connection, district_id, as_of))

    def plan(
        self,
        district_id: str,
        submission: Submission,
        *,
        answered: Mapping[Cell, bool] | bool | None = None,
        stays: Collection[str] = (),
        received_at: datetime | None = None,
    ) -> Plan:
        """What accepting would do, cell by cell; nothing is written.

        `answered` has, by unit and slot, a person's word on the blanks that a plan asks about, or
        is one for all: true takes back the figure that stands. Of the units of `stays` figures that
        stand do so, and the sheet only fills gaps. Of a row-form, what arrived after `received_at`
        stands (None: nothing did). Raises ValueError for a week outside the calendar, or two
        accepted rows of one unit.
        """
        with self._reading.connect() as connection:
            district = self._shelf.district(connection, district_id)
            return plan_of(
                connection,
                district,
                submission=submission,
                answered=answered,
                stays=stays,
                received_at=received_at,
            )

    def accept(
        self, shown: Plan, *, by: Viewer, received_at: datetime, reason: str = ""
    ) -> Receipt:
        """Enter a planned submission in one durable transaction.

        A copy of what counts already is not entered again. Raises StalePlan where the ledger moved
        on and accepting would do something else than the plan says, LockedWeek where a frozen week
        would change, ValueError for a time without its zone, NotAllowed for rows of others.
        """
        Grant(by, Right.ACCEPT)  # before anything is looked at
        seen_by = partial(self._shelf.scope_now, district_id=shown.district_id, viewer=by)
        grant = own_rows.grant_to_accept(read_first(self._reading, seen_by), shown.submission)
        enter = partial(acceptance.accept, district=self._district(shown.district_id), shown=shown)
        enter = partial(enter, by=by.actor, received_at=received_at, reason=reason)
        return self._writer.write(enter, grant=grant, key=shown.district_id)

    def withdraw(
        self, district_id: str, *submissions: int, by: Viewer, at: datetime, reason: str
    ) -> int:
        """Take submissions back, all or none; what stood before counts again. The new revision;
        KeyError for no such one, ValueError for one withdrawn, LockedWeek for a frozen week."""
        does = partial(withdrawal.withdraw_all, submissions=submissions, at=at, reason=reason)
        return self._write_in(Right.WITHDRAW, by, district_id, does)

    def confirm_alias(
        self, district_id: str, *, raw: str, unit_id: str, by: Viewer, at: datetime
    ) -> int:
        """Keep a person's word that `raw` names the unit; the answer is the new revision.

        Raises KeyError for an unknown unit. A later word on the same name replaces an earlier one.
        """
        keep = partial(aliases.write_alias, raw=raw, unit_id=unit_id, at=at)
        return self._write(Right.CONFIRM_ALIAS, by, district_id, keep)

    def confirm_layout(
        self, district_id: str, layout: KnownLayout, *, by: Viewer, at: datetime
    ) -> int:
        """Keep a person's word on a sheet's headings; the answer is the new revision.

        A later word on the same layout replaces an earlier one. Raises KeyError for a form that the
        campaign does not have.
        """
        Grant(by, Right.CONFIRM_LAYOUT)  # before anything is looked at
        kind_of(self._district(district_id), layout.form)  # raises for none of the campaign
        keep = partial(layouts.write_layout, layout=layout, at=at)
        return self._write(Right.CONFIRM_LAYOUT, by, district_id, keep)

    def layouts(self, district_id: str) -> Mapping[str, KnownLayout]:
        """The layouts people confirmed, by fingerprint, the latest word on each."""
        with self._reading.connect() as connection:
            self._shelf.district(connection, district_id)  # raises for no district
            return layouts.layouts(connection, district_id)

    def panel(
        self,
        district_id: str,
        viewer: Viewer,
        *,
        through: int | None = None,
        as_of: int | None = None,
    ) -> Panel:
        """The panel in the viewer's scope, weeks 1…`through`, as known now or at revision `as_of`.

        Without `through` it ends with the latest week of which the district has a row, be it held.
        The same revision, scope and end give the same object; its arrays are read-only. Raises
        UnknownRevision for a revision the ledger never had.
        """
        with self._reading.connect() as connection:
            moment = self._shelf.moment(connection, district_id, as_of)
            shown = self._shelf.panel(moment, viewer, through=through)
        self._shelf.panels.store(district_id, send=self._writer.send)
        return shown

    def keep_panel(self, district_id: str) -> None:
        """Bring the panel, and where many rows came the cache it starts from, to the revision."""
        with self._reading.connect() as connection:
            self._shelf.full_panel(self._shelf.moment(connection, district_id))
        end = self._shelf.panels.store(district_id, send=self._writer.send)
        if end is not None:
            end.result()

    def trace(
        self,
        district_id: str,
        viewer: Viewer,
        *,
        unit_id: str,
        week: int,
        slot: str,
        as_of: int | None = None,
    ) -> Trace | None:
        """The cell that the figure was read from that counts now, or counted at revision `as_of`.

        None without one or outside the scope.
        """
        at = (unit_id, week, slot)
        with self._seen(district_id, viewer, as_of) as (moment, scope):
            return trace.trace(moment, scope=scope, at=at)

    def entries(
        self,
        district_id: str,
        viewer: Viewer,
        form: str,
        *,
        through: int | None = None,
        as_of: int | None = None,
    ) -> pd.DataFrame:
        """The entries of a row-form in the viewer's scope, as ENTRIES, by day.

        Those that count now, or counted at revision `as_of`; UnknownRevision if it never was.

        `through` leaves out what is dated after that week; what has no date or is before the launch
        stays. Raises KeyError for a form the campaign does not have, ValueError for one that has no
        entries or a week outside the calendar.
        """
        with self._seen(district_id, viewer, as_of) as (moment, scope):
            return self._shelf.entries.shown(moment, scope=scope, form=form, through=through)

    def trace_entry(
        self, district_id: str, viewer: Viewer, *, submission_id: int, row: int, field: str
    ) -> Trace | None:
        """The cell that a field of an entry was read from, `row` being its sheet row.

        None for no such accepted row, one withdrawn, or one outside the viewer's scope; KeyError
        for a field its form does not have.
        """
        at = (submission_id, row)
        with self._seen(district_id, viewer) as (moment, scope):
            return entry_trace.trace_entry(
                moment.connection, moment.district, scope=scope, at=at, field=field
            )

    def history(
        self, district_id: str, viewer: Viewer, *, unit_id: str, week: int
    ) -> tuple[Version, ...]:
        """Every version of a unit's week, the newest first; empty outside the viewer's scope."""
        with self._seen(district_id, viewer) as (moment, scope):
            return trace.history(
                moment.connection, district_id, scope=scope, unit_id=unit_id, week=week
            )

    def submissions(
        self, district_id: str, viewer: Viewer, *, week: int | None = None
    ) -> pd.DataFrame:
        """The submissions the viewer may know of, as SUBMISSIONS, the newest first."""
        with self._seen(district_id, viewer) as (moment, scope):
            counted = self._shelf.entries.counted(moment)
            return submission_list.submissions(
                moment.connection, moment.district, scope=scope, week=week, counted=counted
            )

    def findings(
        self,
        district_id: str,
        viewer: Viewer,
        *,
        week: int | None = None,
        code: str = "",
        of: Collection[int] = (),
    ) -> pd.DataFrame:
        """FINDINGS the viewer may read: all that stand, of a week, of a code, `of` submissions."""
        only = partial(submission_list.findings, week=week, code=code, of=of)
        with self._seen(district_id, viewer) as (moment, scope):
            return only(moment.connection, district_id, scope=scope)

    def earlier(self, district_id: str, *, week: int) -> Mapping[str, Past]:
        """By unit, what is known of it from the weeks before `week`: totals, last week, middle."""
        with self._reading.connect() as connection:
            full = self._shelf.full_panel(self._shelf.moment(connection, district_id))
        self._shelf.panels.store(district_id, send=self._writer.send)
        return EarlierWeeks(full.through(week - 1), week=week)
