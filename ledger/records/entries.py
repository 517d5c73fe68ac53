"""A row-form's rows go in; entries as the tables keep them come out, and back."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, TypeAlias

import sqlalchemy as sa

from campaign import ENTRY_ROWS, FormKind, Source, Submission
from ledger.records.kinds import KEYED, LOG
from ledger.records.submissions import not_withdrawn
from ledger.store import insert_rows, schema

_COLUMNS = ("sheet_row", "unit_id", "group_id", "day", "key", "fields", "is_held")
_ORIGIN = ("sha256", "sheet", "table_no")
_NOT_YET = datetime.max.replace(tzinfo=UTC)


Origin: TypeAlias = tuple[str, str, int]
"""The SHA-256 of a file, its sheet, and the table on it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One sheet row of a row-form, as one submission gave it; `fields` is JSON, keys in order.

    `submission_id` is 0 while it is only planned.
    """

    sheet_row: int
    unit_id: str
    group_id: str
    day: str
    key: str
    fields: str
    is_held: bool
    submission_id: int = 0
    sender: str = ""
    origin: Origin = ("", "", 1)

    @property
    def content(self) -> tuple[str, ...]:
        """What the row says, wherever it stands."""
        return (self.unit_id, self.group_id, self.day, self.key, self.fields)

    @property
    def reporter(self) -> str:
        """Whose row it is: the sender's; of a sheet without one, the group's named in the row."""
        return self.sender or self.group_id

    def line(self, kind: str) -> tuple[str, str]:
        """What names it among the lines of a register, or of a ledger: numbers are each sender's
        own there."""
        return (self.reporter if kind == FormKind.LEDGER else "", self.key)

    def told(self) -> Mapping[str, Any]:
        """The fields by id."""
        told: dict[str, Any] = json.loads(self.fields)
        return told


@dataclass(frozen=True)
class Received:
    """The entries of one submission, what it says of the time it covers, and when it arrived; what
    is only planned is the last."""

    sender: str
    period: tuple[str, str] | None
    entries: tuple[Entry, ...]
    origin: Origin = ("", "", 1)
    at: datetime = _NOT_YET

    def stands_beside(self, other: Origin) -> bool:
        """Whether it is another table of the same file: neither is the newer word."""
        return self.origin[0] == other[0] and self.origin[1:] != other[1:]

    @cached_property
    def accepted(self) -> tuple[Entry, ...]:
        """The rows that count once it is in."""
        return tuple(entry for entry in self.entries if not entry.is_held)

    @cached_property
    def reporters(self) -> frozenset[str]:
        """Whose earlier rows it may replace."""
        if self.sender:
            return frozenset({self.sender})
        return frozenset(entry.reporter for entry in self.accepted)

    @cached_property
    def span(self) -> tuple[str, str] | None:
        """The days it covers: as it states, else from its first to its last row's; or None."""
        days = sorted(entry.day for entry in self.accepted)
        return self.period or ((days[0], days[-1]) if days else None)

    def covers(self, day: str) -> bool:
        """Whether the day is among those it covers."""
        return self.span is not None and self.span[0] <= day <= self.span[1]


def entries_in(submission: Submission, *, kind: str) -> tuple[Entry, ...]:
    """One entry a row, held ones too.

    Raises ValueError for accepted rows the loaders should have held: of a log, one without a day;
    of a register or a ledger, one without a key or with the key of another.
    """
    found = [_entry(line, submission.source) for line in _lines(submission)]
    keys: set[tuple[str, str]] = set()
    for entry in found:
        if entry.is_held:
            continue
        if kind == LOG and not entry.day:
            raise ValueError(f"an accepted row of a log without a day, row {entry.sheet_row}")
        if kind in KEYED and (not entry.key or entry.line(kind) in keys):
            raise ValueError(f"a line's key is missing or stands twice, row {entry.sheet_row}")
        keys.add(entry.line(kind))
    return tuple(found)


def _lines(submission: Submission) -> list[list[Any]]:
    lines: list[list[Any]] = ENTRY_ROWS.check(submission.rows).to_numpy(dtype=object).tolist()
    return lines


def _entry(line: Sequence[Any], source: Source) -> Entry:
    row, accepted, unit, _, group, day, key, fields = line
    origin = origin_of(source)
    told = _in_order(fields)
    return Entry(row, unit, group, day, key, told, not accepted, 0, source.sender, origin)


def origin_of(source: Source) -> Origin:
    """Which table of which file it is."""
    return source.sha256, source.sheet, source.table


def _in_order(fields: str) -> str:
    """The same JSON object in one writing, so that equal rows are equal texts."""
    told = {name: _number(value) for name, value in json.loads(fields).items()}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _number(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def write_entries(
    connection: sa.Connection, district_id: str, *, submission_id: int, found: Iterable[Entry]
) -> None:
    """Enter the rows of an accepted submission."""
    key = {"district_id": district_id, "submission_id": submission_id}
    rows = [{**key, **{name: getattr(entry, name) for name in _COLUMNS}} for entry in found]
    insert_rows(connection, schema.entry, rows)


def received(
    connection: sa.Connection,
    district_id: str,
    *,
    form: str,
    senders: Sequence[str] = (),
    keys: Sequence[str] = (),
    as_of: int | None = None,
) -> list[Received]:
    """What was received of a form and not withdrawn, now or at a revision, the earliest first: of
    what is sent again whole, the one that arrived last is the newest, whenever it was entered.

    `senders` and `keys` leave out all others; empty, they leave out none.
    """
    sent = schema.submission
    wanted = (sent.c.district_id == district_id) & (sent.c.form == form)
    wanted &= not_withdrawn(sent, as_of=as_of)
    if senders:
        wanted &= sent.c.sender.in_(senders)
    names = ("id", "sender", "period_from", "period_to", "received_at", *_ORIGIN)
    query = sa.select(*(sent.c[name] for name in names))
    rows = _rows(connection, wanted, keys=keys)
    return [
        Received(sender, (first, last) if first else None, tuple(rows[id_]), tuple(origin), at)
        for id_, sender, first, last, at, *origin in connection.execute(
            query.where(wanted).order_by(sent.c.received_at, sent.c.id)
        )
    ]


def _rows(
    connection: sa.Connection, wanted: sa.ColumnElement[bool], *, keys: Sequence[str]
) -> Mapping[int, list[Entry]]:
    """By submission, the entries of those wanted, in the order of the sheet."""
    table, sent = schema.entry, schema.submission
    same = (sent.c.district_id == table.c.district_id) & (sent.c.id == table.c.submission_id)
    columns = (*(table.c[name] for name in _COLUMNS), table.c.submission_id, sent.c.sender)
    query = (
        sa.select(*columns, *(sent.c[name] for name in _ORIGIN))
        .join_from(table, sent, same)
        .where(wanted)
    )
    if keys:
        query = query.where(table.c.key.in_(keys))
    rows: dict[int, list[Entry]] = defaultdict(list)
    for row in connection.execute(query.order_by(table.c.submission_id, table.c.sheet_row)):
        *own, sha256, sheet, number = row
        told: list[Any] = [*own, (sha256, sheet, number)]
        entry = Entry(*told)
        rows[entry.submission_id].append(entry)
    return rows
