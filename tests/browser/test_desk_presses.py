"""Whatever is pressed in whatever order, at two clerks' desks, loses nothing that was said or came."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ledger import Ledger, open_ledger
from tests.browser.conftest import Visit, serving, settled
from tests.browser.test_uploading import put_in
from tests.pages.filled import fill
from tests.pages.office.test_submit import CLEAN, OFFICE, WEEK_5, workbook

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("presses")]

_STEPS = 40 if os.environ.get("SOAK") else 9
_SEEDS = range(8 if os.environ.get("SOAK") else 1)
SHEETS = {
    "待改.xlsx": WEEK_5,
    "两种数.xlsx": CLEAN.replace("第5周", "第4周"),
    "未知单位.xlsx": CLEAN.replace("区财政局", "财管中心"),
}


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'ledger.db'}"


@pytest.fixture
def address(url: str, chromium: Browser) -> Iterator[str]:  # noqa: ARG001
    """A server of its own, whose ledger the test looks into."""
    with closing(open_ledger(url)) as ledger:
        fill(ledger)
    with serving(url) as served:
        yield served


@dataclass
class Desks:
    """Two clerks' pages, and what was said and came so far."""

    pages: list[Page]
    ledger: Ledger
    waiting: set[str] = field(default_factory=set)
    said: dict[str, set[str]] = field(default_factory=dict)
    stored: int = 0

    def hold(self) -> None:
        """Nothing is lost: what waits is shown to both, what was said and stored is there."""
        for page in self.pages:
            settled(page)
            at = page.locator(".answer")
            expect(at).to_contain_text(f"待处理{len(self.waiting)}个文件")
        sent = self.ledger.submissions("sample", OFFICE)
        assert len(sent) == self.stored
        kept = self.ledger.exchange.drafts("sample")
        found = {asked for said in kept.values() for asked in said}
        assert {it for told in self.said.values() for it in told} <= found, kept


def _reload(page: Page, _: Desks) -> None:
    page.reload()


def _back(page: Page, _: Desks) -> None:
    page.goto(page.url.replace("/submit", "/record"))
    settled(page)
    page.go_back()


def _language(page: Page, _: Desks) -> None:
    for name in ("English", "中文"):
        page.locator(".st-key-masthead").get_by_text(name, exact=True).click()
        settled(page)


def _second_tab(page: Page, _: Desks) -> None:
    tab = page.context.new_page()
    tab.goto(page.url)
    settled(tab)
    tab.close()


def _next(page: Page, _: Desks) -> None:
    page.keyboard.press("j")


def _keep(page: Page, desks: Desks) -> None:
    """What stands counts, of the file that is looked at, where two versions are."""
    button = page.locator("[class*='st-key-keep_'] button")
    if button.count():
        button.click()
        desks.said["两种数.xlsx"] = {"stays", "reason"}


def _arrived(page: Page, desks: Desks) -> None:
    if not desks.waiting:
        return
    page.locator(".st-key-arrived button").first.click()
    page.locator(".st-key-arrived_do button").click()
    for name in desks.waiting:
        desks.said.setdefault(name, set()).add("arrived")


def _store(page: Page, desks: Desks) -> None:
    """Store what can go in; the two desks then show the same."""
    button = page.locator(".st-key-accept button")
    if desks.waiting and button.is_enabled():
        button.click()
        page.wait_for_timeout(500)
        settled(page)
        gone = desks.ledger.submissions("sample", OFFICE)
        names = set(gone["file_name"]) & desks.waiting
        desks.stored = len(gone)
        desks.waiting -= names
        for name in names:
            desks.said.pop(name, None)


def _drop(page: Page, desks: Desks) -> None:
    name = sorted(SHEETS)[len(desks.waiting) % len(SHEETS)]
    if name not in desks.waiting and name not in set(
        desks.ledger.submissions("sample", OFFICE)["file_name"]
    ):
        put_in(page, (name, workbook(SHEETS[name])))
        desks.waiting.add(name)
        expect(page.locator(".answer")).to_contain_text(f"待处理{len(desks.waiting)}个文件")


PRESSES: tuple[Callable[[Page, Desks], None], ...] = (
    *(_reload, _back, _language, _second_tab, _next),
    *(_keep, _arrived, _store, _drop),
)


@pytest.mark.parametrize("seed", _SEEDS)
def test_nothing_is_lost_whatever_is_pressed(visit: Visit, url: str, seed: int) -> None:
    draw = random.Random(seed)
    with closing(open_ledger(url)) as ledger:
        stored = len(ledger.submissions("sample", OFFICE))
        desks = Desks([visit("/submit"), visit("/submit")], ledger, stored=stored)
        for name, sheet in SHEETS.items():
            put_in(desks.pages[0], (name, workbook(sheet)))
            desks.waiting.add(name)
            expect(desks.pages[0].locator(".answer")).to_contain_text(
                f"待处理{len(desks.waiting)}个文件"
            )
        desks.pages[1].reload()
        order = [*PRESSES, *draw.choices(PRESSES, k=_STEPS - len(PRESSES))]
        draw.shuffle(order)
        for press in order:
            page = draw.choice(desks.pages)
            page.bring_to_front()
            press(page, desks)
            settled(page)
            for other in desks.pages:
                if other is not page:
                    other.reload()
            desks.hold()
