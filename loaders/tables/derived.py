"""The data rows of a table go in; those that only restate others come out: totals by their word, by
the parent's name or by being the sum of the rest; averages; shares of a total; parts of the row
above them (其中).

They are told before names are filled down merged cells, so that a total inside a neighbour's merge
is no second row of that neighbour.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod

from campaign import fold
from loaders.files import Sheet
from loaders.tables.outline import Outline
from loaders.words import (
    MAY_RESTATE,
    NAMES_PART,
    PLAIN,
    is_average,
    is_category,
    is_part_word,
    is_ratio,
    is_total,
)

_SURE = 100.0
"""A convention (5 and 100 read the corpus alike): small counts add up to their neighbour by chance
often (of rows up to 40 one in 200 tables, drawn), and one as large hardly ever."""
_NO_CHANCE = 1000.0
"""Two columns agree by chance about once in the product of their figures."""
_FEW = 3
"""Of two units one often has as much as the other; asking for five loses totals of short sheets."""
_PAIR = 2
"""A single part is its own sum; and two columns that agree are no chance."""

_WHOLE = "全"
"""全天, 全市, 全厂: what such a row is called and that it agrees is no chance."""


@dataclass(frozen=True)
class Body:
    """What telling derived rows needs: the data rows, the columns in which a total's word may
    stand, the column of names, and the columns of figures that may be added.

    `is_parent` says whether a folded name is that of whom the table is of, `is_unit` whether it is
    a unit's own: a row of another unit is no total by its sum. `whole` is the folded name of the
    district the table is of, whose own row at either end is a total by its name; `total_label`
    gives the word that makes a row a total.
    """

    sheet: Sheet
    rows: Sequence[int]
    word_columns: Sequence[int]
    key: int | None
    figure_columns: Sequence[int]
    is_parent: Callable[[str], bool] = lambda name: False  # noqa: ARG005
    is_unit: Callable[[str], bool] = lambda name: False  # noqa: ARG005
    whole: str = ""
    total_label: Callable[[int], str] = lambda row: ""  # noqa: ARG005

    @cached_property
    def names(self) -> dict[int, str]:
        """The folded name of each row as it stands in its own cell."""
        told = self.sheet.texts_down(self.key, self.rows) if self.key else [""] * len(self.rows)
        return dict(zip(self.rows, map(fold, told), strict=True))

    @cached_property
    def own(self) -> frozenset[int]:
        """The rows that are a unit's, or of whom the table is of."""
        told = self.names.items()
        return frozenset(row for row, name in told if self.is_unit(name) or self.is_parent(name))

    def words(self, row: int) -> list[str]:
        """The texts of a row in which a total's word may stand: its names, and its first text."""
        texts = [text for c in self.word_columns if (text := self.sheet.text(row, c))]
        return texts or [text for text in self.sheet.texts(row) if text][:1]

    def is_named_in(self, row: int, columns: Sequence[int]) -> bool:
        """Whether some of these columns are of its names, or nothing stands in those."""
        own = self.word_columns
        return any(c in own for c in columns) or not any(self.sheet.text(row, c) for c in own)

    def figures(self, column: int) -> Mapping[int, float | None]:
        """The figures of a column by row; None where there is none."""
        if column not in self._figures:
            plain = self.sheet.reader(PLAIN)
            told = {row: plain(self.sheet.value(row, column)) for row in self.rows}
            self._figures[column] = told
        return self._figures[column]

    @cached_property
    def _figures(self) -> dict[int, Mapping[int, float | None]]:
        return {}


def derived_rows(body: Body) -> dict[int, str]:
    """Each derived row with what it is: total, average, ratio or part."""
    told = body.sheet.where(MAY_RESTATE)
    named = (row for row in body.rows if row in told and body.is_named_in(row, told[row]))
    found = {row: role for row in named if (role := _by_word(body, row))}
    if any(role == "total" for role in found.values()):
        found.update(_ratios(body, found))
    found.update(dict.fromkeys(_of_which(body, found), "part"))
    found.update(dict.fromkeys(_by_district(body, found), "total"))
    if not body.figure_columns:
        return found
    parts = [row for row in body.rows if row not in found]
    found |= dict.fromkeys(_subtotals(body, parts), "total")
    rest = [row for row in parts if row not in found]
    found |= dict.fromkeys(_by_outline(body, rest), "total")
    rest = [row for row in rest if row not in found]
    return found | dict.fromkeys(_by_sum(body, rest), "total")


def _of_which(body: Body, found: Mapping[int, str]) -> list[int]:
    """The rows that name a part of the row above them, and have no figure larger than its own.
    Below a total that stands above all rows they are the rows it adds; below the last total they
    go on (残疾人 under 其中：老年人)."""
    told = body.sheet.where(NAMES_PART)
    parts, whole = [], 0
    last = max((row for row, role in found.items() if role == "total"), default=0)
    for row in body.rows if told else ():
        is_told = row in told and _is_part(body, row, told[row])
        goes_on = row - 1 in parts and whole == last
        if whole and (is_told or goes_on) and _is_within(body, row, whole):
            parts.append(row)
        elif whole or row not in found:
            whole = row
    return parts


