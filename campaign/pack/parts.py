"""The files of a pack go in; its types, quantities, targets, forms and their words come out, each
made of one line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from campaign.pack.lines import Line, PackFault, PackFiles, at
from campaign.pack.pack import Form, FormField, ReportPart, Target
from campaign.quantity import Cadence, Kind, Option, Quantity
from campaign.role import FieldRole, FormKind, FormRole, OptionRole
from campaign.unit import GuidanceGroup, Label, UnitType
from campaign.week import Calendar

_KINDS = {
    FormRole.ROSTER: FormKind.ROSTER,
    FormRole.WEEKLY: FormKind.WEEKLY,
    FormRole.GUIDANCE_LOG: FormKind.LOG,
    FormRole.LAUNCH: FormKind.REGISTER,
    FormRole.PROBLEMS: FormKind.LEDGER,
    FormRole.PLANS: FormKind.REGISTER,
    FormRole.POINTS: FormKind.REGISTER,
    FormRole.BOOKS: FormKind.REGISTER,
    FormRole.OFFICE_LOG: FormKind.LOG,
    FormRole.LETTERS: FormKind.LEDGER,
    FormRole.RESEARCH: FormKind.LEDGER,
    FormRole.SERVICES: FormKind.LEDGER,
}
"""How the rows of a form of each role are kept."""
_NEEDED = {
    FormRole.ROSTER: {FieldRole.NAME, FieldRole.TYPE, FieldRole.GROUP},
    FormRole.WEEKLY: {FieldRole.UNIT},
}
"""The forms every pack has, and what no sheet of theirs can be read without."""
_SHARED = {FieldRole.SUB_ORGS}
"""What several fields of a form may tell parts of."""
_AROUND = (
    *("others", "parts", "elsewhere", "unfit", "noted"),
    *("taken_back", "of_figures", "confirmed", "jointly", "including", "own"),
)
_PARTS = ("names", "beside", "bracketed", "never", *_AROUND)
_TARGETS = ("pace", "due_on", "interval")


def words_in(text: str) -> tuple[str, ...]:
    """The words of a cell."""
    return tuple(word for word in text.split("|") if word)


def label_in(told: Mapping[str, str], part: str = "") -> Label:
    """A label; one that is given in one language only says the same in the other. Raises KeyError
    for none."""
    zh, en = (told.get(f"{part}{lang}", "") for lang in ("zh", "en"))
    if not zh and not en:
        raise KeyError(f"{part}en")
    return _either(zh, en)


def _either(zh: str, en: str) -> Label:
    return Label(zh or en, en or zh)


def calendar_of(table: Mapping[str, object]) -> Calendar:
    """The calendar of `pack.toml`; raises ValueError or KeyError for none."""
    starts_on, n_weeks, hours = table["starts_on"], table["n_weeks"], table["deadline_after_hours"]
    if not isinstance(starts_on, date) or not isinstance(n_weeks, int) or n_weeks < 1:
        raise ValueError("[calendar]")
    zone = ZoneInfo(str(table["zone"])).key
    return Calendar(starts_on, n_weeks, timedelta(hours=float(str(hours))), zone)


def type_of(line: Line) -> UnitType:
    """The unit type of a line."""
    return UnitType(
        id=line["id"],
        label=label_in(line, "label_"),
        short=label_in(line, "short_"),
        aliases=words_in(line["aliases"]),
        has_weekly_study=line["has_weekly_study"] == "yes",
        likely=words_in(line.get("likely", "")),
        called=words_in(line.get("called", "")),
        later=line.get("later") == "yes",
    )


def group_of(line: Line) -> GuidanceGroup:
    """The guidance group of a line."""
    label = label_in(line, "label_")
    return GuidanceGroup(line["id"], label, words_in(line["aliases"]))


def report_part(told: Mapping[str, Any]) -> ReportPart:
    """A part of the phase report."""
    return ReportPart(label_in(told), tuple(told["says"]))


def options_of(files: PackFiles) -> dict[str, list[Option]]:
    """The options of each choice, by quantity id or `form.field`."""
    options: dict[str, list[Option]] = {}
    for of, option in files.each("options.csv", _option):
        options.setdefault(of, []).append(option)
    return options


def _option(line: Line) -> tuple[str, Option]:
    label = label_in(line, "label_")
    role = OptionRole(line["role"]) if line["role"] else None
    return line["of"], Option(line["id"], label, words_in(line["aliases"]), role)


def quantities_of(files: PackFiles) -> tuple[Quantity, ...]:
    """Its quantities; those that the registry does not have are further ones."""
    options = options_of(files)

    def made(line: Line) -> Quantity:
        return Quantity(
            id=line["id"],
            label=label_in(line, "label_"),
            measure=Label(
                line["measure_zh"] or line["measure_en"], line["measure_en"] or line["measure_zh"]
            ),
            kind=Kind(line["kind"]),
            cadence=Cadence(line["cadence"]),
            workstream=line["workstream"],
            owed_by=frozenset(words_in(line["owed_by"])),
            only_with_children=line["only_with_children"] == "yes",
            only_if_zero=line["only_if_zero"] or None,
            part_of=line["part_of"] or None,
            week_limit=float(line["week_limit"]) if line["week_limit"] else None,
            options=tuple(options.get(line["id"], ())),
        )

    return tuple(files.each("quantities.csv", made))


def target_of(line: Line) -> Target:
    """The target of a line; raises ValueError for no kind, and for a day out of place."""
    if line["kind"] not in _TARGETS or (line["kind"] == "due_on") != bool(line["due_on"]):
        raise ValueError(f"{line['kind']} {line['due_on']}")
    return Target(
        subject=line["subject"],
        type_id=line["type"],
        kind=line["kind"],
        amount=float(line["amount"]),
        by_week=int(line["by_week"]) if line["by_week"] else None,
        due_on=date.fromisoformat(line["due_on"]) if line["due_on"] else None,
    )


def _word_parts(files: PackFiles) -> dict[tuple[str, str], dict[str, tuple[str, ...]]]:
    """The lines of `words.csv`, which a pack may leave out, by form and field, * being all."""
    return {
        (line["form"], line["field"]): {part: words_in(line.get(part, "")) for part in _PARTS}
        for line in files.lines("words.csv")
    }


def _fields(files: PackFiles) -> dict[str, list[FormField]]:
    """The fields of each form, by its id."""
    fields: dict[str, list[FormField]] = {}
    parts = _word_parts(files)

    def made(line: Line) -> None:
        field = _field(line, parts.get((line["form"], line["field"]), {}))
        fields.setdefault(line["form"], []).append(field)

    files.each("aliases.csv", made)
    return fields


def _field(line: Line, parts: Mapping[str, tuple[str, ...]]) -> FormField:
    words = words_in(line["aliases"])
    title, *aliases = (word for word in words if not word.endswith("?"))
    return FormField(
        id=line["field"],
        label=Label(title, line["label_en"] or title),
        aliases=(title, *aliases),
        asked=tuple(word[:-1] for word in words if word.endswith("?")),
        required=line["use"] == "required",
        ignored=line["use"] == "ignored",
        kind=line["kind"],
        role=FieldRole(line["role"]) if line["role"] else None,
        names=tuple(tuple(name.split("+")) for name in parts.get("names", ())),
        beside=parts.get("beside", ()),
        bracketed=parts.get("bracketed", ()),
        never=parts.get("never", ()),
    )


def forms_of(files: PackFiles) -> tuple[Form, ...]:
    """Its forms, each with its fields; raises PackFault where what code needs of one is missing."""
    fields, parts, forms = _fields(files), _word_parts(files), []
    for file, told in files.forms():
        with at(file):
            every = parts.get((told["id"], "*"), {})
            forms.append(_form(told, tuple(fields[told["id"]]), every))
    return _checked(tuple(forms))


def _form(
    told: Mapping[str, Any], fields: tuple[FormField, ...], every: Mapping[str, tuple[str, ...]]
) -> Form:
    return Form(
        id=told["id"],
        label=label_in(told["label"]),
        signature=tuple(told["signature"]),
        fields=fields,
        min_fields=int(told["min_fields"]),
        kind=FormKind(told["kind"]),
        keys=tuple(tuple(key) for key in told.get("key", ())),
        role=FormRole(told["role"]) if "role" in told else None,
        plain_words=every.get("beside", ()),
        other_words=every.get("never", ()),
        around={part: every.get(part, ()) for part in _AROUND},
    )


def _checked(forms: tuple[Form, ...]) -> tuple[Form, ...]:
    """The same forms; raises PackFault where a role is played twice, by a form of another kind, or
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
        raise PackFault("C36", roles=", ".join(faults))
    return forms
