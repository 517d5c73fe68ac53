"""The office's Friday without a mouse: a name answered, files ticked and stored, one undone, those
not in called; only the file dialogue is aside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ledger import Ledger, Step, open_ledger
from tests.browser.conftest import Visit, serving, settled
from tests.browser.test_uploading import put_in
from tests.pages.filled import fill
from tests.pages.office.test_submit import CLEAN, OFFICE, workbook

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("keyboard")]
_MOST_TABS = 90
"""More than a page has places to stop at: whoever presses Tab so often has been everywhere."""
SECOND = (
    CLEAN.replace("第一指导组", "第二指导组")
    .replace("区委办公室", "区政府办公室")
    .replace("区财政局", "区水务局")
)
SHEETS = {
    "一.xlsx": CLEAN.replace("区财政局", "财管中心"),
    "二.xlsx": SECOND,
    "三.xlsx": SECOND.replace("第5周", "第4周"),
}


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'ledger.db'}"


@pytest.fixture
def ledger(url: str, chromium: Browser) -> Iterator[Ledger]:  # noqa: ARG001
    with closing(open_ledger(url)) as found:
        fill(found)
        yield found


@pytest.fixture
def address(url: str, ledger: Ledger) -> Iterator[str]:  # noqa: ARG001
    """A server of its own, whose ledger the test looks into."""
    with serving(url) as served:
        yield served


def tab_to(page: Page, place: str, key: str = "Tab") -> None:
    """Press Tab until what has the focus lies within a place."""
    for _ in range(_MOST_TABS):
        page.keyboard.press(key)
        if page.evaluate("(place) => !!document.activeElement.closest(place)", place):
            return
    raise AssertionError(f"no way to {place} by Tab")


def pressed(page: Page, place: str, key: str = "Enter") -> None:
    """Go there by Tab and press, once what was pressed before is drawn."""
    tab_to(page, place)
    quiet(page)
    page.keyboard.press(key)
    quiet(page)


def quiet(page: Page) -> None:
    """Wait until nothing runs: what a list tells of its ticks is sent a moment later."""
    page.wait_for_timeout(1000)
    settled(page)


def into_list(page: Page, place: str, *keys: str) -> None:
    """Go into the list there, and press keys in it."""
    tab_to(page, f"{place} [data-testid=stDataFrame]")
    for _ in range(6):  # past the list's own buttons
        if page.evaluate("document.activeElement.dataset.testid") == "data-grid-canvas":
            break
        page.keyboard.press("Tab")
    for key in keys:
        page.keyboard.press(key)
    quiet(page)


def weeks_in(ledger: Ledger) -> list[int]:
    """The weeks of the reports that were stored on the desk and stand."""
    sent = ledger.submissions("sample", OFFICE)
    own = sent[sent["file_name"].isin(list(SHEETS)) & (sent["state"] == "accepted")]
    return sorted(own["week"].tolist())


def test_a_friday_is_done_by_keyboard(visit: Visit, ledger: Ledger) -> None:
    page = visit("/submit")
    for n, (name, sheet) in enumerate(SHEETS.items(), start=1):
        put_in(page, (name, workbook(sheet)))
        expect(page.locator(".answer")).to_contain_text(f"待处理{n}个文件")
    settled(page)
    expect(page.locator("h2.part", has_text="一.xlsx")).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator("[class*=st-key-steps] .note")).to_contain_text("第2/3份")
    page.keyboard.press("k")
    expect(page.locator("[class*=st-key-steps] .note")).to_contain_text("第1/3份")
    tab_to(page, "[class*=st-key-unit_sample]")  # a name that no unit has
    page.keyboard.type("区财政局")
    page.keyboard.press("Enter")
    settled(page)
    pressed(page, "[class*=st-key-remember_]")
    assert ledger.roster("sample").aliases == {"财管中心": "U03"}
    into_list(page, "[class*=st-key-papers_]", "ArrowDown", "Shift+Space")
    accept = page.locator(".st-key-accept button")
    expect(accept).to_contain_text("入库所选（1个）")
    pressed(page, ".st-key-accept")
    expect(page.locator(".answer")).to_contain_text("待处理2个文件")
    pressed(page, ".st-key-accept")
    expect(page.locator(".answer")).to_contain_text("待处理0个文件")
    assert weeks_in(ledger) == [4, 5, 5]
    tab_to(page, ".st-key-tray")
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-undo button")).to_be_visible()
    settled(page)
    into_list(page, "[class*=st-key-done_in]", "ArrowDown", "Shift+Space")
    pressed(page, ".st-key-undo")
    expect(page.locator(".st-key-tray")).to_contain_text("已入库 2")
    assert len(weeks_in(ledger)) == 2


def test_who_is_not_in_is_called_by_keyboard_and_it_is_kept(visit: Visit, ledger: Ledger) -> None:
    page = visit("/status")
    expect(page.locator("[data-testid=stCode]").first).to_contain_text("未报")
    into_list(page, "[class*=st-key-follow_]", "ArrowDown", "ArrowRight", "ArrowRight", "Space")
    expect(page.locator(".st-key-screen_only_follow")).to_be_visible()
    kept = ledger.exchange.followed("sample", OFFICE)
    assert kept["step"].tolist() == [Step.CALLED]
    page.reload()
    settled(page)
    into_list(page, "[class*=st-key-follow_]", "ArrowDown", "ArrowRight", "ArrowRight", "Space")
    taken_back = ledger.exchange.followed("sample", OFFICE)
    assert taken_back["holds"].tolist() == [False, True], "the tick was there, and was taken back"
    assert taken_back["unit_id"].nunique() == 1
