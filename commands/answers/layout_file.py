"""A file that says where things stand on sheets goes in; the layouts to read with come out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from campaign import CampaignPack, Issue, KnownLayout, Roster
from loaders import (
    Pointing,
    Reading,
    Upload,
    field_choices,
    key_field,
    objection,
    workers,
)

_LETTERS = re.compile(r"[A-Z]{1,3}")


@dataclass(frozen=True)
class _Said:
    """One table of the file, and the name of the workbook whose rows and columns it speaks of."""

    file_name: str
    pointing: Pointing


def layouts_said(
    path: Path, uploads: Sequence[Upload], *, roster: Roster, pack: CampaignPack
) -> dict[str, KnownLayout]:
    """What a file says of tables, by their fingerprints, read where it says they stand; raises
    click.ClickException for what cannot be."""
    found: dict[str, KnownLayout] = {}
    listed = _tables_said(path, pack)
    for name in dict.fromkeys(said.file_name for said in listed):
        pointed = tuple(said.pointing for said in listed if said.file_name == name)
        upload = _named(name, uploads, path)
        hints = replace(upload.hints, pointed=pointed, asks_layout=True)
        reading = workers().read_one(replace(upload, hints=hints), roster=roster, pack=pack)
        for pointing in pointed:
            known = _as_read(pointing, reading, path)
            found[known.fingerprint] = known
    return found


def _named(name: str, uploads: Sequence[Upload], path: Path) -> Upload:
    if not name and len(uploads) == 1:
        return uploads[0]
    if not name:
        raise _refusal(path, 'say `file = "…"` where several files are given')
    fits = [upload for upload in uploads if name in (upload.file_name, Path(upload.file_name).name)]
    if len(fits) != 1 or isinstance(fits[0].content, Issue):
        raise _refusal(path, f"{name} is not one of the files given")
    return fits[0]


def _as_read(pointing: Pointing, reading: Reading, path: Path) -> KnownLayout:
    first, last = pointing.header_rows
    tables = [t for s in reading.sheets if s.sheet == pointing.sheet for t in s.tables]
    rows = tuple(range(first, last + 1))
    found = next((t for t in tables if t.said is not None and t.header_rows == rows), None)
    where = f"{reading.file_name} {pointing.sheet} rows {first}-{last}"
    if found is None or found.said is None:
        raise _refusal(path, f"{where}: no headings of a table")
    if any(issue.code == "L24" for issue in found.issues):
        raise _refusal(path, f"{where}: the unit column holds figures")
    if pointing.last_row and (found.last_data_row or 0) > pointing.last_row:
        raise _refusal(path, f"{where}: nothing below row {pointing.last_row} tells the end again")
    return found.said


def _tables_said(path: Path, pack: CampaignPack) -> list[_Said]:
    try:
        listed = tomllib.loads(path.read_text(encoding="utf-8")).get("table", [])
        said = [_said(table, pack) for table in listed]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _refusal(path, str(error)) from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _refusal(path, f"not a layout: {error}") from error
    if not said:
        raise _refusal(path, "no [[table]] in it")
    return said


def _said(table: Mapping[str, Any], pack: CampaignPack) -> _Said:
    form = pack.form[table["form"]]
    first, last = (int(row) for row in table["header_rows"])
    columns = {_column(letters): str(slot) for letters, slot in table["columns"].items()}
    if "unit_column" in table:
        columns[_column(table["unit_column"])] = key_field(form)
    unknown = set(columns.values()) - {"", *field_choices(form, pack)}
    if unknown:
        raise ValueError(f"{form.id} has no {', '.join(sorted(unknown))}")
    if against := objection(columns.values(), form, pack):
        raise ValueError(f"{against.kind}: {', '.join(against.slots)}")
    last_row = int(table["last_row"]) if "last_row" in table else None
    if not 0 < first <= last or (last_row is not None and last_row <= last):
        raise ValueError("the rows are not in order")
    columns = dict(sorted(columns.items()))
    pointing = Pointing(table["sheet"], form.id, (first, last), tuple(columns.items()), last_row)
    return _Said(str(table.get("file", "")), pointing)


def _column(letters: str) -> int:
    if not _LETTERS.fullmatch(letters):
        raise ValueError(f"{letters} is no column")
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _refusal(path: Path, why: str) -> click.ClickException:
    return click.ClickException(f"{path.name}: {why}")
