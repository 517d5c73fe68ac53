"""A draw, and what was found on it, on the small ledger."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd

from campaign import Door, Viewer, wording
from ledger import Checked, Drawing
from pages.office.checks.draws import usual_size
from pages.office.checks.words import factor_table
from tests.ledger.drawn import hour
from tests.measures import drawn
from tests.pages.conftest import Opened, url_of
from tests.pages.filled import UNITS, filled_ledger
from tests.pages.said import text_of

PAGE = "office/checks/page.py"


def test_a_press_draws_half_at_random_and_says_how_to_draw_again(
    opened: Opened, tmp_path: Path
) -> None:
    filled_ledger(url_of(tmp_path)).close()
    app = opened(url_of(tmp_path), PAGE, lang="zh_CN", door="office")
    assert "尚未抽查" in text_of(app)
    app.number_input(key="draw_size").set_value(4).run()
    app.button(key="draw").click().run()
    assert not app.exception
    said = text_of(app)
    assert "抽查4家，已核实0家；随机部分还有2家待核实" in said
    assert "SHA-256" in said


def test_what_was_found_speaks_for_all_with_its_interval(opened: Opened, tmp_path: Path) -> None:
    ledger = filled_ledger(url_of(tmp_path))
    ids = [unit_id for unit_id, *_ in UNITS]
    office, quantity = Viewer(Door.OFFICE), "study_session_count"
    ledger.checks.draw("sample", Drawing(3, 24, dict.fromkeys(ids, 1.0)), by=office, at=hour(1))
    seq = int(ledger.checks.draws("sample", office)["seq"].iloc[0])
    claimed = {unit: {quantity: 2.0} for unit in ids}
    found = {unit: {quantity: 1.0 if unit == ids[0] else 2.0} for unit in ids}
    ledger.checks.enter("sample", Checked(seq, 3, claimed, found), by=office, at=hour(2))
    ledger.close()
    said = text_of(opened(url_of(tmp_path), PAGE, lang="zh_CN", door="office"))
    assert "随机部分11/12家一致，据此估计全区一致率91.7%（95%区间91.7%—91.7%）" in said


def test_of_one_unit_one_is_drawn() -> None:
    assert [usual_size(n) for n in (1, 2, 40, 340)] == [1, 2, 2, 17]


def test_a_group_is_told_that_a_draw_is_of_the_whole_district(
    opened: Opened, filled_url: str
) -> None:
    said = text_of(opened(filled_url, PAGE, lang="zh_CN", door="office", group="g01"))
    assert "抽查面向全区" in said


def test_a_check_that_names_no_figure_is_said_to_name_none() -> None:
    panel = drawn.panel("| unit | type | group | orgs | w1 |\n| 甲 | section_team | g01 | 0 | 2 |")
    view: Any = SimpleNamespace(words=wording("zh_CN"), pack=drawn.pack(), panel=panel)
    row = {"quantity": "", "checks": 2, "agreeing": 1, "units": 1}
    rows = pd.DataFrame([{**row, "claimed": 3.0, "verified": 2.0, "factor": 1.5}])
    assert factor_table(view, rows).iloc[0].tolist() == [
        *("台账未写明是哪项数", 2, 1, "1/1", 3.0, 2.0, 1.5)
    ]


def test_what_checks_found_stands_beside_the_count(opened: Opened, tmp_path: Path) -> None:
    ledger, quantity = filled_ledger(url_of(tmp_path)), "discussion_session_count"
    office, unit = Viewer(Door.OFFICE), UNITS[0][0]
    told = Checked(1, 3, {unit: {quantity: 3.0}}, {unit: {quantity: 2.0}})
    ledger.checks.enter("sample", told, by=office, at=hour(2))
    ledger.close()
    page = "leadership/discussions/page.py"
    assert "核实过1/12家，上报÷核实 1.50" in text_of(opened(url_of(tmp_path), page, lang="zh_CN"))
