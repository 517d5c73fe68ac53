"""A word that may call an organisation or a person: what is shown, and what is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from campaign import HIDDEN, Roster, as_kept, without_words
from loaders.words import BareNames, bare_names
from tests.loaders.drawn import (
    PACK,
    ROSTER,
    Drawing,
    accepted,
    doubts,
    read,
    unit,
    workbook,
)

HERE = Path(__file__).parent
NAMES = bare_names(PACK, Roster(()))
MISSED = {"安洋", "方军", "施耐德华", "章子怡然", "金章思远"}
"""Words of everyday language too, and four letters behind a surname that begins words."""
LIKE_TOWNS = {"金明", "龙林", "梁平", "姚江", "牛泉"}
"""Made-up persons called as towns are: in a column of units they are the town."""
Say = Callable[[str], None]


def listed(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def sheet_of(units: list[str], *, title: str = "云岭区主题教育周报表（第3周）") -> str:
    rows = "\n".join(f"| {unit} | 2 | 1 |" for unit in units)
    return f"| {title} | < | < |\n| 单位名称 | 集中学习 | 研讨交流 |\n| 区财政局 | 2 | 1 |\n{rows}"


def test_no_organisation_of_a_column_of_units_is_hidden_while_its_file_waits(figures: Say) -> None:
    places = listed("places.txt")
    (sheet,) = read(sheet_of(places)).sheets
    shown = {text for row in sheet.grid.cells for text in row}
    n_before = sum(map(NAMES.is_in, places))
    figures(
        f"units hidden on the page: {len(set(places) - shown)} of {len(places)}, were {n_before}"
    )
    assert set(places) <= shown
    assert len(places) > 300 > n_before > 250


def test_towns_are_kept_by_their_names_and_a_village_that_may_be_a_person_is_not(
    figures: Say,
) -> None:
    places = listed("places.txt")
    (sent,) = read(sheet_of(places)).submissions
    kept = {text for row in as_kept(sent).grid.cells for text in row}
    lost = [place for place in places if place not in kept]
    figures(f"units not kept by name: {len(lost)} of {len(places)}, all of them villages")
    assert not set(lost) & set(places[:150])
    assert len(lost) < 0.4 * len(places)


def test_no_made_up_person_of_a_column_of_units_is_kept(figures: Say) -> None:
    persons = listed("persons.txt")
    missed = {person for person in persons if not NAMES.is_in(person)}
    (sent,) = read(sheet_of(persons)).submissions
    kept = {text for row in as_kept(sent).grid.cells for text in row} & set(persons)
    figures(f"persons kept of {len(persons)}: {len(kept)}; told nowhere: {len(missed)}")
    assert missed == MISSED
    assert kept == MISSED | LIKE_TOWNS


@pytest.mark.parametrize(
    "title", ["金碧街道主题教育周报表（第3周）", "云岭区周报（第3周，含金碧社区）"]
)
def test_a_word_written_out_elsewhere_in_its_file_is_an_organisation(title: str) -> None:
    drawing = Drawing(sheet_of(["陈斗"], title=title.replace("金碧", "陈斗")), name="陈斗")
    reading = read(drawing, file_name="陈斗周报-陈斗.xlsx")
    (sent,) = reading.submissions
    assert "F32" not in [issue.code for issue in reading.all_issues]
    assert as_kept(sent).source == sent.source
    assert "陈斗" in {text for row in as_kept(sent).grid.cells for text in row}


def test_sheets_called_by_what_may_be_persons_stay_apart_where_they_are_kept() -> None:
    first, second = (sheet_of([unit]) for unit in ("区教育局", "区应急管理局"))
    book = workbook(Drawing(first, name="王小明"), Drawing(second, name="李卫东"))
    reading = read(book, file_name="周报-王小明.xlsx")
    assert [sheet.sheet for sheet in reading.sheets] == ["王小明", "李卫东"]
    kept = [as_kept(sent) for sent in reading.submissions]
    assert [sent.source.sheet for sent in kept] == [HIDDEN, f"{HIDDEN}2"]
    assert {sent.source.file_name for sent in kept} == {f"周报-{HIDDEN}.xlsx"}
    assert "王小明" not in repr(kept)
    assert "李卫东" not in repr(kept)


@pytest.mark.parametrize(
    "line", ["填报单位：李卫东", "填报单位 | 李卫东", "填报单位： | 王主任", "李卫东"]
)
def test_a_sender_that_may_be_a_person_is_not_kept(line: str) -> None:
    drawing = f"| {line} | | |\n{sheet_of(['区教育局'])}"
    (sent,) = read(drawing).submissions
    kept = as_kept(sent)
    told = repr(kept) + kept.grid.to_json()
    assert "李卫东" not in told
    assert "王主任" not in told


def test_a_sender_that_is_a_town_is_kept() -> None:
    (sent,) = read(f"| 填报单位：高桥 | | |\n{sheet_of(['区教育局'])}").submissions
    assert "高桥" in as_kept(sent).grid.to_json()


def test_a_word_that_a_person_confirmed_is_kept() -> None:
    known = Roster((unit("u1", "陈斗村民委员会"), *ROSTER.units), {}, ROSTER.district_names)
    reading = read(sheet_of(["陈斗"]), roster=known)
    assert not [line for line in doubts(reading) if "F32" in line]
    assert "陈斗" in as_kept(reading.submissions[0]).grid.to_json()
    assert accepted(reading)


def test_a_mark_stands_only_for_a_word_by_itself() -> None:
    assert without_words("周报-金碧.xlsx", {"金碧": HIDDEN}) == f"周报-{HIDDEN}.xlsx"
    assert without_words("金碧街道、金碧", {"金碧": HIDDEN}) == f"金碧街道、{HIDDEN}"
    assert BareNames().shown("周报-王主任.xlsx") == f"周报-{HIDDEN}.xlsx"
