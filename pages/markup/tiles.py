"""Tiles: a title, a figure and what stands beside it go in; one row of HTML comes out.

Neutral in colour: more sessions are more work, not a success.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from figures import Palette, sparkline
from pages.markup.picture import picture
from pages.markup.plain import plain_html

_WIDE, _HIGH = 64, 26


@dataclass(frozen=True)
class Tile:
    """One figure: the words before it, its measure word, the lines below and its course.

    `course` holds one number a week, NaN where nothing is known; `why` is shown on pointing;
    `mark` is what a press opens.
    """

    title: str
    figure: str
    before: str = ""
    measure: str = ""
    beside: tuple[str, ...] = ()
    course: tuple[float, ...] = ()
    why: str = ""
    mark: str = ""


def tile_row(tiles: Sequence[Tile], colours: Palette) -> None:
    """Draw the tiles side by side; they wrap on a narrow screen."""
    st.html(f'<div class="tiles">{"".join(tile_html(tile, colours) for tile in tiles)}</div>')


def tile_html(tile: Tile, colours: Palette) -> str:
    """One tile."""
    before = f'<small class="before">{plain_html(tile.before)}</small>' if tile.before else ""
    beside = "".join(f'<div class="beside">{plain_html(line)}</div>' for line in tile.beside)
    opens = f' role="button" tabindex="0" data-press="{plain_html(tile.mark)}"' if tile.mark else ""
    return (
        f'<div class="tile"{opens} title="{plain_html(tile.why)}"><h2>{plain_html(tile.title)}</h2>'
        f'<div class="figure">{before}{plain_html(tile.figure)}'
        f"<small>{plain_html(tile.measure)}</small></div>{beside}{_course(tile, colours)}</div>"
    )


def _course(tile: Tile, colours: Palette) -> str:
    if len(tile.course) < 2:
        return ""
    drawn = sparkline(tile.course, colours, width=_WIDE, height=_HIGH)
    if not drawn:
        return ""
    return picture(drawn.replace('width="100%"', f'width="{_WIDE}"'), "course")
