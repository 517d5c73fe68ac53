"""A table as read goes in; what a person would find filled in, to be corrected, comes out."""

from __future__ import annotations

from collections.abc import Mapping

from campaign import CampaignPack, Form, Grid
from loaders.entries.reading import TableReading
from loaders.tables import grid_paths, is_person_heading, key_field, likely_form, likely_slots

Paths = Mapping[int, tuple[str, ...]]
_BODY = ("data", "held")


def guessed_form(table: TableReading | None, paths: Paths, pack: CampaignPack) -> Form:
    """The form a table was read as, else the one most of its headings are of."""
    read_as = table.form if table is not None else None
    return pack.form[read_as or likely_form(paths.values(), pack)]


def guessed_slots(
    table: TableReading | None, paths: Paths, form: Form, pack: CampaignPack
) -> dict[int, str]:
    """By column, what it was taken for in this form, else what it most likely is; empty for one of
    persons and for one that nothing is likely of."""
    if table is not None and table.form == form.id and any(t.slot for t in table.headed):
        said = {told.column: told.slot for told in table.headed}
        return {column: said.get(column, "") for column in paths}
    likely = likely_slots(paths.values(), form, pack)
    found: dict[int, str] = {}
    for column, path in paths.items():
        slot = "" if path and is_person_heading(path[-1]) else likely.get(path, "")
        found[column] = "" if slot in found.values() else slot
    key, named = key_field(form), table.unit_column if table is not None else None
    if named in found and not found[named] and key not in found.values():
        found[named] = key
    return found


def headed_columns(
    grid: Grid, rows: tuple[int, int], *, within: tuple[int, int] | None = None
) -> dict[int, tuple[str, ...]]:
    """The columns of a sheet as shown below these header rows with their headings' levels, left to
    right; one without a heading that holds something stands among them, or right beside them, with
    none."""
    paths = grid_paths(grid, *rows, columns=within)
    if not paths:
        return {}
    body = [row for row, role in grid.roles.items() if role in _BODY and row > rows[1]]
    body = body or [row for row in grid.roles if row > rows[1]]
    last = min(max(paths) + 1, grid.left + max(map(len, grid.cells)) - 1)
    first = grid.left if within is None else within[0]
    bare = [
        column
        for column in range(first, (last if within is None else within[1]) + 1)
        if column not in paths and any(grid.text(row, column) for row in body)
    ]
    return dict(sorted({**paths, **dict.fromkeys(bare, ())}.items()))
