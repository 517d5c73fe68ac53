"""What every grid is: cells, the names of its rows and what stands above its columns go in; tinted
cells with a word in each, and bare points to press them by, come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from campaign import Wording
from figures.labels import escaped, week_ticks
from figures.rows import row_axis
from figures.theme import NOTE_SIZE, Palette, Spec, axis, layout

_LONG = 13


class Cell(NamedTuple):
    """One cell: its row from the top, its column's place, its tone on the scale, word and hover."""

    row: int
    column: int
    tone: float | None
    text: str
    hover: str


def grid(
    cells: Sequence[Cell],
    names: Sequence[str],
    above: Spec,
    scale: Spec,
    colours: Palette,
    *,
    row: int,
    head: int,
    rest: tuple[float | None, str] = (None, ""),
) -> Spec:
    """A row a name, the first on top, `row` pixels high, under `head` of headings; a point each of
    `cells` in their order. `rest` is the tone and word of a cell that is not among them."""
    ground = _ground(cells, len(names), above, rest) | scale
    ground["textfont"] = {"size": NOTE_SIZE, "color": colours.ink}
    return framed([ground, _points(cells)], names, above, colours, row=row, head=head)


def framed(
    data: list[Spec], names: Sequence[str], above: Spec, colours: Palette, *, row: int, head: int
) -> Spec:
    """What is drawn in the grid's rows and columns, with their names."""
    spec = layout(colours, height=row * len(names) + head + 10, margin=(8, head, 8, 6))
    return {"data": data, "layout": spec | {"xaxis": above, "yaxis": row_axis(names, colours)}}


def weeks_above(weeks: Sequence[int], wording: Wording, colours: Palette, *, most: int) -> Spec:
    """The weeks over the columns, at most so many of them named."""
    ends = [weeks[0] - 0.5, weeks[-1] + 0.5] if weeks else [0, 1]
    return axis(colours, side="top", range=ends, **week_ticks(weeks, wording, most=most))


def names_above(names: Mapping[str, str], colours: Palette, *, shown: Iterable[str] = ()) -> Spec:
    """The columns' headings, only those of `shown` if any are."""
    written = set(shown) or set(names)
    return axis(
        colours,
        side="top",
        tickangle=0,
        tickvals=[i for i, column in enumerate(names) if column in written],
        ticktext=[_heading(name) for column, name in names.items() if column in written],
        range=[-0.5, len(names) - 0.5],
    )


def _heading(name: str) -> str:
    """A heading, a long one on two lines so that it does not run into the next."""
    at = max(name.find("-"), name.find(" ")) + 1
    if len(name) <= _LONG or not at:
        return escaped(name)
    return f"{escaped(name[:at].strip())}<br>{escaped(name[at:])}"


def steps(name: str, grounds: Sequence[str]) -> Spec:
    """A scale of as many tones as grounds: 0, 1, 2 …"""
    n = len(grounds)
    edges = [[edge / n, ground] for i, ground in enumerate(grounds) for edge in (i, i + 1)]
    return {"name": name, "zmin": -0.5, "zmax": n - 0.5, "colorscale": edges}


def _ground(cells: Sequence[Cell], n: int, above: Spec, rest: tuple[float | None, str]) -> Spec:
    """The tones of `n` rows and the words on them."""
    places = range(*(round(edge + 0.5) for edge in above["range"]))
    stood = {(cell.row, cell.column): (cell.tone, cell.text) for cell in cells}
    drawn = [[stood.get((y, x), rest) for x in places] for y in range(n)]
    return {
        "type": "heatmap",
        "x": list(places),
        "y": list(range(n)),
        "z": [[tone for tone, _ in line] for line in drawn],
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "text": [[text for _, text in line] for line in drawn],
        "texttemplate": "%{text}",
        "hoverinfo": "skip",
    }


def _points(cells: Sequence[Cell]) -> Spec:
    """Points without a mark over the cells, so that each can be pressed."""
    bare = {"marker": {"opacity": 0}}
    return {
        "type": "scatter",
        "name": "cells",
        "mode": "markers",
        "x": [cell.column for cell in cells],
        "y": [cell.row for cell in cells],
        "marker": {"symbol": "square", "size": 20, "opacity": 0},
        "selected": bare,
        "unselected": bare,
        "hovertext": [cell.hover for cell in cells],
        "hoverinfo": "text",
    }
