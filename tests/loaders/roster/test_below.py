"""How many organisations are below a unit, as rosters tell it."""

from __future__ import annotations

import pytest

from tests.loaders.drawn import NOBODY, codes, read, rows
from tests.loaders.roster.test_rows import sheet


@pytest.mark.parametrize(
    ("headings", "cells", "number", "told"),
    [
        ("党组织数", "7", 7, []),
        ("党支部数", "7", 7, []),
        ("党委数 | 总支数 | 支部数", "1 | 2 | 4", 7, []),
        ("支部数 | 下级党组织总数", "4 | 7", 7, []),
        ("支部数 | 下级党组织总数", "9 | 7", 9, ["U24"]),
        ("党委数 | 总支数 | 支部数 | 党组织总数", "1 | 2 | 4 | 7", 7, []),
        ("党委数 | 总支数 | 支部数 | 党组织总数", "1 | 2 | 4 | 8", 7, ["U24"]),
        ("党委数 | 总支数 | 支部数 | 党组织总数", "| | | 8", 8, []),
        ("备注", "无", 0, ["U25"]),
    ],
)
def test_how_many_are_below_a_unit_stands_in_one_column_or_several(headings, cells, number, told):
    reading = read(
        sheet(
            f"单位名称 | 单位类别 | 所属指导组 | {headings}",
            f"区财政局 | 科级领导班子 | 二组 | {cells}",
        ),
        roster=NOBODY,
    )
    assert rows(reading)["sub_org_total"].tolist() == [number]
    assert codes(reading) == told
