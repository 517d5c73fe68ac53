"""Rows of ledgers as offices keep them: organisations and a draw go in; cells by field come out.

Nothing in them follows from the weekly figures; they show what such sheets look like.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random

from sample_data.sheets.sheets import Value
from sample_data.truth.organisations import Organisation

Row = Mapping[str, Value]

_PROBLEMS = (
    "联系实际学习不够深入，学用结合不紧", "深入基层调研次数偏少", "服务企业主动性不强",
    "重点任务推进不够快", "对下级党组织指导不经常", "文件流转时间偏长", "窗口办事等候时间较长",
    "建章立制跟进不及时",
)  # fmt: skip
MEASURES = (
    "制定学习计划，每月集中研讨一次", "建立联系点，每月下沉调研", "实行首问负责和限时办结",
    "列出任务清单，每周调度", "修订工作制度并公开",
)  # fmt: skip
SOURCES = ("自查检视", "调研发现", "群众反映强烈", "上级党组织指出", "指导组反馈")
_TOPICS = (
    ("惠企政策落实情况", "营商环境改善"), ("和美乡村建设路径", "乡村振兴"),
    ("社区养老服务供给", "民生保障"), ("重大项目审批提速", "项目建设"),
    ("流域水环境治理", "生态环保"), ("产业链招商", "招商引资"),
    ("基层党组织带头人培养", "党的建设"), ("绿色工厂建设", "绿色发展"),
)  # fmt: skip
_SERVICES = (
    "加装路灯",
    "老旧小区外墙修缮",
    "增设公交站点",
    "便民服务点延时开放",
    "修缮村道",
    "建设口袋公园",
)
_BOOKS = ("《著作选读》", "《专题摘编》")


def research_rows(
    orgs: Sequence[Organisation], *, since: date, draw: Random, week: int
) -> Iterator[Row]:
    """One topic a unit, as far as it is in that week: visits, then a report, then its results
    put to use."""
    for number, org in enumerate(orgs, start=1):
        topic, field = draw.choice(_TOPICS)
        visits = min(draw.randint(0, 6) + (week - 4) // 4, 6)
        found = draw.randint(1, 4)
        reported, converted = visits > 3, visits > 4 and week > 4
        said = "形成报告" if reported else "调研中" if visits else "未启动"
        yield {
            "number": f"KT-{number:02d}",
            "unit": org.name,
            "topic": topic,
            "field": field,
            "research_type": draw.choice(("领题调研", "专项调研", "蹲点", "“四不两直”")),
            "leader": f"L{number:02d}",
            "place": draw.choice(("乡村农户", "社区楼院、企业", "田间地头", "重大项目现场")),
            "visits": visits,
            "due": since + timedelta(days=75),
            "progress": "已转化" if converted else said,
            "problem_found": found if visits else 0,
            "problem_solved": found - 1 if converted else 0,
            "reports": 1 if reported else 0,
            "converted": 1 if converted else 0,
        }


def letter_rows(orgs: Sequence[Organisation], *, since: date, draw: Random) -> Iterator[Row]:
    """Three letters with seven problems each, one problem a unit."""
    for issue in range(3):
        sent = since + timedelta(days=6 * (issue + 1))
        for number, org in enumerate(draw.sample(orgs, 7), start=1):
            answered = issue < 2 and draw.random() < 0.8
            yield {
                "letter_no": f"第{issue + 1}期",
                "issued_on": sent,
                "issuer": "办公室",
                "unit": org.name,
                "problem_no": number,
                "problem": draw.choice(_PROBLEMS),
                "stream": draw.choice(("学习教育", "调查研究", "检视问题", "整改落实")),
                "reply_due": sent + timedelta(days=14),
                "replied_on": sent + timedelta(days=draw.randint(5, 12)) if answered else None,
                "is_closed": "是" if answered else "否",
            }


def review_rows(orgs: Sequence[Organisation], *, since: date, draw: Random) -> Iterator[Row]:
    """A round or two of each unit's plan."""
    for org in orgs:
        sent = since + timedelta(days=draw.randint(3, 8))
        returned = draw.random() < 0.3
        first: dict[str, Value] = {"unit": org.name, "submitted_on": sent, "round": "第1轮"}
        if returned:
            reason = draw.choice(("缺少措施", "缺少时限", "华而不实"))
            back = sent + timedelta(days=2)
            yield {
                **first,
                "review_result": "退回修改",
                "return_reason": reason,
                "returned_on": back,
            }
            first = {"unit": org.name, "submitted_on": back + timedelta(days=2), "round": "第2轮"}
            sent = back + timedelta(days=2)
        yield {**first, "review_result": "通过", "passed_on": sent + timedelta(days=2)}


