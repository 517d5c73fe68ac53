"""A submission's rows go in; lines of figures as the tables keep them come out, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import sqlalchemy as sa

from campaign import WEEKLY_ROWS, State, Submission, registered_slots
from ledger.chain import canonical
from ledger.records.further import AT_ONCE, SILENT, Beyond, by_whom, counting_of, further_said
from ledger.store import SLOT_COLUMNS, Kept, execute, insert_rows, moment_text, put_rows, schema

MANY = 200
"""From so many names on, all are read instead of naming each."""

# Made once: putting a query of so many columns together costs more than asking it.
_OF_UNITS = (
    sa.select(schema.cur, schema.submission.c.sender)
    .outerjoin(
        schema.submission,
        (schema.submission.c.district_id == schema.cur.c.district_id)
        & (schema.submission.c.id == schema.cur.c.submission_id),
    )
    .where(
        schema.cur.c.district_id == sa.bindparam("district_id"),
        schema.cur.c.week == sa.bindparam("week"),
        schema.cur.c.unit_id.in_(sa.bindparam("units", expanding=True)),
    )
)


_GONE = (None, False, None, *(None,) * len(SLOT_COLUMNS))
"""The columns of a line where nothing counts."""

_LINE = ("sheet_row", "is_held", "states", *SLOT_COLUMNS)
_COUNT = sa.text(f"""
    INSERT INTO cur (district_id, week, unit_id, rev, submission_id, first_received, sources,
        {", ".join(_LINE)})
    SELECT district_id, week, unit_id, submission_id, submission_id, CAST(:received AS TEXT), '',
        {", ".join(_LINE)}
    FROM fact WHERE district_id = :district_id AND submission_id = :rev AND NOT is_held
    ON CONFLICT (district_id, week, unit_id) DO UPDATE SET
        rev = excluded.rev, submission_id = excluded.submission_id,
        first_received = CASE WHEN cur.first_received < excluded.first_received
            THEN cur.first_received ELSE excluded.first_received END,
        sources = excluded.sources,
        {", ".join(f"{name} = excluded.{name}" for name in _LINE)}
""")


@dataclass(frozen=True, slots=True)
class Line:
    """One unit's figures of one week, as one submission gave them; a held line has none. `further`
    has those beyond the registry of which the submission says anything."""

    unit_id: str
    sheet_row: int
    is_held: bool
    states: str
    values: tuple[float | None, ...]
    further: Beyond = ()

    def told(self, slots: Sequence[str]) -> tuple[str, tuple[float | None, ...]]:
        """The letters and numbers of slots that begin with the registry's, as `slots_of` does."""
        if len(slots) == len(self.states):
            return self.states, self.values
        own = {slot: (letter, value) for slot, letter, value in self.further}
        silent = State.HELD.value if self.is_held else SILENT
        more = [own.get(slot, (silent, None)) for slot in slots[len(self.states) :]]
        return self.states + "".join(it[0] for it in more), (*self.values, *(it[1] for it in more))

    def number(self, slot: str) -> float | None:
        """The number of any slot."""
        own = dict(zip(registered_slots(), self.values, strict=True))
        return {**own, **{it[0]: it[2] for it in self.further}}.get(slot)

    def columns(self) -> tuple[object, ...]:
        """The line in the order of its columns, from `sheet_row` on."""
        return (self.sheet_row, self.is_held, self.states, *self.values)


@dataclass(frozen=True, slots=True)
class Current:
    """What counts for a unit and week now: a line with the submission it came from.

    `submission_id` is None where everything was withdrawn; `first_received` is None until a row
    was accepted. `sources` has, of a line that rests on several submissions, those slots whose
    figure is of another one.
    """

    submission_id: int | None
    sender: str
    first_received: datetime | None
    line: Line | None
    sources: Mapping[str, int] = field(default_factory=dict)

    def columns(self) -> tuple[object, ...]:
        """As the panel reads it: its submission, whether it is held, the letters, when the first
        row came, whose its cells are, the figures; raises ValueError where nothing counts."""
        if self.line is None:
            raise ValueError("nothing counts")
        told = (self.submission_id, self.line.is_held, self.line.states, self.first_received)
        return (*told, sources_text(self.sources), *self.line.values)

    @property
    def is_reported(self) -> bool:
        """Whether an accepted row is current."""
        return self.line is not None and not self.line.is_held


def lines(submission: Submission) -> tuple[Line, ...]:
    """One line a known unit; a held row only where the unit has no accepted one.

    Raises ValueError when two accepted rows are of one unit: the loaders hold such rows.
    """
    further = by_whom((it.unit_id, (it.slot, it.state, it.value)) for it in submission.extra)
    accepted: dict[str, Line] = {}
    held: dict[str, Line] = {}
    for line in _read(submission):
        if line.is_held:
            held.setdefault(line.unit_id, line)
        elif line.unit_id in accepted:
            raise ValueError(f"two accepted rows of one unit, the second in row {line.sheet_row}")
        else:
            more = further.get(line.unit_id, ())
            accepted[line.unit_id] = replace(line, further=more) if more else line
    return (*accepted.values(), *(held[unit] for unit in held if unit not in accepted))


