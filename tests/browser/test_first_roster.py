"""From nothing to the overview: a roster of twelve types and named groups, counted in clicks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from ledger import open_ledger
from tests.browser.conftest import Visit, serving
from tests.loaders.drawn import workbook
from tests.loaders.roster.rosters_from_parts import GROUPS, TYPES, made

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("first_roster")]
ROSTER = made(0)
CLICKS = 7


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[str]:  # noqa: ARG001
    """A fresh server on a ledger with nothing in it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('nothing') / 'ledger.db'}"
    open_ledger(url).close()
    with serving(url) as served:
        yield served


class Hand:
    """A hand at the mouse that counts its clicks."""

    def __init__(self) -> None:
        self.clicks = 0

    def press(self, what: Locator) -> None:
        """Click once."""
        what.click()
        self.clicks += 1


def drop(page: Page, name: str, content: bytes) -> None:
    """Drop a file on the desk; dragging it there is no click."""
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "", "buffer": content}
    )


def week_one() -> bytes:
    rows = "\n".join(f"| {unit.name} | 1 |" for unit in ROSTER.units)
    return workbook(f"| 云岭区第1周周报表 | < |\n| 单位名称 | 集中学习 |\n{rows}")


def test_from_nothing_to_the_overview_with_twelve_types_and_named_groups(visit: Visit) -> None:
    page, hand = visit("/"), Hand()
    hand.press(page.get_by_role("button", name="建立本区工作台"))
    page.get_by_label("地区名称").fill("云岭区")
    hand.press(page.get_by_role("button", name="建立", exact=True))
    expect(page.locator(".notice")).to_contain_text("云岭区：先上传单位名册")
    hand.press(page.locator(".st-key-to_desk a"))
    drop(page, "名册.xlsx", ROSTER.content)
    expect(page.locator(".stMain")).to_contain_text("需要确认一次", timeout=30000)
    hand.press(page.get_by_role("button", name="记住以上答复"))
    entered = page.get_by_role("button", name="入库")
    expect(page.locator(".stMain")).not_to_contain_text("需要确认一次", timeout=30000)
    hand.press(entered)
    expect(page.locator(".stMain")).to_contain_text("277行已入库", timeout=30000)
    drop(page, "第1周.xlsx", week_one())
    hand.press(entered)
    expect(page.locator(".stMain")).to_contain_text("未报0家", timeout=30000)
    hand.press(page.get_by_test_id("stTopNavLink").filter(has_text="总览"))
    expect(page.locator(".stMain")).to_contain_text("277/277", timeout=30000)
    assert hand.clicks == CLICKS
    assert len(TYPES) == 12
    assert GROUPS[2] == "教育系统指导组"
