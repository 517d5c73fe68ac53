"""Tables that stand side by side in one frame, and rows that only restate others."""

from __future__ import annotations

from tests.loaders.tables.test_any_table import only, rows, seen


def test_two_lists_in_one_frame_are_told_by_their_totals() -> None:
    first, second = seen("""
        | 科室物资与街道人口 | | | | | |
        | 科室 | 领用数 | 金额 | 街道 | 户数 | 人口 |
        | 总务科 | 3 | 120 | 东街 | 120 | 310 |
        | 财务科 | 4 | 88 | 西街 | 98 | 288 |
        | 人事科 | 2 | 66 | 南街 | 77 | 190 |
        | 合计 | 9 | 274 | 合计 | 295 | 788 |
    """).tables
    assert (first.columns, rows(first)) == (("科室", "领用数", "金额"), ((2,), 3, 5, 3))
    assert (second.columns, rows(second)) == (("街道", "户数", "人口"), ((2,), 3, 5, 3))
    assert [t.totals[0].agrees for t in (first, second)] == [True, True]


def test_what_one_owns_and_what_one_owes_are_two_tables() -> None:
    assets, debts = seen("""
        | 资产 | 行次 | 年初数 | 期末数 | 负债 | 行次 | 年初数 | 期末数 |
        | 现金 | 1 | 10 | 12 | 借款 | 5 | 7 | 6 |
        | 存货 | 2 | 20 | 18 | 应付款 | 6 | 8 | 9 |
        | 设备 | 3 | 30 | 33 | 预收款 | 7 | 1 | 2 |
        | 资产总计 | 4 | 60 | 63 | 负债总计 | 8 | 16 | 17 |
    """).tables
    assert [t.columns[0] for t in (assets, debts)] == ["资产", "负债"]
    assert [t.totals[0].agrees for t in (assets, debts)] == [True, True]


def test_a_second_serial_number_begins_a_second_list() -> None:
    first, second = seen("""
        | 序号 | 部门 | 数量 | 序号 | 街道 | 户数 | 人口 |
        | 1 | 总务科 | 10 | 1 | 东街 | 120 | 310 |
        | 2 | 财务科 | 12 | 2 | 西街 | 98 | 288 |
        | 3 | 人事科 | 8 | | | | |
    """).tables
    assert (first.columns, first.n_data_rows) == (("序号", "部门", "数量"), 3)
    assert (second.columns, second.n_data_rows) == (("序号", "街道", "户数", "人口"), 2)


def test_one_list_with_two_days_a_row_stays_one() -> None:
    table = only("""
        | 供货日期 | 单位名称 | 应付 | 付款日期 | 收款方 | 已付 |
        | 2023-10-01 | 甲公司 | 10 | 2023-10-09 | 甲一 | 8 |
        | 2023-10-02 | 乙公司 | 20 | 2023-10-10 | 乙一 | 20 |
        | 2023-10-03 | 丙公司 | 30 | 2023-10-11 | 丙一 | 5 |
    """)
    assert table.n_data_rows == 3
    assert len(table.columns) == 6


def test_the_highest_and_the_lowest_are_no_rows() -> None:
    table = only("""
        | 班级 | 人数 | 得分 |
        | 一班 | 40 | 80 |
        | 二班 | 42 | 78 |
        | 三班 | 38 | 82 |
        | 最高分 | | 82 |
        | 最低分 | | 78 |
    """)
    assert rows(table) == ((1,), 2, 4, 3)
