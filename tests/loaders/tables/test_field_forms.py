"""The field's sheets with signs in their headings, of one unit and in parts; skipped by name where
they are not beside the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign import Roster
from loaders import Reading, read_workbook, roster_in
from sample_data.sheets.roster_sheet import roster_sheet
from sample_data.sheets.sheets import workbook_bytes
from sample_data.truth.truth import sample_district
from tests.loaders.drawn import NOBODY, PACK, codes
from tests.loaders.sampled.plan import stored
from tests.loaders.tables.test_one_unit import DONE, FOUND, STUDY, TALKS, week_and_so_far

FIELD_CASES = Path(__file__).parents[4] / "shared" / "field_cases"


@pytest.fixture(scope="module")
def district() -> Roster:
    """The units of the sample district, by which the sheets of the field call theirs."""
    drawn = sample_district(pack=PACK, seed=2023)
    sheet = roster_sheet(drawn.orgs, pack=PACK, district=drawn.name.zh)
    reading = read_workbook(
        workbook_bytes([sheet]), file_name="单位名册.xlsx", roster=NOBODY, pack=PACK
    )
    return roster_in(reading, PACK, valid_from=PACK.calendar.starts_on)


def of_field(name: str, district: Roster) -> Reading:
    path = FIELD_CASES / f"{name}.xlsx"
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the project")
    return read_workbook(path.read_bytes(), file_name=path.name, roster=district, pack=PACK)


ROW = {STUDY: 3, TALKS: 2, "discussion_speaker_count": 8, FOUND: 2, DONE: 1}
SO_FAR = {STUDY: 21, TALKS: 9, "discussion_speaker_count": 40, FOUND: 12, DONE: 7}


def test_the_fields_sheet_with_a_column_of_measures(district: Roster) -> None:
    found = stored(of_field("C12_unit_of_measure_column", district))
    expected = {slot: (ROW[slot], SO_FAR[slot]) for slot in ROW}
    assert found == week_and_so_far("区妇联", expected)


def test_the_fields_sheet_with_letters_and_categories(district: Roster) -> None:
    found = stored(of_field("C8_indicator_form_letters", district))
    expected = {slot: (ROW[slot], SO_FAR[slot]) for slot in ROW} | {"study_lecture_count": (1, 6)}
    assert found == week_and_so_far("区妇联", expected)


def test_the_fields_sheet_in_two_parts_waits_for_its_week_and_unit(district: Roster) -> None:
    reading = of_field("X4_two_part_form", district)
    assert stored(reading) == {}
    assert {"U01", "P07", "L22"} <= set(codes(reading))


@pytest.mark.parametrize("name", ["a", "b", "e", "g", "h", "l"])
def test_the_fields_headings_with_signs(name: str, district: Roster) -> None:
    units = ("区委编办", "区总工会", "区妇联", "区市场监督管理局")
    expected: dict[tuple[int, str, str], float] = {}
    for n, unit in enumerate(units):
        expected |= {(8, unit, STUDY): 3.0 + n, (8, unit, TALKS): 2.0, (8, unit, FOUND): 1.0 + n}
    assert stored(of_field(f"A16{name}_heading", district)) == expected


@pytest.mark.parametrize("name", ["A16_signs_in_headings", "A03_instruction_row"])
def test_the_fields_headings_with_measures_and_instructions(name: str, district: Roster) -> None:
    found = stored(of_field(name, district))
    row = {slot: found[8, "区市场监督管理局", slot] for slot in ROW}
    assert row == {STUDY: 6, TALKS: 3, "discussion_speaker_count": 8, FOUND: 4, DONE: 3}
    assert len(found) == 25
