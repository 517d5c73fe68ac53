"""A campaign's folder of data goes in; its pack comes out.

Folders lie in the package; whoever runs a campaign of their own adds the folder theirs lies in.
"""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from campaign.pack import CampaignPack, Form, FormField, Target
from campaign.quantity import Cadence, Kind, Option, Quantity
from campaign.role import FieldRole, FormKind, FormRole, OptionRole
from campaign.rule import Rule, rule_of, spread
from campaign.unit import GuidanceGroup, Label, UnitType
from campaign.week import Calendar

_KINDS = {
    FormRole.ROSTER: FormKind.ROSTER,
    FormRole.WEEKLY: FormKind.WEEKLY,
    FormRole.GUIDANCE_LOG: FormKind.LOG,
    FormRole.LAUNCH: FormKind.REGISTER,
    FormRole.PROBLEMS: FormKind.LEDGER,
}
"""How the rows of a form of each role are kept."""
_NEEDED = {
    FormRole.ROSTER: {FieldRole.NAME, FieldRole.TYPE, FieldRole.GROUP},
    FormRole.WEEKLY: {FieldRole.UNIT},
}
"""The forms every pack has, and what no sheet of theirs can be read without."""
_SHARED = {FieldRole.SUB_ORGS}
"""What several fields of a form may tell parts of."""
_WORDS, _PARTS = "words.csv", ("names", "beside", "bracketed", "never")
_folders: list[Traversable] = [resources.files("campaign") / "packs"]


def add_packs(folder: Traversable) -> None:
    """Take the packs in a folder besides the packaged ones, for as long as the process lasts.

    Raises FileNotFoundError for no folder, ValueError for an id that another folder has already.
    """
    folder = folder.resolve() if isinstance(folder, Path) else folder
    if folder in _folders:
        return
    if not folder.is_dir():
        raise FileNotFoundError(str(folder))
    twice = sorted(set(_ids_in(folder)) & set(pack_ids()))
    if twice:
        raise ValueError(f"{folder}: there are other campaign packs of the ids {', '.join(twice)}")
    _folders.append(folder)


def pack_ids() -> tuple[str, ...]:
    """The ids of all campaigns, the packaged ones first."""
    return tuple(pack_id for folder in _folders for pack_id in _ids_in(folder))


def _ids_in(folder: Traversable) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if (p / "pack.toml").is_file())


@cache
def load_pack(pack_id: str) -> CampaignPack:
    """The pack of that id; raises KeyError for an unknown one, ValueError for one whose forms
    leave out what no sheet can be read without."""
    home = next((one for one in _folders if pack_id in _ids_in(one)), None)
    if home is None:
        raise KeyError(f"no campaign pack {pack_id!r}")
    folder = home / pack_id
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
        forms=_checked(tuple(_forms(folder))),
        choices={key: tuple(listed) for key, listed in _options(folder).items() if "." in key},
        thresholds=head["thresholds"],
        district_words=tuple(head["district_words"]),
        rules=_rules(folder, quantities),
        original_days=int(head["original_days"]),
        senders_first=tuple(head.get("senders_first", ("unit",))),
    )


def _lines(folder: Traversable, name: str) -> Iterator[dict[str, str]]:
    with (folder / name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def _rules(folder: Traversable, quantities: Iterable[Quantity]) -> tuple[Rule, ...]:
    added = (quantity.id for quantity in quantities if len(quantity.slots) > 1)
    return spread(map(rule_of, _lines(folder, "rules.csv")), added)


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
            id=line["id"],
            label=Label(line["label_zh"], line["label_en"]),
            aliases=_words(line["aliases"]),
            role=OptionRole(line["role"]) if line["role"] else None,
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


def _word_parts(folder: Traversable) -> dict[tuple[str, str], dict[str, tuple[str, ...]]]:
    """The lines of `words.csv`, which a pack may leave out, by form and field, * being all."""
    lines = _lines(folder, _WORDS) if (folder / _WORDS).is_file() else ()
    return {
        (line["form"], line["field"]): {part: _words(line[part]) for part in _PARTS}
        for line in lines
    }


def _fields(folder: Traversable) -> dict[str, list[FormField]]:
    """The fields of each form, by its id."""
    fields: dict[str, list[FormField]] = {}
    parts = _word_parts(folder)
    for line in _lines(folder, "aliases.csv"):
        words = _words(line["aliases"])
        title, *aliases = (word for word in words if not word.endswith("?"))
        own = parts.get((line["form"], line["field"]), {})
        fields.setdefault(line["form"], []).append(
            FormField(
                id=line["field"],
                label=Label(title, line["label_en"]),
                aliases=(title, *aliases),
                asked=tuple(word[:-1] for word in words if word.endswith("?")),
                required=line["use"] == "required",
                ignored=line["use"] == "ignored",
                kind=line["kind"],
                role=FieldRole(line["role"]) if line["role"] else None,
                names=tuple(tuple(name.split("+")) for name in own.get("names", ())),
                beside=own.get("beside", ()),
                bracketed=own.get("bracketed", ()),
                never=own.get("never", ()),
            )
        )
    return fields


def _forms(folder: Traversable) -> Iterator[Form]:
    fields, parts = _fields(folder), _word_parts(folder)
    for entry in sorted((folder / "forms").iterdir(), key=lambda p: p.name):
        form = tomllib.loads(entry.read_text(encoding="utf-8"))
        every = parts.get((form["id"], "*"), {})
        yield Form(
            id=form["id"],
            label=Label(**form["label"]),
            signature=tuple(form["signature"]),
            fields=tuple(fields[form["id"]]),
            min_fields=form["min_fields"],
            kind=FormKind(form["kind"]),
            keys=tuple(tuple(key) for key in form.get("key", ())),
            role=FormRole(form["role"]) if "role" in form else None,
            plain_words=every.get("beside", ()),
            other_words=every.get("never", ()),
        )


def _checked(forms: tuple[Form, ...]) -> tuple[Form, ...]:
    """The same forms; raises ValueError where a role is played twice, by a form of another kind, or
    a needed one by none."""
    roles = [form.role for form in forms if form.role is not None]
    faults = [str(role) for role, n in Counter(roles).items() if n > 1]
    faults += [str(role) for role in _NEEDED if role not in roles]
    for form in forms:
        if form.role is None:
            continue
        played = Counter(field.role for field in form.fields if field.role is not None)
        again = {role for role, n in played.items() if n > 1} - _SHARED
        faults += [f"{form.id}.{r}" for r in again | _NEEDED.get(form.role, set()) - set(played)]
        faults += [f"{form.id}.kind"] if form.kind != _KINDS[form.role] else []
    if faults:
        raise ValueError(f"forms: roles without one form or field each: {', '.join(faults)}")
    return forms
