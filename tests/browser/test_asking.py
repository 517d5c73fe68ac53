"""What a sheet leaves open is answered at the desk: by a click, from the keyboard, in either
language; and what was said is still there afterwards."""

from __future__ import annotations

import pytest
from playwright.sync_api import Position, expect

from tests.browser.conftest import Visit, settled
from tests.browser.test_uploading import put_in
from tests.loaders.drawn import workbook as drawn
from tests.pages.office.test_correction import SHEET
from tests.pages.office.test_submit import workbook

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("asking")]
_ROW, _COLUMN_A = 29, 150
"""A grid's rows are as high, and column A is about so far to the right."""
TWO_READINGS = """
    | 示例区累计情况统计表（第5周） | |
    | 填报单位：第一指导组 | |
    | 单位名称 | 集中学习 |
    | 区委办公室 | 9 |
"""


def test_a_click_fills_a_box_that_outlives_a_switch_of_language(visit: Visit) -> None:
    page = visit("/submit")
    put_in(page, ("第一组第5周.xlsx", drawn(SHEET)))
    page.get_by_text("读得不对？点表格指正").click()
    grid = page.locator("[class*=st-key-layout_grid] canvas").first
    last = page.get_by_role("radio", name="最后一行")
    last.click()
    expect(last).to_be_checked()
    expect(grid).to_be_visible()
    settled(page)
    at: Position = {"x": _COLUMN_A, "y": _ROW * 6 + _ROW // 2}
    grid.hover(position=at, force=True)  # the grid learns of a scroll by the next movement
    page.mouse.move(0, 0, steps=3)
    grid.hover(position=at, force=True)
    grid.click(position=at, force=True)
    expect(page.get_by_label("最后一行", exact=True).first).to_have_value("6")
    expect(page.locator("h2.part", has_text="这样会读成")).to_contain_text("2行，其中2行可入库")
    page.get_by_text("English", exact=True).click()
    settled(page)
    expect(page.get_by_label("Last row", exact=True).first).to_have_value("6")
    box = page.get_by_label("Last row", exact=True).first
    box.fill("5")
    box.press("Tab")
    expect(page.locator("h2.part", has_text="What would be read")).to_contain_text("rows: 1")
    keep = page.get_by_role("button", name="Read like this and remember")
    keep.focus()
    keep.press("Enter")
    expect(page.get_by_text("Read as was said before")).to_be_visible()
    page.get_by_role("button", name="Remove the file").click()
    expect(page.locator(".answer")).to_contain_text("0 files")


def test_week_or_cumulative_is_asked_with_both_readings_and_once(visit: Visit) -> None:
    page = visit("/submit")
    put_in(page, ("第一组累计第5周.xlsx", workbook(TWO_READINGS)))
    title = page.locator("h2.part", has_text="表中数是本周数，还是累计数？")
    expect(title).to_be_visible()
    accept = page.get_by_role("button", name="入库全部无待定的文件（0个）")
    expect(accept).to_be_disabled()
    answer = page.locator("[class*=st-key-reach_cumulative] button")
    answer.focus()
    answer.press("Enter")
    expect(title).to_have_count(0)
    expect(page.get_by_role("button", name="入库全部无待定的文件（1个）")).to_be_enabled()
    page.get_by_role("button", name="移除1个文件").click()
    expect(page.locator(".answer")).to_contain_text("待处理0个文件")
    put_in(page, ("第一组累计第6周.xlsx", workbook(TWO_READINGS.replace("第5周", "第6周"))))
    expect(page.get_by_role("button", name="入库全部无待定的文件（1个）")).to_be_enabled()
    assert title.count() == 0
