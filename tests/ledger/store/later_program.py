"""The program as a later version may be: a type, a threshold, a rule, a quantity and its slots more.

`made(folder)` copies the campaign's data, changes it and lays the other packages beside it;
`said(folder, script, …)` runs a script in that program and gives the JSON it prints.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
OTHERS = ("loaders", "ledger", "measures", "figures", "exports", "sample_data", "commands", "tests")
SLOT = "evening_school_count"
_PACK = Path("campaign") / "packs" / "c2023_ztjy"
_TYPE = "social,社会组织党组织,Social organisations,社会组织,Social,yes,社会组织党组织"
_EVERYBODY = "county_team|section_team|social|second_tier|grassroots|non_public"
_QUANTITY = f"{SLOT},夜校,Evening school,次,sessions,count,weekly,study,{_EVERYBODY},,,,"
_RULE = (
    f"evening_within_study,weekly_report,{SLOT},less_than_or_equal_to,study_session_count"
    ",,,,,,,error,K02,"
)


def made(folder: Path) -> Path:
    """The later program's folder."""
    shutil.copytree(ROOT / "campaign", folder / "campaign")
    for name in OTHERS:
        (folder / name).symlink_to(ROOT / name)
    pack = folder / _PACK
    _insert(pack / "types.csv", _TYPE, before="second_tier")
    _append(pack / "quantities.csv", _QUANTITY)
    heading = {"form": "weekly_report", "field": SLOT, "use": "optional"}
    _add(pack / "aliases.csv", {**heading, "label_en": "Evening school", "aliases": "夜校次数"})
    _append(pack / "targets.csv", f"{SLOT},*,pace,2,,", "discussion_session_count,social,pace,3,,")
    _append(pack / "rules.csv", _RULE)
    _append(folder / "campaign" / "registry.csv", SLOT, f"{SLOT}@cumulative")
    text = (pack / "pack.toml").read_text(encoding="utf-8")
    changed = text.replace("overview_rows = 8", "overview_rows = 8\nevening_schools = 2")
    assert changed != text
    (pack / "pack.toml").write_text(changed, encoding="utf-8")
    return folder


def said(folder: Path, script: str, *words: str) -> Any:
    """What a script prints, run in the later program's folder."""
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _append(path: Path, *lines: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)


def _add(path: Path, line: dict[str, str]) -> None:
    """Append a line by its columns' names; what is not named is empty."""
    with path.open(encoding="utf-8") as file:
        names = next(csv.reader(file))
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, names, restval="", lineterminator="\n").writerow(line)


def _insert(path: Path, line: str, *, before: str) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(i for i, other in enumerate(lines) if other.startswith(f"{before},"))
    path.write_text("\n".join([*lines[:at], line, *lines[at:]]) + "\n", encoding="utf-8")
