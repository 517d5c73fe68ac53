"""The week a sheet is of against the days it came and was filled in. Week 3 of the campaign is
16–22 October 2023, its last is week 16, 15–21 January 2024; days lie too far apart from 29 on."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from loaders import Reading
from tests.loaders.drawn import Drawing, accepted, doubts, issue, read, workbook


def at(day: str) -> datetime:
    """Noon of a day in the district's own time."""
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC).replace(hour=4)


def sheet(title: str = "周报表（第3周）", filled: str = "", name: str = "周报") -> Drawing:
    line = f"\n    | {filled} | |" if filled else ""
    return Drawing(
        f"""
        | {title} | < |{line}
        | 单位名称 | 集中学习 |
        | 区财政局 | 2 |
        """,
        name,
    )


def asked(reading: Reading) -> list[str]:
    """What is asked about the week: codes without P03, which only says that it came late."""
    return [doubt.split()[0] for doubt in doubts(reading) if doubt != "P03"]


@pytest.mark.parametrize(
    ("received", "codes"),
    [
        ("2023-10-15", ["P25"]), ("2023-10-16", []), ("2023-10-20", []),
        ("2023-11-19", []), ("2023-11-20", ["P26"]), ("2024-01-25", ["P26"]),
        ("2024-02-18", ["P26"]),
        ("2024-02-19", []), ("2026-11-29", []),  # the whole campaign is entered after its end
        ("2019-01-01", ["P25"]), ("2022-10-20", ["P25"]),  # a server whose clock was set back
    ],
)  # fmt: skip
def test_a_week_far_from_its_arrival_waits_for_a_person(received: str, codes: list[str]) -> None:
    reading = read(sheet(), received_at=at(received))
    assert asked(reading) == codes
    assert accepted(reading) == ([] if codes else ["区财政局"])
    assert bool(reading.submissions) is not bool(codes)


def test_a_person_who_says_the_week_is_not_asked_again() -> None:
    late = at("2023-12-20")
    assert issue(read(sheet(), received_at=late), "P26").params["weeks"] == (3,)
    assert asked(read(sheet(), received_at=late, week=3)) == ["P26"]
    told = read(sheet(), received_at=late, week=3, week_stands=True)
    assert accepted(told) == ["区财政局"]
    assert [s.week for s in told.submissions] == [3]
    other = read(sheet(), received_at=late, week=12, week_stands=True)
    assert [s.week for s in other.submissions] == [12]


@pytest.mark.parametrize("title", ["周报表", "周报表（第3周）"])
@pytest.mark.parametrize("name", ["第3周", "周报"])
def test_a_chosen_week_is_held_against_arrival_too(title: str, name: str) -> None:
    reading = read(sheet(title, name=name), received_at=at("2023-10-10"), week=3)
    assert asked(reading) == ["P25"]


@pytest.mark.parametrize(
    ("filled", "codes"),
    [
        ("填报时间：2023年10月20日", []), ("填报时间：2023年10月16日", []),
        ("填报时间：10月15日", ["P01"]), ("填报时间：2023年10月2日", ["P01"]),
        ("填报时间：2022年10月20日", ["P01"]), ("填报时间：2022-10-20", ["P01"]),
        ("填报日期：二〇二二年十月二十日", ["P01"]), ("填表时间：20221020", ["P01"]),
        ("填写日期：2023.9.20", ["P01"]), ("制表日期：2024年10月20日", ["P01"]),
        ("填报时间：2023年11月19日", []), ("填报时间：2023年11月20日", ["P01"]),
        ("填报时间：2023年12月20日", ["P01"]), ("报送日期：2023.12.20", ["P01"]),
    ],
)  # fmt: skip
def test_a_day_of_filling_in_far_from_the_week_is_asked_about(
    filled: str, codes: list[str]
) -> None:
    reading = read(sheet(filled=filled))
    assert asked(reading) == codes
    if codes:
        told = issue(reading, "P01").params
        shown = filled.replace("：", ":").replace("20221020", "2022.10.20")
        assert (told["a"], told["b"]) == ("第3周", shown)
        assert 3 in told["weeks"]
        assert accepted(read(sheet(filled=filled), week=3, week_stands=True)) == ["区财政局"]


@pytest.mark.parametrize(
    "beside", ["2022-10-20", "'2022-10-20", "2022年10月20日", "44854", "'20221020"]
)
def test_the_day_may_stand_in_the_next_cell_as_a_date_or_a_text(beside: str) -> None:
    drawing = f"""
        | 周报表（第3周） | < | < |
        | 填报时间： | {beside} | |
        | 单位名称 | 集中学习 | 研讨交流 |
        | 区财政局 | 2 | 1 |
        """
    assert asked(read(drawing)) == ["P01"]
    right = drawing.replace("2022", "2023").replace("44854", "45219")
    assert asked(read(right)) == []


@pytest.mark.parametrize(
    ("filled", "received", "codes"),
    [
        ("10月20日", "2023-10-19", []), ("10月22日", "2023-10-19", []),  # the end of its week
        ("10月23日", "2023-10-19", ["P24"]), ("11月10日", "2023-10-20", ["P24"]),
        ("10月20日", "2023-10-14", ["P25"]),
    ],
)  # fmt: skip
def test_a_sheet_filled_in_after_it_came_is_asked_about(
    filled: str, received: str, codes: list[str]
) -> None:
    reading = read(sheet(filled=f"填报时间：2023年{filled}"), received_at=at(received))
    assert asked(reading) == codes


