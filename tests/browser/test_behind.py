"""A leader asks which type lies behind, since when, which units and why."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from figures import DARK
from tests.browser.conftest import Visit, filled
from tests.pages.behind import fill_behind

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("behind")]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[str]:  # noqa: ARG001
    """A fresh server on a ledger in which the enterprises lie behind."""
    with filled(tmp_path_factory, fill_behind) as served:
        yield served


def test_type_since_when_which_units_and_why_in_two_clicks(visit: Visit) -> None:
    page = visit("/")
    expect(page.locator(".answer")).to_contain_text(
        "非公企业党组织学习覆盖率0%，低于全区50个百分点"
    )
    # The bar of a type without study has no length: its ground is pressed, where the bar would be.
    row = page.locator(".st-key-reach_by_type .barlayer .trace").nth(0).locator(".point").nth(1)
    row.wait_for()
    box = row.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 6, box["y"] + box["height"] / 2)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(
        "非公企业党组织学习覆盖率0%，低于全区50.0个百分点，自第1周以来一直如此。"
    )
    beside = dialog.locator(".st-key-beside_others")
    expect(beside.locator(".annotation-text").filter(has_text="其余 ")).to_have_count(1)
    expect(beside.locator(".scatterlayer .point").first).to_be_attached()
    table = dialog.get_by_test_id("stDataFrame").locator("canvas").first
    table.wait_for()
    at = table.bounding_box()
    assert at is not None
    page.mouse.click(at["x"] + 16, at["y"] + 48)
    expect(dialog).to_contain_text("企业1号")
    expect(dialog.locator(".source b")).to_have_text("周报!B22")
    expect(dialog.locator(".sheet td.here")).to_have_text("0")


def test_a_dialog_is_as_dark_as_its_page(visit: Visit) -> None:
    """It hangs beside Streamlit's app; its words were black on black."""
    page = visit("/", color_scheme="dark")
    row = page.locator(".st-key-reach_by_type .barlayer .trace").nth(1).locator(".point").first
    row.click(force=True)
    title = page.get_by_role("dialog").locator(".part").first
    expect(title).to_have_css("color", as_rgb(DARK.ink))
    expect(page.locator(".answer")).to_have_css("color", as_rgb(DARK.ink))


def as_rgb(colour: str) -> str:
    """`#E8ECF1` as a browser tells it."""
    return f"rgb{tuple(bytes.fromhex(colour[1:]))}"


def test_the_balance_page_says_the_same(visit: Visit) -> None:
    page = visit("/balance", locale="en-GB")
    expect(page.locator(".answer")).to_contain_text("below the district, and has been since week 1")
