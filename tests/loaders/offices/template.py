"""A sheet as an office draws it goes in, figures left open; drawn sheets with their truth come out.

Templates stand in the text files beside this one. A line is a row's role and its cells. Roles: `.`
above or below the table, `H` heading, `D` data, `S` a part's total, `T` a total, `N` none of these,
`?` not asked; a digit behind tells the table, a bar parts tables side by side. Cells are as in
`tests.loaders.drawn`, and besides: `#` a whole number (`#>` a larger one), `~` one with decimals, `%` a share, `+B` at
least B, `-B` at most B, `=B+C` a sum across, `Σ` the sum of the table's data rows (`Σ6` of the last
six), `§` of those since the last total, `§↓` and `§2` of those up to the next such line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.loaders.drawn import Drawing, cells_of

HERE = Path(__file__).parent
_ROLE = re.compile(r"([A-Za-z?.])(\d?)(\??)")
_LATER = re.compile(r"[+=-][A-Z](?:\+[A-Z])*")


def number(letter: str) -> int:
    """The 1-based place of a column's letter."""
    return ord(letter) - ord("A") + 1


@dataclass(frozen=True)
class Role:
    """What a row is to one table."""

    kind: str
    table: int = 1
    is_asked: bool = True


@dataclass(frozen=True)
class Template:
    """One kind of sheet: its settings by word, its tables' descriptions, roles and cells by row."""

    name: str
    settings: Mapping[str, str]
    tables: Mapping[int, str]
    roles: Sequence[Sequence[Role]]
    cells: Sequence[Sequence[str]]

    def rows(self, kinds: str, table: int = 1) -> list[int]:
        """The 1-based rows that are of some kinds to a table."""
        return [
            at
            for at, roles in enumerate(self.roles, start=1)
            if any(role.kind in kinds and role.table == table for role in roles)
        ]

    def drawn(self, draw: Random) -> Sheet:
        """The sheet with figures."""
        cells = [list(row) for row in self.cells]
        figures = _Figures(self, cells, draw)
        figures.fill()
        text = "\n".join(f"| {' | '.join(row)} |" for row in cells)
        drawing = Drawing(text, self.settings.get("sheet", "Sheet1"))
        return Sheet(self, drawing, figures.known)


@dataclass(frozen=True)
class Sheet:
    """A drawn sheet with the numbers it was drawn with, by 1-based row and column."""

    template: Template
    drawing: Drawing
    figures: Mapping[tuple[int, int], float]

    def text(self, row: int, column: int) -> str:
        """What stands in a cell, that of its merge where it is merged with the one above."""
        text = self.template.cells[row - 1][column - 1]
        return self.text(row - 1, column) if text == "^" else text.replace("\\n", "")


@dataclass
class _Figures:
    """The numbers of a sheet while it is filled."""

    template: Template
    cells: list[list[str]]
    draw: Random
    known: dict[tuple[int, int], float] = field(default_factory=dict)

    def fill(self) -> None:
        """What is drawn first, then what follows from it in its row, then the totals."""
        for wanted in (_is_open, _LATER.fullmatch, lambda text: text[:1] in ("Σ", "§")):
            for row, line in enumerate(self.cells, start=1):
                for column, text in enumerate(line, start=1):
                    if wanted(self.template.cells[row - 1][column - 1]) and text:
                        self._put(row, column, text)

    def _put(self, row: int, column: int, text: str) -> None:
        value, shown = self._value(row, column, text)
        self.known[row, column] = value
        end = text.lstrip("#>Σ§↓26~%") if text[0] in "#Σ§" else ""
        if end == ",":
            shown = f"'{value:,.0f}"
        self.cells[row - 1][column - 1] = shown + (end if end != "," else "")

    def _value(self, row: int, column: int, text: str) -> tuple[float, str]:
        if text.startswith("#"):
            value = float(
                self.draw.randint(1, 40) * (100 if "," in text else 1) + 40 * (">" in text)
            )
        elif text == "~":
            value = self.draw.randint(101, 9999) / 100
        elif text == "%":
            share = self.draw.randint(300, 999) / 10
            return share / 100, f"{share:g}%"
        elif _LATER.fullmatch(text):
            value = self._across(row, text)
        else:
            value = round(sum(self.known.get((r, column), 0.0) for r in self._added(row, text)), 6)
        return value, f"{value:g}" if abs(value) < 1e5 else f"{value:.2f}".rstrip("0").rstrip(".")

    def _across(self, row: int, text: str) -> float:
        named = [self.known[row, number(letter)] for letter in text[1:].split("+")]
        if text[0] == "=":
            return sum(named)
        if text[0] == "+":
            return named[0] + self.draw.randint(0, 20)
        return float(self.draw.randint(0, int(named[0])))

    def _added(self, row: int, text: str) -> list[int]:
        table = next(r.table for r in self.template.roles[row - 1] if r.kind in "ST")
        data = self.template.rows("D", table)
        if text[:1] == "Σ":
            return [r for r in data if r < row][-6:] if "6" in text else data
        if text in ("§↓", "§2"):
            marks = [r for r in self.template.rows("ST", table) if r > row]
            same = [r for r in marks if text == "§↓" or "§2" in self.template.cells[r - 1]]
            totals = [r for r in self.template.rows("T", table) if r > row]
            last = min([*same, *totals], default=len(self.cells) + 1)
            return [r for r in data if row < r < last]
        first = max((r for r in self.template.rows("STH", table) if r < row), default=0)
        return [r for r in data if first < r < row]


def _is_open(text: str) -> bool:
    return (text.startswith("#") and not text.startswith("#R")) or text in ("~", "%")


def templates(file: str) -> dict[str, Template]:
    """The templates of a text file by their names."""
    parts = re.split(r"^== *", (HERE / file).read_text(encoding="utf-8"), flags=re.MULTILINE)
    found = [_template(part.strip().splitlines()) for part in parts if part.strip()]
    return {template.name: template for template in found}


def _template(lines: Sequence[str]) -> Template:
    settings: dict[str, str] = {}
    tables: dict[int, str] = {}
    drawn: list[str] = []
    for line in lines[1:]:
        word, _, rest = line.partition(" ")
        if "|" in line and not line.startswith("table"):
            drawn.append(line)
        elif word == "table":
            place, _, told = rest.partition(" ")
            tables[int(place)] = told
        else:
            settings[word] = rest
    roles = [[_role(part) for part in line.split("|")[0].strip().split("/")] for line in drawn]
    cells = [cells_of(line[line.index("|") :])[0] for line in drawn]
    width = max(map(len, cells))
    return Template(
        lines[0].strip(),
        settings,
        tables,
        roles,
        [[*row, *[""] * (width - len(row))] for row in cells],
    )


def _role(text: str) -> Role:
    kind, table, doubt = _ROLE.fullmatch(text).groups()  # type: ignore[union-attr]
    return Role(kind, int(table or 1), not doubt)
