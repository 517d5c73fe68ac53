"""A district goes in; its campaign comes out: the pack with what the district set, week by week."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, TypeVar

from campaign.district import District
from campaign.issue import severities
from campaign.pack.folder import load_pack
from campaign.pack.pack import CampaignPack, Form, FormField, Target
from campaign.pack.rule import Missing, Operator, Rule, spread
from campaign.quantity import Cadence, Kind, Option, Quantity
from campaign.role import FormKind
from campaign.setting import Said, Setting, in_force, of_name
from campaign.unit import GuidanceGroup, Label, UnitType, fold
from campaign.week import Calendar

P = TypeVar("P", UnitType, GuidanceGroup)
Timeline = tuple[tuple[int, tuple[tuple[str, str, str], ...]], ...]
OWN_RULE = "K02"
"""The doubt that a rule of a district's own raises: figures that do not fit together."""
NOTHING_OWED = "none"
"""The kind of a target that takes the pack's own away."""


def with_settings(district: District, settings: tuple[Setting, ...]) -> District:
    """A district as it began, by what it set since: its name, its calendar, and all else."""
    if not settings:
        return district
    said = in_force(settings, max(setting.week for setting in settings))
    name = str(said.get(("district_name", ""), district.name))
    calendar = _calendar(district.calendar, said)
    return replace(district, name=name, calendar=calendar, settings=settings)


def _calendar(own: Calendar, said: Said) -> Calendar:
    launch, hours = said.get(("launch", "")), said.get(("deadline_hours", ""))
    moved = {int(k): datetime.fromisoformat(v) for k, v in of_name(said, "deadline").items()}
    return Calendar(
        starts_on=own.starts_on if launch is None else date.fromisoformat(launch),
        n_weeks=int(said.get(("n_weeks", ""), own.n_weeks)),
        deadline_after=own.deadline_after if hours is None else timedelta(hours=hours),
        zone=own.zone,
        moved={**own.moved, **moved},
        work={int(week): float(share) for week, share in of_name(said, "work").items()},
    )


def excused_in(district: District, week: int) -> frozenset[str]:
    """The units that the district excused from reporting in a week."""
    if not district.settings:
        return frozenset()
    said = of_name(in_force(district.settings, week), "exemption")
    return frozenset(unit for unit, it in said.items() if week <= it["until"])


def pack_of(district: District, week: int | None = None) -> CampaignPack:
    """The campaign as the district has it in a week, by default its last; `at` gives it in others.

    The same settings give the same object.
    """
    if not district.settings:
        return load_pack(district.pack_id)
    calendar = district.calendar
    starts = sorted({1, *(s.week for s in district.settings if s.week <= calendar.n_weeks)})
    timeline = tuple((start, _told(district.settings, start)) for start in starts)
    work = tuple(calendar.work_in(n) for n in range(1, calendar.n_weeks + 1))
    made = _made(district.pack_id, timeline, work if calendar.work else ())
    return made.at(calendar.n_weeks if week is None else week)


def _told(settings: tuple[Setting, ...], week: int) -> tuple[tuple[str, str, str], ...]:
    found: dict[tuple[str, str], str] = {}
    for one in settings:
        if one.week <= week:
            found[one.name, one.key] = one.content
    return tuple((*of, content) for of, content in sorted(found.items()) if content)


@lru_cache(maxsize=64)  # some districts, each as of now and at a few cuts
def _made(pack_id: str, timeline: Timeline, work: tuple[float, ...]) -> CampaignPack:
    own = load_pack(pack_id)
    each = [
        (
            week,
            _changed(own, in_force([Setting(n, k, 1, c) for n, k, c in told], 1), work),
        )
        for week, told in timeline
    ]
    by_week: list[tuple[int, CampaignPack]] = []
    whole = [(week, replace(pack, by_week=by_week)) for week, pack in _with_dates(each)]
    by_week += whole
    return whole[-1][1]


