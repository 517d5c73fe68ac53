"""A district goes in; what does not fit together in its tables comes out: sheets, counts, cuts."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator, Mapping

import sqlalchemy as sa

from campaign import District, Grid, Kind, State, pack_of
from ledger.acts import closing_of, cuts
from ledger.chain import ARCHIVED, Fault, weeks_in
from ledger.records import (
    ACCEPTED,
    ROSTER,
    ROW_KINDS,
    Line,
    by_whom,
    kind_of,
    line_of,
    slots_of,
)
from ledger.store import Kept, schema

_PLAIN = re.compile(r"\d{1,9}(\.\d{1,4})?")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_WITH_FIGURE = frozenset({State.VALUE, State.ZERO})
_OF_SUBMISSIONS = (
    *("fact", "extra", "cur", "entry", "column_map", "grid", "finding"),
    *("roster_row", "blank"),
)


def stored_faults(connection: sa.Connection, district: District) -> Iterator[Fault]:
    """Sheets that cannot be read or say something else, wrong counts, rows of another week than
    their submission, letters that do not fit their figures, orphans, cuts, originals."""
    for row in _submissions(connection, district.id):
        if not _SHA256.fullmatch(row["sha256"]):
            yield Fault("sha_malformed", district.id, {"submission": row["id"]})
        yield from _wrong_counts(connection, district, row)
        yield from _unlike_the_sheet(connection, district, row)
        yield from _unlike_themselves(connection, district.id, row)
    yield from _orphans(connection, district.id)
    yield from _wrong_cuts(connection, district)
    yield from _wrong_originals(connection, district.id)
    yield from _wrong_papers(connection, district.id)


def _submissions(connection: sa.Connection, district_id: str) -> list[Kept]:
    sent = schema.submission
    query = sa.select(sent).where(sent.c.district_id == district_id, sent.c.state == ACCEPTED)
    return list(connection.execute(query.order_by(sent.c.id)).mappings())


def _wrong_counts(connection: sa.Connection, district: District, row: Kept) -> Iterator[Fault]:
    kind = kind_of(district, row["form"])
    table = schema.roster_row if kind == ROSTER else schema.fact
    table = schema.entry if kind in ROW_KINDS else table
    here = _of(table, district.id, row["id"])
    if kind == ROSTER:
        n_rows, n_held = _count(connection, here), 0
    else:
        n_rows = _count(connection, here & table.c.is_held.is_(False))
        n_held = _count(connection, here & table.c.is_held.is_(True))
    # A held row whose unit nobody knows is kept by its sheet alone.
    if n_rows != row["n_rows"] or n_held > row["n_held"]:
        told = {"told": row["n_rows"], "told_held": row["n_held"], "n": n_rows, "n_held": n_held}
        yield Fault("counts_wrong", district.id, {"submission": row["id"], **told})


def _of(table: sa.Table, district_id: str, submission_id: int) -> sa.ColumnElement[bool]:
    return (table.c.district_id == district_id) & (table.c.submission_id == submission_id)


def _count(connection: sa.Connection, here: sa.ColumnElement[bool]) -> int:
    return connection.scalar(sa.select(sa.func.count()).where(here)) or 0


def _unlike_the_sheet(connection: sa.Connection, district: District, row: Kept) -> Iterator[Fault]:
    """Counts whose cell is a plain number must be that number; other cells are read by rules."""
    at: dict[str, object] = {"submission": row["id"], "file": row["file_name"]}
    here = _of(schema.grid, district.id, row["id"])
    packed = connection.scalar(sa.select(schema.grid.c.packed).where(here))
    try:
        grid = Grid.from_json(zlib.decompress(packed or b"").decode())
    except (zlib.error, ValueError, TypeError, IndexError):
        yield Fault("sheet_unreadable", district.id, at)
        return
    columns = _count_columns(connection, district, row["id"])
    for line in _lines(connection, district.id, row["id"]):
        slots = slots_of((line,))
        values = dict(zip(slots, line.told(slots)[1], strict=True))
        for slot, column in columns.items() if not line.is_held else ():
            text, value = grid.text(line.sheet_row, column).strip(), values.get(slot)
            if _PLAIN.fullmatch(text) and value is not None and float(text) != value:
                cell = {"unit": line.unit_id, "slot": slot, "row": line.sheet_row, "raw": text}
                yield Fault("cell_differs", district.id, {**at, **cell, "value": value})


def _lines(connection: sa.Connection, district_id: str, submission_id: int) -> Iterator[Line]:
    """Each unit's line of a submission, with what it says beyond the registry."""
    extra, fact = schema.extra, schema.fact
    names = ("unit_id", "slot", "state", "value")
    here = _of(extra, district_id, submission_id)
    rows = connection.execute(sa.select(*(extra.c[name] for name in names)).where(here))
    further = by_whom((row[0], (row[1], row[2], row[3])) for row in rows)
    query = sa.select(fact).where(_of(fact, district_id, submission_id))
    for row in connection.execute(query).mappings():
        yield line_of(row, further.get(row["unit_id"], ()))


