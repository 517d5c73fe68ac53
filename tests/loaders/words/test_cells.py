"""What one cell is read as. `type_cell` is asked with an owed quantity unless a test says otherwise."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from campaign import State
from loaders.files.sheet import UNCACHED, CellError, CellValue
from loaders.words.cells import TypedCell, number_text, numeral, plain_number, type_cell
from tests.loaders.drawn import PACK

SESSIONS = PACK.quantity["discussion_session_count"]
DAYS = PACK.quantity["reading_class_days"]
CONFLICT = PACK.quantity["work_study_conflict"]


def of(value: CellValue) -> tuple[float | None, str, str]:
    read = type_cell(value, SESSIONS, owed=True)
    return read.value, read.state.value, read.code


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("3", 3), ("３", 3), ("3场次", 3), ("3 场", 3), ("3 场次", 3), ("３次", 3), ("二十一", 21),
        ("廿一场", 21), ("两", 2), ("十二", 12), ("十", 10), ("一百零三", 103), ("二〇", 20),
        ("1,234", 1234), ("1，234", 1234), ("1.2万", 12000), ("3.0", 3), (" 3 ", 3), ("\u30003", 3),
        ("+4", 4), ("三场（次）", 3), ("十五次", 15), ("一千零五十", 1050), ("三百二十", 320),
        ("共4场", 4), ("合计12", 12),
    ],
)  # fmt: skip
def test_a_number_written_as_text_is_that_number(raw: str, number: float) -> None:
    value, state, code = of(raw)
    assert (value, state) == (number, "v")
    assert code in ("", "C09")


@pytest.mark.parametrize("raw", ["3", " 3 ", "12"])
def test_a_plain_number_stored_as_text_is_not_worth_a_note(raw: str) -> None:
    assert of(raw)[2] == ""


def test_a_changed_text_is_noted_with_the_number_read() -> None:
    assert type_cell("二十一场", SESSIONS, owed=True) == TypedCell(21.0, State.VALUE, "C09", "21")


@pytest.mark.parametrize(
    "raw",
    ["约20", "20余", "十几", "若干", "≥5", "近百", "10多", "100余", "大约3场", "不到5", "同上",
     "同上周", "几场", "3场左右", "20以上", "数十"],
)  # fmt: skip
def test_an_approximate_number_is_held(raw: str) -> None:
    assert of(raw) == (None, "h", "C04")


@pytest.mark.parametrize(
    "raw", ["3-5", "2+1", "5/7", "5（7）", "3、5", "3,5", "2～3", "3至5场", "3 5", "3\n5", "1 234"]
)
def test_several_numbers_in_one_cell_are_held(raw: str) -> None:
    assert of(raw) == (None, "h", "C13")


@pytest.mark.parametrize("raw", ["三四", "两三场", "三五次", "七八", "一二"])
def test_two_digits_side_by_side_are_an_estimate_and_not_a_number(raw: str) -> None:
    assert of(raw)[:2] == (None, "h")


@pytest.mark.parametrize("raw", ["一百二", "十三四", "一千五", "百", "二十十", "三二十"])
def test_a_numeral_with_two_readings_is_held(raw: str) -> None:
    assert of(raw)[:2] == (None, "h")


@pytest.mark.parametrize(
    "raw", ["20人次", "3人", "2天", "5篇", "3%", "第3期", "已开展", "√", "abc"]
)
def test_text_that_counts_something_else_is_held(raw: str) -> None:
    assert of(raw)[:2] == (None, "h")


@pytest.mark.parametrize("raw", ["无", "零", "〇", "没有", "未开展", "0", "０", "0场", 0, 0.0])
def test_zero_in_words_or_digits_is_a_reported_zero(raw: str | float) -> None:
    assert of(raw)[:2] == (0.0, "z")


@pytest.mark.parametrize("raw", ["/", "-", "—", "－", "——", "不涉及", "无此项", "不适用"])
def test_a_dash_is_not_applicable_and_asked_only_where_the_figure_is_owed(raw: str) -> None:
    assert type_cell(raw, SESSIONS, owed=True) == TypedCell(None, State.NOT_APPLICABLE, "C16")
    assert type_cell(raw, SESSIONS, owed=False) == TypedCell(None, State.NOT_APPLICABLE)


@pytest.mark.parametrize("raw", ["", " ", "\u3000", "\u00a0", "\n"])
def test_a_blank_is_missing_where_owed_and_not_applicable_elsewhere(raw: str) -> None:
    assert type_cell(raw, SESSIONS, owed=True) == TypedCell(None, State.MISSING, "C10")
    assert type_cell(raw, SESSIONS, owed=False) == TypedCell(None, State.NOT_APPLICABLE)


@pytest.mark.parametrize("raw", ["待报", "正在统计", "统计中"])
def test_a_figure_still_to_come_is_missing(raw: str) -> None:
    assert of(raw) == (None, "m", "C15")


def test_an_error_and_a_formula_without_result_are_held_and_never_blank() -> None:
    assert of(CellError("#REF!")) == (None, "h", "C01")
    assert of(UNCACHED) == (None, "h", "C02")


@pytest.mark.parametrize(
    "value",
    [True, False, date(2023, 10, 20), datetime(2023, 10, 20), time(1), timedelta(hours=30)],  # noqa: DTZ001
)
def test_truth_values_and_dates_are_no_numbers(value: CellValue) -> None:
    assert of(value) == (None, "h", "C03")


def test_half_a_session_is_held_and_half_a_day_is_not() -> None:
    assert of(2.5) == (None, "h", "C03")
    assert type_cell(2.5, DAYS, owed=True) == TypedCell(2.5, State.VALUE)
    assert type_cell("2.5天", DAYS, owed=True) == TypedCell(2.5, State.VALUE, "C09", "2.5")
    assert type_cell(2.3, DAYS, owed=True).code == "C03"


def test_floating_noise_is_rounded_and_nothing_else() -> None:
    assert of(2.9999999999999996) == (3.0, "v", "")
    assert of(2.9999)[2] == "C03"


def test_negative_and_enormous_numbers_are_held() -> None:
    assert of(-3) == (None, "h", "C07")
    assert of("-3") == (None, "h", "C07")
    assert of(99_999_999) == (None, "h", "C08")


@pytest.mark.parametrize(
    ("raw", "option"),
    [
        ("无", "none"),
        ("年度重点任务", "key_tasks"),
        ("值班值守（防汛、维稳）", "duty"),
        ("其它", "other"),
    ],
)
def test_a_choice_is_read_by_its_words_and_none_is_an_option(raw: str, option: str) -> None:
    read = type_cell(raw, CONFLICT, owed=True)
    assert read.value is not None
    assert CONFLICT.options[int(read.value)].id == option


@pytest.mark.parametrize("raw", ["天气", 3, 3.0])
def test_an_answer_that_is_no_option_is_held(raw: str | float) -> None:
    assert type_cell(raw, CONFLICT, owed=True) == TypedCell(None, State.HELD, "C17")


def test_numerals_are_read_whole_or_not_at_all() -> None:
    assert [numeral(t) for t in ("二十一", "廿", "卅一", "", "廿x", "万")] == [
        21,
        20,
        31,
        None,
        None,
        None,
    ]


def test_a_plain_number_is_a_number_or_the_text_of_one() -> None:
    assert [plain_number(v) for v in (3, "３", "1,234", "-2.5")] == [3.0, 3.0, 1234.0, -2.5]
    assert [plain_number(v) for v in ("", "3场", True, UNCACHED, "1 2")] == [None] * 5


def test_a_number_is_shown_as_it_would_be_typed() -> None:
    assert [number_text(n) for n in (3.0, 2.5, 0.0)] == ["3", "2.5", "0"]


@pytest.mark.parametrize("raw", ["3①", "3²", "⑤", "①", "一", " 一 "])
def test_the_mark_of_a_note_and_what_may_be_a_dash_are_no_number(raw: str) -> None:
    assert of(raw) == (None, "h", "C04")
