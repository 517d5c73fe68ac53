"""A person's name that stands alone is in nothing that is read, and its cell says so."""

from __future__ import annotations

import json

import pytest

from campaign import HIDDEN, Roster, as_kept, wording
from commands.printed.reading import reading_json
from loaders import Reading
from tests.loaders.drawn import (
    NOBODY,
    PACK,
    ROSTER,
    Drawing,
    accepted,
    cell,
    codes,
    doubts,
    figures,
    read,
    workbook,
)

PLANTED = (
    "李卫东",
    "赵铁柱",
    "张三",
    "欧阳建国",
    "王 五",
    "钱七",
    "王主任",
    "孙强",
    "诸葛亮",
    "周建国",
    "陈静",
)
REPORT = """
    | 云岭区主题教育周报表（第3周） | < | < | < | < |
    | 填报单位：第二指导组 | | 李卫东 | | |
    | 单位名称 | 集中学习 | 研讨交流 | 带队同志 | 赵铁柱 |
    | 区财政局 | 2 | 张三 | 欧阳建国 | 1 |
    | 区教育局 | 王 五 | 1 | 田间地头 | 成果交流 |
    | 钱七 | 1 | 1 | | 方案制度 |
    | 区应急管理局 | 1 | 1 | 单位 | 万元 |
    | 合计 | 3 | 2 | 王主任 | |
    | 孙强 | 0871-63512345 | | | |
    | 周建国 | 63512345 | | | |
"""


def sheet_named(name: str) -> bytes:
    return workbook(Drawing(REPORT, name=name))


WHERE_UNITS_ARE_NAMED = ("钱七", "诸葛亮", "陈静")
"""In a column of units, in a file's and in a sheet's name: each may be an organisation."""


def kept(reading: Reading) -> str:
    """All that a ledger gets of a reading, as text."""
    sent = [as_kept(submission) for submission in reading.submissions]
    rows = [one.rows.to_json(force_ascii=False) for one in sent]
    return "".join([repr(sent), *rows, *(one.grid.to_json() for one in sent), reading.name_kept])


@pytest.mark.parametrize("planted", PLANTED)
def test_nobody_is_named_in_what_is_kept(planted: str) -> None:
    reading = read(sheet_named("陈静"), file_name="周报-诸葛亮.xlsx")
    assert len(reading.submissions) == 1
    assert planted not in kept(reading)
    assert not reading.keeps_original


@pytest.mark.parametrize("roster", [ROSTER, NOBODY])
def test_a_word_where_units_are_named_is_shown_while_its_file_waits(roster: Roster) -> None:
    reading = read(sheet_named("陈静"), file_name="周报-诸葛亮.xlsx", roster=roster)
    told = repr(reading)
    assert [name for name in PLANTED if name in told] == ["钱七", "诸葛亮", "陈静"]
    asked = {issue.raw for issue in reading.all_issues if issue.code == "F32"}
    assert asked == set(WHERE_UNITS_ARE_NAMED)


@pytest.mark.parametrize("roster", [ROSTER, NOBODY])
@pytest.mark.parametrize("planted", sorted({*PLANTED} - {*WHERE_UNITS_ARE_NAMED}))
def test_nobody_is_named_in_a_reading_nor_in_what_a_terminal_prints(
    planted: str, roster: Roster
) -> None:
    reading = read(sheet_named("陈静"), file_name="周报-诸葛亮.xlsx", roster=roster)
    told = reading_json(reading, wording=wording("zh_CN"), roster=roster, pack=PACK)
    assert planted not in repr(reading) + json.dumps(told, ensure_ascii=False)


def test_the_cell_says_that_something_was_hidden_and_words_stay() -> None:
    reading = read(REPORT)
    (sheet,) = reading.sheets
    assert sheet.grid.text(2, 3) == HIDDEN
    assert sheet.grid.cells[4] == ("区教育局", HIDDEN, "1", "田间地头", "成果交流")
    assert sheet.grid.cells[6] == ("区应急管理局", "1", "1", "单位", "万元")
    hidden = ["E3", "C4", "D4", "B5", "D8"]
    assert [d for d in doubts(reading) if "C26" in d] == [f"C26 周报!{place}" for place in hidden]
    assert not reading.keeps_original


def test_a_name_in_a_figures_cell_is_no_figure_and_is_asked_about() -> None:
    reading = read(REPORT)
    assert "C03 周报!C4" in doubts(reading)
    assert cell(reading, "区财政局", "discussion_session_count").raw == HIDDEN
    assert accepted(reading) == ["区应急管理局"]


def test_a_line_of_a_name_and_a_telephone_below_a_table_signs_it() -> None:
    reading = read(REPORT)
    (sheet,) = reading.sheets
    assert [sheet.grid.roles[row] for row in (9, 10)] == ["footer", "footer"]
    assert len(reading.tables[0].entries) == 4


