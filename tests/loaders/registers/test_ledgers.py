"""What the loaders read in letters, ledgers, reviews, contact points, books and the office's log."""

from __future__ import annotations

import json

import pytest

from loaders import Reading
from tests.loaders.drawn import Drawing, accepted, codes, doubts, issue, read, rows, table

LEDGER = """
    | 第二指导组检视问题整改台账 | < | < | < | < | < | < | < | < | < | < | < | < |
    | 问题编号 | 责任单位 | 问题来源 | 所属方面 | 问题表现 | 整改措施 | 整改方式 | 整改时限 | 整改进展 | 完成日期 | 核查结果 | 是否销号 | 建章立制（项） |
"""
PROBLEM = (
    "区财政局 | 自查检视 | 工作作风 | 下基层调研不够 | 制定调研计划 | 立行立改 | 2023年12月31日"
)


def ledger(*lines: str, **hints: object) -> Reading:
    return read(LEDGER + "\n".join(f"| {line} |" for line in lines), **hints)  # type: ignore[arg-type]


def told(reading: Reading) -> list[dict[str, object]]:
    return [json.loads(fields) for fields in rows(reading)["fields"]]


def keys(reading: Reading) -> list[str]:
    return rows(reading)["key"].tolist()


def test_a_problem_is_a_numbered_line_with_its_state_and_its_texts() -> None:
    reading = ledger(f"12 | {PROBLEM} | 推进中 | | | 否 | 1", file_name="台账.xlsx")
    assert table(reading).form == "problem_ledger"
    assert doubts(reading) == []
    assert keys(reading) == ["u01  12"]
    assert rows(reading)["unit_id"].tolist() == ["u01"]
    assert told(reading) == [
        {
            "number": "12",
            "source": "self",
            "aspect": "style",
            "problem": "下基层调研不够",
            "measures": "制定调研计划",
            "mode": "immediate",
            "due": "2023-12-31",
            "progress": "in_progress",
            "is_closed": False,
            "rules_made": 1,
        }
    ]


@pytest.mark.parametrize(
    ("progress", "check", "struck", "state", "code"),
    [
        ("未启动", "", "", "not_started", ""),
        ("正在解决", "", "否", "in_progress", ""),
        ("取得阶段性成果并持续整改", "", "", "stage_done", ""),
        ("整改到位", "", "否", "claimed_done", ""),
        ("已完成", "通过", "是", "verified_closed", ""),
        ("已完成", "", "是", "claimed_done", "C22"),
        ("对账销号", "合格", "", "verified_closed", ""),
        ("已销号", "", "", "claimed_done", "C22"),
        ("反弹", "", "", "reopened", ""),
        ("转办", "", "", "withdrawn", ""),
        ("正在整改", "通过", "是", None, "C23"),
        ("已完成", "未通过", "是", None, "C23"),
        ("八成", "", "", None, "C17"),
    ],
)
def test_only_a_verification_closes_a_problem(
    progress: str, check: str, struck: str, state: str | None, code: str
) -> None:
    reading = ledger(f"1 | {PROBLEM} | {progress} | | {check} | {struck} | ")
    assert [t.get("progress") for t in told(reading)] == [state]
    assert [text.split()[0] for text in doubts(reading)] == ([code] if code else [])


def test_a_line_without_a_number_is_known_by_its_problem() -> None:
    reading = ledger(f" | {PROBLEM} | 推进中 | | | | ")
    assert keys(reading) == ["u01  下基层调研不够"]


def test_one_number_of_one_unit_twice_is_asked_about() -> None:
    other = PROBLEM.replace("下基层调研不够", "服务群众不细")
    reading = ledger(f"第1条 | {PROBLEM} | 推进中 | | | | ", f"1 | {other} | 推进中 | | | | ")
    assert accepted(reading) == []
    assert doubts(reading) == ["U17 周报!B3", "U17 周报!B4"]


def test_one_number_of_two_units_is_two_lines() -> None:
    other = PROBLEM.replace("区财政局", "区教育局")
    reading = ledger(f"1 | {PROBLEM} | 推进中 | | | | ", f"1 | {other} | 推进中 | | | | ")
    assert keys(reading) == ["u01  1", "u09  1"]


def test_a_deadline_may_be_ahead_and_a_day_of_completion_may_not() -> None:
    reading = ledger(f"1 | {PROBLEM} | 已完成 | 2024年3月1日 | | | ")
    assert doubts(reading) == ["C21 周报!J3"]


def test_a_text_beyond_the_limit_is_held_and_never_cut() -> None:
    line = PROBLEM.replace("下基层调研不够", "长" * 501)
    reading = ledger(f"1 | {line} | 推进中 | | | | ")
    assert doubts(reading) == ["C14 周报!E3"]
    assert issue(reading, "C14").params["n"] == 500


