from __future__ import annotations

import pytest

from campaign import CampaignPack
from sample_data.sheets.group_sheet import TypedRow, draw
from sample_data.sheets.layouts import Layout
from sample_data.sheets.sheets import Formula
from sample_data.sheets.week_words import week_words


@pytest.fixture
def rows() -> list[TypedRow]:
    return [
        TypedRow(name, "二级单位", {"study_session_count": n}, {"study_session_count": n})
        for name, n in (("区文化馆", 2), ("区图书馆", 1))
    ]


def test_the_total_adds_the_rows_it_can_count(pack: CampaignPack, rows: list[TypedRow]) -> None:
    layout = Layout(sender="第三指导组", files=("x.xlsx",), title="周报")
    drawing = draw(layout, rows, pack=pack, words=week_words(pack.calendar.week(1), "第三指导组"))
    total = drawing.places["合计", "study_session_count"]
    assert total == (6, 3)
    assert drawing.sheet.cells[total][0] == 3


def test_a_cached_total_is_a_formula_with_its_value(
    pack: CampaignPack, rows: list[TypedRow]
) -> None:
    layout = Layout(sender="x", files=("x.xlsx",), title="周报", totals="cached")
    drawing = draw(layout, rows, pack=pack, words=week_words(pack.calendar.week(1), "x"))
    assert drawing.sheet.cells[6, 3][0] == Formula("=SUM(C4:C5)", 3)


def test_bands_over_pairs_make_three_header_rows(pack: CampaignPack, rows: list[TypedRow]) -> None:
    layout = Layout(
        sender="x",
        files=("x.xlsx",),
        title="周报",
        with_bands=True,
        paired=frozenset({"study_session_count"}),
    )
    sheet = draw(layout, rows, pack=pack, words=week_words(pack.calendar.week(1), "x")).sheet
    column = [sheet.cells[row, 3][0] for row in (3, 4, 5)]
    assert column == ["学习教育", "集中学习", "本周"]
    assert sheet.cells[5, 4][0] == "累计"
    assert (4, 3, 4, 4) in sheet.merges
    assert (3, 2, 5, 2) in sheet.merges
