"""What the loaders read in logs of visits and registers of launches."""

from __future__ import annotations

import json
from datetime import date

import pytest

from campaign import ENTRY_ROWS, Roster
from loaders import Reading
from tests.loaders.drawn import (
    NOBODY,
    ROSTER,
    Drawing,
    accepted,
    codes,
    doubts,
    entries,
    read,
    rows,
    table,
)

LOG = """
    | 第二指导组督导工作台账（10月16日—10月29日） | < | < | < | < | < | < | < | < | < |
    | 填报单位：第二指导组 | | | | | 填报时间：2023年10月27日 | | | | |
    | 序号 | 日期 | 指导组 | 被指导单位 | 督导方式 | 督导内容 | 发现问题数（个） | 问题摘要 | 抽查核实 | < |
    | ^    | ^    | ^      | ^          | ^        | ^        | ^                | ^        | 上报数 | 核实数 |
    | 1 | 2023-10-16 | 第二指导组 | 区财政局 | 听取汇报、查阅资料 | 学习 检视整改 | 2 | 学得不深 | 3 | 2 |
    | 2 | ^          | ^          | 应急局   | 抽查 | 调研 | | | | |
    | 3 | 10月17日   | 二组       | 西城街道 | 参加学习 | 学习 | 3个 | | | |
    | | | | 合计 | | | 5 | | | |
    | 填表人：张某 | | | | | | | | | |
"""
TICKED = """
    | 第二指导组督导工作台账（第3周） | < | < | < | < | < |
    | 日期 | 单位名称 | 督导方式 | < | 督导内容 | < |
    | ^    | ^        | 听取汇报 | 随机抽查 | 学习 | 调研 |
"""
LAUNCH = """
    | 云岭区动员部署情况统计表 | < | < | < | < | < |
    | 单位名称 | 领导小组成立 | 工作机构 | 动员会召开 | 召开日期 | 支部启动数/应启动数 |
"""


def log(*lines: str, **hints: object) -> Reading:
    """A log of one group with day, unit, method and stream."""
    head = ["| 第二指导组督导工作台账 | < | < | < |", "| 日期 | 单位名称 | 督导方式 | 督导内容 |"]
    return read("\n".join([*head, *(f"| {line} |" for line in lines)]), **hints)  # type: ignore[arg-type]


def launch(*lines: str, **hints: object) -> Reading:
    return read(LAUNCH + "\n".join(f"| {line} |" for line in lines), **hints)  # type: ignore[arg-type]


def told(reading: Reading) -> list[dict[str, object]]:
    return [json.loads(fields) for fields in rows(reading)["fields"]]


def test_a_log_becomes_one_row_a_visit() -> None:
    reading = read(LOG)
    (submission,) = reading.submissions
    assert (submission.form, submission.week) == ("guidance_log", None)
    frame = ENTRY_ROWS.check(submission.rows)
    assert frame[["row", "unit_id", "group_id", "day", "key"]].to_numpy().tolist() == [
        [5, "u01", "g02", "2023-10-16", ""],
        [6, "u02", "g02", "2023-10-16", ""],
        [7, "u03", "g02", "2023-10-17", ""],
    ]
    assert told(reading) == [
        {
            "method": ["hear", "read"],
            "stream": ["study", "review", "rectify"],
            "problem_found": 2,
            "checked_claimed": 3,
            "checked_verified": 2,
        },
        {"method": ["spot"], "stream": ["research"]},
        {"method": ["join"], "stream": ["study"], "problem_found": 3},
    ]
    assert doubts(reading) == []


def test_every_field_of_a_log_knows_its_column() -> None:
    (submission,) = read(LOG).submissions
    assert str(submission.address(5, "checked_verified")) == "周报!J5"
    assert str(submission.address(6, "day")) == "周报!B6"
    assert "problem_summary" not in submission.columns


def test_a_total_row_of_a_log_is_a_checksum_and_no_visit() -> None:
    found = table(read(LOG))
    assert [t.agrees for t in found.totals] == [True]
    assert found.set_aside == {8: "total", 9: "footer"}