def test_the_message_says_it_in_the_readers_language() -> None:
    (sent,) = read(REPORT).submissions
    (shown,) = (issue for issue in sent.issues if issue.code == "U01")
    (unknown,) = (issue for issue in as_kept(sent).issues if issue.code == "U01")
    assert wording("zh_CN").issue(shown) == "未找到单位“钱七”。"
    assert wording("zh_CN").issue(unknown) == "未找到单位“（已隐去）”。"
    assert wording("en").issue(unknown) == "No unit “(hidden)” is on the roster."


def test_a_roster_keeps_the_names_of_its_units() -> None:
    drawing = """
        | 单位名册 | < | < | < |
        | 单位名称 | 简称 | 单位类别 | 所属指导组 |
        | 丁湾 | 高桥 | 科级领导班子 | 第二指导组 |
        | 李堡 | 陈沟、杨店 | 科级领导班子 | 第二指导组 |
        | 孙强 | 63512345 | | |
    """
    reading = read(Drawing(drawing, name="名册"), roster=NOBODY)
    assert [row.raw_unit for row in reading.tables[0].entries] == ["丁湾", "李堡"]
    assert "C26" not in codes(reading)
    assert "孙强" not in repr(reading)


def test_a_name_hidden_in_a_column_that_is_not_stored_changes_no_figure() -> None:
    named = figures(
        read("| 周报（第3周） |\n| 单位名称 | 研讨交流 | 备注 |\n| 区财政局 | 2 | 张三 |")
    )
    empty = figures(read("| 周报（第3周） |\n| 单位名称 | 研讨交流 | 备注 |\n| 区财政局 | 2 | |"))
    assert named == empty


FORMS = {
    "ledger": """
        | 第二指导组检视问题整改台账 | < | < | < | < | < | < | < |
        | 问题编号 | 责任单位 | 问题来源 | 问题表现 | 整改措施 | 牵头科室 | 整改时限 | 整改进展 |
        | 1 | 区财政局 | 自查 | 学习不深入 | 立行立改 | 李卫东 | 2023年12月1日 | 整改中 |
        | 2 | 区教育局 | 张三 | 欧阳建国 | 赵铁柱、孙强 | 王主任 | 周建国 | 钱七 |
        | 诸葛亮 | 自查 | 一般 | 立行立改 | 办公室 | 2023年12月1日 | 整改中 | |
    """,
    "log": """
        | 指导组工作日志 | < | < | < | < | < |
        | 日期 | 单位名称 | 方式 | 内容 | 参加人员 | 备注 |
        | 2023-10-17 | 区财政局 | 座谈 | 理论学习 | 李卫东 | 赵铁柱 |
        | 2023-10-18 | 区教育局 | 张三 | 钱七 | 孙强 | |
        | 记录人 | 诸葛亮 | | | | |
    """,
    "none of the forms": """
        | 人员分工 | < | < | < |
        | 岗位 | 负责 | 数量 | 费用 |
        | 一号岗 | 李卫东 | 3 | 4 |
        | 二号岗 | 赵铁柱 | 4 | 5 |
        | 三号岗 | 欧阳建国 | 5 | 6 |
        | 合计 | | 12 | 15 |
        | 制表 | 周建国 | | |
    """,
    "a unit's own": """
        | 区财政局主题教育周报（第3周） | < |
        | 填报单位 | 区财政局 |
        | 指标 | 本周 |
        | 集中学习 | 2 |
        | 研讨交流 | 李卫东 |
        | 填报人 | 赵铁柱 |
        | 联系电话 | 0871-63512345 |
        | 孙强 | |
    """,
    "weeks side by side": """
        | 云岭区研讨交流情况 | < | < |
        | 单位名称 | 第3周 | 第4周 |
        | 区财政局 | 2 | 欧阳建国 |
        | 区教育局 | 1 | 1 |
        | 审核 | 周建国 | |
    """,
    "beside a table": """
        | 周报（第3周） | | | | 李卫东 |
        | 单位名称 | 研讨交流 | | 值班 | 赵铁柱 |
        | 区财政局 | 2 | | 孙强 | 0871-63512345 |
        | 区教育局 | 1 | | 张三 | 13800001111 |
        | 周建国 | | | | |
        | | 陈静 | | | |
    """,
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("asked", [{}, {"any_table": True}, {"asks_layout": True}])
def test_nobody_is_named_whatever_the_sheet_is(form: str, asked: dict[str, bool]) -> None:
    for roster in (ROSTER, NOBODY):
        reading = read(FORMS[form], roster=roster, **asked)
        asks = {issue.raw for issue in reading.all_issues if issue.code == "F32"}
        told = repr(reading)
        assert [name for name in PLANTED if name in told and name not in asks] == []
        assert [name for name in PLANTED if name in kept(reading)] == []
