"""What the submit page asks of a sheet that can be read two ways, and what the answer does."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ledger import Ledger, Staging
from tests.loaders.drawn import workbook as drawn_workbook
from tests.pages.filled import sample_district
from tests.pages.office.test_submit import (
    CLEAN,
    KEYS,
    OFFICE,
    WEEK_5,
    desk,
    drop,
    ledger,
    results,
    staged,
    words,
    workbook,
)

__all__ = ["ledger"]

TWO_READINGS = """
    | 示例区主题教育累计情况统计表（第5周） |        |        |
    | 填报单位：第一指导组                  |        |        |
    | 单位名称                              | 集中学习（场次） | 研讨交流（场次） |
    | 区委办公室                            | 9      | 7      |
    | 区财政局                              | 8      | 6      |
"""


def pressed(app: AppTest, beginning: str) -> AppTest:
    """The page after the only button whose key begins so was pressed."""
    (button,) = [b for b in app.button if b.key.startswith(beginning)]
    button.click().run()
    assert not app.exception, app.exception
    return app


def study_of_week_5(ledger: Ledger) -> dict[str, dict[str, float]]:
    """What is stored of the fifth week, of the week and since the launch, by unit."""
    panel = ledger.panel(sample_district().id, OFFICE)
    weeks = [week for week in panel.weeks if week.week.number == 5]
    slots = ("study_session_count", "study_session_count@cumulative")
    return {
        unit.id: {
            slot: float(value)
            for slot in slots
            for week in weeks
            if (value := week.values[panel.slot_index[slot]][at]) == value
        }
        for at, unit in enumerate(panel.units)
        if unit.id in ("U01", "U03")
    }


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
@pytest.mark.usefixtures("ledger")
def test_two_readings_are_one_question_with_both_beside_the_weeks_before(locale: str) -> None:
    app = drop(desk(locale), ("第一组.xlsx", workbook(TWO_READINGS)))
    assert len([b for b in app.button if b.key.startswith("reach_")]) == 2
    assert app.button(key="accept").disabled
    (shown,) = [
        f.value for f in app.dataframe if "按本周数读" in f.value or "If of the week" in f.value
    ]
    study = shown.iloc[0].tolist()
    if locale == "zh_CN":
        weeks = ["第2周", "第3周", "第4周"]
        names = ["项目", *weeks, "此前累计", "表中数", "按本周数读", "按累计数读"]
        assert list(shown.columns) == names
        before = float(study[4])
        assert study[-3:] == [
            "17",
            f"本周17，累计{before + 17:.0f}",
            f"本周{17 - before:.0f}，累计17",
        ]
    assert "中位数" not in words(app)
    assert not KEYS.search(words(app))


@pytest.mark.parametrize(
    ("answer", "slot"),
    [("week", "study_session_count"), ("cumulative", "study_session_count@cumulative")],
)
def test_nothing_is_stored_until_one_answer_and_then_as_answered(
    ledger: Ledger, answer: str, slot: str
) -> None:
    app = drop(desk(), ("第一组.xlsx", workbook(TWO_READINGS)))
    assert study_of_week_5(ledger) == {"U01": {}, "U03": {}}
    app = pressed(app, f"reach_{answer}_")
    assert [b for b in app.button if b.key.startswith("reach_")] == []
    app.button(key="accept").click().run()
    assert study_of_week_5(ledger) == {"U01": {slot: 9}, "U03": {slot: 8}}


@pytest.mark.usefixtures("ledger")
def test_the_answer_is_not_asked_for_again() -> None:
    app = pressed(drop(desk(), ("一.xlsx", workbook(TWO_READINGS))), "reach_week_")
    app = drop(app, ("二.xlsx", workbook(TWO_READINGS.replace("第5周", "第6周"))))
    assert [b for b in app.button if b.key.startswith("reach_")] == []
    assert sum("可入库" in text for text in results(app)) == 2


OF_THE_CITY = CLEAN.replace("示例区", "全市")


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
@pytest.mark.usefixtures("ledger")
def test_a_table_called_something_else_is_one_question_and_taken_by_a_press(locale: str) -> None:
    app = drop(desk(locale), ("一.xlsx", workbook(OF_THE_CITY)))
    assert len([b for b in app.button if b.key.startswith("table_")]) == 2
    assert not KEYS.search(words(app))
    app = pressed(app, "table_take_")
    assert [b for b in app.button if b.key.startswith("table_")] == []
    assert not app.button(key="accept").disabled
    app = drop(app, ("二.xlsx", workbook(OF_THE_CITY.replace("第5周", "第6周"))))
    assert [b for b in app.button if b.key.startswith("table_")] == []


@pytest.mark.usefixtures("ledger")
def test_a_table_that_is_left_out_waits_for_nothing_and_goes_nowhere() -> None:
    app = pressed(drop(desk(), ("一.xlsx", workbook(OF_THE_CITY))), "table_leave_")
    assert [b for b in app.button if b.key.startswith("table_")] == []
    assert app.button(key="accept").disabled
    assert any("不采用" in text for text in results(app))


@pytest.mark.usefixtures("ledger")
def test_a_week_against_the_title_is_read_only_when_it_is_said_again() -> None:
    unclear = CLEAN.replace("（第5周）", "（第5周）（11月6日—11月12日）")
    app = drop(desk(), ("第一组.xlsx", workbook(unclear)))
    (question,) = [box for box in app.selectbox if "哪一周" in box.label]
    question.select(3).run()
    app = pressed(app, "again_")
    assert app.dataframe[0].value.iloc[0, 1] == "周报表"
    assert app.button(key="accept").disabled
    app = pressed(app, "stands_")
    assert app.dataframe[0].value.iloc[0, 1] == "第3周 · 周报表"


@pytest.mark.usefixtures("ledger")
def test_a_file_dropped_again_under_its_name_takes_the_place_of_the_waiting_one(
    tmp_path: Path,
) -> None:
    app = drop(desk(), ("第一组第5周.xlsx", workbook(WEEK_5)), ("别的.xlsx", workbook(CLEAN)))
    app = drop(
        app,
        ("第一组第5周.xlsx", workbook(CLEAN.replace("| 2      | 1      |", "| 1      | 2      |"))),
    )
    assert sorted(staged(tmp_path)) == ["别的.xlsx", "第一组第5周.xlsx"]
    assert not any("待改" in text for text in results(app))


@pytest.mark.usefixtures("ledger")
def test_a_file_of_that_name_from_someone_else_stays_waiting(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "staging" / "sample")
    now = datetime.now(UTC)
    staging.put(workbook(WEEK_5), file_name="周报.xlsx", at=now, by="g03")
    drop(desk(), ("周报.xlsx", workbook(CLEAN)))
    assert staged(tmp_path) == ["周报.xlsx", "周报.xlsx"]


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_a_week_far_ahead_of_the_district_is_asked_and_the_same_week_settles_it(
    ledger: Ledger, locale: str
) -> None:
    """The district has reported up to week 4; long after the campaign no arrival says otherwise."""
    app = drop(desk(locale), ("第一组.xlsx", workbook(CLEAN.replace("第5周", "第9周"))))
    (said,) = results(app)
    expected = "全区目前报到第4周" if locale == "zh_CN" else "reported up to week 4"
    assert expected in said
    assert "第9周" in said
    assert app.button(key="accept").disabled
    (question,) = [box for box in app.selectbox if box.key.startswith("week_of_")]
    question.select(9).run()
    pressed(app, "again_")
    assert not app.button(key="accept").disabled
    app.button(key="accept").click().run()
    assert ledger.panel("sample", OFFICE).weeks[-1].week.number == 9


def test_a_blank_where_a_figure_stood_is_asked_about_and_answered_at_the_desk(
    ledger: Ledger,
) -> None:
    app = drop(desk(), ("一.xlsx", workbook(CLEAN)))
    app.button(key="accept").click().run()
    whole = study_of_week_5(ledger)
    assert whole["U01"]["study_session_count"] == 2
    blank = workbook(CLEAN.replace("| 2      | 1 ", "|        | 1 "))
    app = drop(app, ("二.xlsx", blank))
    assert "空白1处：同一报送方此前已报数" in words(app)
    assert len([b for b in app.button if b.key.startswith("blanks_")]) == 2
    app = pressed(app, "blanks_withdraw_")
    app.button(key="accept").click().run()
    assert not app.exception, app.exception
    assert study_of_week_5(ledger)["U01"] == {}
    assert study_of_week_5(ledger)["U03"] == whole["U03"]


@pytest.mark.usefixtures("ledger")
def test_a_file_that_lacks_a_column_says_which_in_the_list() -> None:
    lacking = "| 问题整改台账 | < | < |\n| 编号 | 责任单位 | 问题表现 |\n| 1 | 区财政局 | 甲 |"
    app = drop(desk(), ("台账.xlsx", drawn_workbook(lacking)))
    (said,) = results(app)
    assert "缺少必填列" in said
