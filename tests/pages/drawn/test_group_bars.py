"""One bar a group, in shares of what was expected."""

from __future__ import annotations

import pandas as pd

from pages.drawn.charts.group_bars import bar_html


def bar(expected: int, on_time: int, late: int, held: int) -> str:
    """The bar of a group with these counts."""
    row = pd.Series(
        {
            "n_expected": expected,
            "n_on_time": on_time,
            "n_late": late,
            "n_held": held,
            "n_reported": on_time + late,
        }
    )
    return bar_html("第三<组>", row)


def test_the_parts_are_shares_of_the_expected() -> None:
    html = bar(8, 4, 2, 1)
    assert '<span class="in" style="width:50.00%"></span>' in html
    assert '<span class="late" style="width:25.00%"></span>' in html
    assert '<span class="held" style="width:12.50%"></span>' in html
    assert '<td class="number">6/8</td>' in html


def test_a_group_that_owes_nothing_has_an_empty_bar() -> None:
    html = bar(0, 0, 0, 0)
    assert "width" not in html
    assert "0/0" in html


def test_a_name_is_text() -> None:
    assert "<组>" not in bar(1, 1, 0, 0)
