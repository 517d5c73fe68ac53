"""Where a person says that things stand on a sheet goes in; the layout to remember comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from campaign import KnownLayout
from loaders.tables.cell_kinds import Lines
from loaders.tables.column_names import column_names
from loaders.tables.head_span import Path, paths_in
from loaders.tables.layout_guess import layout_from_words
from loaders.tables.strips import repeated_columns
from loaders.tables.table_end import end_below

_FEWEST = 2
"""A name and a figure: one headed column is no table."""


@dataclass(frozen=True)
class Pointing:
    """A table of a sheet as a person points at it, in the sheet's own rows and columns.

    `header_rows` are the first and the last row of its header; `columns` gives for a column the
    slot or field it holds, empty for one to be left out; `last_row` is None where it ends as found.
    """

    sheet: str
    form: str
    header_rows: tuple[int, int]
    columns: tuple[tuple[int, str], ...]
    last_row: int | None = None


def layout_at(lines: Lines, pointing: Pointing) -> KnownLayout | None:
    """The layout that is pointed at; None where the rows head no two columns of this sheet, or of
    its part beside others."""
    sheet, (first, last) = lines.sheet, pointing.header_rows
    if not sheet.top <= first <= last <= sheet.bottom:
        return None
    paths, said = paths_in(lines, first, last), dict(pointing.columns)
    if len(paths) < _FEWEST or not said.keys() & set(range(sheet.left, sheet.right + 1)):
        return None
    names = column_names(paths, range(sheet.left, sheet.right + 1))
    said |= _said_again(paths, said)
    fields = {name: said.get(c, "") for c, name in names.items() if c in paths or c in said}
    known = layout_from_words(pointing.form, paths.values(), fields)
    if pointing.last_row is None:
        return known
    return known.ending(end_below(lines, last + 1, pointing.last_row))


def _said_again(paths: Mapping[int, Path], said: Mapping[int, str]) -> dict[int, str]:
    """What is said of the tables beside the first under the same headings, where a person explains
    the first one alone: the same."""
    columns = sorted(paths)
    size = repeated_columns(["/".join(paths[column]) for column in columns])
    is_first = size and all(column in columns[:size] for column, slot in said.items() if slot)
    if not is_first:
        return {}
    return {column: said.get(columns[at % size], "") for at, column in enumerate(columns)}
