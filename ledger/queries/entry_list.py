"""Entries that count go in; frames of them come out, in a viewer's scope.

They are worked out again only when something of their form was received or taken back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

import pandas as pd
import sqlalchemy as sa

from campaign import ENTRIES, NO_DAYS, SPANS, Calendar, District, Memory
from ledger.queries.moment import Moment
from ledger.queries.scope import Scope
from ledger.records import (
    ROW_KINDS,
    Entry,
    entries_that_count,
    kind_of,
    received,
    row_forms,
)
from ledger.store import schema

EntryPlace: TypeAlias = tuple[int, int]
"""A submission and a row of its sheet."""
COUNTED, SHOWN = 48, 240
"""How many forms are remembered as they counted at a revision, two districts' ten now among them;
and how many views of them: a few viewers, each of a few weeks."""


@dataclass(frozen=True, eq=False)
class Counted:
    """What counts of one form, and where it stands."""

    frame: pd.DataFrame
    places: frozenset[EntryPlace]


class EntryShelf:
    """The entries of one ledger, for all of its threads: worked out once for every revision at
    which something of their form came or was taken back."""

    def __init__(self) -> None:
        self._counted = Memory(room=COUNTED)
        self._shown = Memory(room=SHOWN)

    def shown(
        self, moment: Moment, *, scope: Scope, form: str, through: int | None
    ) -> pd.DataFrame:
        """The entries of a form that counted then, in scope, as ENTRIES; the frame is the caller's
        to change."""
        return self.shared(moment, scope=scope, form=form, through=through).copy(deep=False)

    def shared(
        self, moment: Moment, *, scope: Scope, form: str, through: int | None
    ) -> pd.DataFrame:
        """The same frame for all who ask alike, not to be changed."""
        calendar = moment.district.calendar
        last = None if through is None else calendar.week(through).ends_on.isoformat()
        counted, kind = self._of(moment, form), kind_of(moment.district, form)
        return self._shown.recall(_in_scope, counted.frame, scope, kind, last)

    def spans(self, moment: Moment, *, form: str) -> pd.DataFrame:
        """The days for which a log was received by then, as SPANS; shared, not to be changed."""
        since = self._shown.recall(_last_of, moment, form)
        return self._counted.recall(_spans, replace(moment, revision=since), form)

    def held(self, moment: Moment, *, form: str) -> frozenset[str]:
        """The units of which a row of the form is held."""
        since = self._shown.recall(_last_of, moment, form)
        return self._counted.recall(_held, replace(moment, revision=since), form)

    def counted(self, moment: Moment) -> frozenset[EntryPlace]:
        """Where the entries of every form stand that counted then."""
        forms = row_forms(moment.district)
        return frozenset().union(*(self._of(moment, form).places for form in forms))

    def _of(self, moment: Moment, form: str) -> Counted:
        if kind_of(moment.district, form) not in ROW_KINDS:
            raise ValueError(f"{form} has no entries")
        since = self._shown.recall(_last_of, moment, form)
        return self._counted.recall(_worked_out, replace(moment, revision=since), form)


def _worked_out(moment: Moment, form: str) -> Counted:
    """The same at every revision until the form's next."""
    district = moment.district
    rows = entries_that_count(moment.connection, district, form=form, as_of=moment.revision)
    frame = _frame(rows, form=form, calendar=district.calendar)
    return Counted(frame, frozenset((row.submission_id, row.sheet_row) for row in rows))


def _spans(moment: Moment, form: str) -> pd.DataFrame:
    """What was sent for a span of days tells of all of them, though a row was replaced since."""
    parts = received(moment.connection, moment.district.id, form=form, as_of=moment.revision)
    return SPANS.frame(
        {"sender": sender, "first_on": part.span[0], "last_on": part.span[1]}
        for part in parts
        if part.span is not None and part.span != NO_DAYS
        for sender in sorted(part.reporters)
    )


def _held(moment: Moment, form: str) -> frozenset[str]:
    parts = received(moment.connection, moment.district.id, form=form, as_of=moment.revision)
    rows = (entry for part in parts for entry in part.entries)
    return frozenset(entry.unit_id for entry in rows if entry.is_held and entry.unit_id)


def _last_of(moment: Moment, form: str) -> int:
    """The last revision that a submission of the form, or its withdrawal, made; 0 without any."""
    sent = schema.submission
    here = (sent.c.district_id == moment.district.id) & (sent.c.form == form)
    here &= sent.c.id <= moment.revision
    return moment.connection.scalar(sa.select(sa.func.max(sent.c.id)).where(here)) or 0


def _frame(rows: Sequence[Entry], *, form: str, calendar: Calendar) -> pd.DataFrame:
    in_order = sorted(rows, key=lambda entry: (entry.day, entry.submission_id, entry.sheet_row))
    weeks = {day: _week(day, calendar=calendar) for day in {entry.day for entry in rows}}
    return ENTRIES.frame(
        {
            "submission_id": entry.submission_id,
            "form": form,
            "row": entry.sheet_row,
            "unit_id": entry.unit_id,
            "group_id": entry.group_id,
            "day": entry.day,
            "week": weeks[entry.day],
            "key": entry.key,
            "fields": entry.fields,
        }
        for entry in in_order
    )


def _week(day: str, *, calendar: Calendar) -> int:
    week = calendar.week_of(date.fromisoformat(day)) if day else None
    return 0 if week is None else week.number


def _in_scope(frame: pd.DataFrame, scope: Scope, kind: str, last: str | None) -> pd.DataFrame:
    mask = pd.Series(True, index=frame.index)
    if last is not None:
        mask &= frame["day"] <= last  # ISO text sorts as days do, and no day before any
    if scope.viewer.is_scoped:
        pairs = list(zip(frame["unit_id"], frame["day"], strict=True))
        sees = {(unit, day): scope.sees_entry(unit, day=day, kind=kind) for unit, day in set(pairs)}
        mask &= pd.Series([sees[pair] for pair in pairs], index=frame.index, dtype=bool)
    return frame[mask].reset_index(drop=True)


def entries_sent(
    connection: sa.Connection,
    district: District,
    *,
    scope: Scope,
    week: int | None,
    counted: Collection[EntryPlace],
) -> Iterator[tuple[int, str]]:
    """Every entry in scope as its submission and each count of SUBMISSIONS it belongs to."""
    table, sent = schema.entry, schema.submission
    same = (sent.c.district_id == table.c.district_id) & (sent.c.id == table.c.submission_id)
    names = ("submission_id", "sheet_row", "unit_id", "day", "is_held")
    query = sa.select(*(table.c[name] for name in names), sent.c.form).join_from(table, sent, same)
    query = query.where(table.c.district_id == district.id)
    if week is not None:
        query = query.where(sent.c.week == week)
    kinds = {form: kind_of(district, form) for form in row_forms(district)}
    for row in connection.execute(query):
        if scope.sees_entry(row.unit_id, day=row.day, kind=kinds[row.form]):
            yield row.submission_id, "n_held" if row.is_held else "n_rows"
            if (row.submission_id, row.sheet_row) in counted:
                yield row.submission_id, "n_current"
