"""The page of a unit whose figures are not counted as they were sent."""

from __future__ import annotations

from pathlib import Path

from tests.commands.conftest import Terminal
from tests.commands.test_number_cases import entered
from tests.pages.conftest import Opened
from tests.pages.groups.test_unit import PAGE, figures
from tests.pages.said import text_of


def test_a_unit_says_what_it_reported_and_what_counts(opened: Opened, tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "ledger.db")
    entered(terminal, ("13", "4", "4", "1"), ("13", "4", "", "1"), heading="研讨交流")
    url = f"sqlite:///{terminal.ledger}"
    page = opened(url, PAGE, lang="zh_CN", unit="E1")
    assert figures(page).loc["研讨交流", ["1周", "2周", "累计"]].tolist() == [
        "5（报13）",
        "9（报13）",
        "14",
    ]
    assert "研讨交流：13 报送，含所属；计入 9" in text_of(page)
    assert "含所属；计入" not in text_of(opened(url, PAGE, lang="zh_CN", unit="E2"))


def test_a_week_made_of_two_totals_is_marked(opened: Opened, tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "ledger.db")
    entered(
        terminal, ("2", "3", "4", "1"), ("5", "3", "", "2"), scope="本级", heading="研讨交流累计"
    )
    page = opened(f"sqlite:///{terminal.ledger}", PAGE, lang="zh_CN", unit="E1")
    assert figures(page).loc["研讨交流", ["1周", "2周", "累计"]].tolist() == ["2*", "3*", "5"]
    assert "由相邻两周的累计相减得出" in text_of(page)
