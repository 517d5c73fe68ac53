"""Which day a cell says. The campaign runs from 2 October 2023 to 21 January 2024."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.files.sheet import CellValue
from loaders.words.dates import Day, day_in, day_of, last_day_in, span_in
from tests.loaders.drawn import PACK

CALENDAR = PACK.calendar
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
CHINESE = "〇一二三四五六七八九"


def of(value: CellValue) -> Day:
    return day_of(value, calendar=CALENDAR)


def spelled(number: int) -> str:
    """A number below 32 as people write it: 十, 二十一."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else CHINESE[tens]) + "十" * (tens > 0) + (CHINESE[ones] if ones else "")


def ways(day: date) -> list[str]:
    """A day written out in the ways of an office."""
    y, m, d = day.year, day.month, day.day
    year = "".join(CHINESE[int(c)] for c in str(y))
    return [
        f"{y}年{m}月{d}日",
        f"{y}年{m:02}月{d:02}日",
        f"{y}年{m}月{d}日（星期四）",
        f"{y} 年 {m} 月 {d} 日",
        f"{y}.{m}.{d}",
        f"{y}-{m:02}-{d:02}",
        f"{y}/{m}/{d}",
        f"{y}{m:02}{d:02}",
        f"{y}-{m:02}-{d:02} 09:30:00",
        f"{y}年{m}月{d}日上午",
        f"{year}年{spelled(m)}月{spelled(d)}日",
    ]


@given(DAYS)
def test_a_day_written_out_is_that_day_in_every_way_of_writing_it(day: date) -> None:
    assert {of(text).day for text in ways(day)} == {day}


@given(DAYS)
def test_a_serial_number_is_the_day_the_spreadsheet_means(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    assert of(float(serial)).day == of(serial).day == of(str(serial)).day == day


@given(st.integers(0, 7 * CALENDAR.n_weeks - 1))
def test_a_day_without_a_year_is_the_one_in_the_campaign(offset: int) -> None:
    day = CALENDAR.starts_on + timedelta(days=offset)
    for text in (f"{day.month}月{day.day}日", f"{day.month}.{day.day}", f"{day.month}/{day.day}"):
        assert of(text) == Day(day)


@given(st.text(max_size=12) | st.floats(allow_nan=False) | st.integers() | st.booleans())
def test_any_cell_is_a_day_or_has_its_reason(value: str | float) -> None:
    read = of(value)
    assert (read.day is None) == (read.code in ("C05", "C06", "C13"))


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (date(2023, 6, 8), date(2023, 6, 8)),
        (datetime(2023, 6, 8, 9, 30), date(2023, 6, 8)),  # noqa: DTZ001
        (45089, date(2023, 6, 12)),
        (20230608.0, date(2023, 6, 8)),
        ("20230608", date(2023, 6, 8)),
        ("2023.6.8", date(2023, 6, 8)),
        ("2023年6月8日（星期四）", date(2023, 6, 8)),
        ("二〇二三年六月八日", date(2023, 6, 8)),
        ("二○二三年十月二十日", date(2023, 10, 20)),
        ("６月８日", date(2023, 6, 8)),
        ("9月28日", date(2023, 9, 28)),
        ("1月8日", date(2024, 1, 8)),
        ("10月20号", date(2023, 10, 20)),
        ("23年10月20日", date(2023, 10, 20)),
        ("23.10.20", date(2023, 10, 20)),
        (10.16, date(2023, 10, 16)),
        (10.5, date(2023, 10, 5)),
    ],
)
def test_a_day_is_read_however_it_is_typed(value: CellValue, day: date) -> None:
    assert of(value).day == day


@pytest.mark.parametrize("text", ["2023年6月", "2023.6", "2023-06", "202306", "6月", "10月中旬"])
def test_a_month_is_no_day(text: str) -> None:
    assert of(text) == Day(None, "C06")


@pytest.mark.parametrize(
    "value",
    ["2023年6月31日", "2023-02-29", "第三周", "12/06/2023", "06/12/23", "本周五", "8日", "12:30",
     "拟10月20日", 10.1, 10.2, 3, 7.0, -5.0, True, timedelta(days=2)],
)  # fmt: skip
def test_what_names_no_single_day_is_held_and_none_invented(value: CellValue) -> None:
    assert of(value) == Day(None, "C05")


@pytest.mark.parametrize(
    "text",
    ["6月5日-9日", "6月5日—6月9日", "6.5-6.9", "2023.6.5-2023.6.9", "6月5日、9日", "6月5、6日",
     "6月8日（9日）", "10月5日至7日"],
)  # fmt: skip
def test_several_days_in_one_cell_are_held(text: str) -> None:
    assert of(text) == Day(None, "C13")


def test_a_day_out_of_the_campaign_whose_year_was_not_written_is_marked() -> None:
    assert day_in("9月28日", calendar=CALENDAR).is_inferred
    assert not day_in("10月9日", calendar=CALENDAR).is_inferred
    assert not day_in("2023年9月28日", calendar=CALENDAR).is_inferred


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("督导台账（10月16日—10月22日）", date(2023, 10, 16), date(2023, 10, 22)),
        ("10月16日-22日", date(2023, 10, 16), date(2023, 10, 22)),
        ("2023.10.16-2023.10.29", date(2023, 10, 16), date(2023, 10, 29)),
        ("12月25日至1月7日", date(2023, 12, 25), date(2024, 1, 7)),
    ],
)
def test_a_span_of_days_is_read_from_a_title(text: str, first: date, last: date) -> None:
    assert span_in(text, calendar=CALENDAR) == (first, last)


@pytest.mark.parametrize(
    "text", ["第三组督导记录表3-4周", "（3—4）", "截至10月20日", "10月32日-40日"]
)
def test_other_numbers_are_no_span_of_days(text: str) -> None:
    assert span_in(text, calendar=CALENDAR) is None


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("12月15日前", date(2023, 12, 15)),
        ("请于2023.12.1前完成", date(2023, 12, 1)),
        ("2023年12月底前", date(2023, 12, 31)),
        ("2月末", date(2024, 2, 29)),
        ("2023年底", date(2023, 12, 31)),
    ],
)
def test_a_deadline_ends_on_the_last_day_it_leaves(text: str, last: date) -> None:
    assert last_day_in(text, calendar=CALENDAR) == last


@pytest.mark.parametrize(
    "text", ["12月15日", "2023年12月", "年底", "长期坚持", "3天前", "12月中旬"]
)
def test_what_leaves_no_last_day_is_no_deadline(text: str) -> None:
    assert last_day_in(text, calendar=CALENDAR) is None
