"""How the small ledgers of each version of the tables were made, by the program of then.

`python -m tests.kept.make_small FOLDER` in a checkout of then, once; it knows only what every
program had, and asks for what came later. The revision of each is in `figures.json`.
"""

from __future__ import annotations

import json
import lzma
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from ledger import open_ledger
from tests.ledger import drawn
from tests.ledger.drawn import DISTRICT, OFFICE, enter, hour, roster, weekly

CORRECTED = drawn.CORRECTED.replace("| 2 ", "| 3 ")
FORMS = ("guidance_log", "launch")


def make(folder: Path) -> None:
    """The ledger's file, its backup and package where there were any, and what it shows."""
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "ledger.db"
        ledger: Any = open_ledger(f"sqlite:///{path}")
        _fill(ledger)
        if hasattr(ledger, "archives"):
            with (folder / "package.zip").open("wb") as file:
                ledger.archives.package(file, DISTRICT.id, by=OFFICE, at=hour(400))
            with (folder / "backup.zip").open("wb") as file:
                ledger.archives.back_up(file, at=hour(401))
        told = json.dumps(figures(ledger), ensure_ascii=False, indent=0, sort_keys=True)
        ledger.close()
        (folder / "ledger.db.xz").write_bytes(lzma.compress(path.read_bytes(), preset=9))
    (folder / "figures.json").write_text(told + "\n", encoding="utf-8")


def _fill(ledger: Any) -> None:
    """Reports, a correction, a held row, a withdrawal, a word on a name; then what came later."""
    ledger.add_district(DISTRICT, by=OFFICE)
    enter(ledger, roster(drawn.UNITS))
    enter(ledger, weekly(drawn.TWO_UNITS + "| 水务局 | # | 1 |", codes=["C04"]))
    enter(ledger, weekly(CORRECTED), at=hour(30), reason="漏报一场")
    taken_back = enter(ledger, weekly(drawn.TWO_UNITS, week=2), at=hour(200))
    ledger.confirm_alias(DISTRICT.id, raw="财局", unit_id="财政局", by=OFFICE, at=hour(201))
    number = taken_back.submission_id
    ledger.withdraw(DISTRICT.id, number, by=OFFICE, at=hour(202), reason="误传")
    enter(ledger, weekly(drawn.TWO_UNITS, week=2, sender="财政局"), at=hour(203))
    if hasattr(ledger, "entries"):
        enter(ledger, drawn.log("| unit | day | method |\n| 财政局 | 2023-10-03 | hear |"))
        enter(ledger, drawn.register("| unit | attendance |\n| 财政局 | 30 |"))
    if hasattr(ledger, "record"):
        _freeze(ledger)


def _freeze(ledger: Any) -> None:
    record, at = ledger.record, hour(300)
    record.freeze(DISTRICT.id, 1, by=OFFICE, at=at, note="第一期")
    record.reopen(DISTRICT.id, 1, by=OFFICE, at=at + timedelta(hours=1), reason="补正")
    record.freeze(DISTRICT.id, 2, by=OFFICE, at=at + timedelta(hours=2))
    sent = {"data": b"\x00\xff" * 9, "file_name": "周报.xlsx"}
    record.keep_original(DISTRICT.id, **sent, by=OFFICE, at=at + timedelta(hours=3))
    if hasattr(ledger, "confirm_layout"):
        from campaign import KnownLayout

        layout = KnownLayout("f" * 16, "weekly_report", {"单位": "unit"})
        ledger.confirm_layout(DISTRICT.id, layout, by=OFFICE, at=at + timedelta(hours=4))

    if hasattr(ledger, "settings"):
        from campaign import Setting

        said = [Setting("threshold", "attention_gap", 2, "-20"), Setting("work", "2", 1, "0.6")]
        at = at + timedelta(hours=5)
        ledger.settings.put(DISTRICT.id, said, by=OFFICE, at=at, reason="国庆")


def figures(ledger: Any) -> dict[str, Any]:
    """What must stand in it for ever: every figure with its state, counts of all else."""
    panel = ledger.panel(DISTRICT.id, OFFICE)
    sent = ledger.submissions(DISTRICT.id, OFFICE)
    told: dict[str, Any] = {
        "weeks": len(panel.weeks),
        "units": [[u.id, u.name, u.type_id, u.group_id] for u in panel.units],
        "figures": sorted(_figures(panel)),
        "submissions": sorted(
            [int(n), str(state), int(held)]
            for n, state, held in sent[["submission_id", "state", "n_held"]].to_numpy()
        ),
        "doubts": len(ledger.findings(DISTRICT.id, OFFICE)),
        "aliases": dict(ledger.roster(DISTRICT.id).aliases),
    }
    if hasattr(ledger, "entries"):
        told["entries"] = {f: len(ledger.entries(DISTRICT.id, OFFICE, f)) for f in FORMS}
    if hasattr(ledger, "record"):
        cuts = ledger.record.cuts(DISTRICT.id)[["revision", "week", "is_locked"]]
        told["cuts"] = [[int(r), int(w), bool(locked)] for r, w, locked in cuts.to_numpy()]
        if hasattr(ledger, "settings"):
            told["settings"] = len(ledger.settings.history(DISTRICT.id))
        told["originals"] = len(ledger.record.originals(DISTRICT.id, OFFICE))
    return told


def _figures(panel: Any) -> list[list[Any]]:
    found = []
    for slot, row in panel.slot_index.items():
        for number, week in enumerate(panel.weeks, start=1):
            for at, unit in enumerate(panel.units):
                letter, value = chr(int(week.states[row][at])), float(week.values[row][at])
                if letter not in ("m", "\x00"):
                    found.append([slot, number, unit.id, letter, None if value != value else value])
    return found


if __name__ == "__main__":
    make(Path(sys.argv[1]))
