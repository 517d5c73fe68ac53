"""Settings in words: keys, fields and contents go in; what the office calls them comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from campaign import CampaignPack, Label, SettingKind, Wording, setting_kinds
from pages.door import Seat, opened

ALL_TYPES = "*"


def key_words(kind: SettingKind, key: str, seat: Seat, pack: CampaignPack) -> str:
    """What a setting is of, in words; its kind where there is but one of it."""
    if not kind.key:
        return seat.words.text(f"settings.{kind.name}")
    parts = key.split("/")
    said = [_part(of, part, parts[0], seat, pack) for of, part in zip(kind.key, parts, strict=True)]
    if kind.key[-1] == "own":
        said[-1] = _own_words(kind, key, pack, seat.words)
    return " · ".join(said)


def _part(of: str, part: str, first: str, seat: Seat, pack: CampaignPack) -> str:
    words = seat.words
    if of == "week":
        return words.week(seat.district.calendar.week(int(part)))
    if of == "unit":
        known = opened.ledger().roster(seat.district.id).by_id
        return known[part].name if part in known else part
    if of == "type":
        return type_words(part, pack, words)
    if of == "form":
        return words.label(pack.form[part].label)
    if of == "field":
        return words.label(pack.form[first].field[part].label)
    shown = shown_as(of, pack, words)
    return str(shown(part)) if shown else part


def _own_words(kind: SettingKind, key: str, pack: CampaignPack, words: Wording) -> str:
    """What something of the district's own is called; its id where the pack does not have it."""
    of, _, own = key.rpartition("/")
    options = {q.id: q.options for q in pack.quantity.values()} | dict(pack.choices)
    known: Mapping[str, Mapping[str, Label]] = {
        "type": {it.id: it.label for it in pack.types},
        "group": {it.id: it.label for it in pack.groups},
        "workstream": pack.workstreams,
        "quantity": {it.id: it.label for it in pack.further},
        "topic": {it.id: it.label for it in options.get(of, ())},
    }
    label = known.get(kind.name, {}).get(own)
    return words.label(label) if label else own


def type_words(part: str, pack: CampaignPack, words: Wording) -> str:
    """A type, or all of them."""
    known = pack.type.get(part)
    return words.label(known.short) if known else words.text("settings.all_types")


def subject_words(subject: str, pack: CampaignPack, words: Wording) -> str:
    """A quantity or a measure that has a target."""
    if subject in pack.quantity:
        return words.label(pack.quantity[subject].label)
    return words.text(f"settings.subject.{subject}")


def choice_words(of: str, pack: CampaignPack, words: Wording) -> str:
    """What is chosen from: a field of a form, or a quantity."""
    form, _, field = of.partition(".")
    if form in pack.form and field:
        return words.label(pack.form[form].field[field].label)
    return subject_words(of, pack, words)


def content_words(kind: SettingKind, content: Any, seat: Seat, pack: CampaignPack) -> str:
    """What is set, on one line; the pack's own where nothing is."""
    words = seat.words
    if content is None:
        return words.text("settings.own_again")
    if not isinstance(content, dict):
        return value_words(kind.fields.get("value", "texts"), content, pack, words)
    if set(content) == {"zh", "en"}:
        return str(content[words.locale[:2]])
    told = [
        (name, value_words(of, content[name], pack, words))
        for name, of in kind.fields.items()
        if content.get(name) not in (None, "", [])
    ]
    return "；".join(f"{words.text(f'settings.field.{name}')} {said}" for name, said in told)


def value_words(of: str, value: Any, pack: CampaignPack, words: Wording) -> str:
    """One value by its kind."""
    if isinstance(value, bool):
        return words.text("settings.yes" if value else "settings.no")
    if isinstance(value, list):
        named = shown_as(of, pack, words)
        return "、".join(map(named or str, value))
    if isinstance(value, dict):
        return str(value[words.locale[:2]])
    if isinstance(value, int | float):
        return words.number(value)
    shown = shown_as(of.removesuffix("?"), pack, words)
    return shown(value) if shown else str(value).replace("T", " ").removesuffix(":00")


def shown_as(of: str, pack: CampaignPack, words: Wording) -> Callable[[Any], str] | None:
    """How a value of a kind is called, where it is an id."""
    known: Mapping[str, Callable[[Any], str]] = {
        "target_kind": lambda it: words.text(f"settings.target_kind.{it}"),
        "count_kind": lambda it: words.text(f"settings.count_kind.{it}"),
        "operator": lambda it: words.text(f"settings.operator.{it}"),
        "type": lambda it: type_words(it, pack, words) if it else "",
        "types": lambda it: type_words(it, pack, words),
        "quantity": lambda it: subject_words(str(it).partition("@")[0], pack, words),
        "workstream": lambda it: words.label(pack.workstreams[it]),
        "threshold": lambda it: words.text(f"settings.threshold.{it}"),
        "subject": lambda it: subject_words(it, pack, words),
        "place": lambda it: words.text(f"settings.place.{it}"),
        "choice": lambda it: choice_words(it, pack, words),
    }
    return known.get(of)


def parts() -> tuple[str, ...]:
    """The parts of the page, in their order."""
    return tuple(dict.fromkeys(kind.part for kind in setting_kinds().values()))
