"""Packages that say what they are go in; docs/house.md, the annotated tree of them, comes out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from commands.documents.bilingual import both, paragraphs

_ROOT = Path(__file__).resolve().parents[2]
_PACKAGES = (
    "pages",
    "commands",
    "exports",
    "sample_data",
    "loaders",
    "ledger",
    "measures",
    "figures",
    "campaign",
)
"""From the top floor down, as imports run."""


def house_page() -> str:
    """A section a package; a line a folder and file with what it says of itself, as Markdown."""
    parts = [f"# {both('document.house.title')}", paragraphs("document.generated")]
    for name in _PACKAGES:
        parts += [f"## {name}", "\n".join(_lines(_ROOT / name, depth=0))]
    return "\n\n".join(parts) + "\n"


def _lines(folder: Path, *, depth: int) -> Iterator[str]:
    """The folder's own line, its folders' lines, then a line a file."""
    yield _line(f"{folder.name}/", folder / "__init__.py", folder, depth=depth)
    inside = sorted(folder.iterdir())
    for below in inside:
        if (below / "__init__.py").is_file():
            yield from _lines(below, depth=depth + 1)
    for file in inside:
        if file.suffix == ".py" and file.stem != "__init__":
            yield _line(file.name, file, file, depth=depth + 1)


def _line(name: str, source: Path, target: Path, *, depth: int) -> str:
    """One line of the list; a folder's words are those of its face."""
    link = f"[{name}](../{target.relative_to(_ROOT).as_posix()})"
    return f"{'  ' * depth}- {link} {_first_sentence(source)}"


def _first_sentence(source: Path) -> str:
    """A module's docstring up to its first empty line, as one line."""
    told = ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))) or ""
    return " ".join(told.split("\n\n")[0].split())
