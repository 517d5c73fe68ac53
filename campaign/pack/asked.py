"""A pack goes in; all that figures are judged by comes out, as one text with a fingerprint.

What was asked at a cut is kept as that text. A later pack is compared with it name by name: what
was added since asks nothing of figures that were frozen before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from campaign.pack.pack import CampaignPack

ASKED_DEFINITION = 2
"""The version of what the fingerprint is made of. Of 1 it was how Python writes a pack: such
fingerprints are known by the texts in the pack's folder `asked`, and are made no more."""


@dataclass(frozen=True)
class Asked:
    """What a campaign asks: JSON with every name in order, and its SHA-256."""

    content: str

    @property
    def fingerprint(self) -> str:
        """64 hexadecimal digits."""
        return hashlib.sha256(self.content.encode()).hexdigest()


def asked_of(pack: CampaignPack) -> Asked:
    """What is owed by whom, every target and threshold, the calendar. Words, forms and spellings
    are not in it."""
    told = {
        "calendar": _calendar(pack),
        "types": {t.id: {"has_weekly_study": t.has_weekly_study} for t in pack.types},
        "quantities": {q.id: _quantity(pack, q.id) for q in pack.quantities},
        "targets": dict(_targets(pack)),
        "thresholds": dict(pack.thresholds),
    }
    return Asked(json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def _calendar(pack: CampaignPack) -> Mapping[str, object]:
    calendar = pack.calendar
    return {
        "starts_on": calendar.starts_on.isoformat(),
        "n_weeks": calendar.n_weeks,
        "deadline_after_seconds": int(calendar.deadline_after.total_seconds()),
        "zone": calendar.zone,
        "moved": {str(week): at.isoformat() for week, at in calendar.moved.items()},
    }


def _quantity(pack: CampaignPack, quantity_id: str) -> Mapping[str, object]:
    """Who owes it is told type by type: a type that comes later is none of those asked."""
    quantity = pack.quantity[quantity_id]
    return {
        "kind": str(quantity.kind),
        "cadence": str(quantity.cadence),
        "owed_by": {t.id: t.id in quantity.owed_by for t in pack.types},
        "only_with_children": quantity.only_with_children,
        "only_if_zero": quantity.only_if_zero,
    }


def _targets(pack: CampaignPack) -> Iterator[tuple[str, Mapping[str, object]]]:
    for target in pack.targets:
        yield (
            f"{target.subject}/{target.type_id}",
            {
                "kind": target.kind,
                "amount": target.amount,
                "by_week": target.by_week,
                "due_on": target.due_on.isoformat() if target.due_on else None,
            },
        )


def asked_before(pack_id: str, fingerprint: str) -> Asked | None:
    """What a pack of an earlier version of the program asked; None where nobody knows any more."""
    file = resources.files("campaign") / "packs" / pack_id / "asked" / f"{fingerprint}.json"
    return Asked(file.read_text(encoding="utf-8")) if file.is_file() else None


def asked_otherwise(then: Asked, now: Asked) -> tuple[str, ...]:
    """By name, such as `thresholds.attention_gap`, what was asked then and is asked otherwise now.

    Raises ValueError for a content that is no JSON object.
    """
    was, is_now = json.loads(then.content), json.loads(now.content)
    if not isinstance(was, dict):
        raise ValueError("what was asked is no object")
    return (*_differing(was, is_now, at=()), *_owed_since(was, is_now))


def _owed_since(was: Any, is_now: Any) -> Iterator[str]:
    """Targets that are new for what there was: a figure of then has a plan now that it had not."""
    types = {"*", *was["types"]}
    subjects = {*was["quantities"], *(name.partition("/")[0] for name in was["targets"])}
    for name in sorted(is_now["targets"].keys() - was["targets"].keys()):
        subject, _, type_id = name.partition("/")
        if subject in subjects and type_id in types:
            yield f"targets.{name}"


def _differing(was: Any, is_now: Any, *, at: tuple[str, ...]) -> Iterator[str]:
    if not isinstance(was, dict) or not isinstance(is_now, dict):
        if was != is_now:
            yield ".".join(at)
        return
    for name in sorted(was):
        yield from _differing(was[name], is_now.get(name), at=(*at, name))
