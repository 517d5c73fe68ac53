"""Colours and fonts live in one file, and are readable."""

import re
from pathlib import Path

import pytest

from figures import DARK, LIGHT, palette

ROOT = Path(__file__).parents[2]
PACKAGES = ("campaign", "loaders", "ledger", "measures", "figures", "exports", "pages", "commands")
COLOUR = re.compile(r"""["'(: ]#[0-9A-Fa-f]{3,8}\b|\brgba?\(|\bhsla?\(|font-family|sans-serif""")


def test_no_colour_or_font_stands_outside_the_theme():
    files = [f for package in PACKAGES for f in (ROOT / package).rglob("*.py")]
    files.append(ROOT / "dashboard.py")
    offenders = [
        str(f.relative_to(ROOT))
        for f in files
        if f.exists() and f.relative_to(ROOT).as_posix() != "figures/theme.py"
        and COLOUR.search(f.read_text(encoding="utf-8"))
    ]  # fmt: skip
    assert offenders == []


def luminance(colour: str) -> float:
    """WCAG 2.2 relative luminance of #RRGGBB."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_word_can_be_read_on_its_ground(colours):
    on_surface = (colours.ink, colours.grey, colours.blue, colours.red)
    assert min(contrast(word, colours.surface) for word in on_surface) >= 4.5
    for ground in (colours.blue_pale, colours.blue_faint, colours.panel):
        assert contrast(colours.ink, ground) >= 4.5
    assert contrast(colours.on_blue, colours.blue) >= 4.5
    assert contrast(colours.amber, colours.surface) >= 3, "only beside a ▲ and words in ink"


def test_an_unknown_palette_is_served_light():
    assert palette("dark") is DARK
    assert palette("sepia") is LIGHT
