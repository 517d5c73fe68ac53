"""Two versions of one figure, side by side: which counts is said on the desk and kept."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from ledger import Ledger
from tests.pages.filled import sample_district
from tests.pages.office.test_submit import (
    CLEAN,
    OFFICE,
    desk,
    drop,
    ledger,
    results,
    tray,
    words,
    workbook,
)
from tests.pages.office.test_submit_questions import pressed
from tests.pages.office.test_trays import tick
from tests.pages.said import elements

__all__ = ["ledger"]

NOW = datetime(2023, 11, 10, tzinfo=UTC)

SECOND = CLEAN.replace("| 2      | 1      |", "| 5      | 1      |").replace(
    "| 3      | 4      |", "| 6      | 4      |"
)
OWN = """
    | 区财政局主题教育工作进展情况周报表（第5周） |        |        |
    | 填报单位：区财政局                          |        |        |
    | 单位名称                                    | 集中学习（场次） | 研讨交流（场次） |
    | 区财政局                                    | 4      | 3      |
"""


def study(ledger: Ledger) -> dict[str, float]:
    """What counts in the fifth week of the two units."""
    panel = ledger.panel(sample_district().id, OFFICE)
    slot = panel.slot_index["study_session_count"]
    return {
        unit.name: float(value)
        for week in panel.weeks
        if week.week.number == 5
        for unit, value in zip(panel.units, week.values[slot], strict=True)
        if value == value
    }


def stored(*sheets: str) -> AppTest:
    """The desk after these were stored one after the other, and the last dropped."""
    app = desk()
    for i, sheet in enumerate(sheets):
        app = drop(app, (f"第{i}份.xlsx", workbook(sheet)))
        if i < len(sheets) - 1:
            app = app.button(key="accept").click().run()
            assert not app.exception
    return app


def test_both_versions_stand_side_by_side_and_the_newer_counts_without_a_word(
    ledger: Ledger,
) -> None:
    app = stored(CLEAN, SECOND)
    assert 'class="warning">2</td>' in words(app)
    assert 'class="warning">5</td>' in words(app)
    app.button(key="accept").click().run()
    assert study(ledger) == {"区委办公室": 5, "区财政局": 1}


def test_what_stands_counts_where_that_is_said_and_the_same_file_asks_no_more(
    ledger: Ledger,
) -> None:
    same = workbook(SECOND)
    app = drop(desk(), ("第0份.xlsx", workbook(CLEAN)))
    app = drop(app.button(key="accept").click().run(), ("又一份.xlsx", same))
    app = pressed(app, "keep_")
    why = next(box for box in app.text_input if box.key.startswith("why_"))
    assert why.value == "已与报送方核对"
    app.button(key="accept").click().run()
    assert study(ledger) == {"区委办公室": 2, "区财政局": 1}
    last = ledger.submissions("sample", OFFICE).iloc[0]
    assert last["reason"] == "已与报送方核对"
    found = ledger.findings("sample", OFFICE)
    (said,) = found[found["code"] == "P30"].to_dict("records")
    assert (said["raw"], said["unit_id"]) == ("5", "U01")
    app = drop(app, ("又一份.xlsx", same))
    assert any(told.startswith("○ ") for told in results(app))


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_a_groups_figure_counts_before_a_units_own_where_somebody_chose(
    ledger: Ledger, locale: str
) -> None:
    app = drop(desk(locale), ("本级.xlsx", workbook(OWN)))
    app = app.button(key="accept").click().run()
    app = drop(app, ("组.xlsx", workbook(CLEAN)))
    differs = "与其他报送方不同1处" if locale == "zh_CN" else "differs from another sender at 1"
    assert any(differs in told for told in results(app)), "its line in the list says so"
    app = pressed(app, "take_")
    app = app.button(key="accept").click().run()
    assert study(ledger) == {"区委办公室": 2, "区财政局": 1}
    audit = ledger.record.audit("sample", OFFICE, last=20)
    (chosen,) = audit[audit["action"] == "choose"].to_dict("records")
    assert chosen["why"] in ("已与报送方核对", "Checked with the sender")


def test_nothing_of_a_file_is_taken_by_a_persons_word(ledger: Ledger) -> None:
    app = pressed(stored(CLEAN, SECOND), "reject_")
    (refused,) = ledger.exchange.refused("sample", OFFICE).to_dict("records")
    assert refused["code"] == "P29"
    assert study(ledger) == {"区委办公室": 2, "区财政局": 1}
    assert "未采用：已与报送方核对" in words(app)


def test_two_versions_in_one_pile_are_asked_about_and_copies_are_not(ledger: Ledger) -> None:
    app = drop(
        desk(),
        ("一.xlsx", workbook(CLEAN)),
        ("一之二.xlsx", workbook(CLEAN.replace("示例区", "示例区 "))),
        ("二.xlsx", workbook(SECOND)),
    )
    app = app.button(key="accept").click().run()
    assert "二.xlsx：与同批入库的另一份数字不同" in words(app)
    assert study(ledger) == {"区委办公室": 2, "区财政局": 1}
    assert len(results(app)) == 1


def test_a_batch_is_undone_as_one_act(ledger: Ledger) -> None:
    app = stored(CLEAN, OWN)
    app = app.button(key="accept").click().run()
    numbers = ledger.submissions("sample", OFFICE)["submission_id"].tolist()[:2]
    before = ledger.revision("sample")
    with pytest.raises(KeyError):
        ledger.withdraw("sample", *numbers, 9999, by=OFFICE, at=NOW, reason="误")
    assert ledger.revision("sample") == before
    ledger.withdraw("sample", *numbers, by=OFFICE, at=NOW, reason="误")
    assert study(ledger) == {}


def test_a_batch_undone_at_once_is_one_line_that_opens_to_its_files(ledger: Ledger) -> None:
    app = stored(CLEAN, OWN)
    app = app.button(key="accept").click().run()
    n_lines = len(ledger.record.audit("sample", OFFICE, last=None))
    app = tick(tray(desk(), "in"), "done_in_2", 0, 1)
    app.button(key="undo").click().run()
    assert len(ledger.record.audit("sample", OFFICE, last=None)) == n_lines + 2
    said = words(tray(desk(), "needs"))
    assert said.count("一次撤回2个文件") == 1
    assert "已撤回" not in said, "none of them has a line of its own"
    assert "<details>" in said
    app.switch_page("office/record/page.py").run()
    assert [len(rows) for rows in acts(app)] == [n_lines + 1]
    assert acts(app)[0]["对象"].iloc[0] == "2份报送"
    app.session_state["audit"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    app.run()
    assert acts(app)[1]["操作"].tolist() == ["撤回", "撤回"]


def acts(app: AppTest) -> list[pd.DataFrame]:
    """The lists of acts that the page shows."""
    shown = [e.value for e in elements(app._tree) if e.type in ("arrow_data_frame", "dataframe")]
    return [rows for rows in shown if "操作" in rows]


LOG = """
    | 第一指导组督导工作台账（10月16日—10月29日） | < | < | < | < |
    | 填报单位：第一指导组 | | | | |
    | 日期 | 被指导单位 | 督导方式 | 督导内容 | 发现问题数（个） |
    | 2023-10-16 | 区财政局 | 听取汇报 | 学习 | 2 |
    | 2023-10-17 | 区委办公室 | 抽查 | 学习 | 1 |
    | 2023-10-18 | 区财政局 | 抽查 | 学习 | 0 |
