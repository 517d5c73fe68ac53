"""A campaign's folder of data goes in; its pack comes out."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from campaign.pack import CampaignPack, Form, FormField, Target
from campaign.quantity import Cadence, Kind, Option, Quantity
from campaign.rule import rule_of, spread
from campaign.unit import GuidanceGroup, Label, UnitType
from campaign.week import Calendar


def pack_ids() -> tuple[str, ...]:
    """The ids of all packaged campaigns."""
    return tuple(sorted(p.name for p in _packs().iterdir() if (p / "pack.toml").is_file()))


@cache
def load_pack(pack_id: str) -> CampaignPack:
    """The pack of that id; raises KeyError for an unknown one."""
    if pack_id not in pack_ids():
        raise KeyError(f"no campaign pack {pack_id!r}")
    folder = _packs() / pack_id
    head = tomllib.loads((folder / "pack.toml").read_text(encoding="utf-8"))
    quantities = tuple(_quantities(folder))
    return CampaignPack(
        id=head["id"],
        name=Label(**head["name"]),
        short_name=Label(**head["short_name"]),
        calendar=_calendar(head["calendar"]),
        workstreams={key: Label(**label) for key, label in head["workstreams"].items()},
        types=tuple(_types(folder)),
        groups=tuple(_groups(folder)),
        quantities=quantities,
        targets=tuple(_targets(folder)),
        forms=tuple(_forms(folder)),
        choices={key: tuple(listed) for key, listed in _options(folder).items() if "." in key},
        thresholds=head["thresholds"],
        district_words=tuple(head["district_words"]),
        rules=spread(map(rule_of, _lines(folder, "rules.csv")), [q.id for q in quantities]),
        original_days=int(head["original_days"]),
    )


def _packs() -> Traversable:
    return resources.files("campaign") / "packs"


def _lines(folder: Traversable, name: str) -> Iterator[dict[str, str]]:
    with (folder / name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in text.split("|") if word)


def _calendar(table: Mapping[str, object]) -> Calendar:
    starts_on, n_weeks, hours = table["starts_on"], table["n_weeks"], table["deadline_after_hours"]
    if not isinstance(starts_on, date) or not isinstance(n_weeks, int):
        raise ValueError("pack.toml: [calendar] needs a date and a whole number of weeks")
    return Calendar(
        starts_on=starts_on,
        n_weeks=n_weeks,
        deadline_after=timedelta(hours=float(str(hours))),
        zone=str(table["zone"]),
    )


def _types(folder: Traversable) -> Iterator[UnitType]:
    for line in _lines(folder, "types.csv"):
        yield UnitType(
            id=line["id"],
            label=Label(line["label_zh"], line["label_en"]),
            short=Label(line["short_zh"], line["short_en"]),
            aliases=_words(line["aliases"]),
            has_weekly_study=line["has_weekly_study"] == "yes",
        )


def _groups(folder: Traversable) -> Iterator[GuidanceGroup]:
    for line in _lines(folder, "groups.csv"):
        label = Label(line["label_zh"], line["label_en"])
        yield GuidanceGroup(line["id"], label, _words(line["aliases"]))


def _options(folder: Traversable) -> dict[str, list[Option]]:
    """The options of each choice, by quantity id or `form.field`."""
    options: dict[str, list[Option]] = {}
    for line in _lines(folder, "options.csv"):
        option = Option(
            line["id"], Label(line["label_zh"], line["label_en"]), _words(line["aliases"])
        )
        options.setdefault(line["of"], []).append(option)
    return options


def _quantities(folder: Traversable) -> Iterator[Quantity]:
    options = _options(folder)
    for line in _lines(folder, "quantities.csv"):
        yield Quantity(
            id=line["id"],
            label=Label(line["label_zh"], line["label_en"]),
            measure=Label(line["measure_zh"], line["measure_en"]),
            kind=Kind(line["kind"]),
            cadence=Cadence(line["cadence"]),
            workstream=line["workstream"],
            owed_by=frozenset(_words(line["owed_by"])),
            only_with_children=line["only_with_children"] == "yes",
            only_if_zero=line["only_if_zero"] or None,
            part_of=line["part_of"] or None,
            week_limit=float(line["week_limit"]) if line["week_limit"] else None,
            options=tuple(options.get(line["id"], ())),
        )


def _targets(folder: Traversable) -> Iterator[Target]:
    for line in _lines(folder, "targets.csv"):
        yield Target(
            subject=line["subject"],
            type_id=line["type"],
            kind=line["kind"],
            amount=float(line["amount"]),
            by_week=int(line["by_week"]) if line["by_week"] else None,
            due_on=date.fromisoformat(line["due_on"]) if line["due_on"] else None,
        )


def _forms(folder: Traversable) -> Iterator[Form]:
    fields: dict[str, list[FormField]] = {}
    for line in _lines(folder, "aliases.csv"):
        words = _words(line["aliases"])
        title, *aliases = (word for word in words if not word.endswith("?"))
        fields.setdefault(line["form"], []).append(
            FormField(
                id=line["field"],
                label=Label(title, line["label_en"]),
                aliases=(title, *aliases),
                asked=tuple(word[:-1] for word in words if word.endswith("?")),
                required=line["use"] == "required",
                ignored=line["use"] == "ignored",
                kind=line["kind"],
            )
        )
    for entry in sorted((folder / "forms").iterdir(), key=lambda p: p.name):
        form = tomllib.loads(entry.read_text(encoding="utf-8"))
        yield Form(
            id=form["id"],
            label=Label(**form["label"]),
            signature=tuple(form["signature"]),
            fields=tuple(fields[form["id"]]),
            min_fields=form["min_fields"],
            kind=form["kind"],
            keys=tuple(tuple(key) for key in form.get("key", ())),
        )
