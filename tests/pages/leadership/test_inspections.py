"""Inspections on the small ledger with two groups' logs, and without any."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
from streamlit.testing.v1 import AppTest

from pages.drawn import Mark
from tests.pages.conftest import Opened, url_of
from tests.pages.filled import UNITS, filled_ledger
from tests.pages.logged import log_visits, log_work
from tests.pages.said import elements, text_of

PAGE = "leadership/inspections/page.py"


def table(app: AppTest, column: str) -> pd.DataFrame:
    """The last table with that heading."""
    return [
        e.value
        for e in elements(app._tree)
        if e.type in ("arrow_data_frame", "dataframe") and column in e.value.columns
    ][-1]


def specs(app: AppTest) -> list[dict[str, object]]:
    """Every chart of the page."""
    return [json.loads(e.proto.spec) for e in elements(app._tree) if e.type == "plotly_chart"]


def test_the_answer_counts_visits_units_and_those_never_seen(
    opened: Opened, logged_url: str
) -> None:
    """5 visits to 4 of 12 units; U02 was seen 23 days before the cut-off, its interval is 14. Of
    group 3's four units nobody knows: it has sent no log."""
    said = text_of(opened(logged_url, PAGE, lang="zh_CN"))
    assert (
        "截至第4周，已知至少督导5家次，覆盖4/12家（33.3%）；4家尚未督导；2家超过督导间隔；" in said
    )
    assert "4家督导情况未知（◇）。" in said


def test_visits_stand_beside_what_they_found(opened: Opened, logged_url: str) -> None:
    said = text_of(opened(logged_url, PAGE, lang="zh_CN"))
    for title in ("督导（累计）", "发现问题（累计）", "提出意见建议（累计）", "现场解决（累计）"):
        assert title in said
    assert "周有指导组缺台账" in said
    rows = table(opened(logged_url, PAGE, lang="zh_CN"), "督导情况").set_index("单位")
    assert rows.index.tolist() == [name for _, name, *_ in UNITS]
    told = rows.loc["区委办公室", ["督导（次）", "发现问题（个）", "以上为至少"]].tolist()
    assert told == [2, 3, f"{told[2][0]}周缺台账，次数、个数为至少"]


def test_a_visit_on_two_workstreams_is_half_of_each(opened: Opened, logged_url: str) -> None:
    said = text_of(opened(logged_url, PAGE, lang="zh_CN"))
    assert "70.0%" in said
    assert "10.0%" in said


def test_a_group_without_a_log_is_named_and_not_taken_for_idle(
    opened: Opened, logged_url: str
) -> None:
    said = text_of(opened(logged_url, PAGE, lang="zh_CN"))
    assert "第三指导组已4周无督导台账；没有台账的周次情况未知，不计为0。" in said
    rows = table(opened(logged_url, PAGE, lang="zh_CN"), "督导情况").set_index("单位")
    assert rows.loc["东城街道", "督导情况"] == "◇未知"
    assert rows.loc["东城街道", ["督导（次）", "距今天数"]].isna().all()


def test_a_group_is_not_told_that_there_is_no_office_s_log(opened: Opened, logged_url: str) -> None:
    office = text_of(opened(logged_url, PAGE, lang="zh_CN"))
    group = text_of(opened(logged_url, PAGE, lang="zh_CN", door="groups", seat="g01"))
    assert "尚无“办公室工作台账”" in office
    assert "“办公室工作台账”由办公室保存，这里不显示" in group
    assert "尚无“办公室工作台账”" not in group


def test_groups_without_a_word_on_their_meetings_are_a_sentence_and_no_lines_of_marks(
    opened: Opened, tmp_path: Path
) -> None:
    """The office met in two weeks; its log tells of no group, then of the first one alone."""
    ledger = filled_ledger(url_of(tmp_path))
    log_visits(ledger)
    met = {"category": "weekly_meeting", "audience": "office", "times": 1}
    log_work(ledger, [{"day": "2023-10-04", **met}, {"day": "2023-10-11", **met}])
    app = opened(url_of(tmp_path), PAGE, lang="zh_CN")
    assert "各指导组的例会、分析、推进台账未述，情况未知，不计为0。" in text_of(app)
    assert _meetings(app)["ticktext"] == ["办公室"]
    pushed = {"category": "weekly_push", "audience": "group", "group": "g01", "push_items": 4}
    log_work(ledger, [{"day": "2023-10-12", **pushed}])
    ledger.close()
    app = opened(url_of(tmp_path), PAGE, lang="zh_CN")
    assert "第二指导组、第三指导组的例会、分析、推进台账未述" in text_of(app)
    assert _meetings(app)["ticktext"] == ["办公室", "第一指导组"]


