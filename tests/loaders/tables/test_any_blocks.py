"""Tables of no form: blocks beside and under one another, deep headers, totals in other words."""

from __future__ import annotations

import pytest

from loaders import TableReading
from loaders.words.furniture import is_grand_total, is_numbering, is_total
from tests.loaders.drawn import NOBODY, read


def tables(drawing: str) -> tuple[TableReading, ...]:
    """What any table on the sheet is."""
    return tuple(read(drawing, roster=NOBODY, any_table=True).tables)


def aside(drawing: str) -> dict[int, str]:
    """The rows of the only table that are none of its data."""
    (found,) = tables(drawing)
    return dict(found.set_aside)


def test_a_second_table_right_below_the_total_of_the_first_is_one_of_its_own() -> None:
    first, second = tables("""
        | 站点 | 用水 | 用电 |
        | 甲站 | 1 | 2 |
        | 乙站 | 3 | 4 |
        | 合计 | 4 | 6 |
        | 仓库 | 入库 | 出库 |
        | 一库 | 5 | 6 |
        | 二库 | 7 | 8 |
    """)
    assert (first.units, dict(first.set_aside)) == (("甲站", "乙站"), {4: "total"})
    assert (second.header_rows, second.units) == ((5,), ("一库", "二库"))


def test_two_tables_beside_each_other_have_their_own_totals() -> None:
    left, right = tables("""
        | 用水表 | < | < | | 入库表 | < | < |
        | 站点 | 用水 | 用电 | | 仓库 | 入库 | 出库 |
        | 甲站 | 1 | 2 | | 一库 | 5 | 6 |
        | 乙站 | 3 | 4 | | 二库 | 7 | 8 |
        | 丙站 | 3 | 4 | | 合计 | 12 | 14 |
        | 合计 | 7 | 10 | | | | |
    """)
    assert [t.agrees for t in (*left.totals, *right.totals)] == [True, True]
    assert (left.n_data_rows, right.n_data_rows) == (3, 2)


def test_a_header_of_three_rows_is_read_to_its_lowest_level() -> None:
    (found,) = tables("""
        | 学校情况统计表 | < | < | < | < |
        | 学校 | 学生 | < | < | 教师 |
        | ^ | 小学 | < | 初中 | ^ |
        | ^ | 男 | 女 | ^ | ^ |
        | 一校 | 5 | 6 | 7 | 2 |
        | 二校 | 7 | 8 | 9 | 3 |
    """)
    assert found.columns == ("学校", "学生/小学/男", "学生/小学/女", "学生/初中", "教师")


def test_sums_in_blocks_are_each_compared_with_their_block() -> None:
    (found,) = tables("""
        | 片区 | 站点 | 用水 | 用电 |
        | 东片 | 甲站 | 1 | 2 |
        | ^ | 乙站 | 3 | 4 |
        | ^ | 小计 | 4 | 6 |
        | 西片 | 丙站 | 5 | 6 |
        | ^ | 丁站 | 7 | 8 |
        | ^ | 小计 | 12 | 14 |
        | 总计 | < | 16 | 20 |
    """)
    assert [(t.row, t.agrees) for t in found.totals] == [(4, True), (7, True), (8, True)]
    assert (found.unit_column, found.units) == (2, ("甲站", "乙站", "丙站", "丁站"))


@pytest.mark.parametrize(
    "word",
    ["Total", "TOTAL:", "Total, all regions", "Grand Total", "Overall", "All regions",
     "Total (thousands)"],
)  # fmt: skip
@pytest.mark.parametrize("is_above", [True, False])
def test_an_english_total_is_a_total_above_or_below(word: str, is_above: bool) -> None:
    rows = ["| Alba | 1 | 2 |", "| Beta | 3 | 4 |"]
    at = 0 if is_above else 2
    rows.insert(at, f"| {word} | 4 | 6 |")
    drawing = "| Region | Water | Power |\n" + "\n".join(rows)
    assert aside(drawing) == {at + 2: "total"}
    assert is_grand_total(word)


