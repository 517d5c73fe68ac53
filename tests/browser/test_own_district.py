"""From the sample to a district of one's own."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("own_district")]


def test_ones_own_district_begins_with_the_roster(visit: Visit) -> None:
    page = visit("/")
    page.get_by_role("button", name="建立本区工作台").click()
    page.get_by_label("地区名称").fill("东湖区")
    page.get_by_role("button", name="建立", exact=True).click()
    expect(page.locator(".notice")).to_contain_text("东湖区：先上传单位名册")
    assert page.locator(".sample").count() == 0
    # Whoever comes later meets the office's own district, no longer the sample.
    later = visit("/")
    expect(later.locator(".notice")).to_contain_text("东湖区：先上传单位名册")
