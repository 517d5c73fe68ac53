"""A list of units under the name of their group or type, beside it or after it in one cell, goes
in; the view with a unit a row comes out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from campaign import CampaignPack, FieldRole, fold
from loaders.files import Sheet, texts_of_merges
from loaders.roster.layouts.listed_names import is_called_so, names_in, names_some
from loaders.roster.told import GROUP, TYPE, KnownWords
from loaders.tables import Arrangement, Line, Place, arranged, whole_rows
from loaders.words import is_serial, plain_number

_AFTER = re.compile(r"([^:：]{2,30})[:：](?:[^:：]*单位[:：])?([^:：]+)", re.DOTALL)
"""第一指导组（4家）：区教育局、区卫健局, or 第二指导组：联系单位：区财政局、区审计局"""
_COLUMNS = (FieldRole.NAME, FieldRole.SHORT_NAMES, TYPE, GROUP, FieldRole.IN_USE, FieldRole.SORT_NO)
"""The heading of the view: what only a roster asks for, blank where the list does not say it."""
_MOST = 0.5
"""A convention: more than half of the names end as names of organisations do."""


@dataclass(frozen=True)
class _Unit:
    """A unit's name, where it stands, and where the word over it does."""

    name: str
    at: Place
    under: Place
    word: str


@dataclass(frozen=True)
class _List:
    """The units of a sheet, what their words tell, and the row where the list begins."""

    units: tuple[_Unit, ...]
    role: FieldRole
    first_row: int


def headed_arrangement(sheet: Sheet, pack: CampaignPack) -> list[Arrangement]:
    """The view of a sheet that has no table of a form; none where it is no such list."""
    known = KnownWords(pack)
    for find in (_below, _beside, _after):
        for role in (GROUP, TYPE):
            found = find(sheet, known, role, pack)
            if found and _are_units(sheet, found, pack):
                return [_arranged(sheet, found, pack)]
    return []


def _are_units(sheet: Sheet, found: _List, pack: CampaignPack) -> bool:
    """Whether most are called as organisations are, none is a number and no list is left open."""
    named = sum(is_called_so(unit.name, pack) for unit in found.units)
    is_number = any(plain_number(unit.name) is not None for unit in found.units)
    is_open = any(names_some(sheet.text(*unit.at)) for unit in found.units)
    return named > _MOST * len(found.units) and not (is_number or is_open)


def _arranged(sheet: Sheet, found: _List, pack: CampaignPack) -> Arrangement:
    titles = {field.role: field.title for field in pack.roster_form.fields}
    lines: list[Line] = whole_rows(sheet, range(sheet.top, found.first_row))
    lines.append([found.units[0].under] * len(_COLUMNS))
    words = {(len(lines), n): titles[role] for n, role in enumerate(_COLUMNS, start=1)}
    for unit in found.units:
        at = {FieldRole.NAME: (unit.at, unit.name), found.role: (unit.under, unit.word)}
        lines.append([at[role][0] if role in at else None for role in _COLUMNS])
        words |= {(len(lines), n): at[r][1] for n, r in enumerate(_COLUMNS, start=1) if r in at}
    several = {at: n for at, n in Counter(unit.at for unit in found.units).items() if n > 1}
    return replace(arranged(sheet, lines, layout="headed", words=words), several=several)


def _named(sheet: Sheet, at: Place, under: Place, pack: CampaignPack) -> Iterator[_Unit]:
    text, word = sheet.text(*at), sheet.text(*under)
    for name in names_in(text, pack) or [text]:
        if text:
            yield _Unit("".join(name.split()), at, under, word)


def _below(sheet: Sheet, known: KnownWords, role: FieldRole, pack: CampaignPack) -> _List | None:
    """Words side by side, the units of each below it; before them may stand what a row is of."""
    headings = _headings(pack)
    for row in range(sheet.top, sheet.bottom):
        told = {c: text for c, text in enumerate(sheet.texts(row), start=sheet.left) if text}
        heads = [c for c, text in told.items() if known.role_of(text, (role,))]
        heads = [c for c in heads if fold(told[c]) not in headings]
        others = [text for c, text in told.items() if heads and c > heads[0] and c not in heads]
        if len(heads) < 2 or not all(map(is_serial, others)):
            continue
        rows = list(_rows_of_names(sheet, row, heads[0], pack))
        units = (u for c in heads for r in rows for u in _named(sheet, (r, c), (row, c), pack))
        return _List(tuple(units), role, row)
    return None


def _headings(pack: CampaignPack) -> Mapping[str, FieldRole | None]:
    """What each heading of a roster says."""
    fields = pack.roster_form.fields
    return {fold(word): field.role for field in fields for word in field.aliases}


def _columns_of_names(
    sheet: Sheet, row: int, headings: Mapping[str, FieldRole | None]
) -> Sequence[int]:
    """The columns after the first; where a row over the list heads them, those of names."""
    columns = range(sheet.left + 1, sheet.right + 1)
    said = {c: headings.get(fold(sheet.text(row, c))) for c in columns}
    named = [c for c, role in said.items() if role is FieldRole.NAME]
    return named or columns


def _rows_of_names(sheet: Sheet, head: int, first: int, pack: CampaignPack) -> Iterator[int]:
    """The rows below a head whose label, if there is one, says that units stand in them."""
    headings = _headings(pack)
    down = texts_of_merges(sheet, first - 1)
    for row in range(head + 1, sheet.bottom + 1):
        label = sheet.text(row, first - 1) or down.get(row, "")
        is_named = headings.get(fold(label)) is FieldRole.NAME
        if not label or plain_number(label) is not None or is_named:
            yield row


def _beside(sheet: Sheet, known: KnownWords, role: FieldRole, pack: CampaignPack) -> _List | None:
    """Words under one another, the units of each to its right, in one row or several; a number
    among them is how many they are."""
    column, headings = sheet.left, _headings(pack)
    heads = [
        row
        for row in range(sheet.top, sheet.bottom + 1)
        if known.role_of(sheet.text(row, column), (role,)) and any(sheet.texts(row)[1:])
        if fold(sheet.text(row, column)) not in headings
    ]
    if len(heads) < 2:
        return None
    units: list[_Unit] = []
    columns = _columns_of_names(sheet, heads[0] - 1, headings)
    for head, end in (*pairwise(heads), (heads[-1], sheet.bottom + 1)):
        cells = [(r, c) for r in range(head, end) for c in columns]
        numbers = {at: plain_number(sheet.value(*at)) for at in cells if sheet.text(*at)}
        own = [
            unit
            for at, number in numbers.items()
            if number is None
            for unit in _named(sheet, at, (head, column), pack)
        ]
        if any(number not in (None, len(own)) for number in numbers.values()):
            return None
        units += own
    return _List(tuple(units), role, heads[0])


def _after(sheet: Sheet, known: KnownWords, role: FieldRole, pack: CampaignPack) -> _List | None:
    """Lines that name a group and after a colon its units."""
    units: list[_Unit] = []
    rows: Sequence[int] = range(sheet.top, sheet.bottom + 1)
    for at in ((r, c) for r in rows for c in range(sheet.left, sheet.right + 1)):
        found = _AFTER.fullmatch(sheet.text(*at))
        if found and known.role_of(found[1], (role,)):
            names = names_in(found[2], pack) or [found[2].strip()]
            units += (_Unit("".join(n.split()), at, at, found[1]) for n in names)
    first = min((unit.at[0] for unit in units), default=0)
    return _List(tuple(units), role, first) if len({u.at for u in units}) > 1 else None