def test_text_about_problems_is_in_no_row_and_no_value() -> None:
    reading = read(LOG)
    assert "学得不深" not in rows(reading).to_json(force_ascii=False)
    assert "problem_summary" not in entries(reading)["区财政局"].values


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("第二指导组督导台账（10月16日—10月29日）", ("2023-10-16", "2023-10-29")),
        ("第二指导组督导台账（第3周）", ("2023-10-16", "2023-10-22")),
        ("第二指导组督导台账（截至第3周）", None),
        ("第二指导组督导台账", None),
    ],
)
def test_a_log_covers_the_days_its_title_says(title: str, period: tuple[str, str] | None) -> None:
    body = "| 日期 | 单位名称 | 督导方式 | 督导内容 |\n| 10月16日 | 区财政局 | 走访 | 学习 |"
    (submission,) = read(f"| {title} | < | < | < |\n{body}").submissions
    assert submission.period == period


def test_ticks_below_a_merged_heading_are_choices() -> None:
    reading = read(TICKED + "| 10月16日 | 区财政局 | √ | √ | √ | |")
    assert told(reading) == [{"method": ["hear", "spot"], "stream": ["study"]}]
    assert entries(reading)["区财政局"].values["method"].raw == "听取汇报、随机抽查"


def test_a_row_without_any_tick_lacks_its_method() -> None:
    assert doubts(read(TICKED + "| 10月16日 | 区财政局 | | × | √ | |")) == ["C20 周报!C4"]


def test_a_word_among_ticks_is_held_at_its_cell() -> None:
    assert doubts(read(TICKED + "| 10月16日 | 区财政局 | √ | 两次 | √ | |")) == ["C17 周报!D4"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("2023年10月 | 区财政局 | 走访 | 学习", "C06 周报!A3"),
        ("第三周 | 区财政局 | 走访 | 学习", "C05 周报!A3"),
        ("10月5日-9日 | 区财政局 | 走访 | 学习", "C13 周报!A3"),
        (" | 区财政局 | 走访 | 学习", "C20 周报!A3"),
        ("2024年3月1日 | 区财政局 | 走访 | 学习", "C21 周报!A3"),
        ("10月16日 | 区财政局 | 电话 | 学习", "C17 周报!C3"),
        ("10月16日 | 区财政局 | 走访 |", "C20 周报!D3"),
        ("10月16日 | 区财政局 | 走访 | /", "C20 周报!D3"),
        ("10月16日 | | 走访 | 学习", "U09 周报!B3"),
        ("10月16日 | 区某某局 | 走访 | 学习", "U01 周报!B3"),
        ("#REF! | 区财政局 | 走访 | 学习", "C01 周报!A3"),
    ],
)
def test_a_visit_with_a_doubtful_cell_is_held_whole(line: str, found: str) -> None:
    reading = log(line, "10月16日 | 西城街道 | 走访 | 学习")
    assert doubts(reading) == [found]
    assert accepted(reading) == ["西城街道"]
    assert rows(reading)["fields"].tolist()[0] == "{}"


def test_nothing_can_have_happened_after_the_day_of_reading() -> None:
    line = "10月20日 | 区财政局 | 走访 | 学习"
    assert doubts(log(line, today=date(2023, 10, 20))) == []
    assert doubts(log(line, today=date(2023, 10, 19))) == ["C21 周报!A3"]


def test_a_unit_is_named_as_it_was_on_the_day_of_the_visit() -> None:
    before, after = (
        "10月6日 | 区旧城改造办公室 | 走访 | 学习",
        "10月9日 | 区旧城改造办公室 | 走访 | 学习",
    )
    assert doubts(log(before, after)) == ["U08 周报!B3", "U04 周报!B4"]


def test_a_visit_to_another_groups_unit_goes_in_with_a_warning() -> None:
    reading = log("10月16日 | 区教育局 | 走访 | 学习")
    assert doubts(reading) == ["U08 周报!B3"]
    assert rows(reading)["group_id"].tolist() == ["g02"]


def test_a_unit_out_of_the_uploaders_scope_is_held() -> None:
    line = "10月16日 | 区教育局 | 走访 | 学习"
    assert doubts(log(line, scope=frozenset({"u01"}))) == ["U03 周报!B3"]


