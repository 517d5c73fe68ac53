"""The office's Friday without a mouse: a name answered, a held cell mended, files ticked and stored,
one undone, what goes back fetched, the week frozen, those not in called; only the file dialogue is
aside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ledger import Ledger, Step, open_ledger
from tests.browser.conftest import Visit, serving, settled
from tests.browser.test_uploading import put_in
from tests.pages.filled import fill
from tests.pages.office.test_submit import CLEAN, OFFICE, WEEK_5, workbook

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("keyboard")]
_MOST_TABS = 90
"""More than a page has places to stop at: whoever presses Tab so often has been everywhere."""
_OF_SECOND = {"第一指导组": "第二指导组", "区委办公室": "区政府办公室", "区财政局": "区水务局"}


def of_second(sheet: str) -> str:
    """The sheet with the names of the second group and of two of its units."""
    for name, other in _OF_SECOND.items():
        sheet = sheet.replace(name, other)
    return sheet


SECOND = of_second(CLEAN)
SHEETS = {
    "一.xlsx": CLEAN.replace("区财政局", "财管中心"),
    "二.xlsx": SECOND,
    "三.xlsx": of_second(WEEK_5).replace("第5周", "第4周"),
    "四.xlsx": WEEK_5.replace("第5周", "第3周"),
}
_MOST_KEYS = 250
_COUNTING = "window.keys = 0; document.addEventListener('keydown', () => window.keys++, true)"


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


def within(page: Page, place: str) -> bool:
    """Whether what has the focus lies there."""
    page.wait_for_timeout(300)
    return bool(page.evaluate("(place) => !!document.activeElement.closest(place)", place))


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


def test_a_friday_is_done_by_keyboard(
    visit: Visit, ledger: Ledger, figures: Callable[[str], None]
) -> None:
    page = visit("/submit")
    for n, (name, sheet) in enumerate(SHEETS.items(), start=1):
        put_in(page, (name, workbook(sheet)))
        expect(page.locator(".answer")).to_contain_text(f"待处理{n}个文件")
    settled(page)
    page.evaluate(_COUNTING)
    _answer(page, ledger)
    _mend(page)
    _store(page, ledger)
    _fetch_what_goes_back(page)
    _undo(page, ledger)
    n_keys = int(page.evaluate("window.keys"))
    figures(f"a Friday of four files by keyboard: {n_keys} keys of {_MOST_KEYS}")
    assert n_keys <= _MOST_KEYS


def _answer(page: Page, ledger: Ledger) -> None:
    """Step through the files, and say whom a name means."""
    expect(page.locator("h2.part", has_text="一.xlsx")).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator("[class*=st-key-steps] .note")).to_contain_text("第2/4份")
    page.keyboard.press("k")
    expect(page.locator("[class*=st-key-steps] .note")).to_contain_text("第1/4份")
    page.keyboard.press("Enter")
    assert within(page, "[class*=st-key-unit_sample]"), "the first question: whose name it is"
    page.keyboard.type("区财政局")
    page.keyboard.press("Enter")
    settled(page)
    pressed(page, "[class*=st-key-remember_]")
    assert ledger.roster("sample").aliases == {"财管中心": "U03"}


def _mend(page: Page) -> None:
    """Go on to the file with a held cell, and write it anew in the grid."""
    for key in "kkkjjj":
        if page.locator("h2.part", has_text="四.xlsx").count():
            break
        page.keyboard.press(key)
        quiet(page)
    page.keyboard.press("Enter")
    assert within(page, "[class*=st-key-mend_]"), "nothing else is asked of the file"
    for key in ("ArrowDown", *["ArrowRight"] * 3, "3", "Enter"):
        page.keyboard.press(key)
        page.wait_for_timeout(300)  # the cell opens before what is typed is kept
    quiet(page)
    expect(page.locator(".doubts li.error")).to_have_count(0)


def _store(page: Page, ledger: Ledger) -> None:
    """One file that is ticked, then all that are clean."""
    into_list(page, "[class*=st-key-papers_]", "ArrowDown", "Shift+Space")
    accept = page.locator(".st-key-accept button")
    expect(accept).to_contain_text("入库所选（1个）")
    pressed(page, ".st-key-accept")
    expect(page.locator(".answer")).to_contain_text("待处理3个文件")
    pressed(page, ".st-key-accept")
    expect(page.locator(".answer")).to_contain_text("待处理0个文件")
    assert set(weeks_in(ledger)) == {3, 4, 5}


def _to_tray(page: Page, name: str) -> None:
    """Open a tray."""
    tab_to(page, ".st-key-tray")
    for key in (*["ArrowRight"] * 3, *["ArrowLeft"] * 3):
        if name in page.evaluate("document.activeElement.innerText"):
            break
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    quiet(page)


def _undo(page: Page, ledger: Ledger) -> None:
    n_before = len(weeks_in(ledger))
    _to_tray(page, "已入库")
    expect(page.locator(".st-key-undo button")).to_be_visible()
    into_list(page, "[class*=st-key-done_in]", "ArrowDown", "Shift+Space")
    pressed(page, ".st-key-undo")
    expect(page.locator(".st-key-tray")).to_contain_text("已入库 3")
    assert len(weeks_in(ledger)) < n_before


def _fetch_what_goes_back(page: Page) -> None:
    _to_tray(page, "待退回")
    tab_to(page, ".st-key-back_zip")
    with page.expect_download():
        page.keyboard.press("Enter")


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
