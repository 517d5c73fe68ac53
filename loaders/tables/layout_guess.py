"""Headings that were not understood go in; what they most likely are comes out, as a question, and
a person's answer as a layout to remember."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from campaign import CUMULATIVE, CampaignPack, Form, FormKind, KnownLayout
from loaders.tables.column_names import fingerprint, normal_heading
from loaders.tables.head_span import Path
from loaders.tables.header import key_field
from loaders.words import Heading, exact_heading, likely_heading


def slot_of(heading: Heading, form: Form, pack: CampaignPack | None) -> str:
    """The slot or field that a heading was taken for; empty for one that is left out. `pack` has
    the quantities of a form that asks for any."""
    if heading.field is None or form.field[heading.field].ignored:
        return ""
    quantity = pack.quantity.get(heading.field) if pack else None
    return quantity.slots[-1] if heading.cumulative and quantity else heading.field


def likely_slots(paths: Iterable[Path], form: Form, pack: CampaignPack) -> dict[Path, str]:
    """By heading, the slot or field it most likely holds; empty where nothing is likely, and for a
    second heading of one slot."""
    found: dict[Path, str] = {}
    for path in paths:
        exact = exact_heading(path, form, pack)
        slot = slot_of(exact if exact.field else likely_heading(path, form, pack), form, pack)
        found[path] = "" if slot in found.values() else slot
    return found


def likely_form(paths: Iterable[Path], pack: CampaignPack) -> str:
    """The form most of whose columns the headings are; the weekly report where none is likelier."""
    told = tuple(paths)
    weekly = next(form for form in pack.forms if form.kind == FormKind.WEEKLY)

    def known(form: Form) -> tuple[int, bool, bool]:
        slots = likely_slots(told, form, pack).values()
        return sum(map(bool, slots)), key_field(form) in slots, form is weekly

    return max(pack.forms, key=known).id


def field_choices(form: Form, pack: CampaignPack) -> tuple[str, ...]:
    """What a column of the form may be: its fields and, of quantities, each slot."""
    kept = [field.id for field in form.fields if not field.ignored]
    slots = ((id_, *pack.quantity[id_].slots) if id_ in pack.quantity else (id_,) for id_ in kept)
    return tuple(dict.fromkeys(slot for listed in slots for slot in listed))


def missing_fields(chosen: Iterable[str], form: Form, pack: CampaignPack) -> tuple[str, ...]:
    """The fields without which the columns chosen are no table of the form: those it requires, or
    any figure at all in a weekly report, whose unit may stand above the table."""
    there = {slot.removesuffix(CUMULATIVE) for slot in chosen}
    if form.kind != FormKind.WEEKLY:
        return tuple(f.id for f in form.fields if f.required and f.id not in there)
    return () if there & pack.quantity.keys() else (next(iter(pack.quantity)),)


@dataclass(frozen=True)
class Objection:
    """Why columns cannot be read as they were said: `kind` is twice, no_figure or missing, `slots`
    those it is about."""

    kind: str
    slots: tuple[str, ...]


def objection(chosen: Iterable[str], form: Form, pack: CampaignPack) -> Objection | None:
    """What is against the slots said of a table's columns, empty for one left out; None if nothing
    is."""
    listed = [slot for slot in chosen if slot]
    twice = tuple(slot for slot, n in Counter(listed).items() if n > 1)
    if twice:
        return Objection("twice", twice)
    missing = missing_fields(listed, form, pack)
    kind = "no_figure" if form.kind == FormKind.WEEKLY else "missing"
    return Objection(kind, missing) if missing else None


def layout_from_words(form: str, paths: Iterable[Path], fields: Mapping[str, str]) -> KnownLayout:
    """What a person said of a table's headings, to be kept: `paths` are those of all its columns,
    `fields` gives by its name what a column holds, empty for one to be left out."""
    told = tuple(paths)
    return KnownLayout(
        fingerprint(told), form, dict.fromkeys(map(normal_heading, told), "") | dict(fields)
    )