def _unlike_themselves(connection: sa.Connection, district_id: str, row: Kept) -> Iterator[Fault]:
    """Rows of another week than their submission; figures whose letter says there is none.

    What is sealed is what was written: a slot that was empty in every row is not in it.
    """
    for table in (schema.fact, schema.extra):
        query = sa.select(table.c.unit_id, table.c.week).where(_of(table, district_id, row["id"]))
        for unit, week in connection.execute(query.distinct()):
            if week != row["week"]:
                at = {"submission": row["id"], "unit": unit, "week": week}
                yield Fault("week_differs", district_id, at)
    for line in _lines(connection, district_id, row["id"]):
        at, slots = {"submission": row["id"], "unit": line.unit_id}, slots_of((line,))
        for slot, letter, value in zip(slots, *line.told(slots), strict=False):
            if (value is None) is (letter in _WITH_FIGURE):
                yield Fault("letter_differs", district_id, at | {"slot": slot})


def _count_columns(
    connection: sa.Connection, district: District, submission_id: int
) -> Mapping[str, int]:
    pack, table = pack_of(district), schema.column_map
    query = sa.select(table.c.slot, table.c.sheet_column).where(
        _of(table, district.id, submission_id)
    )
    counted = {slot for q in pack.quantity.values() if q.kind is Kind.COUNT for slot in q.slots}
    return {slot: column for slot, column in connection.execute(query) if slot in counted}


def _orphans(connection: sa.Connection, district_id: str) -> Iterator[Fault]:
    """Rows of submissions or units that are not there, which a database may have let in."""
    sent, unit = schema.submission, schema.unit
    references = [(name, "submission_id", sent) for name in _OF_SUBMISSIONS]
    references += [
        (name, "unit_id", unit) for name in ("membership", "roster_row", "alias", "choice")
    ]
    for name, column, target in references:
        table = schema.metadata.tables[name]
        there = sa.exists().where(
            target.c.district_id == table.c.district_id, target.c.id == table.c[column]
        )
        lost = (table.c.district_id == district_id) & table.c[column].is_not(None) & ~there
        if n := _count(connection, lost):
            yield Fault("orphans", district_id, {"table": name, "column": column, "n": n})


def _wrong_cuts(connection: sa.Connection, district: District) -> Iterator[Fault]:
    table = schema.district
    query = sa.select(table.c.locked_weeks).where(table.c.id == district.id)
    locked = str(connection.scalar(query))
    listed = cuts.cuts(connection, district)
    due = frozenset(listed.loc[listed["is_locked"], "week"])
    if closing_of(connection, district.id) is not None:
        due |= {ARCHIVED}
    if weeks_in(locked) != due:
        yield Fault("locks_wrong", district.id, {"weeks": locked})
    for cut in listed.to_dict("records"):
        at = {"week": cut["week"], "revision": cut["revision"]}
        if not cut["is_asked_known"]:
            yield Fault("pack_unknown", district.id, at)
        elif cut["asked_otherwise"]:
            yield Fault("pack_differs", district.id, at | {"names": cut["asked_otherwise"]})


def _wrong_originals(connection: sa.Connection, district_id: str) -> Iterator[Fault]:
    table = schema.original
    query = sa.select(table.c.sha256, table.c.file_name, table.c.size, table.c.packed).where(
        table.c.district_id == district_id, table.c.packed.is_not(None)
    )
    for sha256, file_name, size, packed in connection.execute(query):
        try:
            data = zlib.decompress(packed)
        except zlib.error:
            data = b""
        if (hashlib.sha256(data).hexdigest(), len(data)) != (sha256, size):
            yield Fault("original_changed", district_id, {"file": file_name})


def _wrong_papers(connection: sa.Connection, district_id: str) -> Iterator[Fault]:
    paper = schema.issued
    query = sa.select(paper.c.sha256, paper.c.title, paper.c.week, paper.c.packed)
    rows = connection.execute(query.where(paper.c.district_id == district_id))
    for sha256, title, week, packed in rows:
        if hashlib.sha256(packed).hexdigest() != sha256:
            yield Fault("issued_changed", district_id, {"title": title, "week": week})
