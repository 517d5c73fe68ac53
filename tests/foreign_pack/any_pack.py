"""A pack goes in; the workbooks come out that its office would get back: a roster of two units a type,
and the pack's own blank forms, handed out and filled in, for two weeks.

Nothing here knows a pack: headings, options, units and days are what the pack says.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from openpyxl import Workbook, load_workbook

from campaign import (
    CampaignPack,
    District,
    FieldRole,
    Form,
    FormField,
    FormRole,
    Unit,
    Week,
    add_packs,
    load_pack,
    wording,
)
from exports import Addressee, FormCell, template

PACKS = Path(__file__).parent / "packs"
FOREIGN, LATEST, FIRST = "ie_reading", "c2026_zjg", "c2023_ztjy"
WEEKS = 2
_LAUNCHED = (FormRole.ROSTER, FormRole.WEEKLY)


def pack_named(pack_id: str) -> CampaignPack:
    """The pack, those of this folder among them."""
    add_packs(PACKS)
    return load_pack(pack_id)


def units_of(pack: CampaignPack) -> list[Unit]:
    """Two units of each type, one in each of two groups."""
    return [
        Unit(
            id=f"U{n}{k}",
            name=f"{type_.aliases[0]} {'AB'[k]}"
            if type_.aliases[0].isascii()
            else f"{'甲乙'[k]}{type_.aliases[0]}",
            type_id=type_.id,
            group_id=pack.groups[k].id,
            sort_no=10 * n + k,
            valid_from=pack.calendar.starts_on,
            code=f"U{n}{k}",
            sub_org_total=2,
        )
        for n, type_ in enumerate(pack.types, start=1)
        for k in (0, 1)
    ]


def written(pack_id: str, folder: Path, *, locale: str) -> list[Path]:
    """Every workbook of a pack, in the folder."""
    pack = pack_named(pack_id)
    units, district = units_of(pack), District("own", "Own", pack.id, pack.calendar)
    (folder / "1 roster.xlsx").write_bytes(_roster(pack, units))
    for form in pack.forms:
        if form.role is FormRole.ROSTER:
            continue
        for week in pack.calendar.weeks[: WEEKS if form.role is FormRole.WEEKLY else 1]:
            whom = Addressee(pack.groups[0].id, "all", tuple(units))
            cell = FormCell(district, pack, form.id, week, whom, wording(locale))
            name = f"2 {form.id} {week.number}.xlsx"
            (folder / name).write_bytes(_filled(template(cell), form, pack, units, week))
    return sorted(folder.iterdir())


def _roster(pack: CampaignPack, units: list[Unit]) -> bytes:
    form, book = pack.roster_form, Workbook()
    told = {
        FieldRole.CODE: [u.code for u in units],
        FieldRole.NAME: [u.name for u in units],
        FieldRole.TYPE: [pack.type[u.type_id].aliases[0] for u in units],
        FieldRole.GROUP: [
            pack.group[u.group_id].label.en
            if pack.group[u.group_id].label.zh.isascii()
            else pack.group[u.group_id].label.zh
            for u in units
        ],
        FieldRole.SUB_ORGS: [u.sub_org_total for u in units],
    }
    sheet = book.worksheets[0]
    sheet.append([form.label.zh])
    fields = [form.field[form.field_of(role)] for role in told]
    sheet.append(
        [f.title.rpartition("/")[2] if f.title not in f.aliases else f.title for f in fields]
    )
    for row in zip(*told.values(), strict=True):
        sheet.append(row)
    return _bytes(book)


def _filled(blank: bytes, form: Form, pack: CampaignPack, units: list[Unit], week: Week) -> bytes:
    book = load_workbook(io.BytesIO(blank))
    sheet = book.worksheets[0]
    titles = {field.title: field for field in form.fields if not field.ignored}
    rows = ({_title(c.value): c for c in row} for row in sheet.iter_rows())
    head = next(row for row in rows if len(row.keys() & titles.keys()) > 1)
    columns = {titles[title].id: c.column for title, c in head.items() if title in titles}
    top = next(iter(head.values())).row + 1
    if form.role is FormRole.WEEKLY:
        _fill_week(sheet, columns, top, pack, week)
    else:
        for n, unit in enumerate(units[: len(units) // 2 + 1]):
            for field_id, column in columns.items():
                said = _said(form.field[field_id], form, pack, unit, week)
                if said is not None:
                    sheet.cell(top + n, column).value = said
    return _bytes(book)


def _title(value: object) -> str:
    return str(value).partition("（")[0]


def _fill_week(sheet, columns, top, pack, week) -> None:
    named = columns[pack.weekly_form.field_of(FieldRole.UNIT)]
    row = top
    while sheet.cell(row, named).value:
        for field_id, column in columns.items():
            is_open = sheet.cell(row, column).value is None
            if field_id in pack.quantity and is_open and pack.quantity[field_id].measure.en:
                sheet.cell(row, column).value = 1 + (row + column + week.number) % 2
        row += 1


def _said(field: FormField, form: Form, pack: CampaignPack, unit: Unit, week: Week) -> object:
    """A word for a cell of each kind; None for a field that may stay open."""
    options = pack.choices.get(f"{form.id}.{field.id}", ())
    day = week.starts_on + timedelta(days=2)
    plain: Mapping[str, object] = {
        "unit": unit.name,
        "group": pack.group[unit.group_id].aliases[0],
        "date": day,
        "due": day + timedelta(days=30),
        "count": 1,
        "yes_no": "yes",
        "number": "1",
        "leader": "L01",
        "text": "x1",
    }
    if field.kind in ("choice", "choices", "issuer"):
        return options[0].aliases[0] if options else None
    return plain.get(field.kind) if field.required or field.kind != "yes_no" else None


def _bytes(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
