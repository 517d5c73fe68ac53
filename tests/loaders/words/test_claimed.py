"""Which numbers of a draft speak of a figure, and of which none can tell."""

from __future__ import annotations

import pytest

from campaign import load_pack
from loaders import ClaimedNumber, Spoken, claimed_numbers

PACK = load_pack("c2023_ztjy")
SPOKEN = Spoken(
    PACK,
    {"学习覆盖率": "study_reach"},
    {"云岭区": "", "第一指导组": "group:g01", "县级领导班子": "type:county_team"},
    ("第9周", "12月3日"),
)
STUDY, TALKS = "study_session_count", "discussion_session_count"


def told(text: str, *, under: str = "") -> list[ClaimedNumber]:
    return list(claimed_numbers(text, SPOKEN, under=under))


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("截至12月3日，云岭区开展研讨交流649场次。", [f"{TALKS}@cumulative"]),
        ("集中学习本周108场次，累计2502场次。", [STUDY, f"{STUDY}@cumulative"]),
        ("学习覆盖率达到90.9%。", ["study_reach"]),
        ("集中学习累计已知至少2502场次（本周330/340个单位已报）。", [f"{STUDY}@cumulative"]),
    ],
)
def test_a_number_speaks_of_the_figure_its_words_name(text: str, figures: list[str]) -> None:
    found = told(text)
    assert [it.figures for it in found] == [(figure,) for figure in figures]
    assert all(it.is_plain and not it.place for it in found)
    assert text[found[0].start : found[0].end] in text


@pytest.mark.parametrize(
    "text",
    [
        "上周研讨交流40场次。",
        "全市研讨交流1200场次。",
        "区财政局集中学习本周9场次。",
        "集中学习平均每家7场次。",
        "研讨交流本周约31场次。",
        "研讨交流本周31场次以上的单位。",
        "研讨交流较上周增加5场次。",
        "截至11月26日，研讨交流618场次。",
        "检视问题累计已完成463个。",
        "检视问题累计955个已完成。",
        "集中学习本周108场次，12场次在乡镇。",
        "集中学习本周108场次，其中12场次。",
        "第一指导组、县级领导班子集中学习本周12场次。",
    ],
)
def test_of_a_number_beside_other_words_nothing_is_said(text: str) -> None:
    assert [it.is_plain for it in told(text)][-1] is False


@pytest.mark.parametrize(
    "text",
    [
        "10月20日召开会议。",
        "投入20万元，发放书籍300册。",
        "参加研讨交流200人。",
        "研讨交流3—5场次。",
    ],
)
def test_a_number_of_something_else_is_not_taken_up(text: str) -> None:
    assert told(text) == []


def test_a_place_or_a_time_holds_for_what_follows() -> None:
    for mark in ("，", ""):
        found = told(f"县级领导班子集中学习累计82场次{mark}研讨交流本周1场次。")
        assert {it.place for it in found[1:]} == {"type:county_team"}
    (below,) = told("集中学习12场次。", under="第一指导组本周情况")
    assert (below.place, below.figures) == ("group:g01", (STUDY,))
    assert not told("集中学习12场次。", under="河西镇情况")[0].is_plain


def test_without_a_time_it_may_be_either() -> None:
    (found,) = told("研讨交流649场次。")
    assert found.figures == (TALKS, f"{TALKS}@cumulative")
