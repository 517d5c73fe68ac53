"""What one cell of a row-form says, by the kind of its field."""

from __future__ import annotations

from datetime import date

import pytest

from campaign import State
from loaders.files.sheet import UNCACHED, CellError, CellValue
from loaders.registers.cells import CellRead, CellReader
from tests.loaders.drawn import PACK, accepted, doubts, entries, read

LAUNCH = CellReader(PACK.form["launch"], PACK, PACK.calendar)
LOG = CellReader(PACK.form["guidance_log"], PACK, PACK.calendar)


def of(value: CellValue, field: str, cells: CellReader = LAUNCH) -> dict[str, tuple[object, str]]:
    return {id_: (v, s.value) for id_, (v, s) in cells.read(value, field).values.items()}


@pytest.mark.parametrize("field", ["attendance", "launched_on", "launch_held", "work_office"])
def test_an_empty_cell_is_missing_and_no_doubt(field: str) -> None:
    assert LAUNCH.read(" ", field) == CellRead({field: (None, State.MISSING)})
    assert LAUNCH.read("/", field) == CellRead({field: (None, State.NOT_APPLICABLE)})
    assert LAUNCH.read("待报", field) == CellRead({field: (None, State.MISSING)}, "C15")


@pytest.mark.parametrize("field", ["attendance", "launched_on", "launch_held"])
def test_a_formula_error_is_held_in_every_kind_of_field(field: str) -> None:
    assert LAUNCH.read(CellError("#REF!"), field) == CellRead({field: (None, State.HELD)}, "C01")
    assert LAUNCH.read(UNCACHED, field) == CellRead({field: (None, State.HELD)}, "C02")


def test_a_no_is_a_reported_zero() -> None:
    assert of("是", "work_office") == {"work_office": (True, "v")}
    assert of("未成立", "work_office") == {"work_office": (False, "z")}


@pytest.mark.parametrize(
    "text", ["是（10月9日）", "是 10月9日", "已召开，10月9日", "10月9日", "√2023.10.9"]
)
def test_a_yes_may_bring_its_day(text: str) -> None:
    assert of(text, "launch_held") == {
        "launch_held": (True, "v"),
        "launched_on": ("2023-10-09", "v"),
    }


def test_a_real_date_in_the_place_of_a_yes_is_its_day() -> None:
    read = LAUNCH.read(date(2023, 10, 9), "launch_held")
    assert read.values["launched_on"] == ("2023-10-09", State.VALUE)
    assert read.code == "C09"


@pytest.mark.parametrize("text", ["拟10月9日召开", "筹备中", "是（10月）", "否（10月9日）"])
def test_a_plan_is_no_answer(text: str) -> None:
    assert LAUNCH.read(text, "launch_held") == CellRead({"launch_held": (None, State.HELD)}, "C17")


def test_a_day_is_no_answer_where_no_day_is_asked_for() -> None:
    assert LAUNCH.read("10月9日", "work_office").code == "C17"


@pytest.mark.parametrize("text", ["3/5", "3／5", "3个/5个", "三/五", " 3 / 5 "])
def test_a_share_is_its_part_and_its_whole(text: str) -> None:
    parts = {"branches_launched": (3.0, "v"), "branches_total": (5.0, "v")}
    assert of(text, "branches") == parts


def test_a_share_with_one_number_has_its_part_and_no_whole() -> None:
    assert of("3", "branches") == {"branches_launched": (3.0, "v"), "branches_total": (None, "m")}


@pytest.mark.parametrize("value", ["全部", "3/5/7", "约3/5", date(2023, 3, 5), "60%"])
def test_a_share_that_is_none_is_held(value: CellValue) -> None:
    held = {"branches_launched": (None, "h"), "branches_total": (None, "h")}
    assert of(value, "branches") == held


def test_attendances_are_counted_in_heads_and_problems_in_items() -> None:
    assert of("58人次", "attendance") == {"attendance": (58.0, "v")}
    assert of("3个", "problem_found", LOG) == {"problem_found": (3.0, "v")}
    assert of("2次", "advice_given", LOG) == {"advice_given": (2.0, "v")}
    assert LOG.read("3人", "problem_found").code == "C03"


def test_a_number_is_no_choice() -> None:
    assert LOG.read(3.0, "method") == CellRead({"method": (None, State.HELD)}, "C17")


LAUNCHED = """
| 主题教育动员部署情况统计表 | | | |
| 单位名称 | 是否召开动员会 | 动员会日期 | 成立工作机构 |
| 区财政局 | 是 | 10月9日 | {} |
"""


@pytest.mark.parametrize("word", ["办公室", "已挂靠办公室", "专班", "待定"])
def test_a_word_not_on_the_list_leaves_out_only_its_cell_where_nobody_must_answer(
    word: str,
) -> None:
    reading = read(LAUNCHED.format(word))
    told = entries(reading)["区财政局"]
    assert accepted(reading) == ["区财政局"]
    assert [d for d in doubts(reading) if d.startswith("C")] in (["C25 周报!D3"], ["C15 周报!D3"])
    assert (told.values["work_office"].value, told.values["launch_held"].value) == (None, True)


def test_a_word_not_on_the_list_of_a_field_that_must_be_answered_holds_the_row() -> None:
    reading = read(LAUNCHED.replace("| 是 |", "| 准备中 |").format("是"))
    assert accepted(reading) == []
    assert "C17 周报!B3" in doubts(reading)
