"""The overview on the small ledger: what its four weeks say."""

from __future__ import annotations

import json

from tests.pages.conftest import Opened
from tests.pages.said import elements, text_of


def test_the_answer_has_reach_plan_the_type_behind_and_the_unknown(
    opened: Opened, filled_url: str
) -> None:
    """10 of 12 units have studied, plan 50 %; second-tier 1 of 2; 9 of 12 reports are in."""
    said = text_of(opened(filled_url, lang="zh_CN"))
    assert (
        "截至第4周，全区学习覆盖率83.3%（10/12家），高于序时进度33.3个百分点；"
        "二级单位50.0%，低于全区33.3个百分点；本周报送率75.0%，未报3家的情况未知。" in said
    )


def test_the_date_line_counts_who_is_in_and_who_was_on_time(
    opened: Opened, filled_url: str
) -> None:
    said = text_of(opened(filled_url, lang="zh_CN", week="2023-W42"))
    assert "截至10月20日12:00 · 应报12家 · 已报8家（按时6家）" in said


def test_a_count_is_workload_and_stands_beside_what_it_led_to(
    opened: Opened, filled_url: str
) -> None:
    said = text_of(opened(filled_url, lang="zh_CN"))
    assert "场次、个数为工作量，不作成效评价。" in said
    assert "检视问题（累计）" in said


def test_the_list_of_missing_reports_is_in_protocol_order(opened: Opened, filled_url: str) -> None:
    app = opened(filled_url, lang="zh_CN")
    names = [button.label for button in app.button if button.key.startswith("line_")]
    assert names == ["区水务局", "区档案馆", "青禾食品党支部"]


def test_a_name_in_the_list_opens_the_unit_with_its_weeks(opened: Opened, filled_url: str) -> None:
    app = opened(filled_url, lang="zh_CN")
    app.button("line_U04").click().run()
    said = text_of(app)
    assert "科级领导班子 · 第二指导组 · 下属党组织5个" in said
    assert "这一周没有收到该单位的报表。" in said


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
    assert "study has reached 0% of the selection (0/1 units)" in held_none
    silent = text_of(opened(filled_url, lang="en", unit="U07"))
    assert "No study figures are known for week 4 yet." in silent
    assert "0 of 1 units, 1 not known" in silent
