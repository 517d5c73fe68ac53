"""Tables of no form, drawn by kind from `any_tables.txt`: what a person would say of each is read,
and no sum is another one than the sheet's."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from random import Random

import pytest

from loaders import TableReading
from tests.loaders.drawn import NOBODY, read
from tests.loaders.offices.template import Sheet, number, templates

KINDS = templates("any_tables.txt")
EACH = 200 if os.environ.get("SOAK") else 2
_TOLD = re.compile(r"([A-Z])-([A-Z]) unit ([A-Z]): (.*)")
Field = tuple[str, object, object]


def fields(sheet: Sheet) -> Iterator[Field]:
    """Each thing to be known of the sheet's tables, with what is true and what was read."""
    found = read(sheet.drawing, roster=NOBODY, any_table=True).tables
    yield "tables", len(sheet.template.tables), len(found)
    for (place, told), table in zip(sheet.template.tables.items(), found, strict=False):
        yield from _of_table(sheet, place, told, table)


def _of_table(sheet: Sheet, place: int, told: str, table: TableReading) -> Iterator[Field]:
    first, last, unit, columns = _TOLD.fullmatch(told).groups()  # type: ignore[union-attr]
    labels = ["".join(label.split()) for label in columns.split(";")]
    template = sheet.template
    data = template.rows("D", place)
    yield f"{place} header", tuple(template.rows("H", place)), table.header_rows
    yield f"{place} range", (number(first), number(last)), table.column_range
    yield f"{place} columns", tuple(label.lstrip("+") for label in labels), table.columns
    yield f"{place} unit", number(unit), table.unit_column
    if template.rows("?", place):
        return
    rows = (data[0], data[-1], len(data))
    yield f"{place} rows", rows, (table.first_data_row, table.last_data_row, table.n_data_rows)
    names = dict.fromkeys("".join(sheet.text(row, number(unit)).split()) for row in data)
    yield f"{place} names", tuple(names), table.units
    for at, label in enumerate(labels, start=number(first)):
        if label.startswith("+"):
            total = sum(sheet.figures.get((row, at), 0.0) for row in data)
            read_as = table.sums.get(f"{label[1:]} [col {at}]", -1.0)
            yield f"{place} sum {label[1:]}", round(total, 4), round(read_as, 4)
    agrees = {total.row: total.agrees for total in table.totals}
    for row in template.rows("ST", place):
        yield f"{place} total {row}", (True, True), (row in agrees, agrees.get(row) is not False)
    for row in template.rows("N", place):
        yield f"{place} aside {row}", True, row not in table_rows(table)


def table_rows(table: TableReading) -> set[int]:
    """The rows between the first and the last that were read as data."""
    span = range(table.first_data_row or 0, (table.last_data_row or 0) + 1)
    return {row for row in span if row not in table.set_aside}


def outcome(sheet: Sheet) -> str:
    """Right, told (a doubt stands beside what is not right), refused or wrong."""
    found = read(sheet.drawing, roster=NOBODY, any_table=True)
    wrong = [told for told in fields(sheet) if told[1] != told[2]]
    if not wrong:
        return "right"
    if found.refused or not found.tables:
        return "refused"
    return "wrong"


@pytest.mark.parametrize("name", KINDS)
def test_a_table_of_any_kind_is_read_as_a_person_reads_it(name: str) -> None:
    for seed in range(EACH):
        sheet = KINDS[name].drawn(Random(f"{name} {seed}"))
        assert [told for told in fields(sheet) if told[1] != told[2]] == [], sheet.drawing.drawing


if __name__ == "__main__":
    points = right = 0
    for name, kind in KINDS.items():
        told = list(fields(kind.drawn(Random(f"{name} 0"))))
        bad = [field for field in told if field[1] != field[2]]
        points, right = points + len(told), right + len(told) - len(bad)
        print(f"{len(told) - len(bad):3}/{len(told):3} {name} {bad}")  # noqa: T201
    print(f"{right}/{points} = {right / points:.3f}")  # noqa: T201
