"""A roster goes in; its tree of belonging (隶属) comes out as lines, parents before those below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from campaign import Roster, Unit


def tree_lines(roster: Roster) -> list[tuple[Unit, int, int]]:
    """Each unit that has a parent or stands above one: its depth and how many are below it.

    A unit that would stand above itself begins a tree of its own.
    """
    now = sorted(
        (unit for unit in roster.by_id.values() if unit.valid_to is None),
        key=lambda unit: (unit.sort_no, unit.id),
    )
    known, below = {unit.id for unit in now}, dict[str, list[Unit]]()
    for unit in now:
        if unit.parent_id in known:
            below.setdefault(unit.parent_id or "", []).append(unit)
    above = [unit for unit in now if unit.id in below]
    lines: list[tuple[Unit, int, int]] = []
    seen: set[str] = set()
    for unit in sorted(above, key=lambda unit: unit.parent_id in known):
        if unit.id not in seen:
            _walk(unit, 0, below, lines, seen)
    return lines


def _walk(
    unit: Unit,
    depth: int,
    below: Mapping[str, Sequence[Unit]],
    lines: list[tuple[Unit, int, int]],
    seen: set[str],
) -> int:
    """Adds a unit and all below it; how many those are."""
    seen.add(unit.id)
    at, n = len(lines), 0
    lines.append((unit, depth, 0))
    for child in below.get(unit.id, ()):
        if child.id not in seen:
            n += 1 + _walk(child, depth + 1, below, lines, seen)
    lines[at] = (unit, depth, n)
    return n
