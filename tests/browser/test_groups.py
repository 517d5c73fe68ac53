"""A guidance group's morning: whom to visit, everything about a unit, its cells, its paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, settled

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("logs")]


@pytest.fixture(scope="module")
def address(with_logs: str) -> str:
    """A server on the small ledger with two groups' guidance logs."""
    return with_logs


def _press_figure(page: Page, x: int, y: int) -> None:
    """Press a cell of the table of figures, this far from its corner."""
    table = page.get_by_test_id("stDataFrame").locator("canvas").first
    table.wait_for()
    at = table.bounding_box()
    assert at is not None
    page.mouse.click(at["x"] + x, at["y"] + y)


def test_units_not_visited_for_two_weeks_in_one_click(visit: Visit) -> None:
    page = visit("/?door=groups&seat=g01")
    expect(page.locator(".question")).to_have_text("本周需要联系哪些单位，为什么？")
    page.get_by_text("超过14天未督导（2家）").click()
    lines = page.locator(".st-key-short_unseen a")
    expect(lines).to_have_count(2)
    expect(lines.nth(0)).to_contain_text("区财政局 上次督导10月10日，19天前")
    expect(lines.nth(1)).to_contain_text("恒远机械党支部 启动27天，尚未督导")
    expect(page).to_have_url(re.compile(r"list=unseen"))


def test_from_the_list_to_the_unit_and_its_cell_in_two_clicks(visit: Visit) -> None:
    page = visit("/?door=groups&seat=g01&list=unseen")
    page.get_by_role("link", name="区财政局").click()
    expect(page.locator(".answer")).to_contain_text("区财政局：")
    expect(page).to_have_url(re.compile(r"/unit\?.*unit=U03"))
    _press_figure(page, 275, 46)
    dialog = page.get_by_role("dialog")
    expect(dialog.locator(".source b")).to_have_text("周报!B4")
    expect(dialog.locator(".sheet td.here")).to_have_text("1")


def test_the_way_back_leads_to_every_unit_again(visit: Visit) -> None:
    page = visit("/unit?door=groups&seat=g01&unit=U03")
    expect(page.locator(".answer")).to_contain_text("区财政局：")
    page.get_by_text("返回需要关注的单位").click()
    expect(page.locator(".answer")).to_contain_text("本组")
    expect(page.locator(".st-key-shown_unit input")).to_have_value("全部单位（4家）")


def test_the_overview_leads_to_the_list_in_one_click(visit: Visit) -> None:
    page = visit("/?group=g01")
    page.get_by_text("查看全部").click()
    expect(page.locator(".question")).to_have_text("本周需要联系哪些单位，为什么？")
    expect(page.locator(".answer")).to_contain_text("所选单位")


def test_a_unit_prints_on_one_sheet(visit: Visit) -> None:
    page = visit("/unit?unit=U01")
    page.get_by_test_id("stDataFrame").locator("canvas").first.wait_for()
    settled(page)
    paper = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", paper)) == 1


def test_the_list_prints_as_a_table(visit: Visit) -> None:
    page = visit("/attention?list=unseen")
    expect(page.locator(".paper")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".paper")).to_be_visible()
    expect(page.locator(".st-key-screen_only_lists")).to_be_hidden()


def test_a_telephone_shows_list_and_unit_without_sideways_scrolling(visit: Visit) -> None:
    for path in ("/attention", "/unit?unit=U01"):
        page = visit(path, width=390)
        expect(page.locator(".answer")).to_be_visible()
        wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
        assert wide <= 390, path


def test_a_named_link_opens_for_every_door(visit: Visit) -> None:
    for door in ("office", "leadership", "groups"):
        page = visit(f"/attention?door={door}")
        expect(page.locator(".question")).to_have_text("本周需要联系哪些单位，为什么？")
        assert page.get_by_role("dialog").count() == 0
