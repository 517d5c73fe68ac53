"""Rows written the bulk way are the rows written one by one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from ledger import Ledger
from ledger.store import SLOT_COLUMNS, schema
from ledger.store.engine import reading_engine, writing_engine
from ledger.store.rows import MANY, insert_rows, put_rows
from tests.ledger.drawn import DISTRICT, STUDY, TALKS, enter, hour, shown, weekly

LETTERS = "v" * len(SLOT_COLUMNS)


@pytest.fixture
def connection(ledger: Ledger, url: str) -> Iterator[sa.Connection]:
    """A transaction that writes to a ledger with one submission, its roster."""
    assert ledger.revision(DISTRICT.id) == 1
    engine = reading_engine(url)
    with writing_engine(engine).begin() as open_one:
        yield open_one
    engine.dispose()


def line(n: int, *, figure: float | None) -> dict[str, object]:
    """What counts for the n-th unit."""
    row: dict[str, object] = dict.fromkeys(SLOT_COLUMNS)
    row |= {"district_id": DISTRICT.id, "week": 1, "unit_id": f'单\t位\\{n}\n"', "rev": 1}
    row |= {
        "submission_id": 1,
        "sheet_row": n,
        "is_held": n % 2 == 0,
        "states": None if n else LETTERS,
    }
    return row | {"first_received": hour(n), "sources": "", STUDY: figure}


def kept(connection: sa.Connection) -> list[dict[str, object]]:
    """The rows of `cur`, in the order of the sheet."""
    query = sa.select(schema.cur).order_by(schema.cur.c.sheet_row)
    return [dict(row) for row in connection.execute(query).mappings()]


@pytest.mark.parametrize("n", [1, 2, MANY, 2 * MANY])
def test_every_value_comes_back_as_it_went_in(connection: sa.Connection, n: int) -> None:
    rows = [line(i, figure=None if i % 3 else i / 7) for i in range(n)]
    insert_rows(connection, schema.cur, rows)
    assert kept(connection) == rows


@pytest.mark.parametrize("n", [1, MANY])
def test_rows_put_again_take_the_place_of_those_before(connection: sa.Connection, n: int) -> None:
    put_rows(connection, schema.cur, [line(i, figure=1) for i in range(n)])
    put_rows(connection, schema.cur, [line(i, figure=2) for i in range(n + 3)])
    put_rows(connection, schema.cur, [line(i, figure=None) for i in range(n)])
    assert [row[STUDY] for row in kept(connection)] == [None] * n + [2] * 3


def test_a_broken_constraint_is_told_the_same_way(connection: sa.Connection) -> None:
    rows = [line(i, figure=1) | {"submission_id": 99} for i in range(MANY)]
    with pytest.raises(sa.exc.DBAPIError), connection.begin_nested():
        insert_rows(connection, schema.cur, rows)
    assert kept(connection) == []


def test_a_row_without_a_column_is_a_bug(connection: sa.Connection) -> None:
    with pytest.raises(KeyError):
        insert_rows(connection, schema.unit, [{"district_id": DISTRICT.id, "id": "u"}])


def test_a_report_of_many_units_counts_like_a_small_one(ledger: Ledger) -> None:
    units = "\n".join(f"| 单位{i} | {i} | / |" for i in range(MANY + 1))
    drawing = f"| unit | {STUDY} | {TALKS} |\n{units}"
    enter(ledger, weekly(drawing))
    enter(ledger, weekly(drawing.replace("| 7 |", "| 70 |")))
    assert shown(ledger, "单位7") == 70
    assert shown(ledger, f"单位{MANY}") == MANY
    assert ledger.plan(DISTRICT.id, weekly(drawing)).changed[0].old == 70