"""
LOG_MENDED = LOG.replace("| 学习 | 2 |", "| 学习 | 4 |").replace(
    "| 2023-10-17 | 区委办公室 |", "| 2023-10-19 | 区委办公室 |"
)


def test_rows_of_a_log_stand_side_by_side_by_unit_and_day(ledger: Ledger) -> None:
    """One cell was mended, one visit is of another day: a line of each version alone."""
    app = stored(LOG, LOG_MENDED)
    said = words(app)
    assert "督导工作台账：与已入库的有3条不同" in said
    rows = re.findall(r"<tr>(.*?)</tr>", said)
    beside = [re.findall(r'<td class="(.*?)">(.*?)</td>', row) for row in rows]
    assert [line for line in beside if line and "区财政局" in line[0][1]] == [
        [("", "原数 · 区财政局 2023年10月16日"), ("warning", "2")],
        [("", "本表 · 区财政局 2023年10月16日"), ("warning", "4")],
    ]
    told = " ".join(str(it.value) for it in app.caption) + said
    assert "只在原表（1条，入库后不再计入）：区委办公室 2023年10月17日" in told
    assert "只在本表（1条）：区委办公室 2023年10月19日" in told
    app = pressed(app, "reject_")
    assert len(ledger.entries("sample", OFFICE, "guidance_log")) == 3
    assert "已与报送方核对" in words(desk())


def test_a_log_of_other_days_asks_nothing(ledger: Ledger) -> None:  # noqa: ARG001
    later = LOG.replace("10月16日—10月29日", "10月30日—11月5日")
    for i in (6, 7, 8):
        later = later.replace(f"2023-10-1{i}", f"2023-10-3{0 if i < 8 else 1}")
    assert "与已入库的有" not in words(stored(LOG, later))


REGISTER = """
    | 示例区主题教育动员部署（启动）情况统计表 | < | < | < |
    | 填报单位：第一指导组 | | | |
    | 单位名称 | 动员会召开 | 召开日期 | 参会人次 |
    | 区委办公室 | 是 | 2023-10-08 | 46 |
    | 区财政局 | 是 | 2023-10-07 | 21 |
    | 东城街道 | 是 | 2023-10-07 | 30 |
"""
REGISTER_MENDED = REGISTER.replace("| 46 |", "| 50 |").replace(
    "    | 东城街道 | 是 | 2023-10-07 | 30 |\n", ""
)


def test_rows_of_a_register_stand_side_by_side_by_unit(ledger: Ledger) -> None:
    """One figure was mended; who is left out stays as it stands, and is no version to choose."""
    app = stored(REGISTER, REGISTER_MENDED)
    said = words(app)
    assert "动员部署情况：与已入库的有1条不同" in said
    rows = [re.findall(r'<td class="(.*?)">(.*?)</td>', row) for row in said.split("</tr>")]
    assert [line for line in rows if line and "区委办公室 2" in line[0][1]] == [
        [("", "原数 · 区委办公室 2023年10月8日"), ("warning", "46")],
        [("", "本表 · 区委办公室 2023年10月8日"), ("warning", "50")],
    ]
    app.button(key="accept").click().run()
    kept = ledger.entries("sample", OFFICE, "launch")
    assert len(kept) == 3
