"""Counts by place and week go in; STANDING rows with their ratios come out. Divides last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from campaign import FIRST_RULES, Panel, PanelWeek
from measures.counting.past import memory
from measures.counting.places import place_ids, week_numbers
from measures.counting.seats import Row, Seats, seats
from measures.counting.shapes import STANDING, frame_of
from measures.statistics import Flags, Floats, Ints


@memory
def _sums(laid: Seats, row: Row) -> Floats:
    return laid.sums(row)


@memory
def _sums_among(laid: Seats, row: Row, among: Flags) -> Floats:
    return laid.sums(row * among)


@dataclass(frozen=True)
class Ground:
    """The places of one kind in a panel, and which of their weeks have a row.

    A place without a member in a week has none, unless `rows` [A, P] says so; the district always
    has one. With `week`, only that week has rows, and only that week is added up.
    """

    panel: Panel
    by: str
    week: int | None = None
    is_with_left: bool = False
    rows: Flags | None = field(default=None, compare=False)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The places' ids, in their order."""
        return place_ids(self.panel, self.by)

    @cached_property
    def at(self) -> tuple[int, ...]:
        """The positions of the weeks that are added up."""
        numbers = enumerate(week.week.number for week in self.panel.weeks)
        return tuple(i for i, number in numbers if self.week in (None, number))

    @property
    def weeks(self) -> tuple[PanelWeek, ...]:
        """The weeks that are added up."""
        return tuple(self.panel.weeks[i] for i in self.at)

    @cached_property
    def laid(self) -> tuple[Seats, ...]:
        """The seats of the weeks that are added up."""
        every = seats(self.panel, self.by, with_left=self.is_with_left)
        return tuple(every[i] for i in self.at)

    @property
    def with_left(self) -> Ground:
        """The same ground with closed units where they were last: counts are added up on it, and a
        panel by the first rules has none."""
        return replace(self, is_with_left=self.panel.rules > FIRST_RULES)

    def of_counts(self, since_launch: Floats) -> Ground:
        """The ground whose rows counts have, by what is known since the launch [A, P]: a type or
        group with closed units alone has one where anything they did stays there."""
        if self.by == "unit":
            return self
        stays = self.with_left.shown & ~np.isnan(since_launch)
        return replace(self, rows=self.shown | stays)

    @cached_property
    def shown(self) -> Flags:
        """bool [A, P]: which place and week has a row."""
        if self.rows is not None:
            return self.rows
        if self.by == "district":
            return np.ones((len(self.at), 1), dtype=np.bool_)
        rows = [laid.shown for laid in self.laid]
        return np.array(rows, dtype=np.bool_).reshape(len(self.at), len(self.ids))

    def sums(self, amounts: npt.NDArray[np.generic]) -> Floats:
        """float64 [A, P]: amounts [W, U] of all the panel's weeks added up by place."""
        return self.stacked(
            laid.sums(amounts[i]) for laid, i in zip(self.laid, self.at, strict=True)
        )

    def row_sums(self, rows: Iterable[Row]) -> Floats:
        """float64 [A, P]: a row [U] a week added up, once for as long as the row is there."""
        return self.stacked(map(_sums, self.laid, rows))

    def row_sums_among(self, rows: Iterable[Row], among: Iterable[Flags]) -> Floats:
        """float64 [A, P]: the same over the units of these flags [U] alone."""
        return self.stacked(map(_sums_among, self.laid, rows, among))

    def stacked(self, rows: Iterable[Floats]) -> Floats:
        """float64 [A, P]: sums [P] a week, one below the other."""
        return np.array(list(rows), dtype=np.float64).reshape(len(self.at), len(self.ids))

    def tables(self, each: Sequence[Floats]) -> Floats:
        """float64 [K, A, P]: K sums [K, P] a week, turned so that each has its weeks."""
        return np.array(each).reshape(len(each), -1, len(self.ids)).swapaxes(0, 1)

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
    own terms; `lowest` and `highest` are the numerators possible, over `possible` if given.
    Where `n_known` units are none there is no value: of nobody heard of, 0 is not known."""

    measure: str
    numerator: Floats
    denominator: Floats | None
    plan: Floats
    lowest: Floats
    highest: Floats
    n_reported: Floats
    n_expected: Floats
    possible: Floats | None = None
    n_known: Floats | None = None


def shares(numerator: Floats, denominator: Floats | None) -> Floats:
    """numerator ÷ denominator; NaN where the denominator is zero; counts stay themselves."""
    if denominator is None:
        return numerator
    unknown = np.full(np.broadcast(numerator, denominator).shape, np.nan)
    np.divide(numerator, denominator, out=unknown, where=denominator > 0)
    return unknown


def of_known(numerator: Floats, n_known: Floats) -> Floats:
    """float64 [A, P]: the numerator where anything is known of the place; unknown, not 0, else."""
    return np.where(n_known > 0, numerator, np.nan)


def standing_rows(ground: Ground, tally: Tally) -> pd.DataFrame:
    """The STANDING frame of a tally, weeks first, then places in their order."""
    possible = tally.denominator if tally.possible is None else tally.possible
    denominator = (
        np.full_like(tally.numerator, np.nan) if tally.denominator is None else tally.denominator
    )
    known = tally.numerator
    if tally.n_known is not None:
        known = of_known(known, tally.n_known)
    return frame_of(
        STANDING,
        **ground.keys(),
        measure=tally.measure,
        numerator=ground.column(tally.numerator),
        denominator=ground.column(denominator),
        value=ground.column(shares(known, tally.denominator)),
        plan=ground.column(tally.plan),
        lowest=ground.column(shares(tally.lowest, possible)),
        highest=ground.column(shares(tally.highest, possible)),
        n_reported=ground.whole(tally.n_reported),
        n_expected=ground.whole(tally.n_expected),
    )
