"""A form that was recognised can be pointed out otherwise; what is pointed at is kept through every
rerun, shown as it would be read, and never lost to a file of the same name."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from campaign import State
from ledger import Ledger
from tests.loaders.drawn import workbook as drawn
from tests.pages.office.test_layout_question import TALKS, keep, question
from tests.pages.office.test_submit import (
    KEYS,
    OFFICE,
    desk,
    drop,
    ledger,
    results,
    words,
    workbook,
)

__all__ = ["ledger"]
STUDY = "study_session_count"
SHEET = """
    | 示例区主题教育周报表（第5周） | < | < | < |
    | 填报单位：第一指导组 | | | |
    | 单位名称 | 集中学习 | < | 研讨交流 |
    | ^ | 本周 | 累计 | ^ |
    | 区委办公室 | 2 | 5 | 1 |
    | 区财政局 | 1 | 6 | 2 |
    | 区图书馆 | 9 | 9 | 9 |
"""


def opened(app: AppTest) -> AppTest:
    """The page with the way to correct the sheet unfolded."""
    held = app.session_state._state.filtered_state  # AppTest cannot press an expander
    for key in held:
        if key.startswith("point_") and not key.startswith("point_which_"):
            app.session_state[key] = True
    app.run()
    assert not app.exception, app.exception
    return app


def row(app: AppTest, label: str) -> object:
    (box,) = [box for box in app.number_input if box.label == label]
    return box.value


def test_a_recognised_form_is_corrected_and_so_is_next_week_s(ledger: Ledger) -> None:
    app = opened(drop(desk(), ("第一组第5周.xlsx", drawn(SHEET))))
    assert (row(app, "表头首行"), row(app, "表头末行"), row(app, "最后一行")) == (3, 4, 7)
    assert question(app, "在哪列").value == "1"
    assert "A3:A4、B3:C3、D3:D4" in words(app)
    (button,) = [b for b in app.button if str(b.key).startswith("layout_keep_")]
    assert button.disabled
    question(app, "集中学习/本周").select("").run()
    question(app, "研讨交流").select(f"{TALKS}@cumulative").run()
    (last,) = [box for box in app.number_input if box.label == "最后一行"]
    last.set_value(6).run()
    assert "2行，其中2行可入库" in words(app)
    app = keep(app)
    assert results(app) == ["● 2行可入库"]
    assert [box.label for box in app.expander if "以前的指认" in box.label]
    app.button(key="accept").click().run()
    later = SHEET.replace("第5周", "第6周").replace("| 区委", "| 区住建局 | 3 | 8 | 4 |\n| 区委")
    app = drop(app, ("第一组第6周.xlsx", drawn(later)))
    app.button(key="accept").click().run()
    panel = ledger.panel("sample", OFFICE)
    at = [u.id for u in panel.units].index("U01")
    week = panel.weeks[-1]
    assert week.week.number == 6
    assert week.values[panel.slot_index[f"{TALKS}@cumulative"]][at] == 1
    assert chr(week.states[panel.slot_index[STUDY]][at]) == State.MISSING.value


@pytest.mark.usefixtures("ledger")
def test_what_is_pointed_at_outlives_another_file_and_another_language() -> None:
    app = opened(drop(desk(), ("第一组第5周.xlsx", drawn(SHEET))))
    question(app, "集中学习/本周").select("").run()
    app = drop(app, ("第二组第5周.xlsx", workbook(SHEET.replace("<", "").replace("^", ""))))
    app.query_params["lang"] = "en"
    assert question(opened(app), "集中学习/本周").value == ""


@pytest.mark.usefixtures("ledger")
def test_a_unit_column_of_figures_cannot_be_kept() -> None:
    app = opened(drop(desk(), ("第一组第5周.xlsx", drawn(SHEET))))
    question(app, "在哪列").select("2").run()
    assert "B列指为单位名称，但其中多为数字" in words(app)
    (button,) = [b for b in app.button if str(b.key).startswith("layout_keep_")]
    assert button.disabled
    (again,) = [b for b in app.button if str(b.key).startswith("layout_again_")]
    again.click().run()
    assert question(app, "在哪列").value == "1"


@pytest.mark.usefixtures("ledger")
def test_another_table_can_be_pointed_at_in_both_languages() -> None:
    sheet = SHEET + "| | | | |\n| 名单 | 谈体会 | 读书 | |\n| 区教育局 | 8 | 9 | |\n"
    app = opened(drop(desk("en"), ("第一组第5周.xlsx", drawn(sheet))))
    assert not KEYS.search(words(app))
    (which,) = [box for box in app.selectbox if box.label == "Which table"]
    which.select_index(1).run()
    assert not app.exception
    for label in ("Header from row", "Header to row"):
        (box,) = [box for box in app.number_input if box.label == label]
        box.set_value(9).run()
    assert not KEYS.search(words(app))
    assert any(box.label.endswith("谈体会") for box in app.selectbox)


FIRST = """
    | 示例区周报表（第5周） | |
    | 单位名称 | 集中学习 |
    | 区委办公室 | {} |
    | {} | 3 |
"""


def test_a_newer_file_replaces_one_of_its_name_only_where_nothing_is_lost(ledger: Ledger) -> None:
    app = drop(desk(), ("周报.xlsx", workbook(FIRST.format("约3", "区财政居"))))
    app = drop(app, ("周报.xlsx", workbook(FIRST.format("3", "区财政局"))))
    assert results(app) == ["● 2行可入库"]
    assert "已由后放入的同名文件代替" in words(app)
    other = FIRST.replace("区委办公室", "区图书馆").format("4", "区水务局")
    app = drop(app, ("周报.xlsx", workbook(other)))
    assert len(results(app)) == 2
    app = drop(desk(), ("周报.xlsx", workbook(FIRST.format("7", "区财政局"))))
    assert len(results(app)) == 3
    app.button(key="accept").click().run()
    (left,) = results(app)
    assert left == "● 2行可入库"
    assert "第5周" in words(app)
    app.button(key="accept").click().run()
    panel = ledger.panel("sample", OFFICE)
    at = [u.id for u in panel.units].index("U01")
    assert panel.weeks[-1].values[panel.slot_index[STUDY]][at] == 7
