"""A sheet whose headings were not understood is asked about once, and never again."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from ledger import Ledger
from tests.loaders.drawn import workbook as drawn_workbook
from tests.pages.office.test_submit import (
    KEYS,
    OFFICE,
    desk,
    drop,
    ledger,
    results,
    staged,
    words,
    workbook,
)

__all__ = ["ledger"]
TALKS = "discussion_session_count"
ODD = """
    | 示例区工作情况（第5周）  |        |        |      |
    | 填报单位：第一指导组      |        |        |      |
    | 名单                      | 谈体会 | 读书   | 得分 |
    | 区委办公室                | 2      | 1      | 7    |
    | 区财政局                  | 1      | 3      | 8    |
"""


def question(app: AppTest, label: str) -> Selectbox:
    """The box for the column whose heading ends so."""
    (box,) = [box for box in app.selectbox if box.label.endswith(label)]
    return box


def keep(app: AppTest) -> AppTest:
    """The page after what was said is to be remembered."""
    (button,) = [b for b in app.button if str(b.key).startswith("layout_keep_")]
    button.click().run()
    assert not app.exception, app.exception
    return app


def asked(app: AppTest) -> bool:
    """Whether the page asks about a layout."""
    return any(str(b.key).startswith("layout_keep_") for b in app.button)


def said(app: AppTest) -> AppTest:
    """The page after the columns of ODD were named."""
    question(app, "在哪列").select("1").run()
    for heading, slot in (("谈体会", TALKS), ("读书", "study_session_count")):
        question(app, heading).select(slot).run()
        assert not app.exception, app.exception
    return app


def test_what_is_said_once_is_remembered_for_the_next_week(ledger: Ledger) -> None:
    app = drop(desk(), ("第一组第5周.xlsx", workbook(ODD)))
    assert results(app) == ["▲ 未认出表种，请指明"]
    assert "谈体会" in words(app)
    app = keep(said(app))
    assert not asked(app)
    assert results(app) == ["● 2行可入库"]
    app.button(key="accept").click().run()
    app = drop(app, ("第一组第6周.xlsx", workbook(ODD.replace("第5周", "第6周"))))
    assert not asked(app)
    assert results(app) == ["● 2行可入库"]
    app.button(key="accept").click().run()
    panel = ledger.panel("sample", OFFICE)
    slot, at = panel.slot_index[TALKS], [u.id for u in panel.units].index("U01")
    assert [week.values[slot][at] for week in panel.weeks[-2:]] == [2, 2]
    assert len(ledger.layouts("sample")) == 1


@pytest.mark.usefixtures("ledger")
def test_what_cannot_be_read_cannot_be_kept() -> None:
    app = drop(desk(), ("第一组第5周.xlsx", workbook(ODD)))
    (button,) = [b for b in app.button if str(b.key).startswith("layout_keep_")]
    assert button.disabled
    assert "请至少指明一列数字" in words(app)
    app = said(app)
    question(app, "得分").select(TALKS).run()
    (button,) = [b for b in app.button if str(b.key).startswith("layout_keep_")]
    assert button.disabled
    assert "两列都指明为“研讨交流（本周）”" in words(app)


@pytest.mark.usefixtures("ledger")
def test_another_row_can_be_the_header() -> None:
    app = drop(desk(), ("第一组第5周.xlsx", workbook(ODD)))
    (first,) = [box for box in app.number_input if box.label == "表头首行"]
    (last,) = [box for box in app.number_input if box.label == "表头末行"]
    assert (first.value, last.value) == (3, 3)
    first.set_value(4).run()
    assert "A 区委办公室" in question(app, "在哪列").options


def test_one_column_can_be_confirmed_alone(ledger: Ledger) -> None:
    sheet = ODD.replace("名单", "单位名称").replace("读书 ", "集中学习").replace("得分", "讨论研究")
    app = drop(desk(), ("第一组第5周.xlsx", workbook(sheet.replace("工作情况", "周报表"))))
    assert asked(app)
    assert question(app, "在哪列").value == "1"
    assert question(app, "集中学习").value == "study_session_count"
    question(app, "谈体会").select(TALKS).run()
    app = keep(app)
    assert not asked(app)
    assert results(app) == ["● 2行可入库"]
    (known,) = ledger.layouts("sample").values()
    assert known.fields["谈体会"] == TALKS


@pytest.mark.usefixtures("ledger")
def test_a_file_nobody_can_name_is_taken_off_the_desk(tmp_path: Path) -> None:
    app = drop(desk(), ("第一组第5周.xlsx", workbook(ODD)))
    assert staged(tmp_path) == ["第一组第5周.xlsx"]
    app.button(key="remove").click().run()
    assert staged(tmp_path) == []
    assert "待处理0个文件" in words(app)


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize(
    ("locale", "told"), [("zh_CN", "按此读取并记住"), ("en", "Read like this and remember")]
)
def test_the_question_speaks_both_languages(locale: str, told: str) -> None:
    app = drop(desk(locale), ("第一组第5周.xlsx", workbook(ODD)))
    assert told in [b.label for b in app.button]
    assert not KEYS.search(words(app))
    assert not any(KEYS.search(box.label) for box in app.selectbox)


UNSURE = """
    | 示例区情况表（第5周） |        |        |        |        |
    | 填报单位：第一指导组  |        |        |        |        |
    | 单位名称              | 集中学习 | 谈体会 | 去现场 | 写成稿 |
    | 区委办公室            | 2      | 1      | 7      | 1      |
"""


@pytest.mark.usefixtures("ledger")
def test_a_form_read_with_doubt_says_how_sure_it_is_and_can_be_changed() -> None:
    app = drop(desk(), ("第一组.xlsx", workbook(UNSURE)))
    (title,) = [box.label for box in app.expander if "置信度" in box.label]
    assert title.replace("\\", "") == "识别为周报表，置信度55.0%：如不是，请改"
    question(app, "这是哪种表").select("guidance_log").run()
    assert "还缺“日期”“督导方式”“督导内容”列" in words(app)
    question(app, "这是哪种表").select("weekly_report").run()
    app = keep(app)
    assert not any("置信度" in box.label for box in app.expander)


WIDE = """
    | 示例区周报汇总表 | < | < | < | < |
    | 填报单位：第一指导组 | | | | |
    | 单位名称 | 第5周 | < | 第6周 | < |
    | ^ | 集中学习 | 研讨交流 | 集中学习 | 研讨交流 |
    | 区委办公室 | 1 | 2 | 3 | 4 |
"""


@pytest.mark.usefixtures("ledger")
def test_weeks_side_by_side_are_drawn_week_by_week() -> None:
    app = drop(desk(), ("第一组.xlsx", drawn_workbook(WIDE)))
    assert [tab.label for tab in app.tabs] == ["第5周", "第6周"]
    assert "第5周 · 各周并列，按周分开读取" in words(app)
    assert "第6周 · 各周并列，按周分开读取" in words(app)


@pytest.mark.usefixtures("ledger")
def test_no_person_is_shown_on_a_sheet_that_is_asked_about() -> None:
    people = ("张建国", "李明华", "王秀英", "刘志强", "陈桂兰", "赵国庆")
    rows = "".join(f"    | 某街道{n} | 1 | 2 | {name} |\n" for n, name in enumerate(people))
    phone = "    | 13812345678 | | | |\n"
    app = drop(desk(), ("第一组.xlsx", workbook(ODD.rstrip() + "\n" + rows + phone)))
    assert asked(app)
    for secret in (*people, "13812345678"):
        assert secret not in words(app)
        assert not any(secret in box.label for box in app.selectbox)
