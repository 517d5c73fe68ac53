"""Who did how much when: UNIT_WEEKS goes in; a grid of units and weeks comes out, a count or the
word for why there is none in each cell."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from campaign import Label, Wording
from figures.grid import Cell, grid, steps, weeks_above
from figures.labels import escaped, lines
from figures.theme import Palette, Spec

Row = Mapping[Hashable, Any]
_UNKNOWN = ("missing", "no_row", "held")


def unit_grid(weeks: pd.DataFrame, colours: Palette, wording: Wording, *, measure: Label) -> Spec:
    """A cell a unit and week, in the frame's order from the top.

    The ground is paler the smaller the count; a zero is written 0 on the bare ground; a cell nobody
    filled has a word on grey. A point a line of the frame, so that its cell can be pressed.
    """
    names = dict(zip(weeks["unit_id"], weeks["name"], strict=True))
    at = {unit_id: row for row, unit_id in enumerate(names)}
    thirds = _steps(weeks["value"].max())
    cells = [
        Cell(
            at[row["unit_id"]],
            row["week"],
            _tone(row["value"], row["state"], thirds),
            _written(row["value"], row["state"], wording),
            _hover(row, wording, measure),
        )
        for row in weeks.to_dict("records")
    ]
    above = weeks_above(sorted(set(weeks["week"])), wording, colours, most=16)
    blues = (colours.blue_faint, colours.blue_pale, colours.blue_middle)
    scale = steps("counts", (colours.panel, colours.surface, *blues))
    return grid(cells, list(names.values()), above, scale, colours, row=22, head=28)


def _hover(row: Row, wording: Wording, measure: Label) -> str:
    week = wording.text("week.short", number=row["week"])
    if math.isnan(row["value"]):
        said = wording.text(f"figures.count_state.{row['state']}")
    else:
        value = wording.number(row["value"])
        said = wording.text("figures.in_week", value=value, measure=wording.label(measure))
    return lines(escaped(row["name"]), week, said, *_counted(row, wording))


def _counted(row: Row, wording: Wording) -> list[str]:
    """How the figure counts where that is not what its cell says."""
    said = [wording.text("figures.derived")] if row["is_derived"] else []
    if row["sent"] == row["sent"] and row["sent"] != row["value"]:
        said.append(wording.text("figures.including", sent=wording.number(row["sent"])))
    return said


def _written(value: float, state: str, wording: Wording) -> str:
    if not math.isnan(value):
        return wording.number(value)
    return wording.text(f"figures.count_cell.{state}").strip()


def _tone(value: float, state: str, steps: list[float]) -> int | None:
    """0 unknown, 1 zero, 2-4 the thirds of what was reported; None is no cell at all."""
    if not math.isnan(value):
        return 1 + sum(value > step for step in steps)
    return 0 if state in _UNKNOWN else 1


def _steps(highest: float) -> list[float]:
    """Zero and the two thirds of the highest count."""
    top = 3.0 if math.isnan(highest) else max(3.0, float(highest))
    return [0, top / 3, 2 * top / 3]
