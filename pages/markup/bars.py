"""Bars in text: names with a width and a figure each go in; one line each comes out, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from pages.markup.plain import plain_html


@dataclass(frozen=True)
class Bar:
    """One line: its name, how much of the track is filled (0-1), the figure beside it, and what a
    press on it opens."""

    name: str
    share: float
    figure: str
    mark: str = ""


@dataclass(frozen=True)
class Bars:
    """Some lines under one title, with a note that names measure and unit; `hover` says on pointing
    at the title how the figures are counted."""

    title: str
    note: str
    lines: Sequence[Bar]
    hover: str = ""


def bar_table(*parts: Bars) -> None:
    """Draw the parts one below the other, their columns in line."""
    lines = "".join(_part(bars) for bars in parts)
    st.html(f'<table class="bars named"><tbody>{lines}</tbody></table>')


def _part(bars: Bars) -> str:
    note = f"<small>{plain_html(bars.note)}</small>"
    shown = f' title="{plain_html(bars.hover)}"' if bars.hover else ""
    head = f'<h2 class="part"{shown}>{plain_html(bars.title)}{note}</h2>'
    return f'<tr><td colspan="3">{head}</td></tr>' + "".join(_line(bar) for bar in bars.lines)


def _line(bar: Bar) -> str:
    width = f"{100 * min(max(bar.share, 0.0), 1.0):.2f}%"
    row, name = pressable(bar.mark, plain_html(bar.name))
    return (
        f'<tr{row}><td>{name}</td><td class="bar"><div class="track">'
        f'<span class="late" style="width:{width}"></span></div></td>'
        f'<td class="number">{plain_html(bar.figure)}</td></tr>'
    )


def pressable(mark: str, name: str) -> tuple[str, str]:
    """The attributes of a row that opens its mark, and its name as what the keyboard reaches."""
    if not mark:
        return "", name
    said = f' data-press="{plain_html(mark)}"'
    return said, f'<span role="button" tabindex="0"{said}>{name}</span>'
