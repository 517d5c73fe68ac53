"""A panel goes in; the further parts of a district that its units can be seen by come out: those
below one unit (隶属), of one sector, level or form of Party organisation."""

from __future__ import annotations

from collections.abc import Mapping

from campaign import Panel, Wording
from pages.door import opened

UNDER = "under"
_SETS = ("sector", "admin_level", "party_form")
Parts = Mapping[str, frozenset[str]]
"""The ids of a part's units by its name: under:ID with the unit itself, sector:WORD and so on."""


def parts_of(panel: Panel) -> Parts:
    """Every part of more than one unit, parents in protocol order first. They are as the roster has
    them last: a part is a way to look, and no count is kept by it."""
    return opened.memory.recall(_parts, panel)


def _parts(panel: Panel) -> Parts:
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


def above_and_below(part: str, panel: Panel) -> tuple[list[str], list[str]]:
    """The parts around one unit's: of those it stands below, the topmost first, and of those right
    below it, in protocol order. Nothing for a part that is no unit's."""
    kind, _, id_ = part.partition(":")
    parts, parent = parts_of(panel), {unit.id: unit.parent_id or "" for unit in panel.units}
    if kind != UNDER:
        return [], []
    above: list[str] = []
    at = parent.get(id_, "")
    while f"{UNDER}:{at}" in parts and f"{UNDER}:{at}" not in (part, *above):
        above.insert(0, f"{UNDER}:{at}")
        at = parent[at]
    below = [f"{UNDER}:{of}" for of, over in parent.items() if over == id_ and of != id_]
    return above, [it for it in below if it in parts and it not in above]


def part_label(part: str, panel: Panel, words: Wording) -> str:
    """What a part is called."""
    kind, _, value = part.partition(":")
    if kind == UNDER:
        value = next((unit.name for unit in panel.units if unit.id == value), value)
    return words.text(f"filter.part.{kind}", name=value)
