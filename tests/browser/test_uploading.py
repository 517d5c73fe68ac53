"""Uploading: a new week is dropped, looked at, stored, and at once on the overview."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import Visit, settled
from tests.pages.office.test_submit import CLEAN, WEEK_5, XLSX, workbook

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("uploading")]


def put_in(page: Page, *files: tuple[str, bytes]) -> None:
    """Put files into the upload box, as dragging them does."""
    payloads: list[FilePayload] = [
        {"name": name, "mimeType": XLSX, "buffer": data} for name, data in files
    ]
    box = page.locator("[data-testid=stFileUploader] input[type=file]")
    expect(box).to_have_count(1, timeout=30_000)  # the one that was emptied goes with its run
    box.set_input_files(payloads)


def _to_overview(page: Page) -> None:
    page.get_by_role("link", name="总览").first.click()
    expect(page.locator(".question")).to_contain_text("全区学习进度如何")
    settled(page)


def test_a_new_week_is_dropped_stored_and_on_the_overview(visit: Visit) -> None:
    page = visit("/submit")
    expect(page.locator(".answer")).to_contain_text("待处理0个文件")
    put_in(page, ("第一组第5周.xlsx", workbook(CLEAN)), ("扫描件.xlsx", b"%PDF-1.7"))
    expect(page.locator(".answer")).to_contain_text("待处理1个文件")
    expect(page.get_by_text("不是表格文件（实为PDF）")).to_be_visible()
    expect(page.locator(".sheet")).to_contain_text("第5周")
    page.get_by_role("button", name="入库全部无待定的文件（1个）").click()
    expect(page.locator(".answer")).to_contain_text("第5周已入库2家")
    _to_overview(page)
    expect(page.locator(".answer")).to_contain_text("截至第4周")  # of week 5 two of twelve are in
    expect(visit("/?week=2023-W44").locator(".answer")).to_contain_text("截至第5周")


def test_the_faulty_cell_is_marked_on_the_sheet(visit: Visit) -> None:
    page = visit("/submit")
    put_in(page, ("第一组第5周（二）.xlsx", workbook(WEEK_5)))
    expect(page.locator(".sheet td.error")).to_have_text("约3")
    expect(page.locator(".doubts li.error")).to_contain_text("周报!C5")
    page.get_by_role("button", name="移除1个文件").click()
    expect(page.locator(".answer")).to_contain_text("待处理0个文件")


def test_a_whole_folder_of_faulty_files_leaves_the_server_well(visit: Visit) -> None:
    folder = Path(__file__).resolve().parents[2] / "sample_data" / "wrong"
    files = sorted(folder.glob("*.xls*"))
    page = visit("/submit")
    put_in(page, *((file.name, file.read_bytes()) for file in files))
    expect(page.get_by_text("近两周已处理")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("含密级标志，未保存").first).to_be_visible()
    assert page.locator("[data-testid=stException]").count() == 0
    assert visit("/").locator(".answer").inner_text()