def _is_part(body: Body, row: int, told: Sequence[int]) -> bool:
    """Whether a row is named as a part in these columns: that of names, or by a bare word."""
    words = (body.sheet.text(row, c) for c in told if c in body.word_columns)
    return body.key in told or any(map(is_part_word, words))


def _is_within(body: Body, row: int, whole: int) -> bool:
    """Whether a row has figures, and none larger than another row's; a list without columns of
    figures says it by the word."""
    told = map(body.figures, body.figure_columns)
    pairs = [(figures[row], figures[whole]) for figures in told]
    own = [(part, all_) for part, all_ in pairs if part is not None]
    within = all(all_ is not None and part <= all_ for part, all_ in own)
    return within and bool(own or not body.figure_columns)


def _subtotals(body: Body, rows: Sequence[int]) -> list[int]:
    """The rows that are no unit's and add up the rows since the one before of their kind, or until
    the next one. A name counts as no unit's only where other rows are known units."""
    knows = any(body.is_unit(body.names[row]) for row in rows)
    apart = [row for row in rows if not body.names[row] or (knows and row not in body.own)]
    found = []
    for row in apart:
        before = max((r for r in apart if r < row), default=0)
        after = min((r for r in apart if r > row), default=rows[-1] + 1)
        spans = ([r for r in rows if before < r < row], [r for r in rows if row < r < after])
        least = 1 if is_category(body.names[row]) else _PAIR
        agreed = [_agreed(body, row, span) for span in spans if len(span) >= least]
        if any(len(figures) >= _PAIR or max(figures, default=0) >= _SURE for figures in agreed):
            found.append(row)
    return found


def _by_word(body: Body, row: int) -> str:
    texts = body.words(row)
    if any(map(is_total, texts)) or body.total_label(row):
        return "total"
    return "average" if any(map(is_average, texts)) else ""


def _by_district(body: Body, found: dict[int, str]) -> list[int]:
    """The first or last row named after the whole district: a total whether or not it agrees."""
    rest = [row for row in body.rows if row not in found]
    if not body.whole or body.is_unit(body.whole) or len(rest) < _FEW:
        return []
    return [row for row in {rest[0], rest[-1]} if _called(body, row) == body.whole]


def _called(body: Body, row: int) -> str:
    """The folded name of a row, in its own cell or in the one merged or written before it."""
    words = body.words(row)
    return body.names[row] or (fold(words[0]) if words else "")


def _ratios(body: Body, found: dict[int, str]) -> dict[int, str]:
    """Rows next to a total that give shares of it."""
    ratios: dict[int, str] = {}
    beside = {row + step for row, role in found.items() if role == "total" for step in (-1, 1)}
    for row in body.rows:
        if row - 1 not in ratios and row not in beside:
            continue
        if row in found or body.is_unit(body.names[row]):
            continue
        if any(map(is_ratio, body.words(row))):
            ratios[row] = "ratio"
    return ratios


def _by_outline(body: Body, rows: Sequence[int]) -> list[int]:
    """The rows that are the sum of those below them in an outline, or of the months they cover."""
    apart = {row for row in rows if row not in body.own}
    outline = Outline(body.sheet, rows, body.word_columns, body.key)
    for children in outline.readings if apart else ():
        found = [row for row, parts in children.items() if parts and _agreed(body, row, parts)]
        if found:
            return [row for row in found if row in apart]
    return []


def _by_sum(body: Body, rows: Sequence[int]) -> list[int]:
    """The first or the last row where it is the sum of all others and no unit of its own: it has
    the parent's name, no name, or figures too large to agree by chance."""
    if len(rows) < _FEW:
        return []
    for row in (rows[-1], rows[0]):
        others = [other for other in rows if other != row]
        agreed = _agreed(body, row, others)
        if agreed and _may_be_sum(body, row, agreed, len(others)):
            return [row]
    return []


def _may_be_sum(body: Body, row: int, agreed: Sequence[float], n_others: int) -> bool:
    name = body.names[row]
    if not name or body.is_parent(name):
        return True
    if body.is_unit(name) or n_others < _FEW:
        return False
    if name.startswith(_WHOLE):
        return True
    return len(agreed) >= _FEW or max(agreed) >= _SURE or prod(agreed) >= _NO_CHANCE


def _agreed(body: Body, row: int, others: Sequence[int]) -> list[float]:
    """The figures of a row, zeros left out, if each is the sum of the others; else none."""
    agreed = []
    for column in body.figure_columns:
        figures = body.figures(column)
        own = figures[row]
        known = [number for other in others if (number := figures[other]) is not None]
        if own is None and not known:
            continue
        if own is None or not known or not _same(own, sum(known)):
            return []
        if own:
            agreed.append(own)
    return agreed


def _same(stated: float, total: float) -> bool:
    return abs(stated - total) <= 1e-6 * max(1.0, abs(total))