def slots_of(found: Iterable[Line | None]) -> Sequence[str]:
    """The registry's slots and, after them, whatever else these lines say anything of."""
    more = {slot for line in found if line is not None for slot, _, _ in line.further}
    return (*registered_slots(), *sorted(more)) if more else registered_slots()


def apart(before: Line, after: Line) -> Iterator[tuple[str, str, float | None, str, float | None]]:
    """The slots in which two lines of a unit differ, each with its letter and number before and
    after."""
    if before.columns()[2:] == after.columns()[2:] and before.further == after.further:
        return
    slots = slots_of((before, after))
    told = (zip(*line.told(slots), strict=True) for line in (before, after))
    for slot, was, is_now in zip(slots, *told, strict=True):
        if was != is_now:
            yield (slot, *was, *is_now)


def _read(submission: Submission) -> Iterator[Line]:
    slots = registered_slots()
    nothing, all_held = (None,) * len(slots), State.HELD.value * len(slots)
    frame = WEEKLY_ROWS.check(submission.rows)
    for row, unit_id, _, accepted, states, *numbers in frame.to_numpy(dtype=object).tolist():
        if not accepted:
            if unit_id:
                yield Line(unit_id, row, True, all_held, nothing)
            continue
        if not unit_id:
            raise ValueError(f"an accepted row without a unit, row {row}")
        yield Line(unit_id, row, False, states, tuple(None if n != n else n for n in numbers))


def currents(
    connection: sa.Connection, district_id: str, *, week: int, units: Sequence[str]
) -> Mapping[str, Current]:
    """What counts for these units in this week; units never heard of are absent."""
    here = {"district_id": district_id, "week": week}
    found: dict[str, Current] = {}
    for start in range(0, len(units), AT_ONCE):
        asked = {**here, "units": units[start : start + AT_ONCE]}
        rows = connection.execute(_OF_UNITS, asked).mappings()
        found |= {row["unit_id"]: _current(row) for row in rows}
    said = further_said(connection, district_id, week=week, units=list(found)) if found else {}
    return {unit: _with_further(it, said) for unit, it in found.items()} if said else found


def _with_further(it: Current, said: Mapping[tuple[str, int], Beyond]) -> Current:
    if it.line is None:
        return it
    line = it.line
    more = counting_of(said, line.unit_id, own=it.submission_id, sources=it.sources)
    return replace(it, line=replace(line, further=more)) if more else it


def _current(row: Kept) -> Current:
    """What counts, from a row of `cur` with the sender of its submission."""
    gone = row["submission_id"] is None
    return Current(
        submission_id=row["submission_id"],
        sender=str(row["sender"] or ""),
        first_received=row["first_received"],
        line=None if gone else line_of(row),
        sources=sources_in(str(row["sources"])),
    )


def sources_in(text: str) -> Mapping[str, int]:
    """By slot, the submission that its figure is of where it is not the line's own."""
    found: Mapping[str, int] = json.loads(text) if text else {}
    return found


def sources_text(sources: Mapping[str, int]) -> str:
    """The same as `cur` keeps it; nothing where the whole line is of one submission."""
    return canonical(sources) if sources else ""


def line_of(row: Kept, further: Beyond = ()) -> Line:
    """The line in a row of `fact` or `cur`, with what its submission says beyond the registry."""
    return Line(
        unit_id=str(row["unit_id"]),
        sheet_row=row["sheet_row"],
        is_held=bool(row["is_held"]),
        states=str(row["states"]),
        values=tuple(row[name] for name in SLOT_COLUMNS),
        further=further,
    )


def write_lines(
    connection: sa.Connection, district_id: str, *, week: int, rev: int, found: Iterable[Line]
) -> None:
    """Enter what submission `rev` says of a week."""
    rows = [
        (district_id, week, it.unit_id, rev, it.sheet_row, it.is_held, it.states, *it.values)
        for it in found
    ]
    insert_rows(connection, schema.fact, rows)


def write_counting(
    connection: sa.Connection, district_id: str, *, rev: int, received: datetime
) -> None:
    """Make the accepted rows of submission `rev` what counts; received is when, or before."""
    here = {"district_id": district_id, "rev": rev, "received": moment_text(received)}
    execute(connection, _COUNT, **here)


def write_currents(
    connection: sa.Connection,
    district_id: str,
    *,
    week: int,
    rev: int,
    now: Iterable[tuple[str, Current]],
) -> None:
    """Make these what counts, at revision `rev`; a unit without a line has nothing current."""
    rows = (
        (
            *(district_id, week, unit_id, rev, it.submission_id),
            None if it.first_received is None else moment_text(it.first_received),
            sources_text(it.sources),
            *(_GONE if it.line is None else it.line.columns()),
        )
        for unit_id, it in now
    )
    put_rows(connection, schema.cur, rows)
