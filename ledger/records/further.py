"""Figures beyond the registry's slots go in and come out: one row a unit, week, submission, slot.

Which of them counts is said by the line that counts: a cell is of the line's own submission but for
those that its `sources` name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias, TypeVar

import sqlalchemy as sa

from campaign import ExtraCell, State
from ledger.store import insert_rows, schema

AT_ONCE = 500
"""Units named in one question: a week may have a hundred times as many as a sheet."""
Whose = TypeVar("Whose")
Beyond: TypeAlias = tuple[tuple[str, str, float | None], ...]
"""Of one line, its figures beyond the registry: slot, letter and number, by slot."""
SILENT = State.MISSING.value
_OF_EXTRA = sa.select(
    *(schema.extra.c[name] for name in ("unit_id", "submission_id", "slot", "state", "value"))
).where(
    schema.extra.c.district_id == sa.bindparam("district_id"),
    schema.extra.c.week == sa.bindparam("week"),
    schema.extra.c.state != SILENT,
)
_OF_EXTRA_UNITS = _OF_EXTRA.where(schema.extra.c.unit_id.in_(sa.bindparam("units", expanding=True)))


def by_whom(told: Iterable[tuple[Whose, tuple[str, str, float | None]]]) -> dict[Whose, Beyond]:
    """By whose it is, in the order of the slots, what says anything."""
    found: dict[Whose, list[tuple[str, str, float | None]]] = defaultdict(list)
    for whose, cell in told:
        if cell[1] != SILENT:
            found[whose].append(cell)
    return {whose: tuple(sorted(cells, key=lambda cell: cell[0])) for whose, cells in found.items()}


def further_said(
    connection: sa.Connection, district_id: str, *, week: int, units: Sequence[str]
) -> Mapping[tuple[str, int], Beyond]:
    """By unit and submission, what was said beyond the registry, of these units; no units are
    all."""
    here = {"district_id": district_id, "week": week}
    asked = [{**here, "units": units[i : i + AT_ONCE]} for i in range(0, len(units), AT_ONCE)]
    found = (
        (connection.execute(_OF_EXTRA_UNITS, it) for it in asked)
        if units
        else [connection.execute(_OF_EXTRA, here)]
    )
    return by_whom(((row[0], int(row[1])), tuple(row[2:])) for rows in found for row in rows)


def counting_of(
    said: Mapping[tuple[str, int], Beyond],
    unit_id: str,
    *,
    own: int | None,
    sources: Mapping[str, int],
) -> Beyond:
    """Of what sheets say of a unit beyond the registry, that which counts: `sources` names the
    cells that are not of the line's own submission."""
    if own is None:
        return ()
    each = {own, *sources.values()}
    cells = ((number, cell) for number in each for cell in said.get((unit_id, number), ()))
    return tuple(sorted(cell for number, cell in cells if sources.get(cell[0], own) == number))


def extra_row(week: int | None, cell: ExtraCell) -> dict[str, object]:
    """A figure beyond the registry's slots, by column of `extra`; minus zero is zero there too."""
    value = None if cell.value is None else cell.value + 0.0
    told = {"week": week, "unit_id": cell.unit_id, "slot": cell.slot, "sheet_row": cell.row}
    return {**told, "state": cell.state, "value": value}


def write_extra(
    connection: sa.Connection,
    district_id: str,
    *,
    week: int,
    rev: int,
    found: Iterable[ExtraCell],
) -> None:
    """Enter what submission `rev` says of a week beyond the registry's slots."""
    at = {"district_id": district_id, "submission_id": rev}
    insert_rows(connection, schema.extra, [{**at, **extra_row(week, it)} for it in found])
