"""A unit's weeks as a table."""

from __future__ import annotations

from pathlib import Path

from campaign import Door, Viewer, wording
from pages.drawn.lists.week_figures import state_word, week_figures
from tests.pages.conftest import url_of
from tests.pages.filled import PACK, filled_ledger

ZH = wording("zh_CN")


def test_no_row_is_another_word_than_an_empty_cell() -> None:
    words = [state_word(letter, ZH) for letter in (0, ord("m"), ord("n"), ord("e"), ord("h"))]
    assert words == ["未报", "未填", "不涉及", "免报", "待核"]


def test_each_week_tells_its_figure_or_why_there_is_none(tmp_path: Path) -> None:
    """U03 held 1 and 1, left week 3 open and held 2 in the newer sheet of week 4; no sheet has a
    cumulative column, so no line is given to it."""
    ledger = filled_ledger(url_of(tmp_path))
    panel = ledger.panel("sample", Viewer(Door.OFFICE))
    ledger.close()
    unit = next(u for u in panel.units if u.id == "U03")
    frame = week_figures(panel, unit, quantity=PACK.quantity["study_session_count"], words=ZH)
    assert frame.columns.tolist() == ["集中学习", "第1周", "第2周", "第3周", "第4周"]
    assert frame.to_numpy().tolist() == [["本周", "1", "1", "未填", "2"]]
