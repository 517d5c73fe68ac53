"""A table and the names that are no unit of the district go in; their rows come out set aside."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace

from campaign import FormKind, fold
from loaders.files import texts_of_merges
from loaders.tables.table import Table

STRANGER = "stranger"
"""The role of a row about an organisation that is none of the district's."""


def without_strangers(table: Table, names: AbstractSet[str]) -> Table:
    """The table; a roster's rows stay, for whom it lists becomes a unit."""
    key = table.header.key
    if not names or key is None or table.header.form.kind == FormKind.ROSTER:
        return table
    filled = texts_of_merges(table.sheet, key)
    rows = [
        row
        for row in table.rows("data")
        if fold(table.sheet.text(row, key) or filled.get(row, "")) in names
    ]
    return replace(table, roles=table.roles | dict.fromkeys(rows, STRANGER)) if rows else table
