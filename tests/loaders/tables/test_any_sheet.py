"""Whatever stands on a sheet, finding its tables ends, and no row below a header is left out."""

from __future__ import annotations

import os
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.entries.any_reading import read_any
from loaders.files.sheet import UNCACHED, CellError, CellValue, Sheet
from loaders.tables.any_table import any_tables
from loaders.tables.laid_out.units_across import upright_arrangements
from loaders.tables.laid_out.weeks_across import week_arrangements
from tests.loaders.drawn import PACK

MANY = settings(
    max_examples=5000 if os.environ.get("SOAK") == "1" else 200,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TEXTS = ("单位名称", "指标", "研讨交流", "集中学习", "检视问题", "第1周", "第二周", "本周", "累计", "合计", "小计", "平均",
         "占比", "备注", "注：略", "填报单位：甲局", "单位：个", "区财政局", "西城街道", "一、机关：", "无", "-", "约3", "1,234",
         "12%", "{{Name}}", "第1页", "（人）", "序号", "姓名")  # fmt: skip
cells: st.SearchStrategy[CellValue] = st.one_of(
    st.just(""),
    st.sampled_from(TEXTS),
    st.integers(-3, 40).map(float),
    st.sampled_from([2022.0, 2023.0, 0.5, True, date(2023, 10, 16), CellError("#REF!"), UNCACHED]),
)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """A sheet of any cells, with merges that may overlap, anywhere."""
    height, width = draw(st.integers(1, 9)), draw(st.integers(1, 7))
    rows = [[draw(cells) for _ in range(width)] for _ in range(height)]
    top, left = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    corners = st.tuples(
        st.integers(1, 13), st.integers(1, 11), st.integers(0, 5), st.integers(0, 5)
    )
    merges = tuple((r, c, r + h, c + w) for r, c, h, w in draw(st.lists(corners, max_size=4)))
    return Sheet("表", False, top, left, rows, merges)


@MANY
@given(sheets())
def test_any_sheet_is_read_to_its_end(sheet: Sheet) -> None:
    for table in any_tables(sheet):
        found = read_any(table, title="", file_name="")
        below = [row for row in table.roles if row > table.header.last_row]
        assert below == sorted(below)
        assert found.n_data_rows + len(found.set_aside) + found.n_blank_rows == len(below)


@MANY
@given(sheets())
def test_a_view_shows_cells_of_the_sheet_and_no_other(sheet: Sheet) -> None:
    views = week_arrangements(sheet, PACK.calendar, PACK)
    for view in (*views, *upright_arrangements(sheet, PACK, PACK.calendar)):
        for (row, column), place in view.places.items():
            shown = view.sheet.value(row, column)
            is_own = shown == "单位名称" or str(shown).endswith("（见标题）")
            assert is_own or shown == sheet.value(*place)
