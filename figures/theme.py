"""The only place with a colour or a font: palettes and what all figures share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Spec = dict[str, Any]

FONTS = (
    '"Source Han Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", '
    '"WenQuanYi Micro Hei", "Segoe UI", "Helvetica Neue", Arial, sans-serif'
)


def _face(weight: str, *names: str) -> str:
    """The first family of `FONTS`, for Latin letters and marks, from the faces named; nothing is
    fetched."""
    told = {
        "font-family": FONTS.partition(",")[0],
        "font-weight": weight,
        "src": ",".join(f'local("{name}")' for name in names),
        "unicode-range": "U+20-24F,U+2010-2027,U+2030-205E,U+2122,U+2212",
    }
    return "@font-face{" + ";".join(f"{name}:{value}" for name, value in told.items()) + "}"


_LATIN = ("Segoe UI", "Helvetica Neue", "Arial", "Liberation Sans", "DejaVu Sans")
LATIN_FACES = _face("100 500", *_LATIN) + _face("501 900", *(f"{name} Bold" for name in _LATIN))
"""CSS that draws letters and quotes of `FONTS` with a Latin face, for languages written so."""

LABEL_SIZE = 13
NOTE_SIZE = 12

CONFIG: Mapping[str, Any] = {"displayModeBar": False, "displaylogo": False, "scrollZoom": False}
"""How a figure behaves in the browser: no buttons over it; the download is below it."""


@dataclass(frozen=True)
class Palette:
    """Colours by what they are for. Blue is data; amber and red are attention only, always with
    ▲ and ■; the four blues run from a mark to its palest ground."""

    name: str
    surface: str
    panel: str
    line: str
    grey: str
    ink: str
    blue: str
    blue_middle: str
    blue_pale: str
    blue_faint: str
    amber: str
    red: str
    on_blue: str


LIGHT = Palette(
    name="light",
    surface="#FFFFFF",
    panel="#F5F6F8",
    line="#E3E6EA",
    grey="#6B7480",
    ink="#1D232B",
    blue="#1F5A96",
    blue_middle="#7FA6CC",
    blue_pale="#B9CCE0",
    blue_faint="#E2EAF3",
    amber="#B7791F",
    red="#B42318",
    on_blue="#FFFFFF",
)

DARK = Palette(
    name="dark",
    surface="#14181D",
    panel="#1D232A",
    line="#313A44",
    grey="#9AA5B1",
    ink="#E8ECF1",
    blue="#79AEE0",
    blue_middle="#4F83B5",
    blue_pale="#365A7D",
    blue_faint="#24384B",
    amber="#E3AE55",
    red="#F08A80",
    on_blue="#10151A",
)


@dataclass(frozen=True)
class SheetColours:
    """Colours in workbooks that leave the house: they are printed, and always light."""

    heading: str = "#E9EDF2"
    idle: str = "#EFEFEF"
    idle_ink: str = "#6B6B6B"
    error: str = "#F4B6B6"
    warning: str = "#FCE8B2"
    link: str = "#1F4E79"


SHEET = SheetColours()

_TRANSPARENT = "rgba(0,0,0,0)"


def palette(name: str) -> Palette:
    """The palette called light or dark; anything else is served light."""
    return DARK if name == DARK.name else LIGHT


def layout(colours: Palette, *, height: int, margin: tuple[int, int, int, int]) -> Spec:
    """The layout every figure starts from; `margin` is left, top, right, bottom in pixels."""
    left, top, right, bottom = margin
    return {
        # Without a template of its own a figure is given plotly's, which has colours.
        "template": {"layout": {"paper_bgcolor": _TRANSPARENT}},
        "height": height,
        "margin": {"l": left, "t": top, "r": right, "b": bottom, "pad": 0},
        "paper_bgcolor": _TRANSPARENT,
        "plot_bgcolor": _TRANSPARENT,
        "font": {"family": FONTS, "size": LABEL_SIZE, "color": colours.ink},
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "bargap": 0.35,
        "hoverlabel": {
            "bgcolor": colours.surface,
            "bordercolor": colours.line,
            "align": "left",
            "font": {"family": FONTS, "size": LABEL_SIZE, "color": colours.ink},
        },
        "annotations": [],
        "shapes": [],
    }


def axis(colours: Palette, **changed: object) -> Spec:
    """An axis without lines or grid that cannot be dragged; `changed` has the last word."""
    return {
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "tickfont": {"size": NOTE_SIZE, "color": colours.grey},
        **changed,
    }


def note(text: str, colour: str, *, x: object, y: object, **changed: object) -> Spec:
    """A label at a place of the figure; `text` must be escaped already."""
    return {
        "text": text,
        "x": x,
        "y": y,
        "showarrow": False,
        "font": {"size": NOTE_SIZE, "color": colour},
        **changed,
    }
