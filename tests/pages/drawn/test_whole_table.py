"""Tables for paper: all rows stand there as text, choices by their words, and nothing to press."""

from __future__ import annotations

import pytest

from campaign import wording
from tests.pages.conftest import Opened
from tests.pages.filled import UNITS
from tests.pages.said import text_of

ZH = wording("zh_CN")


@pytest.mark.parametrize(
    ("page", "rows"),
    [
        ("office/record/page.py", [ZH.text("week.short", number=n) for n in range(1, 5)]),
        ("office/roster/page.py", [name for _, name, *_ in UNITS]),
        ("office/settings/page.py", ["2023-10-06 12:00", "2023-10-02"]),
    ],
)
def test_every_row_is_printed_and_no_grid(
    opened: Opened, filled_url: str, page: str, rows: list[str]
) -> None:
    printed = opened(filled_url, page, lang="zh_CN", district="sample", print="1")
    assert not printed.exception
    assert not len(printed.dataframe), "a grid shows the rows in sight alone"
    told = "\n".join(it.proto.body for it in printed.get("html"))
    tables = [part for part in told.split("<table") if 'class="paper seen"' in part]
    assert tables
    missing = [row for row in rows if not any(f">{row}</td>" in table for table in tables)]
    assert missing == []


def test_on_the_screen_the_same_rows_are_a_grid(opened: Opened, filled_url: str) -> None:
    shown = opened(filled_url, "office/record/page.py", lang="zh_CN", district="sample")
    assert len(shown.dataframe)
    assert "paper seen" not in text_of(shown)
