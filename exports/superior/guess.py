"""What each line of a form means, as far as its words say: a layout goes in; meanings by line come
out. They are shown to a person, and nothing is filled before that person has confirmed them.

A meaning is a text that is kept: `place:KIND:ID`, `figure:NAME` (`weekly`, `cumulative` or a
measure's part), both with a blank between, `when:week`, `when:cumulative`, or `idle`; empty where
nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from campaign import CUMULATIVE, CampaignPack, Kind, Panel, Place, Wording, fold, place_words
from exports.superior.form import FormCell, FormLayout, FormLine
from loaders import asked_figure, title_period
from measures import COMPLETENESS, ORG_SHARE, REACH, definition

IDLE, WEEK, SINCE = "idle", "when:week", "when:cumulative"
_PARTS = ("value", "numerator", "denominator")
_MEASURES = (REACH, ORG_SHARE, COMPLETENESS, "timeliness")


@dataclass(frozen=True)
class Target:
    """The figure a cell asks for: of which place, and by its name: a slot of a quantity, or a part
    of a measure (`completeness/numerator`)."""

    place: Place
    figure: str


def guessed(layout: FormLayout, panel: Panel, pack: CampaignPack) -> Mapping[str, str]:
    """What every line's words say, by its name."""
    places, measures = place_names(panel, pack), _measures(pack)
    return {name: _meaning(line, places, measures, pack) for name, line in layout.lines.items()}


def meanings(panel: Panel, pack: CampaignPack, words: Wording) -> Mapping[str, str]:
    """Every meaning a person may choose, with its words: figures, places, periods, and none."""
    found = {IDLE: words.text("superior.idle"), WEEK: words.text("superior.when.week")}
    found[SINCE] = words.text("superior.when.cumulative")
    for quantity in pack.quantities:
        if quantity.kind is not Kind.CHOICE:
            label = words.label(quantity.label)
            for slot in quantity.slots:
                key = "cumulative" if slot.endswith(CUMULATIVE) else "week"
                one = len(quantity.slots) == 1
                said = label if one else words.text(f"superior.figure.{key}", label=label)
                found[f"figure:{slot}"] = said
            if len(quantity.slots) > 1:
                found[f"figure:{quantity.id}@?"] = label
    for measure in _MEASURES:
        told = definition(measure, pack)
        labels = (told.label, told.numerator, told.denominator)
        for part, of in zip(_PARTS, labels, strict=True):
            found[f"figure:{measure}/{part}"] = words.label(of)
    return {**found, **_place_meanings(panel, pack, words)}


def _place_meanings(panel: Panel, pack: CampaignPack, words: Wording) -> Mapping[str, str]:
    kinds = (("type", [t.id for t in pack.types]), ("group", [g.id for g in pack.groups]))
    found = {f"place:district:{panel.district.id}": panel.district.name}
    for kind, ids in kinds:
        found |= {f"place:{kind}:{id_}": place_words(Place(kind, id_), pack, words) for id_ in ids}
    return found | {f"place:unit:{unit.id}": unit.name for unit in panel.units}


def target_of(
    cell: FormCell, said: Mapping[str, str], layout: FormLayout, panel: Panel, pack: CampaignPack
) -> Target | None:
    """What a cell asks for by what was said of its two lines; None where that is not one figure of
    one place, or where either line is not known. Without a place it is the district."""
    told = [said.get(name, "") for name in (cell.across, cell.down)]
    if not all(told) or is_idle(cell, said):
        return None
    parts = [part for meaning in told for part in meaning.split()]
    places = [part.split(":", 2)[1:] for part in parts if part.startswith("place:")]
    figures = [part.partition(":")[2] for part in parts if part.startswith("figure:")]
    when = [part == SINCE for part in parts if part.startswith("when:")]
    if len(figures) != 1 or len(places) > 1 or len(when) > 1:
        return None
    if not when and "/" not in figures[0]:
        by_title = title_period(layout.titles.get(cell.sheet, ()))
        when = [] if by_title is None else [by_title]
    figure = _figure(figures[0], when, pack)
    kind, id_ = places[0] if places else ("district", panel.district.id)
    return Target(Place(kind, id_), figure) if figure else None


def is_idle(cell: FormCell, said: Mapping[str, str]) -> bool:
    """Whether a cell is none of a figure's."""
    return IDLE in (said.get(cell.across), said.get(cell.down))


def _figure(name: str, when: list[bool], pack: CampaignPack) -> str:
    """The slot or part of a measure; empty where nobody says of which time."""
    bare = name.removesuffix("@?").removesuffix(CUMULATIVE)
    quantity = pack.quantity.get(bare)
    if quantity is None or len(quantity.slots) == 1:
        return bare if quantity is None or not any(when) else ""
    if not name.endswith("@?"):
        is_since = name.endswith(CUMULATIVE)
        return name if not when or when == [is_since] else ""
    return (bare + CUMULATIVE if when[0] else bare) if when else ""


def _meaning(
    line: FormLine, places: Mapping[str, str], measures: Mapping[str, str], pack: CampaignPack
) -> str:
    """The place and the figure a line's words name; nothing where any of them is not known."""
    named = [places[text] for text in map(fold, line.path) if text in places]
    rest = tuple(level for level in line.path if fold(level) not in places)
    found = [f"place:{named[-1]}"] if named else []
    share = [measures[text] for text in map(fold, rest) if text in measures]
    if share:
        found.append(f"figure:{share[-1]}")
    elif rest:
        told = asked_figure(rest, pack)
        if told.is_idle:
            return IDLE
        if not told.is_known:
            return ""
        found += _said(told.quantity, told.cumulative)
    return " ".join(found)


def _said(quantity: str, cumulative: bool | None) -> Iterator[str]:
    ends = {None: "@?", True: CUMULATIVE, False: ""}
    if quantity:
        yield f"figure:{quantity}{ends[cumulative]}"
    elif cumulative is not None:
        yield SINCE if cumulative else WEEK


def place_names(panel: Panel, pack: CampaignPack) -> Mapping[str, str]:
    """`KIND:ID` of every place by each of its names; of a name that several bear, none."""
    district = panel.district
    whole = (district.name, f"全{district.name[-1:]}")
    told = [(f"district:{district.id}", name) for name in whole]
    told += [(f"unit:{u.id}", name) for u in panel.units for name in (u.name, *u.short_names)]
    for type_ in pack.types:
        names = (type_.label.zh, type_.label.en, type_.short.zh, *type_.aliases)
        told += [(f"type:{type_.id}", name) for name in names]
    for group in pack.groups:
        names = (group.label.zh, group.label.en, *group.aliases)
        told += [(f"group:{group.id}", name) for name in names]
    found: dict[str, set[str]] = {}
    for place, name in told:
        found.setdefault(fold(name), set()).add(place)
    return {name: next(iter(of)) for name, of in found.items() if len(of) == 1 and name}


def _measures(pack: CampaignPack) -> Mapping[str, str]:
    """`MEASURE/PART` by the words of its definition; denominators that two share name neither."""
    found: dict[str, set[str]] = {}
    for measure in _MEASURES:
        told = definition(measure, pack)
        labels = (told.label, told.numerator, told.denominator)
        for part, of in zip(_PARTS, labels, strict=True):
            for name in (of.zh, of.en):
                found.setdefault(fold(name), set()).add(f"{measure}/{part}")
    return {name: min(parts) for name, parts in found.items()}
