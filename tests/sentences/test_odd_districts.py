"""Sentences that were false once, each on the district that showed it."""

from __future__ import annotations

import pytest

from campaign import load_pack
from tests.house.seen import Look
from tests.sentences.heard import heard

PACK = load_pack("c2023_ztjy")
LEADERSHIP, PLACES = "leadership/", {"unit": "groups/"}


@pytest.mark.parametrize(
    ("district", "week", "page", "told", "not_told"),
    [
        # Types that never reported are not within ten points of anything.
        ("unheard_type", 4, "balance", "尚无报送，情况未知", "全区各类单位、各组的学习覆盖率"),
        # Nor has every unit reached its plan where of one nothing is known.
        (
            "unheard_type",
            4,
            "balance",
            "1家尚无数据，情况未知。",
            "各单位下属党组织学习覆盖均已达到",
        ),
        # Totals over a week without one: reports came, the week's own figure did not.
        ("totals_only", 5, "discussions", "本周数尚不能单独得出", "本周尚无报送 "),
        # Where nobody is heard of there is no 0 of ten that held a discussion.
        ("all_missing", 1, "discussions", "已开展研讨的单位 尚无报送", "0/10家"),
        # Seven of ten gave no figure: that is no less work.
        ("all_late", 3, "discussions", "报数3家，上周10家", "较上周减少"),
        # What is known at least may be more than is missing from the plan.
        ("all_held", 1, "discussions", "已知数比序时计划（", "，比序时计划"),
        # No log is not a week without reports.
        ("closed", 4, "inspections", "督导家次 情况未知", "督导家次 本周无单位报数"),
        # Nobody did anything: there is no evenness of nothing.
        (
            "nothing_done",
            4,
            "balance",
            "10家有数单位研讨交流均报零，不作均衡性比较。",
            "基尼系数为0.00",
        ),
        # A merged unit's history stands in the total beside the weeks, and it is said.
        (
            "closed",
            4,
            "unit",
            "累计含并入单位此前的数：集中学习1、研讨交流1、检视问题4。",
            "含所属",
        ),
        # Three weeks with reports in six are no course of six weeks.
        ("weeks_skipped", 6, "balance", "下属党组织学习覆盖", "从前半段到后半段"),
    ],
)
def test_what_is_not_known_is_not_said(
    odd: str, district: str, week: int, page: str, told: str, not_told: str
) -> None:
    said = {"district": district, "week": PACK.calendar.week(week).iso, "lang": "zh_CN"}
    said |= {"unit": "民政局"} if page == "unit" else {}
    text = " ".join(
        " ".join(each.split())
        for each in heard(odd, Look(PLACES.get(page, LEADERSHIP) + page, "", said)).texts
    )
    assert told in text
    assert not_told not in text
