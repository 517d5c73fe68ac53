"""A legal file of any cells and merges ends in tables or in a coded refusal, never in a fault."""

from __future__ import annotations

import io
import os

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaign import severities
from loaders import Reading
from tests.loaders.drawn import NOBODY, ROSTER, read, workbook

MANY = settings(
    max_examples=20_000 if os.environ.get("SOAK") == "1" else 300,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TEXTS = ("序号", "单位名称", "项目", "项目\n类别", "集中学习", "研讨交流", "本周", "累计", "计划", "完成", "场次", "人次", "线上",
         "A", "B", "甲", "乙", "余额", "合计", "小计", "1.合计", "平均", "占比", "区财政局", "西城街道", "机关", "第3周", "第7周",
         "周报（第3周）", "填报单位：区财政局", "填表人：", "注：略", "年 月 日", "2023年10月20日", "示例", "填整数", "指标", "单位",
         "是", "无", "/", "约20", "3场次", "第1页")  # fmt: skip
MERGE = tuple[int, int, int, int]
cells = st.one_of(st.just(""), st.sampled_from(TEXTS), st.integers(0, 40), st.just(2023))
HINTS = ({}, {"any_table": True}, {"asks_layout": True}, {"week": 3})


def apart(merges: list[MERGE]) -> list[MERGE]:
    """Those of the merges that overlap none before them, as a program lets people make them."""
    kept: list[MERGE] = []
    for top, left, bottom, right in merges:
        alone = all(bottom < a or c < top or right < b or d < left for a, b, c, d in kept)
        if alone and (top, left) != (bottom, right):
            kept.append((top, left, bottom, right))
    return kept


@st.composite
def books(draw: st.DrawFn) -> bytes:
    """A sheet of any cells from tiny and sparse to full, with merges over them."""
    height, width = draw(st.integers(1, 9)), draw(st.integers(1, 7))
    is_sparse = draw(st.booleans())
    cell = st.one_of(st.just(""), st.just(""), st.just(""), cells) if is_sparse else cells
    corner = st.tuples(st.integers(0, 9), st.integers(0, 7), st.integers(0, 4), st.integers(0, 4))
    areas = draw(st.lists(corner, max_size=6))
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("周报")
        for area in apart([(r, c, r + h, c + w) for r, c, h, w in areas]):
            sheet.merge_range(*area, "")
        for row in range(height):
            sheet.write_row(row, 0, [draw(cell) for _ in range(width)])
    return out.getvalue()


def is_whole(reading: Reading) -> bool:
    """Whether it gives tables or one refusal, with known codes, and every row is accounted for."""
    ends = bool(reading.tables) != bool(reading.refused)
    known = all(issue.code in severities() for issue in reading.all_issues)
    told = all(len({e.row for e in t.entries}) == len(t.entries) for t in reading.tables)
    return ends and known and told and "F16" not in {i.code for i in reading.all_issues}


@MANY
@given(books(), st.sampled_from(HINTS), st.booleans())
def test_a_file_of_any_cells_and_merges_ends_in_no_fault(
    book: bytes, hints: dict[str, object], known: bool
) -> None:
    reading = read(book, roster=ROSTER if known else NOBODY, **hints)  # type: ignore[arg-type]
    assert is_whole(reading)
    assert all(len(sent.rows) >= 0 for sent in reading.submissions)


@pytest.mark.parametrize("hints", HINTS)
def test_rows_that_hold_nothing_but_merges_from_above_are_no_fault(
    hints: dict[str, object],
) -> None:
    book = workbook("""
        | 序号 | 项目 | < | A | B |
        | | 项目\\n类别 | < | A | |
        | | ^ | ^ | 余额 | |
        | ^ | ^ | ^ | ^ | |
        | ^ | ^ | ^ | ^ | |
        | 1 | 1.合计 | < | 0 | |
    """)
    assert is_whole(read(book, **hints))  # type: ignore[arg-type]
