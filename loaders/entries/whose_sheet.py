"""A located table and its title go in; the doubt whether it is this district's sheet comes out."""

from __future__ import annotations

from campaign import Address, Issue
from loaders.entries.reading import FileContext
from loaders.tables import Surroundings, Table, other_district


def place_doubts(
    table: Table, around: Surroundings, file: FileContext, *, of_roster: bool = False
) -> list[Issue]:
    """U15, of a roster U23, at the header where the title begins with another district's name."""
    other = other_district(around.title, file.roster)
    if not other:
        return []
    at = Address(table.sheet.name, table.header.first_row)
    return [
        Issue(
            "U23" if of_roster else "U15", at, other, {"a": "、".join(file.roster.district_names)}
        )
    ]
