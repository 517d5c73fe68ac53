"""How a kept ledger was made: `python -m tests.kept.make FOLDER`, once, by the program of its day.

A folder that is here is never made again: what it holds was written by an older program, and that
is what it is for.
"""

from __future__ import annotations

import json
import lzma
import re
import sys
import tempfile
from pathlib import Path

from commands.package import write_package
from ledger import Ledger
from tests.house import ledgers
from tests.house.clock import NOW
from tests.house.ledgers import OFFICE, REPLAY, SAMPLE
from tests.kept.figures import expected

HERE = Path(__file__).parent
_BEFORE, _ORIGINALS = "2023-10-31", 5
_ROW = re.compile(r"\[\s+([^\[\]{}]+?)\s+\]")


def make(folder: Path) -> None:
    """The ledger, its backup, the sample district's package and the figures, into a new folder."""
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "ledger.db"
        url = f"sqlite:///{path}"
        with ledgers.made(url) as ledger:
            cut = _filled(ledger, Path(temporary))
        with ledgers.made(url) as ledger:
            district = next(d for d in ledger.districts() if d.id == SAMPLE)
            write_package(ledger, district, folder / "package.zip")
            with (folder / "backup.zip").open("wb") as file:
                ledger.archives.back_up(file, at=NOW)
            told = {"cut": cut, "districts": expected(ledger, cut=cut)}
        (folder / "ledger.db.xz").write_bytes(lzma.compress(path.read_bytes(), preset=9))
    (folder / "figures.json").write_text(_lines(told) + "\n", encoding="utf-8")


def _lines(told: object) -> str:
    """The document with each row of figures on one line."""
    text = json.dumps(told, ensure_ascii=False, indent=1)
    return _ROW.sub(lambda row: f"[{' '.join(row[1].split())}]", text)


def _filled(ledger: Ledger, folder: Path) -> int:
    """Both sets with an office's work: the replay whole and archived, the district's first weeks."""
    ledgers.load(ledger, folder / "replay", "replay")
    ledgers.load_first_weeks(ledger, folder / "sent", before=_BEFORE, n_originals=_ORIGINALS)
    cut = ledgers.work(ledger, folder / "sent")
    ledger.record.close(REPLAY, by=OFFICE, at=NOW, note="主题教育结束")
    return cut


if __name__ == "__main__":
    make(HERE / sys.argv[1])
