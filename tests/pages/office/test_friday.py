"""The office's Friday on its own pages, in presses: sheets in, a name answered, a decision kept, the
week frozen. What it costs is a fact of its own: more presses than before is worse."""

from __future__ import annotations

from datetime import date

from streamlit.testing.v1 import AppTest

from campaign import load_pack
from ledger import Ledger
from measures import arrivals
from tests.pages.office.test_briefing import decide
from tests.pages.office.test_submit import CLEAN, OFFICE, desk, drop, ledger, workbook
from tests.pages.office.test_submit_questions import pressed
from tests.pages.office.test_unit_question import asked, unknown
from tests.pages.said import text_of

__all__ = ["ledger"]
MOST = 11
"""Drop, one answer and its press, take in, a tick and a day for one not in, three fields of a
decision and its press, freeze."""


def test_a_friday_is_done_in_eleven_presses(ledger: Ledger) -> None:
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
    app.switch_page("office/status/page.py").run()
    app, n = reminded(app, ledger), n + 2
    app.switch_page("office/briefing/page.py").run()
    app, n = decide(app, "未报单位周一前补报", "body:office", date(2023, 11, 10)), n + 4
    app.switch_page("office/record/page.py").run()
    app, n = _frozen(app), n + 1
    assert ledger.record.cuts("sample")["week"].tolist() == [5]
    assert len(ledger.entries("sample", OFFICE, "problem_ledger")) == 1
    assert n <= MOST


def reminded(app: AppTest, ledger: Ledger) -> AppTest:
    """The page after the text to send named exactly those not in, and the first of them was called
    and promised a day; both are there for whoever looks later."""
    panel = ledger.panel("sample", OFFICE)
    text = app.get("code")[0].value
    expected = arrivals(panel, load_pack("c2023_ztjy"), week=5)
    due = set(expected.loc[expected["state"] == "missing", "name"])
    assert due
    assert {unit.name for unit in panel.units if unit.name in text} == due
    grid = follow_grid(app)
    changed = {0: {"called": True, "promised": "2023-11-06"}}
    state = {"edited_rows": changed, "added_rows": [], "deleted_rows": []}
    app.session_state[grid] = state
    app.run()
    assert not app.exception, app.exception
    kept = ledger.exchange.followed("sample", OFFICE)
    assert kept[["step", "value"]].values.tolist() == [["promised", "2023-11-06"], ["called", "1"]]
    assert kept["unit_id"].nunique() == 1
    later = desk()
    later.query_params["week"] = "2023-W44"
    later.switch_page("office/status/page.py").run()
    assert "已电话联系；承诺11月6日前报送" in text_of(later)
    return app


def follow_grid(app: AppTest) -> str:
    """The key of the grid of those to follow up."""
    keys = app.session_state._state.filtered_state
    return next(key for key in keys if key.startswith("follow_") and key != "follow_slot")


def _frozen(app: AppTest) -> AppTest:
    """The page after the latest week was frozen, which it begins with."""
    app.button(key="freeze_button").click().run()
    assert not app.exception
    return app
