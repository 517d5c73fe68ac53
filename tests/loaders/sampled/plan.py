"""A plan is what a sheet is made from, and with it the truth: what may be stored of the sheet.

Kinds of plans are functions from a seeded `Random` to a plan, kept by name in the KINDS of their
module; `test_sampled` tries them all. A new kind is a new function in such a dict.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from random import Random

from loaders import Reading
from tests.loaders.drawn import PACK, Drawing, read, workbook

Truth = Mapping[tuple[int, str, str], float]
"""The figures by week, unit and slot."""


@dataclass(frozen=True)
class Plan:
    """One sheet and what it means. `truth` is all that may be stored, None where two readings
    remain and nothing may be; `is_clear` says that nothing of it need be asked."""

    lines: tuple[tuple[str, ...], ...]
    truth: Truth | None
    is_clear: bool = True
    sheet: str = "周报"
    file: str = "周报"
    at: str = "A1"
    hidden_rows: Collection[int] = ()
    week: int | None = None

    @property
    def drawing(self) -> Drawing:
        """The sheet as `tests.loaders.drawn` draws it."""
        width = max(map(len, self.lines))
        cells = ([*line, *[""] * (width - len(line))] for line in self.lines)
        text = "\n".join(f"| {' | '.join(line)} |" for line in cells)
        return Drawing(text, self.sheet, self.at, hidden_rows=self.hidden_rows)

    def outcome(self) -> str:
        """What became of the sheet: right, asked, refused or wrong."""
        reading = read(workbook(self.drawing), file_name=f"{self.file}.xlsx", week=self.week)
        kept = stored(reading)
        if not kept:
            return "refused" if reading.refused else "asked" if _is_asked(reading) else "wrong"
        return "right" if self.truth is not None and kept == dict(self.truth) else "wrong"

    def told(self) -> str:
        """The sheet for a person who looks into a failure."""
        about = f"{self.file}.xlsx · {self.sheet} · {self.at} · week {self.week}"
        return f"{about}\n{self.drawing.drawing}\ntruth {self.truth}"


def stored(reading: Reading) -> dict[tuple[int, str, str], float]:
    """What would go in, by week, unit and slot."""
    return {
        (table.weeks[0].number, entry.raw_unit, slot): float(value.value)
        for table in reading.tables
        if table.submission is not None
        for entry in table.entries
        if entry.accepted
        for slot, value in entry.values.items()
        if isinstance(value.value, int | float)
    }


def _is_asked(reading: Reading) -> bool:
    """Whether some doubt says why nothing goes in."""
    return any(issue.holds_row for issue in reading.all_issues)


Kind = Callable[[Random], Plan]
CALENDAR = PACK.calendar
UNITS = ("区财政局", "区应急管理局", "西城街道", "区教育局", "区人力资源和社会保障局")
QUANTITIES = {
    "集中学习": "study_session_count",
    "研讨交流": "discussion_session_count",
    "专题党课": "party_lecture_count",
    "实地调研": "research_visit_count",
    "检视问题": "problem_found_count",
    "办实事": "livelihood_done_count",
}


@dataclass
class Body:
    """A table's headings and rows while they are drawn; `figures` by unit, then heading."""

    headings: list[str]
    figures: dict[str, dict[str, int]]
    order: list[str] = field(default_factory=list)

    @staticmethod
    def of(draw: Random, *, n_units: int = 0) -> Body:
        """Some units with some quantities; a unit's figures differ from every other's."""
        units = draw.sample(UNITS, n_units or draw.randint(2, len(UNITS)))
        headings = draw.sample(list(QUANTITIES), draw.randint(2, 5))
        figures = {u: {h: draw.randint(1, 60) for h in headings} for u in units}
        return Body(headings, figures, units)

    def truth(self, week: int, *, end: str = "") -> dict[tuple[int, str, str], float]:
        """What these figures mean in a week; `end` makes slots since the launch of them."""
        return {
            (week, unit, QUANTITIES[heading] + end): float(value)
            for unit, row in self.figures.items()
            for heading, value in row.items()
        }

    def rows(self, draw: Random) -> list[list[str]]:
        """A row a unit, some with a total below."""
        rows = [[u, *(str(self.figures[u][h]) for h in self.headings)] for u in self.order]
        if len(rows) > 2 and draw.random() < 0.4:
            sums = (sum(self.figures[u][h] for u in self.order) for h in self.headings)
            rows.append([draw.choice(("合计", "合 计", "总计")), *map(str, sums)])
        return rows
