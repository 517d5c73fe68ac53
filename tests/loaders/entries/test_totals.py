"""Rows that restate others: found by word, by the parent's name and by their sums, set aside, tied
out, never counted and never corrected."""

from __future__ import annotations

from tests.loaders.drawn import accepted, codes, doubts, issue, read, table


def test_a_total_may_bear_the_senders_own_name() -> None:
    reading = read("""
        | 周报（第3周） | | |
        | 填报单位：区教育局 | | |
        | 单位名称 | 研讨交流 | 集中学习 |
        | 第十一小学党支部 | 2 | 3 |
        | 南山镇中心小学党支部 | 1 | 4 |
        | 区教育局 | 3 | 7 |
    """)
    assert accepted(reading) == ["第十一小学党支部", "南山镇中心小学党支部"]
    assert doubts(reading) == ["L15 周报!A6"]
    assert [(t.row, t.label, t.agrees) for t in table(reading).totals] == [(6, "区教育局", True)]


def test_the_senders_own_row_that_is_no_sum_is_its_own() -> None:
    reading = read("""
        | 周报（第3周） | | |
        | 填报单位：区教育局 | | |
        | 单位名称 | 研讨交流 | 集中学习 |
        | 第十一小学党支部 | 2 | 3 |
        | 南山镇中心小学党支部 | 1 | 4 |
        | 区教育局 | 3 | 5 |
    """)
    assert len(accepted(reading)) == 3
    assert table(reading).totals == ()


def test_a_total_may_bear_the_groups_name_and_stand_above() -> None:
    reading = read("""
        | 周报（第3周） | | |
        | 单位名称 | 研讨交流 | 集中学习 |
        | 第二指导组 | 3 | 7 |
        | 区财政局 | 2 | 3 |
        | 西城街道 | 1 | 4 |
    """)
    assert accepted(reading) == ["区财政局", "西城街道"]
    assert [(t.row, t.position) for t in table(reading).totals] == [(3, "above data")]


def test_a_total_may_have_no_name_at_all() -> None:
    reading = read("""
        | 周报（第3周） | | |
        | 单位名称 | 研讨交流 | 集中学习 |
        | 区财政局 | 2 | 3 |
        | 西城街道 | 1 | 4 |
        | | 3 | 7 |
    """)
    assert accepted(reading) == ["区财政局", "西城街道"]
    assert doubts(reading) == ["L15 周报!A5"]


def test_figures_without_a_name_that_are_no_sum_are_held() -> None:
    reading = read("""
        | 周报（第3周） | | |
        | 单位名称 | 研讨交流 | 集中学习 |
        | 区财政局 | 2 | 3 |
        | 西城街道 | 1 | 4 |
        | | 3 | 6 |
    """)
    assert doubts(reading) == ["U09 周报!A5"]


def test_a_unit_of_the_roster_is_no_total_though_its_figures_are_a_sum() -> None:
    reading = read("""
        | 周报（第3周） | | |
        | 单位名称 | 研讨交流 | 集中学习 |
        | 区财政局 | 10 | 13 |
        | 西城街道 | 11 | 14 |
        | 幸福社区党支部 | 2 | 1 |
        | 区应急管理局 | 23 | 28 |
    """)
    assert len(accepted(reading)) == 4


def test_a_row_of_averages_is_set_aside() -> None:
    reading = read("""
        | 周报（第3周） | | |
        | 单位名称 | 研讨交流 | 集中学习 |
        | 区财政局 | 2 | 3 |
        | 西城街道 | 1 | 4 |
        | 合计 | 3 | 7 |
        | 平均 | 1.5 | 3.5 |
    """)
    assert table(reading).set_aside == {5: "total", 6: "average"}
    assert doubts(reading) == []


def test_the_serial_number_on_a_total_does_not_make_it_a_row() -> None:
    reading = read("""
        | 周报（第3周） | | |
        | 序号 | 单位名称 | 研讨交流 |
        | 1 | 区财政局 | 2 |
        | 2 | 西城街道 | 1 |
        | 3 | 总合计 | 3 |
    """)
    assert len(accepted(reading)) == 2
    assert table(reading).totals[0].agrees is True


def test_a_grand_total_of_subtotals_agrees_with_all_rows() -> None:
    reading = read("""
        | 周报（第3周） | | |
        | 类别 | 单位名称 | 研讨交流 |
        | 机关 | 区财政局 | 2 |
        | ^ | 区应急管理局 | 1 |
        | ^ | 小计 | 3 |
        | 街道 | 西城街道 | 4 |
        | ^ | 小计 | 5 |
        | 全区合计 | < | 7 |
    """)
    found = {t.row: t.agrees for t in table(reading).totals}
    assert found == {5: True, 7: False, 8: True}
    wrong = issue(reading, "K01")
    assert (str(wrong.address), wrong.params["t"], wrong.params["s"]) == ("周报!C7", "5", "4")
    assert "U06" not in codes(reading)


def test_a_line_of_which_is_not_added_beside_its_whole() -> None:
    reading = read("""
        | 周报（第3周） | |
        | 单位名称 | 研讨交流 |
        | 区财政局 | 2 |
        | 其中：机关 | 1 |
        | 西城街道 | 4 |
        | 其中：幸福社区 | 5 |
        | 合计 | 6 |
    """)
    assert accepted(reading) == ["区财政局", "西城街道"]
    assert table(reading).set_aside == {4: "part", 7: "total"}
    assert str(issue(reading, "L26").address) == "周报!A4"
    more = issue(reading, "U01")  # more than its whole is no part of it
    assert str(more.address) == "周报!A6"


def test_below_a_total_the_parts_are_the_rows_it_adds() -> None:
    reading = read("""
        | 周报（第3周） | |
        | 单位名称 | 研讨交流 |
        | 全区合计 | 6 |
        | 其中：区财政局 | 2 |
        | 西城街道 | 4 |
    """)
    assert table(reading).set_aside == {3: "total"}
    assert str(issue(reading, "U01").address) == "周报!A4"


def test_a_list_broken_into_two_columns_has_its_total_at_the_end() -> None:
    drawing = """
        | 第3周情况 | < | < | < |
        | 单位名称 | 研讨交流 | 单位名称 | 研讨交流 |
        | 区财政局 | 2 | 区教育局 | 1 |
        | 西城街道 | 4 | 合计 | {} |
    """
    assert "K01" not in codes(read(drawing.format(7)))
    assert issue(read(drawing.format(8)), "K01").params["t"] == "8"


def test_a_list_of_no_form_shows_sums_without_the_lines_of_which() -> None:
    reading = read(
        """
        | 情况统计表 | | |
        | 项目 | 数量 | 金额 |
        | 培训 | 5 | 20 |
        | 调研 | 7 | 40 |
        | 其中：下乡 | 3 | 10 |
        | 合计 | 12 | 60 |
        """,
        any_table=True,
    )
    assert dict(table(reading).sums) == {"数量 [col 2]": 12.0, "金额 [col 3]": 60.0}
    assert table(reading).totals[0].agrees is True
