"""The small ledgers that earlier programs wrote, by the version of their tables."""

from __future__ import annotations

import json
import lzma
from pathlib import Path
from typing import Any

from ledger import Ledger
from ledger.store import versions
from tests.kept.make_small import figures

HERE = Path(__file__).parents[1] / "kept"
LEDGERS = tuple(sorted(path.name for path in HERE.glob("0*")))
FIRST_RULED = tuple(name for name in LEDGERS if name < "0007")
"""Those whose districts count by the first rules; a program of 0007 began with rules 2."""
ARCHIVES = tuple(
    name for name in LEDGERS if (HERE / name / "backup.zip").is_file() and name < versions()[-1]
)
"""Those that are brought in by rules of before; today's own are no earlier ones."""
STAMPS = {"0003": "panel_cache", "0004": "record", "0005": "layouts"}
"""How programs of before stamped a version that has a number now."""


def unpacked(version: str, folder: Path) -> Path:
    """The ledger's file as it was written."""
    path = folder / f"{version}.db"
    path.write_bytes(lzma.decompress((HERE / version / "ledger.db.xz").read_bytes()))
    return path


def archive(version: str, kind: str) -> Path:
    """A backup or package of that version."""
    return HERE / version / f"{kind}.zip"


def was(version: str) -> dict[str, Any]:
    """What the program of then showed of its ledger."""
    told: dict[str, Any] = json.loads((HERE / version / "figures.json").read_text("utf-8"))
    return told


def shown(ledger: Ledger, version: str) -> dict[str, Any]:
    """What today's program shows of what was told then."""
    told: dict[str, Any] = json.loads(json.dumps(figures(ledger)))
    return {name: told[name] for name in was(version)}
