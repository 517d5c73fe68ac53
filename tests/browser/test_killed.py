"""A server that is killed while *Store* is pressed, and two servers on one file: what a page said is
stored is in the ledger, nothing is in by halves, and no file that was dropped is gone."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import sleep

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from ledger import Staging, open_ledger
from tests.browser.conftest import serving, settled, started
from tests.ledger.drawn import OFFICE
from tests.ledger.whole import Promised, assert_whole
from tests.pages.filled import fill
from tests.pages.office.test_desk_trouble import OTHERS
from tests.pages.office.test_submit import CLEAN, XLSX, workbook

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("killed")]

KILLS = int(os.environ.get("KILLS", "50" if os.environ.get("SOAK") else "1"))
SEED = int(os.environ.get("KILLS_SEED", "20261129"))
LONGEST_WAIT = 4.0
"""Seconds: longer than a loaded machine takes to store three sheets; short waits are more often."""
OF_THE_INVENTED = {"sha_malformed"}
"""What `verify` says of the invented submissions of the page tests, which came from no file."""
SAID = "待处理0个文件"
"""What the page says once everything that lay there is stored."""
DROPPED = {
    "第一组第5周.xlsx": workbook(CLEAN),
    "第二组第5周.xlsx": workbook(OTHERS),
    "第一组第6周.xlsx": workbook(CLEAN.replace("第5周", "第6周")),
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Path:  # noqa: ARG001
    """The small ledger of the page tests, to copy."""
    path = tmp_path_factory.mktemp("filled") / "ledger.db"
    with closing(open_ledger(f"sqlite:///{path}")) as ledger:
        fill(ledger)
    return path


@contextmanager
def visited(chromium: Browser, address: str) -> Iterator[Page]:
    """The submit page as a new visitor sees it."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{address}/submit")
    settled(page)
    yield page
    context.close()


def drop(page: Page, *names: str) -> None:
    """Put files into the upload box, as dragging them does."""
    payloads: list[FilePayload] = [
        {"name": name, "mimeType": XLSX, "buffer": DROPPED[name]} for name in names
    ]
    page.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(payloads)


def press(page: Page) -> None:
    """Press *Store* for all that waits; the answer is not waited for."""
    page.locator(".st-key-accept button").click(no_wait_after=True)


def stored_and_waiting(folder: Path) -> tuple[set[str], set[str]]:
    """The names of the dropped files that are in the ledger, and of those that still wait; the
    ledger is whole and sound."""
    url = f"sqlite:///{folder / 'ledger.db'}"
    assert_whole(url, Promised())
    with closing(open_ledger(url)) as ledger:
        assert {fault.check for fault in ledger.record.verify()} <= OF_THE_INVENTED
        kept = set(ledger.submissions("sample", OFFICE)["sha256"])
    by_hash = {hashlib.sha256(data).hexdigest(): name for name, data in DROPPED.items()}
    there = {it.sha256 for it in Staging(folder / "staging" / "sample").waiting()}
    return {by_hash[it] for it in kept & by_hash.keys()}, {by_hash[it] for it in there}


def killed_once(chromium: Browser, folder: Path, chance: random.Random) -> tuple[int, bool]:
    """How many files were in when the server was killed, and whether the page had said so."""
    url = f"sqlite:///{folder / 'ledger.db'}"
    with started(url) as (address, server), visited(chromium, address) as page:
        drop(page, *DROPPED)
        expect(page.locator(".answer")).to_contain_text("待处理3个文件", timeout=60_000)
        settled(page)
        press(page)
        sleep(chance.random() ** 2 * LONGEST_WAIT)
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(30)
        is_said = SAID in page.locator(".answer").inner_text()
    stored, waiting = stored_and_waiting(folder)
    assert stored | waiting == set(DROPPED), "a file is gone"
    assert not is_said or stored == set(DROPPED), "what the page said is not there"
    return len(stored), is_said


def test_a_server_killed_while_storing_loses_nothing_and_leaves_nothing_half(
    filled: Path, chromium: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chance, seen = random.Random(SEED), Counter[tuple[int, bool]]()
    for i in range(KILLS):
        folder = tmp_path / str(i)
        folder.mkdir()
        shutil.copyfile(filled, folder / "ledger.db")
        seen[killed_once(chromium, folder, chance)] += 1
    with capsys.disabled():
        sys.stdout.write(f"\n{KILLS} kills inside Store, seed {SEED}; no file gone, none half in\n")
        for (n, is_said), times in sorted(seen.items()):
            told = "said" if is_said else "not yet said"
            sys.stdout.write(f"  {n} of {len(DROPPED)} files in, {told}: {times}\n")


def test_two_servers_on_one_file_store_at_once_and_nothing_is_lost(
    filled: Path, chromium: Browser, tmp_path: Path
) -> None:
    shutil.copyfile(filled, tmp_path / "ledger.db")
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    first, *others = DROPPED
    with (
        serving(url) as here,
        serving(url) as there,
        visited(chromium, here) as one,
        visited(chromium, there) as other,
    ):
        drop(one, first)
        expect(one.locator(".answer")).to_contain_text("待处理1个文件", timeout=60_000)
        drop(other, *others)  # beside the first, which lies on the same desk
        expect(other.locator(".answer")).to_contain_text("待处理3个文件", timeout=60_000)
        for page in (one, other):
            settled(page)
        press(one)
        press(other)
        for page in (one, other):
            settled(page)
            assert page.locator("[data-testid=stException]").count() == 0
        other.reload()  # what the one stored meanwhile is shown before anything else goes in
        settled(other)
        if other.locator(".st-key-accept button:enabled").count():
            press(other)
        expect(other.locator(".answer")).to_contain_text(SAID, timeout=60_000)
    stored, waiting = stored_and_waiting(tmp_path)
    assert (stored, waiting) == (set(DROPPED), set())
