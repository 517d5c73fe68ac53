"""The weekly meeting on the small ledger: what it hears, and what it decides."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from campaign import Door, Viewer
from ledger import Mark, Step, open_ledger
from pages.office.briefing import update
from tests.ledger.drawn import OFFICE, hour
from tests.pages.conftest import Opened, url_of
from tests.pages.filled import filled_ledger, weekly
from tests.pages.said import text_of

PAGE, LEADERS = "office/briefing/page.py", "leadership/rectification/page.py"
VIEWER = Viewer(Door.OFFICE)


def decide(app: AppTest, what: str, owner: str, due: date, n: int = 0) -> AppTest:
    """One decision typed and kept; `n` were kept before in this visit."""
    app.text_input(key=f"what_{n}").set_value(what)
    app.selectbox(key=f"owner_{n}").set_value(owner)
    app.date_input(key=f"due_{n}").set_value(due)
    app.button(key=f"FormSubmitter:decide_{n}-记入台账").click()
    return app.run()


@pytest.fixture
def decided(opened: Opened, tmp_path: Path) -> str:
    """The ledger after a meeting of week 3 that decided two things."""
    url = url_of(tmp_path)
    filled_ledger(url).close()
    app = opened(url, PAGE, lang="zh_CN", door="office", week="2023-W42")
    decide(app, "补报第三周表", "U04", date(2023, 10, 27))
    decide(app, "印发学习提示", "body:g01", date(2023, 11, 30), n=1)
    assert not app.exception
    return url


def test_a_decision_is_a_traceable_line_of_the_problem_ledger(decided: str) -> None:
    ledger = open_ledger(decided)
    rows = ledger.entries("sample", VIEWER, "problem_ledger")
    assert rows["key"].tolist() == ["U04  3-1", "office  3-2"]
    cell = ledger.trace_entry(
        "sample", VIEWER, submission_id=int(rows["submission_id"].iloc[0]), row=3, field="problem"
    )
    assert cell is not None
    assert "补报第三周表" in str(cell)
    audit = ledger.record.audit("sample", VIEWER, last=2)
    assert set(audit["action"]) == {"accept"}
    assert {fault.check for fault in ledger.record.verify("sample")} <= {"sha_malformed"}
    ledger.close()


def test_decisions_stand_first_at_the_next_meeting_and_are_seen_by_leaders(
    opened: Opened, decided: str
) -> None:
    said = text_of(opened(decided, PAGE, lang="zh_CN", door="office", week="2023-W43"))
    assert "第3周例会以来：在办议定事项2件，其中逾期1件" in said
    assert "3-1 区水务局" in said
    assert "3-2 第一指导组" in said
    leaders = text_of(opened(decided, LEADERS, lang="zh_CN", week="2023-W43"))
    assert "补报第三周表" in leaders
    assert "印发学习提示" in leaders
    assert "台账共列问题1个" in leaders  # a body's is no unit's problem


def test_a_person_named_in_a_decision_is_not_kept(opened: Opened, tmp_path: Path) -> None:
    url = url_of(tmp_path)
    filled_ledger(url).close()
    app = opened(url, PAGE, lang="zh_CN", door="office", week="2023-W42")
    decide(app, "由张三丰负责补报", "U04", date(2023, 11, 30))
    assert app.warning
    ledger = open_ledger(url)
    assert not len(ledger.entries("sample", VIEWER, "problem_ledger"))
    ledger.close()


def test_promises_and_corrections_since_the_cut_are_told(opened: Opened, tmp_path: Path) -> None:
    url = url_of(tmp_path)
    ledger = filled_ledger(url)
    ledger.record.freeze("sample", 3, by=OFFICE, at=hour(900))
    ledger.record.reopen("sample", 3, by=OFFICE, at=hour(901), reason="补正")
    fixed = weekly(3, "g01", more=2)
    ledger.accept(ledger.plan("sample", fixed), by=OFFICE, received_at=hour(902), reason="补正")
    promised = Mark(Step.PROMISED, "U04", 4, "", "2023-10-28")
    ledger.exchange.follow("sample", [promised], by=OFFICE, at=hour(903))
    ledger.close()
    said = text_of(opened(url, PAGE, lang="zh_CN", door="office", week="2023-W43"))
    assert "报送承诺1项，到期未兑现1项" in said
    assert "更正以前各周数据2项" in said
    assert "区委办公室 · 集中学习（本周） 2 → 4" in said


def test_that_nothing_moved_is_not_said_of_a_few_weeks(opened: Opened, filled_url: str) -> None:
    said = text_of(opened(filled_url, PAGE, lang="zh_CN", door="office", week="2023-W40"))
    assert "尚不足以区分正常波动与变动" in said
    assert "正常波动之内" not in said


def test_each_part_stands_alone_on_a_large_screen(opened: Opened, decided: str) -> None:
    app = opened(decided, PAGE, lang="zh_CN", door="office", week="2023-W43", screen="2")
    assert "超出正常波动的变动" in text_of(app)
    assert "议定事项" not in [it.value for it in app.header]
    app.button(key="screen_PageDown").click().run()
    assert app.query_params["screen"] == "3"
    assert "本周未报" in text_of(app)


def test_what_is_struck_off_is_closed_by_the_meeting_and_the_others_stay(
    opened: Opened, decided: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def edited(rows: pd.DataFrame, **_: object) -> pd.DataFrame:
        after = rows.copy()
        if not done:
            done.append("once")
            after.loc[0, "state"] = "核查销号"
        return after

    monkeypatch.setattr(update.st, "data_editor", edited)
    said = text_of(opened(decided, PAGE, lang="zh_CN", door="office", week="2023-W43"))
    assert "在办议定事项1件" in said
    assert "已更新：3-1" in said
    monkeypatch.undo()
    rows = opened(decided, LEADERS, lang="zh_CN", week="2023-W43").dataframe
    (line,) = [r for it in rows for r in it.value.to_dict("records") if r.get("核查单位")]
    assert (line["问题"], line["核查单位"]) == ("补报第三周表", "周例会")
