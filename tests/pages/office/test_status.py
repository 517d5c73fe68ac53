"""Reporting on the small ledger: who is in, who is not, and what to send to whom."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opened
from tests.pages.filled import UNITS
from tests.pages.said import elements, text_of

PAGE = "office/status/page.py"


def rows_of(app: AppTest) -> pd.DataFrame:
    """The list of all units with their weeks."""
    tables = [e.value for e in elements(app._tree) if e.type in ("arrow_data_frame", "dataframe")]
    return next(table for table in tables if "第4周" in table.columns)


def sent(app: AppTest) -> str:
    """The text that may be sent on."""
    return next(e.value for e in elements(app._tree) if e.type == "code")


def test_the_answer_the_tiles_and_the_list_say_the_same(opened: Opened, filled_url: str) -> None:
    """9 of 12 units sent week 4, one of them late; U04, U07 and U12 did not."""
    app = opened(filled_url, PAGE, lang="zh_CN")
    said, rows = text_of(app), rows_of(app)
    counted = rows["第4周"].value_counts()
    assert counted.to_dict() == {"按时": 9, "未报": 3}
    assert "第4周应报12家：按时9家、未报3家。" in said
    assert "9/12家" in said
    assert rows["单位"].tolist() == [name for _, name, *_ in UNITS], "protocol order"
    assert list(rows.columns)[3:] == ["第4周", "第3周", "第2周", "第1周"]


def test_the_text_names_each_group_and_exactly_those_not_in(
    opened: Opened, filled_url: str
) -> None:
    text = sent(opened(filled_url, PAGE, lang="zh_CN"))
    assert text.splitlines()[1:] == [
        "第二指导组：未报1家：区水务局",
        "第三指导组：未报2家：区档案馆、青禾食品党支部",
    ]


def test_a_group_sees_and_sends_for_its_own_units_alone(opened: Opened, filled_url: str) -> None:
    app = opened(filled_url, PAGE, lang="zh_CN", door="groups", seat="g03")
    assert rows_of(app)["指导组"].unique().tolist() == ["第三指导组"]
    assert "区水务局" not in text_of(app) + sent(app)


@pytest.mark.parametrize(("lang", "said"), [("zh_CN", "已全部报齐"), ("en", "has done so")])
def test_where_all_are_in_there_is_nothing_to_send(
    opened: Opened, filled_url: str, lang: str, said: str
) -> None:
    app = opened(filled_url, PAGE, lang=lang, group="g01", week="2023-W43")
    assert said in text_of(app)
    assert not [e for e in elements(app._tree) if e.type == "code"]


def test_each_cell_of_the_grid_can_be_pressed(opened: Opened, filled_url: str) -> None:
    app = opened(filled_url, PAGE, lang="zh_CN")
    specs = [json.loads(e.proto.spec) for e in elements(app._tree) if e.type == "plotly_chart"]
    points = next(t for spec in specs for t in spec["data"] if t.get("name") == "cells")
    assert len(points["x"]) == 3 * 4, "the three that are not in, over four weeks"
    assert points["hovertext"][3] == "区水务局<br>第4周<br>尚未报送"
