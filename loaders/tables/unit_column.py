"""A header and the rows below it go in; the header with its column of names, chosen by what the
columns hold, comes out.

A heading over two columns, a blank one or 单位 over categories say little; the names of the roster
below say which column it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from campaign import FieldRole, fold
from loaders.tables.cell_kinds import NUMBER, WORD, Lines
from loaders.tables.header import Header, key_field
from loaders.words import Heading, is_category, is_total, names_part

_LOOKED_AT = 60
"""Rows enough to tell names from other words, however long the list is."""
_SURE = 3
"""As many names of the roster at the head of a column leave no question."""
_HALF = 2
"""New or misspelt units may stand among the names; where most are none, it is another column."""


@dataclass(frozen=True)
class _Column:
    """What stands in one column below a header: `n_units` of its texts are units' names."""

    column: int
    texts: tuple[str, ...]
    n_figures: int
    n_units: int

    @property
    def holds_units(self) -> bool:
        """Whether half of its texts or more name units."""
        return self.n_units > 0 and self.n_units * _HALF >= len(self.texts)

    @property
    def may_name(self) -> bool:
        """Whether its texts may be names: words, each another one, and not all categories."""
        is_worded = len(set(self.texts)) == len(self.texts) > max(1, self.n_figures)
        return is_worded and not all(map(is_category, self.texts))


def with_unit_column(
    header: Header, lines: Lines, last: int, is_unit: Callable[[str], bool]
) -> Header:
    """The header whose column of names is the one that holds names. Another column under a heading
    for units is one of categories or numbers, and ignored; two that hold names are left, and so is
    the one that a person named."""
    filled = (row for row in range(header.last_row + 1, last + 1) if not lines.is_blank(row))
    rows = list(islice(filled, _SURE))
    listed = header.fields.get(key_field(header.form), [])
    is_told = header.is_confirmed or (listed and _is_sure(lines, listed[0], rows, is_unit))
    if len(listed) == 1 and is_told:
        return header
    rows += islice(filled, _LOOKED_AT - _SURE)
    found = {c: _column(lines, c, rows, is_unit) for c in _searched(header, lines, listed)}
    headless = [column for column in found if column not in header.columns]
    chosen = _chosen(found, listed or headless)
    if chosen is None or listed == [chosen]:
        return header
    return _named(header, chosen, listed, found)


def _is_sure(
    lines: Lines, column: int, rows: Sequence[int], is_unit: Callable[[str], bool]
) -> bool:
    texts = [text for row in rows if (text := lines.text(row, column))]
    return bool(texts) and all(is_unit(fold(text)) for text in texts)


def _searched(header: Header, lines: Lines, listed: Sequence[int]) -> list[int]:
    """The columns that may hold the names: those headed so, and those nobody claims; in a table
    without the first also those of groups, for 督导单位 is who visits or who is visited."""
    groups = set() if listed else {f.id for f in header.form.fields if f.kind == "group"}
    free = [
        column
        for column in range(lines.sheet.left, max(header.columns) + 1)
        if column not in header.columns or header.columns[column].field in {None, *groups}
    ]
    return sorted({*listed, *free})


def _column(
    lines: Lines, column: int, rows: Sequence[int], is_unit: Callable[[str], bool]
) -> _Column:
    kinds = [lines.kind(row, column) for row in rows]
    told = [lines.text(r, column) for r, kind in zip(rows, kinds, strict=True) if kind == WORD]
    texts = tuple(fold(t) for t in told if not (is_total(t) or names_part(t)))
    return _Column(column, texts, kinds.count(NUMBER), sum(map(is_unit, texts)))


def _chosen(found: dict[int, _Column], listed: Sequence[int]) -> int | None:
    """The one column of names; None where the headings had better be believed. `listed` are the
    columns headed so, in a table without one those without a heading."""
    named = [column for column, told in found.items() if told.holds_units]
    if named:
        own = [column for column in named if column in listed]
        return None if len(own) > 1 else (own or [max(named, key=lambda c: found[c].n_units)])[0]
    if any(told.n_units for told in found.values()):
        return None
    fit = [column for column in listed if found[column].may_name]
    most = max((len(found[column].texts) for column in fit), default=0)
    fullest = [column for column in fit if len(found[column].texts) == most]
    return fullest[0] if len(fullest) == 1 else None


def _named(header: Header, chosen: int, listed: Sequence[int], found: dict[int, _Column]) -> Header:
    """The header with one column of names, and the others under that heading ignored."""
    key = key_field(header.form)
    columns = dict(header.columns)
    for column in listed:
        ignored = _ignored(header, found[column])
        columns[column] = replace(columns[column], field=ignored)
    path = header.columns[chosen].path if chosen in header.columns else ("",)
    columns[chosen] = Heading(path, key, is_guess=chosen not in listed)
    return replace(header, columns=dict(sorted(columns.items())))


def _ignored(header: Header, told: _Column) -> str | None:
    """The ignored field that a column of numbers or categories is; None in a form without one."""
    ignored = [field.id for field in header.form.fields if field.ignored]
    likely = header.form.field_of(FieldRole.SEQUENCE if told.n_figures else FieldRole.TYPE)
    return likely if likely in ignored else next(iter(ignored), None)
