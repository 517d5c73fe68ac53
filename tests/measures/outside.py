"""Values other software printed or computed, kept outside the repository: skipped where absent."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

_FOLDER = Path(__file__).parents[3] / "shared" / "reference"


def numbers(name):
    """The content of a reference file, or the test is skipped by the file's name."""
    path = _FOLDER / name
    if not path.exists():
        pytest.skip(f"{name} is not here")
    with path.open(encoding="utf-8") as opened:
        return json.load(opened) if path.suffix == ".json" else list(csv.DictReader(opened))
