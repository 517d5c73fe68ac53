"""Study reach on the small ledger: rows, lists and the way to a cell."""

from __future__ import annotations

import pandas as pd
from streamlit.testing.v1 import AppTest

from campaign import STUDY
from pages.drawn import Mark
from tests.pages.conftest import Opened
from tests.pages.filled import UNITS
from tests.pages.said import elements, text_of

PAGE = "leadership/coverage/page.py"


def _table(app: AppTest, column: str) -> pd.DataFrame:
    """The first table with that heading."""
    return next(
        e.value
        for e in elements(app._tree)
        if e.type in ("arrow_data_frame", "dataframe") and column in e.value.columns
    )


def test_the_rows_are_the_units_in_protocol_order(opened: Opened, filled_url: str) -> None:
    rows = _table(opened(filled_url, PAGE, lang="zh_CN"), "首次学习周")
    assert rows["单位"].tolist() == [name for _, name, *_ in UNITS]


def test_a_row_tells_zero_blank_not_applicable_and_no_report_apart(
    opened: Opened, filled_url: str
) -> None:
    """Week 4: U02 held 1, U07 never reported, U11 wrote /; week 3: U03 left its cell open."""
    column = "本周集中学习（场次）"
    rows = _table(opened(filled_url, PAGE, lang="zh_CN"), column).set_index("单位")[column]
    assert rows["区政府办公室"] == "1"
    assert rows["区档案馆"] == "未报"
    assert rows["和光纺织党支部"] == "不涉及"
    earlier = _table(opened(filled_url, PAGE, lang="zh_CN", week="2023-W42"), column)
    assert earlier.set_index("单位")[column]["区财政局"] == "未填"
    first = _table(opened(filled_url, PAGE, lang="zh_CN", week="2023-W40"), column)
    assert first.set_index("单位")[column]["区水务局"] == "0"


def test_a_newer_version_of_a_sheet_is_what_counts(opened: Opened, filled_url: str) -> None:
    """Group 1 sent week 4 twice; the second sheet has one session more."""
    column = "本周集中学习（场次）"
    rows = _table(opened(filled_url, PAGE, lang="zh_CN"), column).set_index("单位")
    assert rows[column]["区委办公室"] == "2"


def test_who_is_not_reached_is_listed_with_what_is_known(opened: Opened, filled_url: str) -> None:
    app = opened(filled_url, PAGE, lang="zh_CN")
    rows = next(
        e.value
        for e in elements(app._tree)
        if e.type in ("arrow_data_frame", "dataframe")
        and len(e.value.columns) == 4
        and "学习情况" in e.value.columns
    )
    assert dict(zip(rows["单位"], rows["学习情况"], strict=True)) == {
        "区档案馆": "情况未知",
        "和光纺织党支部": "尚未开展",
    }


def test_a_unit_opens_onto_the_cell_its_figure_was_read_from(
    opened: Opened, filled_url: str
) -> None:
    """U03 stands in row 4 of the sheet's second version; its study figure in column B."""
    app = opened(filled_url, PAGE, lang="zh_CN")
    app.session_state["pressed_mark"] = str(Mark(STUDY, unit="U03"))
    app.run()
    said = text_of(app)
    assert "周报!B4" in said
    assert "原文“2”" in said
    assert "g01第4周.xlsx · 10月27日08:00收到，入库：办公室" in said
    assert "所报1 · 已被更新" in said
    marked = [
        e.proto.body
        for e in elements(app._tree)
        if e.type == "html" and 'class="here"' in e.proto.body
    ]
    assert len(marked) == 1
    assert '<td class="here">2</td>' in marked[0]


def test_a_unit_outside_the_group_does_not_open(opened: Opened, filled_url: str) -> None:
    app = opened(filled_url, PAGE, lang="zh_CN", door="groups", seat="g03")
    app.session_state["pressed_mark"] = str(Mark(STUDY, unit="U03"))
    app.run()
    assert "区财政局" not in text_of(app)


def test_both_downloads_are_offered(opened: Opened, filled_url: str) -> None:
    app = opened(filled_url, PAGE, lang="en")
    labels = [e.proto.label for e in elements(app._tree) if e.type == "download_button"]
    assert labels == ["Download CSV", "Download Excel"]


def test_what_the_change_since_last_week_is_made_of_is_told_in_words(
    opened: Opened, filled_url: str
) -> None:
    told = text_of(opened(filled_url, PAGE, lang="zh_CN"))
    assert "本周开展学习的单位占比：较上周变化由哪几部分组成" in told
    assert "100%，与上周持平。" in told


def test_the_first_week_has_no_change_to_tell(opened: Opened, filled_url: str) -> None:
    app = opened(filled_url, PAGE, lang="zh_CN", week="2023-W40")
    assert not app.exception
    assert "较上周的" not in text_of(app)
