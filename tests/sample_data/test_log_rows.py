from __future__ import annotations

from datetime import date

import pytest

from campaign import CampaignPack
from sample_data.sheets.log_layouts import LOG_LAYOUTS, DayHabit
from sample_data.sheets.log_rows import log_rows, typed_day
from sample_data.truth.guiding import Visit

VISIT = Visit(
    day=date(2023, 10, 20),
    group=6,
    unit="区财政局",
    methods=("hear", "spot"),
    streams=("study", "review", "rectify"),
    problems=0,
    advice=2,
    solved=0,
    is_revisit=False,
    claimed=None,
    verified=None,
)


@pytest.mark.parametrize(
    ("habit", "typed"),
    [
        ("date", date(2023, 10, 20)),
        ("full", "2023年10月20日"),
        ("short", "10月20日"),
        ("dots", "2023.10.20"),
        ("short_dots", "10.20"),
        ("slashes", "2023/10/20"),
        ("iso", "2023-10-20"),
        ("digits", "20231020"),
        ("day", "2023年10月20日（星期五）"),
    ],
)
def test_each_group_spells_days_its_own_way(habit: DayHabit, typed: object) -> None:
    assert typed_day(date(2023, 10, 20), habit) == typed


def test_no_two_habits_are_left_out_of_the_layouts() -> None:
    assert len({layout.day for layout in LOG_LAYOUTS.values()}) == 9


def test_several_methods_and_workstreams_are_joined(pack: CampaignPack) -> None:
    (row,) = log_rows([VISIT], LOG_LAYOUTS[1], pack)
    assert row["method"] == "听取汇报、随机抽查"
    assert row["stream"] == "理论学习、检视问题、整改落实"


def test_a_group_may_have_one_word_for_two_workstreams(pack: CampaignPack) -> None:
    (row,) = log_rows([VISIT], LOG_LAYOUTS[6], pack)
    assert row["stream"] == "理论学习、检视整改"


def test_nothing_found_is_a_zero_or_a_word_and_nothing_checked_is_blank(
    pack: CampaignPack,
) -> None:
    assert log_rows([VISIT], LOG_LAYOUTS[1], pack)[0]["problem_found"] == 0
    assert log_rows([VISIT], LOG_LAYOUTS[8], pack)[0]["problem_found"] == "无"
    assert log_rows([VISIT], LOG_LAYOUTS[1], pack)[0]["checked_claimed"] is None
