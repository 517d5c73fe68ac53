"""The readings of one drop go in; for each, the units that other files report as well come out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from campaign import Issue, State, Week
from loaders.entries import Reading, ReadRow

_SHOWN = 5
"""So many names say which units are meant and leave the message one line; it counts them all."""
Figures = Mapping[str, tuple[object, State]]
Reported = Mapping[tuple[Week, str], tuple[str, Figures]]


def shared_units(readings: Sequence[Reading]) -> list[tuple[Issue, ...]]:
    """U19 for each other file whose weekly figures of the same units and week differ, U20 where
    they are alike, a reading at a time; the units are named in the order of the sheet."""
    reported = [_reported(reading) for reading in readings]
    return [
        tuple(
            _issue(mine, theirs, other)
            for other, theirs in zip(readings, reported, strict=True)
            if other is not reading and mine.keys() & theirs.keys()
        )
        for reading, mine in zip(readings, reported, strict=True)
    ]


def _issue(mine: Reported, theirs: Reported, other: Reading) -> Issue:
    shared = [key for key in mine if key in theirs]
    names = [mine[key][0] for key in shared]
    alike = all(mine[key][1] == theirs[key][1] for key in shared)
    more = "、".join(names[:_SHOWN]) + ("…" if len(names) > _SHOWN else "")
    params = {"names": more, "file": other.file_name, "n": len(names)}
    return Issue("U20" if alike else "U19", None, "", params)


def _reported(reading: Reading) -> Reported:
    """The accepted weekly rows of a file by week and unit, with the unit's name."""
    return {
        (week, entry.unit_id): (entry.unit_name or entry.raw_unit, _figures(entry))
        for table in reading.tables
        for week in table.weeks
        for entry in table.entries
        if entry.accepted and entry.unit_id
    }


def _figures(entry: ReadRow) -> Figures:
    return {slot: (value.value, value.state) for slot, value in entry.values.items()}
