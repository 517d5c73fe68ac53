"""`python -m benchmarks.panel_memory FILE DISTRICT`: the bytes that a process takes for a panel."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from campaign import Door, Viewer
from ledger import open_ledger


def resident() -> int:
    """The bytes of this process in memory; Linux only."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096


def main(path: str, district_id: str) -> None:
    """Print how many bytes more there are once the roster and the panel are read."""
    ledger = open_ledger(f"sqlite:///{path}")
    ledger.districts()
    before = resident()
    panel = ledger.panel(district_id, Viewer(Door.OFFICE))
    gc.collect()
    print(resident() - before)
    del panel
    ledger.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
