"""The words beside a tile's figure."""

from __future__ import annotations

import math

import pytest

from campaign import wording
from figures import LIGHT
from pages.drawn.charts.figure_tiles import count_change, share_change
from pages.markup.tiles import Tile, tile_html

ZH, EN = wording("zh_CN"), wording("en")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (0.0213, "较上周提高2.1个百分点"),
        (-0.012, "较上周降低1.2个百分点"),
        (0.0004, "与上周持平"),
        (math.nan, "上周无可比数据"),
    ],
)
def test_a_share_changes_in_points_never_in_percent(change: float, said: str) -> None:
    assert share_change(ZH, change) == said


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (12, 9, "较上周增加3场次"),
        (9, 12, "较上周减少3场次"),
        (9, 9, "与上周相同"),
        (0, 3, "较上周减少3场次"),
        (math.nan, 3, "上周无可比数据"),
        (3, math.nan, "上周无可比数据"),
    ],
)
def test_a_count_changes_in_its_own_measure(now: float, before: float, said: str) -> None:
    assert count_change(ZH, now, before, measure="场次") == said


def test_a_tile_escapes_its_words() -> None:
    assert "<i>" not in tile_html(Tile(title="<i>", figure="<i>", beside=("<i>",)), LIGHT)


def test_a_course_is_drawn_from_two_weeks_on() -> None:
    assert "<img" not in tile_html(Tile("t", "1", course=(1.0,)), LIGHT)
    assert '<img class="course" alt=""' in tile_html(Tile("t", "1", course=(1.0, 2.0)), LIGHT)


def test_a_course_without_any_known_week_is_not_drawn() -> None:
    assert "<img" not in tile_html(Tile("t", "1", course=(math.nan, math.nan)), LIGHT)
