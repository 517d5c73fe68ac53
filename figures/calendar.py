"""Who reported when: ARRIVALS goes in; a grid of units and weeks comes out, a word in each cell."""

from __future__ import annotations

import pandas as pd

from campaign import Wording
from figures.grid import Cell, grid, steps, weeks_above
from figures.labels import escaped, lines
from figures.theme import Palette, Spec

STATES = ("on_time", "late", "held", "missing", "exempt", "unexpected", "not_expected")


def reporting_calendar(arrivals: pd.DataFrame, colours: Palette, wording: Wording) -> Spec:
    """A cell a unit and week, in the frame's order from the top. The word in the cell says the
    state; the ground only helps the eye: the darker, the more surely the report is in. A point over
    each cell, one a line of the frame, can be pressed."""
    names = dict(zip(arrivals["unit_id"], arrivals["name"], strict=True))
    at = {unit_id: row for row, unit_id in enumerate(names)}
    words = {state: wording.text(f"figures.cell.{state}") for state in STATES}
    told = zip(*(arrivals[name] for name in ("unit_id", "week", "state")), strict=True)
    cells = [
        Cell(at[unit], week, _tone(state), words[state], _hover(names[unit], week, state, wording))
        for unit, week, state in told
    ]
    # Sixteen weeks would be turned in half a page.
    above = weeks_above(sorted(set(arrivals["week"])), wording, colours, most=8)
    grounds = {"on_time": colours.blue_pale, "late": colours.blue_faint, "held": colours.panel}
    scale = steps("states", [grounds.get(state, colours.surface) for state in STATES])
    rest = (_tone("not_expected"), words["not_expected"])
    return grid(cells, list(names.values()), above, scale, colours, row=24, head=30, rest=rest)


def _tone(state: str) -> int:
    return STATES.index(state)


def _hover(name: str, week: int, state: str, wording: Wording) -> str:
    number = wording.text("week.short", number=week)
    return lines(escaped(name), number, wording.text(f"figures.state.{state}"))