def test_equal_rows_of_a_day_are_one_visit_and_different_ones_two() -> None:
    same = "10月16日 | 区财政局 | 走访 | 学习"
    reading = log(
        same, same, "10月16日 | 区财政局 | 抽查 | 学习", "10月17日 | 区财政局 | 走访 | 学习"
    )
    assert rows(reading)["row"].tolist() == [3, 5, 6]
    assert table(reading).set_aside == {4: "duplicate"}
    assert codes(reading) == ["U07"]


def test_a_log_without_a_required_column_is_not_submitted() -> None:
    reading = read(
        "| 第二指导组督导台账 | < | < |\n| 日期 | 单位名称 | 督导方式 |\n| 10月16日 | 区财政局 | 走访 |"
    )
    assert "L02" in codes(reading)
    assert (accepted(reading), reading.submissions) == ([], ())


def test_a_figure_merged_over_two_visits_counts_once() -> None:
    reading = read("""
        | 第二指导组督导台账 | < | < | < | < |
        | 日期 | 单位名称 | 督导方式 | 督导内容 | 发现问题 |
        | 10月16日 | 区财政局 | 走访 | 学习 | 2 |
        | ^ | 西城街道 | ^ | ^ | ^ |
    """)
    assert [t.get("problem_found") for t in told(reading)] == [2, None]
    assert [t["method"] for t in told(reading)] == [["site"], ["site"]]
    assert doubts(reading) == ["C12 周报!E4"]


@pytest.mark.parametrize("cell", ["约3", "3-5", "-2", "TRUE", "50%"])
def test_a_count_that_is_none_holds_the_visit(cell: str) -> None:
    reading = read(f"""
        | 第二指导组督导台账 | < | < | < | < |
        | 日期 | 单位名称 | 督导方式 | 督导内容 | 发现问题 |
        | 10月16日 | 区财政局 | 走访 | 学习 | {cell} |
    """)
    assert accepted(reading) == []


def test_a_launch_is_one_row_a_unit_by_its_key() -> None:
    reading = launch(
        "区财政局 | 是 | 已成立 | 是 | 10月9日 | 3/5", "西城街道 | 否 | 否 | 未召开 | | "
    )
    (submission,) = reading.submissions
    assert (submission.form, submission.week, submission.period) == ("launch", None, None)
    assert rows(reading)[["key", "day"]].to_numpy().tolist() == [["u01", ""], ["u03", ""]]
    assert told(reading) == [
        {
            "leading_group": True,
            "work_office": True,
            "launch_held": True,
            "launched_on": "2023-10-09",
            "branches_launched": 3,
            "branches_total": 5,
        },
        {"leading_group": False, "work_office": False, "launch_held": False},
    ]


def test_an_answer_and_its_day_may_stand_in_one_cell_or_in_two() -> None:
    one = launch("区财政局 | 是（9月28日） | | 10月9日 | |")
    two = read("""
        | 云岭区动员部署情况统计表 | < | < | < | < |
        | 单位名称 | 领导小组成立 | < | 动员会 | < |
        | ^ | 是否 | 日期 | 是否召开 | 日期 |
        | 区财政局 | 是 | 9月28日 | 是 | 10月9日 |
    """)
    expected = {
        "leading_group": True,
        "leading_group_on": "2023-09-28",
        "launch_held": True,
        "launched_on": "2023-10-09",
    }
    assert told(one) == told(two) == [expected]
    (submission,) = one.submissions
    assert str(submission.address(3, "leading_group_on")) == "周报!B3"


def test_a_share_may_stand_in_one_cell_or_in_two() -> None:
    two = read("""
        | 云岭区动员部署情况统计表 | < | < | < |
        | 单位名称 | 是否启动 | 支部启动数 | 应启动数 |
        | 区财政局 | 是 | 3 | 5 |
    """)
    one = launch("区财政局 | | | 是 | | '3/5")
    assert told(one) == told(two)
    (submission,) = one.submissions
    assert submission.columns["branches_launched"] == submission.columns["branches_total"] == 6


def test_more_branches_launched_than_there_are_hold_the_row() -> None:
    assert doubts(launch("区财政局 | | | 是 | | '6/5")) == ["K02 周报!F3"]


