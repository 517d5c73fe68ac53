"""Evenness on the small ledger: twelve units, one of them never heard of."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opened
from tests.pages.said import elements, text_of

PAGE = "leadership/balance/page.py"


def charts(app: AppTest) -> list[dict[str, Any]]:
    """Every chart of the page."""
    return [json.loads(e.proto.spec) for e in elements(app._tree) if e.type == "plotly_chart"]


def computed(app: AppTest) -> AppTest:
    """The page with what is computed: it is behind a switch."""
    app.toggle("show_computed").set_value(True).run()
    return app


def test_with_few_units_no_type_is_said_to_lie_behind(opened: Opened, filled_url: str) -> None:
    """Two units a type: whatever they show, chance alone may give it."""
    said = text_of(opened(filled_url, PAGE, lang="zh_CN"))
    assert (
        "截至第4周，全区各类单位、各组的学习覆盖率与总体相差均不到10个百分点，或未超出随机波动。"
        in said
    )


def test_a_gini_is_never_told_without_its_noise_floor(opened: Opened, filled_url: str) -> None:
    """Eleven units with 2 to 4 sessions are more alike than chance would make them."""
    said = text_of(computed(opened(filled_url, PAGE, lang="zh_CN")))
    assert "若各单位情况相同，仅随机波动即可达到0." in said
    assert "因此未超出随机波动范围。" in said
    drawn = next(
        {trace["name"]: trace["x"] for trace in chart["data"]}
        for chart in charts(computed(opened(filled_url, PAGE, lang="zh_CN")))
        if {trace["name"] for trace in chart["data"]} == {"value", "noise_floor"}
    )
    assert len(drawn["value"]) == len(drawn["noise_floor"]) > 0


def test_the_spread_is_told_in_points(opened: Opened, filled_url: str) -> None:
    """Seven units have subordinate organisations and a figure for them."""
    said = text_of(computed(opened(filled_url, PAGE, lang="zh_CN")))
    assert "高低两端（P90与P10）相差" in said
    assert "7家有下属党组织的单位" in said


def test_without_a_gap_it_is_said_so_and_nobody_is_listed(opened: Opened, filled_url: str) -> None:
    """Week 4 expects half of each unit's organisations, and each has half of them or more."""
    said = text_of(opened(filled_url, PAGE, lang="zh_CN"))
    assert "各单位下属党组织学习覆盖均已达到序时进度。" in said
    assert "补上后可消除大部分缺口的单位" not in said


def test_the_lorenz_curve_is_drawn_on_request(opened: Opened, filled_url: str) -> None:
    app = computed(opened(filled_url, PAGE, lang="en"))
    before = len(charts(app))
    app.toggle("show_lorenz").set_value(True).run()
    after = charts(app)
    assert len(after) == before + 1 <= 4
    held = next(t for chart in after for t in chart["data"] if t["name"] == "held")
    assert (held["x"][0], held["y"][0], held["x"][-1], held["y"][-1]) == (0, 0, 1, 1)
    chance = next(t for chart in after for t in chart["data"] if t["name"] == "chance")
    assert (chance["x"][-1], chance["y"][-1]) == (1, 1), "beside what equal units would show"


def test_the_filters_apply_to_all(opened: Opened, filled_url: str) -> None:
    app = opened(filled_url, PAGE, lang="en", group="g03")
    told = "of the types and groups heard of in the selection, none lies 10 points or more"
    assert told in text_of(app), "one type has not reported yet"
    ticks = json.dumps([chart["layout"] for chart in charts(app)])
    assert "Group 3" in ticks
    assert "Group 1" not in ticks


def test_one_unit_alone_has_no_index(opened: Opened, filled_url: str) -> None:
    said = text_of(computed(opened(filled_url, PAGE, lang="zh_CN", unit="U01")))
    assert "截至第4周，所选单位1家，不作均衡性比较。" in said
    assert "基尼系数为" not in said
    assert "暂无可显示的数据" in said


def test_what_would_have_to_move_is_told_beside_chance(opened: Opened, filled_url: str) -> None:
    said = text_of(computed(opened(filled_url, PAGE, lang="zh_CN")))
    assert "要使各单位集中学习场次相同，须在单位之间调整" in said
    assert "仅随机波动也可达到" in said


def test_weighted_and_unweighted_say_which_is_which(opened: Opened, filled_url: str) -> None:
    """Seven of the twelve units have subordinate organisations."""
    said = text_of(computed(opened(filled_url, PAGE, lang="en")))
    assert "counting every unit alike (unweighted)" in said
    assert "per subordinate organisation (weighted by their number, 7 units)" in said


def test_four_weeks_are_too_few_to_name_a_trend(opened: Opened, filled_url: str) -> None:
    said = text_of(computed(opened(filled_url, PAGE, lang="zh_CN")))
    assert "从前半段到后半段" not in said


def test_the_nested_parts_add_up_to_all(opened: Opened, filled_url: str) -> None:
    said = [
        line for line in text_of(computed(opened(filled_url, PAGE, lang="en"))).splitlines() if line
    ]
    names = ("Between types", "Between groups of one type", "Within one type and group")
    shares = [float(said[said.index(name) + 1].rstrip("%")) for name in names]
    assert abs(sum(shares) - 100) < 0.2


def test_who_would_close_the_gap_is_worked_out_on_request(opened: Opened, filled_url: str) -> None:
    app = computed(opened(filled_url, PAGE, lang="zh_CN"))
    assert "不必逐家补齐" not in text_of(app)
    app.toggle("show_closing").set_value(True).run()
    assert "集中学习的差距在随机波动之内，不必逐家补齐。" in text_of(app)


def test_a_formula_is_one_hover_away(opened: Opened, filled_url: str) -> None:
    app = computed(opened(filled_url, PAGE, lang="en"))
    html = "".join(e.proto.body for e in elements(app._tree) if e.type == "html")
    assert "Gini index: 2Σ(w·x·m) ÷ (W·Σw·x) − 1" in html
