"""Paths as typed go in; the files they mean come out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

_NOT_REPORTS = frozenset({".csv", ".json", ".md", ".txt"})


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files named, and every file below a folder named, in the order of their names.

    Files beside the workbooks of a folder (.csv, .json, .md, .txt) and hidden ones are left out;
    a file named itself never is.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (entry for entry in path.rglob("*") if entry.is_file())
            found += sorted(entry for entry in inside if _is_report(entry))
        else:
            found.append(path)
    return found


def _is_report(path: Path) -> bool:
    return not path.name.startswith(".") and path.suffix.lower() not in _NOT_REPORTS
