"""The overview on the small ledger: what its four weeks say."""

from __future__ import annotations

import json

from ledger import open_ledger
from tests.pages.conftest import Opened
from tests.pages.filled import fill, sample_district
from tests.pages.launched import register_launches
from tests.pages.said import elements, text_of


def test_the_answer_has_reach_plan_and_what_is_found(opened: Opened, filled_url: str) -> None:
    """10 of 12 units have studied, plan 50 %; one second-tier unit of two is no finding; 9 of 12
    reports are in."""
    said = text_of(opened(filled_url, lang="zh_CN"))
    assert (
        "截至第4周，全区学习覆盖率83.3%（10/12家，缺报补齐后为83.3%至100%），"
        "高于序时进度33.3个百分点；本周报送率75.0%，低于95.0%。" in said
    )


def test_the_answer_for_a_group_names_no_type_that_nobody_heard_of(
    opened: Opened, filled_url: str
) -> None:
    """Of U05, U07, U09 and U12 only U07, the second-tier unit, was never heard of: that is not 0 %,
    and no type lies behind."""
    said = text_of(opened(filled_url, lang="zh_CN", group="g03"))
    assert (
        "所选单位学习覆盖率75.0%（3/4家，缺报补齐后为75.0%至100%），"
        "高于序时进度25.0个百分点；本周报送率" in said
    )


def test_the_date_line_counts_who_is_in_and_who_was_on_time(
    opened: Opened, filled_url: str
) -> None:
    said = text_of(opened(filled_url, lang="zh_CN", week="2023-W42"))
    assert "截至10月20日12:00 · 应报12家 · 已报6家 · 此后补报2家" in said


def test_a_count_is_workload_and_stands_beside_what_it_led_to(
    opened: Opened, filled_url: str
) -> None:
    said = text_of(opened(filled_url, lang="zh_CN"))
    assert "场次、个数为工作量，不作成效评价。" in said
    assert "检视问题（累计）" in said


def test_the_units_that_need_attention_are_links_with_the_reason(
    opened: Opened, filled_url: str
) -> None:
    """Nothing was ever heard of U07; three units are silent in week 4."""
    said = text_of(opened(filled_url, lang="zh_CN"))
    assert "■◇ 区档案馆 连续4周未报送\n" in said
    assert "◇3家本周数据不足" in said
    assert "查看全部1家" in said


def test_without_log_and_register_the_tiles_are_what_there_is(
    opened: Opened, filled_url: str
) -> None:
    said = text_of(opened(filled_url, lang="zh_CN"))
    assert "报送完整率" in said
    assert "集中学习（累计）" in said
    for title in ("启动覆盖率", "督导覆盖率"):
        assert title not in said


def test_with_a_log_visits_have_a_tile(opened: Opened, logged_url: str) -> None:
    """5 visits to 4 of 12 units."""
    said = text_of(opened(logged_url, lang="zh_CN")).split()
    assert said[said.index("督导覆盖率") + 1] == "33.3%"


def test_with_a_register_the_launch_has_a_tile(opened: Opened, own_url: str) -> None:
    """U01 launched, U02 not yet; nothing is known of the other ten."""
    ledger = open_ledger(own_url)
    fill(ledger, sample_district())
    register_launches(ledger, {"U01": "2023-10-08", "U02": None})
    ledger.close()
    said = text_of(opened(own_url, lang="zh_CN", district="sample")).split()
    at = said.index("启动覆盖率")
    assert said[at + 1 : at + 3] == ["8.3%", "1/12家，10家未知"]


def test_the_date_line_lists_who_is_not_in_and_each_group(opened: Opened, filled_url: str) -> None:
    said = text_of(opened(filled_url, lang="zh_CN"))
    assert "尚未报送的单位（规范顺序）" in said
    assert "各组报送" in said


def test_at_most_four_charts_are_drawn_and_each_has_a_description(
    opened: Opened, filled_url: str
) -> None:
    app = opened(filled_url, lang="en")
    charts = [e for e in elements(app._tree) if e.type == "plotly_chart"]
    assert 1 <= len(charts) <= 4
    assert all(chart.proto.alt and json.loads(chart.proto.spec)["data"] for chart in charts)


def test_a_unit_that_held_none_is_zero_and_one_never_heard_of_is_unknown(
    opened: Opened, filled_url: str
) -> None:
    held_none = text_of(opened(filled_url, lang="en", unit="U11"))
    assert (
        "study has reached 0% of the selection (0/1 units; 0% to 100% once all is in)" in held_none
    )
    silent = text_of(opened(filled_url, lang="en", unit="U07"))
    assert "No study figures are known for week 4 yet." in silent
    assert "no report yet, 1 unit unknown" in silent


def test_plans_dates_and_checks_stand_below_the_tiles(opened: Opened, filled_url: str) -> None:
    """Of 12 units nobody was ever checked: how right the figures are is said to be unknown."""
    said = text_of(opened(filled_url, lang="zh_CN"))
    assert "尚未核实12家中任何一家，准确程度未知" in said
    assert "达到序时进度" in said
    assert "专题党课" in said


def test_four_weeks_are_compared_and_silence_is_not_taken_for_less_work(
    opened: Opened, filled_url: str
) -> None:
    """In week 4 there was no week four weeks ago; problems are not known without their ledger."""
    said = text_of(opened(filled_url, lang="zh_CN"))
    assert "四周变化" in said
    assert "尚无问题台账，情况未知。" in said
