"""No file leaves but through the one button that seals it."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_no_page_hands_out_a_file_by_itself() -> None:
    """Streamlit's other elements that put bytes at an address are looked for too."""
    ways = {"download_button", "image", "audio", "video", "pdf", "logo"}
    found = {
        f"{file.relative_to(ROOT).as_posix()} {node.attr}"
        for file in (ROOT / "pages").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ways and ast.unparse(node.value) == "st"
    }
    assert found == {"pages/door/hand_out.py download_button"}
