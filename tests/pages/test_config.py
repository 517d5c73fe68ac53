"""Streamlit's own file repeats the theme, because it reads nothing else."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from figures import DARK, FONTS, LIGHT, Palette

ROOT = Path(__file__).resolve().parents[2]
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda colours: colours.name)
def test_the_server_has_the_colours_of_the_theme(colours: Palette) -> None:
    section = CONFIG["theme"][colours.name]
    assert section == {
        "primaryColor": colours.blue,
        "backgroundColor": colours.surface,
        "secondaryBackgroundColor": colours.panel,
        "textColor": colours.ink,
        "borderColor": colours.line,
    }


def test_the_server_has_the_fonts_of_the_theme() -> None:
    assert CONFIG["theme"]["font"] == FONTS
    assert CONFIG["theme"]["headingFont"] == FONTS


def test_the_server_listens_to_this_machine_only() -> None:
    assert CONFIG["server"]["address"] == "127.0.0.1"
    assert CONFIG["server"]["allowedHosts"] == ["127.0.0.1", "localhost"]
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["client"]["showErrorDetails"] == "none"


def test_no_page_has_a_colour_of_its_own() -> None:
    for file in (ROOT / "pages").rglob("*"):
        if file.suffix in (".py", ".css"):
            assert not re.search(r"#[0-9A-Fa-f]{6}\b|rgba?\(", file.read_text(encoding="utf-8"))
