"""Reasons and findings read as an office would write them, in both languages."""

import pytest

from campaign import (
    Finding,
    Level,
    Place,
    Reason,
    finding_words,
    load_pack,
    reason_words,
    wording,
)

PACK = load_pack("c2023_ztjy")
ZH, EN = wording("zh_CN"), wording("en")


def reason(code, subject="", **numbers):
    """A reason with these numbers."""
    return Reason(code, Level.ATTENTION, subject=subject, **({"value": 0, "limit": 0} | numbers))


SAID = [
    (
        reason("behind_plan", "study_org_share", value=11, limit=27, n=40, change=24),
        "下属党组织学习覆盖11/40个，序时应达27个；再覆盖13个即出列",
        "Study has reached 11 of 40 subordinate organisations, 27 due by now; "
        "13 more and this item is gone",
    ),
    (
        reason(
            "behind_plan",
            "discussion_session_count",
            value=1,
            limit=2.5,
            n=4,
            change=2,
            is_lower_bound=True,
        ),
        "研讨交流已知至少1场次，序时应达2.5场次（目标4场次）；再完成1场次即出列",
        "Discussion sessions: at least 1 known, 2.5 due by now (target 4); "
        "1 more and this item is gone",
    ),
    (
        reason(
            "behind_plan", "discussion_session_count", limit=1, n=1, change=1, is_lower_bound=True
        ),
        "研讨交流已报数为零（有周次未报），序时应达1场次（目标1场次）；再完成1场次即出列",
        "Discussion sessions: none known (weeks not reported), 1 due by now (target 1); "
        "1 more and this item is gone",
    ),
    (
        reason("overdue", "reading_class_days", value=4, n=7, change=7),
        "读书班天数应完成7天，已逾期4天；累计达到7天即出列",
        "Reading class: 7 due, 4 days late; 7 in all and this item is gone",
    ),
    (
        reason("overdue", "launch", value=1, n=1, change=1),
        "动员部署尚未登记召开，已逾期1天；登记动员会召开情况即出列",
        "No launch meeting on record, 1 day late; a launch on record and this item is gone",
    ),
    (
        reason("not_visited", "guidance", value=17, limit=14, n=2, change=1),
        "距上次督导17天，间隔应不超过14天；督导1次即出列",
        "17 days since the last visit, at most 14 intended; one visit and this item is gone",
    ),
    (
        reason("not_visited", "guidance", value=30, limit=28, change=1),
        "启动以来30天尚未督导，间隔应不超过28天；督导1次即出列",
        "No visit on record in 30 days since the launch, at most 28 intended; "
        "one visit and this item is gone",
    ),
    (
        reason("zero_streak", "study_session_count", value=3, n=3, weeks=3, change=1),
        "集中学习连续3周为零；开展1场次并报送即出列",
        "Group study: none for 3 weeks running; 1 held and reported and this item is gone",
    ),
    (
        reason("zero_streak", "study_session_count", value=4, n=3, weeks=4, change=1),
        "集中学习连续4周为零或未报（其中1周未报）；开展1场次并报送即出列",
        "Group study: none reported for 4 weeks running (1 without a figure); "
        "1 held and reported and this item is gone",
    ),
    (
        reason("not_reported", "report", value=2, weeks=2, change=1),
        "连续2周未报送；报送本周周报即出列，没有开展的填零即可",
        "No report for 2 weeks running; this week’s report, zeros included, and this item is gone",
    ),
    (
        reason("below_peers", "study_org_share", value=11, limit=23, n=40, weeks=2),
        "下属党组织学习覆盖11/40个，同类单位正常波动下限23个，值得了解",
        "Study has reached 11 of 40 subordinate organisations; chance alone would still leave 23 "
        "among units of its type: worth a look",
    ),
    (
        reason("below_peers", "study_session_count", value=3, limit=15, n=10, weeks=1),
        "集中学习10个已报周累计3场次，同类单位正常波动下限15场次，值得了解",
        "Group study: 3 in 10 weeks reported; chance alone would still leave 15 "
        "among units of its type: worth a look",
    ),
    (
        reason("stalled", "study_session_count", value=1, limit=2.14, n=20, weeks=6),
        "集中学习最近6个已报周共1场次，此前平均每周2.1场次，降幅超出正常波动，值得了解",
        "Group study: 1 in the last 6 reported weeks, 2.1 a week before, "
        "a fall beyond chance: worth a look",
    ),
]


@pytest.mark.parametrize(("told", "chinese", "english"), SAID)
def test_a_reason_says_its_numbers_and_a_fact_its_smallest_change(told, chinese, english):
    assert reason_words(told, PACK, ZH) == chinese
    assert reason_words(told, PACK, EN) == english


FOUND = [
    (
        Finding("type_behind", 0.617, 0.851, (Place("type", "non_public"),)),
        "非公企业党组织学习覆盖率61.7%，低于全区23.4个百分点",
        "Non-public enterprise organisations: study reach 61.7%, 23.4 points below the district",
    ),
    (
        Finding("group_uneven", 0.5, 0.7, (Place("group", "g03"),)),
        "第三指导组学习覆盖率50.0%，按其单位类型构成应为70.0%，低20个百分点",
        "Group 3: study reach 50.0%, 20 points below the 70.0% its mix of unit types would give",
    ),
    (
        Finding("busy_weeks", 0.625, 0.5, (Place("district", "east"),), (5, 6)),
        "第5周、第6周有单位申报工学冲突，单位平均集中学习场次较前四周最多减少62.5%",
        "Week 5, Week 6: units declared work–study conflicts, and study sessions per unit fell "
        "by up to 62.5% below the four weeks before",
    ),
    (
        Finding("effort_uneven", 0.64, 0.6, (Place("workstream", "study"),)),
        "督导内容中理论学习占64.0%（均衡界限60.0%）",
        "64.0% of guidance visits went to Study (even is below 60.0%)",
    ),
    (
        Finding("groups_untrained", 2, 3, (Place("group", "g03"), Place("group", "g05"))),
        "第三指导组、第五指导组参加培训最多2次，少于3次",
        "Group 3, Group 5: trained 2 times at most, fewer than 3",
    ),
    (
        Finding("reports_missing", 0.932, 0.95, (Place("district", "east"),)),
        "本周报送率93.2%，低于95.0%",
        "93.2% of this week’s reports are in, fewer than 95.0%",
    ),
]


@pytest.mark.parametrize(("told", "chinese", "english"), FOUND)
def test_a_finding_says_its_figures(told, chinese, english):
    assert finding_words(told, PACK, ZH) == chinese
    assert finding_words(told, PACK, EN) == english


def test_one_busy_week_is_not_called_several():
    told = Finding("busy_weeks", 0.5, 0.5, (Place("district", "east"),), (5,))
    assert finding_words(told, PACK, ZH).startswith("第5周有单位申报工学冲突")
    assert "最多" not in finding_words(told, PACK, ZH)
