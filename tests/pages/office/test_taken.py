"""What was taken for what, with its place, for every table of a sheet and every layout."""

from __future__ import annotations

import re

import pytest

from campaign import LOCALES, wording
from loaders import SheetReading
from pages.office.submit.taken import taken_html
from tests.loaders.drawn import PACK, Drawing, read
from tests.loaders.tables.test_layouts import TRANSPOSED

TWO = """
    | 云岭区周报表（第3周） | < | < |
    | 填报单位：第二指导组 | | |
    | 单位名称 | 研讨交流 | 得分 |
    | 栏次 | 1 | 2 |
    | 区财政局 | 2 | 7 |
    | 合计 | 2 | 7 |
    | 填表人：某某 | | |
    | | | |
    | 云岭区周报表（第4周） | < | < |
    | 单位名称 | 研讨交流 | 集中学习 |
    | 区财政局 | 1 | 1 |
    | 西城街道 | 1 | 1 |
"""
WIDE = """
    | 云岭区周报汇总表 | < | < | < | < |
    | 填报单位：第二指导组 | | | | |
    | 单位名称 | 第1周 | < | 第2周 | < |
    | ^ | 研讨交流 | 集中学习 | 研讨交流 | 集中学习 |
    | 区财政局 | 2 | 3 | 1 | 4 |
"""


def said(drawing: str | Drawing, locale: str = "zh_CN") -> list[str]:
    """The lines told of the only sheet, as text."""
    sheet: SheetReading = read(drawing).sheets[0]
    html = taken_html(sheet, PACK, wording(locale))
    lines = re.findall(r"<li>(.*?)</li>", html)
    return [" ".join(re.sub(r"<[^>]+>", " ", line).split()) for line in lines]


def test_every_table_says_where_its_parts_stand() -> None:
    first, second = said(Drawing(TWO, at="B2"))
    assert first == (
        "表1：周报表 · 第3周 标题 B2、B3 表头 第4行 单位列 B列 数据 第6行 合计 第7行（核对一致） "
        "填表人、说明 第8行 栏次 第5行 未入库的列 得分"
    )
    assert second == "表2：周报表 · 第4周 标题 B10 表头 第11行 单位列 B列 数据 第12—13行"


def test_a_transposed_sheet_says_so_in_its_own_columns() -> None:
    (line,) = said(TRANSPOSED.format(corner="指标"))
    assert line.startswith("周报表 · 第3周 · 按行列互换读取，图中已转为一行一家")
    assert "表头 A列" in line
    assert "单位列 第3行" in line
    assert "数据 B—C列" in line
    assert "合计 D列（核对一致）" in line


def test_a_wide_sheet_says_every_week_with_its_columns() -> None:
    first, second = said(WIDE)
    assert "第1周 · 各周并列" in first
    assert "数字 B—C列" in first
    assert "第2周 · 各周并列" in second
    assert "数字 D—E列" in second


def test_a_total_that_differs_says_so_and_a_table_of_no_form_is_named() -> None:
    (first, _) = said(TWO.replace("| 合计 | 2 |", "| 合计 | 9 |"))
    assert "合计 第6行（与明细不符）" in first
    odd = read("| 名单 | 谈体会 |\n| 甲局 | 1 |\n| 乙局 | 2 |", asks_layout=True).sheets[0]
    assert "表种未认出" in taken_html(odd, PACK, wording("zh_CN"))


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_is_markup_and_every_word_is_in_both_languages(locale: str) -> None:
    evil = Drawing(TWO.replace("得分", "<img src=x>"))
    html = taken_html(read(evil).sheets[0], PACK, wording(locale))
    assert "<img" not in html
    assert "submit.taken" not in html
