"""Starting one's own district."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from campaign import District, Setting, load_pack, pack_of, wording
from ledger import open_ledger
from pages.door.masthead import district_names
from pages.door.own_district import first_week, own_district
from tests.ledger.drawn import OFFICE
from tests.pages.conftest import Opened
from tests.pages.filled import fill, sample_district, weekly
from tests.pages.said import text_of

SUNDAYS = replace(load_pack("c2023_ztjy").calendar, starts_on=date(2024, 1, 7))


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2024, 3, 3), date(2024, 3, 3)),
        (date(2024, 3, 6), date(2024, 3, 3)),
        (date(2024, 3, 9), date(2024, 3, 3)),
        (date(2024, 3, 10), date(2024, 3, 10)),
    ],
)
def test_any_day_of_a_week_names_it_by_the_campaigns_own_weekday(day: date, first: date) -> None:
    assert first_week(day, SUNDAYS).starts_on == first


def test_a_new_district_counts_from_its_own_first_day() -> None:
    pack = load_pack("c2023_ztjy")
    district = own_district("东湖区", date(2024, 3, 4), pack, district_id="d1")
    assert district.calendar.week(2).starts_on == date(2024, 3, 11)
    assert not district.is_sample


def test_the_sample_leads_to_an_empty_district_of_ones_own(opened: Opened, own_url: str) -> None:
    ledger = open_ledger(own_url)
    fill(ledger, sample_district())
    app = opened(own_url, lang="zh_CN", district="sample")
    app.button("own").click().run()
    app.text_input("own_name").set_value("东湖区")
    app.date_input("own_first_day_c2023_ztjy").set_value(date(2024, 3, 6))
    app.button("own_create").click().run()
    app.run()
    assert "东湖区：先上传单位名册" in text_of(app)
    begun = {d.name: d.calendar.starts_on for d in ledger.districts()}
    assert begun == {"示例区": date(2023, 10, 2), "东湖区": date(2024, 3, 4)}
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


def test_the_next_campaign_is_three_clicks_away_and_keeps_the_units(
    opened: Opened, own_url: str
) -> None:
    ledger = open_ledger(own_url)
    last = replace(sample_district(), is_sample=False)
    fill(ledger, last)
    own = Setting(
        "type", "school", 1, '{"label":{"en":"Schools","zh":"学校"},"like":"second_tier"}'
    )
    ledger.settings.put(last.id, [own], by=OFFICE, at=datetime(2026, 1, 2, tzinfo=UTC))
    before = [(u.id, u.type_id, u.group_id) for u in ledger.roster(last.id).units]
    head = ledger.record.head(last.id)
    app = (
        opened(own_url, lang="zh_CN", door="office", district=last.id)
        .switch_page("office/record/page.py")
        .run()
    )
    app.button("next").click().run()
    assert app.radio("own_pack").value == "c2026_zjg", "the one after the last"
    app.button("own_create").click().run()
    new = ledger.districts()[0]
    assert (new.name, new.pack_id) == (last.name, "c2026_zjg")
    assert [(u.id, u.type_id, u.group_id) for u in ledger.roster(new.id).units] == before
    last_one = ledger.record.last_campaign(new.id)
    assert last_one is not None
    assert last_one.id == last.id
    assert pack_of(new).type["school"].label.zh == "学校", "types of its own come over"
    assert ledger.record.head(last.id) == head, "nothing was done to the last one"
    assert not [fault for fault in ledger.record.verify(new.id) if not fault.is_note]
    unit = before[0][0]
    ledger.accept(
        ledger.plan(new.id, weekly(1, "g01")),
        by=OFFICE,
        received_at=datetime(2026, 2, 27, 9, tzinfo=UTC),
    )
    app = opened(own_url, lang="zh_CN", door="office", district=new.id, unit=unit)
    app.switch_page("groups/unit/page.py").run()
    app.toggle("unit_last").set_value(True).run()
    said = text_of(app)
    assert "上一活动（主题教育）第1周" in said
    assert all(word in said for word in ("上一活动同周", "查摆问题"))
    ledger.close()


def test_a_district_just_begun_is_nobody_elses_first_page(opened: Opened, own_url: str) -> None:
    ledger = open_ledger(own_url)
    fill(ledger, replace(sample_district("ours", is_sample=False), name="云岭区"))
    begun = replace(sample_district("begun", is_sample=False), name="东湖区")
    ledger.add_district(begun, by=OFFICE)
    ledger.close()
    assert "先上传单位名册" not in text_of(opened(own_url, lang="zh_CN"))
