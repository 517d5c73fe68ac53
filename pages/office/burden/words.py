"""The burden of reporting in words: a view and assumed minutes go in; the answer, a line a column
and what could be dropped come out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from measures import cells_asked, uses
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


def burden_rows(view: View) -> tuple[pd.DataFrame, Mapping[str, str]]:
    """One line a column, as the pack lists them; the heading of each."""
    words, pack, rows = view.words, view.pack, burden_now(view)
    frame = pd.DataFrame(
        {
            "what": [words.label(pack.quantity[one].label) for one in rows["quantity"]],
            "units": rows["n_units"],
            **{name: (100 * rows[name]).round(1) for name in _SHARES},
            "uses": [_used(view, one) for one in rows["quantity"]],
        }
    )
    return frame, {str(name): words.text(f"burden.column.{name}") for name in frame}


_SHARES = ("filled", "zero", "unchanged")


def _share(view: View, share: float) -> str:
    return view.words.text("unknown") if math.isnan(share) else view.words.percent(share)


def _used(view: View, quantity_id: str) -> str:
    pages = [view.words.text(f"page.{page}") for page in uses(view.pack, quantity_id)]
    return view.words.text("status.and").join(pages) or view.words.text("burden.unused")


def proposal(view: View, minutes: Minutes) -> list[str]:
    """The columns that no page uses, each with what is known of it and the hours a month it
    takes."""
    words, rows = view.words, burden_now(view)
    return [
        words.text(
            "burden.proposal.line",
            what=words.label(view.pack.quantity[row["quantity"]].label),
            n=row["n_units"],
            filled=_share(view, row["filled"]),
            zero=_share(view, row["zero"]),
            unchanged=_share(view, row["unchanged"]),
            hours=words.number(round(row["n_units"] * minutes.cell * 4 / 60, 1)),
        )
        for row in rows[rows["n_uses"] == 0].to_dict("records")
    ]
