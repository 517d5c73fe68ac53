"""From a discussion count to its cell, and from a visit to its line of the log."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("logs")]


@pytest.fixture(scope="module")
def address(with_logs: str) -> str:
    """A server on the small ledger with two groups' guidance logs."""
    return with_logs


def _press(page: Page, chart: str, point: int) -> None:
    """Press one point of a chart, whether or not it can be seen."""
    mark = page.locator(f".st-key-{chart} .scatterlayer .point").nth(point)
    mark.wait_for(state="attached")
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_a_discussion_count_leads_to_its_cell_in_three_clicks(visit: Visit) -> None:
    """The menu, the page, the cell of the third unit's second week."""
    page = visit("/")
    page.get_by_test_id("stTopNavSection").filter(has_text="领导").click()
    page.get_by_role("menuitem", name="研讨交流").click()
    expect(page.locator(".question")).to_contain_text("研讨交流开展了多少场次")
    _press(page, "discussion_session_count_every_week_grid", 2 * 4 + 1)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("区财政局")
    expect(dialog.locator(".source b")).to_have_text("周报!C4")
    expect(dialog.locator(".sheet td.here")).to_have_text("1")
    expect(dialog).to_contain_text("g01第2周.xlsx")


def test_a_mark_on_the_strip_opens_the_visit_and_its_cell(visit: Visit) -> None:
    page = visit("/inspections")
    _press(page, "days_since", 0)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("区委办公室")
    expect(dialog.locator(".source b")).to_have_text("督导!E6")
    expect(dialog.locator(".sheet td.here")).to_have_text("1")


def test_a_tile_and_a_cell_of_the_grid_open_the_units_behind(visit: Visit) -> None:
    page = visit("/inspections")
    page.locator(".tile").first.click()
    expect(page.get_by_role("dialog")).to_contain_text("单位名单4家")  # those visited, of 12
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    _press(page, "group_week_grid", 0)
    expect(page.get_by_role("dialog").locator("h2").first).to_contain_text("第1周")


@pytest.mark.parametrize("path", ["/discussions", "/inspections", "/balance"])
def test_a_telephone_shows_the_page_without_sideways_scrolling(visit: Visit, path: str) -> None:
    page = visit(path, width=390)
    expect(page.locator(".answer")).to_be_visible()
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= 390


def test_on_a_telephone_a_grid_of_weeks_begins_at_the_newest_and_keeps_its_names(
    visit: Visit,
) -> None:
    page = visit("/inspections", width=390)
    grid = page.locator(".stVerticalBlock.st-key-group_week_grid")
    grid.locator("[data-met], .ytick").first.wait_for(state="attached")
    expect(page.locator(".st-key-group_week_grid[data-met]")).to_be_attached()
    left, most, name = grid.evaluate(
        "it => [it.scrollLeft, it.scrollWidth - it.clientWidth,"
        " it.querySelector('.ytick text').getBoundingClientRect().left]"
    )
    assert most - left <= 1 < most
    assert 0 <= name < 390
