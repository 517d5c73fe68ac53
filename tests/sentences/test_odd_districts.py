"""Sentences that were false once, each on the district that showed it."""

from __future__ import annotations

import pytest

from campaign import load_pack
from tests.house.seen import Look
from tests.house.terminal import printed
from tests.sentences.districts import STUDY
from tests.sentences.heard import heard
from tests.sentences.test_every_sentence import wrong

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
        # A visit that leaves its findings open: the others' are a part of them.
        (
            "weeks_skipped",
            6,
            "inspections",
            "督导2家次，已知至少发现问题2个",
            "督导2家次，发现问题2个",
        ),
        # Of two readings the lower counts: at least, for its type and group too.
        ("families_in_totals", 5, "discussions", "科级 已知至少29场次", "科级 累计29场次"),
        # Who began to report for another is asked about where it is visited.
        ("families_in_totals", 5, "unit", "本单位是否连东山村一并上报有变", "的报表没有疑问"),
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


@pytest.mark.parametrize("district", ["families", "families_in_totals"])
@pytest.mark.parametrize("page", ["overview", "coverage", "discussions", "balance"])
def test_who_moved_between_parents_counts_once_on_every_page(
    odd: str, district: str, page: str
) -> None:
    said = {"district": district, "week": PACK.calendar.week(5).iso, "lang": "zh_CN"}
    looked = heard(odd, Look(f"leadership/{page}", district, said | {"door": "leadership"}))
    assert list(wrong(odd, looked)) == []


@pytest.mark.parametrize("district", ["families", "families_in_totals"])
def test_units_that_moved_say_on_their_pages_what_the_terminal_says(
    odd: str, district: str
) -> None:
    said = {"district": district, "week": PACK.calendar.week(5).iso, "lang": "zh_CN"}
    told = printed(odd, "figures", "--district", district, "--week", said["week"], "--by", "unit")
    sums = {line["place"]: line for line in told["sums"] if line["quantity"] == STUDY}
    assert sum(line["cumulative"] for line in sums.values()) == 10 * 2 * 5 + 8
    assert told["quantities"][STUDY]["is_lower_bound"] is (district == "families_in_totals")
    for unit, total in {"民政局": 10, "教育局": 14, "卫健局": 14, "图书馆": 10}.items():
        line = sums[unit]
        assert line["cumulative"] == total
        shown = "≥" * line["is_lower_bound"] + str(total)
        (table,) = (
            text
            for text in heard(odd, Look("groups/unit", unit, said | {"unit": unit})).texts
            if text.startswith("指标")
        )
        assert f" {shown} " in table.split("集中学习")[1].split("中心组")[0]


def test_a_group_reads_no_name_of_another_s_unit_in_a_doubt(odd: str) -> None:
    said = {"district": "families_in_totals", "week": PACK.calendar.week(5).iso, "lang": "zh_CN"}
    seat = {"door": "groups", "seat": "g02"}
    texts = " ".join(heard(odd, Look("office/quality", "g02", said | seat)).texts)
    assert "本单位一并上报的单位有变" in texts
    assert "图书馆" not in texts
