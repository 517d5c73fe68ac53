"""The router: doors, languages, districts and states, on every page."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from campaign import LOCALES, VERSION, wording
from ledger import open_ledger
from tests.ledger.drawn import OFFICE
from tests.pages.conftest import Opened, url_of
from tests.pages.filled import UNITS, fill, roster, sample_district, weekly
from tests.pages.said import text_of, texts

PAGES = (
    "",
    "leadership/coverage/page.py",
    "leadership/discussions/page.py",
    "leadership/further/page.py",
    "leadership/balance/page.py",
    "leadership/inspections/page.py",
    "leadership/inspections/page.py with a log",
    "groups/attention/page.py",
    "groups/unit/page.py",
    "office/submit/page.py",
)
LOGGED = " with a log"
LedgerOf = Callable[[str], str]
CODES = {"CSV", "Excel", "English", "PNG", "SVG", "xlsx"}
NAMES = {name for _, name, *_ in UNITS} | {"示例区", "中文"}


@pytest.fixture
def ledger_of(filled_url: str, logged_url: str) -> LedgerOf:
    """The ledger a page is opened on: the small one, or the one that has guidance logs too."""
    return lambda page: logged_url if page.endswith(LOGGED) else filled_url


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("locale", LOCALES)
def test_no_page_shows_a_message_key_or_an_identifier(
    opened: Opened, ledger_of: LedgerOf, page: str, locale: str
) -> None:
    said = texts(opened(ledger_of(page), page.partition(LOGGED)[0], lang=locale))
    assert said
    for text in said:
        assert not re.search(r"\b[a-z]+(?:\.[a-z_]+)+\b", text.replace("e.g.", "")), text
        assert not re.search(r"\b[a-z]+_[a-z_]+\b|\bg0\d\b|\bU\d\d\b|\bnan\b|None$", text), text
        assert "{" not in text, text


@pytest.mark.parametrize("page", PAGES)
def test_a_chinese_page_has_no_english_word(opened: Opened, ledger_of: LedgerOf, page: str) -> None:
    said = text_of(opened(ledger_of(page), page.partition(LOGGED)[0], lang="zh_CN"))
    assert set(re.findall(r"[A-Za-z]{2,}", said)) <= CODES


@pytest.mark.parametrize("page", PAGES)
def test_an_english_page_has_chinese_only_in_names(
    opened: Opened, ledger_of: LedgerOf, page: str
) -> None:
    said = text_of(opened(ledger_of(page), page.partition(LOGGED)[0], lang="en"))
    for name in sorted(NAMES, key=len, reverse=True):
        said = said.replace(name, "")
    assert re.findall(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+", said) == []


def test_an_empty_ledger_says_how_to_begin(opened: Opened, tmp_path: object) -> None:
    said = text_of(opened(url_of(tmp_path), lang="zh_CN"))  # type: ignore[arg-type]
    assert "台账里还没有工作台" in said
    assert "建立本区工作台" in said


def test_a_district_without_units_asks_for_the_roster(opened: Opened, own_url: str) -> None:
    said = text_of(opened(own_url, lang="zh_CN"))
    assert "示例区：先上传单位名册" in said
    assert "示例数据" not in said


def test_a_district_without_reports_counts_its_units(opened: Opened, own_url: str) -> None:
    ledger = open_ledger(own_url)
    district = ledger.districts()[0]
    at = district.calendar.deadline(district.calendar.week(1))
    ledger.accept(ledger.plan(district.id, roster()), by=OFFICE, received_at=at)
    ledger.close()
    assert "名册共12家" in text_of(opened(own_url, lang="zh_CN"))


def test_a_group_sees_only_its_units(opened: Opened, filled_url: str) -> None:
    app = opened(filled_url, "leadership/coverage/page.py", lang="zh_CN", door="groups", seat="g03")
    said = text_of(app)
    inside = {name for _, name, _, group, _ in UNITS if group == "g03"}
    outside = {name for _, name, _, group, _ in UNITS if group != "g03"}
    assert all(name in said for name in inside)
    assert not any(name in said for name in outside)
    assert "第一指导组" not in " ".join(app.selectbox("shown_group").options)


def test_leadership_may_not_open_the_upload_page(opened: Opened, filled_url: str) -> None:
    said = text_of(opened(filled_url, "office/submit/page.py", lang="zh_CN", door="leadership"))
    assert "此页不对当前身份开放" in said


def test_a_link_opens_with_its_filters(opened: Opened, filled_url: str) -> None:
    app = opened(filled_url, group="g03", type="section_team", week="2023-W41", lang="zh_CN")
    assert app.selectbox("shown_group").value == "g03"
    assert app.selectbox("shown_type").value == "section_team"
    assert app.selectbox("shown_week").value == "2023-W41"
    assert "截至第2周，所选单位学习覆盖率100%（1/1家）" in text_of(app)


def test_a_filter_for_something_that_does_not_exist_falls_back(
    opened: Opened, filled_url: str
) -> None:
    app = opened(filled_url, group="g19", type="nonsense", unit="U99", week="1999-W01", lang="en")
    assert [app.selectbox(f"shown_{key}").value for key in ("group", "type", "unit")] == [""] * 3
    assert "12 units" in text_of(app)


def test_picking_a_group_puts_its_id_into_the_link(opened: Opened, filled_url: str) -> None:
    app = opened(filled_url, lang="en")
    app.selectbox("shown_group").set_value("g02").run()
    assert app.query_params["group"] == "g02"
    assert "the selection" in text_of(app)


def test_filters_stay_on_the_next_page(opened: Opened, filled_url: str) -> None:
    app = opened(filled_url, lang="en", group="g02")
    app.switch_page("leadership/coverage/page.py").run()
    assert app.selectbox("shown_group").value == "g02"


def test_the_language_switch_keeps_the_filters(opened: Opened, filled_url: str) -> None:
    app = opened(filled_url, lang="en", group="g02")
    app.session_state["lang"] = "zh_CN"
    app.run()
    assert app.selectbox("shown_group").value == "g02"
    assert "学习覆盖率" in text_of(app)


def test_sample_data_is_marked_and_offers_a_way_out(opened: Opened, filled_url: str) -> None:
    for locale in LOCALES:
        said = text_of(opened(filled_url, lang=locale))
        assert wording(locale).text("sample.mark") in said
        assert wording(locale).text("own.button") in said


def test_the_switch_of_districts_appears_with_the_second(opened: Opened, own_url: str) -> None:
    ledger = open_ledger(own_url)
    fill(ledger, sample_district())
    ledger.close()
    app = opened(own_url, lang="zh_CN")
    assert app.selectbox("shown_district").value == "own"
    app.selectbox("shown_district").set_value("sample").run()
    assert "示例数据" in text_of(app)


def test_only_groups_with_units_have_a_seat(opened: Opened, filled_url: str) -> None:
    app = opened(filled_url, lang="en", door="groups", seat="g02")
    assert app.selectbox("shown_seat").options == ["Group 1", "Group 2", "Group 3"]


def test_only_the_office_starts_a_district(opened: Opened, filled_url: str) -> None:
    assert "Start your own" in text_of(opened(filled_url, lang="en"))
    assert "Start your own" not in text_of(opened(filled_url, lang="en", door="leadership"))


def test_a_group_that_has_not_reported_yet_sees_the_week_the_others_have(
    opened: Opened, own_url: str
) -> None:
    ledger = open_ledger(own_url)
    district = ledger.districts()[0]
    at = district.calendar.deadline(district.calendar.week(1))
    for submission in (roster(), weekly(1, "g01")):
        ledger.accept(ledger.plan(district.id, submission), by=OFFICE, received_at=at)
    ledger.close()
    app = opened(own_url, "leadership/overview/page.py", lang="zh_CN", door="groups", seat="g02")
    said = text_of(app)
    assert "应报4家 · 已报0家" in said
    assert "第1周尚无可用的学习数据。" in said
    assert "尚无报送，4家未知" in said
    assert "已知至少" not in said


@pytest.mark.parametrize("page", ["", "office/submit/page.py", "leadership/coverage/page.py"])
def test_an_address_with_a_door_that_does_not_exist_opens_nothing(
    opened: Opened, filled_url: str, page: str
) -> None:
    app = opened(filled_url, page, lang="zh_CN", door="cellar")
    said = text_of(app)
    assert not app.exception
    assert "P11" in said
    assert "链接中的身份不存在" in said
    assert not app.get("plotly_chart")
    assert "财政" not in said


def test_the_version_stands_at_the_foot_of_every_page(opened: Opened, filled_url: str) -> None:
    for lang, word in (("zh_CN", "版本"), ("en", "Version")):
        for page in ("", "office/record/page.py"):
            assert f"{word} {VERSION}" in text_of(opened(filled_url, page, lang=lang))
