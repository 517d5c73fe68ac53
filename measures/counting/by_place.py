"""Counts by place and week go in; STANDING rows with their ratios come out. Divides last."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from campaign import Panel
from measures.counting.kept import kept
from measures.counting.places import place_ids, week_numbers
from measures.counting.seats import Row, seats
from measures.counting.shapes import STANDING, frame_of
from measures.statistics import Flags, Floats, Ints


@dataclass(frozen=True)
class Part:
    """One week's row [U] to be added up: made when it is needed. `name` tells it from all others of
    the week; `after` is what it rests on beside the week."""

    name: Hashable
    row: Callable[[], Row]
    after: object = None


@dataclass(frozen=True)
class Parts:
    """Several rows [U] of one week that are made together, else as `Part`."""

    name: Hashable
    rows: Callable[[], Sequence[Row]]
    after: object = None


@dataclass(frozen=True)
class Ground:
    """The places of one kind in a panel, and which of their weeks have a row.

    A place without a member in a week has none; the district always has one. With `week`, only that
    week has rows, and only that week is added up.
    """

    panel: Panel
    by: str
    week: int | None = None

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The places' ids, in their order."""
        return place_ids(self.panel, self.by)

    @cached_property
    def at(self) -> tuple[int, ...]:
        """The positions of the weeks that are added up."""
        numbers = enumerate(week.week.number for week in self.panel.weeks)
        return tuple(i for i, number in numbers if self.week in (None, number))

    @cached_property
    def shown(self) -> Flags:
        """bool [A, P]: which place and week has a row."""
        if self.by == "district":
            return np.ones((len(self.at), 1), dtype=np.bool_)
        rows = [seats(self.panel, i, self.by).shown for i in self.at]
        return np.array(rows, dtype=np.bool_).reshape(len(self.at), len(self.ids))

    def sums(self, amounts: npt.NDArray[np.generic]) -> Floats:
        """float64 [A, P]: amounts [W, U] of all the panel's weeks added up by place."""
        rows = [seats(self.panel, i, self.by).sums(amounts[i]) for i in self.at]
        return self._stacked(rows)

    def kept_sums(self, part: Callable[[int], Part]) -> Floats:
        """float64 [A, P]: the same for rows made week by week, each added up only once."""
        return self._stacked([self._kept_sum(i, part(i)) for i in self.at])

    def kept_tables(self, parts: Callable[[int], Parts]) -> Floats:
        """float64 [K, A, P]: the same for K rows of a week that are made together."""
        each = [self._kept_table(i, parts(i)) for i in self.at]
        return np.array(each).reshape(len(each), -1, len(self.ids)).swapaxes(0, 1)

    def _kept_sum(self, i: int, part: Part) -> Floats:
        return kept(
            self.panel.weeks[i],
            ("sums", self.by, len(self.ids), part.name),
            lambda: seats(self.panel, i, self.by).sums(part.row()),
            after=part.after,
        )

    def _kept_table(self, i: int, parts: Parts) -> Floats:
        laid = seats(self.panel, i, self.by)
        return kept(
            self.panel.weeks[i],
            ("tables", self.by, len(self.ids), parts.name),
            lambda: np.array([laid.sums(row) for row in parts.rows()]),
            after=parts.after,
        )

    def _stacked(self, rows: Sequence[Floats]) -> Floats:
        return np.array(rows, dtype=np.float64).reshape(len(self.at), len(self.ids))

    def keys(self) -> dict[str, object]:
        """The columns place_kind, place_id and week of the rows, weeks first, then places."""
        weeks, columns = np.nonzero(self.shown)
        numbers = week_numbers(self.panel)[list(self.at)]
        return {
            "place_kind": self.by,
            "place_id": np.array(self.ids, dtype=object)[columns],
            "week": numbers[weeks],
        }

    def column(self, amounts: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
        """The rows' values of an array [A, P]."""
        return amounts[self.shown]

    def whole(self, amounts: Floats) -> Ints:
        """The rows' values of an array [A, P] of whole numbers."""
        return amounts[self.shown].astype(np.int64)


@dataclass(frozen=True)
class Tally:
    """A measure's counts, each [A, P]. `denominator` is None for a count; `plan` is in the value's
    own terms; `lowest` and `highest` are the numerators possible, over `possible` if given."""

    measure: str
    numerator: Floats
    denominator: Floats | None
    plan: Floats
    lowest: Floats
    highest: Floats
    n_reported: Floats
    n_expected: Floats
    possible: Floats | None = None


def shares(numerator: Floats, denominator: Floats | None) -> Floats:
    """numerator ÷ denominator; NaN where the denominator is zero; counts stay themselves."""
    if denominator is None:
        return numerator
    unknown = np.full(np.broadcast(numerator, denominator).shape, np.nan)
    np.divide(numerator, denominator, out=unknown, where=denominator > 0)
    return unknown


def standing_rows(ground: Ground, tally: Tally) -> pd.DataFrame:
    """The STANDING frame of a tally, weeks first, then places in their order."""
    possible = tally.denominator if tally.possible is None else tally.possible
    denominator = (
        np.full_like(tally.numerator, np.nan) if tally.denominator is None else tally.denominator
    )
    return frame_of(
        STANDING,
        **ground.keys(),
        measure=tally.measure,
        numerator=ground.column(tally.numerator),
        denominator=ground.column(denominator),
        value=ground.column(shares(tally.numerator, tally.denominator)),
        plan=ground.column(tally.plan),
        lowest=ground.column(shares(tally.lowest, possible)),
        highest=ground.column(shares(tally.highest, possible)),
        n_reported=ground.whole(tally.n_reported),
        n_expected=ground.whole(tally.n_expected),
    )
