"""What a roster would change, unit by unit: plans go in; lines and counts by kind come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from campaign import CampaignPack, Roster, Wording
from ledger import Change, Plan, Word
from pages.markup import cell_words

_KINDS = {"name": "renamed", "group_id": "moved", "parent_id": "moved", "valid_to": "closed"}
"""By what the roster says of a unit, what has become of it; all else is another change."""
_ORDER = ("new", "renamed", "moved", "closed", "changed")


def counted(plans: Sequence[Plan], words: Wording) -> list[str]:
    """How many units are new, renamed, moved, closed or changed otherwise; each once a kind."""
    counts = _counts(plans)
    return [words.text(f"roster.diff.{kind}", n=counts[kind]) for kind in _ORDER if counts[kind]]


def _counts(plans: Sequence[Plan]) -> Counter[str]:
    told = {(change.unit_id, _kind(change)) for plan in plans for change in plan.changed}
    counts = Counter(kind for _, kind in told)
    counts["new"] = sum(len(plan.new) for plan in plans)
    return counts


def _kind(change: Change) -> str:
    kind = _KINDS.get(change.slot, "changed")
    return "changed" if kind == "closed" and not change.new else kind


def rows_of(
    plans: Sequence[Plan], roster: Roster, pack: CampaignPack, words: Wording
) -> pd.DataFrame:
    """A line a new unit and a line a change: what became of it, whose, what, from what to what."""
    lines = []
    for plan in plans:
        named = names_of(plan, roster)
        lines += [(words.text("roster.kind.new"), named[id_], "", "", "") for id_ in plan.new]
        lines += [
            (
                words.text(f"roster.kind.{_kind(change)}"),
                named.get(change.unit_id, change.unit_id),
                words.text(f"submit.field.{change.slot}"),
                said(change.old, change.slot, pack, named, words),
                said(change.new, change.slot, pack, named, words),
            )
            for change in plan.changed
        ]
    names = ("kind", "unit", "slot", "old", "new")
    headings = [words.text(f"roster.column.{name}") for name in names]
    return pd.DataFrame(lines, columns=headings, dtype="str")


def names_of(plan: Plan, roster: Roster) -> dict[str, str]:
    """By id, the names of the units that are known and of those that a roster names."""
    sent = plan.submission.rows
    named = dict(zip(sent["unit_id"], sent["name"], strict=True))
    return named | {unit.id: unit.name for unit in roster.by_id.values()}


def said(
    told: Word, slot: str, pack: CampaignPack, named: Mapping[str, str], words: Wording
) -> str:
    """What a roster says of a unit in a slot, in the reader's words."""
    text = str(told)
    if slot == "type_id" and text in pack.type:
        return words.label(pack.type[text].label)
    if slot == "group_id" and text in pack.group:
        return words.label(pack.group[text].label)
    if slot in ("parent_id", "successor_id"):
        return named.get(text, text)
    return cell_words(told, slot, pack, words)
