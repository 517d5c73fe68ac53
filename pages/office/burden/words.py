"""The burden of reporting in words: a view and assumed minutes go in; the answer, a line a column
and what could be dropped come out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from measures import BURDEN_WEEKS, cells_asked, uses
from pages.door import View
from pages.readings import burden_now


@dataclass(frozen=True)
class Minutes:
    """How long a cell and a sheet are assumed to take."""

    cell: float
    sheet: float


@dataclass(frozen=True)
class Asked:
    """The week's units, and all cells asked of them."""

    n_units: int
    n_cells: int

    @property
    def a_unit(self) -> float:
        """Cells asked of a unit, on average."""
        return self.n_cells / self.n_units

    def hours(self, minutes: Minutes) -> float:
        """What the week takes all of them."""
        return (self.n_cells * minutes.cell + self.n_units * minutes.sheet) / 60


def asked_now(view: View) -> Asked:
    """How much is asked in the view's week."""
    n_units = int(view.panel.weeks[-1].member.sum()) if view.panel.weeks else 0
    return Asked(n_units, int(burden_now(view)["n_units"].sum()))


def burden_answer(view: View, asked: Asked, minutes: Minutes) -> str:
    """Cells, a sheet and minutes of a unit, hours of all, and how many columns no page uses."""
    words, columns = view.words, burden_now(view)
    unused = columns[columns["n_uses"] == 0]
    return words.text(
        "burden.answer",
        week=words.text("week.short", number=view.week.number),
        cells=words.number(round(asked.a_unit, 1)),
        minutes=words.number(round(asked.a_unit * minutes.cell + minutes.sheet)),
        hours=words.number(round(asked.hours(minutes))),
        n=len(columns),
        unused=len(unused),
        share=words.percent(unused["n_units"].sum() / max(asked.n_cells, 1)),
    )


def by_type(view: View, minutes: Minutes) -> list[str]:
    """How many cells and minutes a unit of each type has, in one line."""
    words = view.words
    told = [
        words.text(
            "burden.type",
            type=words.label(view.pack.type[id_].short),
            cells=words.number(round(n, 1)),
            minutes=words.number(round(n * minutes.cell + minutes.sheet)),
        )
        for id_, n in cells_asked(view.panel, view.pack).items()
    ]
    return [words.text("burden.types", types=words.text("follow.and").join(told))]


def burden_rows(view: View, minutes: Minutes) -> tuple[pd.DataFrame, Mapping[str, str]]:
    """One line a column, as the pack lists them, with the hours a month it takes; the heading of
    each."""
    words, pack, rows = view.words, view.pack, burden_now(view)
    frame = pd.DataFrame(
        {
            "what": [words.label(pack.quantity[one].label) for one in rows["quantity"]],
            "units": rows["n_units"],
            **{name: (100 * rows[name]).round(1) for name in _SHARES},
            "hours": _hours(rows["n_units"], minutes),
            "uses": [_used(view, one) for one in rows["quantity"]],
        }
    )
    cell = words.number(minutes.cell)
    return frame, {str(it): words.text(f"burden.column.{it}", cell=cell) for it in frame}


_SHARES = ("filled", "zero", "unchanged")


def _hours(n_units: pd.Series, minutes: Minutes) -> pd.Series:
    """What one column takes all its units in a month of sheets."""
    return (n_units * minutes.cell * BURDEN_WEEKS / 60).round(1)


def _used(view: View, quantity_id: str) -> str:
    pages = [view.words.text(f"page.{page}") for page in uses(view.pack, quantity_id)]
    return view.words.text("status.and").join(pages) or view.words.text("burden.unused")


def proposal(view: View, minutes: Minutes) -> pd.DataFrame:
    """Those of `burden_rows` that no page uses, but what uses them."""
    rows, _ = burden_rows(view, minutes)
    return rows[(burden_now(view)["n_uses"] == 0).to_numpy()].drop(columns="uses")


def proposal_note(view: View) -> str:
    """The month that the proposal rests on."""
    month, day = view.panel.weeks[-BURDEN_WEEKS:], view.words.day
    first, last = day(month[0].week.starts_on), day(month[-1].week.ends_on)
    return view.words.text("burden.proposal.note", first=first, last=last)
