"""An entry and a field go in; the cell it was read from comes out."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa

from campaign import Address, District, Form, Grid, State, load_pack
from ledger.queries.entry_list import EntryPlace
from ledger.queries.scope import Scope
from ledger.queries.trace import Trace, column_in, grid_of
from ledger.records import kind_of, not_withdrawn
from ledger.store import schema

_APART = {"unit": "unit_id", "group": "group_id", "date": "day"}
"""What an entry keeps beside its fields, by the kind of field it was read from."""


def trace_entry(
    connection: sa.Connection, district: District, *, scope: Scope, at: EntryPlace, field: str
) -> Trace | None:
    """Where a field of an accepted entry was read; None for none such, withdrawn, or out of scope.

    Raises KeyError for a field that the form does not have.
    """
    row = _kept(connection, district.id, at=at)
    if row is None:
        return None
    kind = kind_of(district, row.form)
    if not scope.sees_entry(row.unit_id, day=row.day, kind=kind):
        return None
    told = _told(row, form=load_pack(district.pack_id).form[row.form], field=field)
    own = {
        other.sheet_row: scope.sees_entry(other.unit_id, day=other.day, kind=kind)
        for other in _rows(connection, district.id, submission_id=row.id)
    }
    seen = scope.sheet(grid_of(connection, district.id, row.id), sender=row.sender, own=own)
    column = column_in(connection, district.id, row.id, field)
    by = scope.name_of(row.received_by)
    return _traced(row, told=told, column=column, seen=seen, by=by)


def _told(row: Any, *, form: Form, field: str) -> object:
    """What the entry says in a field; its unit, its group and its day are kept apart."""
    asked = next((f for f in form.fields if f.id == field), None)
    if asked is None:
        raise KeyError(f"{form.id} has no field {field!r}")
    told = json.loads(row.fields)
    if field in told or (asked.kind == "date" and not asked.required):
        return told.get(field)
    return getattr(row, _APART[asked.kind]) or None if asked.kind in _APART else None


def _traced(row: Any, *, told: object, column: int, seen: Grid, by: str) -> Trace:
    is_number = isinstance(told, int | float) and not isinstance(told, bool)
    state = State.MISSING if told is None else State.VALUE
    return Trace(
        submission_id=row.id,
        file_name=row.file_name,
        sha256=row.sha256,
        sheet=row.sheet,
        address=Address(row.sheet, *seen.place(row.sheet_row, column)),
        raw=seen.text(row.sheet_row, column) if column else "",
        value=float(str(told)) if is_number else None,
        state=State.ZERO if is_number and told == 0 else state,
        received_at=row.received_at,
        by=by,
        grid=seen,
        sender=row.sender,
    )


def _kept(connection: sa.Connection, district_id: str, *, at: EntryPlace) -> sa.Row[Any] | None:
    entry, sent = schema.entry, schema.submission
    same = (sent.c.district_id == entry.c.district_id) & (sent.c.id == entry.c.submission_id)
    names = ("sheet_row", "unit_id", "group_id", "day", "fields")
    columns: list[sa.Column[Any]] = [*(entry.c[name] for name in names), *sent.c]
    query = sa.select(*columns).join_from(entry, sent, same)
    return connection.execute(
        query.where(
            entry.c.district_id == district_id,
            entry.c.submission_id == at[0],
            entry.c.sheet_row == at[1],
            entry.c.is_held.is_(False),
            not_withdrawn(sent),
        )
    ).first()


def _rows(
    connection: sa.Connection, district_id: str, *, submission_id: int
) -> list[sa.Row[tuple[int, str, str]]]:
    entry = schema.entry
    query = sa.select(entry.c.sheet_row, entry.c.unit_id, entry.c.day)
    here = (entry.c.district_id == district_id) & (entry.c.submission_id == submission_id)
    return list(connection.execute(query.where(here)))