def test_two_launches_of_one_unit_must_agree() -> None:
    same = "区财政局 | 是 | | 是 | 10月9日 |"
    assert codes(launch(same, same)) == ["U07"]
    reading = launch(same, "区财政局 | 是 | | 是 | 10月10日 |")
    assert doubts(reading) == ["U06 周报!A3", "U06 周报!A4"]
    assert accepted(reading) == []


def test_a_launch_without_the_required_answer_is_held() -> None:
    assert doubts(launch("区财政局 | 是 | | | 10月9日 |")) == ["C20 周报!D3"]


def test_a_unit_may_send_its_own_launch() -> None:
    reading = read("""
        | 动员部署情况统计表 | < | < |
        | 填报单位：区财政局 | | |
        | 动员会召开 | 召开日期 | 参会人次 |
        | 是 | 10月9日 | 58人次 |
    """)
    assert rows(reading)[["unit_id", "key"]].to_numpy().tolist() == [["u01", "u01"]]
    assert told(reading)[0]["attendance"] == 58


def test_without_a_roster_rows_are_read_and_nothing_is_submitted() -> None:
    reading = read(LOG, roster=NOBODY)
    assert accepted(reading) == ["区财政局", "应急局", "西城街道"]
    assert reading.submissions == ()


@pytest.mark.parametrize(
    ("drawing", "form"),
    [
        ("| 督导组联系单位分工表 | < |\n| 单位名称 | 督导组 |\n| 区财政局 | 二组 |", "roster"),
        ("| 单位名称 | 单位类别 | 所属指导组 |\n| 区财政局 | 科级单位 | 二组 |", "roster"),
        ("| 单位名称 | 指导组 | 发现问题 |\n| 区财政局 | 二组 | 3 |", "weekly_report"),
        ("| 督导组周报（第3周） | < |\n| 单位名称 | 发现问题 |\n| 区财政局 | 3 |", "weekly_report"),
        (
            "| 督导台账 | < | < |\n| 单位名称 | 指导组 | 发现问题 |\n| 区财政局 | 二组 | 3 |",
            "guidance_log",
        ),
        ("| 单位名称 | 指导组 | 是否启动 |\n| 区财政局 | 二组 | 是 |", "launch"),
    ],
)
def test_a_form_is_known_among_its_neighbours(drawing: str, form: str) -> None:
    assert table(read(Drawing(drawing, name="Sheet1"), file_name="表.xlsx")).form == form


def test_days_and_contents_alone_are_no_log() -> None:
    plan = "| 单位 | 时间 | 内容 |\n| 区财政局 | 10月16日 | 集中学习 |"
    reading = read(Drawing(plan, name="Sheet1"), file_name="安排.xlsx")
    assert reading.refused is not None
    assert reading.refused.code == "L01"


def test_who_came_along_and_named_comrades_leave_no_trace() -> None:
    reading = read("""
        | 第二指导组督导台账 | < | < | < | < | < |
        | 日期 | 单位名称 | 督导方式 | 督导内容 | 督导人员 | 备注 |
        | 10月16日 | 区财政局 | 走访 | 学习 | 张某某 | 李明同志作了交流 |
    """)
    assert "G03" in codes(reading)
    assert not reading.keeps_original
    text = str(reading)
    assert "张某某" not in text
    assert "李明" not in text
    assert accepted(reading) == ["区财政局"]


def test_the_same_log_is_read_the_same_with_any_roster_order() -> None:
    turned = Roster(ROSTER.units[::-1], ROSTER.aliases, ROSTER.district_names)
    assert told(read(LOG, roster=turned)) == told(read(LOG))


def test_lines_numbered_beforehand_are_blank_until_filled_in() -> None:
    reading = read("""
        | 第二指导组督导台账 | < | < | < | < |
        | 序号 | 日期 | 单位名称 | 督导方式 | 督导内容 |
        | 1 | 10月16日 | 区财政局 | 走访 | 学习 |
        | 2 | | | | |
        | 3 | | | | |
    """)
    assert accepted(reading) == ["区财政局"]
    assert (table(reading).n_data_rows, table(reading).n_blank_rows) == (1, 2)
    assert doubts(reading) == []