def _with_dates(each: Sequence[tuple[int, CampaignPack]]) -> list[tuple[int, CampaignPack]]:
    """The packs with of whom each quantity is asked since when."""
    asked = {
        id_: tuple((week, _owed_by(pack, id_)) for week, pack in each)
        for _, last in each
        for id_ in last.quantity
    }
    return [
        (
            week,
            replace(
                pack,
                quantities=tuple(_dated(q, asked[q.id]) for q in pack.quantities),
                further=tuple(_dated(q, asked[q.id]) for q in pack.further),
            ),
        )
        for week, pack in each
    ]


def _owed_by(pack: CampaignPack, quantity_id: str) -> frozenset[str]:
    """The types of whom it is asked; none where it is not there."""
    found = pack.quantity.get(quantity_id)
    return found.owed_by if found else frozenset()


def _dated(quantity: Quantity, asked: tuple[tuple[int, frozenset[str]], ...]) -> Quantity:
    return replace(quantity, asked=asked) if len({of for _, of in asked}) > 1 else quantity


def _changed(own: CampaignPack, said: Said, work: tuple[float, ...]) -> CampaignPack:
    types = _placed({t.id: t for t in own.types}, dict(_types(own, said)), of_name(said, "type"))
    groups = _placed({g.id: g for g in own.groups}, _groups(own, said), of_name(said, "group"))
    streams = {key: Label(**it["label"]) for key, it in of_name(said, "workstream").items()}
    choices = _choices(own, said)
    new = [_further(key, it) for key, it in of_name(said, "quantity").items()]
    further = tuple(_quantity(q, said, choices) for q in (*own.further, *new))
    return replace(
        own,
        types=types,
        groups=groups,
        workstreams={**own.workstreams, **streams},
        choices={of: choices[of] for of in own.choices},
        quantities=tuple(_quantity(q, said, choices) for q in own.quantities),
        further=further,
        targets=tuple(_targets(own, said, work)),
        thresholds={**own.thresholds, **of_name(said, "threshold")},
        rules=(*own.rules, *_spread(own, new), *_rules(own, said)),
        forms=tuple(
            _form(form, of_name(said, "heading"), of_name(said, "quantity")) for form in own.forms
        ),
        reminders={key: Label(**it) for key, it in of_name(said, "reminder").items()},
        strangers=frozenset(map(fold, of_name(said, "stranger").values())),
        notes={key: (int(it["at"]), str(it["value"])) for key, it in of_name(said, "note").items()},
    )


def _types(own: CampaignPack, said: Said) -> Iterator[tuple[str, UnitType]]:
    for key, it in of_name(said, "type").items():
        label = Label(**it["label"])
        like = own.type.get(it.get("like", ""))
        was = own.type.get(key) or like
        yield (
            key,
            UnitType(
                id=key,
                label=label,
                short=Label(**it.get("short") or it["label"]),
                aliases=_names(own.type[key].aliases if key in own.type else (), it, label),
                has_weekly_study=it.get("has_weekly_study", was is None or was.has_weekly_study),
                likely=own.type[key].likely if key in own.type else (),
                called=own.type[key].called if key in own.type else (),
                later=key not in own.type or own.type[key].later,
            ),
        )


def _names(before: tuple[str, ...], it: Mapping[str, Any], label: Label) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*before, label.zh, label.en, *it.get("aliases", ()))))


def _groups(own: CampaignPack, said: Said) -> dict[str, GuidanceGroup]:
    found = {}
    for key, it in of_name(said, "group").items():
        label = Label(**it["label"])
        before = own.group[key].aliases if key in own.group else ()
        found[key] = GuidanceGroup(key, label, _names(before, it, label))
    return found


def _placed(own: Mapping[str, P], new: Mapping[str, P], said: Mapping[str, Any]) -> tuple[P, ...]:
    """All of them in protocol order: the pack's as they stand, others where their place says."""
    every = list({**own, **new}.values())
    places = {it.id: float(i) for i, it in enumerate(every, start=1)}
    for key, it in said.items():
        if it.get("place") is not None:
            places[key] = it["place"] - 0.5
    return tuple(sorted(every, key=lambda it: places[it.id]))


