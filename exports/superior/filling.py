"""A form filled where a hostile file can do no harm: its bytes go in; its layout, the filled file
and the list of its cells come out. Whatever opens the bytes runs in a worker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

import pandas as pd

from campaign import Address, Issue, Wording
from exports.apart import done_apart
from exports.lists import xlsx_bytes
from exports.papers import Cut, Paper, Section, Table
from exports.superior.figures import FilledCell
from exports.superior.form import FormLayout, form_layout
from exports.superior.sheets import form_sheets
from exports.superior.writing import filled_form
from loaders import Workers

COLUMNS = ("place", "row", "column", "figure", "value", "n_reported", "n_expected", "note")


def layout_apart(data: bytes, *, by: Workers) -> FormLayout | Issue:
    """What the form asks for; refused as any file is, by F28 too, and by F13, F06 where opening it
    takes too long or too much."""
    return done_apart(by, _layout, data)


def filled_apart(data: bytes, cells: Sequence[FilledCell], *, by: Workers) -> bytes | Issue:
    """The form with the cells' figures; what nobody has is tinted and stays empty."""
    values = {_at(it): _value(it) for it in cells if it.figure is not None}
    unknown = [_at(it) for it in cells if it.figure is None]
    return done_apart(by, filled_form, data, values, unknown)


def cell_rows(
    cells: Sequence[FilledCell], layout: FormLayout, words: Wording
) -> Iterator[tuple[object, ...]]:
    """A line a cell, as COLUMNS: where it is, its words, the figure as `figures` names it, what
    stands in it, of how many units, and what is to be known of it."""
    for it in cells:
        place = str(Address(it.cell.sheet, it.cell.row, it.cell.column))
        said = ["/".join(layout.lines[name].path) for name in (it.cell.across, it.cell.down)]
        key = "unread" if it.target is None else "unknown" if it.figure is None else ""
        key = key or ("at_least" if it.is_open else "")
        note = words.text(f"superior.note.{key}") if key else ""
        if it.figure is None:
            yield (place, *said, it.target.figure if it.target else "", None, None, None, note)
        else:
            told = (it.figure.n_reported, it.figure.n_expected)
            yield (place, *said, it.figure.figure, _value(it), *told, note)


def cell_list(cells: Sequence[FilledCell], layout: FormLayout, cut: Cut, words: Wording) -> bytes:
    """Those lines as a workbook; the same cut and form give the same bytes."""
    frame = pd.DataFrame(cell_rows(cells, layout, words), columns=list(COLUMNS), dtype="object")
    headings = {name: words.text(f"superior.cell.{name}") for name in COLUMNS}
    note = words.text("slide.foot", week=cut.week.iso, revision=cut.revision)
    title = words.text("superior.list")
    return xlsx_bytes(frame, headings, title=title, note=note, made_at=cut.frozen_at)


def form_paper(file_name: str, cells: Sequence[FilledCell], cut: Cut) -> Paper:
    """The filled form as a paper: its name, its cut, and every number in it."""
    rows = tuple(((it.figure,),) for it in cells if it.figure is not None)
    sections = {"cells": Section(tables=(Table((), rows),))}
    return Paper("form", PurePath(file_name).stem, cut, sections)


def _layout(data: bytes) -> FormLayout | Issue:
    sheets = form_sheets(data)
    return sheets if isinstance(sheets, Issue) else form_layout(sheets)


def _at(it: FilledCell) -> tuple[str, tuple[int, int]]:
    return it.cell.sheet, (it.cell.row, it.cell.column)


def _value(it: FilledCell) -> float:
    """What stands in the cell: of a share points with one decimal, in a cell of percentages the
    share itself."""
    if it.figure is None:
        raise ValueError("no figure")
    value = float(it.figure.value)
    is_share = it.target is not None and it.target.figure.endswith("/value")
    return round(100 * value, 1) if is_share and not it.cell.is_share else value
