"""Readings go in; what was found where comes out, as a file to be corrected and given back with
`--layout`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from campaign import CampaignPack, column_letters
from loaders import (
    Reading,
    SheetReading,
    TableReading,
    guessed_form,
    guessed_slots,
    headed_columns,
    key_field,
)

_HEAD = """\
# Where things stand: change what is wrong and give the file back with --layout.
# `form` and what a column may hold are listed in docs/forms.md; "" leaves a column out.
"""


def layout_text(readings: Sequence[Reading], pack: CampaignPack) -> str:
    """What was found on the sheets of files, as a file to be corrected and given back; of tables
    that are not a row a unit nothing."""
    tables = [
        "\n".join(_lines(reading, sheet, table, pack))
        for reading in readings
        for sheet in reading.sheets
        for table in sheet.tables
        if table.layout == "row"
    ]
    return "\n\n".join((_HEAD, *dict.fromkeys(tables))) + "\n"


def _lines(
    reading: Reading, sheet: SheetReading, table: TableReading, pack: CampaignPack
) -> Iterator[str]:
    rows = table.header_rows[0], table.header_rows[-1]
    paths = headed_columns(sheet.grid, rows, within=table.column_range)
    form = guessed_form(table, paths, pack)
    slots, key = guessed_slots(table, paths, form, pack), key_field(form)
    unit = next((column for column, slot in slots.items() if slot == key), None)
    last = max((table.last_data_row or 0, *(total.row for total in table.totals)))
    yield "[[table]]"
    yield f"file = {_quoted(reading.file_name)}"
    yield f"sheet = {_quoted(sheet.sheet)}"
    yield f"form = {_quoted(form.id)}"
    yield f"header_rows = [{rows[0]}, {rows[1]}]"
    if unit is not None:
        yield f"unit_column = {_quoted(column_letters(unit))}"
    yield f"# last_row = {last}"
    yield "[table.columns]"
    for column, path in paths.items():
        if column != unit:
            heading = " ".join("/".join(path).split())
            yield f"{column_letters(column)} = {_quoted(slots[column])}  # {heading}".rstrip(" #")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
