from __future__ import annotations

from campaign import CampaignPack
from sample_data.sheets.week_words import chinese_number, week_words


def test_numbers_of_weeks_read_as_people_write_them() -> None:
    assert [chinese_number(n) for n in (1, 9, 10, 12, 16, 20, 21)] == [
        "一", "九", "十", "十二", "十六", "二十", "二十一",
    ]  # fmt: skip


def test_week_words_name_the_week_and_its_friday(pack: CampaignPack) -> None:
    words = week_words(pack.calendar.week(3), "第三指导组")
    assert words["dates"] == "10月16日—10月22日"
    assert words["day"] == "2023年10月20日"
