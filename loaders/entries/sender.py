"""What stands around a table goes in; who sent it, and the doubt whether it is of this
district, come out."""

from __future__ import annotations

from datetime import date
from pathlib import PurePath

from campaign import Address, Issue, Unit
from loaders.entries.reading import FileContext
from loaders.tables import Surroundings, Table, group_in, group_within, other_district
from loaders.words import (
    UnitNames,
    at_other_level,
    elsewhere_in,
    names_ever,
    names_on,
    unfit_in,
)


def names_known(file: FileContext, day: date) -> UnitNames | None:
    """The names units have on a day; None without a roster."""
    return names_on(file.roster, day, file.pack.district_words) if file.roster else None


def titled_unit(around: Surroundings, file: FileContext, names: UnitNames | None) -> Unit | None:
    """The unit whose sheet the title says it is, where nobody else is named as its sender."""
    if names is None or around.sender_name or file.hints.sender in file.roster.by_id:
        return None
    return names.in_title(around.title)


def sender_of(
    around: Surroundings, sheet_name: str, file: FileContext, names: UnitNames | None
) -> tuple[str, Unit | None]:
    """The sender's id and, where it is a unit, the unit: 填报单位, else the sheet's name, else the
    title's group, else the uploader. A 填报单位 that is not known is nobody else."""
    stated = around.sender_name
    for text in (stated,) if stated else (sheet_name,):
        group = group_in(text, file.pack)
        if group:
            return group, None
        unit = names.match(text).unit if names else None
        if unit:
            return unit.id, unit
    near = (group_within(text, file.pack) for text in (stated, around.title, sheet_name))
    group = next(filter(None, near), "")
    own = None if stated else file.roster.by_id.get(file.hints.sender)
    return group or file.hints.sender, own


def place_doubts(
    table: Table, around: Surroundings, file: FileContext, *, of_roster: bool = False
) -> list[Issue]:
    """U15, of a roster U23, at the header where the title begins with another district's name."""
    other = other_district(around.title, file.roster)
    if not other:
        return []
    at = Address(table.sheet.name, table.header.first_row)
    return [
        Issue(
            "U23" if of_roster else "U15", at, other, {"a": "、".join(file.roster.district_names)}
        )
    ]


def elsewhere(table: Table, around: Surroundings, file: FileContext) -> list[Issue]:
    """P39 at the header where title, sheet or file name another undertaking and none of them the
    campaign."""
    texts = (around.title, table.sheet.name, PurePath(file.file_name).stem)
    said = elsewhere_in(texts, table.header.form, file.pack, names_ever(file.roster))
    at = Address(table.sheet.name, table.header.first_row)
    return [Issue("P39", at, said)] if said else []


def unfit(table: Table, around: Surroundings, file: FileContext) -> list[Issue]:
    """P37 at the header where title, sheet or file say that it is no report (作废, 样表), one of a
    part of the unit (第一支部), or one of all of a province or a city that is not the district."""
    texts = (around.title, table.sheet.name, PurePath(file.file_name).stem)
    said = unfit_in(texts, table.header.form, names_ever(file.roster))
    said = said or next(
        (text for text in texts if at_other_level(text, file.roster.district_names)), ""
    )
    return [Issue("P37", Address(table.sheet.name, table.header.first_row), said)] if said else []
