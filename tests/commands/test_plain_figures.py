"""Both samples recomputed by plain code: the exported list of figures read with openpyxl, added up
in dictionaries, and compared with what `figures --json` says."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

import campaign
from campaign import quantity_of, registered_slots
from tests.commands.conftest import Terminal
from tests.tries import in_soak

PACK = Path(campaign.__file__).parent / "packs" / "c2023_ztjy"
EXCUSED = ("不涉及", "免报")
WEEKS = (1, 2, 7, 16)


def lines(name: str) -> Iterator[dict[str, str]]:
    """The lines of one of the pack's tables."""
    with (PACK / name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def listed(terminal: Terminal, district: str) -> list[dict[str, object]]:
    """The exported list of figures, a dictionary a unit and week."""
    package = terminal.ledger.parent / f"{district}.zip"
    terminal.json("export", "--district", district, "--out", package)
    with zipfile.ZipFile(package) as file:
        book = load_workbook(io.BytesIO(file.read("lists/figures.xlsx")), read_only=True)
    _, _, head, *rows = book.worksheets[0].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def number(cell: object) -> float | None:
    """The number of a cell; a word for its state is none."""
    try:
        return float(str(cell))
    except ValueError:
        return None


class Unit:
    """What is known of one unit's quantity from the weeks before."""

    def __init__(self) -> None:
        self.total: float | None = None
        self.is_whole = True

    def week(self, cell: object, total_cell: object) -> float | None:
        """The week's figure by its own cell or by two totals; what is known goes on."""
        own, stated, before = number(cell), number(total_cell), self.total or 0.0
        if own is None and stated is not None and self.is_whole and stated >= before:
            own = stated - before
        if stated is not None:
            self.total, self.is_whole = stated, True
        elif own is not None:
            self.total = before + own
        elif cell not in EXCUSED and total_cell not in EXCUSED:
            self.is_whole = False
        return own

    def snapshot(self, cell: object) -> float | None:
        """The last figure stands."""
        own = number(cell)
        self.total = self.total if own is None else own
        return own


def recomputed(
    rows: list[dict[str, object]], line: Mapping[str, str], types: Mapping[str, str]
) -> dict[str, tuple[float | None, float | None, int]]:
    """By week, one quantity's sum, its sum since the launch, and how many that owe it gave it."""
    title, units = line["label_zh"], defaultdict[object, Unit](Unit)
    totals, owing = f"{title}（累计）", line["owed_by"].split("|")
    found = {}
    for week in sorted({str(row["周次"]) for row in rows}):
        given = {}
        for row in (row for row in rows if row["周次"] == week):
            unit = units[row["单位编号"]]
            both = totals in row
            own = unit.week(row[title], row[totals]) if both else unit.snapshot(row[title])
            if own is not None:
                given[own_key(row, types)] = own
        known = [unit.total for unit in units.values() if unit.total is not None]
        n = sum(type_id in owing for _, type_id in given)
        found[week] = (sum(given.values()) if given else None, sum(known) if known else None, n)
    return found


def own_key(row: Mapping[str, object], types: Mapping[str, str]) -> tuple[object, str]:
    """A unit and its type."""
    return row["单位编号"], types[str(row["单位类别"])]


@pytest.mark.parametrize("name", ["district", pytest.param("replay", marks=in_soak)])
def test_plain_code_finds_the_same_figures(name: str, sample: Terminal, terminal: Terminal) -> None:
    if name == "replay":
        assert terminal.json("sample", "--set", "replay")
        sample = terminal
    district = "sample" if name == "district" else name
    rows = listed(sample, district)
    types = {line["label_zh"]: line["id"] for line in lines("types.csv")}
    weeks = sorted({str(row["周次"]) for row in rows})
    known = {quantity_of(slot) for slot in registered_slots()}  # those beyond stand for themselves
    asked = [line for line in lines("quantities.csv") if line["id"] in known]
    asked = [line for line in asked if line["kind"] != "choice"]
    due = {line["id"]: recomputed(rows, line, types) for line in asked}
    for week in [weeks[n - 1] for n in WEEKS if n <= len(weeks)]:
        told = sample.json("figures", "--district", district, "--week", week)["quantities"]
        found = {
            id_: (told[id_]["week"], told[id_]["cumulative"], told[id_]["n_reported"])
            for id_ in due
        }
        assert found == {id_: each[week] for id_, each in due.items()}, week
