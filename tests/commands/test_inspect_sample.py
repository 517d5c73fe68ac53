"""What the loaders see in the sample district and in every wrong workbook."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaign import Roster, Severity, load_pack
from loaders import Reading, read_workbook, roster_in
from sample_data import ROSTER_FILE

PACK = load_pack("c2023_ztjy")
WRONG = Path(__file__).parents[2] / "sample_data" / "wrong"


def known(sent: Path) -> Roster:
    reading = read_workbook(
        (sent / ROSTER_FILE).read_bytes(), file_name=ROSTER_FILE, roster=Roster(()), pack=PACK
    )
    return roster_in(reading, PACK, valid_from=PACK.calendar.starts_on)


def read_file(path: Path, roster: Roster) -> Reading:
    return read_workbook(path.read_bytes(), file_name=path.name, roster=roster, pack=PACK)


def lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as rows:
        yield from csv.DictReader(rows)


@pytest.fixture(scope="module")
def roster(sent: Path) -> Roster:
    return known(sent)


def test_the_sample_roster_has_every_organisation(roster: Roster) -> None:
    types = Counter(unit.type_id for unit in roster.units)
    assert types == {
        "county_team": 5, "section_team": 62, "second_tier": 86, "grassroots": 140, "non_public": 47
    }  # fmt: skip


INDEX = list(lines(WRONG / "index.csv"))


@pytest.mark.parametrize("file", sorted({line["file"] for line in INDEX}))
def test_a_wrong_workbook_raises_exactly_its_faults(file: str, roster: Roster) -> None:
    expected = {(line["code"], line["cell"]) for line in INDEX if line["file"] == file}
    reading = read_file(WRONG / file, roster)
    found = {(issue.code, str(issue.address or "")) for issue in reading.all_issues}
    for code, cell in expected:
        assert any(c == code and cell in ("", at) for c, at in found), (code, cell)
    more = {i.code for i in reading.all_issues if i.severity is not Severity.NOTE}
    allowed = {code for code, _ in expected} | {"U05"}
    allowed |= {"L04"} if "G03" in allowed else set()  # an unknown column that names persons
    allowed |= {"L01"} if "G02" in allowed else set()
    assert more <= allowed


def test_every_doubt_in_the_sample_district_was_planted(sent: Path, roster: Roster) -> None:
    """Errors and warnings of all workbooks are those of doubts.csv; U05 is about absences."""
    planted = Counter((d["file"], d["code"], d["cell"]) for d in lines(sent / "doubts.csv"))
    found: Counter[tuple[str, str, str]] = Counter()
    lines_blank = {(f, cell) for f, code, cell in planted if code == "C10"}
    for path in sorted(sent.glob("*.xlsx")):
        for issue in read_file(path, roster).all_issues:
            if issue.severity is Severity.NOTE or issue.code in ("U05", "K05"):
                continue
            at = issue.address
            line = f"{at.sheet}!{at.row}" if at else ""
            cell = line if (path.name, line) in lines_blank else str(at or "")
            found[path.name, issue.code, cell] = 1
    del planted[next(k for k in planted if k[1] == "K05")]
    assert found - planted == Counter()
    assert planted - found == Counter()
