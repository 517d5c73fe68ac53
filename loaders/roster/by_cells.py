"""Columns of a roster whose headings nobody knows go in; what their cells say they are comes out:
words for types, for groups, and codes. It is shown to a person and never taken unasked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from campaign import CampaignPack, FieldRole, Form, Grid
from loaders.roster.told import GROUP, TYPE, KnownWords

_CODE = re.compile(r"(?=.*[A-Za-z\-])[A-Za-z]{0,4}\d[\dA-Za-z\-]*")
_LEAST = 0.5
"""A convention: most of the cells that say anything."""
_FEWEST = 2
"""A convention: one cell is no column of anything."""
_BODY = ("data", "held")


def slots_by_cells(
    slots: Mapping[int, str], grid: Grid, form: Form, pack: CampaignPack
) -> dict[int, str]:
    """`slots` gives what each column holds by its heading, empty where that tells nothing; a column
    that is left out gets a type's, a group's or a code's field that none has, by its cells."""
    known, found = KnownWords(pack), dict(slots)
    fields = {field.role: field.id for field in form.fields}
    says: dict[FieldRole, Callable[[str], bool]] = {
        TYPE: lambda text: bool(known.ids(TYPE, text)),
        GROUP: lambda text: bool(known.ids(GROUP, text)),
        FieldRole.CODE: lambda text: bool(_CODE.fullmatch(text)),
    }
    for role, is_one in says.items():
        field = fields.get(role)
        if field is None or field in found.values():
            continue
        shares = {c: _share(grid, c, is_one) for c, slot in found.items() if not slot}
        best = max(shares, key=shares.__getitem__, default=None)
        if best is not None and shares[best] > _LEAST:
            found[best] = field
    return found


def _share(grid: Grid, column: int, is_one: Callable[[str], bool]) -> float:
    """The share of a column's cells that say such a thing."""
    rows = [row for row, role in grid.roles.items() if role in _BODY]
    texts = [text for row in rows if (text := grid.text(row, column).strip())]
    return sum(map(is_one, texts)) / len(texts) if len(texts) >= _FEWEST else 0.0
