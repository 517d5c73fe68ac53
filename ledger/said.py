"""The rows of a submission go in, planned or stored; what each says comes out, to be sealed.

A row says the same however it is kept: columns that come later do not change what was said.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import Any

import sqlalchemy as sa

from campaign import State, registered_slots
from ledger import schema, seal
from ledger.entries import Entry
from ledger.facts import Line, line_of
from ledger.schema import DETAILS, Kept
from ledger.spans import RosterLine, details
from ledger.submissions import WITHDRAWN

_EMPTY = State.MISSING.value  # an enumeration's value is slow to ask for, cell by cell
ENTRY = ("sheet_row", "unit_id", "group_id", "day", "key", "fields", "is_held")
ROSTER = ("unit_id", "sheet_row", "stated_from", "otherwise_from", "valid_to", *DETAILS)


def line_said(line: Line) -> object:
    """What a line says: a cell that was left empty is not mentioned."""
    if line.is_held:
        return [line.unit_id, line.sheet_row, line.is_held, {}]
    cells = {
        slot: [letter, None if value is None else float(value) + 0.0]
        for slot, letter, value in zip(registered_slots(), line.states, line.values, strict=True)
        if letter != _EMPTY
    }
    return [line.unit_id, line.sheet_row, line.is_held, cells]


def entry_said(entry: Entry) -> object:
    """What an entry says."""
    return [getattr(entry, name) for name in ENTRY]


def roster_said(line: RosterLine) -> object:
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


def stored_seal(connection: sa.Connection, row: Kept) -> dict[str, str]:
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
        "rows": seal.of_rows(_said(connection, key)),
        **sheet,
        "grid": _unpacked_hash(packed[0]) if packed else "absent",
    }


def _said(connection: sa.Connection, key: tuple[str, int]) -> list[object]:
    return [
        *(line_said(line_of(row)) for row in _rows(connection, schema.fact, key)),
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
