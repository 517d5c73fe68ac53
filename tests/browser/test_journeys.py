"""What those who hand in and mend sheets do, in clicks and seconds: the office stores a drop and
gives a sheet back, a group sees the mix of its visits."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from ledger import Ledger
from tests.browser.conftest import Visit, filled, settled
from tests.browser.test_friday_by_keyboard import SECOND, quiet
from tests.browser.test_uploading import put_in
from tests.ledger.drawn import OFFICE, hour, problems
from tests.pages.filled import fill
from tests.pages.logged import log_visits
from tests.pages.office.test_submit import WEEK_5, workbook

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
PROBLEMS = """
    | unit | number | problem  | progress     | found_on   | due        | done_on    | checked_by |
    | U01  | 1      | 窗口等候 | claimed_done | 2023-10-03 | 2023-10-20 | 2023-10-10 |            |
    | U03  | 1      | 制度修订 | in_progress  | 2023-10-03 | 2023-11-20 |            |            |
"""
_ROW = (300, 52)
_TICK = (17, 52)
"""Where the first row of a grid is pressed and where it is ticked, from the grid's corner, in
pixels: below a heading of 35, in a row as high."""
_MOST_SECONDS = 30
"""Of the machine on a busy one; a person's own time is counted in clicks."""


@pytest.fixture
def address(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[str]:  # noqa: ARG001
    """A fresh server on the small ledger with two groups' guidance logs and a problem ledger."""
    with filled(tmp_path_factory, fill, log_visits, list_problems) as served:
        yield served


def list_problems(ledger: Ledger) -> None:
    sheet = problems(PROBLEMS, version="1")
    ledger.accept(ledger.plan("sample", sheet), by=OFFICE, received_at=hour(400))


@dataclass
class Journey:
    """Who goes, from the first press on; presses are counted."""

    page: Page
    began: float
    clicks: int = 0

    def press(self, what: Locator) -> None:
        what.click()
        self.clicks += 1

    def told(self, figures: Callable[[str], None], who: str, most: int) -> None:
        took = time.monotonic() - self.began
        figures(f"{who}: {self.clicks} clicks of {most}, {took:.1f} s")
        assert self.clicks <= most
        assert took < _MOST_SECONDS


def test_a_drop_is_seen_and_stored_and_a_bad_sheet_goes_back(
    visit: Visit, figures: Callable[[str], None], tmp_path: Path
) -> None:
    page = visit("/submit")
    settled(page)
    office = Journey(page, time.monotonic())
    put_in(page, ("一.xlsx", workbook(WEEK_5)), ("二.xlsx", workbook(SECOND)))
    expect(page.locator(".answer")).to_contain_text("待处理2个文件")
    expect(page.locator(".doubts li.error").first).to_contain_text("周报!C5")
    back = Journey(page, time.monotonic())
    with page.expect_download() as copied:
        back.press(page.locator("[class*='st-key-marked_'] button").first)
    assert copied.value.path().read_bytes().startswith(b"PK")
    back.told(figures, "persona 5, the marked copy", 1)
    office.press(page.locator(".st-key-accept button"))
    expect(page.locator(".answer")).to_contain_text("第5周已入库3家")
    office.told(figures, "persona 4, two books stored but for one cell", 3)
    sends = Journey(page, time.monotonic())
    with page.expect_download() as loading:
        sends.press(page.locator(".st-key-back_now button"))
    loading.value.save_as(tmp_path / "back.zip")
    sends.told(figures, "persona 5, all copies with their covering texts", 1)


def test_who_hands_in_where_nobody_signs_in_is_told_what_to_do(visit: Visit) -> None:
    page = visit("/submit?door=groups&seat=g01")
    expect(page.locator(".notice")).to_contain_text("台账和报表请交办公室入库")


def test_a_group_sees_its_mix_of_methods_and_work(
    visit: Visit, figures: Callable[[str], None]
) -> None:
    page = visit("/overview?door=groups&seat=g01")
    settled(page)
    group = Journey(page, time.monotonic())
    group.press(page.get_by_test_id("stTopNavSection").filter(has_text="领导"))
    group.press(page.get_by_role("menuitem", name="督导检查"))
    expect(page.locator(".answer")).to_contain_text("已知至少督导4家次")
    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text("督导方式")
    expect(main).to_contain_text("督导内容")
    group.told(figures, "persona 7, the mix of its visits", 2)


def test_who_leads_guides_and_checks_is_there_in_the_clicks_promised(
    visit: Visit, figures: Callable[[str], None]
) -> None:
    page = visit("/overview?door=leadership")
    settled(page)
    leader = Journey(page, time.monotonic())
    expect(page.locator(".answer")).to_contain_text("截至第")
    leader.press(page.locator(".st-key-needs_all a").first)
    expect(page.locator(".answer")).to_contain_text("需要联系")
    leader.told(figures, "persona 1, whom to call and why", 1)
    page = visit("/attention?door=groups&seat=g01")
    settled(page)
    group = Journey(page, time.monotonic())
    group.press(page.get_by_test_id("stMain").get_by_role("link", name="区财政局").first)
    settled(page)
    with page.expect_download():
        group.press(page.locator(".st-key-visit_docx button").first)
    group.told(figures, "persona 6, the sheet for a visit", 2)
    page = visit("/checks")
    settled(page)
    checker = Journey(page, time.monotonic())
    checker.press(page.locator(".st-key-draw button"))
    expect(page.get_by_test_id("stMain")).to_contain_text("种子")
    checker.told(figures, "persona 11, this week's sample", 1)


def test_who_minds_rectification_opens_a_line_and_records_a_check_in_two_clicks(
    visit: Visit, figures: Callable[[str], None]
) -> None:
    page = visit("/rectification")
    settled(page)
    desk = Journey(page, time.monotonic())
    desk.press(page.get_by_test_id("stButtonGroup").get_by_text("待核查"))
    settled(page)
    desk.told(figures, "persona 10, what waits for a check", 1)
    grid = page.locator("[class*=st-key-ticks_problems] [data-testid=stDataFrame]").first
    grid.click(position={"x": _ROW[0], "y": _ROW[1]})
    expect(page.get_by_role("dialog")).to_contain_text("窗口等候")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    check = Journey(page, time.monotonic())
    grid.click(position={"x": _TICK[0], "y": _TICK[1]})
    check.clicks += 1
    quiet(page)
    check.press(page.locator(".st-key-problem_check_True button"))
    expect(page.locator(".answer")).to_contain_text("50.0%（1/2）")
    check.told(figures, "persona 10, a check recorded", 2)