def test_a_choice_of_one_with_two_answers_is_held() -> None:
    reading = ledger(f"1 | {PROBLEM.replace('自查检视', '自查、群众反映')} | 推进中 | | | | ")
    assert doubts(reading) == ["C13 周报!C3"]


LETTER = """
    | 第3期答复意见问题清单 | < | < | < | < | < | < | < | < | < |
    | 期号 | 发文日期 | 发文单位 | 主送单位 | 问题序号 | 问题内容 | 问题类别 | 要求回复时限 | 回复日期 | 是否办结 |
    | 第3期 | 2023年10月20日 | 第二指导组 | 区财政局 | 1 | 研讨不深 | 学习、整改 | 2023年11月3日 | | 否 |
    | ^ | ^ | ^ | ^ | 2 | 调研不实 | 调研 | ^ | 10月30日 | 已办结 |
    | 第三期 | 2023年10月20日 | 区主题教育办公室 | 区教育局 | 1 | 措施不细 | 检视整改 | 2023年11月3日 | | |
"""


def test_a_letter_has_one_line_a_problem_and_says_who_wrote_it() -> None:
    reading = read(LETTER, file_name="答复.xlsx")
    assert doubts(reading) == []
    frame = rows(reading)
    assert frame["day"].tolist() == ["2023-10-20"] * 3
    assert frame["group_id"].tolist() == ["g02", "g02", ""]
    assert keys(reading) == ["u01 3 group g02 1", "u01 3 group g02 2", "u09 3 office  1"]
    assert [t["letter_no"] for t in told(reading)] == ["3", "3", "3"]
    assert [t.get("is_closed") for t in told(reading)] == [False, True, None]
    assert told(reading)[2]["stream"] == ["review", "rectify"]


RESEARCH = """
    | 云岭区主题教育调研课题台账 | < | < | < | < | < | < | < | < | < | < |
    | 课题编号 | 单位 | 课题名称 | 重点领域 | 调研类型 | 领题领导代号 | 调研点位类型 | 调研次数 | 完成时限 | 进展 | 调研报告（篇） |
"""


def test_a_research_topic_is_led_by_a_code() -> None:
    line = "| KT-01 | 区财政局 | 惠企政策落实 | 营商环境 | “四不两直” | l1 | 企业、社区 | 3 | 2023-12-15 | 形成报告 | 1 |"
    reading = read(RESEARCH + line)
    assert doubts(reading) == []
    assert told(reading) == [
        {
            "number": "KT-01",
            "topic": "惠企政策落实",
            "field": "business",
            "research_type": "unannounced",
            "leader": "L01",
            "place": ["community", "enterprise"],
            "visits": 3,
            "due": "2023-12-15",
            "progress": "reported",
            "reports": 1,
        }
    ]


def test_a_leaders_name_is_refused_and_the_row_goes_in_without_it() -> None:
    line = "| 1 | 区财政局 | 惠企政策落实 | 民生保障 | 蹲点 | 欧阳某某 | 企业 | 3 | 2023-12-15 | 调研中 | |"
    reading = read(RESEARCH + line)
    assert doubts(reading) == ["G03 周报!F3"]
    assert "leader" not in told(reading)[0]
    assert "欧阳" not in repr(reading)


def test_a_round_of_review_is_a_line() -> None:
    drawing = """
        | 实施方案审核台账 | < | < | < | < | < | < |
        | 单位 | 报审日期 | 审核轮次 | 审核指导组 | 审核结果 | 退回原因 | 通过日期 |
        | 区财政局 | 10月9日 | 首轮 | 第二指导组 | 退回修改 | 华而不实、缺少时限 | |
        | 区财政局 | 10月12日 | 第2轮 | 二组 | 通过 | / | 10月13日 |
    """
    reading = read(drawing)
    assert doubts(reading) == []
    assert keys(reading) == ["u01 1", "u01 2"]
    assert told(reading)[0]["return_reason"] == ["showy", "no_deadline"]
    assert [t["review_result"] for t in told(reading)] == ["revise", "passed"]


def test_a_contact_point_is_a_line_of_a_leader_and_a_unit() -> None:
    drawing = """
        | 领导干部联系点台账 | < | < | < | < | < | < |
        | 领导代号 | 层级 | 联系点单位 | 到点指导日期 | 指导次数 | 解决问题 | 讲党课 |
        | L01 | 县级 | 区财政局 | 10月20日 | 2 | 1 | 1 |
        | L02 | 科级 | 区财政局 | | 0 | | |
    """
    reading = read(drawing)
    assert doubts(reading) == []
    assert keys(reading) == ["u01 l01", "u01 l02"]
    assert told(reading)[0] == {
        "leader": "L01",
        "tier": "county",
        "visited_on": "2023-10-20",
        "visits": 2,
        "problem_solved": 1,
        "lectures": 1,
    }


