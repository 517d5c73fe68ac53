"""What a deck of slides is before it is drawn: answers over tables of fields, each with the way it
is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from exports.papers import Cut, Field, Paper, Passage, Section, Table, plain

PERCENT = "[=1]0%;[=0]0%;0.0%"
"""Shares as `Wording.percent` says them."""


class Drawn(StrEnum):
    """How the rows of a slide are shown."""

    COVER = "cover"
    BARS = "bars"
    COLUMNS = "columns"
    LINE = "line"
    TABLE = "table"
    LINES = "lines"


@dataclass(frozen=True)
class Slide:
    """One answer and what it rests on.

    `title` is the answer. `rows` are its table, the first the headings; of a chart each other row
    is a category and, a series a column, its figures: a cell without a field is one that nobody
    knows, and no 0. Of lines each row is one. `subject` is its name in few words, `counting` what
    the reader has to know besides.
    """

    subject: str
    title: Passage
    drawn: Drawn
    rows: tuple[tuple[Passage, ...], ...]
    counting: str = ""
    is_share: bool = False

    @property
    def is_chart(self) -> bool:
        """Whether its figures are drawn."""
        return self.drawn in (Drawn.BARS, Drawn.COLUMNS, Drawn.LINE)

    @property
    def categories(self) -> tuple[str, ...]:
        """What each row of a chart is of."""
        return tuple(plain(row[0]) for row in self.rows[1:])

    @property
    def series(self) -> tuple[tuple[str, tuple[float | None, ...]], ...]:
        """By heading the figures of each column of a chart, None where nobody knows one."""
        heads = [plain(cell) for cell in self.rows[0][1:]]
        columns = zip(*(row[1:] for row in self.rows[1:]), strict=True)
        return tuple(
            (head, tuple(map(figure_in, column)))
            for head, column in zip(heads, columns, strict=True)
        )

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every number of the slide, in order."""
        cells = [self.title, *(cell for row in self.rows for cell in row)]
        return tuple(it for cell in cells for it in cell if isinstance(it, Field))


@dataclass(frozen=True)
class Deck:
    """Slides of one cut in one language; the first is the cover. `behind` says of a figure's name
    what it was read from."""

    title: str
    cut: Cut
    slides: tuple[Slide, ...]
    behind: Callable[[str], str] | None = field(default=None, compare=False)

    @property
    def paper(self) -> Paper:
        """The same as a paper, whose every number has a line in the list of sources."""
        sections = {
            str(at): Section(slide.title, tables=(Table(slide.rows[0], slide.rows[1:]),))
            if slide.rows
            else Section(slide.title)
            for at, slide in enumerate(self.slides)
        }
        return Paper("slides", self.title, self.cut, sections, behind=self.behind)


def figure_in(cell: Passage) -> float | None:
    """The number a cell says; None where it says none."""
    return next((float(it.value) for it in cell if isinstance(it, Field)), None)
