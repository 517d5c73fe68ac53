"""What the desk asks of a name that no unit has: each answer is kept, and none is asked twice."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from campaign import Setting
from ledger import Ledger
from loaders import Reading
from pages.door import opened
from pages.office.submit.desk import Desk
from tests.loaders.drawn import workbook as drawn_workbook
from tests.pages.filled import sample_district
from tests.pages.office.test_layout_question import ODD, keep, said
from tests.pages.office.test_submit import (
    CLEAN,
    OFFICE,
    desk,
    drop,
    ledger,
    results,
    words,
    workbook,
)
from tests.pages.office.test_submit_questions import pressed
from tests.pages.office.test_versions import NOW, OWN, stored
from tests.pages.office.test_words_question import ROSTER

__all__ = ["ledger"]

NAMELESS = """
    | 示例区主题教育工作进展情况周报表（第5周） |        |
    | 集中学习（场次） | 研讨交流（场次） |
    | 2      | 1      |
"""


def asked(app: AppTest, answer: str) -> AppTest:
    """The page after a name was answered for."""
    (box,) = [box for box in app.selectbox if box.key.startswith("unit_sample_")]
    at = {"new": "+", "stranger": "-"}.get(answer, answer)
    return box.set_value(at).run()


def unknown(name: str) -> tuple[str, bytes]:
    return "第一组.xlsx", workbook(CLEAN.replace("区财政局", name))


def test_a_name_is_looked_for_in_the_whole_roster(ledger: Ledger) -> None:
    app = drop(desk(), unknown("财管中心"))
    app = pressed(asked(app, "U07"), "remember_")
    assert ledger.roster("sample").aliases == {"财管中心": "U07"}
    assert [box for box in app.selectbox if box.key.startswith("unit_")] == []
    assert results(app) == ["● 2行可入库"]


def test_what_a_name_resembles_stands_there_and_a_press_keeps_it(ledger: Ledger) -> None:
    app = drop(desk(), unknown("区财攻局"))
    (box,) = [box for box in app.selectbox if box.key.startswith("unit_sample_")]
    assert ledger.roster("sample").by_id[str(box.value)].name == "区财政局"
    assert ledger.roster("sample").aliases == {}, "nothing is kept before somebody says so"
    app = pressed(app, "remember_")
    assert ledger.roster("sample").aliases == {"区财攻局": "U03"}
    assert results(app) == ["● 2行可入库"]


def test_names_that_all_stand_right_are_kept_by_one_press(ledger: Ledger) -> None:
    two = CLEAN.replace("区财政局", "区财攻局").replace("区委办公室", "区委力公室")
    app = pressed(drop(desk(), ("第一组.xlsx", workbook(two))), "all_names_")
    assert ledger.roster("sample").aliases == {"区财攻局": "U03", "区委力公室": "U01"}
    assert results(app) == ["● 2行可入库"]


@pytest.mark.usefixtures("ledger")
def test_two_names_of_one_unit_are_never_kept_together() -> None:
    two = CLEAN.replace("区财政局", "区财攻局").replace("区委办公室", "区才政局")
    app = drop(desk(), ("第一组.xlsx", workbook(two)))
    assert [box.value for box in app.selectbox if box.key.startswith("unit_")] == ["U03", "U03"]
    assert [b for b in app.button if b.key.startswith("all_names_")] == []


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_an_organisation_of_elsewhere_is_left_out_with_a_word(ledger: Ledger, locale: str) -> None:
    app = drop(desk(locale), unknown("邻县财管中心"))
    app = pressed(asked(app, "stranger"), "remember_")
    assert app.dataframe[0].value.iloc[0, 2] == 1
    said = {"zh_CN": "“邻县财管中心”已注明不是本区单位", "en": "none of this district’s units"}
    assert said[locale] in words(app)
    app.button(key="accept").click().run()
    app = drop(app, unknown("邻县财管中心"))
    assert "accept" in {b.key for b in app.button}
    assert [box for box in app.selectbox if box.key.startswith("unit_")] == []
    (said_so,) = ledger.settings.history("sample").to_dict("records")
    assert (said_so["name"], said_so["content"]) == ("stranger", '"邻县财管中心"')


def test_a_new_unit_goes_into_the_roster_from_the_sheets_week_on(ledger: Ledger) -> None:
    app = asked(drop(desk(), unknown("区新设中心")), "new")
    (button,) = [b for b in app.button if b.key.startswith("remember_")]
    assert button.disabled
    type_, group = (box for box in app.selectbox if box.key.endswith(("_type", "_group")))
    assert group.value == "第一指导组"
    app = pressed(type_.set_value("科级领导班子").run(), "remember_")
    (unit,) = [u for u in ledger.roster("sample").units if u.name == "区新设中心"]
    assert (unit.group_id, str(unit.valid_from)) == ("g01", "2023-10-30")
    assert results(app) == ["● 2行可入库"]


def test_a_sheet_that_names_nobody_is_asked_about_by_itself(ledger: Ledger) -> None:
    before = ledger.revision("sample")
    app = drop(desk(), ("报表.xlsx", workbook(NAMELESS)))
    (box,) = [box for box in app.selectbox if box.key.startswith("whose_")]
    app = pressed(box.set_value("U07").run(), "read_whose_")
    assert results(app) == ["● 1行可入库"]
    assert ledger.revision("sample") == before


def opened_at(app: AppTest, name: str) -> AppTest:
    """The page with the waiting file of this name looked at."""
    waiting = opened.staging(sample_district()).waiting()
    app.session_state["desk_open_sample"] = next(w.sha256 for w in waiting if w.file_name == name)
    return app.run()


@pytest.fixture
def read_anew(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The names of the files that are read one by one, as they are read."""
    read: list[object] = []
    as_before = Desk.read

    def noting(*told: Any) -> Reading:
        read.append(told[2])
        return as_before(*told)

    monkeypatch.setattr(Desk, "read", noting)
    return read


