"""The superior's form and the proof-reading, as the office uses them on their pages."""

from __future__ import annotations

import io
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import docx
import openpyxl

from tests.ledger.drawn import OFFICE
from tests.pages.conftest import Opened, url_of
from tests.pages.filled import filled_ledger
from tests.pages.said import text_of

KIND = "application/vnd.openxmlformats-officedocument."
XLSX, DOCX = f"{KIND}spreadsheetml.sheet", f"{KIND}wordprocessingml.document"


def frozen(folder: Path) -> str:
    """A ledger with a frozen week."""
    url = url_of(folder)
    with closing(filled_ledger(url)) as ledger:
        ledger.record.freeze("sample", 3, by=OFFICE, at=datetime.now(UTC))
    return url


def test_a_form_is_confirmed_once_and_then_handed_out(opened: Opened, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ("单位类型", "集中学习（本周）", "备注"),
        ("科级领导班子", None, None),
        ("外区", " ", None),
    ):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    app = opened(frozen(tmp_path), "office/superior/page.py", door="office", lang="zh_CN")
    app.file_uploader[0].set_value([("表.xlsx", file.getvalue(), XLSX)]).run()
    assert "首次见到这份表。按表头可填1格，1格没有数字" in text_of(app)
    app.button(key="superior_confirm").click().run()
    assert not app.exception
    assert "可填1格，1格没有数字，留空标色" in text_of(app)
    assert [button.label for button in app.get("download_button")][-2:] == [
        "取走填好的表",
        "逐格清单",
    ]


def test_a_draft_is_told_where_it_differs(opened: Opened, tmp_path: Path) -> None:
    draft = docx.Document()
    draft.add_paragraph("全区集中学习本周999场次。上周集中学习5场次。")
    file = io.BytesIO()
    draft.save(file)
    app = opened(frozen(tmp_path), "office/proof/page.py", door="office", lang="zh_CN")
    app.file_uploader[0].set_value([("稿.docx", file.getvalue(), DOCX)]).run()
    assert not app.exception
    assert "不一致1处，不能确定1处，重复0段，一致0处" in text_of(app)
    app.file_uploader[0].set_value([("稿.docx", b"%PDF-1.7", DOCX)]).run()
    assert "F27" in text_of(app)
