"""The office's Friday on its own pages, in presses: sheets in, a name answered, a decision kept, the
week frozen. What it costs is a fact of its own: more presses than before is worse."""

from __future__ import annotations

from datetime import date

from streamlit.testing.v1 import AppTest

from ledger import Ledger
from tests.pages.office.test_briefing import decide
from tests.pages.office.test_submit import CLEAN, OFFICE, desk, drop, ledger, workbook
from tests.pages.office.test_submit_questions import pressed
from tests.pages.office.test_unit_question import asked, unknown

__all__ = ["ledger"]
MOST = 9
"""Drop, one answer and its press, take in, three fields of a decision and its press, freeze."""


def test_a_friday_is_done_in_nine_presses(ledger: Ledger) -> None:
    second = CLEAN.replace("第一指导组", "第二指导组").replace("区委办公室", "区政府办公室")
    sheets = [
        unknown("财管中心"),
        ("第二组.xlsx", workbook(second.replace("区财政局", "区水务局"))),
    ]
    app, n = drop(desk(), *sheets), 1
    app, n = pressed(asked(app, "U07"), "remember_"), n + 2
    app, n = app.button(key="accept").click().run(), n + 1
    assert sum(ledger.panel("sample", OFFICE).weeks[4].reported) == 4
    app.query_params["week"] = "2023-W44"
    app.switch_page("office/briefing/page.py").run()
    app, n = decide(app, "未报单位周一前补报", "body:office", date(2023, 11, 10)), n + 4
    app.switch_page("office/record/page.py").run()
    app, n = _frozen(app), n + 1
    assert ledger.record.cuts("sample")["week"].tolist() == [5]
    assert len(ledger.entries("sample", OFFICE, "problem_ledger")) == 1
    assert n <= MOST


def _frozen(app: AppTest) -> AppTest:
    """The page after the latest week was frozen, which it begins with."""
    app.button(key="freeze_button").click().run()
    assert not app.exception
    return app
