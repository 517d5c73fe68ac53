"""The program as a later version may be: a type, a threshold, a rule, a quantity and its slots more.

`made(folder)` copies the campaign's data, changes it and lays the other packages beside it;
`running(folder)` starts that program and gives what runs scripts in it.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
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
_RUNS_SCRIPTS = """
import contextlib, io, json, sys
for line in sys.stdin:
    script, *words = json.loads(line)
    printed, sys.argv = io.StringIO(), ["-c", *words]
    with contextlib.redirect_stdout(printed):
        exec(script, {"__name__": "__main__"})
    print(json.dumps(printed.getvalue()), flush=True)
"""
Said = Callable[..., Any]


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


@contextmanager
def running(folder: Path) -> Iterator[Said]:
    """The program of a folder, started once: a script and its words go in, the JSON that it prints
    comes out. Each script has names of its own and opens its own ledger."""
    with subprocess.Popen(
        [sys.executable, "-c", _RUNS_SCRIPTS],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        yield partial(_said, process)
        process.stdin.close()


def _said(process: subprocess.Popen[str], script: str, *words: str) -> Any:
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdin.write(json.dumps([script, *words]) + "\n")
    process.stdin.flush()
    line = process.stdout.readline()
    assert line, process.stderr.read()
    return json.loads(json.loads(line))


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
