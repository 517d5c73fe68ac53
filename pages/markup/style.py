"""The look of a page: the palettes of `figures` go in; one block of CSS comes out.

Tiles, lists, sheets and print. Colours are variables, so the block follows light and dark without
the server knowing which one the browser shows.
"""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from importlib import resources

import streamlit as st

from figures import DARK, FONTS, LATIN_FACES, LIGHT, Palette
from figures import palette as palette_of


def palette() -> Palette:
    """The palette of the browser's present theme; light while it is unknown."""
    return palette_of(st.context.theme.type or LIGHT.name)


def dress(press: str = "", *, is_latin: bool = False) -> None:
    """Put the page's CSS in place; `press` is the word for what a press on a mark does. In a
    language of Latin letters these, and its quotes, come from a Latin face."""
    faces = LATIN_FACES if is_latin else ""
    # A dialog hangs beside Streamlit's app, which alone is told of the theme.
    root = f'--press:"{press}";color-scheme:{palette().name}'
    st.html(f"<style>{css()}:root{{{root}}}{faces}</style>")


@cache
def css(file: str = "page.css") -> str:
    """The colours as variables, and the rules of one file."""
    rules = (resources.files("pages.markup") / file).read_text(encoding="utf-8")
    return _variables() + rules


def _variables() -> str:
    """Every colour as a variable, light first, then both for browsers that know light-dark()."""
    names = [f.name for f in fields(Palette) if f.name != "name"]
    light = "".join(f"--{_kebab(n)}:{getattr(LIGHT, n)};" for n in names)
    both = "".join(
        f"--{_kebab(n)}:light-dark({getattr(LIGHT, n)},{getattr(DARK, n)});" for n in names
    )
    return (
        f":root{{--font:{FONTS};{light}}}\n"
        f"@supports (color:light-dark(red,red)){{:root{{{both}}}}}\n"
    )


def _kebab(name: str) -> str:
    return name.replace("_", "-")
