"""A district goes in; its campaign comes out as settings: by key what each kind says in a week.

It is what is shown to be edited, and what an edit is compared with.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from campaign.district import District
from campaign.pack.pack import CampaignPack
from campaign.quantity import Kind
from campaign.setting import in_force, of_name
from campaign.settings.effective import pack_of
from campaign.unit import GuidanceGroup, Label, UnitType


def as_settings(district: District, name: str, week: int) -> Mapping[str, Any]:
    """By key what holds in a week, the pack's own too; kinds that no pack has are as they were
    set."""
    pack, said = pack_of(district, week), in_force(district.settings, week)
    if name in _OF_CALENDAR:
        return {"": _OF_CALENDAR[name](district)}
    if name in _OF_PACK:
        return {**_OF_PACK[name](pack), **of_name(said, name)}
    if name in ("deadline", "work"):
        return _by_week(district, name)
    return of_name(said, name)


def _by_week(district: District, name: str) -> Mapping[str, Any]:
    calendar = district.calendar
    if name == "work":
        return {str(week.number): calendar.work_in(week.number) for week in calendar.weeks}
    return {
        str(week.number): calendar.deadline(week).replace(tzinfo=None).isoformat()
        for week in calendar.weeks
    }


def _label(label: Label) -> dict[str, str]:
    return {"zh": label.zh, "en": label.en}


def _targets(pack: CampaignPack) -> Mapping[str, Any]:
    return {
        f"{t.subject}/{t.type_id}": {
            "kind": t.kind,
            "amount": t.amount,
            "by_week": t.by_week,
            "due_on": t.due_on.isoformat() if t.due_on else None,
        }
        for t in pack.targets
    }


def _duties(pack: CampaignPack) -> Mapping[str, Any]:
    asked = [q for q in pack.quantity.values() if q.is_further or q.kind is not Kind.CHOICE]
    return {f"{q.id}/{t.id}": t.id in q.owed_by for q in asked for t in pack.types}


def _named(it: UnitType | GuidanceGroup, place: int) -> dict[str, Any]:
    return {"label": _label(it.label), "aliases": list(it.aliases), "place": place}


def _types(pack: CampaignPack) -> Mapping[str, Any]:
    return {
        t.id: {
            **_named(t, place),
            "short": _label(t.short),
            "like": "",
            "has_weekly_study": t.has_weekly_study,
        }
        for place, t in enumerate(pack.types, start=1)
    }


def _groups(pack: CampaignPack) -> Mapping[str, Any]:
    return {g.id: _named(g, place) for place, g in enumerate(pack.groups, start=1)}


def _topics(pack: CampaignPack) -> Mapping[str, Any]:
    own = {q.id: q.options for q in pack.quantity.values() if q.options}
    return {
        f"{of}/{option.id}": {"label": _label(option.label), "aliases": list(option.aliases)}
        for of, options in {**pack.choices, **own}.items()
        for option in options
    }


_OF_CALENDAR = {
    "district_name": lambda district: district.name,
    "launch": lambda district: district.calendar.starts_on.isoformat(),
    "n_weeks": lambda district: district.calendar.n_weeks,
    "removed": lambda district: district.is_removed,
    "deadline_hours": lambda district: district.calendar.deadline_after.total_seconds() / 3600,
}
_OF_PACK = {
    "target": _targets,
    "duty": _duties,
    "threshold": lambda pack: pack.thresholds,
    "type": _types,
    "group": _groups,
    "workstream": lambda pack: {key: {"label": _label(it)} for key, it in pack.workstreams.items()},
    "topic": _topics,
}
