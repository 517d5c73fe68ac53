"""The very first request of a fresh server is a deep link."""

from __future__ import annotations

from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from campaign import VERSION
from tests.browser.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("reading")]


@pytest.fixture(scope="module")
def address(only_read: str) -> str:
    """A server on the small ledger, which nobody changes."""
    return only_read


def test_a_deep_link_lands_on_its_page_through_the_router(visit: Visit) -> None:
    page = visit("/coverage?group=g03&week=2023-W42")
    expect(page.locator(".question")).to_contain_text("学习覆盖到什么程度")
    expect(page.locator(".answer")).to_contain_text(
        "截至第3周，所选单位学习覆盖率75.0%（3/4家，缺报补齐后为75.0%至100%）"
    )
    # What only the router draws: the mark of sample data and who is looking.
    expect(page.locator(".sample")).to_have_text("示例数据")
    expect(page.locator(".st-key-viewer")).to_contain_text("未启用登录")
    assert page.get_by_role("dialog").count() == 0


def test_a_page_behind_another_door_is_refused(visit: Visit) -> None:
    page = visit("/submit?door=leadership")
    expect(page.locator(".notice")).to_contain_text("此页不对当前身份开放")


def test_the_server_says_that_it_is_ready(address: str) -> None:
    with urlopen(f"{address}/readyz", timeout=5) as answer:
        assert answer.read().decode() == f"ok {VERSION}"


def test_every_answer_carries_the_security_headers(address: str) -> None:
    with urlopen(address, timeout=5) as answer:
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