@pytest.mark.parametrize("word", ["Sub Total", "Sub-total", "East total", "Northern Subtotal"])
def test_an_english_subtotal_is_of_a_part(word: str) -> None:
    assert is_total(word)
    assert not is_grand_total(word)


@pytest.mark.parametrize("name", ["Allen", "Totalbank", "Alliance", "Overton"])
def test_an_english_name_is_no_total(name: str) -> None:
    assert not is_total(name)


def test_a_first_row_called_a_is_no_numbering() -> None:
    assert not is_numbering(["a", "1", "2"], "a")
    assert is_numbering(["a", "b", "1", "2"], "b")


def test_lines_that_add_up_one_column_each_are_no_units() -> None:
    drawing = """
        | 单位名称 | 内容 | 用水 | 用电 |
        | 甲站 | 一 | 1 | 0 |
        | 甲站 | 二 | 2 | 1 |
        | | | | |
        | 用水总数 | | 3 | |
        | 用电合计 | | | 1 |
    """
    (found,) = tables(drawing)
    assert dict(found.set_aside) == {5: "total", 6: "total"}
    assert [t.agrees for t in found.totals] == [True, True]
    assert found.units == ("甲站",)


@pytest.mark.parametrize("first", ["东片", "1"])
def test_one_heading_over_two_columns_means_the_names(first: str) -> None:
    (found,) = tables(f"""
        | 单位 | < | 用水 | 用电 |
        | {first} | 甲站 | 1 | 2 |
        | ^ | 乙站 | 3 | 4 |
        | 西片 | 丙站 | 3 | 4 |
    """)
    assert (found.unit_column, found.units) == (2, ("甲站", "乙站", "丙站"))


@pytest.mark.parametrize(
    "footer",
    ["| 填报科室：综合科 | | 审核：钱七 |", "| 审核意见：同意 | | 钱七 |", "| 编制 | | 日期 |",
     "| 市水务局办公室 | | 2023年11月26日 |", "| Source: yearbook | | |"],
)  # fmt: skip
def test_lines_below_any_table_are_footers(footer: str) -> None:
    drawing = f"""
        | 站点 | 用水 | 用电 |
        | 甲站 | 1 | 2 |
        | 乙站 | 3 | 4 |
        {footer}
    """
    assert aside(drawing) == {4: "footer"}


def test_an_instruction_row_of_any_table_waits_as_a_templates() -> None:
    drawing = """
        | 序号 | 站点 | 用水 | 用电 |
        | 自动编号 | 填全称 | 填整数 | 填整数 |
        | 1 | 甲站 | 1 | 2 |
        | 2 | 乙站 | 3 | 4 |
    """
    assert aside(drawing) == {2: "placeholder"}


def test_totals_that_add_only_some_of_their_lines_are_totals_and_accused_of_nothing() -> None:
    states = "".join(
        f"| {name} | towns | reported | {n} | {n} |\n| | | Estimated total | {n + 9} | {n + 8} |\n"
        f"| | country | reported | {n} | {n} |\n| | | Estimated total | {n + 7} | {n + 3} |\n"
        f"| | State Total | | {2 * n + 16} | {2 * n + 11} |\n"
        for name, n in (("Alba", 40), ("Brae", 60), ("Cove", 90))
    )
    (found,) = tables(f"| State | Area | Line | Thefts | Frauds |\n{states}")
    assert dict(found.set_aside) == {6: "total", 11: "total", 16: "total"}
    assert [t.agrees for t in found.totals] == [None, None, None]
    assert not [i for i in found.issues if i.code == "K01"]


def test_one_wrong_total_of_several_is_told() -> None:
    (found,) = tables("""
        | 片区 | 站点 | 用水 | 用电 |
        | 东片 | 甲站 | 1 | 2 |
        | ^ | 乙站 | 3 | 4 |
        | ^ | 小计 | 9 | 9 |
        | 西片 | 丙站 | 5 | 6 |
        | ^ | 丁站 | 7 | 8 |
        | ^ | 小计 | 12 | 14 |
        | 南片 | 戊站 | 5 | 6 |
        | ^ | 己站 | 7 | 8 |
        | ^ | 小计 | 12 | 14 |
    """)
    assert [t.agrees for t in found.totals] == [False, True, True]
