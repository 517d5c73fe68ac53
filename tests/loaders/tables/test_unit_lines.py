"""Sheets whose units stand on several lines each: an indicator a line with weeks across, or a line
each for the week, the total and the plan."""

from __future__ import annotations

from itertools import product

import pytest

from tests.loaders.drawn import accepted, cell, codes, doubts, read
from tests.loaders.sampled.plan import stored
from tests.loaders.tables.test_one_unit import FOUND, NAMES, STUDY, TALKS, week_and_so_far

BY_WEEKS = """
    | 各单位主题教育工作进展情况统计表 | < | < | < | < |
    | 序号 | 单位名称 | 项目 | 第7周 | 第8周 |
    | 1 | 区财政局 | {0} | 1 | 2 |
    | {up} | {up} | {1} | 4 | 5 |
    | {up} | {up} | {2} | 7 | 8 |
    | 2 | 西城街道 | {0} | 11 | 12 |
    | {up} | {up} | {1} | 14 | 15 |
    | {up} | {up} | {2} | 17 | 18 |
    | 合计 | < | {0} | 12 | 14 |
    | ^ | ^ | {1} | 18 | 20 |
    | ^ | ^ | {2} | 24 | 26 |
"""


@pytest.mark.parametrize(("names", "up"), list(product(NAMES, ("^", ""))))
def test_units_on_three_lines_by_weeks_across(names: tuple[str, ...], up: str) -> None:
    reading = read(BY_WEEKS.format(*names, up=up))
    assert stored(reading) == {
        (week, unit, slot): float(10 * n + 3 * line + at + 1)
        for at, week in enumerate((7, 8))
        for n, unit in enumerate(("区财政局", "西城街道"))
        for line, slot in enumerate((STUDY, TALKS, FOUND))
    }
    assert [d for d in doubts(reading) if d[0] in "LPUK"] == []
    assert [t.layout for t in reading.tables] == ["unit_lines", "unit_lines"]
    entry = reading.tables[1].entries[1]
    assert str(entry.values[TALKS].address("周报")) == "周报!E7"


def test_lines_of_indicators_with_this_week_and_so_far_across() -> None:
    reading = read("""
        | 主题教育情况统计表（第8周） | < | < | < | < |
        | 单位 | 指标 | 计量单位 | 本周 | 累计 |
        | 区财政局 | 集中学习 | 场 | 1 | 2 |
        | ^ | 研讨交流 | 次 | 4 | 5 |
        | 西城街道 | 集中学习 | 场 | 11 | 12 |
        | ^ | 研讨交流 | 次 | 14 | 15 |
    """)
    assert stored(reading) == week_and_so_far(
        "区财政局", {STUDY: (1, 2), TALKS: (4, 5)}
    ) | week_and_so_far("西城街道", {STUDY: (11, 12), TALKS: (14, 15)})


def test_lines_of_indicators_with_their_numbers_alone_beside_them() -> None:
    reading = read("""
        | 主题教育情况统计表（第8周） | < | < |
        | 单位 | 项目 | 数量 |
        | 区财政局 | 集中学习 | 1 |
        | ^ | 研讨交流 | 4 |
        | 西城街道 | 集中学习 | 11 |
        | ^ | 研讨交流 | 14 |
    """)
    assert stored(reading) == {
        (8, unit, slot): float(number)
        for unit, numbers in (("区财政局", (1, 4)), ("西城街道", (11, 14)))
        for slot, number in zip((STUDY, TALKS), numbers, strict=True)
    }


@pytest.mark.parametrize("parts", [("本周", "累计", "计划"), ("计划", "完成", "累计"), ("计划数", "本周数", "累计数")])  # fmt: skip
def test_a_unit_with_a_line_each_for_week_total_and_plan(parts: tuple[str, ...]) -> None:
    rows = [
        f"| {unit if not at else '^'} | {part} | {base + 10 * at} | {base + 10 * at + 1} |"
        for unit, base in (("区财政局", 1), ("西城街道", 3))
        for at, part in enumerate(parts)
    ]
    title = "| 主题教育情况统计表（第8周） | < | < | < |\n| 单位 | 类别 | 集中学习 | 研讨交流 |\n"
    reading = read(title + "\n".join(rows))
    done = next(at for at, part in enumerate(parts) if part in ("本周", "完成", "本周数"))
    so_far = next(at for at, part in enumerate(parts) if part.startswith("累计"))
    assert stored(reading) == week_and_so_far(
        "区财政局",
        {STUDY: (1 + 10 * done, 1 + 10 * so_far), TALKS: (2 + 10 * done, 2 + 10 * so_far)},
    ) | week_and_so_far(
        "西城街道",
        {STUDY: (3 + 10 * done, 3 + 10 * so_far), TALKS: (4 + 10 * done, 4 + 10 * so_far)},
    )


def test_plan_and_done_by_weeks_of_the_quantity_in_the_title_wait_for_an_answer() -> None:
    reading = read("""
        | 各单位研讨交流情况统计表 | < | < | < |
        | 单位 | 类别 | 第7周 | 第8周 |
        | 区财政局 | 计划 | 1 | 2 |
        | ^ | 累计 | 20 | 21 |
        | 西城街道 | 计划 | 3 | 4 |
        | ^ | 累计 | 22 | 23 |
    """)
    assert stored(reading) == {}
    assert "L20" in codes(reading)


def test_weeks_over_other_headings_of_lines_are_not_guessed_at() -> None:
    reading = read(
        """
        | 主题教育情况统计表 | < | < | < | < | < |
        | 单位 | 指标 | 第7周 | < | 第8周 | < |
        | ^ | ^ | 本周 | 累计 | 本周 | 累计 |
        | 区财政局 | 集中学习 | 1 | 2 | 3 | 4 |
        | ^ | 研讨交流 | 5 | 6 | 7 | 8 |
        | 西城街道 | 集中学习 | 11 | 12 | 13 | 14 |
        | ^ | 研讨交流 | 15 | 16 | 17 | 18 |
    """,
        week=8,
    )
    assert stored(reading) == {}


def test_this_week_and_so_far_under_each_unit_across() -> None:
    turned = read("""
        | 周报表（第3周） | < | < | < | < |
        | 指标 | 区财政局 | < | 西城街道 | < |
        | ^ | 本周 | 累计 | 本周 | 累计 |
        | 研讨交流 | 2 | 6 | 1 | 4 |
        | 集中学习 | 3 | 8 | 4 | 9 |
    """)
    assert accepted(turned) == ["区财政局", "西城街道"]
    assert cell(turned, "西城街道", TALKS + "@cumulative").value == 4
    assert str(cell(turned, "西城街道", STUDY).address("周报")) == "周报!D5"


def test_the_units_column_stands_among_the_table_s_columns() -> None:
    drawn = """
        | 主题教育情况统计表（第3周） |
        | 单位名称 | 类别 | 集中学习 | 研讨交流 |
        | 区财政局 | 本周 | 2 | 1 |
        | ^ | 累计 | 102 | 101 |
        | ^ | 计划 | 302 | 301 |
        | 西城街道 | 本周 | 3 | 2 |
        | ^ | 累计 | 103 | 102 |
        | ^ | 计划 | 303 | 302 |
    """
    (table,) = read(drawn).tables
    assert (table.unit_column, table.column_range) == (1, (1, 4))
    assert table.columns[0] == "单位名称"
