"""A panel goes in; the further parts of a district that its units can be seen by come out: those
below one unit (隶属), of one sector, level or form of Party organisation."""

from __future__ import annotations

from collections.abc import Mapping

from campaign import Panel

UNDER = "under"
_SETS = ("sector", "admin_level", "party_form")
Parts = Mapping[str, frozenset[str]]
"""The ids of a part's units by its name: under:ID with the unit itself, sector:WORD and so on."""


def district_parts(panel: Panel) -> Parts:
    """Every part of more than one unit, parents in protocol order first. They are as the roster has
    them last: a part is a way to look, and no count is kept by it."""
    found: dict[str, set[str]] = {f"{UNDER}:{unit.id}": set() for unit in panel.units}
    parent = {unit.id: unit.parent_id for unit in panel.units}
    for unit in panel.units:
        above, seen = unit.parent_id, {unit.id}
        while above in parent and above not in seen:
            found[f"{UNDER}:{above}"] |= {above, unit.id}
            seen.add(above)
            above = parent[above]
    for name in _SETS:
        for unit in panel.units:
            if word := getattr(unit, name):
                found.setdefault(f"{name}:{word}", set()).add(unit.id)
    return {part: frozenset(ids) for part, ids in found.items() if len(ids) > 1}
