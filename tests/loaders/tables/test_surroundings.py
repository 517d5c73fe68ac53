"""The words around a table: title, sender, group, district, day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from loaders.files.workbook import sheets_of
from loaders.tables import district_in
from loaders.tables.surroundings import Surroundings, group_in, group_within, surroundings
from loaders.words import Reach
from tests.loaders.drawn import PACK, ROSTER, Drawing, accepted, doubts, read, workbook


def around(drawing: str, *, rows: int, name: str = "周报") -> Surroundings:
    found = sheets_of(workbook(Drawing(drawing, name=name)))
    assert isinstance(found, tuple)
    return surroundings(found[0][0], range(1, rows + 1), calendar=PACK.calendar, file_name="x.xlsx")


@pytest.mark.parametrize(
    ("line", "sender"),
    [
        ("| 填报单位：第三指导组 |", "第三指导组"), ("| 填报单位（盖章）：区财政局党组 |",
        "区财政局党组"),
        ("| 填报单位： | 区财政局 |", "区财政局"), ("| 填报单位 | | 区财政局 |", "区财政局"),
        ("| 填报单位（盖章）： | 区财政局 |", "区财政局"),
        ("| 报送单位：青龙镇（盖章） |", "青龙镇"), ("| 单位：青龙镇（公章） |", "青龙镇"),
        ("| 填表单位:区财政局 填报时间：10月20日 |", "区财政局"),
        ("| 填报单位：区财政局　　填表人：张某某 |", "区财政局"),
        ("| 填报单位：　　填报时间：10月20日 |", ""),
        ("| 单位：个、场次 |", ""), ("| 填报单位： | 填报时间：10月20日 |", ""),
    ],
)  # fmt: skip
def test_the_sender_stands_behind_its_label(line: str, sender: str) -> None:
    assert around(line, rows=1).sender_name == sender


def test_the_title_is_the_first_line_that_is_none_of_the_others() -> None:
    found = around("| 附件1 |\n| 填报单位：区财政局 |\n| 云岭区周报表（第3周） |", rows=3)
    assert found.title == "云岭区周报表（第3周）"


def test_the_reporting_day_is_the_one_said_to_be_it() -> None:
    found = around("| 周报表（10月16日—10月22日） |\n| 填报时间：2023年10月20日 |", rows=2)
    assert found.reporting_date == date(2023, 10, 20)
    assert around("| 周报表（10月16日—10月22日） |", rows=1).reporting_date is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("累计情况表", True),
        ("截至10月20日", False),
        ("周报表", False),
        ("主题教育开展以来工作情况统计表", True),
        ("启动至今情况表", True),
    ],
)
def test_a_title_may_speak_of_totals(text: str, says: bool) -> None:
    found = around(f"| {text} |", rows=1).mentions
    assert (Reach.SINCE_LAUNCH in {mention.reach for mention in found}) is says


@pytest.mark.parametrize(
    ("text", "group"),
    [("第二指导组", "g02"), ("指导二组", "g02"), ("2组", "g02"), ("第十二指导组", "g12"),
     ("第二十指导组", "g20"),
     ("二组周报", ""), ("十组", "g10"), ("", "")],
)  # fmt: skip
def test_a_group_is_named_exactly(text: str, group: str) -> None:
    assert group_in(text, PACK) == group


@pytest.mark.parametrize(
    ("text", "group"),
    [("第二指导组周报表（第3周）", "g02"), ("主题教育第十二指导组周报", "g12"), ("12组周报",
     "g12"), ("二组周报", "g02"),
     ("第二组和第三组汇总表", ""), ("周报表（第3周）", ""), ("工作组周报", ""), ("第二十一组周报", ""),
     ("第二十组",
     "g20")],
)  # fmt: skip
def test_a_group_is_named_within_a_longer_text(text: str, group: str) -> None:
    assert group_within(text, PACK) == group


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("云岭区主题教育名册", ("云岭区",)),
        ("中共云岭县委主题教育", ("云岭县",)),
        ("主题教育参学单位名册", ()),
    ],
)
def test_the_district_is_named_at_the_front(title: str, names: tuple[str, ...]) -> None:
    assert district_in(title) == names


@pytest.mark.parametrize(
    ("title", "doubt"),
    [
        ("青山区主题教育工作进展情况周报表（第3周）", ["U15 周报!2"]),
        ("云岭区主题教育工作进展情况周报表（第3周）", []),
        ("江州市云岭区主题教育周报表（第3周）", []),
        ("幸福社区主题教育周报表（第3周）", []),
        ("全区主题教育周报表（第3周）", []),
        ("主题教育周报表（第3周）", []),
    ],
)
def test_a_title_of_another_district_is_asked_about(title: str, doubt: list[str]) -> None:
    roster = replace(ROSTER, district_names=("云岭区",))
    reading = read(
        workbook(f"""
            | {title}  | <        |
            | 单位名称 | 集中学习 |
            | 区财政局 | 2        |
        """),
        roster=roster,
    )
    assert [d for d in doubts(reading) if d.startswith("U15")] == doubt
    assert accepted(reading) == ([] if doubt else ["区财政局"])
