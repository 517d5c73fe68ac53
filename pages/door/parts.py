"""The further parts of a district that a page can be filtered to (`measures/counting/parts.py`):
a panel goes in; they, those around one unit's and what they are called come out."""

from __future__ import annotations

from campaign import Panel, Wording
from measures import UNDER, Parts, district_parts
from pages.door import opened


def parts_of(panel: Panel) -> Parts:
    """All of them, found once a panel."""
    return opened.memory.recall(district_parts, panel)


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
