"""What is known at a cut: a panel, a pack and what lies beside go in; figures that belong together
come out, each with the name it is known by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from campaign import CampaignPack, Panel, Wording
from exports.papers.beside import Beside
from exports.papers.corrections import Correction
from exports.papers.paper import Cut, Field, Passage, passage

SHARES = frozenset({"value", "completion"})
"""The figures that are printed as a share."""
Values = Mapping[str, float]


@dataclass(frozen=True)
class Known:
    """All that is known at a cut, the words it is told in, and what a paper of it corrects."""

    panel: Panel
    pack: CampaignPack
    beside: Beside
    cut: Cut
    words: Wording
    corrected: tuple[Correction, ...] = ()

    def said(self, key: str, /, **params: str | Field) -> Passage:
        """A paragraph of one message."""
        return passage(self.words, key, **params)

    def field(self, figure: str, value: float, *, share: bool = False, n_open: float = 0) -> Field:
        """A number as it is printed, by the name of its figure; at least, where `n_open` things
        leave it open."""
        said = self.words.percent(value) if share else self.words.known(value, n_open)
        return Field(figure, said, float(value))


@dataclass(frozen=True)
class Line:
    """Figures that belong together: what their names begin with, the clauses they are said by, in
    order, and names of what they are of. A clause with + is said of more than 0 only. Lines that
    are `listed` stand one after the other with a mark between."""

    figure: str
    values: Values
    clauses: tuple[str, ...]
    labels: Mapping[str, str | Field]
    listed: bool = False


def lines_of(
    frame: pd.DataFrame,
    figure: str,
    *clauses: str,
    label: Callable[[Any], str] | None = None,
    listed: bool = False,
) -> list[Line]:
    """A line a row; `label` names what a row is of."""
    return [
        Line(
            figure.format(**{str(name): value for name, value in row.items()}),
            {str(k): v for k, v in row.items()},
            clauses,
            {"label": label(row)} if label else {},
            listed,
        )
        for row in frame.to_dict("records")
    ]


def type_of(known: Known) -> Callable[[Any], str]:
    """What names the unit type of a row."""
    types, words = known.pack.type, known.words
    return lambda row: words.label(types[row["place_id"]].label)