@pytest.mark.parametrize(
    ("title", "file_name", "codes"),
    [
        ("2022年主题教育周报表（第3周）", "周报.xlsx", ["P01"]),
        ("周报表（第3周）", "2022年第3周.xlsx", ["P01"]),
        ("2022年主题教育周报表", "第3周.xlsx", ["P01"]),
        ("周报表（2022年10月16日—10月22日）", "周报.xlsx", ["P06"]),
        ("周报表（第3周，2022年10月16日—10月22日）", "周报.xlsx", ["P01"]),
        ("周报表（第8周）", "第7周.xlsx", ["P01"]),
        ("周报表（第17周）", "周报.xlsx", ["P06"]),
        ("2023年主题教育周报表（第3周）", "周报.xlsx", []),
        ("2023—2024年主题教育周报表（第3周）", "周报.xlsx", []),
        ("学习《2022年工作报告》周报表（第3周）", "周报.xlsx", []),
        ("2022年主题教育周报表", "周报.xlsx", ["P07"]),
    ],
)
def test_last_years_sheet_of_the_same_week_is_asked_about(
    title: str, file_name: str, codes: list[str]
) -> None:
    assert asked(read(sheet(title), file_name=file_name)) == codes


@pytest.mark.parametrize(
    ("latest", "received", "codes"),
    [
        (None, "2026-11-29", []), (16, "2026-11-29", []), (10, "2026-11-29", []),
        (9, "2026-11-29", ["P27"]), (1, "2026-11-29", ["P27"]), (1, None, ["P27"]),
        (1, "2024-01-04", []),  # the arrival agrees: the district was silent
    ],
)  # fmt: skip
def test_where_arrival_says_nothing_the_districts_latest_week_does(
    latest: int | None, received: str | None, codes: list[str]
) -> None:
    when = at(received) if received else None
    reading = read(sheet("周报表（第14周）"), received_at=when, latest=latest)
    assert asked(reading) == codes


def test_a_list_is_judged_by_its_last_week_and_no_row_of_it_lies_ahead() -> None:
    listed = """
        | 周报表 | < | < |
        | 周次 | 单位名称 | 集中学习 |
        | 第1周 | 区财政局 | 2 |
        | 第11周 | 区财政局 | 3 |
        | 第12周 | 区财政局 | 4 |
        """
    assert asked(read(listed, received_at=at("2023-12-22"))) == []
    early = read(listed, received_at=at("2023-12-15"))
    assert asked(early) == ["P25"]
    assert [s.week for s in early.submissions] == [1, 11]
    late = read(listed, received_at=at("2024-01-25"))
    assert asked(late) == ["P26", "P26", "P26"]  # once a week of it, none of which goes in
    assert late.submissions == ()


def test_a_lists_one_row_of_another_year_or_a_day_to_come_waits_alone() -> None:
    listed = """
        | 活动情况统计表（10月16日—10月22日） | < | < |
        | 活动日期 | 单位名称 | 集中学习 |
        | 2023-10-17 | 区财政局 | 2 |
        | {} | 应急局 | 3 |
        | 2023-10-19 | 西城街道 | 4 |
        """
    when = at("2023-10-20")
    assert accepted(read(listed.format("2023-10-18"), received_at=when)) == [
        "区财政局", "应急局", "西城街道",
    ]  # fmt: skip
    year = read(listed.format("2022-10-18"), received_at=when)
    assert doubts(year) == ["P14 周报!A4"]
    assert accepted(year) == ["区财政局", "西城街道"]
    ahead = read(listed.format("2023-12-18"), received_at=when)
    assert asked(ahead)
    assert "应急局" not in accepted(ahead)


def test_what_a_row_says_was_done_after_the_sheet_came_is_held() -> None:
    listed = """
        | 活动情况统计表 | < | < |
        | 活动日期 | 单位名称 | 集中学习 |
        | 2023-10-17 | 区财政局 | 2 |
        | 10月20日 | 应急局 | 3 |
        | 2023-10-21 | 西城街道 | 4 |
        """
    reading = read(listed, received_at=at("2023-10-19"))
    assert doubts(reading) == ["C21 周报!A4", "C21 周报!A5"]
    assert accepted(reading) == ["区财政局"]
    assert accepted(read(listed, received_at=at("2023-10-21"))) == [
        "区财政局",
        "应急局",
        "西城街道",
    ]


def test_a_workbook_with_a_sheet_a_week_is_judged_by_its_newest_sheet() -> None:
    book = workbook(*(sheet(f"周报表（第{n}周）", name=f"第{n}周") for n in (1, 8, 9)))
    assert asked(read(book, received_at=at("2023-12-01"))) == []
    assert asked(read(book, received_at=at("2024-01-02"))) == ["P26", "P26", "P26"]


def test_a_column_of_days_far_from_the_week_is_asked_about_and_one_row_is_pointed_out() -> None:
    table = """
        | 周报表（第3周） | < | < |
        | 单位名称 | 集中学习 | 填报日期 |
        | 区财政局 | 2 | {0} |
        | 应急局 | 3 | {0} |
        | 西城街道 | 4 | {1} |
        """
    assert doubts(read(table.format("2023-10-20", "2023-12-20"))) == ["P02 周报!C5"]
    assert asked(read(table.format("2023-12-20", "2023-10-20")))[0] == "P01"
    assert asked(read(table.format("2022-10-20", "2022-10-20")))[0] == "P01"
