"""Discussions on the small ledger: every unit that reported held one session a week."""

from __future__ import annotations

import json

import pandas as pd
from streamlit.testing.v1 import AppTest

from pages.drawn import Mark
from tests.pages.conftest import Opened
from tests.pages.filled import UNITS
from tests.pages.said import elements, text_of

PAGE = "leadership/discussions/page.py"


def tables(app: AppTest) -> list[pd.DataFrame]:
    """Every table of the page."""
    return [e.value for e in elements(app._tree) if e.type in ("arrow_data_frame", "dataframe")]


def grid(app: AppTest) -> dict[str, object]:
    """The heat map of units and weeks."""
    specs = [json.loads(e.proto.spec) for e in elements(app._tree) if e.type == "plotly_chart"]
    traces = [trace for spec in specs for trace in spec["data"]]
    return next(trace for trace in traces if trace["type"] == "heatmap")


def test_the_answer_counts_sessions_against_the_plan_and_the_units_without_one(
    opened: Opened, filled_url: str
) -> None:
    """9 + 9 + 8 + 9 reports of one session each; U07 never reported; plan 36 × 4 of 16 weeks."""
    said = text_of(opened(filled_url, PAGE, lang="zh_CN"))
    assert (
        "截至第4周，全区已知至少开展研讨交流35场次，已知数比序时计划（9场次）多26场次；"
        "本周9场次；1家情况未知。" in said
    )


def test_sessions_stand_beside_what_came_of_them(opened: Opened, filled_url: str) -> None:
    app = opened(filled_url, PAGE, lang="zh_CN")
    said = text_of(app)
    assert "场次、个数为工作量，不作成效评价。" in said
    for title in ("检视问题（累计）", "完成整改（累计）", "办实事（累计）"):
        assert title in said
    rows = next(t for t in tables(app) if "累计研讨（场次）" in t.columns).set_index("单位")
    assert rows.index.tolist() == [name for _, name, *_ in UNITS]
    assert rows.loc["区委办公室", ["累计研讨（场次）", "检视问题（个）"]].tolist() == [4, 2]


def test_a_unit_never_heard_of_is_listed_as_not_known(opened: Opened, filled_url: str) -> None:
    rows = next(
        t for t in tables(opened(filled_url, PAGE, lang="zh_CN")) if "研讨情况" in t.columns
    )
    assert rows[["单位", "研讨情况"]].values.tolist() == [["区档案馆", "情况未知"]]


def test_the_grid_tells_a_session_and_a_missing_report_apart(
    opened: Opened, filled_url: str
) -> None:
    cells = grid(opened(filled_url, PAGE, lang="zh_CN"))
    assert len(cells["text"]) == len(UNITS)
    assert cells["text"][3] == ["1", "1", "1", "缺"], "U04 sent nothing in week 4"


def test_the_filters_apply_to_all(opened: Opened, filled_url: str) -> None:
    app = opened(filled_url, PAGE, lang="en", group="g03", week="2023-W41")
    assert "the selection is known to have held at least 4 discussion sessions" in text_of(app)
    assert len(grid(app)["text"]) == 4


def test_a_cell_of_the_grid_opens_onto_its_sheet(opened: Opened, filled_url: str) -> None:
    app = opened(filled_url, PAGE, lang="zh_CN")
    app.session_state["pressed_mark"] = str(Mark("discussion_session_count", unit="U03", at=2))
    app.run()
    said = text_of(app)
    assert "周报!C4" in said
    assert "g01第2周.xlsx" in said


def test_at_most_five_charts_are_drawn_and_each_has_a_description(
    opened: Opened, filled_url: str
) -> None:
    app = opened(filled_url, PAGE, lang="en")
    charts = [e for e in elements(app._tree) if e.type == "plotly_chart"]
    assert len(charts) == 5
    assert all(chart.proto.alt for chart in charts)
