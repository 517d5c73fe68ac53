"""The pair of icons beside a control chart's words: a shape goes in; a small SVG comes out.

After “Making Data Count” of the NHS: one for variation (ordinary, up, down), one for assurance (the
target is likely met, likely not, or open). Shapes alone tell them apart: more work is no success,
so no colour says good or bad.
"""

from __future__ import annotations

from figures.theme import Palette

# On 24 by 24: the course, then the target's line where there is one.
_SHAPES = {
    "ordinary": ("M4 13L8 10L12 14L16 10L20 13", ""),
    "up": ("M5 17L10 15L13 16L18 7M14 8L18 7L19 11", ""),
    "down": ("M5 7L10 9L13 8L18 17M14 16L18 17L19 13", ""),
    "met": ("M5 12L10 10L14 11L19 5", "M3 16H21"),
    "short": ("M5 19L10 17L14 17L19 12", "M3 8H21"),
    "open": ("M5 16L9 8L14 16L19 8", "M2 12H22"),
}


def process_icon(shape: str, colours: Palette) -> str:
    """The icon of a shape, with a ring; raises KeyError for a shape there is not."""
    course, target = _SHAPES[shape]
    ink = colours.grey if shape == "ordinary" else colours.blue
    line = f'<path d="{target}" stroke="{colours.ink}"/>' if target else ""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="18" height="18">'
        f'<g fill="none" stroke-width="1.6"><circle cx="12" cy="12" r="11" stroke="{ink}"/>{line}'
        f'<path d="{course}" stroke="{ink}" stroke-linejoin="round"/></g></svg>'
    )
