"""The rows of a submission go in, planned or stored; what each says comes out, to be sealed.

A row says the same however it is kept: columns that come later do not change what was said.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from math import nan
from operator import attrgetter
from struct import Struct
from typing import Any

import sqlalchemy as sa

from campaign import ExtraCell, State, registered_slots
from ledger.chain import NEWEST, Definition, canonical, seal
from ledger.records.entries import Entry
from ledger.records.facts import Line, line_of
from ledger.records.further import extra_row
from ledger.records.spans import UnitLine, details
from ledger.records.submissions import WITHDRAWN
from ledger.store import Kept, schema

_EMPTY = State.MISSING.value  # an enumeration's value is slow to ask for, cell by cell


def figure_statements(lines: Iterable[Line]) -> bytes:
    """What weekly figures say, column by column; nothing where there is no line.

    First a text: the units with their sheet rows, those held apart, and by slot the letters of all
    units. Then by slot in order of name its figures as doubles, little-endian. A slot that is empty
    in every line is not mentioned.
    """
    told = sorted(lines, key=attrgetter("unit_id"))
    if not told:
        return b""
    open_ones = [line for line in told if not line.is_held]
    columns = sorted(_columns(open_ones))
    head = {
        "held": [[line.unit_id, line.sheet_row] for line in told if line.is_held],
        "rows": [[line.unit_id, line.sheet_row] for line in open_ones],
        "states": [[slot, letters] for slot, letters, _ in columns],
    }
    return b"".join([canonical(head).encode(), *(figures for _, _, figures in columns)])


def _columns(lines: Sequence[Line]) -> Iterator[tuple[str, str, bytes]]:
    """By slot the letters and the figures of lines that were accepted."""
    if not lines:
        return
    letters = map("".join, zip(*(line.states for line in lines), strict=True))
    figures = zip(*(line.values for line in lines), strict=True)
    form = Struct(f"<{len(lines)}d")
    for slot, states, values in zip(registered_slots(), letters, figures, strict=True):
        if states.strip(_EMPTY):
            # Adding nothing makes minus zero zero, as databases may.
            yield slot, states, form.pack(*(nan if v is None else v + 0.0 for v in values))


def line_statement(line: Line) -> object:
    """What a line of figures says by the earliest definition; a cell left empty is not said."""
    cells = {
        slot: [letter, None if value is None else value + 0.0]
        for slot, letter, value in zip(registered_slots(), line.states, line.values, strict=True)
        if letter != _EMPTY and not line.is_held
    }
    return [line.unit_id, line.sheet_row, line.is_held, cells]


def entry_statement(entry: Entry, definition: Definition = NEWEST) -> object:
    """What an entry says."""
    told = {name: getattr(entry, name) for name in definition.entry}
    return definition.told(told, definition.entry)


def extra_statement(week: int | None, cell: ExtraCell, by: Definition = NEWEST) -> object:
    """What a figure beyond the registry's slots says."""
    return by.told(extra_row(week, cell), by.extra)


def roster_statement(line: UnitLine, definition: Definition = NEWEST) -> object:
    """What a line of a roster says."""
    told = {
        **details(line.unit),
        "unit_id": line.unit.id,
        "sheet_row": line.sheet_row,
        "stated_from": line.stated_from,
        "otherwise_from": line.otherwise_from,
        "valid_to": line.unit.valid_to,
    }
    return definition.told(told, definition.roster)


def seal_of_stored(connection: sa.Connection, row: Kept, by: Definition) -> dict[str, str]:
    """The hashes of a submission as it stands in the tables, by a definition.

    `row` is its row of `submission`. A sheet that cannot be unpacked has the hash `unreadable`.
    """
    key = (str(row["district_id"]), int(row["id"]))
    if row["state"] == WITHDRAWN:
        return {"submission": seal.of_submission(row, by)}
    columns = _rows(connection, schema.column_map, key)
    findings = sorted(_rows(connection, schema.finding, key), key=lambda of: of["ordinal"])
    packed = [row["packed"] for row in _rows(connection, schema.grid, key)]
    sheet = seal.of_sheet(
        "", by, columns={of["slot"]: of["sheet_column"] for of in columns}, findings=findings
    )
    return {
        "submission": seal.of_submission(row, by),
        "rows": _seal_of_rows(connection, key, by),
        **sheet,
        "grid": _unpacked_hash(packed[0]) if packed else "absent",
    }


def _seal_of_rows(connection: sa.Connection, key: tuple[str, int], by: Definition) -> str:
    lines = map(line_of, _rows(connection, schema.fact, key))
    others = _listed(connection, key, by)
    if by.has_figures_by_slot:
        return seal.of_rows(others, figures=figure_statements(lines))
    return seal.of_rows([*map(line_statement, lines), *others])


def _listed(connection: sa.Connection, key: tuple[str, int], by: Definition) -> list[object]:
    entries, units = (_rows(connection, t, key) for t in (schema.entry, schema.roster_row))
    extra = _rows(connection, schema.extra, key)
    return [
        *(by.told(row, by.extra) for row in extra),
        *(by.told(row, by.entry) for row in entries),
        *(by.told(row, by.roster) for row in units),
    ]


def _unpacked_hash(packed: bytes) -> str:
    try:
        return hashlib.sha256(zlib.decompress(packed)).hexdigest()
    except zlib.error:
        return "unreadable"


def _rows(connection: sa.Connection, table: sa.Table, key: tuple[str, int]) -> list[Any]:
    here = (table.c.district_id == key[0]) & (table.c.submission_id == key[1])
    return list(connection.execute(sa.select(table).where(here)).mappings())
