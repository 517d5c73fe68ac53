"""Starting one's own district."""

from __future__ import annotations

from datetime import date

import pytest

from campaign import District, load_pack, wording
from ledger import open_ledger
from pages.door.masthead import district_names
from pages.door.own_district import own_district, why_not
from tests.pages.conftest import Opened
from tests.pages.filled import fill, sample_district
from tests.pages.said import text_of


@pytest.mark.parametrize(
    ("name", "first", "why"),
    [
        ("东湖区", date(2024, 3, 4), ""),
        ("", date(2024, 3, 4), "own.refused.name"),
        ("东湖区", date(2024, 3, 5), "own.refused.monday"),
        ("东湖区", None, "own.refused.monday"),
    ],
)
def test_a_district_needs_a_name_and_a_monday(name: str, first: object, why: str) -> None:
    assert why_not(name, first) == why


def test_a_new_district_counts_from_its_own_monday() -> None:
    district = own_district("东湖区", date(2024, 3, 4), district_id="d1")
    assert district.calendar.week(2).starts_on == date(2024, 3, 11)
    assert not district.is_sample


def test_the_sample_leads_to_an_empty_district_of_ones_own(opened: Opened, own_url: str) -> None:
    ledger = open_ledger(own_url)
    fill(ledger, sample_district())
    app = opened(own_url, lang="zh_CN", district="sample")
    app.button("own").click().run()
    app.text_input("own_name").set_value("东湖区")
    app.selectbox("own_first_monday").select(date(2024, 3, 4))
    app.button("own_create").click().run()
    app.run()
    assert "东湖区：先上传单位名册" in text_of(app)
    assert {d.name for d in ledger.districts()} == {"示例区", "东湖区"}
    ledger.close()


def test_districts_of_one_name_are_told_apart() -> None:
    calendar = load_pack("c2023_ztjy").calendar
    listed = [
        District("a", "云岭区", "c2023_ztjy", calendar),
        District("b", "云岭区", "c2023_ztjy", calendar),
        District("s", "云岭区", "c2023_ztjy", calendar, is_sample=True),
    ]
    names = district_names(listed, wording("zh_CN"))
    assert list(names.values()) == ["云岭区", "云岭区 #2", "云岭区（示例）"]
