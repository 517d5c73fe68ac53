"""Where a form is to be filled: its sheets go in; its lines, each with its words, and the cells
where two of them meet come out."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from exports.superior.sheets import FormSheet, Spot
from loaders import header_path, normal_heading

_DAY = re.compile(r"\d+(?=[年月日周])|(?<=第)[一二三四五六七八九十]+(?=周)")
"""What of a heading is another every week: a form that is the same but for it is the same form."""


@dataclass(frozen=True)
class FormLine:
    """A row or a column of a sheet. `name` stays the same from week to week: its words without
    their dates, and its number among those alike; `path` has its words, the widest first."""

    name: str
    path: tuple[str, ...]


@dataclass(frozen=True)
class FormCell:
    """An empty cell where a row and a column meet; `is_share` if it shows percentages."""

    sheet: str
    row: int
    column: int
    across: str
    down: str
    is_share: bool = False


@dataclass(frozen=True)
class FormLayout:
    """What a form asks for: lines by name, from the top and then from the left; the cells; and the
    words above them by sheet."""

    lines: Mapping[str, FormLine]
    cells: tuple[FormCell, ...]
    titles: Mapping[str, tuple[str, ...]]

    @property
    def fingerprint(self) -> str:
        """The same for a form with the same lines, another for any other. Of no report's headings:
        what was said of a form's lines is never taken for a word on a report's columns."""
        told = "\n".join(["a form from above", *sorted(self.lines)])
        return hashlib.sha256(told.encode()).hexdigest()[:16]


def form_layout(sheets: Iterable[FormSheet]) -> FormLayout:
    """The layout of all sheets: a cell is to be filled where words stand before it in its row and
    above it in its column."""
    lines: dict[str, FormLine] = {}
    cells: list[FormCell] = []
    titles: dict[str, tuple[str, ...]] = {}
    for number, sheet in enumerate(sheets):
        found = {spot: paths for spot in sheet.blanks if all(paths := _paths(sheet, spot))}
        rows = _named(f"{number}/row", ((spot[0], paths[0]) for spot, paths in found.items()))
        columns = _named(f"{number}/column", ((spot[1], paths[1]) for spot, paths in found.items()))
        lines |= {line.name: line for line in (*rows.values(), *columns.values())}
        titles[sheet.name] = tuple(_titles(sheet))
        cells += [
            FormCell(sheet.name, *spot, rows[row].name, columns[column].name, spot in sheet.shares)
            for spot, (row, column) in (
                (spot, ((spot[0], paths[0]), (spot[1], paths[1]))) for spot, paths in found.items()
            )
        ]
    return FormLayout(lines, tuple(cells), titles)


_Place = tuple[int, tuple[str, ...]]


def _named(kind: str, places: Iterable[_Place]) -> Mapping[_Place, FormLine]:
    """A line for each row or column and its words, in order."""
    seen: Counter[str] = Counter()
    found: dict[_Place, FormLine] = {}
    for place in sorted(dict.fromkeys(places)):
        heading = _DAY.sub("0", normal_heading(place[1]) or "/".join(place[1]))
        seen[heading] += 1
        number = f"#{seen[heading]}" if seen[heading] > 1 else ""
        found[place] = FormLine(f"{kind}/{heading}{number}", place[1])
    return found


def _paths(sheet: FormSheet, spot: Spot) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words before a cell in its row, those of its section first, and above it in its column:
    the nearest, over cells without any, as far as they go on."""
    row, column = spot
    before = _run(sheet, [(row, at) for at in range(column - 1, 0, -1)])
    above = [(at, column) for at in range(row - 1, 0, -1)]
    heading = _run(sheet, [(at, column) for at, _ in above if at not in sheet.titles])
    section = _run(sheet, _sections(sheet, above)) if before else ()
    return (*section[-1:], *before), heading


def _sections(sheet: FormSheet, above: Iterable[Spot]) -> list[Spot]:
    """The lines of one text alone between a cell and the words above it."""
    found: list[Spot] = []
    for spot in above:
        if spot[0] in sheet.titles:
            found.append(spot)
        elif spot in sheet.texts:
            break
    return found


def _run(sheet: FormSheet, spots: Iterable[Spot]) -> tuple[str, ...]:
    found: list[str] = []
    for spot in spots:
        text = sheet.texts.get(spot, "")
        if found and not text:
            break
        found += [text] if text else []
    return header_path(tuple(reversed(found)))


def _titles(sheet: FormSheet) -> Iterator[str]:
    """The lines of one text above the first that has several."""
    first = min((row for row, _ in sheet.texts if row not in sheet.titles), default=0)
    told = {row: text for (row, _), text in sheet.texts.items() if row < first}
    yield from (told[row] for row in sorted(told))
