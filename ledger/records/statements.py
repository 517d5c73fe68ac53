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

from campaign import State, registered_slots
from ledger.chain import canonical, seal
from ledger.records.entries import Entry
from ledger.records.facts import Line, line_of
from ledger.records.spans import UnitLine, details
from ledger.records.submissions import WITHDRAWN
from ledger.store import DETAILS, Kept, schema

_EMPTY = State.MISSING.value  # an enumeration's value is slow to ask for, cell by cell
ENTRY = ("sheet_row", "unit_id", "group_id", "day", "key", "fields", "is_held")
ROSTER = ("unit_id", "sheet_row", "stated_from", "otherwise_from", "valid_to", *DETAILS)


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


def entry_statement(entry: Entry) -> object:
    """What an entry says."""
    return [getattr(entry, name) for name in ENTRY]


def roster_statement(line: UnitLine) -> object:
    """What a line of a roster says."""
    told = {
        **details(line.unit),
        "unit_id": line.unit.id,
        "sheet_row": line.sheet_row,
        "stated_from": line.stated_from,
        "otherwise_from": line.otherwise_from,
        "valid_to": line.unit.valid_to,
    }
    return [told[name] for name in ROSTER]


def seal_of_stored(connection: sa.Connection, row: Kept) -> dict[str, str]:
    """The hashes of a submission as it stands in the tables; `row` is its row of `submission`.

    A sheet that cannot be unpacked has the hash `unreadable`.
    """
    key = (str(row["district_id"]), int(row["id"]))
    if row["state"] == WITHDRAWN:
        return {"submission": seal.of_submission(row)}
    columns = _rows(connection, schema.column_map, key)
    findings = sorted(_rows(connection, schema.finding, key), key=lambda of: of["ordinal"])
    packed = [row["packed"] for row in _rows(connection, schema.grid, key)]
    sheet = seal.of_sheet(
        "", columns={of["slot"]: of["sheet_column"] for of in columns}, findings=findings
    )
    return {
        "submission": seal.of_submission(row),
        "rows": seal.of_rows(_listed(connection, key), figures=_figures(connection, key)),
        **sheet,
        "grid": _unpacked_hash(packed[0]) if packed else "absent",
    }


def _figures(connection: sa.Connection, key: tuple[str, int]) -> bytes:
    return figure_statements(map(line_of, _rows(connection, schema.fact, key)))


def _listed(connection: sa.Connection, key: tuple[str, int]) -> list[object]:
    return [
        *([row[name] for name in ENTRY] for row in _rows(connection, schema.entry, key)),
        *([row[name] for name in ROSTER] for row in _rows(connection, schema.roster_row, key)),
    ]


def _unpacked_hash(packed: bytes) -> str:
    try:
        return hashlib.sha256(zlib.decompress(packed)).hexdigest()
    except zlib.error:
        return "unreadable"


def _rows(connection: sa.Connection, table: sa.Table, key: tuple[str, int]) -> list[Any]:
    here = (table.c.district_id == key[0]) & (table.c.submission_id == key[1])
    return list(connection.execute(sa.select(table).where(here)).mappings())
