"""What was said, refused, stored and given back is there for a second clerk and after a reload."""

from __future__ import annotations

import io
import zipfile

import docx
import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from campaign import wording
from ledger import Ledger
from pages.door import Seat
from pages.office.submit.desk import Desk
from pages.office.submit.done import done
from pages.office.submit.done_lists import by_sender
from pages.office.submit.give_back import bundle
from tests.pages.filled import PACK, sample_district
from tests.pages.office.test_submit import (
    CLEAN,
    OFFICE,
    WEEK_5,
    desk,
    drop,
    ledger,
    results,
    tray,
    words,
    workbook,
)

__all__ = ["ledger"]
WITHOUT_WEEK = CLEAN.replace("（第5周）", "")


def tick(app: AppTest, table: str, *rows: int) -> AppTest:
    """The page with rows of a list ticked."""
    app.session_state[table] = {"selection": {"rows": list(rows), "columns": [], "cells": []}}
    app.run()
    assert not app.exception, app.exception
    return app


def bench() -> Desk:
    return Desk(sample_district(), OFFICE, PACK)


@pytest.mark.usefixtures("ledger")
def test_a_refusal_is_told_to_whoever_looks_later() -> None:
    drop(desk(), ("花名册.xlsx", b"not a workbook"))
    said = words(desk())
    assert "花名册.xlsx" in said
    assert "拒收" in said


@pytest.mark.usefixtures("ledger")
def test_an_answer_holds_for_a_second_clerk_and_goes_with_the_file() -> None:
    app = drop(desk(), ("第一组.xlsx", workbook(WITHOUT_WEEK)))
    assert results(app)[0].startswith("▲")
    box = next(box for box in app.selectbox if str(box.key).startswith("week_of_"))
    box.select(5).run()
    next(b for b in app.button if str(b.key).startswith("again_")).click().run()
    second = desk()
    assert results(second) == ["● 2行可入库"]
    second.button(key="accept").click().run()
    assert bench().answers._kept == {}


@pytest.mark.usefixtures("ledger")
def test_a_file_with_an_open_question_is_not_stored_with_the_clean_ones() -> None:
    unknown = CLEAN.replace("区财政局", "区财政居").replace("第5周", "第6周")
    app = drop(desk(), ("一.xlsx", workbook(CLEAN)), ("二.xlsx", workbook(unknown)))
    assert "待定：单位名称" in results(app)[0], "who needs somebody comes first"
    assert app.button(key="accept").label == "入库全部无待定的文件（1个）"
    app.button(key="accept").click().run()
    assert len(results(app)) == 1
    assert app.button(key="accept").label == "入库这一份"


def test_one_press_takes_back_what_a_file_brought(ledger: Ledger) -> None:
    app = drop(desk(), ("第一组第5周.xlsx", workbook(CLEAN)))
    app.button(key="accept").click().run()
    app = tick(tray(desk(), "in"), "done_in_1", 0)
    app.button(key="undo").click().run()
    assert not app.exception
    assert set(ledger.submissions("sample", OFFICE, week=5)["state"]) == {"withdrawn"}
    assert "已撤回" in words(tray(desk(), "needs"))


def test_what_goes_back_is_listed_until_something_newer_came(ledger: Ledger) -> None:
    app = drop(desk(), ("第一组第5周.xlsx", workbook(WEEK_5)))
    app.button(key="accept").click().run()
    app = tray(desk(), "back")
    assert results(app) == ["● 1行已入库　■ 1行待改"]
    text = next(e.value for e in app.get("code"))
    assert "周报!C5" in text
    assert "约3" in text
    app.text_input(key="back_how").set_value("政务邮箱").run()
    app.button(key="back_sent").click().run()
    assert ledger.exchange.given_back("sample", OFFICE)["how"].tolist() == ["政务邮箱"]
    assert results(tray(desk(), "back")) == ["● 1行已入库　■ 1行待改　已退回，待重报"]
    app = drop(desk(), ("第一组第5周更正.xlsx", workbook(CLEAN)))
    app.button(key="accept").click().run()
    assert "近两周没有需退回的文件" in words(tray(desk(), "back"))


@pytest.mark.usefixtures("ledger")
def test_the_archive_has_a_letter_and_the_marked_copy_of_each_sender() -> None:
    app = drop(desk(), ("第一组第5周.xlsx", workbook(WEEK_5)))
    app.button(key="accept").click().run()
    seat = Seat(wording("zh_CN"), OFFICE, sample_district())
    data = bundle(by_sender(done(bench())), seat, bench())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        assert names == [
            "第一指导组/退回说明.txt",
            "第一指导组/退回说明.docx",
            "第一指导组/第一组第5周_标注件.xlsx",
        ]
        copy = openpyxl.load_workbook(io.BytesIO(archive.read(names[2])))
        assert "约3" in archive.read(names[0]).decode("utf-8-sig")
        note = docx.Document(io.BytesIO(archive.read(names[1])))
        assert "约3" in "".join(it.text for it in note.paragraphs)
    assert copy.sheetnames == ["问题清单", "周报"]


def test_a_file_of_which_every_row_is_held_is_taken_in_and_goes_back(ledger: Ledger) -> None:
    held = WEEK_5.replace("| 区委办公室                                | 2      | 1      |\n", "")
    app = drop(desk(), ("第一组第5周.xlsx", workbook(held)))
    assert results(app) == ["■ 1行待改"]
    app.button(key="accept").click().run()
    sent = ledger.submissions("sample", OFFICE, week=5)
    assert sent[["n_rows", "n_held"]].to_numpy().tolist() == [[0, 1]]
    assert results(tray(desk(), "back")) == ["● 0行已入库　■ 1行待改"]


@pytest.mark.usefixtures("ledger")
def test_a_press_on_a_line_to_give_back_shows_its_text_alone() -> None:
    app = drop(desk(), ("一.xlsx", workbook(WEEK_5)), ("二.xlsx", b"%PDF-1.7"))
    app.button(key="accept").click().run()
    app = tray(desk(), "back")
    at = [line.startswith("■") for line in results(app)].index(True)
    app.session_state["done_back_2"] = {"selection": {"rows": [], "cells": [(at, "报送方")]}}
    text = next(e.value for e in app.run().get("code"))
    assert "约3" not in text
    assert text.endswith("请更正后重新报送。"), "of a refused file no marked copy goes along"
