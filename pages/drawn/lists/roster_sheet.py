"""The roster as a sheet: units go in, the frame to edit and its workbook come out; an edited frame
goes in, the rows that differ come out as the workbook that the reader takes for any other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from campaign import (
    INCLUDING,
    CampaignPack,
    District,
    FieldRole,
    FormField,
    Roster,
    Unit,
    Week,
    Wording,
)
from exports import xlsx_bytes
from loaders import Hints, Reading, Upload, workers
from pages.door import opened

_ROLES = (
    *(FieldRole.CODE, FieldRole.NAME, FieldRole.SHORT_NAMES, FieldRole.PARENT, FieldRole.TYPE),
    *(FieldRole.GROUP, FieldRole.SECTOR, FieldRole.ADMIN_LEVEL, FieldRole.PARTY_FORM),
    *(FieldRole.SUB_ORGS, FieldRole.SUB_ORGS_TOTAL, FieldRole.SCOPE, FieldRole.SORT_NO),
    *(FieldRole.CLOSED_ON, FieldRole.SUCCESSOR),
)
"""What of a unit the sheet says, in this order."""
NUMBERS = (FieldRole.SUB_ORGS, FieldRole.SUB_ORGS_TOTAL, FieldRole.SORT_NO)


def columns_of(pack: CampaignPack) -> Mapping[FieldRole, str]:
    """The heading of each column, as the pack's roster form has it; those it has a field for. What
    is below a unit stands in one column."""
    return {role: _heading(field) for role, field in _fields(pack).items()}


def labels_of(pack: CampaignPack, words: Wording) -> Mapping[str, str]:
    """What each column is called on screen, by its heading on the sheet."""
    return {_heading(field): words.label(field.label) for field in _fields(pack).values()}


def _fields(pack: CampaignPack) -> Mapping[FieldRole, FormField]:
    fields = {field.role: field for field in pack.roster_form.fields}
    if FieldRole.SUB_ORGS_TOTAL in fields:
        fields.pop(FieldRole.SUB_ORGS, None)
    return {role: fields[role] for role in _ROLES if role in fields}


def _heading(field: FormField) -> str:
    """A heading of one level."""
    return next(alias for alias in field.aliases if "/" not in alias)


def roster_frame(units: Sequence[Unit], roster: Roster, pack: CampaignPack) -> pd.DataFrame:
    """One line a unit, indexed by its id; a unit without a code has its id for one."""
    named = {unit.id: unit.name for unit in roster.by_id.values()}
    columns = columns_of(pack)
    lines = [[_cell(unit, role, pack, named) for role in columns] for unit in units]
    frame = pd.DataFrame(lines, columns=list(columns.values()), index=[u.id for u in units])
    numbers = {columns[role]: "Int64" for role in NUMBERS if role in columns}
    return frame.astype({name: numbers.get(name, "str") for name in frame.columns})


def _cell(unit: Unit, role: FieldRole, pack: CampaignPack, named: Mapping[str, str]) -> str | int:
    if role is FieldRole.TYPE:
        return pack.type[unit.type_id].label.zh if unit.type_id in pack.type else unit.type_id
    if role is FieldRole.GROUP:
        return pack.group[unit.group_id].label.zh if unit.group_id in pack.group else unit.group_id
    told: dict[FieldRole, str | int] = {
        FieldRole.CODE: unit.code or unit.id,
        FieldRole.NAME: unit.name,
        FieldRole.SHORT_NAMES: "、".join(unit.short_names),
        FieldRole.PARENT: named.get(unit.parent_id or "", ""),
        FieldRole.SECTOR: unit.sector,
        FieldRole.ADMIN_LEVEL: unit.admin_level,
        FieldRole.PARTY_FORM: unit.party_form,
        FieldRole.SUB_ORGS: unit.sub_org_total,
        FieldRole.SUB_ORGS_TOTAL: unit.sub_org_total,
        FieldRole.SCOPE: "含所属" if unit.scope == INCLUDING else "本级",
        FieldRole.SORT_NO: unit.sort_no,
        FieldRole.CLOSED_ON: unit.valid_to.isoformat() if unit.valid_to else "",
        FieldRole.SUCCESSOR: named.get(unit.successor_id, ""),
    }
    return told[role]


def edited_rows(before: pd.DataFrame, after: pd.DataFrame, pack: CampaignPack) -> pd.DataFrame:
    """The rows that differ and those that were added; a new one without a place comes last."""
    plain = after.astype("object").fillna("").astype("str")
    was = before.reindex(after.index).astype("object").fillna("").astype("str")
    rows = after[(plain != was).any(axis=1)].copy()
    place = columns_of(pack).get(FieldRole.SORT_NO)
    if place is not None and len(rows):
        last = int(before[place].max()) if len(before) else 0
        open_places = rows[place].isna()
        rows.loc[open_places, place] = range(last + 1, last + 1 + int(open_places.sum()))
    return rows


def roster_workbook(rows: pd.DataFrame, *, district: str, words: Wording, note: str) -> bytes:
    """The rows as a roster that can be edited and dropped again."""
    headings = {name: name for name in rows.columns}
    title = words.text("roster.file", district=district)
    return xlsx_bytes(rows.reset_index(drop=True), headings, title=title, note=note)


def read_as_roster(
    rows: pd.DataFrame, first: Week, *, district: District, pack: CampaignPack, words: Wording
) -> Reading:
    """The rows, read as the office's own roster of that week."""
    data = roster_workbook(rows, district=district.name, words=words, note="")
    hints = Hints(week=first.number, calendar=district.calendar, roster_stands=True)
    name = words.text("roster.file", district=district.name)
    roster = opened.ledger().roster(district.id)
    return workers().read_one(Upload(f"{name}.xlsx", data, hints), roster=roster, pack=pack)
