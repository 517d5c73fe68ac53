"""Entries that count go in; frames of them come out, in a viewer's scope.

They are worked out again only when something of their form was received or taken back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock
from typing import TypeAlias

import pandas as pd
import sqlalchemy as sa

from campaign import ENTRIES, Calendar, District, Roster
from ledger.queries.scope import Scope
from ledger.records import ROW_KINDS, Entry, clocks, entries_that_count, kind_of, row_forms
from ledger.store import Recent, schema

PAST = 24
"""How many forms are kept as they were at earlier revisions."""
EntryPlace: TypeAlias = tuple[int, int]
"""A submission and a row of its sheet."""


@dataclass(frozen=True)
class Kept:
    """What counts of one form: at which revision of the ledger, since which of the form's own."""

    revision: int
    since: int
    frame: pd.DataFrame
    places: frozenset[EntryPlace]
    shown: dict[tuple[object, ...], tuple[Roster, pd.DataFrame]] = field(default_factory=dict)


class EntryShelf:
    """The frames of one ledger, kept by revision and scope, for all of its threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[tuple[str, str], Kept] = {}
        self._past: Recent[Kept] = Recent(PAST)

    def shown(
        self,
        connection: sa.Connection,
        district: District,
        *,
        scope: Scope,
        form: str,
        through: int | None,
        as_of: int | None = None,
    ) -> pd.DataFrame:
        """The entries of a form in scope, as ENTRIES; the frame is the caller's to change.

        With `as_of` those that counted at that revision.
        """
        last = None if through is None else district.calendar.week(through).ends_on.isoformat()
        key = (
            scope.viewer.is_scoped,
            scope.viewer.group_id if scope.viewer.is_scoped else "",
            last,
        )
        kind = kind_of(district, form)
        with self._lock:
            if as_of is None:
                kept = self._fresh(connection, district, form=form)
            else:
                kept = self._then(connection, district, form=form, as_of=as_of)
            found = kept.shown.get(key)
            if found is None or found[0] is not scope.roster:
                frame = _in_scope(kept.frame, scope=scope, kind=kind, last=last)
                found = kept.shown[key] = (scope.roster, frame)
        return found[1].copy(deep=False)

    def counted(self, connection: sa.Connection, district: District) -> frozenset[EntryPlace]:
        """Where the entries of every form stand that count now."""
        with self._lock:
            forms = row_forms(district)
            places = [self._fresh(connection, district, form=form).places for form in forms]
        return frozenset().union(*places)

    def _fresh(self, connection: sa.Connection, district: District, *, form: str) -> Kept:
        _refuse_without_entries(district, form)
        kept = self._kept.get((district.id, form))
        revision, _ = clocks(connection, district.id)
        if kept is not None and kept.revision >= revision:
            return kept
        since = _last_of(connection, district.id, form=form)
        if kept is not None and kept.since == since:
            kept = replace(kept, revision=revision)
        else:
            rows = entries_that_count(connection, district, form=form)
            kept = _worked_out(rows, district, form=form, at=(revision, since))
        self._kept[district.id, form] = kept
        return kept

    def _then(
        self, connection: sa.Connection, district: District, *, form: str, as_of: int
    ) -> Kept:
        """What counted at a revision: the same at every one until the form's next."""
        _refuse_without_entries(district, form)
        since = _last_of(connection, district.id, form=form, as_of=as_of)
        return self._past.kept(
            (district.id, form, since),
            lambda: _worked_out(
                entries_that_count(connection, district, form=form, as_of=since),
                district,
                form=form,
                at=(since, since),
            ),
        )


def _refuse_without_entries(district: District, form: str) -> None:
    if kind_of(district, form) not in ROW_KINDS:
        raise ValueError(f"{form} has no entries")


def _worked_out(
    rows: Sequence[Entry], district: District, *, form: str, at: tuple[int, int]
) -> Kept:
    frame = _frame(rows, form=form, calendar=district.calendar)
    places = frozenset((row.submission_id, row.sheet_row) for row in rows)
    return Kept(*at, frame, places)


def _last_of(
    connection: sa.Connection, district_id: str, *, form: str, as_of: int | None = None
) -> int:
    """The last revision that a submission of the form, or its withdrawal, made; 0 without any."""
    sent = schema.submission
    here = (sent.c.district_id == district_id) & (sent.c.form == form)
    if as_of is not None:
        here &= sent.c.id <= as_of
    return connection.scalar(sa.select(sa.func.max(sent.c.id)).where(here)) or 0


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


def _in_scope(frame: pd.DataFrame, *, scope: Scope, kind: str, last: str | None) -> pd.DataFrame:
    mask = pd.Series(True, index=frame.index)
    if last is not None:
        mask &= frame["day"] <= last  # ISO text sorts as days do, and no day before any
    if scope.viewer.is_scoped:
        pairs = list(zip(frame["unit_id"], frame["day"], strict=True))
        sees = {(unit, day): scope.sees_entry(unit, day=day, kind=kind) for unit, day in set(pairs)}
        mask &= pd.Series([sees[pair] for pair in pairs], index=frame.index, dtype=bool)
    return frame[mask].reset_index(drop=True)


def kept_entries(
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
