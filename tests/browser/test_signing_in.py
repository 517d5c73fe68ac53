"""Journeys of people who sign in, each on a fresh server: from the first code to the last tab."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from campaign import Door, Role, Viewer, office_day, wording
from ledger import Ledger, open_ledger
from tests.browser.conftest import serving, settled
from tests.ledger.drawn import OPERATOR
from tests.pages.filled import fill

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("signing_in")]
OWN, WORDS = "秋收冬藏春华-2023", wording("zh_CN")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[tuple[str, Ledger]]:
    """A server on the small ledger, and the ledger, in which nobody has an account."""
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    ledger = open_ledger(url)
    fill(ledger)
    with serving(url) as address:
        yield address, ledger
    ledger.close()


def given(ledger: Ledger, login: str, door: Door, place: str = "") -> str:
    """An account with a role; its code."""
    now = datetime.now(UTC)
    at = "" if door is Door.ADMINISTRATOR else ledger.districts()[0].id
    role = Role(door, at, office_day(now), place)
    return ledger.accounts.add(login, f"{login}办", by=OPERATOR, at=now, roles=[role])[1]


def entered(page: Page, login: str, password: str, *, is_code: bool = True) -> None:
    """The form filled in; a code is replaced by a password of one's own."""
    page.fill("[name=login]", login)
    page.fill("[name=password]", password)
    page.click("button")
    if is_code:
        page.fill("[name=old]", password)
        page.fill("[name=new]", OWN)
        page.fill("[name=again]", OWN)
        page.click("button")
    settled(page)


def opened(chromium: Browser, address: str, path: str = "/", *, width: int = 1366) -> Page:
    context = chromium.new_context(viewport={"width": width, "height": 768}, locale="zh-CN")
    page = context.new_page()
    page.goto(address + path)
    return page


def test_the_first_administrator_signs_in_and_makes_an_account(
    chromium: Browser, house: tuple[str, Ledger]
) -> None:
    address, ledger = house
    page = opened(chromium, address, "/overview")
    settled(page)
    expect(page.locator(".st-key-viewer")).to_contain_text("未启用登录")
    code = given(ledger, "wang", Door.ADMINISTRATOR)
    page.goto(f"{address}/accounts")
    expect(page.locator("h1")).to_have_text("登录")
    entered(page, "wang", code)
    page.get_by_label("账号", exact=True).fill("li")
    page.get_by_label("显示名").fill("李办")
    page.get_by_role("button", name="建立并生成一次性代码").click()
    shown = page.locator("code")
    expect(shown).to_be_visible(timeout=30000)
    second = opened(chromium, address)
    entered(second, "li", shown.inner_text().strip())
    expect(second.locator(".notice")).to_contain_text("没有这个权限")


def test_a_group_s_deep_link_on_a_fresh_server_leads_there_after_the_form(
    chromium: Browser, house: tuple[str, Ledger]
) -> None:
    address, ledger = house
    code = given(
        ledger, "zhang", Door.GROUPS, ledger.roster(ledger.districts()[0].id).units[0].group_id
    )
    page = opened(chromium, address, "/coverage?lang=zh_CN&door=groups")
    entered(page, "zhang", code)
    assert "/coverage" in page.url
    expect(page.locator(".answer").first).to_be_visible(timeout=30000)
    page.goto(f"{address}/coverage?door=office")
    settled(page)
    expect(page.locator(".notice")).to_contain_text("没有这个权限")


def test_signing_out_in_one_tab_ends_the_other_within_half_a_minute(
    chromium: Browser, house: tuple[str, Ledger]
) -> None:
    address, ledger = house
    page = opened(chromium, address, "/coverage")
    settled(page)
    page.goto("about:blank")
    code = given(ledger, "li", Door.OFFICE)
    page.goto(f"{address}/coverage")
    entered(page, "li", code)
    other = page.context.new_page()
    other.goto(f"{address}/overview")
    settled(other)
    other.locator(".st-key-viewer button").first.click()
    other.locator(".st-key-sign_out button").click()
    expect(other.locator(".notice")).to_contain_text("已退出登录", timeout=30000)
    expect(page.locator(".notice")).to_contain_text("已退出登录", timeout=30000)
    expect(page.locator(".answer")).to_have_count(0)
    page.goto(f"{address}/coverage")
    expect(page.locator("h1")).to_have_text("登录")


