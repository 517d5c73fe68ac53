"""Counts by place and week go in; STANDING rows with their ratios come out. Divides last."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from campaign import Panel
from measures.places import Flags, Floats, Ints, Places, members, places, week_numbers
from measures.shapes import STANDING, framed


@dataclass(frozen=True)
class Ground:
    """The places of one kind in a panel, and which of their weeks have a row.

    A place without a member in a week has none; the district always has one. `week` keeps the rows
    of one week only.
    """

    panel: Panel
    by: str
    week: int | None = None

    @cached_property
    def places(self) -> Places:
        """The places themselves."""
        return places(self.panel, self.by)

    @cached_property
    def shown(self) -> Flags:
        """bool [W, P]: which place and week has a row."""
        inhabited = self.places.sums(members(self.panel)) > 0
        if self.by == "district":
            inhabited[:] = True
        if self.week is not None:
            inhabited[week_numbers(self.panel) != self.week] = False
        return inhabited

    def sums(self, amounts: npt.NDArray[np.generic]) -> Floats:
        """float64 [W, P]: amounts [W, U] added up by place."""
        return self.places.sums(amounts)

    def keys(self) -> dict[str, object]:
        """The columns place_kind, place_id and week of the rows, weeks first, then places."""
        weeks, columns = np.nonzero(self.shown)
        return {
            "place_kind": self.by,
            "place_id": np.array(self.places.ids, dtype=object)[columns],
            "week": week_numbers(self.panel)[weeks],
        }

    def column(self, amounts: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
        """The rows' values of an array [W, P]."""
        return amounts[self.shown]

    def whole(self, amounts: Floats) -> Ints:
        """The rows' values of an array [W, P] of whole numbers."""
        return amounts[self.shown].astype(np.int64)


@dataclass(frozen=True)
class Tally:
    """A measure's counts, each [W, P]. `denominator` is None for a count; `plan` is in the value's
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
    return framed(
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


def mean_plan(ground: Ground, plans: Floats, weights: Floats | Ints | Flags) -> Floats:
    """float64 [W, P]: the plan of a share, the units' own plans [W, U] weighed; NaN without any."""
    planned = weights * ~np.isnan(plans)
    return shares(ground.sums(plans * weights), ground.sums(planned))
