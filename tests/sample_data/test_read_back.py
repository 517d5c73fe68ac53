"""What the loaders find in the sample sets is what the writer put there, and nothing else."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from campaign import CampaignPack, Past, Roster, Severity, Unit, column_letters
from loaders import Hints, Reading, ReadRow, read_workbook
from sample_data import DISTRICT_NAME, ROSTER_FILE
from sample_data.truth.truth import SampleDistrict

WRONG = Path(__file__).parents[2] / "sample_data" / "wrong"


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as text:
        return list(csv.DictReader(text))


def index() -> dict[str, list[tuple[str, str]]]:
    expected: dict[str, list[tuple[str, str]]] = {}
    for line in lines(WRONG / "index.csv"):
        expected.setdefault(line["file"], []).append((line["code"], line["cell"]))
    return expected


@pytest.fixture(scope="module")
def roster(folder: Path, pack: CampaignPack) -> Roster:
    read = read_workbook(
        (folder / ROSTER_FILE).read_bytes(), file_name=ROSTER_FILE, roster=Roster(()), pack=pack
    )
    (submission,) = read.submissions
    assert {issue.code for issue in submission.issues} <= {"L07"}
    units = tuple(
        Unit(
            id=row.unit_id,
            name=row.name,
            type_id=row.type_id,
            group_id=row.group_id,
            sort_no=row.sort_no,
            valid_from=date(2023, 10, 2),
            code=row.code,
            short_names=tuple(row.short_names.split("、")),
            sub_org_total=row.sub_org_total,
        )
        for row in submission.rows.itertuples()
    )
    return Roster(units, district_names=(DISTRICT_NAME.zh,))


@pytest.fixture(scope="module")
def readings(folder: Path, roster: Roster, pack: CampaignPack) -> list[Reading]:
    """Every workbook in the order it was written, each told the totals known before it."""
    known: dict[str, Past] = {}
    read = []
    for line in lines(folder / "received.csv")[1:]:
        reading = read_workbook(
            (folder / line["file"]).read_bytes(),
            file_name=line["file"],
            roster=roster,
            pack=pack,
            hints=Hints(earlier=lambda _: known),
        )
        for entry in of_form(reading, "weekly_report"):
            totals = known.get(entry.unit_id or "", Past()).totals
            numbers = {s: v.value for s, v in entry.values.items() if isinstance(v.value, float)}
            newer = {s: n for s, n in numbers.items() if s.endswith("@cumulative")}
            known[entry.unit_id or ""] = Past(totals={**totals, **newer})
        read.append(reading)
    return read


def of_form(reading: Reading, form: str) -> Iterator[ReadRow]:
    """Every accepted line of one form."""
    for table in reading.tables:
        if table.form == form:
            yield from (entry for entry in table.entries if entry.accepted)


def doubts(readings: list[Reading]) -> Iterator[tuple[str, str, str]]:
    """Every warning and error but the lists of absent units, as (file, code, cell)."""
    for reading in readings:
        for issue in reading.all_issues:
            if issue.severity is not Severity.NOTE and issue.code != "U05":
                yield reading.file_name, issue.code, str(issue.address)


def test_every_roster_line_is_read(roster: Roster, district: SampleDistrict) -> None:
    read = {unit.name: (unit.code, unit.sub_org_total, unit.sort_no) for unit in roster.units}
    assert read == {org.name: (org.code, org.sub_org_total, org.sort_no) for org in district.orgs}


def test_exactly_the_planted_doubts_are_found(folder: Path, readings: list[Reading]) -> None:
    planted = {(d["file"], d["code"], *d["cell"].split("!")) for d in lines(folder / "doubts.csv")}
    blank_rows = {doubt for doubt in planted if doubt[3].isdigit()}
    in_blank_rows = {
        (file, code, f"{sheet}!{column_letters(column)}{row}")
        for file, code, sheet, row in blank_rows
        for column in range(1, 30)
    }
    cells = {(file, code, f"{sheet}!{cell}") for file, code, sheet, cell in planted - blank_rows}
    assert set(doubts(readings)) - in_blank_rows == cells


def test_the_figures_read_are_the_truth(district: SampleDistrict, readings: list[Reading]) -> None:
    compared = 0
    for reading in readings:
        if reading.file_name == "第六组第7周周报.xlsx":
            continue  # corrected a week later
        for entry in of_form(reading, "weekly_report"):
            did = district.activities[entry.unit_name or ""]
            (week,) = (week.number for table in reading.tables for week in table.weeks)
            for quantity in did.weekly:
                value = entry.values[quantity].value
                assert value is None or value == did.in_week(quantity, week)
                compared += value is not None
    assert compared > 40_000


def test_the_visits_read_are_the_truth(district: SampleDistrict, readings: list[Reading]) -> None:
    made = {(v.day.isoformat(), v.unit): v for v in district.visits}
    assert len(made) == len(district.visits)
    found = [entry for reading in readings for entry in of_form(reading, "guidance_log")]
    assert len(found) == len(made) - 3
    for entry in found:
        told = {field: value.value for field, value in entry.values.items()}
        visit = made[str(told["day"]), str(entry.unit_name)]
        assert told["method"] == visit.methods
        assert told["stream"] == visit.streams
        assert told["problem_found"] == visit.problems
        assert told.get("checked_claimed") in (None, visit.claimed)
        assert told.get("checked_verified") in (None, visit.verified)


def test_the_launches_read_are_the_truth(district: SampleDistrict, readings: list[Reading]) -> None:
    found = [entry for reading in readings for entry in of_form(reading, "launch")]
    assert {entry.unit_name for entry in found} == set(district.launches)
    for entry in found:
        told = {field: value.value for field, value in entry.values.items()}
        launch = district.launches[str(entry.unit_name)]
        assert told["launch_held"] == (launch.launched_on is not None)
        assert told["launched_on"] == (launch.launched_on and launch.launched_on.isoformat())
        assert told["branches_launched"] == (
            launch.branches_launched if launch.branches_total else None
        )
        assert told["branches_total"] == (launch.branches_total or None)


@pytest.mark.parametrize("file", sorted(index()))
def test_each_wrong_file_raises_what_the_index_says(
    file: str, roster: Roster, pack: CampaignPack
) -> None:
    read = read_workbook((WRONG / file).read_bytes(), file_name=file, roster=roster, pack=pack)
    found = {(issue.code, str(issue.address or "")) for issue in read.all_issues}
    for code, cell in index()[file]:
        assert any(c == code and cell in ("", at) for c, at in found), found


@pytest.mark.parametrize(
    ("form", "n"),
    [
        ("problem_ledger", 387), ("research_ledger", 72), ("feedback_letter", 21),
        ("plan_review", 20), ("contact_point", 12), ("book_distribution", 24), ("office_log", 107),
        ("livelihood", 12),
    ],
)  # fmt: skip
def test_the_rows_of_every_other_kind_are_read_whole(
    readings: list[Reading], form: str, n: int
) -> None:
    tables = [table for reading in readings for table in reading.tables if table.form == form]
    assert sum(table.n_data_rows for table in tables) == n
    assert sum(s.n_accepted for t in tables if (s := t.submission) is not None) == n