def point_rows(orgs: Sequence[Organisation], *, since: date, draw: Random) -> Iterator[Row]:
    """A contact point a leader, who stands there as a code."""
    for number, org in enumerate(orgs, start=1):
        visits = draw.randint(0, 3)
        yield {
            "leader": f"L{number:02d}",
            "tier": "县级",
            "unit": org.name,
            "visited_on": since + timedelta(days=draw.randint(5, 25)) if visits else None,
            "visits": visits,
            "problem_solved": draw.randint(0, visits),
            "lectures": 1 if visits else 0,
        }


def book_rows(orgs: Sequence[Organisation], *, since: date, draw: Random) -> Iterator[Row]:
    """Two titles a unit, one set a person and one an organisation."""
    for org in orgs:
        for title in _BOOKS:
            persons, below = draw.randint(5, 40), org.sub_org_total + 1
            lacking = draw.random() < 0.15
            yield {
                "unit": org.name,
                "book_title": title,
                "book_set_required_person": persons,
                "book_set_distributed_person": persons - 2 if lacking else persons,
                "book_set_required_org": below,
                "book_set_distributed_org": below,
                "distributed_on": since + timedelta(days=draw.randint(4, 12)),
                "gap_reason": "印刷数量不足" if lacking else None,
            }


def office_rows(*, since: date, n_weeks: int, draw: Random) -> Iterator[Row]:
    """The office's weeks: a meeting, an analysis, a push, and training now and then."""
    for week in range(n_weeks):
        monday = since + timedelta(weeks=week)
        yield {
            "day": monday,
            "category": "周例会",
            "times": 1,
            "audience": "办公室",
            "content": "部署本周工作",
        }
        friday = monday + timedelta(days=4)
        yield {
            "day": friday,
            "category": "周分析研判",
            "times": 1,
            "audience": "办公室",
            "content": "分析各组进度",
        }
        if week % 3 == 0:
            group = draw.choice(("第二指导组", "各指导组", "第七指导组"))
            day = monday + timedelta(days=2)
            yield {
                "day": day,
                "category": "专题培训",
                "times": 1,
                "audience": group,
                "content": "以会代训",
            }


def replay_office_rows(groups: Sequence[str], *, since: date, n_weeks: int) -> Iterator[Row]:
    """An office of ten; ten weeks of meetings of office and groups; training of the office, of all
    groups and of all but the last two."""
    yield next(staff_rows(since))
    for week in range(n_weeks):
        monday = since + timedelta(weeks=week)
        for kind, after in (("周例会", 0), ("周分析研判", 4), ("周推进落实", 4)):
            for whom in ("办公室", "各指导组"):
                yield _work(monday + timedelta(days=after), kind, 1, whom)
    told = [(2, "制定方案", 2, "办公室"), (3, "方案制度", 5, "各指导组")]
    told += [(1 + 7 * week, "专题培训", 1, "办公室") for week in range(5)]
    told += [(2 + 14 * week, "专题培训", 1, "各指导组") for week in range(2)]
    told += [(9 + i, "专题培训", 1, group) for i, group in enumerate(groups[:-2])]
    for after, kind, times, whom in told:
        yield _work(since + timedelta(days=after), kind, times, whom)


def _work(day: date, category: str, times: int, audience: str) -> Row:
    return {"day": day, "category": category, "times": times, "audience": audience}


def staff_rows(since: date) -> Iterator[Row]:
    """How many work in the office and in the groups, told at first and when two more came."""
    for after, whom, people in ((1, "办公室", 10), (1, "各指导组", 42), (15, "办公室", 12)):
        day = since + timedelta(days=after)
        yield {"day": day, "category": "人员配备", "audience": whom, "staff_count": people}


def service_rows(orgs: Sequence[Organisation], *, since: date, draw: Random) -> Iterator[Row]:
    """One service promised a unit."""
    for number, org in enumerate(orgs, start=1):
        done = draw.random() < 0.5
        yield {
            "number": number,
            "unit": org.name,
            "item": draw.choice(_SERVICES),
            "source": "群众反映",
            "mode": draw.choice(("立刻办", "限期办", "分期办")),
            "due": since + timedelta(days=80),
            "progress": "已办结" if done else "办理中",
            "done_on": since + timedelta(days=draw.randint(10, 25)) if done else None,
            "satisfaction": draw.choice(("满意", "比较满意", "基本满意")) if done else None,
        }
