"""Rows of one week go in; those of units that stand in several of them come out marked.

Alike, the first counts and the later is set aside (U07); different, all are held (U06). Rows that
name no unit, in a unit's own sheet, are parts of it or other weeks: alike or not, they are held.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from campaign import Address, Issue, State, fold
from loaders.entries.reading import ReadRow


@dataclass(frozen=True)
class RowPlace:
    """One row: whose it is (empty for nobody's), the sheet's name, the column of the unit's name,
    the row as read, and whether it is a part under a name merged over several rows."""

    key: Hashable
    sheet: str
    column: int
    entry: ReadRow
    is_part: bool = False

    @property
    def address(self) -> Address:
        """Where the unit's name stands."""
        return Address(self.sheet, self.entry.row, self.column)


def key_of(entry: ReadRow, *, has_roster: bool) -> str:
    """Whose row it is: the unit, or without a roster its name; empty for an unknown unit."""
    return entry.unit_id or ("" if has_roster else fold(entry.raw_unit))


@dataclass(frozen=True)
class Repeats:
    """What became of the rows by (sheet, row): held, or set aside for the row they repeat."""

    held: frozenset[tuple[str, int]]
    aside: Mapping[tuple[str, int], int]
    issues: tuple[tuple[str, Issue], ...]

    def applied(self, entry: ReadRow, sheet: str) -> ReadRow:
        """The entry, held or set aside if it is one of them."""
        at = (sheet, entry.row)
        if at in self.aside:
            return replace(entry, accepted=False, repeats=self.aside[at])
        return replace(entry, accepted=False) if at in self.held else entry


def repeats(places: Sequence[RowPlace], *, code: str = "U06") -> Repeats:
    """The rows of units, or of lines, that stand in several places; `code` says they differ."""
    held: set[tuple[str, int]] = set()
    aside: dict[tuple[str, int], int] = {}
    issues: list[tuple[str, Issue]] = []
    for alike in _by_unit(places):
        first = alike[0]
        for place in alike[1:]:
            at = (place.sheet, place.entry.row)
            is_named = bool(place.column and not place.is_part) or place.sheet != first.sheet
            if is_named and _figures(first.entry) == _figures(place.entry):
                aside[at] = first.entry.row
                issues.append((place.sheet, _repeat(place, first)))
            else:
                held |= {at, (first.sheet, first.entry.row)}
                issues += _conflict(first, place, code)
    return Repeats(frozenset(held), aside, tuple(issues))


def _by_unit(places: Sequence[RowPlace]) -> Iterator[list[RowPlace]]:
    found: dict[Hashable, list[RowPlace]] = {}
    for place in places:
        if place.key:
            found.setdefault(place.key, []).append(place)
    return (listed for listed in found.values() if len(listed) > 1)


def _repeat(place: RowPlace, first: RowPlace) -> Issue:
    return Issue("U07", place.address, place.entry.raw_unit, {"a": str(first.address)})


def _conflict(first: RowPlace, place: RowPlace, code: str) -> list[tuple[str, Issue]]:
    params = {"a": str(first.address), "b": str(place.address)}
    return [(p.sheet, Issue(code, p.address, p.entry.raw_unit, params)) for p in (first, place)]


def _figures(entry: ReadRow) -> dict[str, tuple[object, State]]:
    return {slot: (value.value, value.state) for slot, value in entry.values.items()}
