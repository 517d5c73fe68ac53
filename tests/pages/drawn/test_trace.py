"""The words around a cell."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from campaign import Address, Grid, State, wording
from ledger import Trace, Version
from pages.drawn.opened.trace import source_html, version_html
from tests.ledger.drawn import OFFICE

ZH, EN = wording("zh_CN"), wording("en")
ZONE = "Asia/Shanghai"
AT = datetime(2023, 10, 20, 4, 0, tzinfo=UTC)
SLOT = "study_session_count"


def trace(
    *, column: int = 4, raw: str = "2", file_name: str = "三组.xlsx", by: str = "office"
) -> Trace:
    """A figure in column D, row 9."""
    return Trace(
        submission_id=1,
        file_name=file_name,
        sha256="ab" * 32,
        sheet="周报",
        address=Address("周报", 9, column),
        raw=raw,
        value=2.0,
        state=State.VALUE,
        received_at=AT,
        by=by,
        grid=Grid("周报", 1, 1, ()),
    )


def test_the_address_is_the_one_the_office_knows() -> None:
    html = source_html(trace(), ZH, zone=ZONE)
    assert "<b>周报!D9</b> 原文“2”" in html
    assert "三组.xlsx · 10月20日12:00收到，入库：办公室 · 文件指纹abababababab" in html


@pytest.mark.parametrize(("by", "told"), [("terminal", "命令行"), ("sample", "示例程序")])
def test_a_program_is_named_as_what_stored_the_sheet(by: str, told: str) -> None:
    assert f"入库：{told} ·" in source_html(trace(by=by), ZH, zone=ZONE)


def test_a_column_the_sheet_does_not_have_is_said_so() -> None:
    assert "<b>表中没有这一栏</b>" in source_html(trace(column=0, raw=""), ZH, zone=ZONE)


def test_an_empty_cell_is_not_quoted() -> None:
    html = source_html(trace(raw=""), ZH, zone=ZONE)
    assert "单元格为空" in html
    assert "原文" not in html


def test_a_file_name_is_text() -> None:
    assert "<img" not in source_html(trace(file_name="<img src=x>.xlsx"), EN, zone=ZONE)


def test_another_version_tells_its_figure_and_how_it_stands() -> None:
    version = Version(
        submission_id=1,
        standing="superseded",
        received_at=AT,
        by=OFFICE,
        sender="g03",
        file_name="三组.xlsx",
        sheet="周报",
        row=9,
        reason="",
        values={SLOT: 3.0},
        states={SLOT: State.VALUE},
    )
    assert "所报3 · 已被更新 · 10月20日12:00" in version_html(version, SLOT, ZH, zone=ZONE)
