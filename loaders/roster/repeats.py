"""The lines of a roster go in; each unit's once, or the doubt, comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from campaign import Address, Issue
from loaders.entries import ReadRow
from loaders.roster.line import RosterLine


def once_each(
    lines: list[RosterLine],
    entries: list[ReadRow],
    issues: list[Issue],
    at: Callable[[int], Address],
) -> tuple[list[RosterLine], list[ReadRow], list[Issue]]:
    """Two rows of one unit: alike, the first counts (U07); different, both are held (U06).

    `at` is the place of a row's name."""
    seen: dict[str, int] = {}
    for index, line in enumerate(lines):
        key = line.unit_id
        if not key or key not in seen:
            seen.setdefault(key, index)
            continue
        first = lines[seen[key]]
        places = [at(first.row), at(line.row)]
        alike = replace(first, row=0, sort_no=0) == replace(line, row=0, sort_no=0)
        repeats = first.row if alike else None
        entries[index] = replace(entries[index], accepted=False, repeats=repeats)
        if alike:
            issues.append(Issue("U07", places[1], line.name, {"a": str(places[0])}))
            continue
        entries[seen[key]] = replace(entries[seen[key]], accepted=False)
        params = {"a": str(places[0]), "b": str(places[1])}
        issues += [Issue("U06", place, line.name, params) for place in places]
    return lines, entries, issues
