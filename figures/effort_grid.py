"""Effort by group and workstream: EFFORT goes in; a grid with the visits of each cell comes out.

A cell is darker and arrowed the further it is from what is expected: blue with ↑ above, grey with ↓
below. Hatched cells say little and bare ones in grey ink nothing. Arrows and hatching hold without
colours.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from campaign import Wording
from figures.grid import framed, names_above
from figures.labels import escaped, lines
from figures.theme import NOTE_SIZE, Palette, Spec

Row = Mapping[Hashable, Any]
_GAP = 0.06
_FAR, _FURTHER = 2.0, 3.0
_THIN, _EMPTY = 1, 2


def effort_grid(
    effort: pd.DataFrame,
    names: Mapping[str, str],
    streams: Mapping[str, str],
    colours: Palette,
    wording: Wording,
) -> Spec:
    """A row a group, a column a workstream, in the frame's order; a point a cell, rows first."""
    groups, columns = (list(dict.fromkeys(effort[name])) for name in ("group_id", "stream"))
    rows = effort.to_dict("records")
    bars = {
        "type": "bar",
        "name": "cells",
        "x": [columns.index(row["stream"]) for row in rows],
        "y": [1 - _GAP for _ in rows],
        "base": [groups.index(row["group_id"]) - 0.5 + _GAP / 2 for row in rows],
        "width": 1 - _GAP,
        "marker": _ground(rows, colours),
        "text": [cell_text(row, wording) for row in rows],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"size": NOTE_SIZE, "color": [_ink(row, colours) for row in rows]},
        "constraintext": "none",
        "hovertext": [_hover(row, names, streams, wording) for row in rows],
        "hoverinfo": "text",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }
    named, headings = [names[group] for group in groups], {it: streams[it] for it in columns}
    above = names_above(headings, colours)
    return framed([bars], named, above, colours, row=27, head=38)


def cell_text(row: Row, wording: Wording) -> str:
    """The visits, with one arrow beyond 2 errors of what is expected and two beyond 3."""
    visits, away = _whole(row["visits"], wording), row["residual"]
    if math.isnan(away) or row["shade"] == _EMPTY or abs(away) < _FAR:
        return visits
    arrow = "↑" if away > 0 else "↓"
    return f"{visits} {arrow * (2 if abs(away) > _FURTHER else 1)}"


def _whole(visits: float, wording: Wording) -> str:
    """Visits shared among workstreams, told whole: none is a dot, and a part of one is one."""
    return wording.number(max(1, round(visits))) if visits else "·"


def _ground(rows: Sequence[Row], colours: Palette) -> Spec:
    return {
        "color": [_colour(row, colours) for row in rows],
        "line": {"width": 1, "color": colours.line},
        "pattern": {
            "shape": ["/" if row["shade"] == _THIN else "" for row in rows],
            "fgcolor": colours.grey,
            "fillmode": "overlay",
            "size": 7,
            "solidity": 0.12,
        },
    }


def _colour(row: Row, colours: Palette) -> str:
    away = row["residual"]
    if row["shade"] == _EMPTY:
        return colours.panel
    if math.isnan(away) or abs(away) < _FAR:
        return colours.surface
    if away > 0:
        return colours.blue_pale if away > _FURTHER else colours.blue_faint
    return colours.line if away < -_FURTHER else colours.panel


def _ink(row: Row, colours: Palette) -> str:
    return colours.grey if row["shade"] == _EMPTY else colours.ink


def _hover(row: Row, names: Mapping[str, str], streams: Mapping[str, str], wording: Wording) -> str:
    cell = f"{escaped(names[str(row['group_id'])])} · {escaped(streams[str(row['stream'])])}"
    said = wording.text(
        "figures.effort_cell",
        visits=wording.number(round(row["visits"], 1)),
        expected=wording.number(round(row["expected"], 1)),
    )
    key = {_THIN: "figures.effort_thin", _EMPTY: "figures.effort_empty"}.get(int(row["shade"]), "")
    return lines(cell, *([said, wording.text(key)] if key else [said]))