def _choices(own: CampaignPack, said: Said) -> dict[str, tuple[Option, ...]]:
    """By quantity or `form.field`, its options with those of the district's own."""
    found = {**own.choices, **{q.id: q.options for q in own.quantity.values()}}
    for key, it in of_name(said, "topic").items():
        of, _, id_ = key.partition("/")
        before = {option.id: option for option in found.get(of, ())}
        label, was = Label(**it["label"]), before.get(id_)
        names = _names(was.aliases if was else (), it, label)
        before[id_] = Option(id_, label, names, was.role if was else None)
        found[of] = tuple(before.values())
    return found


def _further(key: str, it: Mapping[str, Any]) -> Quantity:
    """A weekly quantity of the district's own."""
    return Quantity(
        id=key,
        label=Label(**it["label"]),
        measure=Label(**it["measure"]) if it.get("measure") else Label("", ""),
        kind=Kind(it["kind"]),
        cadence=Cadence.SNAPSHOT if it.get("is_standing") else Cadence.WEEKLY,
        workstream="",
        owed_by=frozenset(it["of"]),
    )


def _quantity(own: Quantity, said: Said, choices: Mapping[str, tuple[Option, ...]]) -> Quantity:
    owed = set(own.owed_by)
    for key, it in of_name(said, "type").items():
        if it.get("like") in own.owed_by:
            owed.add(key)
    for key, is_owed in of_name(said, "duty").items():
        quantity_id, _, type_id = key.partition("/")
        if quantity_id == own.id:
            (owed.add if is_owed else owed.discard)(type_id)
    return replace(own, owed_by=frozenset(owed), options=choices.get(own.id, ()))


def _targets(own: CampaignPack, said: Said, work: tuple[float, ...]) -> Iterator[Target]:
    """Those of one type before those of all: the first that fits a unit is its own."""
    found = {(target.subject, target.type_id): target for target in own.targets}
    for key, it in of_name(said, "type").items():
        for target in own.targets:
            if target.type_id == it.get("like"):
                found[target.subject, key] = replace(target, type_id=key)
    for key, it in of_name(said, "target").items():
        subject, _, type_id = key.partition("/")
        due_on = date.fromisoformat(it["due_on"]) if it.get("due_on") else None
        found[subject, type_id] = Target(
            subject, type_id, it["kind"], float(it["amount"]), it.get("by_week"), due_on
        )
    for target in sorted(found.values(), key=lambda target: target.type_id == "*"):
        yield replace(target, work=work)


def _spread(own: CampaignPack, new: Sequence[Quantity]) -> tuple[Rule, ...]:
    """The rules over all, of quantities that came new."""
    return spread(own.over_all, (q.id for q in new if q.adds_up))


def _rules(own: CampaignPack, said: Said) -> Iterator[Rule]:
    for key, it in of_name(said, "rule").items():
        yield Rule(
            id=f"own.{key}",
            scope=own.weekly_form.id,
            left=it["left"],
            op=Operator(it["op"]),
            right=str(it["right"]),
            left_missing=Missing.SKIP_IF_ANY,
            right_missing=Missing.SKIP_IF_ANY,
            week_offset=0,
            tolerance=0.0,
            least=None,
            marks="left",
            importance=severities()[OWN_RULE],
            code=OWN_RULE,
        )


def _form(form: Form, taught: Mapping[str, Any], new: Mapping[str, Any]) -> Form:
    """The form with further words for its headings; a weekly one with new headings too."""
    more = {
        key.partition("/")[2]: it for key, it in taught.items() if key.startswith(f"{form.id}/")
    }
    asked = [
        FormField(key, Label(**it["label"]), _names((), it, Label(**it["label"])))
        for key, it in (new.items() if form.kind == FormKind.WEEKLY else ())
    ]
    if not more and not asked:
        return form
    fields = [
        replace(f, aliases=tuple(dict.fromkeys((*f.aliases, *more[f.id])))) if f.id in more else f
        for f in (*form.fields, *asked)
    ]
    return replace(form, fields=tuple(fields))
