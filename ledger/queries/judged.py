"""What is made of a whole district and told within a viewer's units: the judgement is asked of all,
and nothing of another's unit leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, Self, TypeVar

import pandas as pd

from campaign import Keyed, Panel


class Judgement(Protocol):
    """What was made of a district, unit by unit."""

    def within(self, unit_ids: frozenset[str]) -> Self:
        """The same of these units alone; what was said of each does not change."""


@dataclass(frozen=True, eq=False)
class Whole(Keyed):
    """A whole district up to a week: its panel, its ENTRIES by form, the days for which each log
    was received, as SPANS by form, and by form the units of which a row is held."""

    panel: Panel
    entries: Mapping[str, pd.DataFrame]
    spans: Mapping[str, pd.DataFrame]
    held: Mapping[str, frozenset[str]]

    @property
    def key(self) -> tuple[object, ...]:
        """All of it."""
        told = (self.entries, self.spans, self.held)
        return self.panel, *(each for by_form in told for each in by_form.values())


J_co = TypeVar("J_co", bound=Judgement, covariant=True)


class Judge(Protocol[J_co]):
    """Makes a judgement of a whole district; as `Keyed`, it is told by what it asks."""

    @property
    def key(self) -> tuple[object, ...]:
        """What two judges have in common that say the same."""

    def of(self, whole: Whole, /) -> J_co:
        """What it makes of the district."""


def judgement(judge: Judge[J_co], whole: Whole) -> J_co:
    """The judge's word on the district: remembered under this name."""
    return judge.of(whole)
