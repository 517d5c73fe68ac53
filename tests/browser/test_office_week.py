"""The office's week: ten books of groups, forty sheets of units, thirty faults, six pairs of versions
and four files that are none are dropped at once and worked through to the end, in under five minutes
of the machine's and of presses, a second each."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, TimeoutError, expect

from campaign import CampaignPack, load_pack
from commands.sample import SampleSet, load_sample
from ledger import Ledger, open_ledger
from sample_data import DISTRICT_NAME
from sample_data.books.books import write_books
from tests.browser.conftest import Visit, serving, settled
from tests.browser.test_uploading import put_in
from tests.browser.week_pile import N_PAIRS, N_REFUSED, WEEK, earlier, pile
from tests.pages.office.test_submit import OFFICE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("office_week"),
    pytest.mark.skipif(not os.environ.get("SOAK"), reason="a district's week takes minutes"),
]
PACK = load_pack("c2023_ztjy")
_MOST_SECONDS = 300
_A_PRESS = 1.0
"""Seconds a person needs to find what is pressed next, as the issue counts them."""
_ROUNDS = 80


def _write(
    folder: Path, *, pack: CampaignPack, progress: Callable[[int, int], None] | None
) -> list[Path]:
    return write_books(folder, list(earlier(pack)), progress=progress)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'ledger.db'}"


@pytest.fixture
def address(url: str, tmp_path: Path, chromium: Browser) -> Iterator[str]:  # noqa: ARG001
    """A server on a district of 340 units as it stood the week before."""
    with closing(open_ledger(url)) as ledger:
        load_sample(ledger, tmp_path, PACK, SampleSet("sample", DISTRICT_NAME.zh, _write))
    with serving(url) as served:
        yield served


@dataclass
class Clerk:
    """Who works the pile through: every press is counted, and what the machine takes after it."""

    page: Page
    presses: int = 0
    machine: float = 0.0
    slowest: list[tuple[float, str]] = field(default_factory=list)

    def press(self, what: Locator, *, keys: str = "", confirm: bool = False) -> None:
        """Press there; what is typed into it counts as one more, and so does the choice of what is
        offered first."""
        began = time.monotonic()
        (what.locator("input") if what.locator("[role=combobox]").count() else what).click()
        self.presses += 1
        if keys:
            self.page.keyboard.type(keys)
            self.presses += 1
        if confirm:
            if what.locator("[role=combobox]").count():
                self._first_offered(what)
            else:
                self.page.keyboard.press("Enter")
            self.presses += 1
        self.wait(began, str(what))

    def _first_offered(self, box: Locator) -> None:
        """Choose it; a list that closed because the page was drawn meanwhile is opened again."""
        offered = self.page.locator("[role=option]").first
        for _ in range(5):
            with suppress(TimeoutError):
                offered.click(timeout=2000)
                return
            box.locator("input").click()
            self.presses += 1

    def wait(self, began: float, why: str) -> None:
        with suppress(TimeoutError):  # what is drawn before one looks was quick enough
            self.page.wait_for_selector("[data-test-script-state=running]", timeout=700)
        settled(self.page)
        self.page.wait_for_timeout(250)
        took = time.monotonic() - began
        self.machine += took
        self.slowest.append((took, why[-70:]))

    def gone(self, what: Locator) -> None:
        """Wait until it is no more drawn."""
        began = time.monotonic()
        expect(what).to_have_count(0)
        self.wait(began, "gone")

    def drop(self, files: list[tuple[str, bytes]], waiting: int) -> None:
        began = time.monotonic()
        put_in(self.page, *files)
        self.waits(waiting)
        self.wait(began, "drop")

    def waits(self, n: int) -> None:
        """So many files lie on the desk."""
        expect(self.page.locator(".answer")).to_contain_text(f"待处理{n}个文件", timeout=120_000)

    def count(self, tray: str) -> int:
        """How many files a tray has."""
        found = re.search(rf"{tray} (\d+)", self.page.locator(".st-key-tray").inner_text())
        assert found is not None
        return int(found[1])

    def tray(self, name: str) -> None:
        self.press(self.page.locator(".st-key-tray button", has_text=name))

    def answer(self) -> None:
        """Answer one question of the file that is looked at."""
        page = self.page
        if (box := page.locator("[class*='st-key-week_of_']")).count():
            self.press(box.first, keys=f"第{WEEK}周", confirm=True)
            self.press(page.locator("[class*='st-key-again_'] button").first)
        elif (box := page.locator("[class*='st-key-unit_sample_']:has(input)")).count():
            is_of_nobody = "专班" in box.first.inner_text()
            self.press(box.first, keys="不是本区" if is_of_nobody else "", confirm=True)
            asked = box.first.locator("input").get_attribute("aria-label")
            self.press(page.locator("[class*='st-key-remember_'] button:enabled").first)
            self.gone(page.locator(f'input[aria-label="{asked}"]'))
        else:
            raise AssertionError(page.locator("[data-testid=stMain]").inner_text())


def test_an_office_week_is_done_within_five_minutes(
    visit: Visit, url: str, tmp_path: Path, figures: Callable[[str], None]
) -> None:
    files = pile(PACK)
    clerk = Clerk(visit("/submit"))
    clerk.drop(files, len(files) - N_REFUSED)
    _worked_through(clerk, tmp_path)
    total = clerk.machine + clerk.presses * _A_PRESS
    said = f"{clerk.presses} presses, {clerk.machine:.0f} s of the machine, {total:.0f} s in all"
    figures(f"an office's week of {len(files)} files: {said}")
    with closing(open_ledger(url)) as ledger:
        _is_all_kept(ledger, files)
    assert total < _MOST_SECONDS


def _worked_through(clerk: Clerk, folder: Path) -> None:
    page = clerk.page
    clerk.tray("待我处理")
    for _ in range(_ROUNDS):
        if not clerk.count("待我处理"):
            break
        clerk.answer()
    clerk.tray("可入库")
    for _ in range(_ROUNDS):
        if not clerk.count("可入库"):
            break
        take = page.locator("[class*='st-key-take_'] button")
        if take.count():
            clerk.press(take.first)
        clerk.press(page.locator(".st-key-accept button"))
    clerk.waits(0)
    clerk.tray("待退回")
    with page.expect_download() as told:
        clerk.press(page.locator(".st-key-back_zip button"))
    told.value.save_as(folder / "back.zip")
    clerk.press(page.locator(".st-key-back_how input"), keys="政务邮箱", confirm=True)
    clerk.press(page.locator(".st-key-back_sent button"))


def _is_all_kept(ledger: Ledger, files: list[tuple[str, bytes]]) -> None:
    """Every file was stored or refused, what was held went back, corrections took the earlier's
    place."""
    sent, refused = ledger.submissions("sample", OFFICE), ledger.exchange.refused("sample", OFFICE)
    assert {name for name, _ in files} <= {*sent["file_name"], *refused["file_name"]}
    assert len(refused) == N_REFUSED
    week = sent[sent["week"] == WEEK]
    given = set(ledger.exchange.given_back("sample", OFFICE)["submission_id"])
    assert set(week.loc[week["n_held"] > 0, "submission_id"]) <= given
    corrected = week[week["file_name"].str.contains("更正", regex=False)]
    assert len(corrected) == N_PAIRS // 2
    assert (week.loc[week["sender"].isin(corrected["sender"]), "n_current"] > 0).sum() == 3