def _meetings(app: AppTest) -> dict[str, Any]:
    """The lines of the grid of meetings."""
    return next(
        s["layout"]["yaxis"]
        for s in specs(app)
        if "办公室" in s["layout"]["yaxis"].get("ticktext", ())
    )


def test_a_log_that_leaves_a_count_open_is_not_taken_for_none(
    opened: Opened, logged_url: str
) -> None:
    """U02's visit says nothing of problems: the four others found 4."""
    said = text_of(opened(logged_url, PAGE, lang="zh_CN"))
    assert "1家次未填此项，未计入" in said
    alone = text_of(opened(logged_url, PAGE, lang="zh_CN", group="g02"))
    assert "发现问题（累计）\n\n数据不足" in alone


def test_who_is_due_is_listed_in_protocol_order(opened: Opened, logged_url: str) -> None:
    app = opened(logged_url, PAGE, lang="zh_CN")
    rows = next(
        e.value
        for e in elements(app._tree)
        if e.type in ("arrow_data_frame", "dataframe") and list(e.value.columns)[3:] == ["上次督导"]
    )
    assert rows["单位"].tolist()[:3] == ["区政府办公室", "区财政局", "区水务局"]
    assert rows["上次督导"].tolist()[:3] == [
        "10月4日（25天前）",
        "10月10日（19天前）",
        "尚未督导（启动27天）",
    ]


def test_a_visit_opens_onto_the_cell_of_its_finding(opened: Opened, logged_url: str) -> None:
    app = opened(logged_url, PAGE, lang="zh_CN")
    app.session_state["pressed_mark"] = str(Mark("guidance_log", unit="U03", at=0))
    app.run()
    said = text_of(app)
    assert "督导!E4" in said
    assert "听取汇报、随机抽查" in said
    assert "g01督导台账.xlsx" in said


def test_a_unit_without_a_visit_says_so(opened: Opened, logged_url: str) -> None:
    app = opened(logged_url, PAGE, lang="zh_CN")
    app.session_state["pressed_mark"] = str(Mark("guidance_log", unit="U05", at=0))
    app.run()
    assert "督导工作台账中没有该单位的记录。" in text_of(app)


def test_earlier_weeks_know_only_their_visits(opened: Opened, logged_url: str) -> None:
    said = text_of(opened(logged_url, PAGE, lang="en", week="2023-W40"))
    assert "By week 1, at least 1 visit has reached 1 of 12 units (8.3%)" in said


def test_the_filters_apply_to_all(opened: Opened, logged_url: str) -> None:
    app = opened(logged_url, PAGE, lang="en", group="g01")
    assert "4 visits have reached 3 of 4 units (75.0%)" in text_of(app)


def test_four_charts_are_drawn_and_each_has_a_description(opened: Opened, logged_url: str) -> None:
    app = opened(logged_url, PAGE, lang="en")
    charts = [e for e in elements(app._tree) if e.type == "plotly_chart"]
    assert len(charts) == 4
    assert all(chart.proto.alt for chart in charts)


def test_without_a_log_the_page_says_what_to_do(opened: Opened, filled_url: str) -> None:
    app = opened(filled_url, PAGE, lang="zh_CN")
    assert "还没有督导工作台账" in text_of(app)
    assert specs(app) == []


def test_few_visits_are_not_compared_and_the_grid_stands_all_the_same(
    opened: Opened, logged_url: str
) -> None:
    app = opened(logged_url, PAGE, lang="zh_CN")
    said = text_of(app)
    assert "各组督导均不足20次，暂不比较构成。" in said
    assert "斜线格应有不足5次" in said
    grid = next(t for s in specs(app) for t in s["data"] if t["name"] == "cells" and "base" in t)
    assert len(grid["text"]) == 2 * 6, "group 3 has no log, and nothing to be compared"
    assert grid["text"][0] == "2"


def test_each_groups_load_is_shown_on_request_with_its_interval(
    opened: Opened, logged_url: str
) -> None:
    """Four visits to four units of the first group; the third has no log."""
    app = opened(logged_url, PAGE, lang="zh_CN")
    app.toggle("show_efforts").set_value(True).run()
    rows = table(app, "均衡度").set_index("指导组")
    assert rows.loc["第一指导组", ["督导（次）", "每家（次）"]].tolist() == [4, "1.00"]
    assert rows.loc["第一指导组", "95%区间"] == "0.27–2.56"
    assert "第三指导组" not in rows.index