def test_a_unit_s_sheet_is_its_own_until_it_is_stored_or_taken_over(
    chromium: Browser, house: tuple[str, Ledger]
) -> None:
    """On a phone: the blank form down, filled in, up, stored; its group sees the figures, the
    office the file too. What waits is the office's to take over, and of two who left the same
    bytes each keeps them."""
    address, ledger = house
    district = ledger.districts()[0].id
    units = ledger.roster(district).units
    who = {"unit": units[0].id, "other": units[1].id, "groups": units[0].group_id, "office": ""}
    codes = {
        name: given(ledger, name, Door.UNIT if name == "other" else Door(name), place)
        for name, place in who.items()
    }
    page = opened(chromium, address, width=390)
    entered(page, "unit", codes["unit"])
    with page.expect_download() as waited:
        page.locator(".st-key-hand_in_form button").click()
    form = filled(waited.value.path())
    drop(page, form)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    before = len(ledger.submissions(district, OPERATOR))
    store = page.locator("[class*=st-key-store_] button").first
    store.click()
    expect(store).to_have_count(0, timeout=60000)
    expect(page.get_by_text("回执", exact=False).first).to_be_visible()
    group, office = (ledger_viewer(ledger, name) for name in ("groups", "office"))
    other = ledger_viewer(ledger, "other")
    counts = [len(ledger.submissions(district, it)) for it in (office, group, other)]
    assert counts[0] == before + 1
    assert not set(ledger.submissions(district, other)["file_name"]) & {"本单位.xlsx"}
    assert "本单位.xlsx" in set(ledger.submissions(district, group)["file_name"])
    drop(page, form, "又一份.xlsx")
    group_page = opened(chromium, address, "/submit")
    entered(group_page, "groups", codes["groups"])
    expect(group_page.get_by_text("又一份.xlsx")).to_have_count(0)
    drop(group_page, form, "又一份.xlsx")
    page.reload()
    settled(page)
    expect(page.get_by_text("又一份.xlsx").first).to_be_visible(timeout=30000)
    stranger = opened(chromium, address, width=390)
    entered(stranger, "other", codes["other"])
    expect(stranger.locator(".st-key-hand_in_form")).to_be_visible(timeout=30000)
    expect(stranger.get_by_text("又一份.xlsx")).to_have_count(0)
    desk = opened(chromium, address, "/submit")
    entered(desk, "office", codes["office"])
    take_over = desk.get_by_role("button", name="接手所选文件")
    expect(take_over).to_be_visible(timeout=60000)
    take_over.click()
    expect(take_over).to_have_count(0, timeout=30000)
    audit = ledger.record.audit(district, OPERATOR, last=1).iloc[0]
    assert (audit["action"], audit["by"], audit["role"]) == ("take_over", "office办", "office")


def ledger_viewer(ledger: Ledger, login: str) -> Viewer:
    account = next(it for it in ledger.accounts.listed(OPERATOR) if it.login == login)
    return account.viewer(account.roles[0])


def drop(page: Page, data: bytes, name: str = "本单位.xlsx") -> None:
    """A file dropped, and what was read of it drawn."""
    file = {"name": name, "mimeType": "application/x", "buffer": data}
    page.locator("input[type=file]").set_input_files([file])  # type: ignore[list-item]
    expect(page.get_by_text(name).first).to_be_visible(timeout=60000)


def filled(path: Path) -> bytes:
    """A blank form with a 1 in each open cell that takes a figure."""
    book, file = openpyxl.load_workbook(io.BytesIO(path.read_bytes())), io.BytesIO()
    sheet = book.worksheets[0]
    for row in sheet.iter_rows():
        for cell in row:
            if cell.protection.locked is False and cell.value is None:
                cell.value = 1
    book.save(file)
    return file.getvalue()


def test_guessing_is_told_to_wait(chromium: Browser, house: tuple[str, Ledger]) -> None:
    address, ledger = house
    given(ledger, "li", Door.OFFICE)
    page = opened(chromium, address)
    for _ in range(6):
        page.fill("[name=login]", "li")
        page.fill("[name=password]", "wrong-wrong")
        page.click("button")
    expect(page.locator("[role=alert]")).to_contain_text("尝试次数过多")


def _search(page: Page) -> None:
    """Open the box of the search; the key is heard once the page's script is there."""
    box = page.get_by_role("dialog")
    for _ in range(10):
        page.keyboard.press("Control+k")
        with suppress(AssertionError):
            expect(box).to_be_visible(timeout=3_000)
            return
    expect(box).to_be_visible()


def test_a_view_kept_by_name_is_found_again_and_dropped(
    chromium: Browser, house: tuple[str, Ledger]
) -> None:
    """The list of the third group, kept in one place, opened from another."""
    address, ledger = house
    code = given(ledger, "chen", Door.OFFICE)
    page = opened(chromium, address, "/signin?lang=zh_CN")
    entered(page, "chen", code)
    page.goto(f"{address}/attention?group=g03")
    settled(page)
    _search(page)
    page.locator(".st-key-view_name input").fill("三组名单")
    page.locator(".st-key-view_name input").press("Enter")
    page.locator(".st-key-view_keep button").click()
    expect(page.locator(".st-key-kept_0")).to_contain_text("三组名单")
    page.goto(f"{address}/coverage?group=g01")
    settled(page)
    _search(page)
    page.locator(".st-key-kept_0 a").click()
    page.wait_for_url("**/attention?*group=g03*")
    expect(page.locator(".question")).to_contain_text("本周需要联系哪些单位")
    _search(page)
    page.locator(".st-key-drop_0 button").click()
    expect(page.locator(".st-key-kept_0")).to_have_count(0)
    assert {fault.check for fault in ledger.record.verify()} <= {"sha_malformed"}