def test_books_have_two_denominators() -> None:
    drawing = """
        | 学习用书配发情况 | < | < | < | < | < |
        | 单位名称 | 书目 | 人手一套 | < | 党组织 | < |
        | ^ | ^ | 应配 | 已配 | 应配 | 已配 |
        | 区财政局 | 著作选读 | 30 | 28 | 5 | 5 |
        | 区教育局 | 著作选读 | 10 | 12 | 6 | 6 |
    """
    reading = read(drawing)
    assert table(reading).form == "book_distribution"
    assert told(reading)[0] == {
        "book_title": "著作选读",
        "book_set_required_person": 30,
        "book_set_distributed_person": 28,
        "book_set_required_org": 5,
        "book_set_distributed_org": 5,
    }
    assert keys(reading) == ["u01 著作选读", "u09 著作选读"]


def test_the_offices_log_has_no_units() -> None:
    drawing = """
        | 办公室工作台账 | < | < | < | < |
        | 日期 | 类别 | 次数 | 对象 | 内容 |
        | 2023-10-16 | 专题培训 | 1 | 办公室 | 以会代训 |
        | 2023-10-17 | 周例会 | 1 | 第二指导组 | 分析本周情况 |
        | 2023-10-17 | 互学互鉴 | 1 | 各指导组 | 交流做法 |
        | 2023-10-17 | 互学互鉴 | 1 | 各指导组 | 交流做法 |
    """
    reading = read(drawing, file_name="台账.xlsx")
    frame = rows(reading)
    assert table(reading).unit_column is None
    assert frame["unit_id"].tolist() == ["", "", ""]
    assert frame["group_id"].tolist() == ["", "g02", ""]
    assert frame["accepted"].all()
    assert [t["category"] for t in told(reading)] == ["training", "weekly_meeting", "exchange"]
    assert [t["audience"] for t in told(reading)] == ["office", "group", "group"]
    assert "U07" in codes(reading)


def test_a_service_promised_is_a_numbered_line() -> None:
    drawing = """
        | 民生实事清单 | < | < | < | < | < | < | < |
        | 编号 | 责任单位 | 事项 | 办理方式 | 时限 | 进展 | 办结日期 | 群众评价 |
        | 1 | 西城街道 | 加装电梯 | 分期办 | 2023年12月31日 | 已办结 | 10月20日 | 基本满意 |
    """
    reading = read(drawing)
    assert doubts(reading) == []
    assert told(reading)[0]["mode"] == "staged"
    assert told(reading)[0]["satisfaction"] == "basically_satisfied"


def test_a_ledger_may_have_no_column_for_where_problems_come_from() -> None:
    reading = ledger(f"1 | {PROBLEM} | 推进中 | | | 否 |")
    lines = (
        LEDGER.replace("| 问题来源 ", "", 1)
        + f"| 1 | {PROBLEM.replace(' | 自查检视', '')} | 推进中 | | | 否 | |"
    )
    (without,) = told(read(lines))
    assert told(reading)[0] == without | {"source": "self"}


def test_a_ledger_without_a_required_column_stores_nothing() -> None:
    reading = read(
        Drawing(
            "| 问题整改台账 | < | < |\n| 编号 | 责任单位 | 问题表现 |\n| 1 | 区财政局 | 甲 |",
            name="台账",
        )
    )
    assert reading.submissions == ()
    assert {"L02"} <= set(codes(reading))


@pytest.mark.parametrize(
    ("due", "told", "mode", "doubt"),
    [
        ("立行立改", None, "immediate", "C42 周报!E3"),
        ("长期坚持", None, "staged", "C42 周报!E3"),
        ("12月底", "2023-12-31", None, "C09 周报!E3"),
    ],
)
def test_a_deadline_may_be_a_way_of_mending_without_one(due, told, mode, doubt):
    reading = read(f"""
        | 整改台账 | < | < | < | < | < |
        | 责任单位 | 问题来源 | 问题表现 | 整改措施 | 整改时限 | 整改进展 |
        | 区财政局 | 自查 | 学习不深入 | 制定计划 | {due} | 正在整改 |
    """)
    (line,) = (json.loads(fields) for fields in rows(reading)["fields"])
    assert (line.get("due"), line.get("mode")) == (told, mode)
    assert doubts(reading, notes=True) == [doubt]
    assert accepted(reading) == ["区财政局"]
