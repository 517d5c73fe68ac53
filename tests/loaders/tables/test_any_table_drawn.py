"""Any office table drawn at random is found exactly where it was drawn. `SOAK=1` draws many."""

from __future__ import annotations

import os
from random import Random

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from loaders.entries.any_reading import read_any
from loaders.tables.any_table import any_tables
from tests.loaders.office_tables import OfficeTable, office_table

MANY = settings(
    max_examples=5000 if os.environ.get("SOAK") == "1" else 150,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def told(drawn: OfficeTable) -> dict[str, object]:
    """What was drawn, in the words of what is read."""
    return {
        "header": drawn.header_rows,
        "data": drawn.data_rows,
        "totals": drawn.total_rows,
        "columns": drawn.columns,
        "range": drawn.column_range,
        "unit": drawn.unit_column,
        "sums": drawn.sums,
        "aside": drawn.set_aside,
    }


def read(drawn: OfficeTable) -> dict[str, object]:
    """What is read of it."""
    (table,) = any_tables(drawn.sheet)
    found = read_any(table, title="", file_name="")
    return {
        "header": (found.header_rows[0], found.header_rows[-1]),
        "data": table.rows("data"),
        "totals": [total.row for total in found.totals],
        "columns": list(found.columns),
        "range": found.column_range,
        "unit": found.unit_column,
        "sums": dict(found.sums),
        "aside": dict(found.set_aside),
    }


@MANY
@given(st.integers(min_value=0, max_value=2**32))
@example(seed=164583318)  # a blank row between a header of two levels without merges and its rows
@example(seed=16265639)  # its sender's own row below, two small figures that are both sums
@example(seed=26029766)
@example(seed=28009516)  # the same above the others, below a row of letters
@example(seed=7610172)  # its sender's own row above the others, whose small figures it adds
def test_a_drawn_table_is_found_exactly(seed: int) -> None:
    drawn = office_table(Random(seed))
    assert read(drawn) == told(drawn)


@MANY
@given(st.integers(min_value=0, max_value=2**32))
def test_its_totals_agree_and_no_row_vanishes(seed: int) -> None:
    drawn = office_table(Random(seed))
    (table,) = any_tables(drawn.sheet)
    found = read_any(table, title="", file_name="")
    assert [total.agrees for total in found.totals] == [True] * len(drawn.total_rows)
    below = range(table.header.last_row + 1, drawn.sheet.bottom + 1)
    assert sorted(table.roles) == [
        *range(table.header.first_row, table.header.last_row + 1),
        *below,
    ]
    assert found.n_data_rows + len(found.set_aside) + found.n_blank_rows == len(below)
