"""The launch page on the small ledger with a register of two launches, and without any form."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

from tests.pages.conftest import Opened, url_of
from tests.pages.filled import UNITS, filled_ledger
from tests.pages.launched import register_launches
from tests.pages.said import elements, text_of

PAGE = "leadership/launch/page.py"


def test_without_a_form_the_page_says_which_would_fill_it(opened: Opened, filled_url: str) -> None:
    assert "尚无启动与方案方面的报表" in text_of(opened(filled_url, PAGE, lang="zh_CN"))


def test_what_no_form_tells_is_unknown_and_the_missing_forms_are_named(
    opened: Opened, tmp_path: Path
) -> None:
    """U01 launched on the 7th day, U02 has not; of the ten others nobody told, nor of plans."""
    ledger = filled_ledger(url_of(tmp_path))
    register_launches(ledger, {"U01": "2023-10-08", "U02": None})
    ledger.close()
    said = text_of(opened(url_of(tmp_path), PAGE, lang="zh_CN"))
    assert "已启动1/12家（8.3%）；10家未知；启动时差中位数6天" in said
    assert "实施方案审核台账" in said
    assert "方案通过率\n\n数据不足" in said


def test_a_tile_of_leading_groups_says_of_how_many_nobody_told(
    opened: Opened, tmp_path: Path
) -> None:
    """U01 and U02 set one up; of the ten others nobody told."""
    ledger = filled_ledger(url_of(tmp_path))
    register_launches(ledger, {"U01": "2023-10-08", "U02": None}, leading_group=True)
    ledger.close()
    page = opened(url_of(tmp_path), PAGE, lang="zh_CN")
    tiles = next(text for text in map(text_of_html, elements(page._tree)) if "领导小组" in text)
    said = r"启动率.*?在册12家中1家.*?领导小组.*?100%.*?填报的2家中2家.*?10家未知"
    assert re.search(said, tiles, re.DOTALL)


def test_parts_of_a_whole_stand_to_the_right_as_figures_do(opened: Opened, tmp_path: Path) -> None:
    """U01 and U02 set up a leading group: 2/2 beside 2 launched."""
    ledger = filled_ledger(url_of(tmp_path))
    register_launches(ledger, {"U01": "2023-10-08", "U02": "2023-10-08"}, leading_group=True)
    ledger.close()
    page = opened(url_of(tmp_path), PAGE, lang="zh_CN")
    tables = [e for e in elements(page._tree) if e.type in ("arrow_data_frame", "dataframe")]
    table = next(e for e in tables if "2/2" in set(e.value.get("领导小组", ())))
    assert {
        name: told["alignment"]
        for name, told in json.loads(table.proto.columns).items()
        if told.get("alignment")
    } == {"领导小组": "right"}


def text_of_html(element: object) -> str:
    return str(getattr(getattr(element, "proto", None), "body", ""))


def test_a_bar_of_launches_opens_those_that_launched_and_no_others(
    opened: Opened, tmp_path: Path
) -> None:
    """Of U01 and U02, of one type, U01 alone launched."""
    ledger = filled_ledger(url_of(tmp_path))
    register_launches(ledger, {"U01": "2023-10-08", "U02": None})
    ledger.close()
    page = opened(url_of(tmp_path), PAGE, lang="zh_CN", door="office")
    told = "".join(e.proto.body for e in elements(page._tree) if e.type == "html")
    marks = [unescape(mark) for mark in re.findall(r'data-press="([^"]+)"', told)]
    bars = [mark for mark in marks if "place=type" in mark and "launched" in mark]
    page.session_state["pressed_mark"] = bars[0]
    listed = next(it.value for it in page.run().dataframe if it.key == "listed")
    assert list(listed["单位"]) == [UNITS[0][1]]
