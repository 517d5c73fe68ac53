"""Every mark of every page opens: what a press on a tile, a bar, a point or a cell stands for."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from pages.drawn import Mark
from pages.drawn.mark import mark_of
from tests.pages.conftest import Opened, url_of
from tests.pages.filled import filled_ledger
from tests.pages.launched import register_launches
from tests.pages.leadership.test_rectification import with_problems
from tests.pages.said import elements, text_of

PAGES = (
    "leadership/overview/page.py",
    "leadership/coverage/page.py",
    "leadership/discussions/page.py",
    "leadership/inspections/page.py",
    "leadership/balance/page.py",
    "leadership/launch/page.py",
    "office/status/page.py",
)


def marks(app: AppTest) -> list[Mark]:
    """What the page's marks stand for, one of each kind."""
    told = "".join(e.proto.body for e in elements(app._tree) if e.type == "html")
    every = [mark_of(unescape(said)) for said in re.findall(r'data-press="([^"]+)"', told)]
    kinds = {
        (
            it.figure,
            bool(it.unit),
            it.place.partition(":")[0],
            it.told if it.told.startswith("is=") else it.told.partition("=")[0],
            it.at > 0,
        ): it
        for it in every
        if it and it.figure != "search"
    }
    return list(kinds.values())


def dialogs(app: AppTest) -> list[object]:
    return [e for e in elements(app._tree) if e.type in ("arrow_data_frame", "dataframe")]


@pytest.mark.parametrize("page", PAGES)
def test_every_kind_of_mark_opens_its_units(opened: Opened, logged_url: str, page: str) -> None:
    app = opened(logged_url, page, lang="zh_CN", door="office")
    found, before = marks(app), len(dialogs(app))
    assert found
    for mark in found:
        app.session_state["pressed_mark"] = str(mark)
        app.run()
        assert not app.exception, mark
        assert len(dialogs(app)) > before or "没有这样的条目" in text_of(app), mark


@pytest.fixture(scope="module")
def problem_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = url_of(tmp_path_factory.mktemp("problems"))
    with_problems(url).close()
    return url


def listed(app: AppTest) -> pd.DataFrame:
    return next(it.value for it in app.dataframe if it.key == "listed")


def pressed(opened: Opened, url: str, page: str, mark: Mark) -> AppTest:
    app = opened(url, page, lang="zh_CN", door="office")
    app.session_state["pressed_mark"] = str(mark)
    return app.run()


@pytest.mark.parametrize(
    ("told", "n"),
    [
        *(("is=base", 4), ("is=overdue", 1), ("is=claimed", 1), ("is=closed", 1)),
        *(("is=tells_deadline", 4), ("progress=stage_done", 1)),
    ],
)
def test_a_bar_of_problems_opens_its_own_lines(
    opened: Opened, problem_url: str, told: str, n: int
) -> None:
    page = "leadership/rectification/page.py"
    app = pressed(opened, problem_url, page, Mark("problem_ledger", told=told))
    assert len(listed(app)) == n


@pytest.mark.parametrize(("what", "n"), [("visits", 5), ("problems", 4), ("solved", 2)])
def test_a_tile_of_visits_opens_the_visits_that_make_it_up(
    opened: Opened, logged_url: str, what: str, n: int
) -> None:
    mark = Mark("guidance_log", told=f"is={what}")
    rows = listed(pressed(opened, logged_url, "leadership/inspections/page.py", mark))
    assert (len(rows) if what == "visits" else sum(map(int, rows.iloc[:, -1]))) == n


def test_the_reach_of_visits_opens_the_units_visited_alone(opened: Opened, logged_url: str) -> None:
    mark = Mark("guidance_log", told="is=reach")
    rows = listed(pressed(opened, logged_url, "leadership/inspections/page.py", mark))
    assert rows.iloc[:, -1].tolist() == [2, 1, 1, 1]


def test_the_launch_tile_opens_who_launched_and_nobody_else(opened: Opened, tmp_path: Path) -> None:
    """U01 launched, U02 is in the register and has not, of the others nothing is known."""
    ledger = filled_ledger(url_of(tmp_path))
    register_launches(ledger, {"U01": "2023-10-08", "U02": None})
    ledger.close()
    mark = Mark("launch", told="is=launched")
    app = pressed(opened, url_of(tmp_path), "leadership/launch/page.py", mark)
    assert listed(app).iloc[:, 0].tolist() == ["区委办公室"]


def test_problems_due_in_a_week_open_by_their_term(opened: Opened, problem_url: str) -> None:
    mark = Mark("problem_ledger", at=3, told="is=due")
    app = pressed(opened, problem_url, "leadership/rectification/page.py", mark)
    assert len(listed(app)) == 2


def test_a_week_of_the_office_without_a_line_says_so(opened: Opened, logged_url: str) -> None:
    mark = Mark("office_log", place="group:g01", at=2, told="is=weekly")
    app = pressed(opened, logged_url, "leadership/inspections/page.py", mark)
    assert "没有这样的条目" in text_of(app)


@pytest.mark.parametrize(
    ("page", "mark"),
    [
        ("leadership/launch/page.py", Mark("launch", place="type:section_team")),
        ("office/quality/page.py", Mark("doubt", told="falls")),
        ("office/burden/page.py", Mark("study_session_count")),
    ],
)
def test_a_row_of_a_table_opens_what_is_behind(
    opened: Opened, problem_url: str, page: str, mark: Mark
) -> None:
    app = pressed(opened, problem_url, page, mark)
    assert not app.exception
    assert "没有这样的条目" in text_of(app) or len(listed(app))


def test_a_line_has_the_proof_of_its_cell(opened: Opened, problem_url: str) -> None:
    mark = str(Mark("problem_ledger", unit="U03", at=6))
    said = text_of(opened(problem_url, PAGES[0], lang="zh_CN", proof=mark, print="1"))
    assert "制度修订" in said
    assert "存档链末码" in said


@pytest.mark.parametrize("said", ["told=is%3Dnothing", "place=line%3A9&at=4", "at=99&unit=U03"])
def test_a_line_that_is_not_there_breaks_no_page(
    opened: Opened, problem_url: str, said: str
) -> None:
    mark = f"figure=problem_ledger&{said}"
    assert text_of(opened(problem_url, PAGES[0], lang="zh_CN", proof=mark, print="1"))


def test_a_mark_of_no_figure_opens_nothing(opened: Opened, logged_url: str) -> None:
    for said in ("figure=nothing", "figure=study_reach&at=x", "unit=U01", "figure=a&b=c"):
        app = opened(logged_url, PAGES[0], lang="zh_CN")
        app.session_state["pressed_mark"] = said
        app.run()
        assert not app.exception


def test_a_mark_says_itself_again() -> None:
    mark = Mark("guidance_log", place="group:g01", at=3, told="streams=a&b")
    assert mark_of(str(mark)) == mark


def test_a_districts_name_that_is_not_there_is_said(opened: Opened, logged_url: str) -> None:
    app = opened(logged_url, lang="zh_CN", district="elsewhere")
    assert "没有这个地区" in text_of(app)
    assert "示例区" not in text_of(app)


def test_a_number_has_a_proof_with_formula_cell_sender_and_chain(
    opened: Opened, logged_url: str
) -> None:
    mark = str(Mark("discussion_session_count", unit="U03", at=2))
    said = text_of(opened(logged_url, PAGES[0], lang="zh_CN", proof=mark, print="1"))
    assert "周报!C4" in said
    assert "g01第2周.xlsx" in said
    assert "公式见docs/design.md" in said
    assert "存档链末码" in said
