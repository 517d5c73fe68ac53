"""Which options the words of a cell, or the ticks of a row, stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.files.sheet import CellValue
from loaders.words.choices import in_option_order, options_in, tick_in, yes_or_no
from tests.loaders.drawn import PACK

LOG = PACK.form["guidance_log"]
METHODS = PACK.choices["guidance_log.method"]
STREAMS = PACK.choices["guidance_log.stream"]
SINGLE = [option for option in STREAMS if "+" not in option.id]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("听取汇报", ("hear",)),
        ("听取汇报、查阅资料", ("hear", "read")),
        ("查阅资料，听取汇报", ("hear", "read")),
        ("听汇报;抽查/列席", ("hear", "spot", "sit_in")),
        ("听取汇报 随机抽查", ("hear", "spot")),
        ("听取 汇报", ("hear",)),
        ("听取汇报\n座谈访谈", ("hear", "talk")),
        ("听取汇报和实地走访", ("hear", "site")),
        ("1.听取汇报 2.查阅资料", ("hear", "read")),
        ("其他（电话了解）", ("other",)),
        ("走访、走访", ("site",)),
        ("☑听取汇报 □随机抽查 ☑列席", ("hear", "sit_in")),
        ("听取汇报√ 随机抽查□", ("hear",)),
    ],
)
def test_the_words_of_a_cell_are_options_in_their_order(text: str, ids: tuple[str, ...]) -> None:
    assert options_in(text, METHODS) == ids


def test_a_word_that_stands_for_two_options_gives_both() -> None:
    assert options_in("学习、检视整改", STREAMS) == ("study", "review", "rectify")
    assert options_in("检视、检视整改", STREAMS) == ("review", "rectify")


@pytest.mark.parametrize("text", ["电话", "听取汇报、电话", "√", "学习"])
def test_one_unknown_word_leaves_the_whole_cell_unread(text: str) -> None:
    assert options_in(text, METHODS) is None


@given(st.lists(st.sampled_from(SINGLE), min_size=1, max_size=6), st.sampled_from("、，,;/ \n"))
def test_the_order_of_the_words_and_the_mark_between_them_change_nothing(
    options: list, mark: str
) -> None:
    text = mark.join(option.label.zh for option in options)
    assert options_in(text, STREAMS) == in_option_order([o.id for o in options], STREAMS)


def test_a_column_below_a_choice_is_ticked_for_its_option() -> None:
    assert tick_in(("督导方式", "听取汇报"), "method", LOG, PACK) == "hear"
    assert tick_in(("督导内容", "学习"), "stream", LOG, PACK) == "study"
    assert tick_in(("督导方式",), "method", LOG, PACK) == ""
    assert tick_in(("督导方式", "电话"), "method", LOG, PACK) == ""


@pytest.mark.parametrize(
    "value", ["是", "√", "有", "已召开", "已成立", "☑是 □否", True, 1.0, "1", "Yes"]
)
def test_a_yes_is_true(value: CellValue) -> None:
    assert yes_or_no(value) is True


@pytest.mark.parametrize(
    "value", ["否", "×", "无", "未召开", "没有", "尚未成立", "□是 ☑否", False, 0.0, "no"]
)
def test_a_no_is_false(value: CellValue) -> None:
    assert yes_or_no(value) is False


@pytest.mark.parametrize("value", ["筹备中", "拟10月召开", "部分", 2.0, "是否"])
def test_anything_else_is_neither(value: CellValue) -> None:
    assert yes_or_no(value) is None