OTHER = ("第二组.xlsx", workbook(CLEAN.replace("区财政局", "城乡办")))


def test_an_answer_has_only_files_read_again_that_hold_the_name(
    ledger: Ledger, read_anew: list[object]
) -> None:
    app = drop(drop(desk(), unknown("财管中心")), OTHER)
    read_anew.clear()
    app = pressed(asked(app, "U07"), "remember_")
    assert set(read_anew) == {"第一组.xlsx"}
    assert ledger.roster("sample").aliases == {"财管中心": "U07"}


@pytest.mark.usefixtures("ledger")
def test_a_stranger_has_only_files_read_again_that_hold_its_name(read_anew: list[object]) -> None:
    app = drop(drop(desk(), unknown("邻县财管中心")), OTHER)
    read_anew.clear()
    app = pressed(asked(app, "stranger"), "remember_")
    assert set(read_anew) == {"第一组.xlsx"}


@pytest.mark.usefixtures("ledger")
def test_a_new_unit_has_only_files_read_again_that_hold_or_seek_a_name(
    read_anew: list[object],
) -> None:
    elsewhere = CLEAN.replace("区财政局", "区水务局").replace("区委办公室", "区政府办公室")
    known = ("第三组.xlsx", workbook(elsewhere.replace("第一指导组", "第二指导组")))
    app = drop(desk(), unknown("区新设中心"), OTHER, known)
    app = asked(opened_at(app, "第一组.xlsx"), "new")
    (type_,) = (box for box in app.selectbox if box.key.endswith("_type"))
    type_.set_value("科级领导班子").run()
    read_anew.clear()
    app = pressed(app, "remember_")
    assert set(read_anew) == {"第一组.xlsx", "第二组.xlsx"}, "城乡办 may resemble the new one"


@pytest.mark.usefixtures("ledger")
def test_a_layout_has_only_files_read_again_that_have_its_headings(
    read_anew: list[object],
) -> None:
    like = ("再一份.xlsx", drawn_workbook(ODD.replace("第5周", "第6周")))
    app = drop(desk(), ("一份.xlsx", drawn_workbook(ODD)), like, OTHER)
    app = said(opened_at(app, "一份.xlsx"))
    read_anew.clear()
    app = keep(app)
    assert set(read_anew) == {"一份.xlsx", "再一份.xlsx"}


@pytest.mark.usefixtures("ledger")
def test_a_word_of_a_roster_has_only_files_read_again_that_hold_it(
    read_anew: list[object],
) -> None:
    app = opened_at(drop(desk(), ("名册.xlsx", workbook(ROSTER)), OTHER), "名册.xlsx")
    app = pressed(app, "roster_stands_")
    read_anew.clear()
    app = pressed(app, "words_")
    assert set(read_anew) == {"名册.xlsx"}


def test_a_choice_has_only_files_read_again_that_hold_its_unit(
    ledger: Ledger, read_anew: list[object]
) -> None:
    app = stored(OWN, CLEAN)  # a group's sheet after the unit's own, which comes first by rule
    elsewhere = CLEAN.replace("区财政局", "区水务局").replace("区委办公室", "区政府办公室")
    elsewhere = elsewhere.replace("第一指导组", "第二指导组")
    app = drop(app, ("第二组.xlsx", workbook(elsewhere)))
    before = ledger.revision("sample")
    read_anew.clear()
    app = pressed(app, "take_")
    assert ledger.revision("sample") == before + 1
    assert set(read_anew) == {"第1份.xlsx"}


def test_what_else_is_done_has_all_files_read_again(
    ledger: Ledger, read_anew: list[object]
) -> None:
    """A duty more changes what is asked of every sheet."""
    app = drop(desk(), unknown("财管中心"), OTHER)
    read_anew.clear()
    target = Setting("reminder", "before", 1, '{"zh": "请", "en": "please"}')
    ledger.settings.put("sample", [target], by=OFFICE, at=NOW, reason="试")
    app.run()
    assert set(read_anew) == {"第一组.xlsx", "第二组.xlsx"}
