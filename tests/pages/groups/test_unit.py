"""Everything about one unit, on the small ledger with two groups' logs."""

from __future__ import annotations

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from ledger import open_ledger
from tests.pages.conftest import Opened
from tests.pages.filled import UNITS, fill, sample_district
from tests.pages.launched import register_launches
from tests.pages.said import elements, text_of

PAGE = "groups/unit/page.py"


def figures(app: AppTest) -> pd.DataFrame:
    """The table of the last weeks, by quantity."""
    found = next(
        e.value
        for e in elements(app._tree)
        if e.type in ("arrow_data_frame", "dataframe") and "指标" in e.value.columns
    )
    return found.set_index("指标")


def test_each_week_has_its_figure_or_the_word_for_its_state(
    opened: Opened, logged_url: str
) -> None:
    """U03 studied once in weeks 1, 2 and 4 and left the cell open in week 3."""
    rows = figures(opened(logged_url, PAGE, lang="zh_CN", unit="U03"))
    weeks = ["1周", "2周", "3周", "4周"]
    assert rows.loc["集中学习", weeks].tolist() == ["1", "1", "未填", "2"]
    assert rows.loc["集中学习", "累计"] == "4"


def test_with_a_silent_week_the_total_is_at_least(opened: Opened, logged_url: str) -> None:
    """U04: 0, 1, 1 and no report."""
    rows = figures(opened(logged_url, PAGE, lang="zh_CN", unit="U04"))
    assert rows.loc["集中学习", ["4周", "累计"]].tolist() == ["未报", "≥2"]


def test_only_what_the_type_owes_is_asked(opened: Opened, logged_url: str) -> None:
    rows = figures(opened(logged_url, PAGE, lang="zh_CN", unit="U10"))
    assert "检视问题" not in rows.index
    assert "集中学习" in rows.index


def test_the_organisations_studying_stand_against_all_of_them(
    opened: Opened, logged_url: str
) -> None:
    rows = figures(opened(logged_url, PAGE, lang="zh_CN", unit="U05"))
    assert rows.loc["已开展学习的党组织数", ["累计", "序时"]].tolist() == ["4/8", "4"]


def test_visits_say_how_on_what_and_what_was_found(opened: Opened, logged_url: str) -> None:
    said = text_of(opened(logged_url, PAGE, lang="zh_CN", unit="U01"))
    assert "区委办公室：没有需要关注的事项；上次督导10月25日，4天前。" in said
    assert "共至少2次，发现问题至少3个，提出意见建议至少1条，现场解决至少2个" in said
    assert "理论学习50.0%；整改落实50.0%" in said
    assert "随机抽查" in said


def test_what_the_log_leaves_open_is_not_told_as_none(opened: Opened, logged_url: str) -> None:
    """The visit to U02 says nothing of problems found."""
    said = text_of(opened(logged_url, PAGE, lang="zh_CN", unit="U02"))
    assert "共至少1次，提出意见建议至少1条，现场解决至少0个" in said


def test_without_log_and_register_they_are_not_told(opened: Opened, filled_url: str) -> None:
    said = text_of(opened(filled_url, PAGE, lang="zh_CN", unit="U01"))
    assert "近几次督导" not in said
    assert "动员部署" not in said


def test_the_launch_stands_beside_the_day_it_was_due(opened: Opened, own_url: str) -> None:
    ledger = open_ledger(own_url)
    fill(ledger, sample_district())
    register_launches(ledger, {"U01": "2023-10-08", "U02": None})
    ledger.close()
    here = {"lang": "zh_CN", "district": "sample"}
    assert "10月8日召开（应于10月9日前）" in text_of(opened(own_url, PAGE, unit="U01", **here))
    assert "登记为尚未召开" in text_of(opened(own_url, PAGE, unit="U02", **here))
    assert "尚未登记" in text_of(opened(own_url, PAGE, unit="U03", **here))


def test_the_log_leads_to_its_cell(opened: Opened, logged_url: str) -> None:
    app = opened(logged_url, PAGE, lang="zh_CN", unit="U01")
    app.button("trace_log").click().run()
    assert "g01督导台账.xlsx" in text_of(app)


def test_without_a_unit_the_units_are_offered(opened: Opened, logged_url: str) -> None:
    app = opened(logged_url, PAGE, lang="zh_CN", door="groups", seat="g01")
    said = text_of(app)
    assert "请选择单位（4家）" in said
    assert all(name in said for _, name, _, group, _ in UNITS if group == "g01")


def test_where_several_groups_have_too_many_units_each_opens_its_own(
    opened: Opened, logged_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pages.groups.unit.layout._MOST_LISTED", 3)
    app = opened(logged_url, PAGE, lang="zh_CN", door="leadership")
    ways = [e.proto for e in elements(app._tree) if e.type == "page_link"]
    first = next(way for way in ways if way.label.startswith("第一指导组"))
    assert first.page == "unit"
    assert "group=g01" in first.query_string


def test_a_group_cannot_open_the_unit_of_another(opened: Opened, logged_url: str) -> None:
    app = opened(logged_url, PAGE, lang="zh_CN", door="groups", seat="g01", unit="U02")
    said = text_of(app)
    assert "请选择单位" in said
    assert "区政府办公室" not in said
